// SPDX-License-Identifier: EUPL-1.2

/// The places of a segment where words may stand after each other, thinned out word by word.
///
/// One word of the phrase gives the places with `add`; each other word is then walked once beside them with
/// `keep`. Words come in the order of passages, so both are walks from left to right, and positions in
/// passages that hold no place are passed over without being read. The memory is used again from phrase to
/// phrase.
final class PhrasePlaces {
  /// A place as one number: the passage, and the word in it at which the phrase begins.
  typealias Place = UInt64
  /// The number of bits for the word in the passage.
  static let wordBits = 24

  private var places: UnsafeMutablePointer<Place>
  private var isKept: UnsafeMutablePointer<UInt8>
  private var capacity = 0
  /// A bit for each of the first words of a passage: whether a place begins there, and whether it was met.
  private let wanted: UnsafeMutablePointer<UInt64>
  private let seen: UnsafeMutablePointer<UInt64>
  private static let bitLimit = 256
  private(set) var count = 0

  init() {
    places = .allocate(capacity: 1)
    isKept = .allocate(capacity: 1)
    wanted = .allocate(capacity: Self.bitLimit / 64)
    seen = .allocate(capacity: Self.bitLimit / 64)
  }

  deinit {
    places.deallocate()
    isKept.deallocate()
    wanted.deallocate()
    seen.deallocate()
  }

  /// The places, in order once `sort` was called where several words were added.
  var all: UnsafeBufferPointer<Place> { UnsafeBufferPointer(start: places, count: count) }

  func removeAll() { count = 0 }

  /// Adds the places that follow from where one word stands.
  ///
  /// - Parameters:
  ///   - size: the number of passages of the segment.
  ///   - offset: how many words the phrase begins before this one.
  ///   - mayEndSentence: whether a sentence may end after this word.
  /// - Throws: `PackedReader.Broken`.
  func add(
    _ found: SegmentWords.Found, size: Int, offset: Int, mayEndSentence: Bool
  ) throws {
    // Every occurrence takes a byte at least; one more is for the end of a walk.
    reserve(count + found.positions.count + 1)
    var positions = PackedPointer(found.positions)
    let places = places
    let ends = mayEndSentence ? 1 : 0
    var end = count
    try WordPostings.forEach(found.places, size: size) { passage, frequency in
      let start = Place(passage) << Self.wordBits
      var position = 0
      for _ in 0..<frequency {
        let head = try positions.number()
        position &+= head >> 1
        guard position < WordPosition.limit else { throw PackedReader.Broken() }
        // Without a branch, which would be guessed wrong too often: written always, kept where it fits.
        places[end] = start | Place(truncatingIfNeeded: position &- offset)
        end &+= position >= offset ? (head & 1) ^ 1 | ends : 0
      }
    }
    count = end
  }

  /// Puts the places of several words in one order; those of one word already are.
  func sort() {
    var all = UnsafeMutableBufferPointer(start: places, count: count)
    all.sort()
  }

  /// Forgets which places are kept, before `keep` is called for each word that may stand at one place of the
  /// phrase.
  func beginKeeping() { isKept.initialize(repeating: 0, count: count) }

