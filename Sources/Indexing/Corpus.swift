// SPDX-License-Identifier: EUPL-1.2
import DutchText
import Foundation
import GRDB
import Model
import Synchronization

/// What was read from the documents, with its index and the kept hits of terms: `corpus.db`.
///
/// Derived: it may be deleted at any time and is made again. Every change is one transaction in a
/// write-ahead log, so that a run which is killed leaves whole documents or none.
///
/// ```swift
/// let corpus = try Corpus(path: "corpus.db")
/// try corpus.store([CorpusEntry(version: hash, extraction: text, hits: matcher.match(text))],
///   readerVersion: "1", options: "", terms: TermsFingerprint(terms))
/// let found = try corpus.search(SearchQuery("privacy+ OR convenant"), limit: 20)
/// ```
public final class Corpus: Sendable {
  /// The file, as the caller named it; the subject of errors.
  public let path: String
  let pool: DatabasePool
  /// The words that are known to be in the vocabulary table, so that each is written once.
  let knownWords = Mutex(WrittenWords())
  /// What searches keep in memory.
  let catalog = Mutex(SearchCatalog())
  /// The terms by number, as they were when the highest number was this; numbers are only added.
  let knownTerms = Mutex((highest: Int64(-1), names: [Int64: TermID]()))

  /// Opens the corpus, or makes it where there is no file.
  ///
  /// - Parameter mayRebuild: whether one of an older form is emptied; else it is refused and stays as it is.
  /// - Throws: `CorpusError`.
  public init(path: String, mayRebuild: Bool = true) throws(CorpusError) {
    self.path = path
    var configuration = Configuration()
    configuration.busyMode = .timeout(30)
    configuration.maximumReaderCount = 4
    configuration.prepareDatabase { db in
      // Rows are long (texts, boxes, postings); with pages of 4 KB a third of what the system does is to copy them.
      // A file that is there keeps its own.
      if try Int.fetchOne(db, sql: "PRAGMA page_count") == 0 {
        try db.execute(sql: "PRAGMA page_size = 16384")
      }
      try db.execute(sql: "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32768")
      // 16 MB: each time that the log is taken over, writing waits for the disk.
      try db.execute(sql: "PRAGMA wal_autocheckpoint = 1000")
    }
    pool = try Self.naming(path) {
      let pool = try DatabasePool(path: path, configuration: configuration)
      if try Self.prepare(pool, path: path, mayRebuild: mayRebuild) { return pool }
      // Of an older form, and to be made anew: as a file, which then has pages of today's size.
      try pool.close()
      try Self.remove(path)
      let fresh = try DatabasePool(path: path, configuration: configuration)
      _ = try Self.prepare(fresh, path: path, mayRebuild: false)
      return fresh
    }
  }

  /// Removes a corpus with the files that SQLite keeps beside it; nothing where there is none.
  ///
  /// - Throws: the file system's error.
  public static func remove(_ path: String) throws {
    for file in ["", "-wal", "-shm"].map({ path + $0 })
    where FileManager.default.fileExists(atPath: file) {
      try FileManager.default.removeItem(atPath: file)
    }
  }

