// SPDX-License-Identifier: EUPL-1.2
import Anchoring
import Model

/// How anchors in edited texts were placed, against where their words went.
struct AnchorScore: Sendable {
  var anchors = 0
  /// By state.
  var states: [AnchorState: Int] = [:]
  /// Placed where it does not stand: less than half of the old words found are the anchor's, or less than half
  /// of what is left of the anchor was found, or nothing is left.
  var wrong = 0
  /// Placed at all.
  var placed = 0
  /// At least 60 % of its letters still stand together.
  var present = 0
  var lostThoughPresent = 0
  var ambiguousThoughPresent = 0
  /// None of its words is left.
  var absent = 0
  var placedThoughAbsent = 0
  /// What went wrong, to look at.
  var failures: [String] = []

  static func += (left: inout AnchorScore, right: AnchorScore) {
    left.anchors += right.anchors
    left.states.merge(right.states, uniquingKeysWith: +)
    left.wrong += right.wrong
    left.placed += right.placed
    left.present += right.present
    left.lostThoughPresent += right.lostThoughPresent
    left.ambiguousThoughPresent += right.ambiguousThoughPresent
    left.absent += right.absent
    left.placedThoughAbsent += right.placedThoughAbsent
    left.failures += right.failures
  }
}

/// A text with its anchors, to be placed in edited versions of it.
struct AnchoredText: Sendable {
  struct Anchor: Sendable {
    /// The numbers of its words.
    var words: Range<Int>
    var locator: Locator
  }

  let text: EditedText
  let extraction: Extraction
  let anchors: [Anchor]
  private let lengths: [Int]

  /// Draws anchors of 3 to 40 words; one in ten may run over the end of a paragraph.
  init(_ text: EditedText, version: VersionHash, count: Int, _ numbers: inout SplitMix64) {
    self.text = text
    let laid = text.laidOut()
    extraction = laid.extraction
    let lengths = text.blocks.flatMap {
      $0.words.map { word in
        word.text.unicodeScalars.count {
          $0.properties.isAlphabetic || $0.properties.numericType != nil
        }
      }
    }
    let finder = QuoteFinder(version: version, readerVersion: "1", extraction: laid.extraction)
    var bounds: [Range<Int>] = []
    for block in text.blocks {
      let start = bounds.last?.upperBound ?? 0
      bounds.append(start..<(start + block.words.count))
    }
    let words = text.blocks.flatMap(\.words)
    var anchors: [Anchor] = []
    for _ in 0..<(count * 20) where anchors.count < count {
      let block = bounds[numbers.number(below: bounds.count)]
      guard block.count >= 3 else { continue }
      let start = block.lowerBound + numbers.number(below: block.count - 2)
      let end = min(
        numbers.percent(10) ? words.count : block.upperBound, start + 3 + numbers.number(below: 38))
      guard (start..<end).contains(where: { lengths[$0] > 2 }) else { continue }
      let quote = words[start..<end].map(\.text).joined(separator: " ")
      guard let locator = Self.locator(quote, at: laid.places[start], finder) else { continue }
      anchors.append(Anchor(words: start..<end, locator: locator))
    }
    self.anchors = anchors
    self.lengths = lengths
  }

  /// The locator of the words that begin at a place.
  private static func locator(
    _ quote: String, at place: EditedText.Place, _ finder: QuoteFinder
  ) -> Locator? {
    for occurrence in 1...40 {
      do {
        let found = try finder.locate(quote, page: place.page, occurrence: occurrence)
        if found.stretches.first?.utf8Range.lowerBound == place.utf8Range.lowerBound {
          return found
        }
      } catch {
        return nil
      }
    }
    return nil
  }

  /// Compares a placement with where the words of the anchor went.
  func score(
    _ placement: AnchorPlacement, of anchor: Anchor, in places: [EditedText.Place],
    _ label: @autoclosure () -> String
  ) -> AnchorScore {
    var score = AnchorScore(anchors: 1, states: [placement.state: 1])
    // A dash by itself is no word.
    let own = places.indices.filter { place in
      places[place].number.map { anchor.words.contains($0) && lengths[$0] > 0 } ?? false
    }
    let letters = Set(own.compactMap { places[$0].number }).reduce(0) { $0 + lengths[$1] }
    let all = anchor.words.reduce(0) { $0 + lengths[$1] }
    let span = (own.last ?? 0) - (own.first ?? 0) + 1
    let isPresent = letters * 10 >= all * 6 && span <= 2 * anchor.words.count + 2
    if isPresent { score.present = 1 }
    if own.isEmpty { score.absent = 1 }
    if let locator = placement.locator {
      score.placed = 1
      let found = places.indices.filter { place in
        places[place].number.map { lengths[$0] > 0 } ?? true
          && locator.stretches.contains {
            $0.page == places[place].page && $0.utf8Range.overlaps(places[place].utf8Range)
          }
      }
      // Words that came later are nobody's: between those of the quote they are no mistake.
      let numbered = found.compactMap { places[$0].number }
      let right = numbered.count { anchor.words.contains($0) }
      if right * 2 < numbered.count || right * 2 < own.count || own.isEmpty {
        score.wrong = 1
        if own.isEmpty { score.placedThoughAbsent = 1 }
      }
    } else if isPresent {
      if placement.state == .lost { score.lostThoughPresent = 1 }
      if placement.state == .ambiguous { score.ambiguousThoughPresent = 1 }
    }
    if score.wrong + score.lostThoughPresent > 0 {
      score.failures = [
        "\(label()) \(placement.state): \(anchor.locator.quote.prefix(160)) → "
          + "\(placement.locator?.quote.prefix(160) ?? "")"
      ]
    }
    return score
  }
}
