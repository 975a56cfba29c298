// SPDX-License-Identifier: EUPL-1.2

/// Where one word stands in a segment, in two byte strings that are read apart.
///
/// | part | per passage that holds the word |
/// |---|---|
/// | places | distance to the passage before, times two, plus one where it occurs more than once; then how often, less two |
/// | positions | per occurrence: distance in words to the one before, times two, plus one where a sentence ends after it |
///
/// Numbers take seven bits a byte, lowest first. A word that an elided compound may stand for has no
/// positions.
struct WordPostings {
  /// The number of passages.
  private(set) var count = 0
  private(set) var places: [UInt8] = []
  private(set) var positions: [UInt8] = []
  private var last = -1

  mutating func removeAll() {
    count = 0
    last = -1
    places.removeAll(keepingCapacity: true)
    positions.removeAll(keepingCapacity: true)
  }

  /// Adds a passage; its positions are added one by one with `addPosition`.
  ///
  /// - Precondition: passages come in order.
  mutating func add(passage: Int, frequency: Int) {
    precondition(passage > last && frequency > 0)
    places.appendPacked((passage - last - 1) << 1 | (frequency > 1 ? 1 : 0))
    if frequency > 1 { places.appendPacked(frequency - 2) }
    last = passage
    count += 1
  }

  /// - Parameter distance: from the occurrence before in the passage, or from its start.
  mutating func addPosition(distance: Int, endsSentence: Bool) {
    positions.appendPacked(distance << 1 | (endsSentence ? 1 : 0))
  }

  mutating func append(positions bytes: UnsafeRawBufferPointer) {
    positions.append(contentsOf: bytes)
  }

  /// Calls the body with each passage and how often the word occurs in it.
  ///
  /// - Parameter size: the number of passages in the segment.
  /// - Throws: `PackedReader.Broken` where the bytes are cut off or name a passage outside the segment.
  @inline(__always)
  static func forEach(
    _ places: UnsafeRawBufferPointer, size: Int,
    _ body: (_ passage: Int, _ frequency: Int) throws -> Void
  ) throws {
    var reader = PackedPointer(places)
    var passage = -1
    while !reader.isAtEnd {
      let head = try reader.number()
      passage += head >> 1 + 1
      guard passage < size else { throw PackedReader.Broken() }
      try body(passage, head & 1 == 0 ? 1 : try reader.number() + 2)
    }
  }

  /// Calls the body with each occurrence in the passages that are wanted.
  ///
  /// - Throws: as `forEach`.
  @inline(__always)
  static func forEachPosition(
    _ places: UnsafeRawBufferPointer, _ positions: UnsafeRawBufferPointer, size: Int,
    wants: (_ passage: Int) -> Bool,
    _ body: (_ passage: Int, _ position: Int, _ endsSentence: Bool) -> Void
  ) throws {
    var reader = PackedPointer(positions)
    try forEach(places, size: size) { passage, frequency in
      guard wants(passage) else { return try reader.skip(frequency) }
      var position = 0
      for _ in 0..<frequency {
        let head = try reader.number()
        position += head >> 1
        guard position < WordPosition.limit else { throw PackedReader.Broken() }
        body(passage, position, head & 1 == 1)
      }
    }
  }
}

/// An occurrence of a word in a segment as one number, so that it sorts by passage and place.
struct WordPosition: Comparable {
  /// The first place in a passage that cannot be told.
  static let limit = 1 << 24
  private var bits: UInt64

  init(passage: Int, position: Int, endsSentence: Bool) {
    bits = UInt64(passage) << 25 | UInt64(position) << 1 | (endsSentence ? 1 : 0)
  }

  var passage: Int { Int(bits >> 25) }
  var position: Int { Int(bits >> 1) & (Self.limit - 1) }
  var endsSentence: Bool { bits & 1 == 1 }
  /// Passage and place together: consecutive words of a passage have consecutive numbers.
  var place: UInt64 { bits >> 1 }

  static func < (left: Self, right: Self) -> Bool { left.bits < right.bits }
}

/// Reads packed numbers from memory without copying it.
struct PackedPointer {
  private let bytes: UnsafeRawBufferPointer
  private var place = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var isAtEnd: Bool { place >= bytes.count }
  var offset: Int { place }

  /// - Throws: `PackedReader.Broken`.
  @inline(__always)
  mutating func number() throws -> Int {
    guard place < bytes.count else { throw PackedReader.Broken() }
    let first = bytes[place]
    place &+= 1
    if first < 0x80 { return Int(first) }
    return try rest(Int(first & 0x7F))
  }

  private mutating func rest(_ first: Int) throws -> Int {
    var value = first
    var shift = 7
    while place < bytes.count, shift < 35 {
      let byte = bytes[place]
      place += 1
      value |= Int(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    throw PackedReader.Broken()
  }

  /// Skips so many numbers.
  @inline(__always)
  mutating func skip(_ numbers: Int) throws {
    var left = numbers
    // Eight bytes hold eight numbers at most: one for each byte whose highest bit is not set.
    while left >= 8, place + 8 <= bytes.count {
      let ends =
        ~bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self) & 0x8080_8080_8080_8080
      left -= Int(((ends >> 7) &* 0x0101_0101_0101_0101) >> 56)
      place += 8
    }
    while left > 0 {
      guard place < bytes.count else { throw PackedReader.Broken() }
      if bytes[place] < 0x80 { left -= 1 }
      place += 1
    }
  }

  /// The next bytes.
  mutating func bytes(_ length: Int) throws -> UnsafeRawBufferPointer {
    guard length >= 0, length <= bytes.count - place else { throw PackedReader.Broken() }
    defer { place += length }
    return UnsafeRawBufferPointer(rebasing: bytes[place..<place + length])
  }
}

extension [UInt8] {
  /// Appends a number of seven bits a byte, lowest first.
  mutating func appendPacked(_ value: Int) {
    var rest = UInt(bitPattern: value)
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(rest))
  }
}
