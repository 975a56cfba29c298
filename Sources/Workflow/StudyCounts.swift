// SPDX-License-Identifier: EUPL-1.2
import Exchange
import Foundation
import Indexing
import Journaling
import Model

/// How often the terms of the framework stand in the sources that count, from the kept counts alone: no document
/// is opened.
///
/// ```swift
/// let counts = try StudyCounts(paths: paths)
/// let table = try counts.table(by: .unit, terms: ["AMK", "Veilig Thuis"])
/// ```
public struct StudyCounts {
  /// What a row is about.
  public enum Subject: String, CaseIterable, Sendable {
    case unit, source, kind
  }

  private let corpus: Corpus
  let roster: SourceRoster
  /// Whether the journal had to be replayed.
  let isReplayed: Bool

  /// - Throws: `WorkflowError` where nothing was monitored yet, `JournalError`, `CorpusError`.
  public init(paths: StudyPaths) throws {
    try StudySession.check(paths, isMonitor: false)
    if let opened = try StudySession.look(paths),
      let roster = try SourceRoster.kept(opened.0, opened.1)
    {
      corpus = opened.1
      self.roster = roster
      isReplayed = false
      return
    }
    let desk = try StudyDesk(lookingAt: paths)
    try desk.session.requireCurrentCorpus(desk.study)
    corpus = desk.session.corpus
    roster = try SourceRoster(desk.study, corpus)
    isReplayed = true
  }

  /// One row per subject, one column per term.
  ///
  /// A source of several units counts in each; a row of a unit is of its own sources, as in the grid. Every
  /// examined unit has a row, also without sources.
  ///
  /// - Parameter wanted: labels or identifiers of terms; those of the lists for documents where empty.
  /// - Throws: `WorkflowError` for a term that the framework does not have, `CorpusError`.
  public func table(by subject: Subject, terms wanted: [String] = []) throws -> Table {
    let terms = try self.terms(wanted)
    // Numbers are given out one after the other, so a table is small and faster than a dictionary.
    let last = roster.sources.reduce(0) { max($0, $1.reading) }
    var rowOfReading = [Int32](repeating: -1, count: Int(last) + 1)
    for (place, source) in roster.sources.enumerated() where source.isSearchable {
      rowOfReading[Int(source.reading)] = Int32(place)
    }
    let width = terms.count
    var counts = [Int](repeating: 0, count: roster.sources.count * width)
    try corpus.visitCounts(of: terms.map(\.id)) { reading, found in
      guard reading <= last, rowOfReading[Int(reading)] >= 0 else { return }
      let row = Int(rowOfReading[Int(reading)])
      for place in 0..<width { counts[row * width + place] = found[place] }
    }
    let columns = terms.map(\.label)
    switch subject {
    case .source:
      return Table(
        columns: ["file", "searchable"] + columns,
        rows: roster.sources.enumerated().map { row, source in
          var values = [source.path, source.isSearchable ? "ja" : "nee"]
          values.reserveCapacity(width + 2)
          for place in row * width..<(row + 1) * width { values.append(String(counts[place])) }
          return values
        })
    case .unit:
      let own = sums(counts, width) { $0.units }
      let known = Set(roster.units.map(\.code))
      let others = own.keys.filter { !known.contains($0) }.sorted().map { (code: $0, name: "") }
      return Table(
        columns: ["unit", "name", "sources", "searchable"] + columns,
        rows: (roster.units + others).map { unit in
          [unit.code, unit.name] + (own[unit.code] ?? Sum(width: width)).values
        })
    case .kind:
      let own = sums(counts, width) { [$0.kind.isEmpty ? "onbekend" : $0.kind] }
      return Table(
        columns: ["kind", "sources", "searchable"] + columns,
        rows: own.keys.sorted().map { [$0] + (own[$0] ?? Sum(width: width)).values })
    }
  }

  private struct Sum {
    var sources = 0
    var searchable = 0
    var counts: [Int]

    init(width: Int) { counts = [Int](repeating: 0, count: width) }

    var values: [String] { [String(sources), String(searchable)] + counts.map(String.init) }
  }

  private func sums(
    _ counts: [Int], _ width: Int, _ keys: (SourceRoster.Entry) -> [String]
  ) -> [String: Sum] {
    var sums: [String: Sum] = [:]
    for (row, source) in roster.sources.enumerated() {
      for key in keys(source) {
        sums[key, default: Sum(width: width)].sources += 1
        guard source.isSearchable else { continue }
        sums[key]?.searchable += 1
        for place in 0..<width { sums[key]?.counts[place] += counts[row * width + place] }
      }
    }
    return sums
  }

  private func terms(_ wanted: [String]) throws -> [SourceRoster.NamedTerm] {
    guard !wanted.isEmpty else {
      let listed = roster.terms.filter(\.isListed)
      return listed.isEmpty ? roster.terms : listed
    }
    var seen = Set<TermID>()
    return try wanted.map { name in
      let plain = name.lowercased()
      guard
        let term = roster.terms.first(where: { $0.id.rawValue == name })
          ?? roster.terms.first(where: { $0.label.lowercased() == plain })
      else {
        let known = roster.terms.map(\.label).prefix(40).joined(separator: "; ")
        throw WorkflowError(
          .notFound, "‘\(name)’ is geen zoekterm van het analysekader; er zijn: \(known)")
      }
      return term
    }.filter { seen.insert($0.id).inserted }
  }
}
