// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model

/// A folder whose content is replaced as a whole: readers see the old one or the new one.
struct OutputFolder {
  let url: URL

  private var fresh: URL { sibling("new") }
  private var old: URL { sibling("old") }

  private func sibling(_ word: String) -> URL {
    url.deletingLastPathComponent()
      .appendingPathComponent(".\(url.lastPathComponent)-\(word)")
  }

  /// Removes what an interrupted run left behind.
  func clear() throws {
    try remove(fresh)
    try remove(old)
  }

  private func remove(_ folder: URL) throws {
    guard FileManager.default.fileExists(atPath: folder.path) else { return }
    try FileManager.default.removeItem(at: folder)
  }

  /// Puts back what an interrupted run had set aside before it came to putting the new folder in its place.
  func takeBack() throws {
    guard !FileManager.default.fileExists(atPath: url.path),
      FileManager.default.fileExists(atPath: old.path)
    else { return }
    try FileManager.default.moveItem(at: old, to: url)
  }

  /// Lets `write` fill a new folder, and puts it in the place of the old one.
  ///
  /// Where that fails, the old one stands again and nothing is left of the new one.
  ///
  /// - Parameter finish: is called with the new folder in its place, while the old one is removed.
  @discardableResult
  func replace<Result: Sendable>(
    _ write: (URL) throws -> Result, finish: @Sendable (Result) throws -> Void = { _ in }
  ) throws -> Result {
    try clear()
    let result: Result
    do {
      try FileManager.default.createDirectory(at: fresh, withIntermediateDirectories: true)
      result = try write(fresh)
      if FileManager.default.fileExists(atPath: url.path) {
        try FileManager.default.moveItem(at: url, to: old)
      }
      try FileManager.default.moveItem(at: fresh, to: url)
    } catch {
      do {
        // What was set aside stays where it cannot be put back: it may be all there is.
        try takeBack()
        try remove(fresh)
      } catch let second {
        let first = (error as? WorkflowError)?.text ?? error.localizedDescription
        throw WorkflowError(
          .failed,
          "\(first). Opruimen lukte ook niet (\(second.localizedDescription)); kijk naar "
            + "\(fresh.path) en \(old.path)")
      }
      throw error
    }
    _ = try SharedWork.both({ try finish(result) }, { try clear() })
    return result
  }

  /// A hash over path, size and time of every file below, to see whether anybody touched them; empty where
  /// there is no folder.
  func fingerprint() throws -> String {
    var hash = ContentHash()
    var isEmpty = true
    try Self.walk(url) { path, status in
      isEmpty = false
      let line = "\(path) \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)\n"
      var text = line
      text.withUTF8 { hash.update(UnsafeRawBufferPointer($0)) }
    }
    return isEmpty ? "" : hash.finish()
  }

  /// The paths of all files below a folder, in bytewise order; empty where there is no folder.
  static func files(below folder: URL) throws -> [String] {
    var paths: [String] = []
    try walk(folder) { path, _ in paths.append(path) }
    return paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Visits the files below a folder, in an order that only depends on their names.
  private static func walk(_ folder: URL, _ visit: (String, stat) -> Void) throws {
    var waiting = [""]
    while let relative = waiting.popLast() {
      let path = folder.path + "/" + relative
      guard let directory = opendir(path) else {
        if relative.isEmpty, errno == ENOENT { return }
        throw CocoaError(.fileReadUnknown, userInfo: [NSFilePathErrorKey: path])
      }
      defer { closedir(directory) }
      var names: [String] = []
      while let entry = readdir(directory) {
        let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        if name != "." && name != ".." { names.append(name) }
      }
      for name in names.sorted() {
        var status = stat()
        guard fstatat(dirfd(directory), name, &status, 0) == 0 else { continue }
        if status.st_mode & S_IFMT == S_IFDIR {
          waiting.append(relative + name + "/")
        } else {
          visit(relative + name, status)
        }
      }
    }
  }
}
