// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model
import Sheets

/// A form that came back: which rows were filled in, and what is wrong with them.
///
/// A spreadsheet program may have put rows and columns in another order, hidden or removed them, and added
/// columns; a row is known by its hidden cell, a column by its title.
struct FilledForm {
  /// A row that differs from what was exported.
  struct Row {
    var cell: Cell
    /// The input columns, by their names, without white space at the ends.
    var values: [String: String]
    /// What was exported in the same columns and cell; tells a row that was filled in twice alike.
    var fingerprint: String
    /// Counted from 1.
    var number: Int

    subscript(_ column: String) -> String { values[column] ?? "" }
  }

  let form: SheetForm
  let origin: SheetOrigin
  /// The file, as the diagnostics name it.
  let file: String
  private(set) var rows: [Row] = []
  /// How many rows are as they were exported.
  private(set) var untouched = 0
  private(set) var diagnostics: [Diagnostic] = []
  /// The papers that were filled in on the second sheet, each with its row, counted from 1.
  private(set) var papers: [(paper: AnnouncedPaper, row: Int)] = []

  private let sheet: ReadWorkbook.Sheet
  private var places: [String: Int] = [:]
  private var head = 0

  /// - Throws: `WorkflowError` where the file is no such form.
  init(_ bytes: [UInt8], file: String, form: SheetForm) throws {
    self.form = form
    self.file = file
    let workbook: ReadWorkbook
    do throws(WorkbookError) {
      workbook = try ReadWorkbook(bytes)
    } catch {
      throw WorkflowError(.badInput, "\(file): \(error.problem); \(error.remedy)")
    }
    guard let hidden = workbook.sheet(SheetForm.originSheet) else {
      throw WorkflowError(
        .badInput,
        "\(file): het verborgen blad ‘\(SheetForm.originSheet)’ ontbreekt; zonder dat blad is niet te zien van "
          + "welk onderzoek dit is. Begin opnieuw met het blad dat vindplaats maakte")
    }
    var values: [String: String] = [:]
    for row in hidden.rows.values {
      if let name = row[0]?.text { values[name] = row[1]?.text ?? "" }
    }
    guard let origin = SheetOrigin(values), origin.kind == form.kind else {
      throw WorkflowError(
        .badInput,
        "\(file): dit is geen blad van de soort ‘\(form.kind)’"
          + (values["soort"].map { ", maar van de soort ‘\($0)’" } ?? "")
          + "; een factsheet neemt u over met adopt, een feitelijke controle met factcheck --adopt")
    }
    self.origin = origin
    guard let (sheet, head) = Self.find(SheetForm.keyTitle, in: workbook, named: form.sheetName)
    else {
      throw WorkflowError(
        .badInput,
        "\(file): het blad ‘\(form.sheetName)’ met de verborgen kolom ‘\(SheetForm.keyTitle)’ ontbreekt; begin "
          + "opnieuw met het blad dat vindplaats maakte")
    }
    self.sheet = sheet
    self.head = head
    try findColumns()
    readRows()
    refuseDoubles()
    if let papers = workbook.sheet(SheetForm.papersSheet) { read(papers) }
  }

  private static func find(
    _ title: String, in workbook: ReadWorkbook, named name: String
  ) -> (ReadWorkbook.Sheet, row: Int)? {
    let sheets =
      workbook.sheets.filter { $0.name == name } + workbook.sheets.filter { $0.name != name }
    for sheet in sheets {
      let head = sheet.rows.keys.sorted().prefix(50).first { row in
        sheet.rows[row]?.values.contains { plain($0.text) == title } == true
      }
      if let head { return (sheet, head) }
    }
    return nil
  }

  private mutating func findColumns() throws {
    let names = Dictionary(
      form.columns.flatMap { [($0.title, $0.id), ($0.id, $0.id)] }
        + [SheetForm.keyTitle, SheetForm.sealTitle].map { ($0, $0) },
      uniquingKeysWith: { first, _ in first })
    for (column, cell) in (sheet.rows[head] ?? [:]).sorted(by: { $0.key < $1.key }) {
      guard let id = names[Self.plain(cell.text).lowercased()] else { continue }
      guard places[id] == nil else {
        throw WorkflowError(
          .badInput,
          "\(place(row: head, column: column)): de kolom ‘\(cell.text)’ staat er twee keer; haal er een weg"
        )
      }
      places[id] = column
    }
    let needed = form.columns.filter { $0.isInput || ["unit", "field"].contains($0.id) }
    let missing =
      needed.filter { places[$0.id] == nil }.map(\.title)
      + [SheetForm.keyTitle, SheetForm.sealTitle].filter { places[$0] == nil }
    guard missing.isEmpty else {
      throw WorkflowError(
        .badInput,
        "\(file), blad ‘\(sheet.name)’: \(missing.count == 1 ? "de kolom" : "de kolommen") "
          + missing.map { "‘\($0)’" }.joined(separator: ", ")
          + " \(missing.count == 1 ? "ontbreekt" : "ontbreken"); zet de titel terug, of begin opnieuw met het blad "
          + "dat vindplaats maakte")
    }
  }

  // MARK: - Rows