  /// Opens what is there, without writing.
  ///
  /// - Parameter subject: the file that errors name.
  init(opening address: String, subject: String) throws(CorpusError) {
    path = subject
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(30)
    configuration.maximumReaderCount = 2
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA cache_size = -32768")
    }
    pool = try Self.naming(subject) {
      let pool = try DatabasePool(path: address, configuration: configuration)
      let (application, version) = try pool.read { db in
        (
          try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0,
          try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        )
      }
      guard application == CorpusSchema.applicationID else {
        throw CorpusError(subject: subject, reason: .notACorpus)
      }
      guard version >= CorpusSchema.version else {
        throw CorpusError(subject: subject, reason: .olderSchema)
      }
      guard version == CorpusSchema.version else {
        throw CorpusError(
          subject: subject, reason: .newerSchema(found: version, known: CorpusSchema.version))
      }
      try Self.check(pool)
      return pool
    }
  }

  /// - Returns: false where it is of an older form, which may be made anew.
  private static func prepare(
    _ pool: DatabasePool, path: String, mayRebuild: Bool
  ) throws -> Bool {
    let found = try pool.write { db in
      (
        application: try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0,
        version: try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0,
        tables: try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0
      )
    }
    if found.tables > 0 {
      guard found.application == CorpusSchema.applicationID else {
        throw CorpusError(subject: path, reason: .notACorpus)
      }
      guard found.version <= CorpusSchema.version else {
        throw CorpusError(
          subject: path,
          reason: .newerSchema(found: found.version, known: CorpusSchema.version))
      }
      guard found.version == CorpusSchema.version else {
        guard mayRebuild else { throw CorpusError(subject: path, reason: .olderSchema) }
        return false
      }
      try check(pool)
      return true
    }
    try pool.write { db in
      try db.execute(sql: CorpusSchema.tables)
      try db.execute(sql: "PRAGMA application_id = \(CorpusSchema.applicationID)")
      try db.execute(sql: "PRAGMA user_version = \(CorpusSchema.version)")
    }
    return true
  }

  /// Walks to the last row of the large tables, which finds a file that was cut off.
  private static func check(_ pool: DatabasePool) throws {
    try pool.read { db in
      for table in ["document", "page", "passages", "segment"] {
        _ = try Row.fetchOne(db, sql: "SELECT * FROM \(table) ORDER BY rowid DESC LIMIT 1")
      }
      _ = try Row.fetchOne(
        db, sql: "SELECT * FROM posting ORDER BY segment DESC, first DESC LIMIT 1")
    }
  }

  // MARK: Settings

  /// The value kept under a key.
  ///
  /// - Throws: `CorpusError`.
  public func setting(_ key: String) throws(CorpusError) -> String? {
    try read { db in
      try String.fetchOne(db, sql: "SELECT value FROM setting WHERE key = ?", arguments: [key])
    }
  }

  /// Keeps a value under a key; nil removes it.
  ///
  /// - Throws: `CorpusError`.
  public func set(_ key: String, _ value: String?) throws(CorpusError) {
    try write { db in
      if let value {
        try db.execute(
          sql: "INSERT OR REPLACE INTO setting(key, value) VALUES(?, ?)", arguments: [key, value])
      } else {
        try db.execute(sql: "DELETE FROM setting WHERE key = ?", arguments: [key])
      }
    }
  }

  /// Takes the log of what was written over into the file, as closing does; to be done beside other work.
  ///
  /// - Throws: `CorpusError`.
  public func settle() throws(CorpusError) {
    try Self.naming(path) {
      try pool.writeWithoutTransaction { db in _ = try db.checkpoint(.passive) }
    }
  }

  // MARK: Access

  func read<Value>(_ body: (Database) throws -> Value) throws(CorpusError) -> Value {
    try Self.naming(path) { try pool.read(body) }
  }

  func write<Value>(_ body: (Database) throws -> Value) throws(CorpusError) -> Value {
    try Self.naming(path) { try pool.write(body) }
  }

  /// Turns errors of the database and of what is packed in it into errors of the corpus.
  private static func naming<Value>(_ path: String, _ body: () throws -> Value)
    throws(CorpusError) -> Value
  {
    do {
      return try body()
    } catch let error as CorpusError {
      throw error
    } catch let error as DatabaseError {
      throw CorpusError(error, subject: path)
    } catch {
      // What is stored could not be read back: a packed form or a list that is cut off.
      throw CorpusError(subject: path, reason: .damaged)
    }
  }
}

/// The words written to the vocabulary table by this corpus object.
struct WrittenWords {
  private var words = Set<String>()

  mutating func insert(_ word: String) -> Bool { words.insert(word).inserted }
  mutating func removeAll() { words.removeAll() }
}
