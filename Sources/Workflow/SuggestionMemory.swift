// SPDX-License-Identifier: EUPL-1.2

/// The passages that were suggested for cells, by what the choice rested on: the terms with their weights, and
/// the readings of the papers that hold one.
struct SuggestionMemory: Equatable {
  /// A passage that was suggested.
  struct Kept: Equatable {
    /// The identifier of its source.
    var source: String
    var passage: Int
    /// The terms that it holds, by their place among those of the cell.
    var terms: [Int]
  }

  /// The passages, the best first, by the text of the key.
  var suggestions: [String: [Kept]] = [:]

  /// Tells apart what choices rested on, in 128 bits.
  struct Key {
    private var first: UInt64 = 0xCBF2_9CE4_8422_2325
    private var second: UInt64 = 0x9E37_79B9_7F4A_7C15

    mutating func add(_ value: Int64) {
      let value = UInt64(bitPattern: value)
      first = (first ^ value) &* 0x0000_0100_0000_01B3
      first ^= first >> 29
      second = (second &+ value) &* 0xBF58_476D_1CE4_E5B9
      second ^= second >> 27
    }

    mutating func add(_ text: String) {
      for byte in text.utf8 { add(Int64(byte)) }
      add(-1)
    }

    var text: String { String(first, radix: 36) + "." + String(second, radix: 36) }
  }

  /// The columns of a line of `DraftMemory`: the key, then source, passage and terms of each.
  var lines: [String] {
    suggestions.map { key, kept in
      key
        + kept.map { passage in
          let terms = passage.terms.map(String.init).joined(separator: ",")
          return "\t\(passage.source) \(passage.passage) \(terms)"
        }.joined()
    }
  }

  /// Takes in the columns of a line; one of another form is passed over.
  mutating func read(_ columns: [String]) {
    guard let key = columns.first else { return }
    var kept: [Kept] = []
    for column in columns.dropFirst() {
      let parts = column.split(separator: " ", omittingEmptySubsequences: false)
      guard parts.count == 3, let passage = Int(parts[1]) else { return }
      kept.append(
        Kept(
          source: String(parts[0]), passage: passage,
          terms: parts[2].split(separator: ",").compactMap { Int($0) }))
    }
    suggestions[key] = kept
  }
}
