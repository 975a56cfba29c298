// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model
import Reporting
import Synchronization

/// A file that is made when its turn comes.
struct FileToMake: Sendable {
  enum Content: Sendable {
    case whole(@Sendable () throws -> String)
    /// Appends the content part by part; for files that may be large. Parts of a file of the same path below
    /// the folder `after` may be taken over.
    case parts(after: URL?, @Sendable (GrowingFile) throws -> Void)
  }
  /// From the root of the folder, with `/` between folders.
  var path: String
  var content: Content

  init(path: String, content: Content) {
    self.path = path
    self.content = content
  }

  init(path: String, _ text: @escaping @Sendable () throws -> String) {
    self.init(path: path, content: .whole(text))
  }

  /// A page.
  init(_ page: SiteRenderer.File) { self.init(path: page.path, page.content) }
}

/// Puts files below a folder, and makes the folders between once; several threads may write at once.
final class FolderWriter: Sendable {
  private let root: String
  private let made = Mutex<Set<String>>([])

  init(_ folder: URL) { root = folder.path }

  /// Makes all files, on all cores.
  func write(_ files: [FileToMake]) throws {
    try SharedWork.run(files.count) { _ = try make(files[$0]) }
  }

  /// Makes all files, on all cores.
  ///
  /// - Returns: SHA-256 per path.
  func writeAndHash(_ files: [FileToMake]) throws -> [String: String] {
    let hashes = Mutex<[String: String]>([:])
    try SharedWork.run(files.count) { place in
      let path = files[place].path
      let text = try make(files[place])
      let hash =
        try text.map(ContentHash.of)
        ?? ContentHash.of(file: URL(fileURLWithPath: root + "/" + path))
      hashes.withLock { $0[path] = hash }
    }
    return hashes.withLock { $0 }
  }

  /// - Returns: the content, where it was in memory as a whole.
  private func make(_ file: FileToMake) throws -> String? {
    switch file.content {
    case .whole(let text):
      let text = try text()
      try write(text, file.path)
      return text
    case .parts(let earlier, let append):
      try grow(file.path, after: earlier, append)
      return nil
    }
  }

  private func grow(
    _ path: String, after earlier: URL?, _ append: (GrowingFile) throws -> Void
  ) throws {
    let file = try GrowingFile(
      URL(fileURLWithPath: try target(path), isDirectory: false),
      earlier: earlier?.appendingPathComponent(path, isDirectory: false))
    try append(file)
    try file.finish()
  }

  private func write(_ content: String, _ path: String) throws {
    try OutputFile.write(content, to: try target(path))
  }

  /// Takes over files of another folder: as a second name for each, or as a copy where that cannot be.
  ///
  /// The names never share a file for long: the other folder is removed when this one takes its place.
  func take(_ paths: [String], from other: URL) throws {
    let folder = other.path + "/"
    let size = 512
    try SharedWork.run((paths.count + size - 1) / size) { piece in
      for path in paths[piece * size..<min(paths.count, (piece + 1) * size)] {
        let target = try target(path)
        if link(folder + path, target) != 0 {
          try FileManager.default.copyItem(atPath: folder + path, toPath: target)
        }
      }
    }
  }

  /// The whole path, in a folder that is there.
  private func target(_ path: String) throws -> String {
    let parent = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) } ?? ""
    try made.withLock { made in
      guard made.insert(parent).inserted else { return }
      try FileManager.default.createDirectory(
        atPath: root + "/" + parent, withIntermediateDirectories: true)
    }
    return root + "/" + path
  }
}
