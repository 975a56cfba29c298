// SPDX-License-Identifier: EUPL-1.2
import CPoppler

/// A run of baselines with cells in columns, told apart into rows.
///
/// A row begins where its leading column begins a cell: the column whose lines most often have others beside
/// them. White between two baselines begins a row as well, unless only another column goes on below it.
struct PDFTable {
  struct Row {
    var y: Float
    var height: Float
    /// The lines, with their left sides.
    var cells: [(line: Int, x0: Float)]
  }

  struct Place {
    var line: Int
    var row: Int
    /// Nil for a line that goes on below a table of two columns as running text.
    var column: Int?
    /// A bullet that the font shows as something else than the letters that stand for it.
    var isOrnament: Bool
  }

  /// The first baseline after the table.
  let end: Int
  let isList: Bool
  let bottom: Float
  /// The lines in reading order.
  let places: [Place]

  init(_ grid: PDFTableGrid, start: Int) {
    end = start + grid.rows.count
    isList = grid.isList
    places = grid.places()
    bottom = grid.rows.reduce(0) { max($0, $1.y) }
  }
}

/// The baselines of a table as a grid of columns.
struct PDFTableGrid {
  private(set) var rows: [PDFTable.Row]
  let columns: PDFTableColumns
  let lines: [cpoppler_line]
  let page: PDFTables
  private(set) var isList = false
  private var hasOrnaments = false
  private let lineStep: Float

  init?(
    rows: [PDFTable.Row], columns: PDFTableColumns, lines: [cpoppler_line], page: PDFTables
  ) {
    self.rows = rows
    self.columns = columns
    self.lines = lines
    self.page = page
    lineStep = Self.lineStep(rows, columns)
    cutTail()
    guard columns.spans.count >= 2, self.rows.count >= 2 else { return nil }
    tellList()
    let spread = self.rows.count { $0.cells.count > 1 }
    guard spread >= 2 || (isList && spread >= 1) else { return nil }
  }

  /// Whether it is running text instead, in columns or with something beside it by chance.
  var isRunningText: Bool { !isList && (hasRunningText() || runsInColumns()) }

  /// The usual step from line to line within a cell.
  private static func lineStep(_ rows: [PDFTable.Row], _ columns: PDFTableColumns) -> Float {
    var last: [Int: Float] = [:]
    var steps: [Float] = []
    var height: Float = 0
    for row in rows {
      height = max(height, row.height)
      for cell in row.cells {
        let column = columns.column(at: cell.x0)
        if let y = last[column], row.y - y > 0.8 * row.height { steps.append(row.y - y) }
        last[column] = row.y
      }
    }
    steps.sort()
    return min(steps.isEmpty ? 1.2 * height : steps[steps.count / 4], 1.5 * height)
  }

  /// Leaves out what stands below the table in the first column only, after some white.
  private mutating func cutTail() {
    guard let lastSpread = rows.lastIndex(where: { $0.cells.count > 1 }) else { return }
    var index = lastSpread + 1
    while index < rows.count {
      let column = columns.column(at: rows[index].cells[0].x0)
      if column == 0, isAfterWhite(index) || column != lastColumnOfCell(index) { break }
      index += 1
    }
    rows.removeSubrange(index...)
  }

  /// The column of the baseline before, where that has one line only; else the column itself.
  private func lastColumnOfCell(_ index: Int) -> Int {
    let before = rows[index - 1]
    return before.cells.count == 1
      ? columns.column(at: before.cells[0].x0) : columns.column(at: rows[index].cells[0].x0)
  }

  private func isAfterWhite(_ index: Int) -> Bool {
    index > 0 && rows[index].y - rows[index - 1].y > 1.3 * lineStep
  }

  private mutating func tellList() {
    guard columns.spans.count == 2 else { return }
    var labels = 0
    var total = 0
    var first: [UInt8]?
    var areSame = true
    for row in rows {
      guard let cell = row.cells.first, columns.column(at: cell.x0) == 0 else { continue }
      let text = page.text(lines[cell.line])
      total += 1
      if PDFLineShape.isLabel(text) { labels += 1 }
      if let first {
        areSame = areSame && text.elementsEqual(first)
      } else {
        first = Array(text)
      }
    }
    // A font of ornaments shows a letter or two as a bullet.
    hasOrnaments =
      areSame && total >= 2 && labels == 0 && (first?.count ?? 9) <= 2
      && first?.allSatisfy({ ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }) == true
    isList = hasOrnaments || (total > 0 && labels * 10 >= total * 9)
  }

