// SPDX-License-Identifier: EUPL-1.2
import Model

/// What is wrong with one table, and the tests that all tables share.
struct TableReport {
  let file: String
  var diagnostics: [Diagnostic] = []

  mutating func add(
    _ severity: Diagnostic.Severity, _ line: Int?, _ problem: String, expected: String?,
    _ remedy: String
  ) {
    diagnostics.append(
      Diagnostic(
        severity, .intake, file: file, line: line, problem: problem, expected: expected,
        remedy: remedy))
  }

  /// A date, or nil where the cell is empty or, with an error, no date.
  mutating func date(_ row: CSVTable.Row, _ column: String, isFull: Bool) -> String? {
    let text = row[column]
    guard !text.isEmpty else { return nil }
    if let date = isFull ? PlainDate.parseFull(text) : PlainDate.parse(text) { return date }
    add(
      .error, row.line, "‘\(text)’ in de kolom \(column) is geen datum",
      expected: isFull ? "jjjj-mm-dd of dd-mm-jjjj" : PlainDate.forms, "Verbeter de datum")
    return nil
  }

  /// A period whose end lies before its beginning.
  mutating func checkPeriod(_ from: String?, _ until: String?, line: Int) {
    guard let from, let until, !from.isEmpty, !until.isEmpty, from > until else { return }
    add(
      .error, line, "valid_from (\(from)) ligt na valid_until (\(until))",
      expected: "eerst het begin, dan het einde", "Verwissel de data")
  }

  /// One of a closed list, by its identifier or its label; nil where the cell is empty or, with an
  /// error, something else.
  mutating func choice(_ row: CSVTable.Row, _ column: String, _ choices: [Choice]) -> String? {
    let text = row[column]
    guard !text.isEmpty else { return nil }
    if let id = Self.match(text, choices) { return id }
    let names = choices.map(\.label)
    add(
      .error, row.line, "‘\(text)’ in de kolom \(column) bestaat niet",
      expected: "een van \(names.joined(separator: ", "))",
      Spelling.remedy(text, among: names, else: "Kies een van deze, of laat de cel leeg"))
    return nil
  }

  /// The choice with this identifier or label, whatever the case and the hyphens.
  static func match(_ text: String, _ choices: [Choice]) -> String? {
    let folded = FoldedName(text)
    guard !folded.text.isEmpty else { return nil }
    return choices.first { FoldedName($0.id) == folded || FoldedName($0.label) == folded }?.id
  }

  /// The codes in a cell: upper case, apart by spaces, commas or semicolons, each once.
  static func codes(_ cell: String) -> [UnitCode] {
    var seen = Set<String>()
    return cell.split { $0.isWhitespace || $0 == "," || $0 == ";" }
      .map { $0.uppercased() }.filter { seen.insert($0).inserted }.map { UnitCode($0) }
  }

  /// A short name of letters, digits and hyphens, or nil with an error.
  mutating func plainName(_ row: CSVTable.Row, _ column: String, example: String) -> String? {
    let name = row[column]
    if Study.isPlain(name) { return name }
    add(
      .error, row.line,
      name.isEmpty ? "de kolom \(column) is leeg" : "‘\(name)’ is geen bruikbare \(column)",
      expected: "letters, cijfers en streepjes, zoals \(example)", "Vul \(column) in")
    return nil
  }

  /// Whether one of the columns holds a form of address, a mail address, or nine digits or more that are no
  /// date (a telephone number); that is an error.
  mutating func namesAPerson(_ row: CSVTable.Row, in columns: [String]) -> Bool {
    for column in columns where PersonHint.stands(in: row[column]) {
      add(
        .error, row.line, "in de kolom \(column) lijkt een naam, nummer of adres te staan",
        expected: "alleen een functie; het logboek bewaart wat hier staat voorgoed",
        "Haal de naam, het nummer of het adres weg")
      return true
    }
    return false
  }
}