  private mutating func readRows() {
    for row in sheet.rows.keys.sorted() where row > head {
      let cells = sheet.rows[row] ?? [:]
      func text(_ column: String) -> String {
        places[column].flatMap { cells[$0]?.text }.map(Self.plain) ?? ""
      }
      let values = Dictionary(
        form.inputs.map { ($0.id, text($0.id)) }, uniquingKeysWith: { first, _ in first })
      let key = text(SheetForm.keyTitle)
      guard !key.isEmpty else {
        if let column = form.inputs.first(where: { values[$0.id] != "" })?.id {
          refuse(
            row, column, "deze rij hoort niet bij het blad: de verborgen kolom is leeg",
            "Zet wat u wilt zeggen op de rij van het veld zelf, of in answers.csv")
        }
        continue
      }
      let used = form.inputs.map(\.id) + ["unit", "field", SheetForm.keyTitle, SheetForm.sealTitle]
      if let column = used.first(where: { places[$0].flatMap { cells[$0]?.isFormula } == true }) {
        refuse(
          row, column, "in deze cel staat een formule",
          "Zet er de waarde zelf in (plakken als waarde)")
        continue
      }
      let inputs = form.inputs.map { values[$0.id] ?? "" }
      let seal = text(SheetForm.sealTitle)
      let exported = String(seal.prefix { $0 != "-" })
      guard let cell = Self.cell(of: key), seal == origin.seal(key, exported),
        "\(text("unit")) \(text("field"))" == key
      else {
        let isShifted = Self.cell(of: key) != nil && seal == origin.seal(key, exported)
        refuse(
          row, isShifted ? "field" : SheetForm.keyTitle,
          isShifted
            ? "deze rij gaat volgens de zichtbare kolommen over \(text("unit")) \(text("field")), en volgens de "
              + "verborgen kolom over \(key)"
            : "de verborgen kolommen van deze rij zijn veranderd",
          "Neem een nieuw blad met vindplaats \(form.kind == SheetForm.factsheet.kind ? "sheets" : "factcheck"), en "
            + "zet uw antwoord daarin; sorteer nooit een deel van de kolommen")
        continue
      }
      let fingerprint = SheetOrigin.fingerprint(of: inputs)
      guard fingerprint != exported else {
        untouched += 1
        continue
      }
      rows.append(
        Row(
          cell: cell, values: values,
          fingerprint: ContentHash.of("\(origin.id) \(key) \(fingerprint)"), number: row + 1))
    }
  }

  /// Rows of one cell that say the same count once; where they say something else, none counts.
  private mutating func refuseDoubles() {
    var kept: [Row] = []
    for (cell, double) in Dictionary(grouping: rows, by: \.cell) {
      if Set(double.map(\.fingerprint)).count == 1 {
        kept.append(double[0])
        continue
      }
      let numbers = double.map { String($0.number) }.joined(separator: " en ")
      for row in double {
        refuse(
          row.number - 1, form.inputs[0].id,
          "\(cell.unit) veld \(cell.fieldLabel) staat er vaker, met andere antwoorden: rij \(numbers)",
          "Laat er één staan")
      }
    }
    rows = kept.sorted { $0.number < $1.number }
  }

  private mutating func read(_ papers: ReadWorkbook.Sheet) {
    for row in papers.rows.keys.sorted() where row > 0 {
      let cells = papers.rows[row] ?? [:]
      let texts = SheetForm.paperTitles.indices.map { cells[$0].map { Self.plain($0.text) } ?? "" }
      guard texts.contains(where: { !$0.isEmpty }) else { continue }
      self.papers.append(
        (AnnouncedPaper(title: texts[0], address: texts[1], date: Self.date(texts[2])), row + 1))
    }
  }

  /// A date that a spreadsheet program keeps as the number of days since 30 December 1899, as `jjjj-mm-dd`.
  private static func date(_ text: String) -> String {
    guard let days = Int(text), (20_000...80_000).contains(days) else { return text }
    let date = Date(timeIntervalSince1970: Double(days - 25_569) * 86_400)
    return date.formatted(.iso8601.year().month().day())
  }

  // MARK: - Diagnostics

  private mutating func refuse(_ row: Int, _ column: String, _ problem: String, _ remedy: String) {
    diagnostics.append(
      Diagnostic(
        .error, .intake, file: place(row: row, column: places[column] ?? 0), problem: problem,
        remedy: remedy))
  }

  /// What is wrong with a row, and in which cell.
  func refusal(_ row: Row, _ column: String, _ problem: String, remedy: String) -> Diagnostic {
    Diagnostic(
      .error, .intake, file: place(row: row.number - 1, column: places[column] ?? 0),
      problem: problem, remedy: remedy)
  }

  /// File, sheet and cell, as a person looks them up.
  private func place(row: Int, column: Int) -> String {
    "\(file), blad ‘\(sheet.name)’, cel \(Worksheet.address(row: row, column: column))"
  }

  // MARK: - Cells

  /// How a cell stands in the hidden column: `JZ07 2.1/politie`.
  static func key(of cell: Cell) -> String { "\(cell.unit) \(cell.fieldLabel)" }

  private static func cell(of key: String) -> Cell? {
    let parts = key.split(separator: " ", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    let field = parts[1].split(separator: "/", maxSplits: 1).map(String.init)
    guard let name = field.first else { return nil }
    return Cell(
      unit: UnitCode(parts[0]), field: FieldID(name),
      item: field.count > 1 ? ItemID(field[1]) : nil)
  }

  /// A text as it is compared: what a spreadsheet program may change in saving is made alike.
  static func plain(_ text: String) -> String {
    text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
      .precomposedStringWithCanonicalMapping
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }
}

extension SheetOrigin {
  /// The seal of a row whose exported values have this fingerprint.
  fileprivate func seal(_ key: String, _ exported: String) -> String {
    exported + "-" + ContentHash.of("\(id) \(key) \(exported)").prefix(16)
  }
}
