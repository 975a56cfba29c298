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
  ///   - fields: the documents that each field of the query holds for, in the order of `query.fields`.
  /// - Throws: `CorpusError`.
  public func search(
    _ query: SearchQuery, limit: Int, documents: Set<VersionHash>? = nil,
    fields: [Set<VersionHash>] = []
  ) throws(CorpusError) -> SearchResults {
    try read { db in
      let scope = try Self.scope(documents, db)
      var candidates = try Self.candidates(query, scope, db)
      let isComplete = candidates.count <= Self.searchedPassagesLimit
      if !isComplete { candidates.removeLast(candidates.count - Self.searchedPassagesLimit) }
      var ranking = Ranking(query, fields)
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
          matcher.match(passages: passages, pages: pages, only: wanted), passages, number, version)
      }
      return SearchResults(
        found: try ranking.best(limit).map { try Self.shown($0, db) },
        passageCount: ranking.count, isComplete: isComplete, documentCount: scope.count)
    }
  }

  /// What is shown of a passage: its words, its headings and where the hits are.
  private static func shown(_ ranked: Ranking.Ranked, _ db: Database) throws -> SearchResults.Found
  {
    let passages = try passages(ranked.number, db)
    let passage = passages[ranked.passage]
    let headings = Extraction.headingPath(of: ranked.passage, in: passages)
    let pages = try pages(ranked.number, of: headings.map { passages[$0] } + [passage], db)
    var reader = PassageText()
    let path = headings.map { reader.string(passages[$0], pages: pages) }
    let text = reader.string(passage, pages: pages)
    return SearchResults.Found(
      document: ranked.version, passage: ranked.passage, hits: ranked.hits, score: ranked.score,
      page: passage.stretches.first?.page ?? 0, text: text,
      marks: Self.joined(ranked.hits.compactMap { reader.range(of: $0.stretches) }),
      headings: path)
  }

  /// The ranges in order, those that overlap as one.
  private static func joined(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var joined: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = joined.last, range.lowerBound < last.upperBound {
        joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
    return joined
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
  struct Ranked {
    var number: Int64
    var version: VersionHash
    var passage: Int
    var hits: [Hit]
    var byteCount: Int
    /// How often each wanted term occurs, by place in the query.
    var counts: [Int: Int]
    var score = 0.0
  }

  private let query: SearchQuery
  private let fields: [Set<VersionHash>]
  private let places: [TermID: Int]
  private let wanted: Set<Int>
  private var found: [Ranked] = []
  private var passagesWithTerm: [Int: Int] = [:]
  private var byteCount = 0

  init(_ query: SearchQuery, _ fields: [Set<VersionHash>]) {
    self.query = query
    self.fields = fields
    wanted = query.wantedTerms
    places = Dictionary(
      query.terms.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { one, _ in one })
  }

  var count: Int { found.count }

  /// Takes the hits in the passages of one document, where they answer the query.
  mutating func add(
    _ hits: [Hit], _ passages: [Passage], _ number: Int64, _ version: VersionHash
  ) {
    var place = 0
    while place < hits.count {
      let passage = hits[place].passage
      var end = place
      while end < hits.count, hits[end].passage == passage { end += 1 }
      let own = hits[place..<end]
      place = end
      var counts: [Int: Int] = [:]
      for hit in own { if let term = places[hit.term] { counts[term, default: 0] += 1 } }
      guard
        query.holds(
          term: { counts[$0] != nil },
          field: { fields.indices.contains($0) && fields[$0].contains(version) })
      else { continue }
      counts = counts.filter { wanted.contains($0.key) }
      for term in counts.keys { passagesWithTerm[term, default: 0] += 1 }
      let length = passages[passage].stretches.reduce(0) { $0 + $1.utf8Range.count }
      byteCount += length
      found.append(
        Ranked(
          number: number, version: version, passage: passage,
          hits: own.filter { hit in places[hit.term].map(wanted.contains) ?? false },
          byteCount: length, counts: counts))
    }
  }

  /// Ordered by BM25 (Robertson and Zaragoza, 2009, doi:10.1561/1500000019) with k₁ = 1.2 and b = 0.5,
  /// with the passages found as the collection.
  func best(_ limit: Int) -> [Ranked] {
    let average = Double(byteCount) / Double(max(found.count, 1))
    let scored = found.map { item in
      var item = item
      let length = 0.5 + 0.5 * Double(item.byteCount) / max(average, 1)
      for (term, count) in item.counts.sorted(by: { $0.key < $1.key }) {
        let share = Double(passagesWithTerm[term] ?? 1) / Double(found.count)
        let rarity = log(1 + 1 / share)
        item.score += rarity * Double(count) * 2.2 / (Double(count) + 1.2 * length)
      }
      return item
    }
    let best = scored.sorted { left, right in
      if left.score != right.score { return left.score > right.score }
      if left.version != right.version { return left.version < right.version }
      return left.passage < right.passage
    }
    return Array(best.prefix(limit))
  }
}
