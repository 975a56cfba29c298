// SPDX-License-Identifier: EUPL-1.2
import DutchText
import Foundation
import GRDB
import Model

/// What is stored of one version of a document.
public struct CorpusEntry: Sendable {
  /// The SHA-256 of the bytes that were read.
  public var version: VersionHash
  /// What the reader made of those bytes.
  public var extraction: Extraction
  /// As `TermMatcher` gives them.
  public var hits: [Hit]
  /// As `TermMatcher.read` gives them; nil to have them worked out when the document is stored.
  public var words: DocumentWords?
  /// The reader's options for this document, where they differ from those of its batch.
  public var options: String?

  public init(
    version: VersionHash, extraction: Extraction, hits: [Hit], words: DocumentWords? = nil,
    options: String? = nil
  ) {
    self.words = words
    self.version = version
    self.extraction = extraction
    self.hits = hits
    self.options = options
  }
}

extension Corpus {
  /// Stores documents in one transaction; a version that is there already is replaced.
  ///
  /// - Parameters:
  ///   - readerVersion: the version of the reader that made the extractions.
  ///   - options: the reader's options, in one text, for the documents that name none of their own.
  ///   - terms: the terms that the hits are of.
  /// - Throws: `CorpusError`; then nothing of the batch is stored.
  public func store(
    _ batch: [CorpusEntry], readerVersion: String, options: String, terms: TermsFingerprint
  ) throws(CorpusError) {
    do {
      try write { db in
        try remove(batch.map(\.version), db)
        var writer = try DocumentWriter(db)
        var builder = SegmentBuilder()
        var seen = Set<VersionHash>()
        for entry in batch where seen.insert(entry.version).inserted {
          let number = try writer.writeDocument(
            entry, readerVersion: readerVersion, options: entry.options ?? options, terms: terms)
          try writer.writeText(entry.extraction, number)
          let words = entry.words ?? DocumentWords(of: entry.extraction)
          builder.add(words, entry.extraction.passages, document: number)
          try writer.writeHits(entry.hits, entry.extraction.passages, number)
        }
        try writer.writeCounts()
        try writer.writeSketches(builder.sketches)
        try SegmentWriter(db).write(builder)
        try writeWords(builder.words, db)
      }
    } catch {
      knownWords.withLock { $0.removeAll() }
      throw error
    }
  }

  /// Removes versions with all that was derived from them; unknown ones are passed over.
  ///
  /// - Throws: `CorpusError`.
  public func remove(_ versions: some Sequence<VersionHash>) throws(CorpusError) {
    let versions = Array(versions)
    try write { db in
      try remove(versions, db)
      try SegmentWriter(db).merge()
    }
  }

  private func remove(_ versions: [VersionHash], _ db: Database) throws {
    var writer = try DocumentWriter(db)
    var gone: [(segment: Int64, passages: Int)] = []
    for version in versions {
      guard let number = try Self.number(of: version, db) else { continue }
      let segment = try Int64.fetchOne(
        db.cachedStatement(sql: "SELECT segment FROM document WHERE number = ?"),
        arguments: [number])
      gone.append((segment ?? 0, try Self.passages(number, db).count))
      for table in ["page", "boxes", "passages", "documentHits", "sketch"] {
        try db.cachedStatement(sql: "DELETE FROM \(table) WHERE document = ?")
          .execute(arguments: [number])
      }
      try db.cachedStatement(sql: "DELETE FROM document WHERE number = ?")
        .execute(arguments: [number])
      writer.forgetCounts(number)
    }
    try writer.writeCounts()
    guard !gone.isEmpty else { return }
    try SegmentWriter(db).forget(gone)
    try db.execute(
      sql: """
        INSERT INTO setting(key, value) VALUES(?, 1)
        ON CONFLICT(key) DO UPDATE SET value = value + 1
        """, arguments: [CorpusSchema.removals])
  }

  /// Puts new words into the vocabulary.
  private func writeWords(_ words: [String], _ db: Database) throws {
    let new = knownWords.withLock { known in words.filter { known.insert($0) } }
    let insert = try db.cachedStatement(sql: "INSERT OR IGNORE INTO word(text) VALUES(?)")
    for word in new.sorted() { try insert.execute(arguments: [word]) }
  }
}

/// Writes the rows of documents with statements that are prepared once.
struct DocumentWriter {
  private let db: Database
  private let document: Statement
  private let page: Statement
  private let boxes: Statement
  private let passages: Statement
  private let hits: Statement
  private var termNumbers: [TermID: Int64] = [:]
  /// The counts to be written into their blocks; nil for a document that is gone.
  private var counts: [Int64: [(term: Int64, count: Int)]?] = [:]

