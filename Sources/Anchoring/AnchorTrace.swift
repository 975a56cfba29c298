// SPDX-License-Identifier: EUPL-1.2
import Model

/// What is known of an anchor when it is looked for in another text: its letters and what stood around it.
struct AnchorTrace {
  /// The letters kept on each side where the old text is there.
  static let contextLength = 96
  /// The letters on each side that tell apart what is repeated.
  static let wideLength = 700
  /// The most other places with the same words that are looked at.
  static let mostRivals = 60

  var letters: [UInt8]
  var context: AnchorContext
  /// Whether the quote begins and ends with a whole word.
  var startsWord: Bool
  var endsWord: Bool
  var page: Int
  /// nil where they are unknown.
  var headings: [String]?
  /// In how many places the words stood; nil where that is unknown.
  var repeats: Int?
  var hasOwnPages: Bool?
  var version: VersionHash

  /// The text that the anchor was made in, with its place; nil where only the locator is left.
  var origin: (text: AnchorSide, range: Range<Int>)?
  /// Where the same letters stood elsewhere in that text.
  var rivals: [Range<Int>] = []

  /// - Parameter old: the text of the locator's version, as it is read now.
  init(_ locator: Locator, in old: AnchorSide?) {
    letters = AnchorLetters(of: locator.quote).bytes
    context = AnchorContext(
      before: AnchorLetters(of: locator.before).bytes,
      after: AnchorLetters(of: locator.after).bytes)
    startsWord = !AnchorSide.isLetter(locator.before.unicodeScalars.last)
    endsWord = !AnchorSide.isLetter(locator.after.unicodeScalars.first)
    page = locator.page
    headings = locator.headings
    repeats = locator.repeats
    hasOwnPages = locator.marks == nil ? nil : true
    version = locator.version
    guard let old, old.document.version == locator.version, let first = locator.stretches.first,
      old.document.stands(locator)
    else { return }
    let places = old.letters.occurrences(of: letters, limit: Self.mostRivals)
    hasOwnPages = old.document.hasOwnPages
    guard
      let own = places.first(where: { place in
        let origin = old.document.text.origins[old.letters.scalars(place).lowerBound]
        // Its first letter may stand after a dash.
        return origin.page == first.page && first.utf8Range.contains(origin.start)
      })
    else { return }
    take(own, in: old, others: places.filter { $0 != own })
  }

  private mutating func take(_ own: Range<Int>, in old: AnchorSide, others: [Range<Int>]) {
    origin = (old, own)
    rivals = others
    repeats = others.count + 1
    context = AnchorContext(of: own, in: old.letters.bytes, length: Self.contextLength)
    headings = old.document.headings(at: old.letters.scalars(own).lowerBound)
    startsWord = old.startsWord(own)
    endsWord = old.endsWord(own)
  }

  /// How much the surroundings of some pages weigh beside those close by.
  private static let wideWeight = 0.35

  /// How alike the surroundings of a place are to those of the anchor, from 0 to 1.
  func affinity(to range: Range<Int>, in new: AnchorSide) -> Double {
    let near = context.likeness(to: range, in: new.letters.bytes).mean ?? 0
    guard let origin else { return near }
    return Self.weighed(near, Self.runs(around: range, in: new).share(of: ownRuns(origin)))
  }

  /// The places by how alike their surroundings are to those of the anchor, best first.
  ///
  /// The wide surroundings are looked at only where they can still make a place the best or the next.
  func ranked(
    _ places: [Range<Int>], in new: AnchorSide
  ) -> [(place: Range<Int>, affinity: Double)] {
    let near = places.map { place in
      (place: place, near: context.likeness(to: place, in: new.letters.bytes).mean ?? 0)
    }.sorted { ($0.near, $1.place.lowerBound) > ($1.near, $0.place.lowerBound) }
    guard let origin else { return near.map { ($0.place, $0.near) } }
    let own = ownRuns(origin)
    var (first, second) = (0.0, 0.0)
    let ranked = near.map { candidate -> (place: Range<Int>, affinity: Double) in
      let close = (1 - Self.wideWeight) * candidate.near
      guard close + Self.wideWeight >= second else { return (candidate.place, close) }
      let wide = Self.runs(around: candidate.place, in: new).share(of: own)
      let affinity = Self.weighed(candidate.near, wide)
      (first, second) = affinity > first ? (affinity, first) : (first, max(second, affinity))
      return (candidate.place, affinity)
    }
    return ranked.sorted {
      ($0.affinity, $1.place.lowerBound) > ($1.affinity, $0.place.lowerBound)
    }
  }

