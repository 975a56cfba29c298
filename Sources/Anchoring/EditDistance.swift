// SPDX-License-Identifier: EUPL-1.2

/// Edit distance between letters (Levenshtein: insertions, deletions and substitutions, each 1), within a band.
enum EditDistance {
  /// How far the two may run apart.
  static let slack = 24

  /// How alike the first is to some beginning of the second, from 0 to 1.
  ///
  /// - Complexity: O(*n* × `slack`) for *n* letters in the first.
  static func likeness(_ first: [UInt8], _ second: [UInt8]) -> Double {
    guard !first.isEmpty else { return 1 }
    if second.starts(with: first) { return 1 }
    let width = second.count + 1
    var last = (0..<width).map { $0 <= slack ? $0 : Int.max / 2 }
    var row = last
    for (index, letter) in first.enumerated() {
      let low = max(0, index + 1 - slack)
      let high = min(second.count, index + 1 + slack)
      guard low <= high else { return 0 }
      for place in max(0, low - 1)..<min(width, high + 2) { row[place] = Int.max / 2 }
      for place in low...high {
        if place == 0 {
          row[0] = index + 1
          continue
        }
        let same = isSame(letter, second[place - 1]) ? 0 : 1
        row[place] = min(last[place - 1] + same, last[place] + 1, row[place - 1] + 1)
      }
      swap(&last, &row)
    }
    let low = max(0, first.count - slack)
    let best = last[low...min(second.count, first.count + slack)].min() ?? first.count
    return max(0, 1 - Double(best) / Double(first.count))
  }

  /// The same letter, whatever its case.
  @inline(__always) static func isSame(_ left: UInt8, _ right: UInt8) -> Bool {
    left == right || (left ^ right == 0x20 && left | 0x20 >= 0x61 && left | 0x20 <= 0x7A)
  }

  /// A pattern laid along a text.
  struct Alignment: Equatable {
    /// The letters of the text that the wanted part of the pattern lies on.
    var range: Range<Int>
    /// The edits within the wanted part, before it and after it.
    var edits: (wanted: Int, before: Int, after: Int)

    static func == (left: Alignment, right: Alignment) -> Bool {
      left.range == right.range && left.edits == right.edits
    }
  }

  /// The largest number of cells that an alignment may take.
  static let mostCells = 16 << 20

  /// Lays a pattern along a text near a diagonal, with as few edits as it can; the ends of the text are free.
  ///
  /// - Parameters:
  ///   - wanted: the part of the pattern to be found; the rest only holds it in its place.
  ///   - diagonal: the place in the text where the pattern would begin if nothing had changed.
  ///   - slack: how far it may run from the diagonal.
  /// - Returns: nil where the pattern does not reach the text, or would take more than `mostCells`.
  /// - Complexity: O(*n* × `slack`) for *n* letters in the pattern.
  static func align(
    _ pattern: [UInt8], wanted: Range<Int>, along text: [UInt8], diagonal: Int, slack: Int
  ) -> Alignment? {
    let width = 2 * slack + 1
    let rows = pattern.count + 1
    guard rows * width <= mostCells, !pattern.isEmpty else { return nil }
    // Column `c` of row `r` is the place diagonal - slack + r + c in the text: the band follows the diagonal.
    let origin = diagonal - slack
    let far = Int32.max / 2
    var last = [Int32](repeating: far, count: width + 2)
    var row = last
    // What led to each cell: 0 along the diagonal, 1 a letter of the pattern left out, 2 one of the text.
    var steps = [UInt8](repeating: 0, count: rows * width)
    for column in 0..<width where (0...text.count).contains(origin + column) {
      last[column + 1] = 0
    }
    pattern.withUnsafeBufferPointer { pattern in
      text.withUnsafeBufferPointer { text in
        steps.withUnsafeMutableBufferPointer { steps in
          for index in 1..<rows {
            last.withUnsafeBufferPointer { last in
              row.withUnsafeMutableBufferPointer { row in
                fill(
                  row, from: last, letter: pattern[index - 1], text: text, place: origin + index,
                  isEnd: index == wanted.upperBound,
                  steps: UnsafeMutableBufferPointer(
                    rebasing: steps[(index * width)..<((index + 1) * width)]))
              }
            }
            swap(&last, &row)
          }
        }
      }
    }
    var column = 0
    for other in 1..<width where last[other + 1] < last[column + 1] { column = other }
    guard last[column + 1] < far else { return nil }
    return trace(
      steps, from: column, rows: rows, width: width, origin: origin, wanted: wanted,
      (pattern, text))
  }

  /// One row of the table.
  ///
  /// - Parameters:
  ///   - first: the place of the first column in the text.
  ///   - isEnd: whether the wanted part ends here; what was put in after it is not taken into it.
  private static func fill(
    _ row: UnsafeMutableBufferPointer<Int32>, from last: UnsafeBufferPointer<Int32>,
    letter: UInt8, text: UnsafeBufferPointer<UInt8>, place first: Int, isEnd: Bool,
    steps: UnsafeMutableBufferPointer<UInt8>
  ) {
    let far = Int32.max / 2
    let width = steps.count
    row[0] = far
    row[width + 1] = far
    for column in 0..<width {
      let place = first + column
      guard place >= 0, place <= text.count else {
        row[column + 1] = far
        continue
      }
      // Without a letter of the text: the same place one row up is a column to the right.
      var best = last[column + 2] + 1
      var step: UInt8 = 1
      if place > 0 {
        let along = last[column + 1] + (isSame(letter, text[place - 1]) ? 0 : 1)
        if along <= best { (best, step) = (along, 0) }
        let skipped = row[column] + 1
        if skipped < best || (skipped == best && isEnd) { (best, step) = (skipped, 2) }
      }
      row[column + 1] = best
      steps[column] = step
    }
  }

  private static func trace(
    _ steps: [UInt8], from last: Int, rows: Int, width: Int, origin: Int, wanted: Range<Int>,
    _ letters: (pattern: [UInt8], text: [UInt8])
  ) -> Alignment? {
    var column = last
    var index = rows - 1
    var edits = (wanted: 0, before: 0, after: 0)
    var (start, end) = (-1, -1)
    while index > 0 {
      let place = origin + index + column
      if index == wanted.upperBound { end = place }
      let step = steps[index * width + column]
      var cost = 1
      if step == 0 {
        cost = isSame(letters.pattern[index - 1], letters.text[place - 1]) ? 0 : 1
      }
      // A letter of the text that is left out between two letters of the wanted part is an edit within it.
      if step == 2
        ? index > wanted.lowerBound && index < wanted.upperBound
        : wanted.contains(index - 1)
      {
        edits.wanted += cost
      } else if index <= wanted.lowerBound {
        edits.before += cost
      } else {
        edits.after += cost
      }
      switch step {
      case 0: index -= 1
      case 1:
        index -= 1
        column += 1
      default: column -= 1
      }
      if index == wanted.lowerBound, start < 0 { start = origin + index + column }
    }
    guard start >= 0, start < end, end <= letters.text.count else { return nil }
    return Alignment(range: start..<end, edits: edits)
  }
}
