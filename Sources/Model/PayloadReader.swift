// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// Walks through canonical JSON (see `CanonicalJSON`) whose form is known beforehand: what must stand there is
/// taken byte by byte, and what varies is read.
///
/// Everything gives nil or false, and no error, where something else stands there: the caller then leaves the
/// whole to the general decoder.
struct PayloadReader {
  private let start: UnsafePointer<UInt8>
  private let count: Int
  private var place = 0

  /// - Parameter bytes: must stay where they are for as long as the reader is used.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress else { return nil }
    self.start = start
    count = bytes.count
  }

  /// Whether everything was read.
  var isAtEnd: Bool { place == count }

  /// Takes what must stand here; leaves the place where it is when something else does.
  mutating func take(_ text: StaticString) -> Bool {
    let length = text.utf8CodeUnitCount
    guard count - place >= length, memcmp(start + place, text.utf8Start, length) == 0 else {
      return false
    }
    place += length
    return true
  }

  /// A text; nil where it is none, or is written with a character in two halves (`\ud83d\ude00`).
  mutating func string() -> String? {
    guard place < count, start[place] == UInt8(ascii: "\"") else { return nil }
    var end = place + 1
    while end < count, start[end] != UInt8(ascii: "\""), start[end] != UInt8(ascii: "\\"),
      start[end] >= 0x20
    {
      end += 1
    }
    guard end < count, start[end] >= 0x20 else { return nil }
    guard start[end] == UInt8(ascii: "\"") else { return escapedString(from: end) }
    let text = String(
      decoding: UnsafeBufferPointer(start: start + place + 1, count: end - place - 1), as: UTF8.self
    )
    place = end + 1
    return text
  }

  /// A text of which the first escaped character stands at a place.
  private mutating func escapedString(from first: Int) -> String? {
    var bytes = Array(UnsafeBufferPointer(start: start + place + 1, count: first - place - 1))
    var end = first
    while end < count, start[end] != UInt8(ascii: "\"") {
      guard start[end] >= 0x20 else { return nil }
      guard start[end] == UInt8(ascii: "\\") else {
        bytes.append(start[end])
        end += 1
        continue
      }
      guard end + 1 < count else { return nil }
      switch start[end + 1] {
      case UInt8(ascii: "\""): bytes.append(UInt8(ascii: "\""))
      case UInt8(ascii: "\\"): bytes.append(UInt8(ascii: "\\"))
      case UInt8(ascii: "/"): bytes.append(UInt8(ascii: "/"))
      case UInt8(ascii: "n"): bytes.append(0x0A)
      case UInt8(ascii: "r"): bytes.append(0x0D)
      case UInt8(ascii: "t"): bytes.append(0x09)
      case UInt8(ascii: "b"): bytes.append(0x08)
      case UInt8(ascii: "f"): bytes.append(0x0C)
      case UInt8(ascii: "u"):
        guard let scalar = scalar(at: end + 2), let utf8 = UTF8.encode(scalar) else { return nil }
        bytes.append(contentsOf: utf8)
        end += 4
      default: return nil
      }
      end += 2
    }
    guard end < count else { return nil }
    place = end + 1
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The character of four hexadecimal digits; nil where they are none, or half a character.
  private func scalar(at place: Int) -> Unicode.Scalar? {
    guard place + 4 <= count else { return nil }
    var value: UInt32 = 0
    for digit in UnsafeBufferPointer(start: start + place, count: 4) {
      switch digit {
      case 0x30...0x39: value = value << 4 | UInt32(digit - 0x30)
      case 0x41...0x46: value = value << 4 | UInt32(digit - 0x41 + 10)
      case 0x61...0x66: value = value << 4 | UInt32(digit - 0x61 + 10)
      default: return nil
      }
    }
    return Unicode.Scalar(value)
  }

  /// A whole number of at most fifteen digits.
  mutating func integer() -> Int? {
    let isNegative = take("-")
    guard let (digits, value) = digits(), digits <= 15 else { return nil }
    return isNegative ? -value : value
  }

  /// A number without an exponent, of at most fifteen digits.
  ///
  /// Digits and power of ten are then both exact, so that their quotient is the nearest number there is, which
  /// is what every correct decoder gives (Clinger, *How to read floating point numbers accurately*, 1990).
  mutating func decimal() -> Double? {
    let isNegative = take("-")
    guard let (whole, high) = digits(), whole <= 15 else { return nil }
    var value = Double(high)
    if take(".") {
      let begin = place
      var all = high
      while place < count, (0x30...0x39).contains(start[place]), whole + place - begin < 15 {
        all = all * 10 + Int(start[place] - 0x30)
        place += 1
      }
      guard place > begin else { return nil }
      value = Double(all) / Self.powers[place - begin]
    }
    // More digits or an exponent would stand here: what follows a number is a comma or a bracket.
    return isNegative ? -value : value
  }

  private static let powers: [Double] = (0...15).map { power in
    (0..<power).reduce(1) { value, _ in value * 10 }
  }

  private mutating func digits() -> (count: Int, value: Int)? {
    let begin = place
    var value = 0
    while place < count, (0x30...0x39).contains(start[place]), place - begin < 16 {
      value = value * 10 + Int(start[place] - 0x30)
      place += 1
    }
    return place > begin ? (place - begin, value) : nil
  }

  mutating func boolean() -> Bool? {
    if take("true") { return true }
    return take("false") ? false : nil
  }

  /// A list of what `element` reads.
  mutating func list<Element>(_ element: (inout PayloadReader) -> Element?) -> [Element]? {
    guard take("[") else { return nil }
    var elements: [Element] = []
    if take("]") { return elements }
    repeat {
      guard let next = element(&self) else { return nil }
      elements.append(next)
    } while take(",")
    return take("]") ? elements : nil
  }

  mutating func strings() -> [String]? { list { $0.string() } }

  mutating func identifier<Subject>(_ type: Identifier<Subject>.Type) -> Identifier<Subject>? {
    string().map { Identifier($0) }
  }

  mutating func identifiers<Subject>(
    _ type: Identifier<Subject>.Type
  ) -> [Identifier<Subject>]? {
    list { $0.identifier(type) }
  }

  /// Reads the text after a key that may be absent.
  ///
  /// - Returns: false where the key stands there, and no text after it.
  mutating func optional(_ key: StaticString, into text: inout String?) -> Bool {
    guard take(key) else { return true }
    text = string()
    return text != nil
  }
}
