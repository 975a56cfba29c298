// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Foundation
import Indexing
import Model
import Synchronization

/// Chooses the passages to look at for the cells that no one settled, best first.
///
/// A passage scores the sum, over the different terms it holds, of the term's rarity (inverse document
/// frequency, Spärck Jones 1972, https://doi.org/10.1108/eb026526); more places of a term add little; a
/// heading counts half.
///
/// The kept counts bound what any passage of a document can score. The documents of a cell are looked at from
/// the highest bound down, until no other can hold a better passage: of thousands a few are opened. What a cell
/// came to is remembered by its papers and terms (`SuggestionMemory`), so that the next run opens those of the
/// cells whose papers changed. Rarity is rounded for that: one paper more changes the weight of no term, or of few.
struct SuggestionRanking: Sendable {
  /// A passage that may answer a cell.
  struct Candidate: Sendable {
    var source: SourceID
    var version: VersionHash
    var passage: Int
    var score: Double
    /// The terms that the passage holds and that the cell asks for.
    var terms: Set<TermID>
  }

  static let shownPerCell = 5
  /// The documents whose passages are remembered for the next cells, some 5 kB each, by all cores together: those of
  /// a region stand there at once, or each cell would have them read again.
  private static let rememberedDocuments = 8_000

  private let framework: Framework
  private let open: [Outcome]
  private let readings: [VersionHash: Int64]
  private let counts: TermCounts
  private let rarity: [TermID: Double]
  private var termsOfField: [String: [TermID]] = [:]
  private var remembered: [VersionHash: PassageTerms] = [:]
  /// How many of them this part may remember.
  private var rememberedMost = rememberedDocuments
  /// The score of each passage of the document that is looked at; nothing between two documents.
  private var scores: [Double] = []
  private(set) var best: [Cell: [Candidate]] = [:]
  private(set) var totals: [Cell: Int] = [:]
  /// What the cells came to, for the next run.
  private(set) var memory = SuggestionMemory()

  /// - Parameters:
  ///   - counts: how often each term occurs in the body of each version.
  ///   - readings: tells one reading of a version from a later one.
  init(picture: Picture, counts: TermCounts, readings: [VersionHash: Int64]) {
    framework = picture.framework
    self.counts = counts
    self.readings = readings
    let documents = Double(max(1, counts.documentCount))
    // In steps of a tenth, and never nothing.
    rarity = counts.documentFrequency.mapValues {
      max(1, (10 * log(1 + documents / Double($0))).rounded()) / 10
    }
    // What is not to be determined for want of a core paper may still be answered from another paper.
    open = picture.outcomes.values.filter { outcome in
      switch outcome.standing {
      case .open, .undetermined: outcome.search != nil
      case .known, .notApplicable: false
      }
    }
  }

  /// Ranks the passages for every open cell.
  ///
  /// - Parameters:
  ///   - known: what cells came to in an earlier run with the same framework.
  ///   - read: gives how often terms occur in the passages of a version.
  mutating func rank(
    known: SuggestionMemory, _ read: @Sendable (VersionHash) throws -> PassageTerms
  ) throws {
    // Neighbours ask for the same documents, so that each core gets cells that stand together.
    let size = max(64, (open.count + 7) / 8)
    let cores = min(8, ProcessInfo.processInfo.activeProcessorCount)
    rememberedMost = Self.rememberedDocuments / max(1, cores)
    let untouched = self
    let parts = Mutex<[Self]>([])
    try SharedWork.run((open.count + size - 1) / size) { part in
      var own = untouched
      try own.rank(
        untouched.open[part * size..<min(untouched.open.count, (part + 1) * size)], known, read)
      own.remembered = [:]
      parts.withLock { $0.append(own) }
    }
    for part in parts.withLock({ $0 }) {
      best.merge(part.best) { one, _ in one }
      totals.merge(part.totals) { one, _ in one }
      memory.suggestions.merge(part.memory.suggestions) { one, _ in one }
    }
  }

