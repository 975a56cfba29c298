// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Foundation
import Indexing
import Model

/// Chooses the passages to look at for the cells that no one settled, best first.
///
/// A passage scores the sum, over the different terms it holds, of the term's rarity (inverse document
/// frequency, Spärck Jones 1972, https://doi.org/10.1108/eb026526); more places of a term add little; a
/// heading counts half.
///
/// The kept counts bound what any passage of a document can score. The documents of a cell are looked at from
/// the highest bound down, until no other can hold a better passage: of thousands a few are opened.
struct SuggestionRanking {
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
  /// The documents whose passages are remembered for the next cells.
  private static let rememberedDocuments = 1000

  private let framework: Framework
  private let open: [Outcome]
  private let counts: TermCounts
  private let rarity: [TermID: Double]
  private var termsOfField: [String: [TermID]] = [:]
  private var remembered: [VersionHash: PassageTerms] = [:]
  private(set) var best: [Cell: [Candidate]] = [:]
  private(set) var totals: [Cell: Int] = [:]

  /// - Parameter counts: how often each term occurs in the body of each version.
  init(picture: Picture, counts: TermCounts) {
    framework = picture.framework
    self.counts = counts
    let documents = Double(max(1, counts.documentCount))
    rarity = counts.documentFrequency.mapValues { log(1 + documents / Double($0)) }
    // What is not to be determined for want of a core paper may still be answered from another paper.
    open = picture.outcomes.values.filter { outcome in
      switch outcome.standing {
      case .open, .undetermined: outcome.search != nil
      case .known, .notApplicable: false
      }
    }.sorted { $0.cell < $1.cell }
  }

  /// Ranks the passages for every open cell.
  ///
  /// - Parameter read: gives how often terms occur in the passages of a version.
  mutating func rank(_ read: (VersionHash) throws -> PassageTerms) rethrows {
    for outcome in open {
      let all = terms(of: outcome.cell)
      let new = newTerms(outcome)
      // Of what was opened again only what is new: all terms in new papers, new terms in the others.
      let sought = [all] + (new.map { [$0] } ?? [])
      let selections = sought.map { counts.selection($0) }
      let weightings = sought.map { counts.weights(of: $0) { rarity[$0] ?? 1 } }
      var documents: [(searched: SearchRecord.Searched, terms: Int, bound: Double)] = []
      var total = 0
      for searched in outcome.search?.searched ?? [] where searched.state.isSearchable {
        let isNew = new == nil || outcome.reopening?.sources.contains(searched.source) != false
        let terms = isNew ? 0 : 1
        let (selection, weights) = (selections[terms], weightings[terms])
        guard let row = counts.row(of: searched.version) else { continue }
        let places = counts.sum(of: selection, in: row)
        guard places > 0 else { continue }
        total += places
        // The most that a passage of the document can score, with a margin for rounding.
        let bound = counts.sum(of: weights, in: row, each: Self.growth) * 1.000_001
        documents.append((searched, terms, bound))
      }
      totals[outcome.cell] = total
      documents.sort { ($0.bound, $1.searched.source) > ($1.bound, $0.searched.source) }
      var found: [Candidate] = []
      for (searched, terms, bound) in documents {
        if found.count == Self.shownPerCell, let last = found.last, bound < last.score { break }
        let passages = try passages(of: searched.version, read)
        found += candidates(searched, sought[terms], passages)
        found.sort(by: Self.comesFirst)
        found.removeLast(max(0, found.count - Self.shownPerCell))
      }
      if !found.isEmpty { best[outcome.cell] = found }
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
    if remembered.count >= Self.rememberedDocuments { remembered.removeAll() }
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

  /// The passages of a document that hold one of the terms, each with its score.
  private func candidates(
    _ searched: SearchRecord.Searched, _ terms: [TermID], _ passages: PassageTerms
  ) -> [Candidate] {
    var candidates: [Int: Candidate] = [:]
    for term in terms {
      for (passage, places) in passages.counts[term] ?? [:] {
        candidates[
          passage,
          default: Candidate(
            source: searched.source, version: searched.version, passage: passage, score: 0,
            terms: [])
        ].add(term, score(term, places))
      }
    }
    return candidates.values.map { candidate in
      var candidate = candidate
      if passages.headings.contains(candidate.passage) { candidate.score /= 2 }
      return candidate
    }
  }

  private static func comesFirst(_ left: Candidate, _ right: Candidate) -> Bool {
    if left.score != right.score { return left.score > right.score }
    if left.source != right.source { return left.source < right.source }
    return left.passage < right.passage
  }
}

extension SuggestionRanking.Candidate {
  fileprivate mutating func add(_ term: TermID, _ score: Double) {
    self.score += score
    terms.insert(term)
  }
}
