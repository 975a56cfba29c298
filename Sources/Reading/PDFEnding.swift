// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// Whether a PDF ends as it should: a PDF is read from its end, where the table of its objects is named.
///
/// It is whole when its last `startxref` names a place where a cross-reference table or stream stands, with
/// nothing of a PDF after it, and when a file that says its own length (a linearized one, `/L`) has at least
/// that length; or exactly that length. The mark `%%EOF` alone says nothing, and its absence neither.
/// Source: ISO 32000-1, 7.5.4, 7.5.5, 7.5.8 and annex F.
struct PDFEnding {
  let bytes: UnsafeRawBufferPointer
  /// What stands before "%PDF"; places count from there in most files that have it.
  private let headStart: Int

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    headStart = Self.find("%PDF", in: bytes, from: 0, to: min(bytes.count, 1024)) ?? 0
  }

  var isWhole: Bool {
    if let length = statedLength {
      if length == bytes.count || length == bytes.count - headStart { return true }
      if length > bytes.count { return false }
    }
    guard let last = lastStart, let place = number(after: last + 9) else { return false }
    return isTable(at: place) || isTable(at: place + headStart)
  }

  /// The place of the last "startxref", when nothing of a PDF follows it.
  private var lastStart: Int? {
    let wanted = Array("startxref".utf8)
    var index = bytes.count - wanted.count
    while index >= 0 {
      if bytes[index] == wanted[0], starts(with: wanted, at: index) {
        let rest = index + wanted.count
        let isLast = ["obj", "stream", "trailer"].allSatisfy {
          Self.find($0, in: bytes, from: rest, to: bytes.count) == nil
        }
        return isLast ? index : nil
      }
      index -= 1
    }
    return nil
  }

  /// The length that a linearized file says it has.
  private var statedLength: Int? {
    let head = min(bytes.count, headStart + 1024)
    guard let dictionary = Self.find("/Linearized", in: bytes, from: headStart, to: head) else {
      return nil
    }
    let end = Self.find(">>", in: bytes, from: dictionary, to: head) ?? head
    var place = Self.find("<<", in: bytes, from: headStart, to: dictionary) ?? dictionary
    while let key = Self.find("/L", in: bytes, from: place, to: end) {
      if let value = number(after: key + 2) { return value }
      place = key + 2
    }
    return nil
  }

  /// Whether a table or a stream of places of objects stands here.
  private func isTable(at place: Int) -> Bool {
    guard place > 0, place < bytes.count else { return false }
    var index = place
    while index < min(bytes.count, place + 8), Self.isSpace(bytes[index]) { index += 1 }
    if starts(with: Array("xref".utf8), at: index) { return true }
    guard number(after: index) != nil else { return false }
    let end = min(bytes.count, index + 512)
    return Self.find("obj", in: bytes, from: index, to: min(bytes.count, index + 32)) != nil
      && Self.find("/XRef", in: bytes, from: index, to: end) != nil
  }

  /// The number that follows, white space aside.
  private func number(after place: Int) -> Int? {
    var index = place
    while index < bytes.count, Self.isSpace(bytes[index]) { index += 1 }
    var value = 0
    let start = index
    while index < bytes.count, index - start < 12, (0x30...0x39).contains(bytes[index]) {
      value = value * 10 + Int(bytes[index] - 0x30)
      index += 1
    }
    return index > start ? value : nil
  }

  private func starts(with wanted: [UInt8], at place: Int) -> Bool {
    place + wanted.count <= bytes.count
      && wanted.indices.allSatisfy { bytes[place + $0] == wanted[$0] }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0 || (0x09...0x0D).contains(byte)
  }

  private static func find(
    _ text: String, in bytes: UnsafeRawBufferPointer, from start: Int, to end: Int
  ) -> Int? {
    let wanted = Array(text.utf8)
    guard start < end, let base = bytes.baseAddress, let first = wanted.first else { return nil }
    var place = start
    while place + wanted.count <= end {
      guard let found = memchr(base + place, Int32(first), end - place - wanted.count + 1) else {
        return nil
      }
      place = UnsafeRawPointer(found) - base
      if wanted.indices.allSatisfy({ bytes[place + $0] == wanted[$0] }) { return place }
      place += 1
    }
    return nil
  }
}
