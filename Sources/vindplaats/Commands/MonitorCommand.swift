// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import Foundation
import Model
import Workflow

/// `vindplaats monitor STUDY`: the main job.
struct MonitorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "monitor",
    abstract: "Lees wat nieuw of veranderd is, tel de zoektermen en schrijf het concept.",
    discussion: """
      Kan altijd opnieuw: alleen wat veranderd is wordt gelezen, en een onderbroken run gaat verder
      waar hij was. Antwoorden van mensen worden nooit overschreven.
      """)

  @OptionGroup var study: StudyArgument
  @OptionGroup var reading: ReadingOptions
  @Option(
    help: """
      Tekst herkennen op pagina's zonder leesbare tekst: auto (waar het nodig is), off of force (op elke \
      pagina); geldt voor deze keer en gaat voor ocr in study.yaml.
      """)
  var ocr: RecognitionMode?
  @Flag(
    help: """
      Blijf kijken: neem elk stuk op zodra het in sources staat, en werk het concept bij als het even stil is. \
      Stop met Ctrl-C.
      """)
  var watch = false
  @Flag(help: "Geen voortgang en geen samenvatting; alleen meldingen.")
  var quiet = false

  func run() async throws {
    let display = ProgressDisplay(isQuiet: quiet)
    let monitor = Monitor(
      paths: study.paths, plan: reading.plan(recognition: ocr), progress: display.handler)
    guard !watch else { return try await stay(monitor, display) }
    let result: Monitor.Result
    do {
      result = try await monitor.run()
    } catch {
      display.finish()
      throw error
    }
    show(result, display)
    if result.diagnostics.contains(where: { $0.severity == .error }) { throw ExitCode(1) }
  }

  private func show(_ result: Monitor.Result, _ display: ProgressDisplay) {
    display.finish()
    DiagnosticText.show(result.diagnostics)
    say(SummaryText.lines(result.summary, study: study.study).joined(separator: "\n"))
  }

  /// At once, since somebody may be reading along.
  private func say(_ line: String) {
    if !quiet { FileHandle.standardOutput.write(Data("\(line)\n".utf8)) }
  }

  private func stay(_ monitor: Monitor, _ display: ProgressDisplay) async throws {
    var shown: Set<String>?
    try await monitor.watch { notice in
      display.finish()
      switch notice {
      case .run(let result) where shown == nil:
        show(result, display)
        say("\nKijkt nu naar \(study.study)/sources; stop met Ctrl-C.")
        shown = Set(result.diagnostics.map(\.text))
      case .run(let result):
        // What was said before is not said again.
        DiagnosticText.show(result.diagnostics.filter { shown?.contains($0.text) == false })
        shown = Set(result.diagnostics.map(\.text))
        if let line = SummaryText.update(result.summary) { say(line) }
      case .took(let papers):
        DiagnosticText.show(papers.flatMap(\.diagnostics))
        shown?.formUnion(papers.flatMap { $0.diagnostics.map(\.text) })
        for paper in papers { say(SummaryText.line(paper)) }
      case .failed(let error):
        let text = Vindplaats.text(of: error) ?? "\(error)"
        FileHandle.standardError.write(Data("vindplaats: \(text)\n".utf8))
      }
    }
  }
}

/// Diagnostics as lines on standard error, the most serious first.
enum DiagnosticText {
  static func show(_ diagnostics: [Diagnostic]) {
    let groups: [(Diagnostic.Severity, String)] = [
      (.error, "fout"), (.warning, "waarschuwing"), (.note, "opmerking"),
    ]
    var text = ""
    for (severity, name) in groups {
      let found = diagnostics.filter { $0.severity == severity }
      for diagnostic in found.prefix(50) { text += "\(name): \(diagnostic.text)\n" }
      if found.count > 50 { text += "\(name): … en nog \(found.count - 50) van deze soort\n" }
    }
    FileHandle.standardError.write(Data(text.utf8))
  }
}
