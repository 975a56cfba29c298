// SPDX-License-Identifier: EUPL-1.2

/// A rectangle on a page, in points from the top left of the page as it is shown.
public struct PageRectangle: Codable, Sendable, Hashable {
  public var left: Double
  public var top: Double
  public var right: Double
  public var bottom: Double

  public init(left: Double, top: Double, right: Double, bottom: Double) {
    self.left = left
    self.top = top
    self.right = right
    self.bottom = bottom
  }

  /// Whether another rectangle stands beside this one, as the next word of a line does.
  func isOnLine(with other: PageRectangle) -> Bool {
    let overlap = min(bottom, other.bottom) - max(top, other.top)
    return overlap * 2 >= min(bottom - top, other.bottom - other.top)
  }

  /// The rectangles of words in the order of the text, those on one line together.
  public static func lines(_ words: [PageRectangle]) -> [PageRectangle] {
    var lines: [PageRectangle] = []
    for word in words {
      if let last = lines.last, last.isOnLine(with: word), word.right > last.left {
        lines[lines.count - 1] = last.union(word)
      } else {
        lines.append(word)
      }
    }
    return lines
  }

  private func union(_ other: PageRectangle) -> PageRectangle {
    PageRectangle(
      left: min(left, other.left), top: min(top, other.top), right: max(right, other.right),
      bottom: max(bottom, other.bottom))
  }
}

/// A word, or the part of a word that stands on one line, and where it stands on the page.
public struct WordBox: Codable, Sendable, Equatable {
  /// The bytes of the page's text; never empty.
  public var utf8Range: Range<Int>
  public var rectangle: PageRectangle

  public init(utf8Range: Range<Int>, rectangle: PageRectangle) {
    self.utf8Range = utf8Range
    self.rectangle = rectangle
  }
}

/// Where the words of one page stand, in a packed form: some five bytes a word.
///
/// A word that was broken at a line end has two boxes, one for each part, whose bytes follow each other
/// without a gap. The form: width and height of the page, then the words in the order of the text.
/// All measures are in tenths of a point, all numbers in seven bits a byte, lowest first; a number that may
/// be negative is written as `n << 1 ^ n >> 63`. A word is:
///
/// 1. its length in bytes times 2, plus 1 where the three numbers of step 2 follow;
/// 2. the bytes between the end of the word before and this one, its top less the top of the word before,
///    its height less that height; where they are left out these are 1, 0 and 0;
/// 3. its left side less the right side of the word before, and its width.
///
/// ```swift
/// let marks = try boxes.rectangles(of: stretch.utf8Range)
/// ```
public struct PageBoxes: Codable, Sendable, Equatable {
  /// The page, counted from 1.
  public var page: Int
  public var packed: [UInt8]

  /// The packed form ends too early or holds what was never written.
  public struct Broken: Error, Equatable {
    public init() {}
  }

  public init(page: Int, packed: [UInt8]) {
    self.page = page
    self.packed = packed
  }

  /// - Parameter words: in the order of the text.
  public init(page: Int, width: Double, height: Double, words: [WordBox]) {
    var writer = PageBoxesWriter(width: width, height: height)
    for word in words {
      let box = word.rectangle
      writer.add(
        word.utf8Range, left: Float(box.left), top: Float(box.top), right: Float(box.right),
        bottom: Float(box.bottom))
    }
    self.init(page: page, packed: writer.bytes)
  }

  /// The size of the page as it is shown, in points.
  ///
  /// - Throws: `Broken`.
  public func size() throws -> (width: Double, height: Double) {
    var reader = BoxReader(packed)
    return (Double(try reader.number()) / 10, Double(try reader.number()) / 10)
  }

  /// The words in the order of the text.
  ///
  /// - Throws: `Broken`.
  public func words() throws -> [WordBox] {
    var words: [WordBox] = []
    words.reserveCapacity(packed.count / 5)
    try forEach { range, left, top, right, bottom in
      words.append(
        WordBox(
          utf8Range: range,
          rectangle: PageRectangle(
            left: Double(left) / 10, top: Double(top) / 10, right: Double(right) / 10,
            bottom: Double(bottom) / 10)))
    }
    return words
  }

  /// Whether the form is sound and all words lie within a text of so many bytes.
  public func isSound(textBytes: Int) -> Bool {
    do {
      var end = 0
      try forEach { range, _, _, _, _ in end = range.upperBound }
      return end <= textBytes
    } catch {
      return false
    }
  }

