// SPDX-License-Identifier: EUPL-1.2

/// Some words of a segment with their postings, as one row of the index.
///
/// Words that follow each other in the order of their bytes share a row until it is large enough; a word
/// with many postings has a row of its own. So a million rare words cost few rows, and a frequent word is
/// read without its neighbours.
struct PostingBlock {
  /// The first word.
  private(set) var first: [UInt8] = []
  /// Per word: its length and bytes, the number of passages, and the lengths of places and positions.
  private(set) var words: [UInt8] = []
  private(set) var places: [UInt8] = []
  private(set) var positions: [UInt8] = []
  private var wordCount = 0

  /// A row that is larger than this takes no more words.
  private static let byteLimit = 16_384
  /// A row with more words than this takes long to look through.
  private static let wordLimit = 256

  var isEmpty: Bool { wordCount == 0 }

  /// Whether a word with so many bytes of postings still belongs in this row.
  func takes(_ byteCount: Int) -> Bool {
    isEmpty
      || (wordCount < Self.wordLimit
        && places.count + positions.count + byteCount <= Self.byteLimit)
  }

  /// - Precondition: words come in the order of their bytes.
  mutating func add(_ word: some Collection<UInt8>, _ postings: WordPostings) {
    if isEmpty { first = Array(word) }
    words.appendPacked(word.count)
    words.append(contentsOf: word)
    words.appendPacked(postings.count)
    words.appendPacked(postings.places.count)
    words.appendPacked(postings.positions.count)
    places.append(contentsOf: postings.places)
    positions.append(contentsOf: postings.positions)
    wordCount += 1
  }

  mutating func removeAll() {
    wordCount = 0
    first.removeAll(keepingCapacity: true)
    words.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
    positions.removeAll(keepingCapacity: true)
  }
}

/// One word of a stored block and where its postings stand in the block.
struct BlockEntry {
  var word: UnsafeRawBufferPointer
  /// The number of passages.
  var count: Int
  var places: Range<Int>
  var positions: Range<Int>
}

/// Walks through the words of a stored block.
struct BlockWords {
  private var reader: PackedPointer
  private var placesEnd = 0
  private var positionsEnd = 0

  /// - Parameter words: as `PostingBlock.words`.
  init(_ words: UnsafeRawBufferPointer) { reader = PackedPointer(words) }

  /// The next word; nil after the last.
  ///
  /// - Throws: `PackedReader.Broken`.
  mutating func next() throws -> BlockEntry? {
    if reader.isAtEnd { return nil }
    let word = try reader.bytes(try reader.number())
    let count = try reader.number()
    let places = placesEnd..<placesEnd + (try reader.number())
    let positions = positionsEnd..<positionsEnd + (try reader.number())
    (placesEnd, positionsEnd) = (places.upperBound, positions.upperBound)
    return BlockEntry(word: word, count: count, places: places, positions: positions)
  }
}

extension UnsafeRawBufferPointer {
  /// A part of a stored column.
  ///
  /// - Throws: `PackedReader.Broken` where the column is shorter.
  func part(_ range: Range<Int>) throws -> UnsafeRawBufferPointer {
    guard range.lowerBound >= 0, range.upperBound <= count else { throw PackedReader.Broken() }
    return UnsafeRawBufferPointer(rebasing: self[range])
  }

  /// The order of bytes; a word comes before those that it begins.
  func compare(_ other: [UInt8]) -> Int {
    let length = Swift.min(count, other.count)
    for place in 0..<length where self[place] != other[place] {
      return self[place] < other[place] ? -1 : 1
    }
    return count - other.count
  }

  func starts(with prefix: [UInt8]) -> Bool {
    guard count >= prefix.count else { return false }
    for place in prefix.indices where self[place] != prefix[place] { return false }
    return true
  }
}
