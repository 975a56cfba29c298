// SPDX-License-Identifier: EUPL-1.2
import Model

/// Proposes units for a document that nothing assigns, by the names on its first pages.
///
/// A proposal: a person takes it over, nothing else does.
public enum UnitSuggestion {
  /// The units named most often, at most three; an ambiguous name gives all its units.
  ///
  /// Names count as whole words with a capital, so that *best* is no municipality; of two names at one
  /// place the longest counts.
  ///
  /// - Parameter text: of the first two pages.
  /// - Complexity: O(words of the text).
  public static func suggest(_ text: String, units: [StudyUnit]) -> [UnitCode] {
    let names = UnitNames(units.filter { $0.kind == "gemeente" || $0.kind == "regio" }).all
    var byFirstWord: [String: [[String]]] = [:]
    for name in names.keys {
      let words = name.split(separator: " ").map(String.init)
      if let first = words.first { byFirstWord[first, default: []].append(words) }
    }
    let words = words(of: text)
    var counts: [String: Int] = [:]
    var place = 0
    while place < words.count {
      let candidates = byFirstWord[words[place].folded] ?? []
      let found = candidates.filter { name in
        place + name.count <= words.count
          && zip(name, words[place...]).allSatisfy { $0 == $1.folded }
          && words[place..<place + name.count].contains(where: \.isCapital)
      }.max { $0.count < $1.count }
      if let found { counts[found.joined(separator: " "), default: 0] += 1 }
      place += found?.count ?? 1
    }
    let order = counts.sorted { left, right in
      left.value == right.value ? left.key < right.key : left.value > right.value
    }
    var suggested: [UnitCode] = []
    for code in order.flatMap({ names[$0.key] ?? [] }) where !suggested.contains(code) {
      suggested.append(code)
    }
    return Array(suggested.prefix(3))
  }

  /// The words of a text, cut as names are folded.
  private static func words(of text: String) -> [(folded: String, isCapital: Bool)] {
    text.split { !($0.isLetter || $0.isNumber) }.map { word in
      (FoldedName(String(word)).text, word.contains(where: \.isUppercase))
    }
  }
}