  init(_ db: Database) throws {
    self.db = db
    document = try db.cachedStatement(
      sql: """
        INSERT INTO document(version, readerVersion, options, terms, state, format, pageCount,
          pagesWithoutText, recognized, isOpenToRecognition, passageCount, language, title,
          metadataDate, lock, diagnostics)
        VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    page = try db.cachedStatement(sql: "INSERT INTO page(document, number, text) VALUES(?, ?, ?)")
    boxes = try db.cachedStatement(
      sql: "INSERT INTO boxes(document, page, packed, confidences) VALUES(?, ?, ?, ?)")
    passages = try db.cachedStatement(
      sql: "INSERT INTO passages(document, packed) VALUES(?, ?)")
    hits = try db.cachedStatement(
      sql: "INSERT OR REPLACE INTO documentHits(document, packed) VALUES(?, ?)")
  }

  /// - Returns: the number of the document.
  func writeDocument(
    _ entry: CorpusEntry, readerVersion: String, options: String, terms: TermsFingerprint
  ) throws -> Int64 {
    let extraction = entry.extraction
    try document.execute(arguments: [
      entry.version.rawValue, readerVersion, options, terms.text, extraction.state.rawValue,
      extraction.format, extraction.pages.count,
      try CanonicalJSON.encode(extraction.pagesWithoutText),
      try CanonicalJSON.encode(
        extraction.recognized.map { PageRecognition(page: $0.page, confidence: $0.confidence) }),
      extraction.isOpenToRecognition,
      extraction.passages.count { $0.zone == .body }, extraction.language, extraction.title,
      extraction.metadataDate, extraction.lock?.rawValue,
      try CanonicalJSON.encode(extraction.diagnostics),
    ])
    return db.lastInsertedRowID
  }

  func writeText(_ extraction: Extraction, _ number: Int64) throws {
    for text in extraction.pages {
      page.setUncheckedArguments([number, text.number, text.text])
      try page.execute()
    }
    let confidences = Dictionary(
      extraction.recognized.map { ($0.page, Data($0.words)) }, uniquingKeysWith: { one, _ in one })
    for places in extraction.boxes {
      boxes.setUncheckedArguments([
        number, places.page, Data(places.packed), confidences[places.page],
      ])
      try boxes.execute()
    }
    try passages.execute(arguments: [number, Data(PackedPassages.pack(extraction.passages))])
  }

  /// Writes the hits of a document and notes its counts, which `writeCounts` writes for all documents.
  mutating func writeHits(_ found: [Hit], _ passages: [Passage], _ number: Int64) throws {
    var terms: [(number: Int64, hits: [Hit])] = []
    for (term, group) in Dictionary(grouping: found, by: \.term).sorted(by: { $0.key < $1.key }) {
      terms.append((try termNumber(term), group))
    }
    terms.sort { $0.number < $1.number }
    let headings = Set(found.map(\.passage)).sorted().filter {
      passages.indices.contains($0) && passages[$0].kind == .heading
    }
    try hits.execute(arguments: [number, Data(PackedHits.pack(terms, headings: headings))])
    counts[number] = .some(
      terms.map { (term: $0.number, count: $0.hits.count { $0.zone == .body }) }
        .filter { $0.count > 0 })
  }

  func writeSketches(_ sketches: [Int64: TextSketch]) throws {
    let insert = try db.cachedStatement(sql: "INSERT INTO sketch(document, packed) VALUES(?, ?)")
    for (number, sketch) in sketches.sorted(by: { $0.key < $1.key }) {
      try insert.execute(arguments: [number, Data(sketch.packed)])
    }
  }

  /// Notes that a document is gone.
  mutating func forgetCounts(_ number: Int64) { counts[number] = .some(nil) }

  /// Brings the blocks of counts up to date: one row for every 1,024 documents, each written once.
  mutating func writeCounts() throws {
    let read = try db.cachedStatement(sql: "SELECT packed FROM countBlock WHERE block = ?")
    let write = try db.cachedStatement(
      sql: "INSERT OR REPLACE INTO countBlock(block, packed) VALUES(?, ?)")
    let blocks = Dictionary(grouping: counts.keys) { $0 >> CorpusSchema.countBlockBits }
    for (block, documents) in blocks.sorted(by: { $0.key < $1.key }) {
      let stored = try Data.fetchOne(read, arguments: [block])
      var packed = try stored.map { try PackedCounts([UInt8]($0), block: block) } ?? PackedCounts()
      for document in documents { packed.rows[document] = counts[document] ?? nil }
      try write.execute(arguments: [block, Data(packed.packed)])
    }
    counts.removeAll()
  }

  private mutating func termNumber(_ term: TermID) throws -> Int64 {
    if let known = termNumbers[term] { return known }
    let stored = try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT number FROM term WHERE id = ?"), arguments: [term.rawValue])
    let number: Int64
    if let stored {
      number = stored
    } else {
      try db.execute(sql: "INSERT INTO term(id) VALUES(?)", arguments: [term.rawValue])
      number = db.lastInsertedRowID
    }
    termNumbers[term] = number
    return number
  }
}
