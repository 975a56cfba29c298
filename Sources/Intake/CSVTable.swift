// SPDX-License-Identifier: EUPL-1.2
import Model

/// A table as it stands in a file, each row with its line.
///
/// The form is RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180) with what spreadsheets make of it: a
/// byte order mark, `;` or a tab between the fields, any line end, `sep=;` on the first line.
///
/// ```swift
/// let table = CSVTable(text: "code;name\nJZ01;Groningen\n", file: "units.csv")
/// table.rows[0]["code"]  // "JZ01", from line 2
/// ```
public struct CSVTable: Sendable {
  /// The fields of one line, or of several where a field holds line breaks.
  public struct Row: Sendable {
    /// Where the row begins, counted from 1.
    public let line: Int
    /// The fields as written, without their quotes.
    public let fields: [String]
    let places: [String: Int]

    /// The field of a column without the white space around it; empty where there is none.
    public subscript(_ column: String) -> String {
      guard let place = places[column], place < fields.count else { return "" }
      return fields[place].trimmed
    }
  }

  /// The names of the columns, trimmed, in lower case.
  public private(set) var columns: [String] = []
  /// Without the header, empty lines and rows that cannot be read.
  public private(set) var rows: [Row] = []
  /// What stands between the fields: `,`, `;` or a tab.
  public private(set) var separator: Character = ","
  public private(set) var diagnostics: [Diagnostic] = []

  /// Reads a table and says what is wrong with it.
  ///
  /// - Parameters:
  ///   - file: the name that the diagnostics carry.
  ///   - required: columns without which no row can be read; then there are no rows.
  ///   - known: further columns; any other is named in a note. Empty takes every column.
  public init(text: String, file: String, required: [String] = [], known: [String] = []) {
    var scanner = CSVScanner(text)
    guard let header = scanner.header() else {
      if !required.isEmpty {
        diagnostics.append(
          Diagnostic(
            .error, .intake, file: file, line: 1, problem: "het bestand is leeg",
            expected: "op de eerste regel de kolommen \(required.joined(separator: ", "))",
            remedy: "Zet de namen van de kolommen op de eerste regel"))
      }
      return
    }
    separator = Character(Unicode.Scalar(scanner.separator))
    columns = header.fields.map { $0.trimmed.lowercased() }
    while columns.last == "" { columns.removeLast() }
    let checked = check(file: file, line: header.line, required: required, known: known)
    var places: [String: Int] = [:]
    for (place, name) in columns.enumerated() where places[name] == nil { places[name] = place }
    while let raw = scanner.next() {
      if raw.mistake == nil, raw.fields.allSatisfy({ $0.trimmed.isEmpty }) { continue }
      if let mistake = diagnostic(of: raw, file: file) {
        diagnostics.append(mistake)
      } else if checked {
        rows.append(Row(line: raw.line, fields: raw.fields, places: places))
      }
    }
  }

  private mutating func check(
    file: String, line: Int, required: [String], known: [String]
  ) -> Bool {
    var isReadable = true
    var seen = Set<String>()
    for name in columns where !name.isEmpty && !seen.insert(name).inserted {
      isReadable = false
      diagnostics.append(
        Diagnostic(
          .error, .intake, file: file, line: line, problem: "de kolom \(name) staat er twee keer",
          expected: "elke kolom één keer", remedy: "Verwijder of hernoem een van de twee"))
    }
    let allowed = required + known
    for name in required where !seen.contains(name) {
      isReadable = false
      let near = Spelling.nearest(name, among: columns.filter { !allowed.contains($0) })
      diagnostics.append(
        Diagnostic(
          .error, .intake, file: file, line: line, problem: "de kolom \(name) ontbreekt",
          expected: "de kolommen \(required.joined(separator: ", "))",
          remedy: near.map { "Hernoem de kolom \($0) tot \(name)" } ?? "Voeg de kolom \(name) toe"))
    }
    guard !known.isEmpty else { return isReadable }
    let unknown = columns.filter { !$0.isEmpty && !allowed.contains($0) }
    if !unknown.isEmpty {
      diagnostics.append(
        Diagnostic(
          .note, .intake, file: file, line: line,
          problem: "niet gebruikte kolommen: \(unknown.joined(separator: ", "))",
          expected: "de kolommen \(allowed.joined(separator: ", "))",
          remedy: "U hoeft niets te doen, tenzij de naam van een kolom verkeerd is gespeld"))
    }
    return isReadable
  }

  private func diagnostic(of raw: CSVScanner.Raw, file: String) -> Diagnostic? {
    switch raw.mistake {
    case .unclosedQuote(let line):
      return Diagnostic(
        .error, .intake, file: file, line: line,
        problem: "een aanhalingsteken dat hier opent, sluit nergens; "
          + "de rest van het bestand is niet gelezen",
        expected: "een sluitend aanhalingsteken, en binnen de tekst twee (\"\") voor één",
        remedy: "Zet het sluitende aanhalingsteken erbij")
    case .textAfterQuote(let line):
      return Diagnostic(
        .error, .intake, file: file, line: line,
        problem: "na een sluitend aanhalingsteken staat nog tekst; de regel is overgeslagen",
        expected: "een \(separatorName) of het einde van de regel",
        remedy: "Schrijf een aanhalingsteken binnen een veld dubbel (\"\")")
    case nil: break
    }
    let extra = raw.fields.dropFirst(columns.count)
    guard extra.contains(where: { !$0.trimmed.isEmpty }) else { return nil }
    return Diagnostic(
      .error, .intake, file: file, line: raw.line,
      problem: "de regel heeft \(raw.fields.count) velden; de regel is overgeslagen",
      expected: "hooguit \(columns.count) velden",
      remedy: "Zet een veld waar een \(separatorName) in staat tussen aanhalingstekens")
  }

  private var separatorName: String {
    switch separator {
    case ";": "puntkomma"
    case "\t": "tab"
    default: "komma"
    }
  }
}

extension StringProtocol {
  /// Without white space at either end.
  var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace && $0 != "\u{FEFF}" }),
      let last = lastIndex(where: { !$0.isWhitespace && $0 != "\u{FEFF}" })
    else { return "" }
    return String(self[first...last])
  }
}
