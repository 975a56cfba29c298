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
        return origin.page == first.page && origin.start == first.utf8Range.lowerBound
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

  /// How alike the surroundings of a place are to those of the anchor, from 0 to 1.
  func affinity(to range: Range<Int>, in new: AnchorSide) -> Double {
    let near = context.likeness(to: range, in: new.letters.bytes).mean ?? 0
    guard let origin else { return near }
    return Self.weighed(near, wide(origin.range, in: origin.text, range, in: new))
  }

  /// How alike the surroundings of a place are to those of another place with the same words.
  func rivalAffinity(_ rival: Range<Int>, to range: Range<Int>, in new: AnchorSide) -> Double {
    guard let old = origin?.text else { return 0 }
    let there = AnchorContext(of: rival, in: old.letters.bytes, length: Self.contextLength)
    let near = there.likeness(to: range, in: new.letters.bytes).mean ?? 0
    return Self.weighed(near, wide(rival, in: old, range, in: new))
  }

  private static func weighed(_ near: Double, _ wide: Double) -> Double {
    0.65 * near + 0.35 * wide
  }

  private func wide(
    _ old: Range<Int>, in text: AnchorSide, _ new: Range<Int>, in other: AnchorSide
  ) -> Double {
    let mine = AnchorContext(of: old, in: text.letters.bytes, length: Self.wideLength)
    // Wider there, so that what was put in between pushes nothing out.
    let there = AnchorContext(
      of: new, in: other.letters.bytes, length: Self.wideLength + Self.wideLength / 2)
    return mine.sharedRuns(with: there)
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
