// SPDX-License-Identifier: EUPL-1.2
import Foundation
import GRDB
import Model

extension Corpus {
  /// The number of passages that one search looks at; beyond it the counts are those of a part.
  public static let searchedPassagesLimit = 200_000

  /// Searches the passages of the body.
  ///
  /// The index gives the passages that may answer; each is then matched as the counts are, so that a
  /// search and a count of the same term agree.
  ///
  /// - Parameters:
  ///   - limit: the number of passages to give; all are counted.
  ///   - documents: those to search; all where nil.
  /// - Throws: `CorpusError`.
  public func search(
    _ query: SearchQuery, limit: Int, documents: Set<VersionHash>? = nil
  ) throws(CorpusError) -> SearchResults {
    try read { db in
      let scope = try Self.scope(documents, db)
      var candidates = try Self.candidates(query, scope, db)
      let isComplete = candidates.count <= Self.searchedPassagesLimit
      if !isComplete { candidates.removeLast(candidates.count - Self.searchedPassagesLimit) }
      var ranking = Ranking(query)
      let matcher = TermMatcher(terms: query.terms)
      var place = 0
      while place < candidates.count {
        let number = CorpusSchema.document(row: candidates[place])
        var end = place
        while end < candidates.count, CorpusSchema.document(row: candidates[end]) == number {
          end += 1
        }
        let numbers = candidates[place..<end].map { CorpusSchema.passage(row: $0) }
        place = end
        guard let version = scope[number] else { continue }
        let passages = try Self.passages(number, db)
        let wanted = numbers.filter { passages.indices.contains($0) }
        let pages = try Self.pages(number, of: wanted.map { passages[$0] }, db)
        ranking.add(
          matcher.match(passages: passages, pages: pages, only: wanted), passages, version)
      }
      return ranking.results(limit: limit, documentCount: scope.count, isComplete: isComplete)
    }
  }

  /// The versions to search, by number.
  private static func scope(_ wanted: Set<VersionHash>?, _ db: Database)
    throws -> [Int64: VersionHash]
  {
    var scope: [Int64: VersionHash] = [:]
    let rows = try Row.fetchCursor(db, sql: "SELECT number, version FROM document")
    while let row = try rows.next() {
      let version = VersionHash(row[1])
      if wanted?.contains(version) ?? true { scope[row[0]] = version }
    }
    return scope
  }

  private static func candidates(
    _ query: SearchQuery, _ scope: [Int64: VersionHash], _ db: Database
  ) throws -> [Int64] {
    let cursor: FastDatabaseValueCursor<Int64>
    switch try IndexExpression(db: db).scope(query) {
    case .none: return []
    case .all: return try allPassages(scope, db)
    case .matching(let expression):
      cursor = try Int64.fetchCursor(
        db, sql: "SELECT rowid FROM passageIndex WHERE passageIndex MATCH ? ORDER BY rowid",
        arguments: [expression])
    }
    var rows: [Int64] = []
    while let row = try cursor.next(), rows.count <= searchedPassagesLimit {
      if scope[CorpusSchema.document(row: row)] != nil { rows.append(row) }
    }
    return rows
  }

  private static func allPassages(_ scope: [Int64: VersionHash], _ db: Database) throws -> [Int64] {
    var rows: [Int64] = []
    for number in scope.keys.sorted() where rows.count <= searchedPassagesLimit {
      for (place, passage) in try passages(number, db).enumerated() where passage.zone == .body {
        rows.append(CorpusSchema.row(document: number, passage: place))
      }
    }
    return rows
  }

  /// Only the pages that the passages stand on.
  private static func pages(_ number: Int64, of passages: [Passage], _ db: Database)
    throws -> [PageText]
  {
    let wanted = Set(passages.flatMap(\.stretches).map(\.page))
    let statement = try db.cachedStatement(
      sql: "SELECT text FROM page WHERE document = ? AND number = ?")
    return try wanted.sorted().compactMap { page in
      try String.fetchOne(statement, arguments: [number, page])
        .map { PageText(number: page, text: $0) }
    }
  }
}

/// The passages found, and the order in which they are shown.
struct Ranking {
  private let alternatives: [[TermID]]
  private var found: [(result: SearchResults.Found, byteCount: Int, counts: [TermID: Int])] = []
  private var passagesWithTerm: [TermID: Int] = [:]
  private var byteCount = 0

  init(_ query: SearchQuery) { alternatives = query.alternatives.map { $0.map(\.id) } }

  /// Takes the hits in the passages of one document, where they answer the query.
  mutating func add(_ hits: [Hit], _ passages: [Passage], _ version: VersionHash) {
    var place = 0
    while place < hits.count {
      let passage = hits[place].passage
      var end = place
      while end < hits.count, hits[end].passage == passage { end += 1 }
      let own = hits[place..<end]
      place = end
      let counts = own.reduce(into: [TermID: Int]()) { $0[$1.term, default: 0] += 1 }
      guard alternatives.contains(where: { $0.allSatisfy { counts[$0] != nil } }) else { continue }
      for term in counts.keys { passagesWithTerm[term, default: 0] += 1 }
      let length = passages[passage].stretches.reduce(0) { $0 + $1.utf8Range.count }
      byteCount += length
      found.append(
        (
          SearchResults.Found(document: version, passage: passage, hits: Array(own), score: 0),
          length, counts
        ))
    }
  }

  /// Ordered by BM25 (Robertson and Zaragoza, 2009, doi:10.1561/1500000019) with k₁ = 1.2 and b = 0.5,
  /// with the passages found as the collection.
  func results(limit: Int, documentCount: Int, isComplete: Bool) -> SearchResults {
    let average = Double(byteCount) / Double(max(found.count, 1))
    let scored = found.map { item in
      var result = item.result
      let length = 0.5 + 0.5 * Double(item.byteCount) / max(average, 1)
      for (term, count) in item.counts {
        let share = Double(passagesWithTerm[term] ?? 1) / Double(found.count)
        let rarity = log(1 + 1 / share)
        result.score += rarity * Double(count) * 2.2 / (Double(count) + 1.2 * length)
      }
      return result
    }
    let best = scored.sorted { left, right in
      if left.score != right.score { return left.score > right.score }
      if left.document != right.document { return left.document < right.document }
      return left.passage < right.passage
    }
    return SearchResults(
      found: Array(best.prefix(limit)), passageCount: found.count,
      placeCount: found.reduce(0) { $0 + $1.result.hits.count }, documentCount: documentCount,
      isComplete: isComplete)
  }
}
