// SPDX-License-Identifier: EUPL-1.2
import Model

/// The letters of a document, or of a quote: the folded text without white space and hyphens, in UTF-8.
///
/// Two texts that differ only in how lines and pages break have the same letters.
struct AnchorLetters {
  private(set) var bytes: [UInt8] = []
  /// For each byte the folded character that it is of.
  private(set) var places: [Int32] = []

  init(_ text: QuotedText) {
    bytes.reserveCapacity(text.scalars.count)
    places.reserveCapacity(text.scalars.count)
    for (place, scalar) in text.scalars.enumerated() where scalar != " " && scalar != "-" {
      if scalar.isASCII {
        bytes.append(UInt8(truncatingIfNeeded: scalar.value))
        places.append(Int32(place))
        continue
      }
      for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
        bytes.append(byte)
        places.append(Int32(place))
      }
    }
  }

  /// The letters of a quote or of its context.
  init(of text: String) { self.init(QuotedText(quote: text)) }

  /// The ranges of bytes at which other letters stand, at most `limit`; they do not overlap.
  ///
  /// - Complexity: O(*n* + *m*), whatever the letters: Knuth, Morris and Pratt (1977).
  func occurrences(of other: [UInt8], limit: Int) -> [Range<Int>] {
    guard !other.isEmpty, other.count <= bytes.count else { return [] }
    let borders = Self.borders(of: other)
    var found: [Range<Int>] = []
    bytes.withUnsafeBufferPointer { text in
      other.withUnsafeBufferPointer { wanted in
        borders.withUnsafeBufferPointer { borders in
          var matched = 0
          for place in 0..<text.count {
            let letter = text[place]
            while matched > 0, wanted[matched] != letter { matched = borders[matched] }
            if wanted[matched] == letter { matched += 1 }
            guard matched == wanted.count else { continue }
            found.append((place + 1 - matched)..<(place + 1))
            if found.count == limit { return }
            matched = 0
          }
        }
      }
    }
    return found
  }

  /// For each number of letters matched the number that is still matched when the next one differs.
  private static func borders(of wanted: [UInt8]) -> [Int] {
    var borders = [0, 0]
    borders.reserveCapacity(wanted.count + 1)
    var matched = 0
    for place in wanted.indices.dropFirst() {
      while matched > 0, wanted[matched] != wanted[place] { matched = borders[matched] }
      if wanted[matched] == wanted[place] { matched += 1 }
      borders.append(matched)
    }
    return borders
  }

  /// The folded characters that a range of bytes stands for.
  func scalars(_ range: Range<Int>) -> Range<Int> {
    Int(places[range.lowerBound])..<(Int(places[range.upperBound - 1]) + 1)
  }
}

/// The letters before and after a place, and how far those around another place are the same.
struct AnchorContext {
  var before: ArraySlice<UInt8>
  var after: ArraySlice<UInt8>

  /// How alike each side is, from 0 to 1; nil where there is nothing to compare.
  struct Likeness {
    var before: Double?
    var after: Double?
    var lengths = (before: 0, after: 0)

    /// The better of both sides; a side of a few letters says little.
    var best: Double {
      max(
        lengths.before >= 8 ? before ?? 0 : 0, lengths.after >= 8 ? after ?? 0 : 0)
    }
    /// Both sides, by their length; nil where there is nothing to compare.
    var mean: Double? {
      let total = lengths.before + lengths.after
      guard total > 0 else { return nil }
      return ((before ?? 0) * Double(lengths.before) + (after ?? 0) * Double(lengths.after))
        / Double(total)
    }
  }

  /// The letters within a distance of a range.
  init(of range: Range<Int>, in letters: [UInt8], length: Int) {
    before = letters[max(0, range.lowerBound - length)..<range.lowerBound]
    after = letters[range.upperBound..<min(letters.count, range.upperBound + length)]
  }

  init(before: [UInt8], after: [UInt8]) {
    self.before = before[...]
    self.after = after[...]
  }

  var isEmpty: Bool { before.isEmpty && after.isEmpty }

  func likeness(to range: Range<Int>, in letters: [UInt8]) -> Likeness {
    let there = AnchorContext(
      of: range, in: letters, length: max(before.count, after.count) + EditDistance.slack)
    return Likeness(
      before: before.isEmpty
        ? nil : EditDistance.likeness(Array(before.reversed()), Array(there.before.reversed())),
      after: after.isEmpty ? nil : EditDistance.likeness(Array(after), Array(there.after)),
      lengths: (before.count, after.count))
  }
}

/// The runs of eight letters around a place, for telling the surroundings of some pages apart.
///
/// Blind to order, and to edits between the runs.
struct AnchorRuns {
  private var runs: Set<UInt64> = []

  init(_ context: AnchorContext) {
    runs.reserveCapacity(context.before.count + context.after.count)
    for side in [context.before, context.after] {
      var run: UInt64 = 0
      for (count, byte) in side.enumerated() {
        run = run << 8 | UInt64(byte)
        if count >= 7 { runs.insert(run) }
      }
    }
  }

  /// How many letters of a quote stand in another text within five or more that stood together in the quote.
  static func kept(of quote: [UInt8], in text: ArraySlice<UInt8>) -> Int {
    let length = 5
    func runs(_ letters: some Collection<UInt8>) -> [UInt64] {
      var run: UInt64 = 0
      return letters.map { byte in
        run = (run << 8 | UInt64(byte)) & 0xFF_FFFF_FFFF
        return run
      }
    }
    // The first four of each are no whole runs.
    let there = Set(runs(text).dropFirst(length - 1))
    var kept = 0
    var last = -1
    for (place, run) in runs(quote).enumerated().dropFirst(length - 1) where there.contains(run) {
      kept += min(length, place - last)
      last = place
    }
    return kept
  }

  /// The share of other runs that are here too, from 0 to 1.
  func share(of other: AnchorRuns) -> Double {
    guard !other.runs.isEmpty else { return 0 }
    let shared = other.runs.count { runs.contains($0) }
    return Double(shared) / Double(other.runs.count)
  }
}
