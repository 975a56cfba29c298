// SPDX-License-Identifier: EUPL-1.2
import Exchange
import Foundation
import Model
import Sheets

/// A form in a spreadsheet: which columns it has, which of them may be filled in, and how it is laid out.
struct SheetForm: Sendable {
  struct Column: Sendable {
    /// The name in the CSV beside it, and the name by which the program knows it.
    var id: String
    /// The name at the head of the column.
    var title: String
    /// In characters.
    var width: Double
    var isInput = false
  }

  /// What the form is, as it stands in the hidden sheet; it never changes meaning.
  let kind: String
  let sheetName: String
  let columns: [Column]
  /// The columns that have a list to choose from.
  let listColumn: String
  let refusal: String
  let explanation: [String]

  /// The hidden columns and sheets, by which the program knows a row again.
  static let keyTitle = "vindplaats-cel"
  static let sealTitle = "vindplaats-afdruk"
  static let originSheet = "herkomst"
  static let choicesSheet = "lijsten"
  static let papersSheet = "Ontbrekende stukken"
  static let paperTitles = ["titel", "adres of bestand", "datum"]

  static let factsheet = SheetForm(
    kind: "factsheet", sheetName: "Factsheet",
    columns: [
      Column(id: "unit", title: "code", width: 9),
      Column(id: "name", title: "over wie", width: 20),
      Column(id: "field", title: "veld", width: 13),
      Column(id: "question", title: "vraag", width: 38),
      Column(id: "current", title: "huidig antwoord", width: 20),
      Column(id: "state", title: "stand", width: 20),
      Column(id: "evidence", title: "onderbouwing", width: 60),
      Column(id: "choices", title: "mogelijke antwoorden", width: 26),
      Column(id: "answer", title: "antwoord", width: 22, isInput: true),
      Column(id: "quote", title: "citaat", width: 46, isInput: true),
      Column(id: "file", title: "stuk", width: 24, isInput: true),
      Column(id: "page", title: "bladzijde", width: 10, isInput: true),
      Column(id: "occurrence", title: "voorkomen", width: 11, isInput: true),
      Column(id: "note", title: "toelichting", width: 28, isInput: true),
      Column(id: "reason", title: "reden", width: 24, isInput: true),
    ],
    listColumn: "answer",
    refusal: "Kies een antwoord uit de lijst; de mogelijke antwoorden staan ernaast.",
    explanation: [
      "Vul alleen de gele kolommen in. Wat u niet aanraakt, verandert niets. Een veranderde rij is een nieuw "
        + "antwoord; het oude blijft in het logboek.",
      "antwoord: kies uit de lijst. Mag een veld meer antwoorden hebben, typ ze dan met een puntkomma ertussen; "
        + "de mogelijke antwoorden staan ernaast.",
      "citaat: de letterlijke woorden uit een stuk. Zij moeten op precies één plaats staan. Staan ze vaker in de "
        + "stukken, vul dan stuk, bladzijde of voorkomen in. Meer citaten zet u in één cel met || ertussen.",
      "reden: waarom de treffers geen antwoord zijn, als het antwoord op de zoekactie rust; of waarom iets niet te "
        + "bepalen is.",
      "U mag filteren, kolommen breder maken en kolommen of rijen weghalen die u niet nodig hebt. Voeg geen rijen "
        + "toe. Laat de verborgen kolommen en bladen staan.",
      "Klaar? Sla op als xlsx en neem het blad over met: vindplaats adopt MAP BESTAND --as UW-PSEUDONIEM",
    ])

  static let factCheck = SheetForm(
    kind: "feitelijke controle", sheetName: "Feitelijke controle",
    columns: [
      Column(id: "unit", title: "code", width: 9),
      Column(id: "name", title: "over wie", width: 20),
      Column(id: "field", title: "veld", width: 13),
      Column(id: "question", title: "vraag", width: 40),
      Column(id: "answer", title: "wat wij vonden", width: 24),
      Column(id: "evidence", title: "waarop dat rust", width: 64),
      Column(id: "agreed", title: "klopt", width: 12, isInput: true),
      Column(id: "correction", title: "correctie", width: 40, isInput: true),
      Column(id: "note", title: "toelichting", width: 40, isInput: true),
    ],
    listColumn: "agreed", refusal: "Kies ja, nee of opmerking.",
    explanation: [
      "Wij lazen de stukken van uw regio en gemeenten. Hier staat wat wij vonden, met de plaats in het stuk. Wilt u "
        + "nagaan of dat klopt?",
      "klopt: kies ja, nee of opmerking. Wat u leeg laat, telt als niet bekeken.",
      "correctie: wat er zou moeten staan. toelichting: waarom, en liefst in welk stuk en op welke bladzijde dat "
        + "staat.",
      "‘Niet aangetroffen’ betekent: niet gevonden in de stukken die wij hadden. Het betekent niet dat het er niet is. "
        + "Missen wij een stuk? Zet het op het blad ‘Ontbrekende stukken’.",
      "Noem geen namen, telefoonnummers of mailadressen, en niets over kinderen, gezinnen of zaken. Uw functie is "
        + "genoeg.",
      "Uw correctie verandert het antwoord niet vanzelf: een lezer kijkt opnieuw. Wat er stond en wat u schreef, "
        + "blijven beide bewaard.",
    ])

  var inputs: [Column] { columns.filter(\.isInput) }

  // MARK: - Laying out

  /// A row to lay out: the values of all columns, and the choices for the list; empty where there is no list.
  struct Row {
    var cell: Cell
    var values: [String]
    var choices: [String] = []
  }