  /// The rectangles that a range of the page's text covers, one for each line that it runs over.
  ///
  /// Of a word that the range covers in part, a part as long as its share of the bytes is taken.
  ///
  /// - Throws: `Broken`.
  public func rectangles(of range: Range<Int>) throws -> [PageRectangle] {
    PageRectangle.lines(
      try words().filter { $0.utf8Range.overlaps(range) }.map { Self.part(of: $0, covered: range) })
  }

  private static func part(of word: WordBox, covered range: Range<Int>) -> PageRectangle {
    var box = word.rectangle
    let part = word.utf8Range.clamped(to: range)
    // A turned word is taken whole.
    guard part != word.utf8Range, box.right - box.left > box.bottom - box.top else { return box }
    let width = (box.right - box.left) / Double(word.utf8Range.count)
    box.right = box.left + width * Double(part.upperBound - word.utf8Range.lowerBound)
    box.left += width * Double(part.lowerBound - word.utf8Range.lowerBound)
    return box
  }

  private func forEach(
    _ body: (_ range: Range<Int>, _ left: Int, _ top: Int, _ right: Int, _ bottom: Int) -> Void
  ) throws {
    var reader = BoxReader(packed)
    _ = try reader.number()
    _ = try reader.number()
    var end = 0
    var (top, height, right) = (0, 0, 0)
    while !reader.isAtEnd {
      let head = try reader.number()
      var gap = 1
      if head & 1 != 0 {
        gap = try reader.number()
        top += try reader.signed()
        height += try reader.signed()
      }
      let start = end + gap
      let left = right + (try reader.signed())
      let width = try reader.number()
      end = start + head >> 1
      right = left + width
      guard end > start, end <= Self.largest, abs(left) <= Self.largest, right <= Self.largest,
        abs(top) <= Self.largest, height >= 0, height <= Self.largest
      else { throw Broken() }
      body(start..<end, left, top, right, top + height)
    }
  }

  /// No place in bytes or tenths of points is beyond this.
  static let largest = 1 << 31
}

/// Packs the words of a page one by one.
public struct PageBoxesWriter {
  public private(set) var bytes: [UInt8] = []
  private var end = 0
  private var top = 0
  private var height = 0
  private var right = 0

  /// - Parameter words: how many are to be expected.
  public init(width: Double, height: Double, words: Int = 0) {
    bytes.reserveCapacity(words * 6 + 8)
    number(max(0, Self.tenths(Float(width))))
    number(max(0, Self.tenths(Float(height))))
  }

  /// Adds the next word; one that is empty or begins before the end of the last is left out.
  ///
  /// - Returns: whether the word was added.
  @discardableResult
  public mutating func add(
    _ range: Range<Int>, left: Float, top: Float, right: Float, bottom: Float
  ) -> Bool {
    guard range.lowerBound >= end, !range.isEmpty else { return false }
    let (x0, y0) = (Self.tenths(left), Self.tenths(top))
    let (width, high) = (max(0, Self.tenths(right) - x0), max(0, Self.tenths(bottom) - y0))
    let gap = range.lowerBound - end
    if gap == 1, y0 == self.top, high == height {
      number(range.count << 1)
    } else {
      number(range.count << 1 | 1)
      number(gap)
      signed(y0 - self.top)
      signed(high - height)
    }
    signed(x0 - self.right)
    number(width)
    (end, self.top, height, self.right) = (range.upperBound, y0, high, x0 + width)
    return true
  }

  /// Hostile documents place words anywhere; what is no number becomes 0.
  private static func tenths(_ points: Float) -> Int {
    guard points.isFinite else { return 0 }
    return Int((min(max(points, -1_000_000), 1_000_000) * 10).rounded())
  }

  private mutating func signed(_ value: Int) { number(value << 1 ^ value >> 63) }

  private mutating func number(_ value: Int) {
    var rest = UInt(bitPattern: value)
    // Nearly all are small.
    if rest < 0x80 { return bytes.append(UInt8(rest)) }
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}

/// Takes the numbers of a packed page one by one.
private struct BoxReader {
  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { place >= bytes.count }

  /// A number of at most 35 bits.
  mutating func number() throws -> Int {
    var value = 0
    var shift = 0
    while place < bytes.count, shift < 35 {
      let byte = bytes[place]
      place += 1
      value |= Int(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    throw PageBoxes.Broken()
  }

  mutating func signed() throws -> Int {
    let value = try number()
    return value >> 1 ^ -(value & 1)
  }
}
