// SPDX-License-Identifier: EUPL-1.2

/// A table written as text, row by row, that any spreadsheet and `CSVTable` read back unchanged.
///
/// ```swift
/// var writer = CSVWriter(columns: ["code", "name"])
/// writer.append(["GM0820", "Nuenen, Gerwen en Nederwetten"])
/// ```
public struct CSVWriter: Sendable {
  /// What was written so far; every row ends in a line feed.
  public private(set) var text = ""
  private let separator: Character

  /// - Parameter columns: the first row.
  public init(columns: [String], separator: Character = ",") {
    self.separator = separator
    append(columns)
  }

  /// Adds a row; a field is quoted where it must be.
  public mutating func append(_ fields: [String]) {
    for (place, field) in fields.enumerated() {
      if place > 0 { text.append(separator) }
      text += quoted(field)
    }
    text += "\n"
  }

  /// By scalars: a quotation mark with an accent after it is one character, and still a quote in a file.
  private func quoted(_ field: String) -> String {
    let special = field.unicodeScalars.contains {
      $0 == "\"" || $0 == "\n" || $0 == "\r" || Character($0) == separator
    }
    let isPadded = field.first?.isWhitespace == true || field.last?.isWhitespace == true
    guard special || isPadded else { return field }
    var scalars = String.UnicodeScalarView()
    for scalar in field.unicodeScalars {
      if scalar == "\"" { scalars.append(scalar) }
      scalars.append(scalar)
    }
    return "\"" + String(scalars) + "\""
  }
}
