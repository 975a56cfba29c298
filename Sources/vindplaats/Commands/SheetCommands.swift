// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import Foundation
import Model
import Workflow

/// `vindplaats sheets STUDY`: factsheets as spreadsheets to answer in.
struct SheetsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sheets",
    abstract: "Maak per regio een rekenblad van de factsheet, om in te antwoorden.",
    discussion: """
      Per veld een rij met het huidige antwoord en waarop het rust. Wat u invult, neemt u over met adopt. \
      Naast elk rekenblad (xlsx) staat dezelfde tabel als csv.
      """)

  @OptionGroup var study: StudyArgument
  @Option(help: "Code van de regio; mag vaker. Zonder: alle regio's.")
  var region: [String] = []
  @OptionGroup var place: SheetPlaceOptions

  func run() throws {
    let desk = try StudyDesk(lookingAt: study.paths)
    let files = try desk.writeSheets(of: region, to: place.folder, again: place.again)
    for file in files { print(file.path) }
  }
}

/// Where spreadsheets come.
struct SheetPlaceOptions: ParsableArguments {
  @Option(
    help: "De map voor de rekenbladen; standaard sheets/ in het onderzoek.", completion: .directory)
  var to: String?
  @Flag(help: "Overschrijf een rekenblad waarin iets is ingevuld dat nog niet is overgenomen.")
  var again = false

  var folder: URL? { to.map { URL(fileURLWithPath: $0) } }
}

/// `vindplaats adopt STUDY FILE.xlsx`: takes over the answers of a spreadsheet.
struct AdoptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adopt",
    abstract: "Neem de antwoorden uit een ingevuld rekenblad over.",
    discussion: """
      Elke veranderde rij wordt een antwoord, volgens dezelfde regels als answer; wat niet is aangeraakt, \
      verandert niets. Draai daarna monitor om het concept bij te werken.
      """)

  @OptionGroup var study: StudyArgument
  @Argument(help: "Het rekenblad (xlsx).", completion: .file(extensions: ["xlsx"]))
  var file: String
  @OptionGroup var coder: CoderOption

  func run() throws {
    var desk = try StudyDesk(paths: study.paths)
    let result = try desk.adopt(URL(fileURLWithPath: file), as: coder.id)
    DiagnosticText.show(result.diagnostics)
    var parts = ["\(result.adopted) overgenomen", "\(result.untouched) ongewijzigd"]
    if result.known > 0 { parts.append("\(result.known) al eerder overgenomen") }
    let refused = result.diagnostics.count { $0.severity == .error }
    if refused > 0 { parts.append("\(refused) geweigerd") }
    print("rijen: \(parts.joined(separator: ", "))")
    if refused > 0 { throw ExitCode(1) }
  }
}

/// `vindplaats factcheck STUDY`: the factual check by officials.
struct FactcheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "factcheck",
    abstract: "Leg de antwoorden van een regio voor aan de gemeente, en leg vast wat er terugkomt.",
    discussion: """
      Een correctie verandert nooit vanzelf een antwoord: zij staat ernaast tot een lezer opnieuw antwoordt, of \
      tot u haar met een reden afsluit.
      """)

  @OptionGroup var study: StudyArgument
  @Option(help: "Code van de regio waarvoor het blad is; mag vaker.")
  var region: [String] = []
  @OptionGroup var place: SheetPlaceOptions
  @Option(help: "Het ingevulde blad dat terugkwam (xlsx).", completion: .file(extensions: ["xlsx"]))
  var adopt: String?
  @Option(help: "De functie van wie reageert, nooit een naam.")
  var from: String?
  @Flag(help: "Toon wat er is verstuurd en teruggekomen, en hoe het ervoor staat.")
  var list = false
  @Option(help: "Sluit een reactie of aangekondigd stuk af, zoals f0001-3; met --reason.")
  var close: String?
  @Option(help: "Waarom het wordt afgesloten.")
  var reason: String?
  @OptionGroup var coder: CoderOption
  @OptionGroup var format: FormatOption

  func validate() throws {
    let chosen = [!region.isEmpty, adopt != nil, list, close != nil].count { $0 }
    guard chosen == 1 else {
      throw ValidationError(
        "Geef --region met een code, óf --adopt met een bestand, óf --list, óf --close met een nummer."
      )
    }
    guard (adopt == nil) == (from == nil) else {
      throw ValidationError("--adopt en --from horen bij elkaar: het bestand en de functie.")
    }
    guard (close == nil) == (reason == nil) else {
      throw ValidationError("--close en --reason horen bij elkaar.")
    }
  }

  func run() throws {
    if list { return format.show(try StudyDesk(lookingAt: study.paths).factChecks()) }
    var desk = try StudyDesk(paths: study.paths)
    if let close, let reason {
      try desk.closeFactCheck(FactEntryID(close), reason: reason, actor: coder.id)
      return print("\(close) is afgesloten")
    }
    if let adopt, let from {
      return try receive(URL(fileURLWithPath: adopt), from: from, in: &desk)
    }
    let sent = try desk.sendFactCheck(
      of: region, to: place.folder, actor: coder.id, again: place.again)
    for (file, check) in sent { print("\(check): \(file.path)") }
  }

  private func receive(_ file: URL, from function: String, in desk: inout StudyDesk) throws {
    let result = try desk.adoptFactCheck(file, from: function, actor: coder.id)
    DiagnosticText.show(result.diagnostics)
    print(
      "\(result.check): \(result.reactions) reacties en \(result.papers) stukken vastgelegd, "
        + "\(result.known) al bekend")
    if result.diagnostics.contains(where: { $0.severity == .error }) { throw ExitCode(1) }
  }
}