  /// Whether a column before the last one is running text, that has something beside it by chance.
  private func hasRunningText() -> Bool {
    for column in columns.spans.indices.dropLast() {
      let span = columns.spans[column]
      var count = 0
      var alone = 0
      var filled = 0
      var letters = 0
      for row in rows {
        for cell in row.cells where columns.column(at: cell.x0) == column {
          let line = lines[cell.line]
          count += 1
          letters += Int(line.end - line.start)
          if row.cells.count == 1 { alone += 1 }
          if line.x1 > span.x1 - 0.2 * (span.x1 - span.x0) { filled += 1 }
        }
      }
      if count >= 5, alone * 2 > count, filled * 2 > count, letters > 40 * count { return true }
      if count >= 3, filled * 2 > count, letters > 40 * count, isLarger(column) { return true }
    }
    return false
  }

  /// Whether two columns of lines were drawn one after the other, without white, as text is.
  private func runsInColumns() -> Bool {
    guard columns.spans.count == 2, rows.count >= 6 else { return false }
    var lines: [[Int]] = [[], []]
    for (index, row) in rows.enumerated() {
      if isAfterWhite(index) { return false }
      for cell in row.cells { lines[columns.column(at: cell.x0)].append(cell.line) }
    }
    func letters(_ side: [Int]) -> Int {
      side.reduce(0) { $0 + Int(self.lines[$1].end - self.lines[$1].start) } / max(side.count, 1)
    }
    return (lines[0].max() ?? 0) < (lines[1].min() ?? 0) && letters(lines[0]) >= 20
      && letters(lines[1]) >= 20
  }

  /// Whether the letters of a column are larger than all beside it, as in a letter with a column for particulars.
  private func isLarger(_ column: Int) -> Bool {
    func height(_ isWanted: (Int) -> Bool) -> Float {
      let heights = rows.flatMap(\.cells).filter { isWanted(columns.column(at: $0.x0)) }
        .map { lines[$0.line].height }.sorted()
      return heights.isEmpty ? 0 : heights[heights.count / 2]
    }
    return height { $0 != column } < 0.92 * height { $0 == column }
  }

  // MARK: rows

  /// The column whose lines most often have others beside them.
  private func leadingColumn() -> Int {
    if isList { return 0 }
    var counts = [(beside: Int, all: Int)](repeating: (0, 0), count: columns.spans.count)
    for row in rows {
      for column in Set(row.cells.map { columns.column(at: $0.x0) }) {
        counts[column].all += 1
        if row.cells.count > 1 { counts[column].beside += 1 }
      }
    }
    // A column that is filled in few rows cannot lead, however seldom it stands alone.
    let most = counts.reduce(0) { max($0, $1.beside) }
    var best = (column: 0, share: Float(-1))
    for (column, count) in counts.enumerated() where count.beside * 2 >= most && count.all > 0 {
      let share = Float(count.beside) / Float(count.all)
      if share > best.share + 0.05 { best = (column, share) }
    }
    return best.column
  }

  func places() -> [PDFTable.Place] {
    let leading = leadingColumn()
    let isLoose = rowsStandApart(leading)
    var places: [PDFTable.Place] = []
    var current: [(line: Int, column: Int?)] = []
    var number = -1
    var isReleased = false
    func close() {
      for (line, column) in current.enumerated().sorted(by: {
        ($0.element.column ?? 0, $0.offset) < ($1.element.column ?? 0, $1.offset)
      }).map(\.element) {
        let isOrnament = hasOrnaments && column == 0
        places.append(
          .init(line: line, row: number, column: column, isOrnament: isOrnament))
      }
      current = []
    }
    for index in rows.indices {
      if index == 0 || begins(index, leading, isLoose, places: current) {
        close()
        number += 1
        isReleased = false
      } else if columns.spans.count == 2, rows[index].cells.count == 1, isAfterWhite(index),
        isWide(rows[index].cells[0].line)
      {
        close()
        isReleased = true
      }
      for cell in rows[index].cells {
        current.append((cell.line, isReleased ? nil : columns.column(at: cell.x0)))
      }
    }
    close()
    return places
  }

