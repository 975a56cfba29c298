// SPDX-License-Identifier: EUPL-1.2
import Model

/// What was left out of a text and what was put in, in whole words.
enum WordDifference {
  /// Words beyond this number are compared from both ends only, so that the work is bounded.
  private static let mostCells = 4 << 20

  /// The words of both, in order: those that stayed, those that went, those that came.
  ///
  /// White space, hyphenation, ligatures and quotation marks make no difference.
  static func parts(from old: String, to new: String) -> [DifferencePart] {
    let before = words(old)
    let after = words(new)
    var head = 0
    while head < before.count, head < after.count, before[head].key == after[head].key { head += 1 }
    var tail = 0
    while tail < before.count - head, tail < after.count - head,
      before[before.count - 1 - tail].key == after[after.count - 1 - tail].key
    {
      tail += 1
    }
    var steps: [(DifferencePart.Kind, String)] = after[..<head].map { (.same, $0.text) }
    steps += middle(
      Array(before[head..<(before.count - tail)]), Array(after[head..<(after.count - tail)]))
    steps += after[(after.count - tail)...].map { (.same, $0.text) }
    return joined(steps)
  }

  private struct Word {
    var text: String
    /// What is compared.
    var key: [UInt8]
  }

  /// A hyphen before white space is a break in a word.
  private static func words(_ text: String) -> [Word] {
    var words: [Word] = []
    for part in text.split(whereSeparator: \.isWhitespace) {
      if let last = words.last, last.text.count > 1, last.text.hasSuffix("-") {
        words[words.count - 1].text = last.text.dropLast() + String(part)
        words[words.count - 1].key = AnchorLetters(of: words[words.count - 1].text).bytes
      } else {
        words.append(Word(text: String(part), key: AnchorLetters(of: String(part)).bytes))
      }
    }
    return words
  }

  private static func middle(
    _ before: [Word], _ after: [Word]
  ) -> [(DifferencePart.Kind, String)] {
    let width = after.count + 1
    guard !before.isEmpty, !after.isEmpty, (before.count + 1) * width <= mostCells else {
      return before.map { (.removed, $0.text) } + after.map { (.added, $0.text) }
    }
    // The length of the longest common subsequence of what is left, from the ends.
    var lengths = [Int32](repeating: 0, count: (before.count + 1) * width)
    for row in before.indices.reversed() {
      for column in after.indices.reversed() {
        lengths[row * width + column] =
          before[row].key == after[column].key
          ? lengths[(row + 1) * width + column + 1] + 1
          : max(lengths[(row + 1) * width + column], lengths[row * width + column + 1])
      }
    }
    var steps: [(DifferencePart.Kind, String)] = []
    var (row, column) = (0, 0)
    while row < before.count || column < after.count {
      if row < before.count, column < after.count, before[row].key == after[column].key {
        steps.append((.same, after[column].text))
        row += 1
        column += 1
      } else if column == after.count
        || (row < before.count
          && lengths[(row + 1) * width + column] >= lengths[row * width + column + 1])
      {
        steps.append((.removed, before[row].text))
        row += 1
      } else {
        steps.append((.added, after[column].text))
        column += 1
      }
    }
    return steps
  }

  private static func joined(_ steps: [(DifferencePart.Kind, String)]) -> [DifferencePart] {
    var parts: [DifferencePart] = []
    for (kind, text) in steps {
      if let last = parts.last, last.kind == kind {
        parts[parts.count - 1].text += " " + text
      } else {
        parts.append(DifferencePart(kind, text))
      }
    }
    return parts
  }
}
