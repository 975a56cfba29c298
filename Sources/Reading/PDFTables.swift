// SPDX-License-Identifier: EUPL-1.2
import CPoppler

/// The place of a line in a table, or in a list whose labels stand in a column of their own.
struct PDFCell: Equatable {
  /// The number of the table on its page.
  var table: Int
  var row: Int
  var column: Int
  /// Whether the first column holds nothing but bullets or numbers.
  var isList: Bool
}

/// Finds the tables among the lines of a page and puts them in order row by row.
///
/// Poppler reads a table in the order in which it was drawn, which may be column by column. A table is a run
/// of baselines on which at least two hold several cells, and in which no line runs over the white between two
/// columns. A column of running text with something beside it is no table.
struct PDFTables {
  /// The text of the page.
  let bytes: UnsafeBufferPointer<UInt8>
  /// The words of the page, in the order of the bytes.
  var words = UnsafeBufferPointer<cpoppler_word>(start: nil, count: 0)

  struct Placed {
    var line: cpoppler_line
    var cell: PDFCell?
  }

  /// The lines that stand on one baseline, from left to right.
  struct Baseline {
    var y: Float
    var height: Float
    var lines: [Int]
  }

  /// The lines in reading order, with the place in its table of each that stands in one.
  ///
  /// - Parameter tableCount: how many tables the page has so far.
  func placed(_ lines: [cpoppler_line], tableCount: inout Int) -> [Placed] {
    let baselines = baselines(of: lines)
    guard baselines.contains(where: { isSpread($0, lines) }) else {
      return lines.map { Placed(line: $0) }
    }
    var lines = lines
    var tables: [PDFTable] = []
    var index = 0
    while index < baselines.count {
      guard isSpread(baselines[index], lines) else {
        index += 1
        continue
      }
      switch table(from: index, baselines, &lines) {
      case .table(let table):
        tables.append(table)
        index = table.end
      case .text(let end): index = end
      case .none: index += 1
      }
    }
    guard !tables.isEmpty else { return lines.map { Placed(line: $0) } }
    return ordered(lines, tables, &tableCount)
  }

