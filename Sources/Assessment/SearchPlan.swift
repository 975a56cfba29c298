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
      searched: ScopedSource.searched(
        ScopedSource.all(sources, corpus, isDocument: isDocument, framework: framework), terms,
        corpus),
      setAside: setAside)
  }
}

/// A source within a scope, with what is the same for every field that searches it.
struct ScopedSource: Sendable {
  private var searched: SearchRecord.Searched
  private var row: TermCounts.Row?

  /// Looks up what is known of the sources of a scope.
  static func all(
    _ sources: [Source], _ corpus: CorpusView, isDocument: Bool, framework: Framework
  ) -> [ScopedSource] {
    var coreKinds: [String?: Bool] = [:]
    return sources.map { source in
      let state = corpus.state(source.current)
      let kind = source.description.kind
      let isCore = coreKinds[kind] ?? framework.isCore(kind: kind)
      coreKinds[kind] = isCore
      return ScopedSource(
        searched: SearchRecord.Searched(
          source: source.id, version: source.current, state: state, hits: 0,
          isCore: isDocument || isCore),
        row: state.isSearchable ? corpus.counts.row(of: source.current) : nil)
    }
  }

  /// What a search for these terms finds.
  static func searched(
    _ sources: [ScopedSource], _ terms: [Term], _ corpus: CorpusView
  ) -> [SearchRecord.Searched] {
    let selection = corpus.counts.selection(terms.lazy.map(\.id))
    return sources.map { source in
      var searched = source.searched
      searched.hits = corpus.counts.sum(of: selection, in: source.row)
      return searched
    }
  }
}
