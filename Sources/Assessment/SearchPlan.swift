// SPDX-License-Identifier: EUPL-1.2
import Model

/// Which terms are looked for in which sources, to answer a cell by search.
public struct SearchPlan: Sendable {
  public var cell: Cell
  public var terms: [Term]
  public var sources: [Source]
  private let isDocument: Bool
  private let framework: Framework

  /// - Parameter field: the field of the cell.
  public init(cell: Cell, field: Field, study: Study, round: Round, framework: Framework) {
    self.cell = cell
    self.framework = framework
    isDocument = field.scope == .document
    terms = Self.terms(of: cell, field: field, framework: framework)
    sources = study.sourcesInScope(of: field, unit: cell.unit, in: round)
  }

  /// The terms of an item's own, or those of the field and its categories.
  public static func terms(of cell: Cell, field: Field, framework: Framework) -> [Term] {
    if let item = cell.item {
      return framework.items(of: field).first { $0.id == item }?.terms ?? []
    }
    if field.itemList != nil { return framework.items(of: field).flatMap(\.terms) }
    return field.terms + field.categories.flatMap(\.terms)
  }

  /// Tells whether the terms have changed: SHA-256 over terms, levels and exceptions.
  public static func fingerprint(_ terms: [Term]) -> String {
    let parts = terms.map { term in
      let levels = term.levels.map(\.rawValue).sorted().joined(separator: ",")
      return "\(term.label)|\(term.patterns)|\(levels)|\(term.exceptions)"
    }
    return ContentHash.of(parts.joined(separator: "\n"))
  }

  /// The search as it comes out now.
  public func record(in corpus: CorpusView, setAside: String?) -> SearchRecord {
    SearchRecord(
      id: "", cell: cell, terms: terms.map(\.label), termsFingerprint: Self.fingerprint(terms),
      searched: Self.searched(
        sources, terms, corpus, isDocument: isDocument, framework: framework),
      setAside: setAside)
  }

  /// What a search through these sources finds.
  static func searched(
    _ sources: [Source], _ terms: [Term], _ corpus: CorpusView, isDocument: Bool,
    framework: Framework
  ) -> [SearchRecord.Searched] {
    sources.map { source in
      let state = corpus.state(source.current)
      return SearchRecord.Searched(
        source: source.id, version: source.current, state: state,
        hits: state.isSearchable ? corpus.hits(source.current, terms) : 0,
        isCore: isDocument || framework.isCore(kind: source.description.kind))
    }
  }
}
