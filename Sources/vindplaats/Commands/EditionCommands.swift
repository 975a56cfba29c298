// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import Exchange
import Foundation
import Model
import Reading
import Workflow

/// `vindplaats wave`: opens, freezes and lists waves.
struct WaveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wave", abstract: "Open of bevries een meting.",
    subcommands: [Open.self, Freeze.self, List.self])

  /// `vindplaats wave open STUDY ID`.
  struct Open: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Open een nieuwe meting; analysekader en indeling gaan mee.")

    @OptionGroup var study: StudyArgument
    @Argument(help: "Korte naam van de meting, bijvoorbeeld 2027.")
    var id: String
    @Option(help: "Titel.")
    var title: String?
    @Option(help: "Stukken van voor deze datum (jjjj-mm-dd) worden voorgesteld om uit te sluiten.")
    var notBefore: String = ""
    @Option(help: "Datum waarover de bevindingen gaan (jjjj-mm-dd).")
    var referenceDate: String = ""

    func validate() throws {
      for (name, date) in [("--not-before", notBefore), ("--reference-date", referenceDate)]
      where !date.isEmpty && date.wholeMatch(of: /\d{4}-\d{2}-\d{2}/) == nil {
        throw ValidationError("\(name) is ‘\(date)’; verwacht jjjj-mm-dd.")
      }
    }

    func run() throws {
      var desk = try StudyDesk(paths: study.paths)
      try desk.openWave(
        Wave(
          id: WaveID(id), title: title ?? "Meting \(id)", notBefore: notBefore,
          referenceDate: referenceDate))
      print("meting \(id) is open")
    }
  }

  /// `vindplaats wave freeze STUDY`.
  struct Freeze: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Bevries de open meting: daarna neemt zij niets meer aan.")

    @OptionGroup var study: StudyArgument

    func run() throws {
      var desk = try StudyDesk(paths: study.paths)
      print("meting \(try desk.freezeWave().id) is bevroren")
    }
  }

  /// `vindplaats wave list STUDY`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Toon de metingen.")

    @OptionGroup var study: StudyArgument
    @OptionGroup var format: FormatOption

    func run() throws { format.show(try StudyDesk(lookingAt: study.paths).waves) }
  }
}

/// `vindplaats verify STUDY`: derives everything anew and compares.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Leid alles opnieuw af uit logboek en bewaarde stukken, en vergelijk.",
    discussion: "Geeft 0 als alles klopt en 2 als iets verschilt, met de plaats.")

  @OptionGroup var study: StudyArgument
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var format: FormatOption
  @Option(help: "Schrijf ook een verklaring voor derden in dit bestand; eindigt op .json of .txt.")
  var report: String?

  func validate() throws {
    if let report, !report.hasSuffix(".json"), !report.hasSuffix(".txt") {
      throw ValidationError(
        "--report is ‘\(report)’; verwacht een naam die eindigt op .json of .txt.")
    }
  }

  func run() async throws {
    let display = ProgressDisplay(isQuiet: false)
    var verifier = Verifier(paths: study.paths, reading: reading.plan(), progress: display.handler)
    let report: VerificationReport
    do {
      report = try await verifier.run()
    } catch {
      display.finish()
      throw error
    }
    display.finish()
    if let file = self.report {
      let statement = VerificationStatement(report)
      let text = file.hasSuffix(".json") ? try statement.json() : statement.text
      try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    }
    let table = Table(
      columns: ["plaats", "wat"], rows: report.findings.map { [$0.place, $0.problem] })
    if format.format == .text {
      for finding in report.findings { print("verschil: \(finding.place): \(finding.problem)") }
      for part in report.unrepeatable {
        print("niet te herhalen: \(part.place): \(part.problem)")
      }
      for note in report.notes { print("opmerking: \(note)") }
      print(
        "\(Self.verdict(report)): "
          + "\(report.events) gebeurtenissen, \(report.documents) bewaarde stukken, "
          + "\(report.quotes) citaten, \(report.searches) zoekacties, \(report.draftFiles) "
          + "bestanden van het concept, \(report.editions) uitgaven")
      print("controlegetal van het logboek: \(report.headHash)")
    } else {
      format.show(table)
    }
    if !report.isClean { throw ExitCode(2) }
  }

  private static func verdict(_ report: VerificationReport) -> String {
    switch report.findings.count {
    case 0: "Alles klopt"
    case 1: "1 verschil"
    default: "\(report.findings.count) verschillen"
    }
  }
}

/// `vindplaats worker`: reads documents for another process; see the protocol in `ReadingWorker`.
struct WorkerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker", abstract: "Lees stukken voor een ander proces.", shouldDisplay: false)

  func run() throws { ReadingWorker.run() }
}
