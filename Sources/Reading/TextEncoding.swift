// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model

/// In which encoding plain text is written: told by its first bytes, else UTF-8, else Windows-1252.
enum TextEncoding: String, Sendable {
  case utf8, utf16LittleEndian, utf16BigEndian, windows1252
  /// The one that a web page names itself.
  case declared

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

  /// The text of a file.
  ///
  /// Bytes that are UTF-8 but for a few places, or but for a character that breaks off at their end, are
  /// damaged UTF-8 and not Windows-1252.
  ///
  /// - Parameter declared: the name of the encoding that the file itself gives, where its kind can.
  static func decode(_ bytes: UnsafeRawBufferPointer, declared: String? = nil) -> DecodedText {
    if let (encoding, length) = mark(bytes) {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[length...])
      return encoding == .utf8
        ? UTF8Damage(rest).repaired(rest) : utf16(rest, isBig: encoding == .utf16BigEndian)
    }
    if let text = String(validating: bytes, as: UTF8.self) { return DecodedText(text, .utf8) }
    let damage = UTF8Damage(bytes)
    if damage.isUTF8 { return damage.repaired(bytes) }
    if let declared, let text = convert(bytes, from: declared) { return text }
    var text = ""
    text.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes { text.unicodeScalars.append(windows1252(byte)) }
    return DecodedText(text, .windows1252)
  }

  private static func utf16(_ bytes: UnsafeRawBufferPointer, isBig: Bool) -> DecodedText {
    var units = stride(from: 0, to: bytes.count - 1, by: 2).map { index -> UInt16 in
      let pair = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      return isBig ? pair.0 << 8 | pair.1 : pair.1 << 8 | pair.0
    }
    var isCut = bytes.count % 2 == 1
    if let last = units.last, UTF16.isLeadSurrogate(last) {
      units.removeLast()
      isCut = true
    }
    let encoding: TextEncoding = isBig ? .utf16BigEndian : .utf16LittleEndian
    var text = DecodedText(String(decoding: units, as: UTF16.self), encoding)
    text.isCut = isCut
    if String(validating: units, as: UTF16.self) == nil {
      text.damagedPlaces = text.text.unicodeScalars.count { $0 == "\u{FFFD}" }
    }
    return text
  }

  /// Names that are Windows-1252 in practice, or that bytes without a mark cannot be in.
  private static let notConverted: Set<String> = [
    "iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii", "windows-1252", "cp1252",
    "utf-8", "utf8",
  ]

  /// The text of bytes in an encoding that the C library knows; nil when it does not.
  private static func convert(
    _ bytes: UnsafeRawBufferPointer, from name: String
  ) -> DecodedText? {
    let name = name.lowercased()
    guard !notConverted.contains(name), !name.hasPrefix("utf-16"), !name.hasPrefix("utf-32"),
      !name.hasPrefix("ucs"), let converter = iconv_open("UTF-8", name),
      converter != iconv_t(bitPattern: -1)
    else { return nil }
    defer { iconv_close(converter) }
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count * 2)
    var result = DecodedText("", .declared)
    var chunk = [CChar](repeating: 0, count: 1 << 16)
    var left = bytes.count
    var source = UnsafeMutablePointer(
      mutating: bytes.baseAddress?.assumingMemoryBound(to: CChar.self))
    while left > 0 {
      let (status, count) = chunk.withUnsafeMutableBufferPointer { space -> (Int, Int) in
        var target = space.baseAddress
        var room = space.count
        let status = iconv(converter, &source, &left, &target, &room)
        return (Int(bitPattern: UInt(status)), space.count - room)
      }
      out.append(contentsOf: chunk[..<count].map { UInt8(bitPattern: $0) })
      guard status == -1 else { continue }
      if errno == EINVAL {
        result.isCut = true
        break
      }
      if errno == EILSEQ {
        out.append(contentsOf: UTF8.encodedReplacementCharacter)
        result.damagedPlaces += 1
        source = source.map { $0 + 1 }
        left -= 1
      } else if errno != E2BIG {
        return nil
      }
    }
    result.text = String(decoding: out, as: UTF8.self)
    return result
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

