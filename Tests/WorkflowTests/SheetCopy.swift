// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Testing

@testable import Sheets
@testable import Workflow

/// A factsheet as read back, to be changed and written as another program would.
struct SheetCopy {
  var workbook: ReadWorkbook
  var rows: [Int: [Int: ReadWorkbook.Cell]]
  let columns: [String: Int]
  let name: String

  init(_ file: URL, sheet name: String = "Factsheet") throws {
    self.name = name
    workbook = try ReadWorkbook([UInt8](Data(contentsOf: file)))
    rows = try #require(workbook.sheet(name)).rows
    columns = Dictionary(
      uniqueKeysWithValues: (rows[0] ?? [:]).map { ($0.value.text, $0.key) })
  }

  func row(_ key: String) throws -> Int {
    let column = try #require(columns[SheetForm.keyTitle])
    return try #require(rows.first { $0.key > 0 && $0.value[column]?.text == key }?.key, "\(key)")
  }

  subscript(_ key: String, _ column: String) -> String {
    get throws { rows[try row(key)]?[columns[column] ?? -1]?.text ?? "" }
  }

  mutating func set(_ key: String, _ values: KeyValuePairs<String, String>) throws {
    let row = try row(key)
    for (name, value) in values {
      rows[row, default: [:]][try #require(columns[name])] = .init(text: value)
    }
  }

  /// With plain sheets and no looks, as little as another program may keep.
  func save(to file: URL) throws {
    let sheets = workbook.sheets.map { sheet in
      let own = sheet.name == name ? rows : sheet.rows
      let height = (own.keys.max() ?? -1) + 1
      return Worksheet(
        name: sheet.name,
        rows: (0..<height).map { row in
          let cells = own[row] ?? [:]
          return (0..<((cells.keys.max() ?? -1) + 1)).map { SheetCell(cells[$0]?.text ?? "") }
        })
    }
    try Data(Workbook(title: "", sheets: sheets).bytes).write(to: file)
  }
}