  /// Keeps the places that have this word so many words further on.
  ///
  /// - Parameters: as for `add`.
  /// - Throws: `PackedReader.Broken`.
  func keep(
    _ found: SegmentWords.Found, size: Int, offset: Int, mayEndSentence: Bool
  ) throws {
    guard count > 0 else { return }
    let (places, end) = (places, count)
    let ends: UInt64 = mayEndSentence ? 1 : 0
    // A place behind the last, in a passage that no word stands in, ends every walk.
    places[end] = .max
    var next = 0
    var wanted = Int(places[0] >> Self.wordBits)
    var reader = PackedPointer(found.places)
    var positions = PackedPointer(found.positions)
    var passage = -1
    var skipped = 0
    while !reader.isAtEnd {
      let head = try reader.number()
      passage &+= head >> 1 &+ 1
      guard passage < size else { throw PackedReader.Broken() }
      let frequency = head & 1 == 0 ? 1 : try reader.number() &+ 2
      while wanted < passage {
        next &+= 1
        wanted = Int(truncatingIfNeeded: places[next] >> Self.wordBits)
      }
      if wanted > passage {
        if next == end { return }
        skipped &+= frequency
        continue
      }
      if skipped > 0 {
        try positions.skip(skipped)
        skipped = 0
      }
      var last = next
      while Int(truncatingIfNeeded: places[last &+ 1] >> Self.wordBits) == passage { last &+= 1 }
      if Self.word(places[last]) < Self.bitLimit {
        try keep(next...last, &positions, frequency, offset: offset, ends: ends)
      } else {
        try keepInTurn(next...last, &positions, frequency, offset: offset, ends: ends)
      }
      next = last
    }
  }

  /// Keeps those of the places of one passage that an occurrence stands at, all by bits: a branch for each
  /// would be guessed wrong too often.
  ///
  /// - Parameter ends: 1 where a sentence may end after the word, else 0.
  @inline(__always)
  private func keep(
    _ own: ClosedRange<Int>, _ positions: inout PackedPointer, _ frequency: Int, offset: Int,
    ends: UInt64
  ) throws {
    let (places, wanted, seen) = (places, wanted, seen)
    for bits in 0..<Self.bitLimit / 64 {
      wanted[bits] = 0
      seen[bits] = 0
    }
    for place in own {
      let word = Self.word(places[place])
      wanted[word >> 6] |= 1 &<< UInt64(word & 63)
    }
    var any: UInt64 = 0
    var position = 0
    for _ in 0..<frequency {
      let head = try positions.number()
      position &+= head >> 1
      guard position < WordPosition.limit else { throw PackedReader.Broken() }
      let word = position &- offset
      guard word >= 0, word < Self.bitLimit else { continue }
      let bit = (UInt64(head & 1) ^ 1 | ends) &<< UInt64(word & 63)
      let met = wanted[word >> 6] & bit
      seen[word >> 6] |= met
      any |= met
    }
    guard any != 0 else { return }
    for place in own {
      let word = Self.word(places[place])
      isKept[place] |= UInt8(truncatingIfNeeded: seen[word >> 6] &>> UInt64(word & 63)) & 1
    }
  }

  /// The same in a long passage, by a walk through its places.
  private func keepInTurn(
    _ own: ClosedRange<Int>, _ positions: inout PackedPointer, _ frequency: Int, offset: Int,
    ends: UInt64
  ) throws {
    var next = own.lowerBound
    var position = 0
    for _ in 0..<frequency {
      let head = try positions.number()
      position += head >> 1
      guard position < WordPosition.limit else { throw PackedReader.Broken() }
      let word = position - offset
      while next < own.upperBound, Self.word(places[next]) < word { next += 1 }
      if Self.word(places[next]) == word, head & 1 == 0 || ends == 1 { isKept[next] = 1 }
    }
  }

  /// The word of its passage at which a phrase begins.
  @inline(__always)
  private static func word(_ place: Place) -> Int {
    Int(truncatingIfNeeded: place) & (WordPosition.limit - 1)
  }

  /// Drops the places that were not kept.
  func endKeeping() {
    var kept = 0
    for place in 0..<count {
      places[kept] = places[place]
      kept += Int(isKept[place])
    }
    count = kept
  }

  private func reserve(_ wanted: Int) {
    guard wanted > capacity else { return }
    let size = max(wanted, 2 * capacity)
    let longer = UnsafeMutablePointer<Place>.allocate(capacity: size)
    longer.update(from: places, count: count)
    places.deallocate()
    places = longer
    isKept.deallocate()
    isKept = .allocate(capacity: size)
    capacity = size
  }
}