  func text(_ line: cpoppler_line) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[Int(line.start)..<Int(line.end)])
  }

  // MARK: baselines

  private func baselines(of lines: [cpoppler_line]) -> [Baseline] {
    let order = lines.indices.filter { lines[$0].rotation == 0 }
      .sorted { (lines[$0].y1, lines[$0].x0) < (lines[$1].y1, lines[$1].x0) }
    var found: [Baseline] = []
    for index in order {
      let line = lines[index]
      if let last = found.last,
        line.y1 - last.y < 0.4
          * min(max(last.height, line.height), 2 * min(last.height, line.height))
      {
        found[found.count - 1].lines.append(index)
        found[found.count - 1].height = max(last.height, line.height)
      } else {
        found.append(Baseline(y: line.y1, height: line.height, lines: [index]))
      }
    }
    for index in found.indices where found[index].lines.count > 1 {
      found[index].lines.sort { lines[$0].x0 < lines[$1].x0 }
    }
    return found
  }

  /// Whether cells stand on the baseline with white between them.
  private func isSpread(_ baseline: Baseline, _ lines: [cpoppler_line]) -> Bool {
    for (left, right) in zip(baseline.lines, baseline.lines.dropFirst()) {
      let gap = lines[right].x0 - lines[left].x1
      if gap > 1.2 * min(lines[right].height, lines[left].height) { return true }
      if gap > 0, PDFLineShape.isLabel(text(lines[left])) { return true }
    }
    return false
  }

  // MARK: regions

  private enum Region {
    case table(PDFTable)
    /// Running text with something beside it, up to a baseline.
    case text(end: Int)
    case none
  }

  /// The table that begins at a baseline, if there is one; lines that run over the white are cut in two.
  private func table(
    from start: Int, _ baselines: [Baseline], _ lines: inout [cpoppler_line]
  ) -> Region {
    var columns = PDFTableColumns()
    var rows: [PDFTable.Row] = []
    var index = start
    let height = lines[baselines[start].lines[0]].height
    while index < baselines.count {
      let baseline = baselines[index]
      if let last = rows.last {
        let step = baseline.y - last.y
        let isOtherText =
          baseline.lines.count == 1 && lines[baseline.lines[0]].height > 1.25 * height
        if step > 5.5 * max(height, baseline.height) || isOtherText { break }
      }
      guard let row = columns.take(cut(baseline, at: columns, &lines), &lines) else { break }
      rows.append(row)
      index += 1
    }
    guard let grid = PDFTableGrid(rows: rows, columns: columns, lines: lines, page: self) else {
      return .none
    }
    return grid.isRunningText ? .text(end: index) : .table(PDFTable(grid, start: start))
  }

  /// Cuts the lines of which a word begins where a column does: poppler joins cells that stand close together.
  private func cut(
    _ baseline: Baseline, at columns: PDFTableColumns, _ lines: inout [cpoppler_line]
  ) -> Baseline {
    guard words.count > 0, columns.spans.count >= 2 else { return baseline }
    var baseline = baseline
    var place = 0
    while place < baseline.lines.count {
      let index = baseline.lines[place]
      for span in columns.spans.dropFirst()
      where span.x0 > lines[index].x0 + lines[index].height && span.x0 < lines[index].x1 {
        guard let parts = cut(lines[index], at: span.x0, isLone: baseline.lines.count == 1) else {
          continue
        }
        lines[index] = parts.0
        lines.append(parts.1)
        baseline.lines.insert(lines.count - 1, at: place + 1)
        break
      }
      place += 1
    }
    return baseline
  }

  private func cut(_ line: cpoppler_line, at x: Float, isLone: Bool)
    -> (cpoppler_line, cpoppler_line)?
  {
    var low = 0
    var high = words.count
    while low < high {
      let middle = (low + high) / 2
      if words[middle].start < line.start { low = middle + 1 } else { high = middle }
    }
    var number = low + 1
    while number < words.count, words[number].end <= line.end {
      let (word, last) = (words[number], words[number - 1])
      if abs(word.x0 - x) < 0.8, word.start > last.end {
        guard word.x0 - last.x1 > (isLone ? 0.4 : 0.25) * line.height else { return nil }
        var (before, after) = (line, line)
        before.end = last.end
        before.x1 = last.x1
        before.flags &= ~UInt8(CPOPPLER_ENDS_HYPHEN | CPOPPLER_ENDS_SOFT)
        after.start = word.start
        after.x0 = word.x0
        after.first_x1 = word.x1
        (before.gap_end, after.gap_end) = (0, 0)
        return (before, after)
      }
      number += 1
    }
    return nil
  }

  /// Puts each table behind all that stands above it, and row by row.
  private func ordered(
    _ lines: [cpoppler_line], _ tables: [PDFTable], _ tableCount: inout Int
  ) -> [Placed] {
    var cells = [PDFCell?](repeating: nil, count: lines.count)
    var isHidden = [Bool](repeating: false, count: lines.count)
    var owner = [Int](repeating: -1, count: lines.count)
    var orders: [[Int]] = []
    for (number, table) in tables.enumerated() {
      var order: [Int] = []
      for place in table.places {
        if let column = place.column {
          cells[place.line] = PDFCell(
            table: tableCount, row: place.row, column: column, isList: table.isList)
        }
        isHidden[place.line] = place.isOrnament
        owner[place.line] = number
        order.append(place.line)
      }
      orders.append(order)
      tableCount += 1
    }
    var result: [Placed] = []
    result.reserveCapacity(lines.count)
    var isDone = [Bool](repeating: false, count: tables.count)
    func emit(_ number: Int) {
      isDone[number] = true
      for line in orders[number] where !isHidden[line] {
        result.append(Placed(line: lines[line], cell: cells[line]))
      }
    }
    for (index, line) in lines.enumerated() where owner[index] < 0 {
      // A line below a table is read after it, whatever was drawn first.
      for number in tables.indices
      where !isDone[number] && line.rotation == 0 && line.y0 > tables[number].bottom - 1 {
        emit(number)
      }
      result.append(Placed(line: line))
    }
    for number in tables.indices where !isDone[number] { emit(number) }
    return result
  }
}

/// The columns of a table while its baselines are taken in, each from its left to its right side.
struct PDFTableColumns {
  private(set) var spans: [(x0: Float, x1: Float)] = []

  /// Takes in a baseline; nil when it does not fit, for one of its lines runs over the white.
  mutating func take(_ baseline: PDFTables.Baseline, _ lines: inout [cpoppler_line]) -> PDFTable
    .Row?
  {
    let isLone = baseline.lines.count == 1
    var row = PDFTable.Row(y: baseline.y, height: baseline.height, cells: [])
    var new = spans
    for index in baseline.lines {
      let line = lines[index]
      let over = spans.indices.filter { spans[$0].x0 < line.x1 - 1 && line.x0 < spans[$0].x1 - 1 }
      if over.count > 1 {
        // A cell over several columns is part of a table only beside another cell.
        if isLone || over.count == spans.count { return nil }
        row.cells.append((index, line.x0))
        continue
      }
      row.cells.append((index, line.x0))
      if let column = over.first {
        new[column].x0 = min(new[column].x0, line.x0)
        new[column].x1 = max(new[column].x1, line.x1)
      } else {
        if isLone, !spans.isEmpty, line.x1 < spans[0].x0 { return nil }
        new.append((line.x0, line.x1))
      }
    }
    new.sort { $0.x0 < $1.x0 }
    // A line that closes the white between two columns belongs to neither.
    for (left, right) in zip(new, new.dropFirst()) where right.x0 < left.x1 { return nil }
    spans = new
    return row
  }

  /// The column of a place from the left.
  func column(at x: Float) -> Int {
    spans.lastIndex { $0.x0 <= x + 1 } ?? 0
  }
}
