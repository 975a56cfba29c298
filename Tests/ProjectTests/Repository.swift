// SPDX-License-Identifier: EUPL-1.2
import Foundation
import TestSupport

/// The files of this repository, as a test sees them.
enum Repository {
  static let root = SharedMaterial.packageRoot

  /// The files that people write, as paths from the root in bytewise order: no builds, no output of the
  /// program, and nothing that begins with a dot except `.ci` and `.swift-format`.
  static let files: [String] = {
    let skipped: Set = ["node_modules", "out", "published", "kept"]
    var found: [String] = []
    var waiting = [""]
    while let folder = waiting.popLast() {
      for name in children(of: folder) {
        let path = folder + name
        if name.hasPrefix("."), path != ".ci", path != ".swift-format" { continue }
        if skipped.contains(name) { continue }
        if isFolder(path) { waiting.append(path + "/") } else { found.append(path) }
      }
    }
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }()

  static func files(ending: String) -> [String] { files.filter { $0.hasSuffix(ending) } }

  /// The text of a file; nil where it is not text.
  static func text(_ path: String) throws -> String? {
    String(validating: try Data(contentsOf: root.appendingPathComponent(path)), as: UTF8.self)
  }

  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appendingPathComponent(path).path)
  }

  static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    let place = root.appendingPathComponent(path).path
    return FileManager.default.fileExists(atPath: place, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  private static func children(of folder: String) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(
        atPath: root.appendingPathComponent(folder).path)
    } catch {
      // Another test may be cleaning up a folder of its own.
      return []
    }
  }
}
