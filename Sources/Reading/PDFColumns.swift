// SPDX-License-Identifier: EUPL-1.2
import CPoppler

/// Puts the lines of a page in reading order where text runs in columns.
///
/// Poppler's order mixes columns that stand close together. A gutter is a vertical strip that no line of a
/// band crosses; the column on its left is read before the one on its right. Lines over the full width end a
/// band. Without columns the lines stay in poppler's order, and so do tables: their cells do not fill a
/// column, or their rows begin side by side.
struct PDFColumns {
  /// The text of the page.
  let bytes: UnsafeBufferPointer<UInt8>

  /// The lines of a page in reading order, those that run over a gutter split at it.
  func ordered(_ lines: UnsafeBufferPointer<cpoppler_line>) -> [cpoppler_line] {
    Array(parts(lines).joined())
  }

  /// The lines of a page in reading order, each column, and each stretch without columns, on its own.
  func parts(_ lines: UnsafeBufferPointer<cpoppler_line>) -> [[cpoppler_line]] {
    guard lines.count >= 8 else { return [Array(lines)] }
    let upright = lines.filter { $0.rotation == 0 }
    guard let columns = split(upright, depth: 0) else { return [Array(lines)] }
    return columns + [lines.filter { $0.rotation != 0 }]
  }

  /// The lines between two full-width lines, told apart by the gutter.
  private struct Band {
    var left: [cpoppler_line] = []
    var right: [cpoppler_line] = []
    /// All lines beside the gutter, unsplit, in poppler's order.
    var whole: [Int] = []
    var isColumns = false
  }

  private func split(_ lines: [cpoppler_line], depth: Int) -> [[cpoppler_line]]? {
    guard lines.count >= 8, depth < 4 else { return nil }
    let height = usualHeight(lines)
    for gutter in gutters(lines, height) {
      var bands = bands(lines, gutter, height)
      for index in bands.indices {
        bands[index].isColumns = isFlow(bands[index], of: lines, gutter, height, isKnown: false)
      }
      guard bands.contains(where: \.isColumns) else { continue }
      for index in bands.indices where !bands[index].isColumns {
        bands[index].isColumns = isFlow(bands[index], of: lines, gutter, height, isKnown: true)
      }
      return joined(bands, of: lines, depth: depth)
    }
    return nil
  }

  /// The lines of the bands from top to bottom; what is not in columns stays in poppler's order.
  private func joined(_ bands: [Band], of lines: [cpoppler_line], depth: Int) -> [[cpoppler_line]] {
    var result: [[cpoppler_line]] = []
    var rest: [Int] = []
    func flush() {
      let kept = rest.sorted().map { lines[$0] }
      result += split(kept, depth: depth + 1) ?? [kept]
      rest = []
    }
    for band in bands {
      guard band.isColumns else {
        rest += band.whole
        continue
      }
      flush()
      result += split(band.left, depth: depth + 1) ?? [inRows(band.left)]
      result += split(band.right, depth: depth + 1) ?? [inRows(band.right)]
    }
    flush()
    return result
  }

  /// Puts a cell back behind the cells of its own row where the second line of one of them comes first.
  private func inRows(_ lines: [cpoppler_line]) -> [cpoppler_line] {
    var result: [cpoppler_line] = []
    result.reserveCapacity(lines.count)
    for line in lines {
      var place = result.count
      if let last = result.last, last.y1 > line.y1 + 0.5 * line.height,
        cells(at: line, lines) >= cells(at: last, lines)
      {
        for index in result.indices.suffix(4).reversed() {
          let other = result[index]
          if abs(other.y1 - line.y1) < 0.3 * line.height, other.x1 < line.x0 {
            place = index + 1
            break
          }
        }
      }
      result.insert(line, at: place)
    }
    return result
  }

  /// How many lines stand on the baseline of one.
  private func cells(at line: cpoppler_line, _ lines: [cpoppler_line]) -> Int {
    lines.reduce(0) { $0 + (abs($1.y1 - line.y1) < 0.3 * line.height ? 1 : 0) }
  }

  /// The height of most letters.
  private func usualHeight(_ lines: [cpoppler_line]) -> Float {
    let sorted = lines.sorted { $0.height < $1.height }
    let total = lines.reduce(0) { $0 + Int($1.end - $1.start) }
    var seen = 0
    for line in sorted {
      seen += Int(line.end - line.start)
      if seen * 2 >= total { return line.height }
    }
    return 10
  }

