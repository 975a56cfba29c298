// SPDX-License-Identifier: EUPL-1.2
import Model

/// The rows of tables, one within another, while a document is walked over; cells are separated by a tab.
///
/// A cell that spans columns or rows is read once; the places that it covers are empty cells, so that every
/// other cell keeps its column. A table within a cell becomes part of that cell.
struct TableRows {
  struct Row: Equatable {
    var kind: PassageKind
    var text: String
  }

  /// So many columns can be spanned, covered or empty, more than a person makes; a file can ask for millions.
  /// A cell of its own is kept whatever its column.
  private static let mostColumns = 200

  private var depth = 0
  private var cells: [String] = []
  private var cell = ""
  private var columnsOfCell = 1
  private var rowsOfCell = 1
  /// For each column, how many rows below the current one a cell from above still covers.
  private var covered: [Int] = []
  private var isFirstRow = true
  private var isHeadRow = false
  private var isDropped = false
  private var isCellDropped = false
  private var boldCells = 0
  private var headCells = 0
  private var filledCells = 0
  private var isCellBold = true

  var isOpen: Bool { depth > 0 }
  /// Whether text stands in a cell; what stands in a table outside its cells is text like any other.
  private(set) var isInCell = false

  mutating func begin() {
    depth += 1
    guard depth == 1 else { return }
    covered = []
    isFirstRow = true
    beginRow()
  }

  mutating func end() {
    depth = max(0, depth - 1)
    if depth == 0 { isInCell = false }
  }

  /// Begins a row.
  ///
  /// - Parameter isHead: whether the document says that it names the columns.
  mutating func beginRow(isHead: Bool = false) {
    guard depth == 1 else { return }
    cells = []
    isHeadRow = isHead
    isDropped = false
    (boldCells, headCells, filledCells) = (0, 0, 0)
    coverPlaces()
  }

  /// Says of the row that is open that it names the columns.
  mutating func markHead() { if depth == 1 { isHeadRow = true } }

  /// Leaves out the row that is open, as one that was deleted.
  mutating func dropRow() { if depth == 1 { isDropped = true } }

  /// Whether the row that is open or just ended is left out.
  var isRowDropped: Bool { depth == 1 && isDropped }

  /// Leaves out the cell that is open, as one that was deleted.
  mutating func dropCell() { if depth == 1 { isCellDropped = true } }

  /// Begins a cell.
  mutating func beginCell(columns: Int = 1, rows: Int = 1) {
    guard depth == 1 else { return }
    isInCell = true
    cell = ""
    isCellBold = true
    isCellDropped = false
    columnsOfCell = min(max(columns, 1), Self.mostColumns)
    rowsOfCell = min(max(rows, 1), 10_000)
  }

  /// Says over how many columns the cell that is open stands.
  mutating func span(columns: Int) {
    if depth == 1 { columnsOfCell = min(max(columns, 1), Self.mostColumns) }
  }

  /// Adds the text of a paragraph to the cell.
  mutating func add(_ text: String, isBold: Bool = false) {
    let clean = PassageCollector.clean(text, keepingTabs: false)
    guard !clean.isEmpty else { return }
    cell += cell.isEmpty ? clean : " \(clean)"
    if !isBold { isCellBold = false }
  }

  /// Ends a cell.
  ///
  /// - Parameter isHead: whether the document says that it is the head of its column or row.
  mutating func endCell(isHead: Bool = false) {
    guard depth == 1 else { return }
    isInCell = false
    guard !isCellDropped else { return }
    if !cell.isEmpty {
      filledCells += 1
      if isCellBold { boldCells += 1 }
      if isHead { headCells += 1 }
    }
    let first = cells.count
    cells.append(cell)
    while cells.count < min(first + columnsOfCell, Self.mostColumns) { cells.append("") }
    if rowsOfCell > 1, first < Self.mostColumns {
      while covered.count < cells.count { covered.append(0) }
      for column in first..<cells.count { covered[column] = rowsOfCell }
    }
    cell = ""
    coverPlaces()
  }

  /// Ends a row.
  ///
  /// - Returns: the row, unless it is empty or deleted.
  mutating func endRow() -> Row? {
    guard depth == 1 else { return nil }
    for column in covered.indices where covered[column] > 0 { covered[column] -= 1 }
    guard !isDropped else { return nil }
    while cells.last?.isEmpty == true { cells.removeLast() }
    guard !cells.isEmpty else { return nil }
    let isHead =
      filledCells >= 2
      && (isHeadRow || headCells == filledCells || (isFirstRow && boldCells == filledCells))
    isFirstRow = false
    return Row(kind: isHead ? .tableHead : .tableRow, text: cells.joined(separator: "\t"))
  }

  /// Leaves the places open that a cell from a row above covers.
  private mutating func coverPlaces() {
    while cells.count < covered.count, covered[cells.count] > 0, cells.count < Self.mostColumns {
      cells.append("")
    }
  }
}