  private mutating func rank(
    _ cells: ArraySlice<Outcome>, _ known: SuggestionMemory,
    _ read: (VersionHash) throws -> PassageTerms
  ) rethrows {
    for outcome in cells {
      let all = terms(of: outcome.cell)
      let new = newTerms(outcome)
      // Of what was opened again only what is new: all terms in new papers, new terms in the others.
      let sought = [all] + (new.map { [$0] } ?? [])
      let selections = sought.map { counts.selection($0) }
      var rows: [Row] = []
      var key = SuggestionMemory.Key()
      for terms in sought { add(terms, to: &key) }
      var total = 0
      for searched in outcome.search?.searched ?? [] where searched.state.isSearchable {
        let isNew = new == nil || outcome.reopening?.sources.contains(searched.source) != false
        let terms = isNew ? 0 : 1
        guard let row = counts.row(of: searched.version) else { continue }
        let places = counts.sum(of: selections[terms], in: row)
        guard places > 0 else { continue }
        total += places
        rows.append(Row(searched: searched, row: row, terms: terms))
        key.add(readings[searched.version] ?? 0)
        key.add(searched.source.rawValue)
        key.add(Int64(terms))
      }
      totals[outcome.cell] = total
      if let kept = known.suggestions[key.text] {
        memory.suggestions[key.text] = kept
        let candidates = recall(kept, rows.map(\.searched), all)
        if !candidates.isEmpty { best[outcome.cell] = candidates }
        continue
      }
      let found = try best(of: rows, sought, read)
      if !found.isEmpty { best[outcome.cell] = found }
      memory.suggestions[key.text] = found.map { candidate in
        SuggestionMemory.Kept(
          source: candidate.source.rawValue, passage: candidate.passage,
          terms: all.indices.filter { candidate.terms.contains(all[$0]) })
      }
    }
  }

  /// A document that holds something a cell asks for.
  private struct Row {
    var searched: SearchRecord.Searched
    var row: TermCounts.Row
    /// Which of the lists of terms is sought in it.
    var terms: Int
  }

  /// The best passages of some documents, opened from the one that promises most.
  private mutating func best(
    of rows: [Row], _ sought: [[TermID]], _ read: (VersionHash) throws -> PassageTerms
  ) rethrows -> [Candidate] {
    let weights = sought.map { counts.weights(of: $0) { rarity[$0] ?? 1 } }
    // The most that a passage of each document can score, with a margin for rounding.
    var documents = rows.map { row in
      (
        row: row,
        bound: counts.sum(of: weights[row.terms], in: row.row, each: Self.growth) * 1.000_001
      )
    }
    documents.sort { ($0.bound, $1.row.searched.source) > ($1.bound, $0.row.searched.source) }
    var found: [Candidate] = []
    for (row, bound) in documents {
      if found.count == Self.shownPerCell, let last = found.last, bound < last.score { break }
      let passages = try passages(of: row.searched.version, read)
      let least = found.count == Self.shownPerCell ? found.last?.score ?? 0 : 0
      found += candidates(row.searched, sought[row.terms], passages, least: least)
      found.sort(by: Self.comesFirst)
      found.removeLast(max(0, found.count - Self.shownPerCell))
    }
    return found
  }

  /// Adds to the key of a cell what is sought for it and what each term weighs.
  private func add(_ terms: [TermID], to key: inout SuggestionMemory.Key) {
    key.add(Int64(terms.count))
    for term in terms {
      key.add(term.rawValue)
      key.add(Int64(bitPattern: (rarity[term] ?? 1).bitPattern))
    }
  }

  /// What was remembered, with the papers as they are called now; scores are not needed any more.
  private func recall(
    _ kept: [SuggestionMemory.Kept], _ documents: [SearchRecord.Searched], _ terms: [TermID]
  ) -> [Candidate] {
    kept.compactMap { kept in
      documents.first { $0.source.rawValue == kept.source }.map { searched in
        Candidate(
          source: searched.source, version: searched.version, passage: kept.passage, score: 0,
          terms: Set(kept.terms.compactMap { terms.indices.contains($0) ? terms[$0] : nil }))
      }
    }
  }

