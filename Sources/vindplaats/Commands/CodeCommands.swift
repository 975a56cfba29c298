// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import Exchange
import Foundation
import Model
import Workflow

/// `vindplaats code STUDY`: codes a passage with an open code.
struct CodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "code",
    abstract: "Merk een passage met een open code: iets waar geen veld naar vraagt.",
    discussion: "Bekijk de codes met vindplaats codes; daar maakt u er ook een veld van.")

  @OptionGroup var study: StudyArgument
  @Option(help: "De code, in een of enkele woorden, zoals wachttijd.")
  var code: String
  @Option(help: "Letterlijk citaat uit een stuk.")
  var quote: String
  @Option(
    name: [.customLong("source"), .customLong("file")], help: "Pad van het stuk onder sources/.")
  var source: String?
  @Option(help: "Bladzijde waarop het citaat begint.")
  var page: Int?
  @Option(help: "Het hoeveelste voorkomen, als het citaat vaker voorkomt.")
  var occurrence: Int?
  @Option(help: "Over wie het gaat; standaard voor wie het stuk telt. Mag vaker.")
  var unit: [String] = []
  @Option(help: "Toelichting.")
  var note: String = ""
  @OptionGroup var coder: CoderOption

  func run() throws {
    var desk = try StudyDesk(paths: study.paths)
    print(
      try desk.code(
        code,
        quote: QuoteRequest(text: quote, file: source, page: page, occurrence: occurrence),
        units: unit.map { UnitCode($0.uppercased()) }, coder: coder.id, note: note))
  }
}

/// `vindplaats codes STUDY`: the open codes, and what becomes of them.
struct CodesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "codes",
    abstract: "Toon de open codes; maak van een code een veld.",
    discussion: """
      Met --promote en --field worden de passages van een code voorstellen bij een veld dat u eerst in \
      framework.yaml zet. Het zijn nog geen antwoorden. U ziet ook welke regio's en gemeenten al waren \
      gelezen voordat de code er was; kijk daar opnieuw.
      """)

  @OptionGroup var study: StudyArgument
  @Option(help: "Toon de passages van deze code.")
  var code: String?
  @Option(help: "Toon wie opnieuw moet worden bekeken voor deze code.")
  var again: String?
  @Option(help: "Maak van deze code een veld (met --field).")
  var promote: String?
  @Option(help: "Het veld dat de code wordt, bijvoorbeeld 4.9.")
  var field: String?
  @Option(help: "Trek deze open codering in, bijvoorbeeld o0003 (met --reason).")
  var withdraw: String?
  @Option(help: "De reden van het intrekken.")
  var reason: String?
  @OptionGroup var coder: CoderOption
  @OptionGroup var format: FormatOption

  func validate() throws {
    guard [code, again, promote, withdraw].count(where: { $0 != nil }) <= 1 else {
      throw ValidationError("Geef één van --code, --again, --promote en --withdraw.")
    }
    guard (promote == nil) == (field == nil) else {
      throw ValidationError("--promote CODE en --field VELD horen bij elkaar.")
    }
    guard (withdraw == nil) == (reason == nil) else {
      throw ValidationError("--withdraw ID en --reason \"…\" horen bij elkaar.")
    }
  }

  func run() throws {
    if let promote, let field {
      var desk = try StudyDesk(paths: study.paths)
      let count = try desk.promote(code: promote, to: FieldID(field), actor: coder.id)
      let again = try desk.unitsToReadAgain(forCode: promote)
      guard format.format == .text else { return format.show(again) }
      if !again.rows.isEmpty { format.show(again) }
      print(
        again.rows.isEmpty
          ? "Er is niemand om opnieuw te bekijken."
          : "Zij waren al gelezen voordat de code er was; kijk daar opnieuw.")
      let done = "‘\(promote)’ is nu veld \(field); bij \(count) staan de passages als voorstel."
      return print("\(done) Draai monitor.")
    }
    if let withdraw, let reason {
      var desk = try StudyDesk(paths: study.paths)
      try desk.withdraw(openCoding: CodingID(withdraw), reason: reason, actor: coder.id)
      return print("open codering \(withdraw) is ingetrokken")
    }
    let desk = try StudyDesk(lookingAt: study.paths)
    if let code { return format.show(try desk.passages(ofCode: code)) }
    if let again { return format.show(try desk.unitsToReadAgain(forCode: again)) }
    let table = desk.openCodes()
    format.show(table)
    if format.format == .text, table.rows.isEmpty {
      print("Er zijn nog geen open codes. Merk een passage met vindplaats code.")
    }
  }
}