/// The text of a file, and what of it could not be read.
struct DecodedText: Equatable {
  var text: String
  var encoding: TextEncoding
  /// Whether the bytes end within a character.
  var isCut = false
  /// How many places hold no character of the encoding; each is one U+FFFD in the text.
  var damagedPlaces = 0

  init(_ text: String, _ encoding: TextEncoding) {
    self.text = text
    self.encoding = encoding
  }

  /// Says of the document what of its text could not be read.
  func report(in extraction: inout Extraction, file: String) {
    var problems: [String] = []
    if isCut { problems.append("het bestand breekt af binnen een teken") }
    if damagedPlaces > 0 {
      let places = damagedPlaces == 1 ? "1 plaats" : "\(damagedPlaces) plaatsen"
      problems.append("op \(places) staan tekens die niet te lezen zijn")
    }
    for problem in problems {
      extraction.state = .partly
      extraction.diagnostics.append(
        Diagnostic(
          .warning, .reading, file: file, problem: problem + "; gelezen is de rest",
          expected: "een heel tekstbestand in UTF-8", remedy: "vraag het stuk opnieuw op"))
    }
    if encoding == .windows1252 {
      extraction.diagnostics.append(
        Diagnostic(
          .note, .reading, file: file,
          problem: "het bestand is geen UTF-8; gelezen als Windows-1252",
          remedy: "kijk of letters met accenten goed staan; sla het anders op als UTF-8"))
    }
  }
}

/// How far bytes are UTF-8: what is not, and whether they end within a character.
struct UTF8Damage {
  private(set) var longCharacters = 0
  private(set) var badPlaces = 0
  /// The bytes at the end that begin a character without ending it.
  private(set) var tail = 0
  private var tailStart: UInt8 = 0

  /// - Complexity: linear.
  init(_ bytes: UnsafeRawBufferPointer) {
    var index = 0
    while index < bytes.count {
      let lead = bytes[index]
      if lead < 0x80 {
        index += 1
        continue
      }
      let wanted = Self.length(lead)
      var length = 1
      while length < wanted, index + length < bytes.count,
        Self.goesOn(bytes[index + length], at: length, after: lead)
      { length += 1 }
      if wanted > 1, length == wanted {
        longCharacters += 1
      } else if wanted > 1, index + length == bytes.count {
        tail = length
        tailStart = lead
      } else {
        badPlaces += 1
      }
      index += length
    }
  }

  private static func length(_ lead: UInt8) -> Int {
    switch lead {
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 0
    }
  }

  /// Whether a byte can follow a lead byte, as the Unicode standard has it (table 3-7).
  private static func goesOn(_ byte: UInt8, at place: Int, after lead: UInt8) -> Bool {
    guard byte & 0xC0 == 0x80 else { return false }
    guard place == 1 else { return true }
    switch lead {
    case 0xE0: return byte >= 0xA0
    case 0xED: return byte < 0xA0
    case 0xF0: return byte >= 0x90
    case 0xF4: return byte < 0x90
    default: return true
    }
  }

  /// Whether the bytes are UTF-8 all the same.
  ///
  /// A single byte at the end with nothing else to go by is a letter of Windows-1252 where Dutch words can
  /// end on it ("café"), and else the first byte of a character that was cut.
  var isUTF8: Bool {
    if longCharacters > badPlaces { return true }
    guard badPlaces == 0, longCharacters == 0 else { return false }
    return tail > 1 || (0xC2...0xDF).contains(tailStart) || tailStart == 0xE2
  }

  /// The text with U+FFFD in each bad place, without the character that was cut at the end.
  func repaired(_ bytes: UnsafeRawBufferPointer) -> DecodedText {
    let whole = UnsafeRawBufferPointer(rebasing: bytes[..<(bytes.count - tail)])
    var text = DecodedText(String(decoding: whole, as: UTF8.self), .utf8)
    text.isCut = tail > 0
    text.damagedPlaces = badPlaces
    return text
  }
}