  /// The terms that an earlier answer did not look for; nil where the cell was not opened again, or it cannot
  /// be said what is new.
  private func newTerms(_ outcome: Outcome) -> [TermID]? {
    guard let reopening = outcome.reopening, reopening.isFocused,
      let field = framework.field(outcome.cell.field)
    else { return nil }
    let own = SearchPlan.terms(of: outcome.cell, field: field, framework: framework)
    return Set(own.filter { reopening.terms.contains($0.label) }.map(\.id)).sorted()
  }

  /// Tells which passages are shown for a cell, and how many places there are: what is shown follows from it.
  func key(of cell: Cell) -> String {
    let shown = (best[cell] ?? []).map { candidate in
      let terms = candidate.terms.sorted().map(\.rawValue).joined(separator: " ")
      return "\(candidate.source) \(candidate.version) \(candidate.passage) \(terms)"
    }
    return "\(totals[cell] ?? 0) " + shown.joined(separator: ";")
  }

  private func score(_ term: TermID, _ places: Int) -> Double {
    (rarity[term] ?? 1) * Self.growth(places)
  }

  /// What more places of the same term add.
  private static func growth(_ places: Int) -> Double {
    places < growths.count ? growths[places] : 1 + 0.2 * log(Double(places))
  }

  private static let growths = (0..<256).map { $0 == 0 ? 0 : 1 + 0.2 * log(Double($0)) }

  private mutating func passages(
    of version: VersionHash, _ read: (VersionHash) throws -> PassageTerms
  ) rethrows -> PassageTerms {
    if let known = remembered[version] { return known }
    if remembered.count >= rememberedMost { remembered.removeAll() }
    let passages = try read(version)
    remembered[version] = passages
    return passages
  }

  /// The terms that a cell asks for, each once, in the order of their identifiers.
  private mutating func terms(of cell: Cell) -> [TermID] {
    if let known = termsOfField[cell.fieldLabel] { return known }
    var terms = Set<TermID>()
    if let field = framework.field(cell.field) {
      let own = SearchPlan.terms(of: cell, field: field, framework: framework)
      terms = Set(own.map(\.id))
      if terms.isEmpty { terms = neighbours(of: field) }
    }
    let sorted = terms.sorted()
    termsOfField[cell.fieldLabel] = sorted
    return sorted
  }

  /// A field without terms looks where the other fields of its question look.
  private func neighbours(of field: Field) -> Set<TermID> {
    for theme in framework.themes {
      for question in theme.questions where question.fields.contains(where: { $0.id == field.id }) {
        return Set(question.fields.flatMap { $0.terms.map(\.id) })
      }
    }
    return []
  }

  /// The best passages of a document that hold one of the terms, with their scores, as many as are shown.
  ///
  /// - Parameter least: a passage with a lower score is not wanted.
  private mutating func candidates(
    _ searched: SearchRecord.Searched, _ terms: [TermID], _ passages: PassageTerms, least: Double
  ) -> [Candidate] {
    var scored: [Int] = []
    for term in terms {
      for place in passages[term] {
        let passage = Int(place.passage)
        while scores.count <= passage { scores.append(0) }
        if scores[passage] == 0 { scored.append(passage) }
        scores[passage] += score(term, Int(place.count))
      }
    }
    var candidates: [Candidate] = []
    for passage in scored {
      let whole = scores[passage]
      scores[passage] = 0
      let score = passages.headings.contains(passage) ? whole / 2 : whole
      guard score >= least else { continue }
      candidates.append(
        Candidate(
          source: searched.source, version: searched.version, passage: passage, score: score,
          terms: []))
    }
    candidates.sort(by: Self.comesFirst)
    return candidates.prefix(Self.shownPerCell).map { candidate in
      var candidate = candidate
      candidate.terms = Set(
        terms.filter { passages[$0].contains { Int($0.passage) == candidate.passage } })
      return candidate
    }
  }

  private static func comesFirst(_ left: Candidate, _ right: Candidate) -> Bool {
    if left.score != right.score { return left.score > right.score }
    if left.source != right.source { return left.source < right.source }
    return left.passage < right.passage
  }
}
