// SPDX-License-Identifier: EUPL-1.2

import Model

/// Numbers and texts packed one after the other: numbers in seven bits a byte, lowest first.
struct PackedWriter {
  private(set) var bytes: [UInt8] = []

  mutating func number(_ value: Int) {
    var rest = UInt(bitPattern: value)
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func text(_ value: String) {
    number(value.utf8.count)
    bytes.append(contentsOf: value.utf8)
  }

  /// Bytes that were packed apart, with their length before them.
  mutating func part(_ part: [UInt8]) {
    number(part.count)
    bytes.append(contentsOf: part)
  }

  mutating func stretches(_ stretches: [Stretch]) {
    number(stretches.count)
    for stretch in stretches {
      number(stretch.page)
      number(stretch.utf8Range.lowerBound)
      number(stretch.utf8Range.count)
    }
  }
}

/// Reads what `PackedWriter` wrote.
struct PackedReader {
  /// The packed bytes end too early or hold what no version wrote.
  struct Broken: Error {}

  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { place >= bytes.count }

  mutating func number() throws -> Int {
    var value: UInt = 0
    var shift: UInt = 0
    while place < bytes.count, shift < 64 {
      let byte = bytes[place]
      place += 1
      value |= UInt(byte & 0x7F) << shift
      if byte < 0x80 { return Int(bitPattern: value) }
      shift += 7
    }
    throw Broken()
  }

  /// A number of things that follow, each of at least one byte.
  mutating func count() throws -> Int {
    let value = try number()
    guard value >= 0, value <= bytes.count - place else { throw Broken() }
    return value
  }

  mutating func text() throws -> String {
    let length = try count()
    defer { place += length }
    return String(decoding: bytes[place..<place + length], as: UTF8.self)
  }

  /// Passes over bytes.
  mutating func skip(_ length: Int) throws {
    guard length >= 0, length <= bytes.count - place else { throw Broken() }
    place += length
  }

  /// One of the cases of an enumeration, by its place among them.
  mutating func oneOf<Value>(_ cases: [Value]) throws -> Value {
    let index = try number()
    guard cases.indices.contains(index) else { throw Broken() }
    return cases[index]
  }

  /// Passes over what `stretches` reads.
  mutating func skipStretches() throws {
    for _ in 0..<(try count()) * 3 { _ = try number() }
  }

  mutating func stretches() throws -> [Stretch] {
    let count = try count()
    var stretches: [Stretch] = []
    stretches.reserveCapacity(count)
    for _ in 0..<count {
      let page = try number()
      let start = try number()
      let length = try number()
      guard start >= 0, length >= 0, start <= Int.max - length else { throw Broken() }
      stretches.append(Stretch(page: page, utf8Range: start..<start + length))
    }
    return stretches
  }
}
