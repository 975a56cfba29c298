// SPDX-License-Identifier: EUPL-1.2

/// Finds the places where most of a quote stands in another order: in a scan whose lines were read across columns,
/// or a sentence whose halves changed places.
///
/// Such a place is never taken for the quote; it is shown to a person. Counted are the letters of the quote that
/// stand in runs of six within a stretch of the text not much longer than the quote.
struct ScatteredQuote {
  /// A shorter quote stands together by chance.
  static let leastLetters = 24
  /// The share of the letters that must be there.
  static let leastShare = 0.75
  /// How long the stretch may be, in lengths of the quote.
  static let stretch = 2.2
  private static let runLength = NearMatcher.runLength

  private let letters: [UInt8]

  /// - Returns: nil where the quote is too short or too long.
  init?(_ letters: [UInt8]) {
    guard letters.count >= Self.leastLetters, letters.count <= NearMatcher.mostLetters else {
      return nil
    }
    self.letters = letters
  }

  /// The stretches that hold most of the quote, the fullest first, no two of them overlapping.
  ///
  /// - Complexity: O(*n*) in the length of the text; runs that occur too often are passed over.
  func places(in text: [UInt8]) -> [Range<Int>] {
    let hits = hits(in: text)
    let length = Int(Self.stretch * Double(letters.count))
    let needed = Int((Self.leastShare * Double(letters.count)).rounded(.up))
    var covered = [Int](repeating: 0, count: letters.count)
    var count = 0
    var found: [(range: Range<Int>, count: Int)] = []
    var first = 0
    for last in hits.indices {
      count += cover(hits[last].offset, by: 1, &covered)
      while hits[last].place - hits[first].place + Self.runLength > length {
        count -= cover(hits[first].offset, by: -1, &covered)
        first += 1
      }
      guard count >= needed else { continue }
      let range = hits[first].place..<(hits[last].place + Self.runLength)
      if let before = found.last, before.range.overlaps(range) {
        if count > before.count { found[found.count - 1] = (range, count) }
      } else {
        found.append((range, count))
      }
    }
    return found.sorted { ($0.count, $1.range.lowerBound) > ($1.count, $0.range.lowerBound) }
      .map(\.range)
  }

  /// Counts a run of the quote in or out.
  ///
  /// - Returns: how many letters came to be covered, or uncovered.
  private func cover(_ offset: Int, by step: Int, _ covered: inout [Int]) -> Int {
    var changed = 0
    for place in offset..<(offset + Self.runLength) {
      let before = covered[place]
      covered[place] += step
      if (before == 0) != (covered[place] == 0) { changed += 1 }
    }
    return changed
  }

  /// Where runs of the quote stand in the text, in the order of the text.
  private func hits(in text: [UInt8]) -> [(place: Int, offset: Int)] {
    var offsets: [UInt64: Int] = [:]
    NearMatcher.forEachRun(in: letters) { run, place in
      // A run that the quote holds twice counts where it stands first.
      if offsets[run] == nil { offsets[run] = place }
    }
    var places: [(place: Int, offset: Int)] = []
    var occurrences: [UInt64: Int] = [:]
    NearMatcher.forEachRun(in: text) { run, place in
      guard let offset = offsets[run], places.count < NearMatcher.mostHits else { return }
      let seen = occurrences[run, default: 0]
      guard seen < NearMatcher.mostOccurrences else { return }
      occurrences[run] = seen + 1
      places.append((place, offset))
    }
    return places
  }
}
