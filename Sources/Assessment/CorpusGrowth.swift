// SPDX-License-Identifier: EUPL-1.2
import Model

/// How many papers a wave rests on, beside the wave before: a difference in findings may be one in papers.
///
/// The wave before is the last frozen one of this study, as it was when it was frozen; else what `study.yaml`
/// says of one that this study does not hold.
public struct CorpusGrowth: Sendable, Equatable {
  /// By the identifier of the kind of source; empty for papers without one.
  public var byKind: [String: Int]
  public var earlierTitle: String
  /// nil where there is no wave before, or its number of papers is not known.
  public var earlier: Int?
  /// nil where the wave before is not in this study.
  public var earlierByKind: [String: Int]?
  /// Why the papers differ, as a person wrote it.
  public var explanation: String

  public init(of round: Round, study: Study) {
    byKind = study.paperCounts(in: round)
    explanation = round.wave.earlier?.explanation ?? ""
    let place = study.rounds.firstIndex { $0.wave.id == round.wave.id } ?? 0
    if let before = study.rounds.prefix(place).last(where: \.isFrozen) {
      earlierTitle = before.wave.title
      earlierByKind = before.frozenPapers
      earlier = before.frozenPapers.values.reduce(0, +)
    } else {
      earlierTitle = round.wave.earlier?.title ?? ""
      earlier = round.wave.earlier?.documents
    }
  }

  public var total: Int { byKind.values.reduce(0, +) }
}
