// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// The real documents that are mutated, by format, in the order of their paths.
struct SeedFiles {
  private let files: [String: [URL]]
  /// The formats of which there are documents.
  let formats: [String]

  /// The largest document that is mutated; what is larger only takes longer.
  private static let mostBytes = 400_000

  /// - Parameters:
  ///   - root: the root of this repository, with its examples and fixtures.
  ///   - shared: the folder with real documents beside it, where there is one.
  ///   - format: the only format to take; nil for all.
  init(root: URL, shared: URL, format: String?) throws {
    var files: [String: [URL]] = [:]
    let folders = ["examples", "Tests/ReadingTests/Fixtures"].map {
      root.appendingPathComponent($0)
    }
    let real = ["nl-gov-pdf", "nl-gov-office", "nl-texts", "hostile-pdf"].map {
      shared.appendingPathComponent("data/\($0)")
    }
    for folder in folders + real {
      let found = FileManager.default.enumerator(
        at: folder, includingPropertiesForKeys: [.fileSizeKey])
      for case let file as URL in (found?.allObjects ?? []) {
        let kind = file.pathExtension.lowercased()
        guard ["pdf", "docx", "odt", "html", "txt", "md"].contains(kind) else { continue }
        let size = try file.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0
        if size > 0, size <= Self.mostBytes { files[kind, default: []].append(file) }
      }
    }
    for kind in files.keys { files[kind]?.sort { $0.path < $1.path } }
    self.files = files
    formats = files.keys.filter { format == nil || $0 == format }.sorted()
  }

  subscript(format: String) -> [URL] { files[format] ?? [] }
}
