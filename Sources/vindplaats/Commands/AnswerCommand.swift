// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import Foundation
import Model
import Workflow

/// The cell that a person answers.
struct CellOptions: ParsableArguments {
  @Option(help: "Code van de regio, gemeente of Veilig Thuis-regio, of het pad van een stuk.")
  var unit: String
  @Option(help: "Het veld, bijvoorbeeld 4.1, of met onderdeel 2.1/politie.")
  var field: String
}

/// The answer with the quotes that it rests on.
struct AnswerOptions: ParsableArguments {
  @Option(help: "Het antwoord; meerdere met ; ertussen; ook ‘niet te bepalen’ en ‘n.v.t.’.")
  var answer: String
  @Option(help: "Letterlijk citaat uit een stuk; mag vaker.")
  var quote: [String] = []
  @Option(
    name: [.customLong("source"), .customLong("file")], help: "Pad van het stuk onder sources/.")
  var source: String?
  @Option(help: "Bladzijde waarop het citaat begint.")
  var page: Int?
  @Option(help: "Het hoeveelste voorkomen, als het citaat vaker voorkomt.")
  var occurrence: Int?
  @Option(help: "Letterlijk citaat dat het antwoord tegenspreekt; mag vaker.")
  var against: [String] = []
  @Option(help: "Pad van het stuk waarin het citaat van --against staat.")
  var againstSource: String?
  @Option(help: "Bladzijde waarop het citaat van --against begint.")
  var againstPage: Int?
  @Option(help: "Hoe zeker u bent: zeker, waarschijnlijk of twijfel.")
  var certainty: Certainty?

  func validate() throws {
    guard !against.isEmpty || (againstSource == nil && againstPage == nil) else {
      throw ValidationError("--against-source en --against-page horen bij --against \"citaat\".")
    }
  }

  /// What the coder wants, with the names looked up in the study.
  func request(
    _ cell: CellOptions, in desk: StudyDesk, coder: CoderID, note: String, reason: String = ""
  ) throws -> AnswerRequest {
    let place = try desk.cell(unit: cell.unit, field: cell.field)
    return AnswerRequest(
      cell: place, value: try desk.value(answer, field: place.field, note: note),
      quotes: quote.map {
        QuoteRequest(text: $0, file: source, page: page, occurrence: occurrence)
      }, coder: coder, note: note, reason: reason, certainty: certainty,
      against: against.map {
        QuoteRequest(text: $0, file: againstSource, page: againstPage)
      })
  }
}

extension Certainty: ExpressibleByArgument {}

/// `vindplaats answer STUDY`: records an answer with its evidence.
struct AnswerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "answer",
    abstract: "Leg een antwoord vast met zijn onderbouwing.",
    discussion: """
      Een antwoord rust op een citaat dat op precies één plaats staat, of, bij het laagste antwoord, \
      op de zoekactie. Draai daarna monitor om het concept bij te werken.
      """)

  @OptionGroup var study: StudyArgument
  @OptionGroup var cell: CellOptions
  @OptionGroup var given: AnswerOptions
  @OptionGroup var coder: CoderOption
  @Option(help: "Toelichting; bij ‘niet te bepalen’ en ‘n.v.t.’ de reden.")
  var note: String = ""
  @Option(help: "Waarom de treffers terzijde worden gelegd.")
  var reason: String = ""
  @Flag(help: "Het antwoord rust op het verzamellog: er is gezocht en er zijn geen stukken.")
  var collection = false

  func run() throws {
    var desk = try StudyDesk(paths: study.paths)
    var request = try given.request(cell, in: desk, coder: coder.id, note: note, reason: reason)
    request.restsOnCollection = collection
    print(try desk.answer(request))
  }
}