  private func text(_ line: cpoppler_line) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[Int(line.start)..<Int(line.end)])
  }

  // MARK: gutters and bands

  /// The left sides at which at least four lines begin and that leave room for a column on both sides; the
  /// one with most lines first.
  private func gutters(_ lines: [cpoppler_line], _ height: Float) -> [Float] {
    var left = Float.infinity
    var right = -Float.infinity
    for line in lines {
      left = min(left, line.x0)
      right = max(right, line.x1)
    }
    var starts: [Float] = []
    for line in lines {
      if line.x0 > left + 8 * height, line.x0 < right - 8 * height { starts.append(line.x0) }
      if line.gap_end > 0, line.gap_x1 > left + 8 * height, line.gap_x1 < right - 8 * height {
        starts.append(line.gap_x1)
      }
    }
    guard starts.count >= 4 else { return [] }
    starts.sort()
    // A hanging indent is part of its column: the lines are counted from the label on.
    var found: [(start: Float, count: Int)] = []
    var first = 0
    var last = 0
    for index in 1...starts.count {
      if index < starts.count, starts[index] - starts[first] < 2.5 { continue }
      while last < starts.count, starts[last] < starts[first] + 3 * height { last += 1 }
      if index - first >= 2, last - first >= 4 { found.append((starts[first], last - first)) }
      first = index
    }
    return found.sorted { ($1.count, $0.start) < ($0.count, $1.start) }.prefix(6).map(\.start)
  }

  /// The lines from top to bottom, cut at those that run over the gutter; each of these is a band of its own.
  private func bands(_ lines: [cpoppler_line], _ gutter: Float, _ height: Float) -> [Band] {
    let order = lines.indices.sorted { (lines[$0].y1, $0) < (lines[$1].y1, $1) }
    let edge = gutter - 0.7 * height
    var bands: [Band] = []
    var open: [Int] = []
    for (place, index) in order.enumerated() {
      let line = lines[index]
      let isFoot = place == order.count - 1 && PDFZones.isPageNumber(text(line))
      let isBeside =
        line.x1 < edge || line.x0 > gutter - 1 || isSplit(line, at: gutter, edge, height)
      if isBeside, !isFoot, !isLabel(line, of: lines, gutter, height) {
        open.append(index)
        continue
      }
      if !open.isEmpty { bands.append(band(open, lines, gutter, edge)) }
      bands.append(Band(whole: [index]))
      open = []
    }
    if !open.isEmpty { bands.append(band(open, lines, gutter, edge)) }
    return bands
  }

  /// Tells left from right; within a column the lines keep poppler's order.
  private func band(
    _ whole: [Int], _ lines: [cpoppler_line], _ gutter: Float, _ edge: Float
  ) -> Band {
    var band = Band(whole: whole)
    for index in whole.sorted() {
      let line = lines[index]
      if line.x1 < edge {
        band.left.append(line)
      } else if line.x0 > gutter - 1 {
        band.right.append(line)
      } else {
        let (before, after) = parts(line)
        band.left.append(before)
        band.right.append(after)
      }
    }
    return band
  }

  /// Whether poppler made one line of what stands on both sides of the gutter.
  private func isSplit(
    _ line: cpoppler_line, at gutter: Float, _ edge: Float, _ height: Float
  ) -> Bool {
    line.gap_end > 0 && line.gap_x0 < edge && line.gap_x1 > gutter - 1
      && line.gap_x1 < gutter + 6 * height
  }

  /// Whether a line is the label of an item whose text begins at the gutter.
  private func isLabel(
    _ line: cpoppler_line, of lines: [cpoppler_line], _ gutter: Float, _ height: Float
  ) -> Bool {
    guard line.x1 < gutter, line.x1 > gutter - 4 * height, PDFLineShape.isLabel(text(line)) else {
      return false
    }
    return lines.contains {
      abs($0.y1 - line.y1) < 0.4 * height && abs($0.x0 - gutter) < height
    }
  }

  /// A line that runs over the gutter, as two.
  private func parts(_ line: cpoppler_line) -> (cpoppler_line, cpoppler_line) {
    var before = line
    before.end = line.gap_start
    before.x1 = line.gap_x0
    before.flags = line.gap_flags
    before.gap_end = 0
    var after = line
    after.start = line.gap_end
    after.x0 = line.gap_x1
    after.first_x1 = line.gap_first_x1
    after.gap_end = 0
    return (before, after)
  }

  // MARK: text or table

  /// Whether the text of a band runs down the left column and on in the right one.
  ///
  /// - Parameter isKnown: whether the gutter already parts columns elsewhere on the page.
  private func isFlow(
    _ band: Band, of all: [cpoppler_line], _ gutter: Float, _ height: Float, isKnown: Bool
  ) -> Bool {
    let isTabular = isTabular(band, of: all, height)
    let least = isKnown ? 2 : 4
    guard band.left.count >= least, band.right.count >= least else { return false }
    let left = Column(band.left, bytes)
    let right = Column(band.right, bytes)
    // Cells of a table end before their column does, and begin with capitals.
    guard !isTabular || left.isRunningText && right.goingOn * 10 >= band.right.count * 6 else {
      return false
    }
    guard left.width > 8 * height, left.filled * 2 >= band.left.count,
      left.meanLength >= 16, right.meanLength >= 12, right.width > 8 * height
    else { return false }
    if isKnown { return !left.beginsRows(with: right, height) }
    let shared = min(left.bottom, right.bottom) - max(left.top, right.top)
    guard shared > 2 * height, left.density > 0.6, right.density > 0.5 else { return false }
    guard left.goingOn * 4 >= band.left.count, right.goingOn * 5 >= band.right.count else {
      return false
    }
    return !left.beginsRows(with: right, height)
  }

  /// Whether most baselines of a band hold three cells or more, labels aside: a table, or three columns of text.
  private func isTabular(_ band: Band, of all: [cpoppler_line], _ height: Float) -> Bool {
    let places = (band.left + band.right).map(\.y1).sorted()
    var baselines = 0
    var full = 0
    var index = 0
    while index < places.count {
      let y = places[index]
      baselines += 1
      let cells = all.count {
        abs($0.y1 - y) < 0.3 * height && !PDFLineShape.isLabel(text($0))
      }
      if cells >= 3 { full += 1 }
      while index < places.count, places[index] - y < 0.3 * height { index += 1 }
    }
    return full * 2 > baselines
  }

  /// What tells a column of text from the cells of a table.
  private struct Column {
    var width: Float
    let count: Int
    /// How many lines reach the right side.
    var filled = 0
    /// How many lines begin with a small letter, as the next line of a sentence does.
    var goingOn = 0
    var meanLength: Int
    var top: Float
    var bottom: Float
    /// How much of its height the lines take up, 1 when they follow each other without a gap.
    var density: Float
    /// The places of the lines that stand below a gap.
    var starts: [Float] = []

    init(_ lines: [cpoppler_line], _ bytes: UnsafeBufferPointer<UInt8>) {
      var x0 = Float.infinity
      var x1 = -Float.infinity
      var letters = 0
      for line in lines {
        x0 = min(x0, line.x0)
        x1 = max(x1, line.x1)
        letters += Int(line.end - line.start)
      }
      width = x1 - x0
      count = lines.count
      meanLength = letters / lines.count
      let edge = x0 + 0.75 * width
      for line in lines {
        if line.x1 > edge { filled += 1 }
        let text = UnsafeBufferPointer(rebasing: bytes[Int(line.start)..<Int(line.end)])
        if PDFLineShape.startsLowercase(text) { goingOn += 1 }
      }
      let places = lines.map(\.y1).sorted()
      top = places[0]
      bottom = places[places.count - 1]
      let steps = zip(places.dropFirst(), places).map { $0 - $1 }.filter { $0 > 2 }.sorted()
      guard let step = steps.isEmpty ? nil : steps[steps.count / 2] else {
        density = 0
        return
      }
      density = Float(steps.count) * step / (bottom - top)
      for index in 1..<places.count where places[index] - places[index - 1] > 1.25 * step {
        starts.append(places[index])
      }
    }

    /// Whether nearly all lines fill the column and go on with a sentence.
    var isRunningText: Bool {
      count >= 8 && meanLength >= 20 && density > 0.8 && filled * 10 >= count * 8
        && goingOn * 10 >= count * 6
    }

    /// Whether most of what stands below a gap begins side by side, as the rows of a table do.
    func beginsRows(with other: Column, _ height: Float) -> Bool {
      let fewest = min(starts.count, other.starts.count)
      guard fewest >= 2 else { return false }
      var aligned = 0
      for start in starts
      where other.starts.contains(where: { abs($0 - start) < 0.3 * height }) {
        aligned += 1
      }
      return aligned >= 2 && aligned * 2 >= fewest
    }
  }
}
