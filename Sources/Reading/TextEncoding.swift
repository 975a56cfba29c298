// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// In which encoding plain text is written: told by its first bytes, else UTF-8, else Windows-1252.
enum TextEncoding: String, Sendable {
  case utf8, utf16LittleEndian, utf16BigEndian, windows1252

  /// Whether bytes hold text rather than something binary.
  static func isText(_ bytes: UnsafeRawBufferPointer) throws -> Bool {
    if mark(bytes) != nil { return true }
    let head = bytes.prefix(65_536)
    var odd = 0
    for byte in head {
      if byte == 0 { return false }
      if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0C, byte != 0x0D, byte != 0x1A {
        odd += 1
      }
    }
    return odd * 50 <= head.count
  }

  private static func mark(_ bytes: UnsafeRawBufferPointer) -> (TextEncoding, Int)? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
    return nil
  }

  /// The text of a file and the encoding it was found to be in.
  static func decode(_ bytes: UnsafeRawBufferPointer) -> (text: String, encoding: TextEncoding) {
    if let (encoding, length) = mark(bytes) {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[length...])
      if encoding == .utf8 { return (String(decoding: rest, as: UTF8.self), .utf8) }
      let isBig = encoding == .utf16BigEndian
      let units = stride(from: 0, to: rest.count - 1, by: 2).map { index -> UInt16 in
        let pair = (UInt16(rest[index]), UInt16(rest[index + 1]))
        return isBig ? pair.0 << 8 | pair.1 : pair.1 << 8 | pair.0
      }
      return (String(decoding: units, as: UTF16.self), encoding)
    }
    if let text = String(validating: bytes, as: UTF8.self) { return (text, .utf8) }
    var text = ""
    text.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes { text.unicodeScalars.append(windows1252(byte)) }
    return (text, .windows1252)
  }

  private static let upperHalf: [UInt16] = [
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
  ]

  private static func windows1252(_ byte: UInt8) -> Unicode.Scalar {
    guard (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
    return Unicode.Scalar(upperHalf[Int(byte) - 0x80]) ?? "\u{FFFD}"
  }
}
