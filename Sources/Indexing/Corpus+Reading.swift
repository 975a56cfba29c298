// SPDX-License-Identifier: EUPL-1.2
import Foundation
import GRDB
import Model

extension Corpus {
  /// The versions that were read by this version of the reader with one of these options.
  ///
  /// - Throws: `CorpusError`.
  public func storedDocuments(readerVersion: String, options: String...)
    throws(CorpusError) -> Set<VersionHash>
  {
    try read { db in
      var versions = Set<VersionHash>()
      for options in options {
        let found = try String.fetchCursor(
          db, sql: "SELECT version FROM document WHERE readerVersion = ? AND options = ?",
          arguments: [readerVersion, options])
        while let version = try found.next() { versions.insert(VersionHash(version)) }
      }
      return versions
    }
  }

  /// What is known of every version, without its text.
  ///
  /// - Throws: `CorpusError`.
  public func facts() throws(CorpusError) -> [VersionHash: DocumentFacts] {
    try read { db in
      var facts: [VersionHash: DocumentFacts] = [:]
      let rows = try Row.fetchCursor(db, sql: "SELECT * FROM document")
      while let row = try rows.next() { facts[VersionHash(row["version"])] = try Self.facts(row) }
      return facts
    }
  }

  /// How far every version could be read, and the date in the document itself (`yyyy-mm-dd`).
  ///
  /// - Throws: `CorpusError`.
  public func statesAndDates() throws(CorpusError)
    -> [VersionHash: (state: DocumentState, date: String?)]
  {
    try read { db in
      var found: [VersionHash: (state: DocumentState, date: String?)] = [:]
      let rows = try Row.fetchCursor(db, sql: "SELECT version, state, metadataDate FROM document")
      while let row = try rows.next() {
        guard let state = DocumentState(rawValue: row[1]) else { throw PackedReader.Broken() }
        found[VersionHash(row[0])] = (state, row[2])
      }
      return found
    }
  }

