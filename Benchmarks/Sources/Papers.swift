// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// PDFs on disk, spread over the regions, and the text that `pdftotext` makes of them.
struct Papers {
  /// What the papers are, in words for the table.
  let name: String
  /// In path order.
  let files: [URL]
  /// Where studies and texts are made.
  let work: URL

  /// How many regions the papers are spread over.
  static let regionCount = 42

  /// - Throws: `BenchmarkError` where the folder holds no PDF.
  init(name: String, folder: URL, work: URL) throws {
    self.name = name
    self.work = work
    let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    files = (all?.compactMap { $0 as? URL } ?? [])
      .filter { $0.pathExtension.lowercased() == "pdf" }
      .sorted { $0.path < $1.path }
    guard !files.isEmpty else {
      throw BenchmarkError(.missing, "no PDFs in \(folder.path); see Benchmarks/README.md")
    }
  }

  /// The region's code of the file at a place in the list: `JZ01` to `JZ42`, in turn.
  static func region(_ place: Int) -> String {
    let number = place % regionCount + 1
    return "JZ" + (number < 10 ? "0" : "") + String(number)
  }

  /// Makes a study that has not been monitored yet, on disk before this returns.
  func freshStudy(_ program: String) throws -> URL {
    let study = work.appendingPathComponent("study")
    try remove(study)
    try Command(
      program,
      [
        "init", study.path, "--framework", "kindermishandeling-2015", "--layout",
        "jeugdregio-2015",
      ]
    ).run()
    for (place, file) in files.enumerated() {
      let target = try prepared(study.appendingPathComponent("sources"), place, file, "pdf")
      try FileManager.default.copyItem(at: file, to: target)
    }
    sync()
    return study
  }

  /// The folder with a text per paper below its region, made by `pdftotext` and then kept.
  func texts() throws -> URL {
    let folder = work.appendingPathComponent("texts-\(files.count)")
    guard !FileManager.default.fileExists(atPath: folder.path) else { return folder }
    for (place, file) in files.enumerated() {
      let target = try prepared(folder, place, file, "txt")
      try Command("pdftotext", ["-q", file.path, target.path]).run()
    }
    return folder
  }

  /// Two commands that together read every paper with `pdftotext`, each half of them.
  func twoReaders() throws -> [Command] {
    try [0, 1].map { half in
      let list = work.appendingPathComponent("half-\(half)")
      let paths = files.indices.filter { $0 % 2 == half }.map { files[$0].path }
      try Data(paths.joined(separator: "\0").utf8).write(to: list)
      return Command(
        "xargs", ["-0", "-a", list.path, "-I{}", "pdftotext", "-q", "{}", "/dev/null"])
    }
  }

  private func prepared(_ folder: URL, _ place: Int, _ file: URL, _ suffix: String) throws -> URL {
    let region = folder.appendingPathComponent(Self.region(place))
    try FileManager.default.createDirectory(at: region, withIntermediateDirectories: true)
    let name = file.deletingPathExtension().lastPathComponent
    return region.appendingPathComponent("\(place)-\(name).\(suffix)")
  }

  private func remove(_ folder: URL) throws {
    if FileManager.default.fileExists(atPath: folder.path) {
      try FileManager.default.removeItem(at: folder)
    }
  }
}
