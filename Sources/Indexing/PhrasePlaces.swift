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
  private(set) var count = 0

  init() {
    places = .allocate(capacity: 1)
    isKept = .allocate(capacity: 1)
  }

  deinit {
    places.deallocate()
    isKept.deallocate()
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
    // Every occurrence takes a byte at least.
    reserve(count + found.positions.count)
    var positions = PackedPointer(found.positions)
    let places = places
    var end = count
    try WordPostings.forEach(found.places, size: size) { passage, frequency in
      let start = Place(passage) << Self.wordBits
      var position = 0
      for _ in 0..<frequency {
        let head = try positions.number()
        position += head >> 1
        guard position < WordPosition.limit else { throw PackedReader.Broken() }
        if position >= offset, mayEndSentence || head & 1 == 0 {
          places[end] = start | Place(position - offset)
          end += 1
        }
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
    let (places, isKept, end) = (places, isKept, count)
    var next = 0
    var wanted = Int(places[0] >> Self.wordBits)
    var reader = PackedPointer(found.places)
    var positions = PackedPointer(found.positions)
    var passage = -1
    var skipped = 0
    while !reader.isAtEnd {
      let head = try reader.number()
      passage += head >> 1 + 1
      let frequency = head & 1 == 0 ? 1 : try reader.number() + 2
      while wanted < passage {
        next += 1
        if next == end { return }
        wanted = Int(places[next] >> Self.wordBits)
      }
      if wanted > passage {
        skipped += frequency
        continue
      }
      guard passage < size else { throw PackedReader.Broken() }
      if skipped > 0 {
        try positions.skip(skipped)
        skipped = 0
      }
      let start = Place(passage) << Self.wordBits
      var position = 0
      for _ in 0..<frequency {
        let head = try positions.number()
        position += head >> 1
        guard position < WordPosition.limit else { throw PackedReader.Broken() }
        guard position >= offset, mayEndSentence || head & 1 == 0 else { continue }
        let place = start | Place(position - offset)
        while next < end, places[next] < place { next += 1 }
        if next == end { return }
        if places[next] == place { isKept[next] = 1 }
      }
      wanted = Int(places[next] >> Self.wordBits)
    }
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