  /// The number of hits in the body, per version and term; terms without hits are left out.
  ///
  /// - Throws: `CorpusError`.
  public func counts() throws(CorpusError) -> [VersionHash: [TermID: Int]] {
    try read { db in
      let terms = try Self.terms(db)
      var counts: [VersionHash: [TermID: Int]] = [:]
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT document.version, term, bodyCount FROM document
          LEFT JOIN termHits ON termHits.document = document.number
          ORDER BY document.number
          """)
      var version = VersionHash("")
      var own: [TermID: Int] = [:]
      while let row = try rows.next() {
        let text: String = row[0]
        if text != version.rawValue {
          if !version.rawValue.isEmpty { counts[version] = own }
          (version, own) = (VersionHash(text), [:])
        }
        let count: Int = row[2] ?? 0
        if count > 0, let number: Int64 = row[1], let term = terms[number] { own[term] = count }
      }
      if !version.rawValue.isEmpty { counts[version] = own }
      return counts
    }
  }

  /// The kept hits of terms in a version, in the order of passage, place and term.
  ///
  /// - Parameter terms: those wanted; all where nil.
  /// - Throws: `CorpusError`.
  public func hits(in version: VersionHash, terms: [TermID]? = nil) throws(CorpusError) -> [Hit] {
    let wanted = terms.map(Set.init)
    return try read { db in
      guard let number = try Self.number(of: version, db) else { return [] }
      let names = try Self.terms(db)
      var hits: [Hit] = []
      let rows = try Row.fetchCursor(
        db, sql: "SELECT term, packed FROM termHits WHERE document = ?", arguments: [number])
      while let row = try rows.next() {
        guard let term = names[row[0]], wanted?.contains(term) ?? true else { continue }
        hits += try PackedHits.unpack([UInt8](row[1] as Data), term: term)
      }
      return hits.sorted { $0.precedes($1) }
    }
  }

  /// The pages of a version; empty where it is not stored.
  ///
  /// - Throws: `CorpusError`.
  public func pageTexts(of version: VersionHash) throws(CorpusError) -> [PageText] {
    try read { db in try Self.number(of: version, db).map { try Self.pages($0, db) } ?? [] }
  }

  /// The passages of a version in reading order; empty where it is not stored.
  ///
  /// - Throws: `CorpusError`.
  public func passages(of version: VersionHash) throws(CorpusError) -> [Passage] {
    try read { db in try Self.number(of: version, db).map { try Self.passages($0, db) } ?? [] }
  }

  /// All that was read from a version, as it was stored, but for the boxes of its words and how sure
  /// recognition is of each.
  ///
  /// - Throws: `CorpusError`.
  public func extraction(of version: VersionHash) throws(CorpusError) -> Extraction? {
    try read { db in try Self.extraction(version, db) }
  }

  static func extraction(_ version: VersionHash, _ db: Database) throws -> Extraction? {
    let row = try Row.fetchOne(
      db, sql: "SELECT * FROM document WHERE version = ?", arguments: [version.rawValue])
    guard let row else { return nil }
    let facts = try facts(row)
    return Extraction(
      state: facts.state, format: facts.format, pages: try pages(row["number"], db),
      passages: try passages(row["number"], db), pagesWithoutText: facts.pagesWithoutText,
      recognized: facts.recognized, isOpenToRecognition: facts.isOpenToRecognition,
      language: facts.language, title: facts.title, metadataDate: facts.metadataDate,
      diagnostics: facts.diagnostics)
  }

  static func number(of version: VersionHash, _ db: Database) throws -> Int64? {
    try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT number FROM document WHERE version = ?"),
      arguments: [version.rawValue])
  }

  static func pages(_ number: Int64, _ db: Database) throws -> [PageText] {
    let statement = try db.cachedStatement(
      sql: "SELECT number, text FROM page WHERE document = ? ORDER BY number")
    return try Row.fetchAll(statement, arguments: [number]).map {
      PageText(number: $0[0], text: $0[1])
    }
  }

  static func passages(_ number: Int64, _ db: Database) throws -> [Passage] {
    let statement = try db.cachedStatement(sql: "SELECT packed FROM passages WHERE document = ?")
    guard let packed = try Data.fetchOne(statement, arguments: [number]) else { return [] }
    return try PackedPassages.unpack([UInt8](packed))
  }

  private static func terms(_ db: Database) throws -> [Int64: TermID] {
    let rows = try Row.fetchAll(db, sql: "SELECT number, id FROM term")
    return Dictionary(rows.map { ($0[0], TermID($0[1])) }, uniquingKeysWith: { one, _ in one })
  }

  private static func facts(_ row: Row) throws -> DocumentFacts {
    guard let state = DocumentState(rawValue: row["state"]) else { throw PackedReader.Broken() }
    return DocumentFacts(
      state: state, format: row["format"], pageCount: row["pageCount"],
      pagesWithoutText: try CanonicalJSON.decode([Int].self, from: row["pagesWithoutText"]),
      recognized: try CanonicalJSON.decode([PageRecognition].self, from: row["recognized"]),
      isOpenToRecognition: row["isOpenToRecognition"], passageCount: row["passageCount"],
      language: row["language"], title: row["title"],
      metadataDate: row["metadataDate"],
      diagnostics: try CanonicalJSON.decode([Diagnostic].self, from: row["diagnostics"]))
  }
}

extension Hit {
  /// The order of hits: by passage, place and term.
  func precedes(_ other: Hit) -> Bool {
    let mine = (passage, stretches.first?.page ?? 0, stretches.first?.utf8Range.lowerBound ?? 0)
    let its = (
      other.passage, other.stretches.first?.page ?? 0,
      other.stretches.first?.utf8Range.lowerBound ?? 0
    )
    return mine == its ? term < other.term : mine < its
  }
}
