// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// PDFs on disk, spread over the regions, and the text that `pdftotext` makes of them.
struct Papers {
  /// What the papers are, in words for the table.
  let name: String
  /// In path order.
  let files: [URL]
  /// The folder that holds them.
  let folder: URL
  /// Where studies and texts are made.
  let work: URL

  /// - Throws: `BenchmarkError` where the folder holds no PDF.
  init(name: String, folder: URL, work: URL) throws {
    self.name = name
    self.folder = folder
    self.work = work
    let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    files = (all?.compactMap { $0 as? URL } ?? [])
      .filter { $0.pathExtension.lowercased() == "pdf" }
      .sorted { $0.path < $1.path }
    guard !files.isEmpty else {
      throw BenchmarkError(.missing, "no PDFs in \(folder.path); see Benchmarks/README.md")
    }
  }

  /// The codes of the regions in the text of a `units.csv`, in order.
  static func regions(inUnits text: String) -> [String] {
    text.split(separator: "\n").filter { $0.contains(",regio,") }
      .compactMap { $0.split(separator: ",").first.map(String.init) }
  }

  /// The text of a `study.yaml` with recognition off.
  static func withoutRecognition(_ text: String) throws -> String {
    guard text.contains("\nocr: auto\n") else {
      throw BenchmarkError(.unexpectedOutput, "init gave a study.yaml without ‘ocr: auto’")
    }
    return text.replacingOccurrences(of: "\nocr: auto\n", with: "\nocr: off\n")
  }

  /// Makes a study that has not been monitored yet, on disk before this returns.
  ///
  /// Nothing is recognised in it (`ocr: off`), as no peer recognises anything.
  func freshStudy(_ program: String) throws -> URL {
    let study = work.appendingPathComponent("study")
    try setAside(study)
    try Command(
      program,
      [
        "init", study.path, "--framework", "kindermishandeling-2015", "--layout",
        "jeugdregio-2015",
      ]
    ).run()
    let settings = study.appendingPathComponent("study.yaml")
    let text = try String(contentsOf: settings, encoding: .utf8)
    try Data(try Self.withoutRecognition(text).utf8).write(to: settings)
    let units = try String(
      contentsOf: study.appendingPathComponent("units.csv"), encoding: .utf8)
    let regions = Self.regions(inUnits: units)
    guard !regions.isEmpty else {
      throw BenchmarkError(.unexpectedOutput, "init gave a units.csv without regions")
    }
    for (place, file) in files.enumerated() {
      let region = study.appendingPathComponent("sources/\(regions[place % regions.count])")
      let target = try prepared(region, place, file, "pdf")
      try FileManager.default.copyItem(at: file, to: target)
    }
    sync()
    return study
  }

  /// The folder with a text per paper, made by `pdftotext` and then kept.
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
  ///
  /// - Parameter options: what `pdftotext` is asked besides, such as `-bbox`.
  func twoReaders(_ options: [String] = []) throws -> [Command] {
    try [0, 1].map { half in
      let list = work.appendingPathComponent("half-\(half)")
      let paths = files.indices.filter { $0 % 2 == half }.map { files[$0].path }
      try Data(paths.joined(separator: "\0").utf8).write(to: list)
      return Command(
        "xargs",
        ["-0", "-a", list.path, "-I{}", "pdftotext", "-q"] + options + ["{}", "/dev/null"])
    }
  }

  /// Recoll on the same folder, with an index and a configuration of its own that are new.
  func freshRecoll() throws -> Command {
    let settings = work.appendingPathComponent("recoll")
    try setAside(settings)
    try FileManager.default.createDirectory(at: settings, withIntermediateDirectories: true)
    let text = """
      topdirs = \(folder.resolvingSymlinksInPath().path)
      cachedir = \(settings.path)

      """
    try Data(text.utf8).write(to: settings.appendingPathComponent("recoll.conf"))
    sync()
    return Command("recollindex", ["-c", settings.path])
  }

  private func prepared(_ folder: URL, _ place: Int, _ file: URL, _ suffix: String) throws -> URL {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let name = file.deletingPathExtension().lastPathComponent
    return folder.appendingPathComponent("\(place)-\(name).\(suffix)")
  }

  /// Makes room; nothing is removed before all is measured, since a file system without a journal looks, for every
  /// file that is made, through those that were removed within the last minute.
  private func setAside(_ folder: URL) throws {
    guard FileManager.default.fileExists(atPath: folder.path) else { return }
    try FileManager.default.moveItem(
      at: folder, to: work.appendingPathComponent("earlier-\(UUID().uuidString)"))
  }
}
