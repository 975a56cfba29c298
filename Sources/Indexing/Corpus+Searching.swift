// SPDX-License-Identifier: EUPL-1.2
import Foundation
import GRDB
import Model

extension Corpus {
  /// The number of passages that one search looks at one by one; beyond it, what is given may be too few.
  public static let searchedPassagesLimit = 200_000

  /// The documents to search; for several searches with the same documents, make it once.
  ///
  /// - Parameter documents: those wanted; all where nil. Versions that are not stored are passed over.
  /// - Throws: `CorpusError`.
  public func searchScope(_ documents: Set<VersionHash>? = nil) throws(CorpusError) -> SearchScope {
    try read { db in
      let all = try catalog.withLock { try $0.scope(db) }
      guard let documents else { return all }
      return SearchScope(documents: all.documents.filter { documents.contains($0.value.version) })
    }
  }

  /// Searches the passages of the body.
  ///
  /// The index gives the passages that may answer, in order; those that are to be shown are then matched as
  /// the counts are, so that a search and a count of the same term agree.
  ///
  /// - Parameters:
  ///   - limit: the number of passages to give.
  ///   - scope: the documents to search; all where nil.
  ///   - fields: the documents that each field of the query holds for, in the order of `query.fields`.
  /// - Throws: `CorpusError`.
  public func search(
    _ query: SearchQuery, limit: Int, in scope: SearchScope? = nil,
    fields: [Set<VersionHash>] = []
  ) throws(CorpusError) -> SearchResults {
    try read { db in
      let (all, segments) = try catalog.withLock { (try $0.scope(db), try $0.segments(db)) }
      let scope = scope ?? all
      let passages = segments.reduce(0) { $0 + $1.segment.size }
      let judge = PassageJudge(query, fields, scope, db)
      let evaluation = try QueryEvaluation(
        query, judge.terms, segments: segments.map(\.number), passages: passages, db)
      var kept = limit + 50
      while true {
        var best = BestCandidates(limit: kept)
        for (number, segment) in segments {
          try evaluation.run(
            number, segment, scope: segment.documents.map { scope.order($0.number) },
            fields: Self.fields(query, fields, segment, scope), &best)
        }
        let found = try judge.first(limit, of: best.sorted)
        // Where the text refused so many that too few are left, the next best are looked at too.
        if found.count < limit, best.isCut, kept < Self.searchedPassagesLimit {
          kept *= 8
          continue
        }
        let total = try judge.total(best, shown: found.count)
        return SearchResults(
          found: try found.map(judge.shown), passageCount: total.count,
          isComplete: total.isComplete && (found.count == limit || !best.isCut),
          documentCount: scope.count)
      }
    }
  }

  /// By field, for which documents of a segment it holds.
  private static func fields(
    _ query: SearchQuery, _ fields: [Set<VersionHash>], _ segment: IndexSegment,
    _ scope: SearchScope
  ) -> [[Bool]] {
    query.fields.indices.map { field in
      guard fields.indices.contains(field) else {
        return [Bool](repeating: false, count: segment.documents.count)
      }
      return segment.documents.map { document in
        scope.documents[document.number].map { fields[field].contains($0.version) } ?? false
      }
    }
  }
}

/// Looks at the text of passages that may answer a query.
final class PassageJudge {
  /// A passage that answers, with its hits.
  struct Judged {
    var candidate: Candidate
    var hits: [Hit]
  }

  private struct Place: Hashable {
    var document: Int64
    var passage: Int32
  }

  private let query: SearchQuery
  private let fields: [Set<VersionHash>]
  private let scope: SearchScope
  private let db: Database
  private let matcher: TermMatcher
  private let places: [TermID: Int]
  private let wanted: Set<Int>
  /// The passages that were looked at: whether they answer.
  private var known: [Place: Bool] = [:]
  /// The passages of the documents that were looked at last.
  private var read: [Int64: [Passage]] = [:]

