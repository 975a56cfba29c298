// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// Puts files below a folder, and makes the folders between once.
struct FolderWriter {
  private let folder: URL
  private var made: Set<String> = []

  init(_ folder: URL) { self.folder = folder }

  mutating func write(_ content: String, _ path: String) throws {
    try Data(content.utf8).write(to: try target(path))
  }

  /// Takes over a file of another folder: as a second name for it, or as a copy where that cannot be.
  ///
  /// The names never share a file for long: the other folder is removed when this one takes its place.
  mutating func take(_ path: String, from other: URL) throws {
    let target = try target(path)
    let source = other.appendingPathComponent(path)
    if link(source.path, target.path) != 0 {
      try FileManager.default.copyItem(at: source, to: target)
    }
  }

  private mutating func target(_ path: String) throws -> URL {
    let target = folder.appendingPathComponent(path)
    let parent = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    if made.insert(parent).inserted {
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
    }
    return target
  }
}
