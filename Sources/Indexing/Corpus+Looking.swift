// SPDX-License-Identifier: EUPL-1.2
import Foundation
import GRDB

/// Opening a corpus without the right, or the wish, to write.
extension Corpus {
  /// Opens a corpus that is there, for reading only.
  ///
  /// A write-ahead log needs a file beside the database, also for reading. Where the folder cannot be written
  /// and nobody else has the corpus open, the file is opened as one that does not change
  /// (<https://www.sqlite.org/uri.html#uriimmutable>).
  ///
  /// - Throws: `CorpusError`, also where another version of the program made the file.
  public convenience init(lookingAt path: String) throws(CorpusError) {
    do throws(CorpusError) {
      try self.init(opening: path, subject: path)
    } catch {
      guard error.reason == .cannotOpen || error.reason == .cannotWrite,
        FileManager.default.isReadableFile(atPath: path),
        !FileManager.default.fileExists(atPath: path + "-wal"),
        let escaped = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed)
      else { throw error }
      try self.init(opening: "file:\(escaped)?immutable=1", subject: path)
    }
  }
}
