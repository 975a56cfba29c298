// SPDX-License-Identifier: EUPL-1.2
import Foundation

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
    for leftover in [fresh, old] where FileManager.default.fileExists(atPath: leftover.path) {
      try FileManager.default.removeItem(at: leftover)
    }
  }

  /// Lets `write` fill a new folder, and puts it in the place of the old one.
  func replace<Result>(_ write: (URL) throws -> Result) throws -> Result {
    try clear()
    try FileManager.default.createDirectory(at: fresh, withIntermediateDirectories: true)
    let result = try write(fresh)
    if FileManager.default.fileExists(atPath: url.path) {
      try FileManager.default.moveItem(at: url, to: old)
    }
    try FileManager.default.moveItem(at: fresh, to: url)
    try clear()
    return result
  }

  /// Path, size and time of every file below, to see whether anybody touched them; empty where there is
  /// no folder.
  func fingerprint() throws -> String {
    try Self.files(below: url).map { path in
      var status = stat()
      stat(url.appendingPathComponent(path).path, &status)
      return "\(path) \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    }.joined(separator: "\n")
  }

  /// The paths of all files below a folder, in bytewise order; empty where there is no folder.
  static func files(below folder: URL) throws -> [String] {
    guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
    return try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter {
      var isFolder: ObjCBool = false
      let path = folder.appendingPathComponent($0).path
      return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        && !isFolder.boolValue
    }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