  /// Whether a place is as likely that of another place with the same words.
  ///
  /// - Parameter affinity: how alike its surroundings are to those of the anchor.
  func hasRival(for range: Range<Int>, in new: AnchorSide, above affinity: Double) -> Bool {
    guard let old = origin?.text else { return false }
    var around: AnchorRuns?
    return rivals.contains { rival in
      let there = AnchorContext(of: rival, in: old.letters.bytes, length: Self.contextLength)
      let near = there.likeness(to: range, in: new.letters.bytes).mean ?? 0
      guard (1 - Self.wideWeight) * near + Self.wideWeight > affinity else { return false }
      let runs = around ?? Self.runs(around: range, in: new)
      around = runs
      let own = AnchorRuns(
        AnchorContext(of: rival, in: old.letters.bytes, length: Self.wideLength))
      return Self.weighed(near, runs.share(of: own)) > affinity
    }
  }

  private static func weighed(_ near: Double, _ wide: Double) -> Double {
    (1 - wideWeight) * near + wideWeight * wide
  }

  private func ownRuns(_ origin: (text: AnchorSide, range: Range<Int>)) -> AnchorRuns {
    AnchorRuns(
      AnchorContext(of: origin.range, in: origin.text.letters.bytes, length: Self.wideLength))
  }

  /// Wider than in the old text, so that what was put in between pushes nothing out.
  private static func runs(around range: Range<Int>, in new: AnchorSide) -> AnchorRuns {
    AnchorRuns(
      AnchorContext(of: range, in: new.letters.bytes, length: wideLength + wideLength / 2))
  }
}

/// A text on one side of a comparison: the document with its letters.
final class AnchorSide: Sendable {
  let document: QuotedDocument
  let letters: AnchorLetters

  init(_ document: QuotedDocument) {
    self.document = document
    letters = AnchorLetters(document.text)
  }

  static func isLetter(_ scalar: Unicode.Scalar?) -> Bool {
    guard let scalar else { return false }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  /// Whether no word goes on over the start of a range of letters.
  func startsWord(_ range: Range<Int>) -> Bool {
    let place = letters.scalars(range).lowerBound
    let scalars = document.text.scalars
    return place == 0 || !Self.isLetter(scalars[place - 1]) || !Self.isLetter(scalars[place])
  }

  /// Whether no word goes on over the end of a range of letters.
  func endsWord(_ range: Range<Int>) -> Bool {
    let place = letters.scalars(range).upperBound
    let scalars = document.text.scalars
    return place >= scalars.count || !Self.isLetter(scalars[place])
      || !Self.isLetter(scalars[place - 1])
  }

  /// A range of letters, made to begin and end with a whole word: the nearest side counts.
  func wholeWords(_ range: Range<Int>) -> Range<Int> {
    let scalars = document.text.scalars
    let found = letters.scalars(range)
    let start = Self.edge(found.lowerBound, in: scalars)
    let end = Self.edge(found.upperBound, in: scalars)
    guard start < end else { return found }
    var lower = start
    var upper = end
    while lower < upper, scalars[lower] == " " { lower += 1 }
    while lower < upper, scalars[upper - 1] == " " { upper -= 1 }
    return lower < upper ? lower..<upper : found
  }

  /// The edge of a word that is nearest to a place.
  private static func edge(_ place: Int, in scalars: [Unicode.Scalar]) -> Int {
    func isEdge(_ place: Int) -> Bool {
      place <= 0 || place >= scalars.count || !isLetter(scalars[place - 1])
        || !isLetter(scalars[place])
    }
    for distance in 0...40 {
      if isEdge(place - distance) { return max(0, place - distance) }
      if isEdge(place + distance) { return min(scalars.count, place + distance) }
    }
    return place
  }
}
