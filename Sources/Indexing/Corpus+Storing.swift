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
  /// The reader's options for this document, where they differ from those of its batch.
  public var options: String?

  public init(
    version: VersionHash, extraction: Extraction, hits: [Hit], options: String? = nil
  ) {
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
        let writer = try DocumentWriter(db)
        var builder = SegmentBuilder()
        var seen = Set<VersionHash>()
        for entry in batch where seen.insert(entry.version).inserted {
          let number = try writer.writeDocument(
            entry, readerVersion: readerVersion, options: entry.options ?? options, terms: terms)
          try writer.writeText(entry.extraction, number)
          builder.add(entry.extraction, document: number)
          try writer.writeHits(entry.hits, number)
        }
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
    var gone: [(segment: Int64, passages: Int)] = []
    for version in versions {
      guard let number = try Self.number(of: version, db) else { continue }
      let segment = try Int64.fetchOne(
        db.cachedStatement(sql: "SELECT segment FROM document WHERE number = ?"),
        arguments: [number])
      gone.append((segment ?? 0, try Self.passages(number, db).count))
      for table in ["page", "boxes", "passages", "termHits"] {
        try db.cachedStatement(sql: "DELETE FROM \(table) WHERE document = ?")
          .execute(arguments: [number])
      }
      try db.cachedStatement(sql: "DELETE FROM document WHERE number = ?")
        .execute(arguments: [number])
    }
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

  init(_ db: Database) throws {
    self.db = db
    document = try db.cachedStatement(
      sql: """
        INSERT INTO document(version, readerVersion, options, terms, state, format, pageCount,
          pagesWithoutText, recognized, isOpenToRecognition, passageCount, language, title,
          metadataDate, diagnostics)
        VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    page = try db.cachedStatement(sql: "INSERT INTO page(document, number, text) VALUES(?, ?, ?)")
    boxes = try db.cachedStatement(
      sql: "INSERT INTO boxes(document, page, packed, confidences) VALUES(?, ?, ?, ?)")
    passages = try db.cachedStatement(
      sql: "INSERT INTO passages(document, packed) VALUES(?, ?)")
    hits = try db.cachedStatement(
      sql: """
        INSERT INTO termHits(document, term, bodyCount, otherCount, packed) VALUES(?, ?, ?, ?, ?)
        """)
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
      extraction.metadataDate, try CanonicalJSON.encode(extraction.diagnostics),
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

  /// One row for each term that has hits.
  func writeHits(_ found: [Hit], _ number: Int64) throws {
    for (term, group) in Dictionary(grouping: found, by: \.term).sorted(by: { $0.key < $1.key }) {
      let body = group.count { $0.zone == .body }
      try hits.execute(arguments: [
        number, try termNumber(term), body, group.count - body, Data(PackedHits.pack(group)),
      ])
    }
  }

  private func termNumber(_ term: TermID) throws -> Int64 {
    let known = try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT number FROM term WHERE id = ?"), arguments: [term.rawValue])
    if let known { return known }
    try db.execute(sql: "INSERT INTO term(id) VALUES(?)", arguments: [term.rawValue])
    return db.lastInsertedRowID
  }
}
