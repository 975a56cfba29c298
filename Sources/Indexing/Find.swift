// SPDX-License-Identifier: EUPL-1.2
import Model

/// A find within one passage, in tokens.
struct Find {
  var term: Int
  var isException: Bool
  var level: MatchLevel
  /// The first token.
  var start: Int
  /// The last token.
  var end: Int
  /// The tokens between two words that are near each other: not part of what matched.
  var skipped: Range<Int> = 0..<0
  /// The word that an elided compound stands for.
  var completed: String?
}

extension MatchLevel {
  /// Which level is kept where two finds cover the same words: the one that says most.
  var preference: Int {
    switch self {
    case .word: 0
    case .phrase: 1
    case .inflection: 2
    case .prefix: 3
    case .near: 4
    case .inside: 5
    }
  }
}

extension [Find] {
  /// One find per term and place, in the order of place and term; those within an exception are gone.
  func resolved(_ entries: [CompiledTerms.Entry]) -> [Find] {
    let sorted = self.sorted { left, right in
      if left.term != right.term { return left.term < right.term }
      if left.start != right.start { return left.start < right.start }
      if left.end != right.end { return left.end > right.end }
      return left.level.preference < right.level.preference
    }
    var kept: [Find] = []
    var first = 0
    while first < sorted.count {
      var last = first
      while last < sorted.count, sorted[last].term == sorted[first].term { last += 1 }
      let group = sorted[first..<last]
      let exceptions = group.filter(\.isException)
      var end = -1
      for find in group where !find.isException && find.start > end {
        if exceptions.contains(where: { $0.start <= find.start && find.end <= $0.end }) { continue }
        kept.append(find)
        end = find.end
      }
      first = last
    }
    return kept.sorted {
      ($0.start, entries[$0.term].order) < ($1.start, entries[$1.term].order)
    }
  }
}
