// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// A file that is either wholly the old one or wholly the new one.
public enum AtomicFile {
  /// Writes beside the file, flushes to disk and renames.
  ///
  /// - Throws: the file system's error; the old file stands then.
  public static func write(_ text: String, to place: URL) throws {
    try write(Data(text.utf8), to: place)
  }

  /// Writes beside the file, flushes to disk and renames.
  ///
  /// - Throws: the file system's error; the old file stands then.
  public static func write(_ data: Data, to place: URL) throws {
    let beside = place.deletingLastPathComponent()
      .appendingPathComponent(".\(place.lastPathComponent).\(getpid()).nieuw")
    do {
      try data.write(to: beside)
      let handle = try FileHandle(forWritingTo: beside)
      try handle.synchronize()
      try handle.close()
      guard rename(beside.path, place.path) == 0 else {
        throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
      }
    } catch {
      unlink(beside.path)
      throw error
    }
  }
}
