// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model

/// The text of a file that a person edits, whatever program saved it.
///
/// UTF-8 with or without a byte order mark, UTF-16 with one; anything else is taken for Windows-1252
/// (https://encoding.spec.whatwg.org/#index-windows-1252), with a warning.
public enum TextFile {
  /// A file larger than this is not a table that a person edits.
  static let maximumBytes = 64 << 20

  /// The text of the bytes, without byte order mark, and a warning where the encoding was guessed.
  public static func decode(_ bytes: [UInt8], file: String) -> (text: String, [Diagnostic]) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      return decode(Array(bytes.dropFirst(3)), file: file)
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      let low = bytes[0] == 0xFF ? 0 : 1
      let units = stride(from: 2, to: bytes.count - 1, by: 2).map {
        UInt16(bytes[$0 + low]) | UInt16(bytes[$0 + 1 - low]) << 8
      }
      return (String(decoding: units, as: UTF16.self), [])
    }
    if let text = String(validating: bytes, as: UTF8.self) { return (text, []) }
    let before = bytes[..<(firstInvalidByte(bytes) ?? 0)]
    let warning = Diagnostic(
      .warning, .intake, file: file, line: before.count { $0 == 0x0A } + 1,
      problem: "het bestand is geen UTF-8; het is gelezen als Windows-1252",
      expected: "UTF-8",
      remedy: "Kijk of de letters met accenten kloppen, en sla het bestand op als CSV UTF-8")
    return (String(String.UnicodeScalarView(bytes.map(windows1252))), [warning])
  }

  /// Reads a file below the study folder.
  ///
  /// - Returns: nil with an error where there is such a file and it cannot be read; nil without one
  ///   where there is no such file.
  static func read(_ name: String, in folder: URL, _ diagnostics: inout [Diagnostic]) -> String? {
    let place = folder.appendingPathComponent(name)
    guard FileManager.default.fileExists(atPath: place.path) else { return nil }
    do {
      let data = try Data(contentsOf: place)
      guard data.count <= maximumBytes else {
        diagnostics.append(
          Diagnostic(
            .error, .intake, file: name, problem: "het bestand is groter dan 64 MB",
            expected: "een tabel die een mens bijhoudt", remedy: "Maak het bestand kleiner"))
        return nil
      }
      let (text, found) = decode(Array(data), file: name)
      diagnostics += found
      return text
    } catch {
      diagnostics.append(
        Diagnostic(
          .error, .intake, file: name, problem: "het bestand kan niet worden gelezen",
          expected: "een leesbaar bestand",
          remedy: "Kijk of het een gewoon bestand is en of u het mag lezen"))
      return nil
    }
  }

  private static func firstInvalidByte(_ bytes: [UInt8]) -> Int? {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var read = 0
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): read += String(scalar).utf8.count
      case .emptyInput: return nil
      case .error: return read
      }
    }
  }

  /// What 0x80 to 0x9F stand for; the five that are not assigned stay control characters.
  private static let upper: [UInt16] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
  ]

  private static func windows1252(_ byte: UInt8) -> Unicode.Scalar {
    guard (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
    return Unicode.Scalar(upper[Int(byte) - 0x80]) ?? "\u{FFFD}"
  }
}
