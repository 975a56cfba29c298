// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model

/// The documents that events name, each under its hash in the folder `kept`.
public struct KeptDocuments: Sendable {
  public let folder: URL

  public init(folder: URL) { self.folder = folder }

  /// Where the bytes of a version stand, or would stand.
  public func url(_ version: VersionHash) -> URL {
    folder.appendingPathComponent(version.rawValue)
  }

  public func holds(_ version: VersionHash) -> Bool {
    // Asked for every document in every run.
    access(folder.path + "/" + version.rawValue, F_OK) == 0
  }

  /// Copies a file and hashes the copy; the copy then stands under its hash, or not at all.
  ///
  /// Hashing what was copied, and not the original, means that a file which changes meanwhile cannot
  /// stand under a hash that is not its own.
  ///
  /// - Returns: the hash of what is kept.
  /// - Throws: the file system's error.
  public func keep(_ file: URL) throws -> VersionHash {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let temporary = folder.appendingPathComponent(".new-\(UUID().uuidString)")
    do {
      // Straight to its name: an atomic write would leave a file of its own behind when interrupted.
      try Data().write(to: temporary)
      let hash = try copy(file, to: temporary)
      let target = url(VersionHash(hash))
      if holds(VersionHash(hash)) {
        try FileManager.default.removeItem(at: temporary)
      } else if rename(temporary.path, target.path) != 0 {
        throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: target.path])
      }
      return VersionHash(hash)
    } catch {
      unlink(temporary.path)
      throw error
    }
  }

  private func copy(_ file: URL, to target: URL) throws -> String {
    let reader = try FilePieces(file)
    let writer = try FileHandle(forWritingTo: target)
    defer { writer.closeFile() }
    var hash = ContentHash()
    try reader.read { piece in
      hash.update(piece)
      try writer.write(contentsOf: piece)
    }
    return hash.finish()
  }

  /// Makes what was kept durable; called once before the events that name it are appended.
  ///
  /// One `sync` for all files is cheaper than one `fsync` for each.
  public func synchronize() { sync() }

  /// Removes what an interrupted run left half copied.
  public func clearInterruptedCopies() throws {
    guard FileManager.default.fileExists(atPath: folder.path) else { return }
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where name.hasPrefix(".") {
      try FileManager.default.removeItem(at: folder.appendingPathComponent(name))
    }
  }
}
