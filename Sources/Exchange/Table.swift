// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// Rows and columns for another program, or for a person at a terminal.
///
/// ```swift
/// Table(columns: ["veld", "antwoord"], rows: [["4.1", "algemeen"]]).text(as: .csv)
/// // veld,antwoord\n4.1,algemeen\n
/// ```
public struct Table: Sendable, Equatable {
  /// How a table is written.
  public enum Format: String, CaseIterable, Sendable { case text, json, csv }

  public var columns: [String]
  /// Each row has one value per column.
  public var rows: [[String]]

  public init(columns: [String], rows: [[String]] = []) {
    self.columns = columns
    self.rows = rows
  }

  /// The whole table, ending in a line feed.
  public func text(as format: Format) -> String {
    switch format {
    case .csv:
      var text = ""
      Self.appendCSV(columns, to: &text)
      for row in rows { Self.appendCSV(row, to: &text) }
      return text
    case .json: return json
    case .text: return aligned
    }
  }

  /// One line of CSV (RFC 4180, but with a line feed alone).
  public static func csvLine(_ values: [String]) -> String {
    var line = ""
    appendCSV(values, to: &line)
    return line
  }

  /// Writes a table that is never whole in memory, as CSV.
  ///
  /// - Parameter take: gets the lines in order, some at a time.
  static func write(
    columns: [String], rows: some Sequence<[String]>, _ take: (String) throws -> Void
  ) rethrows {
    var text = csvLine(columns)
    for row in rows {
      appendCSV(row, to: &text)
      guard text.utf8.count >= 1 << 16 else { continue }
      try take(text)
      text = ""
    }
    try take(text)
  }

  static func appendCSV(_ values: [String], to line: inout String) {
    for (place, value) in values.enumerated() {
      if place > 0 { line += "," }
      if value.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) {
        line += "\""
        for (place, part) in value.utf8.split(separator: 0x22, omittingEmptySubsequences: false)
          .enumerated()
        {
          if place > 0 { line += "\"\"" }
          line += Substring(part)
        }
        line += "\""
      } else {
        line += value
      }
    }
    line += "\n"
  }

  private var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes]
    let lines = rows.map { row in
      let pairs = zip(columns, row).map { column, value in
        "\(Self.quoted(column, encoder)): \(Self.quoted(value, encoder))"
      }
      return "  {" + pairs.joined(separator: ", ") + "}"
    }
    return lines.isEmpty ? "[]\n" : "[\n" + lines.joined(separator: ",\n") + "\n]\n"
  }

  private static func quoted(_ text: String, _ encoder: JSONEncoder) -> String {
    do {
      return String(decoding: try encoder.encode(text), as: UTF8.self)
    } catch {
      preconditionFailure("a string is always valid JSON: \(error)")
    }
  }

  private var aligned: String {
    guard !columns.isEmpty else { return "" }
    let lines = [columns] + rows.map { $0.map { $0.replacing("\n", with: " ") } }
    let widths = columns.indices.map { place in lines.map { $0[place].count }.max() ?? 0 }
    return lines.map { line in
      var text = ""
      for (place, value) in line.enumerated() {
        text += value
        if place < line.count - 1 {
          text += String(repeating: " ", count: widths[place] - value.count + 2)
        }
      }
      return text + "\n"
    }.joined()
  }
}
