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

  /// Whether nothing is kept yet, as far as the folder can be read.
  public var isEmpty: Bool {
    guard let directory = opendir(folder.path) else { return true }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      if entry.pointee.d_name.0 != CChar(bitPattern: UInt8(ascii: ".")) { return false }
    }
    return true
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
  /// - Throws: the file system's error where the file cannot be read, and `CannotKeep` where the copy cannot be
  ///   written.
  public func keep(_ file: URL) throws -> VersionHash {
    let temporary = folder.appendingPathComponent(".new-\(UUID().uuidString)")
    do {
      try writing {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      }
      let version = VersionHash(try copy(file, to: temporary))
      if holds(version) {
        try writing { try FileManager.default.removeItem(at: temporary) }
      } else if rename(temporary.path, url(version).path) != 0 {
        throw CannotKeep(reason: String(cString: strerror(errno)))
      }
      return version
    } catch {
      unlink(temporary.path)
      throw error
    }
  }

  /// Why a document could not be written below the folder, in the words of the system.
  public struct CannotKeep: Error, Sendable {
    public var reason: String
  }

  private func writing<Value>(_ body: () throws -> Value) throws(CannotKeep) -> Value {
    do { return try body() } catch { throw CannotKeep(reason: error.localizedDescription) }
  }

  private func copy(_ file: URL, to target: URL) throws -> String {
    let reader = try FilePieces(file)
    let copy = try writing { try OutputFile(path: target.path) }
    var hash = ContentHash()
    try reader.read { piece in
      hash.update(piece)
      try writing { try copy.write(piece) }
    }
    try writing { try copy.close() }
    return hash.finish()
  }

  /// Makes what was kept durable; called once before the events that name it are appended.
  ///
  /// One `sync` for all files is cheaper than one `fsync` for each, but waits for what others write too.
  public func synchronize() { sync() }

  /// The same for a few documents.
  ///
  /// - Throws: `CannotKeep` where the disk does not take them.
  public func synchronize(_ versions: [VersionHash]) throws(CannotKeep) {
    guard versions.count <= 16 else { return synchronize() }
    for path in versions.map({ url($0).path }) + [folder.path] {
      let file = open(path, O_RDONLY | O_CLOEXEC)
      guard file >= 0 else { throw CannotKeep(reason: String(cString: strerror(errno))) }
      defer { close(file) }
      guard fsync(file) == 0 else { throw CannotKeep(reason: String(cString: strerror(errno))) }
    }
  }

  /// Removes what an interrupted run left half copied.
  public func clearInterruptedCopies() throws {
    guard FileManager.default.fileExists(atPath: folder.path) else { return }
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where name.hasPrefix(".") {
      try FileManager.default.removeItem(at: folder.appendingPathComponent(name))
    }
  }
}
