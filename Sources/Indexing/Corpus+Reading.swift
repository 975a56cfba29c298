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

  /// What is known of one version, without its text; nil where it is not stored.
  ///
  /// - Throws: `CorpusError`.
  public func facts(of version: VersionHash) throws(CorpusError) -> DocumentFacts? {
    try read { db in
      try Row.fetchOne(
        db, sql: "SELECT \(Self.factColumns) FROM document WHERE version = ?",
        arguments: [version.rawValue]
      ).map { try Self.facts($0, from: 0) }
    }
  }

  /// The number of the reading of each version: what was read anew has another number, never used before.
  ///
  /// - Throws: `CorpusError`.
  public func readings() throws(CorpusError) -> [VersionHash: Int64] {
    try read { db in
      var readings: [VersionHash: Int64] = [:]
      let rows = try Row.fetchCursor(db, sql: "SELECT version, number FROM document")
      while let row = try rows.next() { readings[VersionHash(row[0])] = row[1] }
      return readings
    }
  }

  /// The versions that need a password, with what came of that.
  ///
  /// - Complexity: linear in their number.
  /// - Throws: `CorpusError`.
  public func locks() throws(CorpusError) -> [VersionHash: DocumentLock] {
    try read { db in
      var locks: [VersionHash: DocumentLock] = [:]
      let rows = try Row.fetchCursor(
        db, sql: "SELECT version, lock FROM document WHERE lock IS NOT NULL")
      while let row = try rows.next() {
        locks[VersionHash(row[0])] = DocumentLock(rawValue: row[1])
      }
      return locks
    }
  }

  /// What is known of every version, without its text.
  ///
  /// - Throws: `CorpusError`.
  public func facts() throws(CorpusError) -> [VersionHash: DocumentFacts] {
    try read { db in
      var facts: [VersionHash: DocumentFacts] = [:]
      let rows = try Row.fetchCursor(
        db, sql: "SELECT version, \(Self.factColumns) FROM document")
      while let row = try rows.next() {
        facts[VersionHash(row[0])] = try Self.facts(row, from: 1)
      }
      return facts
    }
  }

  /// What a search asks of every version: how far it could be read, the date in the document itself (`yyyy-mm-dd`),
  /// and the pages that were recognised on their pictures.
  public typealias SearchFacts = (
    state: DocumentState, date: String?, recognized: [PageRecognition]
  )

  /// - Throws: `CorpusError`.
  public func searchFacts() throws(CorpusError) -> [VersionHash: SearchFacts] {
    try read { db in
      var found: [VersionHash: SearchFacts] = [:]
      let rows = try Row.fetchCursor(
        db, sql: "SELECT version, state, metadataDate, recognized FROM document")
      while let row = try rows.next() {
        guard let state = DocumentState(rawValue: row[1]) else { throw PackedReader.Broken() }
        found[VersionHash(row[0])] = (state, row[2], try Self.list(row[3]))
      }
      return found
    }
  }

  /// How often each term occurs in the body of documents, from the kept counts alone.
  ///
  /// - Parameter wanted: the versions wanted; all where nil.
  /// - Throws: `CorpusError`.
  public func counts(of wanted: Set<VersionHash>? = nil) throws(CorpusError) -> TermCounts {
    try read { db in
      var versions: [Int64: VersionHash] = [:]
      let documents = try Row.fetchCursor(db, sql: "SELECT number, version FROM document")
      while let row = try documents.next() {
        let version = VersionHash(row[1])
        if wanted?.contains(version) ?? true { versions[row[0]] = version }
      }
      var counts = TermCounts()
      let columns = try Self.terms(db).mapValues { counts.column(of: $0) }
      var entries: [(column: Int, count: Int)] = []
      let blocks = try Row.fetchCursor(
        db, sql: "SELECT block, packed FROM countBlock ORDER BY block")
      while let block = try blocks.next() {
        try PackedCounts.read([UInt8](block[1] as Data), block: block[0]) { document, row in
          guard let version = versions[document] else { return }
          entries.removeAll(keepingCapacity: true)
          for (term, count) in row {
            if let column = columns[term] { entries.append((column, count)) }
          }
          counts.append(version, entries)
        }
      }
      return counts
    }
  }

  /// The kept hits of terms in a version, in the order of passage, place and term.
  ///
  /// - Parameters:
  ///   - terms: those wanted; all where nil.
  ///   - passages: those wanted, by number; all where nil.
  /// - Throws: `CorpusError`.
  public func hits(
    in version: VersionHash, terms: [TermID]? = nil, passages: Set<Int>? = nil
  ) throws(CorpusError) -> [Hit] {
    let wanted = terms.map(Set.init)
    return try unpacked(version, empty: []) { bytes, names in
      try PackedHits.unpack(
        bytes, { number in names[number].flatMap { wanted?.contains($0) ?? true ? $0 : nil } },
        where: { passages?.contains($0) ?? true }
      ).sorted { $0.precedes($1) }
    }
  }

  /// How often terms occur in the passages of a version, without reading the passages.
  ///
  /// - Throws: `CorpusError`.
  public func passageTerms(in version: VersionHash) throws(CorpusError) -> PassageTerms {
    try unpacked(version, empty: PassageTerms()) { bytes, names in
      try PackedHits.unpackPlaces(bytes) { names[$0] }
    }
  }

  private func unpacked<Result>(
    _ version: VersionHash, empty: Result, _ body: ([UInt8], [Int64: TermID]) throws -> Result
  ) throws(CorpusError) -> Result {
    try read { db in
      guard let number = try Self.number(of: version, db),
        let packed = try Data.fetchOne(
          db.cachedStatement(sql: "SELECT packed FROM documentHits WHERE document = ?"),
          arguments: [number])
      else { return empty }
      return try body([UInt8](packed), try names(db))
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
      db, sql: "SELECT number, \(factColumns) FROM document WHERE version = ?",
      arguments: [version.rawValue])
    guard let row else { return nil }
    let facts = try facts(row, from: 1)
    return Extraction(
      state: facts.state, format: facts.format, pages: try pages(row[0], db),
      passages: try passages(row[0], db), pagesWithoutText: facts.pagesWithoutText,
      recognized: facts.recognized, isOpenToRecognition: facts.isOpenToRecognition,
      language: facts.language, title: facts.title, metadataDate: facts.metadataDate,
      lock: facts.lock, diagnostics: facts.diagnostics)
  }

  static func number(of version: VersionHash, _ db: Database) throws -> Int64? {
    try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT number FROM document WHERE version = ?"),
      arguments: [version.rawValue])
  }

  static func pages(_ number: Int64, _ db: Database) throws -> [PageText] {
    let statement = try db.cachedStatement(
      sql: "SELECT number, text FROM page WHERE document = ? ORDER BY number")
    // A cursor does not copy the rows.
    let rows = try Row.fetchCursor(statement, arguments: [number])
    var pages: [PageText] = []
    while let row = try rows.next() { pages.append(PageText(number: row[0], text: row[1])) }
    return pages
  }

  static func passages(_ number: Int64, _ db: Database) throws -> [Passage] {
    let statement = try db.cachedStatement(sql: "SELECT packed FROM passages WHERE document = ?")
    guard let packed = try Data.fetchOne(statement, arguments: [number]) else { return [] }
    return try PackedPassages.unpack([UInt8](packed))
  }

  /// The terms by number, read again only where there are new ones.
  private func names(_ db: Database) throws -> [Int64: TermID] {
    let highest =
      try Int64.fetchOne(db.cachedStatement(sql: "SELECT max(number) FROM term")) ?? 0
    let known = knownTerms.withLock { $0.highest == highest ? $0.names : nil }
    if let known { return known }
    let names = try Self.terms(db)
    knownTerms.withLock { $0 = (highest, names) }
    return names
  }

  private static func terms(_ db: Database) throws -> [Int64: TermID] {
    let rows = try Row.fetchAll(db.cachedStatement(sql: "SELECT number, id FROM term"))
    return Dictionary(rows.map { ($0[0], TermID($0[1])) }, uniquingKeysWith: { one, _ in one })
  }

  private static let factColumns =
    "state, format, pageCount, pagesWithoutText, recognized, isOpenToRecognition, passageCount, language, "
    + "title, metadataDate, lock, diagnostics"

  /// - Parameter start: the place of the first of `factColumns` in the row; looking up names takes longer.
  private static func facts(_ row: Row, from start: Int) throws -> DocumentFacts {
    guard let state = DocumentState(rawValue: row[start]) else { throw PackedReader.Broken() }
    return DocumentFacts(
      state: state, format: row[start + 1], pageCount: row[start + 2],
      pagesWithoutText: try list(row[start + 3]), recognized: try list(row[start + 4]),
      isOpenToRecognition: row[start + 5], passageCount: row[start + 6],
      language: row[start + 7], title: row[start + 8], metadataDate: row[start + 9],
      lock: (row[start + 10] as String?).flatMap(DocumentLock.init),
      diagnostics: try list(row[start + 11]))
  }

  /// A list in JSON, which is nearly always empty.
  private static func list<Value: Decodable>(_ text: String) throws -> [Value] {
    text == "[]" ? [] : try CanonicalJSON.decode([Value].self, from: text)
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
