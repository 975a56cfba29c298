// SPDX-License-Identifier: EUPL-1.2
import Foundation
import GRDB
import Indexing
import Model
import Testing

struct CorpusRecoveryTests {
  private let term = Term(
    id: "regie", label: "regie", patterns: [.word("regie")], levels: [.word])

  /// A process that is killed leaves the database as it was and a log that ends somewhere.
  @Test func opensAfterAKillWithWholeDocumentsOrNone() throws {
    let path = try Samples.corpusPath()
    let corpus = try Corpus(path: path)
    for number in 0..<12 {
      let extraction = Samples.extraction("De regie ligt bij \(number).", "Nog eens de regie.")
      try corpus.store(
        [
          CorpusEntry(
            version: Samples.version(number), extraction: extraction,
            hits: TermMatcher(terms: [term]).match(extraction))
        ], readerVersion: "1", options: "", terms: TermsFingerprint([term]))
    }
    let database = try Data(contentsOf: URL(fileURLWithPath: path))
    let log = try Data(contentsOf: URL(fileURLWithPath: path + "-wal"))
    var seen = Set<Int>()
    for part in 0...24 {
      let copy = try Samples.corpusPath()
      try database.write(to: URL(fileURLWithPath: copy))
      try log.prefix(log.count * part / 24).write(to: URL(fileURLWithPath: copy + "-wal"))
      let reopened = try Corpus(path: copy)
      let facts = try reopened.facts()
      seen.insert(facts.count)
      for version in facts.keys {
        #expect(try reopened.extraction(of: version)?.passages.count == 2)
        #expect(try reopened.hits(in: version).count == 2)
      }
      let found = try reopened.search(SearchQuery("regie"), limit: 99).found
      #expect(found.reduce(0) { $0 + $1.hits.count } == 2 * facts.count)
    }
    #expect(
      seen.contains(12) && seen.count > 3, "the cuts fall before, between and after documents")
  }

  @Test func refusesAFileThatIsNoDatabase() throws {
    let path = try Samples.corpusPath()
    try Data(repeating: 65, count: 9000).write(to: URL(fileURLWithPath: path))
    let error = #expect(throws: CorpusError.self) { try Corpus(path: path) }
    #expect(error?.reason == .damaged && error?.subject == path && error?.helpsToRebuild == true)
  }

  @Test func refusesAFileThatWasCutOff() throws {
    let path = try Samples.corpusPath()
    do {
      let corpus = try Corpus(path: path)
      let texts = (0..<3000).map { "Passage \($0) over de regie van gemeente \($0 * 31)." }
      try corpus.store(
        [
          CorpusEntry(
            version: Samples.version(1), extraction: Samples.extraction(pages: [texts]), hits: [])
        ],
        readerVersion: "1", options: "", terms: TermsFingerprint([]))
    }
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    let copy = try Samples.corpusPath()
    try whole.prefix(whole.count / 3).write(to: URL(fileURLWithPath: copy))
    let error = #expect(throws: CorpusError.self) {
      let corpus = try Corpus(path: copy)
      _ = try corpus.search(SearchQuery("regie"), limit: 1)
    }
    #expect(error?.reason == .damaged)
  }

  @Test func refusesANewerFormAndAnotherDatabase() throws {
    let path = try Samples.corpusPath()
    _ = try Corpus(path: path)
    try DatabaseQueue(path: path).write { try $0.execute(sql: "PRAGMA user_version = 99") }
    let newer = #expect(throws: CorpusError.self) { try Corpus(path: path) }
    guard case .newerSchema(found: 99, _) = newer?.reason else {
      Issue.record("\(String(describing: newer))")
      return
    }
    #expect(newer?.description.contains("nieuwere versie") == true)

    let other = try Samples.corpusPath()
    try DatabaseQueue(path: other).write { try $0.execute(sql: "CREATE TABLE event(number)") }
    let foreign = #expect(throws: CorpusError.self) { try Corpus(path: other) }
    #expect(foreign?.reason == .notACorpus && foreign?.helpsToRebuild == false)
  }

  @Test func saysThatAFolderIsMissing() {
    let error = #expect(throws: CorpusError.self) { try Corpus(path: "/bestaat-niet/corpus.db") }
    #expect(error?.reason == .cannotOpen)
  }

  @Test func makesAnOlderFormAnew() throws {
    let path = try Samples.corpusPath()
    try Corpus(path: path).set("oud", "ja")
    try DatabaseQueue(path: path).write { try $0.execute(sql: "PRAGMA user_version = 0") }
    for _ in 0..<2 {
      let refused = #expect(throws: CorpusError.self) { try Corpus(path: path, mayRebuild: false) }
      #expect(refused?.reason == .olderSchema)
    }
    #expect(try Corpus(path: path).setting("oud") == nil)
  }
}
