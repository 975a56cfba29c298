// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import Foundation

/// Measures the quality of reading and finding, and writes `docs/quality.md`.
@main
struct Quality: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quality",
    abstract: "Measures the quality of reading and finding, and writes docs/quality.md.",
    discussion: "Measures: \(Measure.all.map(\.name).joined(separator: ", "))")

  @Option(help: "Only this measure; may be given several times.")
  var only: [String] = []

  @Option(help: "The folder with real documents and data.")
  var shared: String?

  @Option(help: "The folder with the generated PDFs, with its truth beside it.")
  var corpus: String?

  @Flag(help: "Print the sections and leave docs/quality.md as it is.")
  var keepPage = false

  @Option(help: "Make at random from this seed (anchors); the page stays as it is.")
  var seed: [UInt64] = []

  @Flag(help: "Print what went wrong, one by one.")
  var examples = false

  /// - Throws: `ExitCode`: 1 where a figure does not keep its limit, 64 where a measure does not exist.
  func run() throws {
    let names = Measure.all.map(\.name)
    for name in only where !names.contains(name) {
      throw ValidationError(
        "there is no measure \(name); there are: \(names.joined(separator: ", "))")
    }
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let material = Material(
      root: root,
      sharedFolder: shared.map { URL(fileURLWithPath: $0) }
        ?? root.deletingLastPathComponent().appendingPathComponent("shared"),
      corpusFolder: corpus.map { URL(fileURLWithPath: $0) }
        ?? root.appendingPathComponent("Benchmarks/.corpus/pdf"), seeds: seed)
    let file = root.appendingPathComponent("docs/quality.md")
    var page = QualityPage((try? String(contentsOf: file, encoding: .utf8)) ?? "")
    var holds = true
    for measure in Measure.all where only.isEmpty || only.contains(measure.name) {
      do {
        let section = try measure.run(material)
        page.put(section, for: measure)
        report(section, measure)
        if !section.holds { holds = false }
      } catch let missing as MissingMaterial {
        say("\(measure.name): skipped, because \(missing.what)")
      }
    }
    if !keepPage, seed.isEmpty {
      try page.markdown(Measure.all).write(to: file, atomically: true, encoding: .utf8)
    }
    if !holds { throw ExitCode(1) }
  }

  private func report(_ section: Section, _ measure: Measure) {
    print(measure.name)
    for figure in section.figures {
      let verdict = figure.holds.map { $0 ? " (holds)" : " (does not hold)" } ?? ""
      print("  \(figure.name): \(QualityPage.text(figure.value))\(verdict)")
    }
    for remark in section.remarks { print("  - \(remark)") }
    if examples { for example in section.examples { print("  * \(example)") } }
  }

  private func say(_ text: String) {
    FileHandle.standardError.write(Data("quality: \(text)\n".utf8))
  }
}
