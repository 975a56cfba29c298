// SPDX-License-Identifier: EUPL-1.2
import Model

/// Reads `collection.csv`, the log of where was looked for papers.
enum CollectionTable {
  static let required = ["unit", "date", "where", "terms", "result"]
  static let optional = ["note", "missed"]

  /// Reads the rows; a row that names no known unit is left out.
  static func read(
    text: String, file: String, units: [StudyUnit]
  ) -> ([CollectionEntry], [Diagnostic]) {
    let table = CSVTable(text: text, file: file, required: required, known: optional)
    var report = TableReport(file: file, diagnostics: table.diagnostics)
    let codes = units.map(\.code.rawValue)
    let known = Set(codes)
    var entries: [CollectionEntry] = []
    for row in table.rows {
      let code = row["unit"].uppercased()
      guard known.contains(code) else {
        report.add(
          .error, row.line,
          code.isEmpty ? "de code ontbreekt" : "de code \(code) komt niet voor in units.csv",
          expected: "een code uit de kolom code",
          Spelling.remedy(code, among: codes, else: "Verbeter de code"))
        continue
      }
      let date = report.date(row, "date", isFull: true)
      if row["date"].isEmpty {
        report.add(
          .warning, row.line, "er staat niet wanneer is gezocht", expected: "een datum",
          "Vul date in")
      }
      for (column, what) in [("where", "waar is gezocht"), ("result", "wat het opleverde")]
      where row[column].isEmpty {
        report.add(
          .warning, row.line, "er staat niet \(what)",
          expected: column == "where"
            ? "een adres of plaats" : "ook ‘niets gevonden’ is een resultaat",
          "Vul \(column) in")
      }
      entries.append(
        CollectionEntry(
          unit: UnitCode(code), date: date ?? "", place: row["where"], terms: row["terms"],
          result: row["result"], note: row["note"], missed: missed(row, &report)))
    }
    return (entries, report.diagnostics)
  }

  private static func missed(_ row: CSVTable.Row, _ report: inout TableReport) -> Int? {
    let text = row["missed"]
    guard !text.isEmpty else { return nil }
    if let number = Int(text), (0...1_000_000).contains(number) { return number }
    report.add(
      .error, row.line, "‘\(text)’ in de kolom missed is geen aantal",
      expected: "hoeveel stukken wel zijn gevonden en niet verkregen, zoals 2 (hoogstens 1000000)",
      "Verbeter missed, of laat de cel leeg")
    return nil
  }
}
