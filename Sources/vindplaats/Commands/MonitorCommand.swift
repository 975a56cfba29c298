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
  @Flag(help: "Geen voortgang en geen samenvatting; alleen meldingen.")
  var quiet = false

  func run() async throws {
    let display = ProgressDisplay(isQuiet: quiet)
    let result: Monitor.Result
    do {
      result = try await Monitor(
        paths: study.paths, plan: reading.plan(recognition: ocr), progress: display.handler
      ).run()
    } catch {
      display.finish()
      throw error
    }
    display.finish()
    DiagnosticText.show(result.diagnostics)
    if !quiet {
      print(SummaryText.lines(result.summary, study: study.study).joined(separator: "\n"))
    }
    if result.diagnostics.contains(where: { $0.severity == .error }) { throw ExitCode(1) }
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
