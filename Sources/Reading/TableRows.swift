// SPDX-License-Identifier: EUPL-1.2

/// The rows of tables, one within another, while a document is walked over; cells are separated by a tab.
struct TableRows {
  private var depth = 0
  private var cells: [String] = []
  private var cell = ""

  var isOpen: Bool { depth > 0 }

  mutating func begin() { depth += 1 }

  /// Adds the text of a paragraph to the cell.
  mutating func add(_ text: String) {
    let clean = PassageCollector.clean(text, keepingTabs: false)
    guard !clean.isEmpty else { return }
    cell += cell.isEmpty ? clean : " \(clean)"
  }

  /// Takes the end of an element; a table within a cell becomes part of that cell.
  ///
  /// - Returns: the row that is complete, if any.
  mutating func end(_ name: String, row: String, cell cellName: String, table: String) -> String? {
    switch name {
    case table: depth = max(0, depth - 1)
    case cellName where depth == 1:
      cells.append(cell)
      cell = ""
    case row where depth == 1:
      defer { cells = [] }
      while cells.last?.isEmpty == true { cells.removeLast() }
      return cells.isEmpty ? nil : cells.joined(separator: "\t")
    default: break
    }
    return nil
  }
}
