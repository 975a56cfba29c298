// SPDX-License-Identifier: EUPL-1.2
import GRDB
import Model

/// How a file looks from outside: where nothing of this has changed, its bytes need not be hashed again.
public struct FileStamp: Sendable, Hashable {
  /// Relative to the study folder.
  public var path: String
  /// In bytes.
  public var size: Int64
  /// The time of the last change, in nanoseconds since 1970.
  public var modifiedNanoseconds: Int64
  /// The number of the file in its file system, which changes where a file is replaced.
  public var inode: UInt64

  public init(path: String, size: Int64, modifiedNanoseconds: Int64, inode: UInt64) {
    self.path = path
    self.size = size
    self.modifiedNanoseconds = modifiedNanoseconds
    self.inode = inode
  }
}

extension Corpus {
  /// The hash of a file that has not changed since it was remembered.
  ///
  /// - Throws: `CorpusError`.
  public func version(of file: FileStamp) throws(CorpusError) -> VersionHash? {
    try read { db in
      let statement = try db.cachedStatement(
        sql: """
          SELECT version FROM file WHERE path = ? AND size = ? AND modified = ? AND inode = ?
          """)
      let version = try String.fetchOne(statement, arguments: Self.arguments(file))
      return version.map { VersionHash($0) }
    }
  }

  /// Every remembered file with its hash, for comparing a whole folder with one query.
  ///
  /// - Throws: `CorpusError`.
  public func rememberedFiles() throws(CorpusError) -> [FileStamp: VersionHash] {
    try read { db in
      var files: [FileStamp: VersionHash] = [:]
      let rows = try Row.fetchCursor(
        db, sql: "SELECT path, size, modified, inode, version FROM file")
      while let row = try rows.next() {
        let file = FileStamp(
          path: row[0], size: row[1], modifiedNanoseconds: row[2],
          inode: UInt64(bitPattern: row[3]))
        files[file] = VersionHash(row[4])
      }
      return files
    }
  }

  /// Remembers the hashes of files, in one transaction.
  ///
  /// - Throws: `CorpusError`.
  public func remember(_ files: [(file: FileStamp, version: VersionHash)]) throws(CorpusError) {
    try write { db in
      let statement = try db.cachedStatement(
        sql: """
          INSERT OR REPLACE INTO file(path, size, modified, inode, version) VALUES(?, ?, ?, ?, ?)
          """)
      for (file, version) in files {
        try statement.execute(arguments: Self.arguments(file) + [version.rawValue])
      }
    }
  }

  /// Forgets files that are no longer there.
  ///
  /// - Throws: `CorpusError`.
  public func forget(paths: some Sequence<String>) throws(CorpusError) {
    let paths = Array(paths)
    try write { db in
      let statement = try db.cachedStatement(sql: "DELETE FROM file WHERE path = ?")
      for path in paths { try statement.execute(arguments: [path]) }
    }
  }

  private static func arguments(_ file: FileStamp) -> StatementArguments {
    [file.path, file.size, file.modifiedNanoseconds, Int64(bitPattern: file.inode)]
  }
}