  /// Whether a line is as wide as running text.
  private func isWide(_ line: Int) -> Bool {
    let box = lines[line]
    let span = columns.spans[columns.column(at: box.x0)]
    return box.end - box.start > 40 && box.x1 > span.x0 + 0.75 * (span.x1 - span.x0)
  }

  private func leadingLine(_ index: Int, _ leading: Int) -> cpoppler_line? {
    rows[index].cells.first { columns.column(at: $0.x0) == leading }.map { lines[$0.line] }
  }

  /// Whether rows are told apart by white, so that what follows closely goes on with its row.
  private func rowsStandApart(_ leading: Int) -> Bool {
    var close = 0
    var goingOn = 0
    var apart = 0
    for index in rows.indices.dropFirst() where rows[index].cells.count > 1 {
      guard let line = leadingLine(index, leading) else { continue }
      if isAfterWhite(index) {
        apart += 1
      } else {
        close += 1
        if PDFLineShape.startsLowercase(page.text(line)) { goingOn += 1 }
      }
    }
    return close > 0 && apart > 0 && (goingOn * 2 >= close || apart >= 2 * close)
  }

  /// Whether a baseline begins a row.
  private func begins(
    _ index: Int, _ leading: Int, _ isLoose: Bool, places current: [(line: Int, column: Int?)]
  ) -> Bool {
    let isSpread = rows[index].cells.count > 1
    if isList {
      return rows[index].cells.first.map {
        columns.column(at: $0.x0) == 0
          || (isSpread && PDFLineShape.isLabel(page.text(lines[$0.line])))
      } ?? false
    }
    let isApart = isAfterWhite(index)
    guard let line = leadingLine(index, leading) else {
      return !isSpread && leading != 0 && beginsLabel(index, current)
    }
    if isApart { return true }
    if isLoose { return false }
    let text = page.text(line)
    let before = current.last { $0.column == leading }.map { lines[$0.line] }
    let goesOn =
      PDFLineShape.startsLowercase(text)
      || before.map { $0.flags & UInt8(CPOPPLER_ENDS_HYPHEN | CPOPPLER_ENDS_SOFT) != 0 } == true
    if isSpread { return !goesOn || before == nil || hasNewFigure(index, current) }
    // A line of the leading column alone: a heading among the rows, or the next line of the cell.
    guard !goesOn, let before else { return before == nil }
    return hasRoom(for: line, after: before, in: leading)
  }

  /// Whether a baseline has a figure where its row has one already.
  private func hasNewFigure(_ index: Int, _ current: [(line: Int, column: Int?)]) -> Bool {
    rows[index].cells.contains { cell in
      guard PDFLineShape.isFigure(page.text(lines[cell.line])) else { return false }
      let column = columns.column(at: cell.x0)
      return current.contains {
        $0.column == column && PDFLineShape.isFigure(page.text(lines[$0.line]))
      }
    }
  }

  /// Whether a line of the first column that stands alone is a label of its own.
  private func beginsLabel(_ index: Int, _ current: [(line: Int, column: Int?)]) -> Bool {
    guard let line = leadingLine(index, 0) else { return false }
    if isAfterWhite(index) { return true }
    guard let before = current.last(where: { $0.column == 0 }).map({ lines[$0.line] }) else {
      return false
    }
    return hasRoom(for: line, after: before, in: 0)
  }

  /// Whether a line begins with a capital although its first word would have fitted on the line before.
  private func hasRoom(
    for line: cpoppler_line, after before: cpoppler_line, in column: Int
  ) -> Bool {
    PDFLineShape.startsUppercase(page.text(line))
      && before.x1 + (line.first_x1 - line.x0) + 0.5 * line.height < columns.spans[column].x1
  }
}