/// `vindplaats set-aside STUDY`: sets the hits of a cell aside with one reason.
struct SetAsideCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set-aside",
    abstract: "Leg alle treffers van een veld met één reden terzijde.",
    discussion: """
      Bij een veld dat per onderdeel wordt beantwoord (2.1) geldt een veld zonder onderdeel voor alle \
      onderdelen zonder antwoord.
      """)

  @OptionGroup var study: StudyArgument
  @OptionGroup var place: CellOptions
  @Option(help: "De reden.")
  var reason: String?
  @Flag(help: "Haal de treffers weer terug.")
  var undo = false
  @OptionGroup var coder: CoderOption

  func validate() throws {
    guard undo != (reason != nil) else {
      throw ValidationError("Geef óf --reason \"…\", óf --undo.")
    }
  }

  func run() throws {
    var desk = try StudyDesk(paths: study.paths)
    let cell = try desk.cell(unit: place.unit, field: place.field)
    try desk.setAside(cell, reason: undo ? nil : reason, actor: coder.id)
    print(
      undo
        ? "de treffers van \(cell.unit), veld \(cell.fieldLabel), zijn weer in beeld"
        : "de treffers van \(cell.unit), veld \(cell.fieldLabel), zijn terzijde gelegd")
  }
}

/// `vindplaats withdraw STUDY`: withdraws an answer.
struct WithdrawCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw",
    abstract: "Trek een antwoord, vaststelling of citaat in; het blijft in het logboek staan.",
    discussion: """
      Zonder meer is het uw antwoord op --unit en --field. Met --settlement is het wat bij een verschil is \
      vastgesteld; met --coding is het één citaat, bij zijn nummer (kijk in vindplaats log).
      """)

  @OptionGroup var study: StudyArgument
  @Option(help: "Code van de regio, gemeente of Veilig Thuis-regio, of het pad van een stuk.")
  var unit: String?
  @Option(help: "Het veld, bijvoorbeeld 4.1, of met onderdeel 2.1/politie.")
  var field: String?
  @Flag(help: "Trek in wat bij een verschil tussen lezers is vastgesteld.")
  var settlement = false
  @Option(help: "Trek één citaat in: het nummer van de codering, bijvoorbeeld c0012.")
  var coding: String?
  @Option(help: "De reden.")
  var reason: String
  @OptionGroup var coder: CoderOption

  func validate() throws {
    let named = unit != nil && field != nil
    guard coding == nil ? named : unit == nil && field == nil && !settlement else {
      throw ValidationError("Geef óf --unit en --field, óf --coding.")
    }
  }

  func run() throws {
    var desk = try StudyDesk(paths: study.paths)
    if let coding {
      print(try desk.withdraw(coding: CodingID(coding), reason: reason, actor: coder.id))
      return
    }
    let cell = try desk.cell(unit: unit ?? "", field: field ?? "")
    if settlement {
      print(try desk.withdrawSettlement(cell, reason: reason, actor: coder.id))
      return
    }
    try desk.withdraw(cell, coder: coder.id, reason: reason)
    print("het antwoord van \(coder.id) op \(cell.unit), veld \(cell.fieldLabel), is ingetrokken")
  }
}

/// `vindplaats settle STUDY`: settles a difference between readers.
struct SettleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "settle",
    abstract: "Stel vast wat geldt als lezers verschillen: een derde, of de lezers in overleg.")

  @OptionGroup var study: StudyArgument
  @OptionGroup var cell: CellOptions
  @OptionGroup var given: AnswerOptions
  @Option(help: "Waarop de vaststelling rust, bijvoorbeeld overleg tussen de lezers.")
  var ground: String
  @Option(name: .customLong("as"), help: "Pseudoniem van wie vaststelt; niet een van de lezers.")
  var coder: String?
  @Flag(help: "De lezers stellen het samen vast, in overleg.")
  var consensus = false

  func validate() throws {
    guard consensus != (coder != nil) else {
      throw ValidationError(
        "Geef óf --as met wie vaststelt, óf --consensus als de lezers het samen doen.")
    }
  }

  func run() throws {
    var desk = try StudyDesk(paths: study.paths)
    let request = try given.request(
      cell, in: desk, coder: coder.map { CoderID($0) } ?? .consensus, note: ground)
    print(try desk.answer(request, settling: ground))
  }
}
