// SPDX-License-Identifier: EUPL-1.2
import Foundation
import GRDB

extension Journal {
  /// Copies the journal as it is at one moment into a new file, also while another process appends.
  ///
  /// SQLite's online backup reads under a lock that writers wait for; see
  /// <https://www.sqlite.org/backup.html>. What stands in the copy is what was acknowledged.
  ///
  /// - Parameter url: a file that does not exist yet.
  /// - Throws: `JournalError`.
  public func copy(to url: URL) throws(JournalError) {
    do {
      let copy = try DatabaseQueue(path: url.path)
      try database.backup(to: copy)
      try copy.close()
    } catch {
      throw Self.translated(error, url.lastPathComponent)
    }
  }
}