  init(_ query: SearchQuery, _ fields: [Set<VersionHash>], _ scope: SearchScope, _ db: Database) {
    self.query = query
    self.fields = fields
    self.scope = scope
    self.db = db
    matcher = TermMatcher(terms: query.terms)
    wanted = query.wantedTerms
    places = Dictionary(
      query.terms.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { one, _ in one })
  }

  var terms: CompiledTerms { matcher.terms }

  /// The first ones that answer, in the order in which they come.
  func first(_ limit: Int, of candidates: [Candidate]) throws -> [Judged] {
    var found: [Judged] = []
    for candidate in candidates where found.count < limit {
      if known[Place(document: candidate.document, passage: candidate.passage)] == false {
        continue
      }
      if let hits = try judge(candidate) { found.append(Judged(candidate: candidate, hits: hits)) }
    }
    return found
  }

  /// How many passages answer: those that the index is certain of, and the others as far as they are few.
  func total(_ best: BestCandidates, shown: Int) throws -> (count: Int, isComplete: Bool) {
    guard let uncertain = best.uncertain else {
      let also = known.values.count { $0 }
      return (max(best.certainCount, also, shown), false)
    }
    var count = best.certainCount
    for candidate in uncertain {
      let place = Place(document: candidate.document, passage: candidate.passage)
      let answers = try known[place] ?? (try judge(candidate) != nil)
      if answers { count += 1 }
    }
    return (count, true)
  }

  /// The hits of the terms that are looked for; nil where the passage does not answer.
  private func judge(_ candidate: Candidate) throws -> [Hit]? {
    let passages = try passages(candidate.document)
    let number = Int(candidate.passage)
    guard let version = scope.documents[candidate.document]?.version,
      passages.indices.contains(number)
    else { return nil }
    let pages = try Corpus.pages(candidate.document, of: [passages[number]], db)
    let hits = matcher.match(passages: passages, pages: pages, only: [number])
    let met = Set(hits.compactMap { places[$0.term] })
    let answers = query.holds(
      term: met.contains,
      field: { fields.indices.contains($0) && fields[$0].contains(version) })
    known[Place(document: candidate.document, passage: candidate.passage)] = answers
    guard answers else { return nil }
    return hits.filter { hit in places[hit.term].map(wanted.contains) ?? false }
  }

  private func passages(_ document: Int64) throws -> [Passage] {
    if let passages = read[document] { return passages }
    if read.count >= 64 { read.removeAll() }
    let passages = try Corpus.passages(document, db)
    read[document] = passages
    return passages
  }

  /// What is shown of a passage: its words, its headings and where the hits are.
  func shown(_ judged: Judged) throws -> SearchResults.Found {
    let document = judged.candidate.document
    let passages = try passages(document)
    let number = Int(judged.candidate.passage)
    let passage = passages[number]
    let headings = Extraction.headingPath(of: number, in: passages)
    let pages = try Corpus.pages(document, of: headings.map { passages[$0] } + [passage], db)
    var reader = PassageText()
    let path = headings.map { reader.string(passages[$0], pages: pages) }
    let text = reader.string(passage, pages: pages)
    return SearchResults.Found(
      document: scope.documents[document]?.version ?? "", passage: number, hits: judged.hits,
      score: Double(judged.candidate.score), page: passage.stretches.first?.page ?? 0, text: text,
      marks: Self.joined(judged.hits.compactMap { reader.range(of: $0.stretches) }),
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
}

extension Corpus {
  /// Only the pages that the passages stand on.
  static func pages(_ number: Int64, of passages: [Passage], _ db: Database) throws -> [PageText] {
    let wanted = Set(passages.flatMap(\.stretches).map(\.page))
    let statement = try db.cachedStatement(
      sql: "SELECT text FROM page WHERE document = ? AND number = ?")
    return try wanted.sorted().compactMap { page in
      try String.fetchOne(statement, arguments: [number, page])
        .map { PageText(number: page, text: $0) }
    }
  }
}