  /// The form as a workbook.
  func workbook(_ rows: [Row], origin: SheetOrigin, title: String) -> Workbook {
    var choices: [[String]] = []
    var places: [[String]: [Int]] = [:]
    for (place, row) in rows.enumerated() where !row.choices.isEmpty {
      if places[row.choices] == nil { choices.append(row.choices) }
      places[row.choices, default: []].append(place + 1)
    }
    var sheet = Worksheet(
      name: sheetName, columns: columns.map { .init(width: $0.width) },
      frozenRows: 1, frozenColumns: 3, isProtected: true, hasFilter: true)
    sheet.columns += [.init(width: 20, isHidden: true), .init(width: 40, isHidden: true)]
    sheet.rows.append(
      columns.map { SheetCell($0.title, $0.isInput ? .inputHead : .head) }
        + [SheetCell(Self.keyTitle, .head), SheetCell(Self.sealTitle, .head)])
    for row in rows { sheet.rows.append(cells(of: row, origin)) }
    let list = columns.firstIndex { $0.id == listColumn } ?? 0
    for (place, choice) in choices.enumerated() {
      let column = "$" + Worksheet.letters(ofColumn: place)
      sheet.choices.append(
        Worksheet.Choice(
          column: list, rows: places[choice] ?? [],
          source: "\(Self.choicesSheet)!\(column)$1:\(column)$\(choice.count)", refusal: refusal))
    }
    var sheets = [explanationSheet(title), sheet]
    if kind == Self.factCheck.kind { sheets.append(Self.papersForm) }
    sheets.append(Self.listing(choices))
    sheets.append(
      Worksheet(
        name: Self.originSheet, columns: [.init(width: 20), .init(width: 70)],
        rows: origin.rows.map { [SheetCell($0.0), SheetCell($0.1)] }, isProtected: true,
        isHidden: true))
    return Workbook(title: title, sheets: sheets, activeSheet: 1)
  }

  private func cells(of row: Row, _ origin: SheetOrigin) -> [SheetCell] {
    let key = FilledForm.key(of: row.cell)
    let cells = zip(columns, row.values).map { column, value in
      SheetCell(value, column.isInput ? .input : column.id == "current" ? .strong : .plain)
    }
    let inputs = zip(columns, cells).filter(\.0.isInput).map(\.1.text)
    return cells + [SheetCell(key), SheetCell(origin.seal(of: key, inputs: inputs))]
  }

  private func explanationSheet(_ title: String) -> Worksheet {
    Worksheet(
      name: "Uitleg", columns: [.init(width: 110)],
      rows: [[SheetCell(title, .title)]] + explanation.map { [SheetCell($0)] }, isProtected: true)
  }

  /// A column per list of choices.
  private static func listing(_ choices: [[String]]) -> Worksheet {
    let height = choices.map(\.count).max() ?? 0
    return Worksheet(
      name: choicesSheet, columns: choices.map { _ in .init(width: 30) },
      rows: (0..<height).map { row in
        choices.map { SheetCell(row < $0.count ? $0[row] : "") }
      }, isProtected: true, isHidden: true)
  }

  /// Room for forty papers.
  private static var papersForm: Worksheet {
    let blank = paperTitles.map { _ in SheetCell("", .input) }
    return Worksheet(
      name: papersSheet, columns: [.init(width: 60), .init(width: 60), .init(width: 16)],
      rows: [paperTitles.map { SheetCell($0, .inputHead) }]
        + [[SheetCell]](repeating: blank, count: 40), frozenRows: 1, isProtected: true)
  }
}

/// Where a form came from: the study as it was when it was exported.
struct SheetOrigin: Sendable, Equatable {
  var kind: String
  var wave: WaveID
  var region: UnitCode
  /// The last event of the journal, with its hash.
  var event: Int
  var hash: String
  /// The factual check; empty in another form.
  var check: String

  /// Tells this export from any other.
  var id: String {
    ContentHash.of(
      [kind, wave.rawValue, region.rawValue, String(event), hash, check].joined(separator: "\u{1F}")
    )
  }

  var rows: [(String, String)] {
    [
      ("soort", kind), ("vorm", "1"), ("meting", wave.rawValue), ("regio", region.rawValue),
      ("gebeurtenis", String(event)), ("controlegetal", hash), ("controle", check),
    ]
  }

  init(
    kind: String, wave: WaveID, region: UnitCode, event: Int, hash: String, check: String = ""
  ) {
    self.kind = kind
    self.wave = wave
    self.region = region
    self.event = event
    self.hash = hash
    self.check = check
  }

  /// - Parameter values: those of the hidden sheet, by their names; nil where one is missing.
  init?(_ values: [String: String]) {
    guard let kind = values["soort"], values["vorm"] == "1", let wave = values["meting"],
      let region = values["regio"], let event = values["gebeurtenis"].flatMap({ Int($0) }),
      let hash = values["controlegetal"]
    else { return nil }
    self.init(
      kind: kind, wave: WaveID(wave), region: UnitCode(region), event: event, hash: hash,
      check: values["controle"] ?? "")
  }

  /// What is kept with a row: a fingerprint of what was exported in it, and one of that with the row's cell.
  ///
  /// It keeps hands from slipping; it is no secret.
  func seal(of key: String, inputs: [String]) -> String {
    let exported = Self.fingerprint(of: inputs)
    return exported + "-" + ContentHash.of("\(id) \(key) \(exported)").prefix(16)
  }

  static func fingerprint(of inputs: [String]) -> String {
    String(ContentHash.of(inputs.map(FilledForm.plain).joined(separator: "\u{1F}")).prefix(16))
  }
}
