// SPDX-License-Identifier: EUPL-1.2
import Foundation
import GRDB
import Model
import Testing

@testable import Indexing

struct IndexSegmentTests {
  private func store(_ texts: [(number: Int, text: String)], in corpus: Corpus) throws {
    try corpus.store(
      texts.map { item in
        CorpusEntry(
          version: Samples.version(item.number), extraction: Samples.extraction(item.text), hits: []
        )
      }, readerVersion: "1", options: "", terms: TermsFingerprint([]))
  }

  private func segments(_ path: String) throws -> [[Int]] {
    try DatabaseQueue(path: path).read { db in
      try Row.fetchAll(db, sql: "SELECT size, dead FROM segment ORDER BY number")
        .map { [$0[0], $0[1]] }
    }
  }

  @Test func mergesSmallSegmentsAndFindsTheSame() throws {
    let path = try Samples.corpusPath()
    let corpus = try Corpus(path: path)
    for number in 0..<7 { try store([(number, "De regie van \(number).")], in: corpus) }
    #expect(try segments(path).count == 7)
    try store([(7, "De regie van zeven, en nog eens regie.")], in: corpus)
    #expect(try segments(path) == [[8, 0]])
    let results = try corpus.search(SearchQuery("\"de regie\""), limit: 20)
    #expect(Set(results.found.map(\.document)) == Set((0..<8).map(Samples.version)))
    #expect(results.passageCount == 8 && results.isComplete)
    #expect(try corpus.search(SearchQuery("zeven"), limit: 20).found.count == 1)
  }

  @Test func leavesOutDocumentsThatAreGone() throws {
    let path = try Samples.corpusPath()
    let corpus = try Corpus(path: path)
    try store((0..<4).map { ($0, "De regie van \($0).") }, in: corpus)
    try corpus.remove([Samples.version(0)])
    #expect(try segments(path) == [[4, 1]])
    #expect(try corpus.search(SearchQuery("regie"), limit: 20).passageCount == 3)
    // Half of it gone: what is left is written anew, and nothing of what went remains.
    try corpus.remove([Samples.version(1)])
    #expect(try segments(path) == [[2, 0]])
    try corpus.remove([Samples.version(2), Samples.version(3)])
    #expect(try segments(path).isEmpty)
    let rows = try DatabaseQueue(path: path).read { db in
      try Int.fetchOne(db, sql: "SELECT count(*) FROM posting") ?? -1
    }
    #expect(rows == 0)
    try store([(9, "Nieuwe regie.")], in: corpus)
    #expect(
      try corpus.search(SearchQuery("regie"), limit: 9).found.map(\.document)
        == [Samples.version(9)])
  }

  @Test func seesWhatAnotherProcessStoredAndRemoved() throws {
    let path = try Samples.corpusPath()
    let corpus = try Corpus(path: path)
    let other = try Corpus(path: path)
    try store([(1, "De regie.")], in: corpus)
    #expect(try other.search(SearchQuery("regie"), limit: 9).passageCount == 1)
    try store([(2, "Ook regie.")], in: corpus)
    #expect(try other.search(SearchQuery("regie"), limit: 9).passageCount == 2)
    try corpus.remove([Samples.version(1)])
    #expect(try other.search(SearchQuery("regie"), limit: 9).passageCount == 1)
  }

  @Test func keepsDocumentsHeadingsAndLengths() throws {
    var segment = IndexSegment()
    segment.documents = [.init(number: 3, start: 0), .init(number: 900, start: 4)]
    segment.headings = [.init(passage: 0, end: 4), .init(passage: 5, end: 7)]
    segment.lengths = [1, 0, 40, 255, 7, 8, 9]
    let packed = segment.packed()
    #expect(try IndexSegment(packed: packed, lengths: segment.lengths) == segment)
    #expect(segment.passages(0) == 0..<4 && segment.passages(1) == 4..<7)
    #expect(throws: PackedReader.Broken.self) {
      try IndexSegment(packed: packed, lengths: Array(segment.lengths.dropLast()))
    }
    #expect(throws: PackedReader.Broken.self) {
      try IndexSegment(packed: Array(packed.dropLast()), lengths: segment.lengths)
    }
  }

  /// A row of the index that was changed on the disk is damage, and is said to be.
  @Test(arguments: ["words", "places", "positions"])
  func tellsOfDamage(_ column: String) throws {
    let path = try Samples.corpusPath()
    let corpus = try Corpus(path: path)
    try store([(1, "De regie en de regie.")], in: corpus)
    try DatabaseQueue(path: path).write { db in
      try db.execute(sql: "UPDATE posting SET \(column) = x'ff'")
    }
    let error = #expect(throws: CorpusError.self) {
      try corpus.search(SearchQuery("\"de regie\""), limit: 9)
    }
    #expect(error?.reason == .damaged)
  }
}
