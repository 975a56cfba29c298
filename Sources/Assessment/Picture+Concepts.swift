// SPDX-License-Identifier: EUPL-1.2
import Model

extension Picture {
  /// The identifiers of the statuses of papers that the shipped frameworks use.
  private static let concept = "concept"
  private static let adopted = "vastgesteld"

  /// The adopted papers of the same kind in the scope of a cell, where all these codings stand in concepts.
  ///
  /// *An adopted paper goes before a concept of the same paper*: whether it is the same paper, a person sees.
  public func adoptedBeside(_ ids: [CodingID], in outcome: Outcome) -> [SourceID] {
    let cited = ids.compactMap { codings[$0] }.compactMap { sources[$0.source] }
    guard !cited.isEmpty, cited.allSatisfy({ $0.description.status == Self.concept }) else {
      return []
    }
    let kinds = Set(cited.compactMap(\.description.kind))
    return (outcome.search?.searched ?? []).map(\.source).filter { id in
      guard let source = sources[id], let kind = source.description.kind else { return false }
      return source.description.status == Self.adopted && kinds.contains(kind)
    }
  }
}
