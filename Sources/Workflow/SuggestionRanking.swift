// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Foundation
import Model

/// Chooses the passages to look at for the cells that no one settled, best first.
///
/// A passage scores the sum, over the different terms it holds, of the term's rarity (inverse document
/// frequency, Spärck Jones 1972, https://doi.org/10.1108/eb026526); more places of a term add little; a
/// heading counts half. Documents pass by one at a time, so that memory does not grow with their number.
struct SuggestionRanking {
  /// A passage that may answer a cell.
  struct Candidate: Sendable {
    var source: SourceID
    var version: VersionHash
    var passage: Int
    var score: Double
    /// The hits in the passage, in order of place.
    var hits: [Hit]
  }

  static let shownPerCell = 5

  private let picture: Picture
  private var rarity: [TermID: Double] = [:]
  private var termsOfField: [String: Set<TermID>] = [:]
  /// The cells that a version may answer, each with the source that brings the version into its scope.
  private var openByVersion: [VersionHash: [(cell: Cell, source: SourceID)]] = [:]
  private(set) var best: [Cell: [Candidate]] = [:]
  private(set) var totals: [Cell: Int] = [:]

  /// - Parameter counts: how often each term occurs in the body of each version.
  init(picture: Picture, counts: [VersionHash: [TermID: Int]]) {
    self.picture = picture
    var frequency: [TermID: Int] = [:]
    for terms in counts.values {
      for (term, count) in terms where count > 0 { frequency[term, default: 0] += 1 }
    }
    for (term, documents) in frequency {
      rarity[term] = log(1 + Double(max(1, counts.count)) / Double(documents))
    }
    for outcome in picture.outcomes.values {
      // What is not to be determined for want of a core paper may still be answered from another paper.
      switch outcome.standing {
      case .open, .undetermined: break
      case .known, .notApplicable: continue
      }
      guard let search = outcome.search else { continue }
      for searched in search.searched where searched.state.isSearchable {
        openByVersion[searched.version, default: []].append((outcome.cell, searched.source))
      }
    }
    for version in openByVersion.keys { openByVersion[version]?.sort { $0.cell < $1.cell } }
  }

  /// The versions whose hits are needed, in a fixed order.
  var versions: [VersionHash] { openByVersion.keys.sorted() }

  /// Looks at the hits of one document for every open cell that it may answer.
  ///
  /// - Parameter isHeading: whether the passage with this number is a heading.
  mutating func consider(_ version: VersionHash, hits: [Hit], isHeading: (Int) -> Bool) {
    guard let cells = openByVersion[version] else { return }
    let body = hits.filter { $0.zone == .body }
    var byField: [String: [Candidate]] = [:]
    for (cell, source) in cells {
      let label = "\(source) \(cell.fieldLabel)"
      if byField[label] == nil {
        let wanted = terms(of: cell)
        byField[label] = candidates(
          version, source, body.filter { wanted.contains($0.term) }, isHeading)
      }
      let candidates = byField[label] ?? []
      totals[cell, default: 0] += candidates.reduce(0) { $0 + $1.hits.count }
      merge(candidates.prefix(Self.shownPerCell), into: cell)
    }
  }

  private mutating func terms(of cell: Cell) -> Set<TermID> {
    if let known = termsOfField[cell.fieldLabel] { return known }
    var terms = Set<TermID>()
    if let field = picture.framework.field(cell.field) {
      let own = SearchPlan.terms(of: cell, field: field, framework: picture.framework)
      terms = Set(own.map(\.id))
      if terms.isEmpty { terms = neighbours(of: field) }
    }
    termsOfField[cell.fieldLabel] = terms
    return terms
  }

  /// A field without terms looks where the other fields of its question look.
  private func neighbours(of field: Field) -> Set<TermID> {
    for theme in picture.framework.themes {
      for question in theme.questions where question.fields.contains(where: { $0.id == field.id }) {
        return Set(question.fields.flatMap { $0.terms.map(\.id) })
      }
    }
    return []
  }

  private func candidates(
    _ version: VersionHash, _ source: SourceID, _ hits: [Hit], _ isHeading: (Int) -> Bool
  ) -> [Candidate] {
    Dictionary(grouping: hits, by: \.passage).map { passage, hits in
      var places: [TermID: Int] = [:]
      for hit in hits { places[hit.term, default: 0] += 1 }
      var score = 0.0
      for term in places.keys.sorted() {
        score += (rarity[term] ?? 1) * (1 + 0.2 * log(Double(places[term] ?? 1)))
      }
      return Candidate(
        source: source, version: version, passage: passage,
        score: isHeading(passage) ? score / 2 : score, hits: hits)
    }.sorted(by: Self.comesFirst)
  }

  private static func comesFirst(_ left: Candidate, _ right: Candidate) -> Bool {
    if left.score != right.score { return left.score > right.score }
    if left.source != right.source { return left.source < right.source }
    return left.passage < right.passage
  }

  private mutating func merge(_ candidates: ArraySlice<Candidate>, into cell: Cell) {
    guard !candidates.isEmpty else { return }
    let all = ((best[cell] ?? []) + candidates).sorted(by: Self.comesFirst)
    best[cell] = Array(all.prefix(Self.shownPerCell))
  }
}
