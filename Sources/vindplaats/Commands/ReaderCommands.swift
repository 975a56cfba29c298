// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import Exchange
import Foundation
import Intake
import Model
import Workflow

/// `vindplaats assign STUDY`: divides the reading by lot.
struct AssignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assign",
    abstract: "Verdeel het lezen over lezers, met een deel dat twee van hen los van elkaar lezen.",
    discussion: """
      Loot, en schrijft readers.csv; daarin kunt u zelf verder verdelen. Hetzelfde zaad geeft dezelfde \
      verdeling. Draai daarna monitor.
      """)

  @OptionGroup var study: StudyArgument
  @Option(help: "Pseudoniemen van de lezers, met komma's ertussen.")
  var coders: String
  @Option(help: "Welk deel van de regio's een tweede lezer krijgt, in procenten.")
  var double: Int = 20
  @Option(help: "Codes van regio's die alle lezers eerst lezen, om gelijk te leren lezen.")
  var calibration: String = ""
  @Option(help: "Het zaad van de loting: een geheel getal.")
  var seed: UInt64
  @Flag(help: "Vervang de verdeling die er staat.")
  var again = false

  private var names: [String] { Self.parts(coders) }

  private static func parts(_ text: String) -> [String] {
    text.split(whereSeparator: { ",;".contains($0) || $0.isWhitespace }).map(String.init)
  }

  func validate() throws {
    guard (0...100).contains(double) else {
      throw ValidationError("--double is \(double); verwacht een getal van 0 tot en met 100.")
    }
    guard Set(names).count == names.count, !names.isEmpty else {
      throw ValidationError("--coders is ‘\(coders)’; verwacht pseudoniemen, elk één keer.")
    }
    guard names.count > 1 || double == 0 else {
      throw ValidationError(
        "Met één lezer kan er geen tweede zijn; geef --double 0 of meer lezers.")
    }
  }

  func run() throws {
    let count = try StudySetup.assign(
      study.paths,
      ReadingDraw.Wish(
        coders: names.map { CoderID($0) }, doublePercent: double,
        calibration: Self.parts(calibration).map { UnitCode($0.uppercased()) }, seed: seed),
      again: again)
    print(
      "\(count) regio's en gebieden zijn verdeeld over \(names.count) lezers; kijk in readers.csv en "
        + "draai dan monitor")
  }
}

/// `vindplaats readers STUDY`: what each reader did and has to do.
struct ReadersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "readers",
    abstract:
      "Toon per lezer wat er is gedaan en wat er wacht; met --as de werklijst van één lezer.")

  @OptionGroup var study: StudyArgument
  @Option(name: .customLong("as"), help: "Pseudoniem van de lezer.")
  var coder: String?
  @OptionGroup var format: FormatOption

  func run() throws {
    let desk = try StudyDesk(lookingAt: study.paths)
    if let coder { return format.show(try desk.waiting(for: CoderID(coder))) }
    let table = try desk.readers()
    format.show(table)
    if format.format == .text, table.rows.isEmpty {
      print("Er is nog niets verdeeld of beantwoord. Verdeel het lezen met vindplaats assign.")
    }
  }
}

/// `vindplaats differences STUDY`: where readers differ.
struct DifferencesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "differences",
    abstract: "Toon waar lezers verschillen, met de passage van elk.",
    discussion: "Stel daarna vast wat geldt met vindplaats settle.")

  @OptionGroup var study: StudyArgument
  @OptionGroup var format: FormatOption

  func run() throws {
    let table = try StudyDesk(lookingAt: study.paths).differences()
    format.show(table)
    if format.format == .text, table.rows.isEmpty {
      print("Er zijn geen verschillen tussen lezers.")
    }
  }
}
