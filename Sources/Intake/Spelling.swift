// SPDX-License-Identifier: EUPL-1.2

/// Which known name a misspelt one was probably meant to be.
public enum Spelling {
  /// The nearest name, if it is near enough to be worth proposing: a third of the letters, at most 3.
  public static func nearest(_ word: String, among names: some Sequence<String>) -> String? {
    let folded = word.lowercased()
    let limit = folded.count < 2 ? 0 : min(3, max(1, folded.count / 3))
    var best: (name: String, distance: Int)?
    for name in names {
      let distance = distance(folded, name.lowercased())
      if distance <= limit, distance < best?.distance ?? .max { best = (name, distance) }
    }
    return best?.name
  }

  /// `Bedoelde u …?`, or the names that are allowed.
  static func remedy(_ word: String, among names: [String], else other: String) -> String {
    nearest(word, among: names).map { "Bedoelde u \($0)?" } ?? other
  }

  /// Damerau-Levenshtein distance with adjacent swaps (optimal string alignment).
  ///
  /// - Complexity: O(n·m) in the letters.
  static func distance(_ left: String, _ right: String) -> Int {
    let (a, b) = (Array(left), Array(right))
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var table = [[Int]](repeating: Array(0...b.count), count: a.count + 1)
    for row in 1...a.count {
      table[row][0] = row
      for column in 1...b.count {
        let change = a[row - 1] == b[column - 1] ? 0 : 1
        var cost = min(table[row - 1][column] + 1, table[row][column - 1] + 1)
        cost = min(cost, table[row - 1][column - 1] + change)
        if row > 1, column > 1, a[row - 1] == b[column - 2], a[row - 2] == b[column - 1] {
          cost = min(cost, table[row - 2][column - 2] + 1)
        }
        table[row][column] = cost
      }
    }
    return table[a.count][b.count]
  }
}
