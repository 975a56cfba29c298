// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model

/// Reads `interviews.csv`: who was or is to be interviewed, by function and unit.
///
/// What it says goes into a journal that forgets nothing, so a cell that looks like a name, a telephone
/// number or a mail address is refused before it gets there.
enum InterviewTable {
  static let required = ["id", "unit", "role"]
  static let optional = [
    "date", "status", "consent", "about", "documents", "report", "note",
  ]

  /// Reads the rows; a row without a usable name, unit or function is left out.
  static func read(
    text: String, file: String, units: [StudyUnit], framework: Framework, files present: SourcePaths
  ) -> ([Interview], [Diagnostic]) {
    let table = CSVTable(text: text, file: file, required: required, known: optional)
    var report = TableReport(file: file, diagnostics: table.diagnostics)
    let codes = units.map(\.code.rawValue)
    let known = Set(codes)
    var lines: [String: Int] = [:]
    var interviews: [Interview] = []
    for row in table.rows {
      guard let id = identifier(row, &lines, &report) else { continue }
      let code = row["unit"].uppercased()
      guard code.isEmpty || known.contains(code) else {
        report.add(
          .error, row.line, "de code \(code) komt niet voor in units.csv",
          expected: "een code uit de kolom code, of leeg bij een sleutelfiguur",
          Spelling.remedy(code, among: codes, else: "Verbeter de code"))
        continue
      }
      guard !row["role"].isEmpty else {
        report.add(
          .error, row.line, "er staat niet met wie", expected: "een functie, zoals beleidsadviseur",
          "Vul de functie in bij role; nooit een naam")
        continue
      }
      guard !report.namesAPerson(row, in: ["role", "note"]) else { continue }
      interviews.append(
        interview(
          row, id: id, unit: code.isEmpty ? nil : UnitCode(code), framework, present, &report))
    }
    return (interviews, report.diagnostics)
  }

  private static func identifier(
    _ row: CSVTable.Row, _ lines: inout [String: Int], _ report: inout TableReport
  ) -> InterviewID? {
    guard let id = report.plainName(row, "id", example: "G01") else { return nil }
    if let first = lines[id] {
      report.add(
        .error, row.line, "gesprek \(id) staat al op regel \(first)", expected: "elke id één keer",
        "Geef dit gesprek een andere id")
      return nil
    }
    lines[id] = row.line
    return InterviewID(id)
  }

  private static func interview(
    _ row: CSVTable.Row, id: InterviewID, unit: UnitCode?, _ framework: Framework,
    _ present: SourcePaths, _ report: inout TableReport
  ) -> Interview {
    let date = report.date(row, "date", isFull: true) ?? ""
    let status =
      report.choice(row, "status", choices(Interview.Status.self))
      .flatMap { Interview.Status(rawValue: $0) } ?? (date.isEmpty ? .planned : .held)
    let consent =
      report.choice(row, "consent", choices(Interview.Consent.self))
      .flatMap { Interview.Consent(rawValue: $0) } ?? .unknown
    if status == .held, date.isEmpty {
      report.add(
        .error, row.line, "gesprek \(id) is gehouden, maar er staat niet wanneer",
        expected: "een datum", "Vul date in")
    }
    if status == .held, consent == .unknown {
      report.add(
        .warning, row.line, "bij gesprek \(id) staat niet wat u ermee mag",
        expected: "citeren, na-akkoord of achtergrond",
        "Vul consent in; tot dan geldt het als achtergrond")
    }
    return Interview(
      id: id, unit: unit, role: row["role"], date: date, status: status, consent: consent,
      about: themes(row, framework, &report),
      request: report.choice(row, "documents", choices(Interview.Request.self))
        .flatMap { Interview.Request(rawValue: $0) },
      report: path(row, present, &report), note: row["note"])
  }

  private static func choices<Value: RawRepresentable & CaseIterable>(
    _ type: Value.Type
  ) -> [Choice] where Value.RawValue == String {
    type.allCases.map { Choice(id: $0.rawValue, label: $0.rawValue) }
  }

  /// The themes, by identifier or title, in the order of the framework.
  private static func themes(
    _ row: CSVTable.Row, _ framework: Framework, _ report: inout TableReport
  ) -> [String] {
    let choices = framework.themes.map { Choice(id: $0.id, label: $0.title) }
    var found = Set<String>()
    for part in row["about"].split(separator: ";").map(\.trimmed) where !part.isEmpty {
      if let id = TableReport.match(part, choices) {
        found.insert(id)
      } else {
        report.add(
          .error, row.line, "‘\(part)’ in de kolom about is geen thema",
          expected: "een of meer van "
            + choices.map { "\($0.id) (\($0.label))" }.joined(separator: ", ")
            + ", met een puntkomma ertussen", "Kies een thema, of laat de cel leeg")
      }
    }
    return framework.themes.map(\.id).filter(found.contains)
  }

  private static func path(
    _ row: CSVTable.Row, _ present: SourcePaths, _ report: inout TableReport
  ) -> String {
    let text = row["report"]
    guard !text.isEmpty else { return "" }
    guard let path = SourcePaths.normalized(text) else {
      report.add(
        .error, row.line, "‘\(text)’ is geen pad in de map sources",
        expected: "een pad zoals gesprekken/G01.odt", "Vul het pad vanaf de map sources in")
      return ""
    }
    if !present.contains(path) {
      report.add(
        .warning, row.line, "het verslag \(path) staat niet in de map sources",
        expected: "een bestand dat er is", present.remedy(for: path))
    }
    return path
  }
}
