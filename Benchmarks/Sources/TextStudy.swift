// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// A study of a folder of texts, spread over the regions.
struct TextStudy {
  let folder: URL
  /// The number of texts.
  let textCount: Int

  /// Makes a study that has not been monitored yet, on disk before this returns.
  ///
  /// - Throws: `BenchmarkError` where the folder holds no texts or the program fails.
  init(of texts: URL, at folder: URL, program: String) throws {
    try Command(
      program,
      [
        "init", folder.path, "--framework", "kindermishandeling-2015", "--layout",
        "jeugdregio-2015",
      ]
    ).run()
    let units = try String(contentsOf: folder.appendingPathComponent("units.csv"), encoding: .utf8)
    let regions = Papers.regions(inUnits: units)
    let all = FileManager.default.enumerator(at: texts, includingPropertiesForKeys: nil)
    let files = (all?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "txt" }
      .sorted { $0.path < $1.path }
    guard !files.isEmpty, !regions.isEmpty else {
      throw BenchmarkError(.missing, "no texts in \(texts.path); see Benchmarks/README.md")
    }
    for (place, file) in files.enumerated() {
      let sources = folder.appendingPathComponent("sources/\(regions[place % regions.count])")
      try FileManager.default.createDirectory(at: sources, withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        at: file, to: sources.appendingPathComponent(file.lastPathComponent))
    }
    sync()
    self.folder = folder
    textCount = files.count
  }
}
