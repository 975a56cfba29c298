// SPDX-License-Identifier: EUPL-1.2
import GRDB
import Model

/// Which documents a search looks at, with their place in the order; made once for many searches.
public struct SearchScope: Sendable {
  struct Document: Sendable {
    var version: VersionHash
    /// Its place among the documents in the order of versions.
    var order: Int32
  }

  let documents: [Int64: Document]
  /// By number of a document: its place in the order; -1 where it is not searched.
  private let orders: [Int32]

  init(documents: [Int64: Document]) {
    self.documents = documents
    var orders = [Int32](repeating: -1, count: Int(documents.keys.max() ?? -1) + 1)
    for (number, document) in documents { orders[Int(number)] = document.order }
    self.orders = orders
  }

  /// The place of a document in the order; below 0 where it is not searched.
  func order(_ document: Int64) -> Int32 {
    document >= 0 && document < orders.count ? orders[Int(document)] : -1
  }

  /// The number of documents.
  public var count: Int { documents.count }
}

/// What every search needs of the corpus and what seldom changes: its documents and segments.
///
/// Kept in memory from one search to the next. A segment never changes, so it is read once; the list of
/// documents is read again when one came or went.
struct SearchCatalog: Sendable {
  private var state: State?
  private var everything = SearchScope(documents: [:])
  private var segments: [Int64: IndexSegment] = [:]

  /// What changes with every document that comes or goes.
  private struct State: Equatable, Sendable {
    var lastNumber: Int64
    var removals: Int64
  }

  /// The documents of the corpus.
  mutating func scope(_ db: Database) throws -> SearchScope {
    let now = State(
      lastNumber: try Int64.fetchOne(
        db.cachedStatement(sql: "SELECT seq FROM sqlite_sequence WHERE name = 'document'")) ?? 0,
      removals: try Int64.fetchOne(
        db.cachedStatement(sql: "SELECT CAST(value AS INTEGER) FROM setting WHERE key = ?"),
        arguments: [CorpusSchema.removals]) ?? 0)
    if now == state { return everything }
    let rows = try Row.fetchCursor(
      db, sql: "SELECT number, version FROM document ORDER BY version")
    var documents: [Int64: SearchScope.Document] = [:]
    while let row = try rows.next() {
      documents[row[0]] = SearchScope.Document(
        version: VersionHash(row[1]), order: Int32(documents.count))
    }
    everything = SearchScope(documents: documents)
    state = now
    return everything
  }

  /// The segments of the index in the order in which they were made.
  mutating func segments(_ db: Database) throws -> [(number: Int64, segment: IndexSegment)] {
    let numbers = try Int64.fetchAll(
      db.cachedStatement(sql: "SELECT number FROM segment ORDER BY number"))
    var kept: [Int64: IndexSegment] = [:]
    for number in numbers {
      kept[number] = try segments[number] ?? SegmentWriter.segment(number, db)
    }
    segments = kept
    return numbers.compactMap { number in kept[number].map { (number, $0) } }
  }
}
