// SPDX-License-Identifier: EUPL-1.2
import Foundation

@testable import Workflow

/// Somebody who has every file of an edition and looks for a secret in all the ways that he can think of.
///
/// It shares nothing with the program: not how texts are folded, and not how pages are read.
struct Attacker {
  /// A file in one of the forms in which it can be read.
  private struct Reading {
    var path: String
    /// Small letters without accents.
    var text: String
    /// Only letters and digits, one space between words.
    var words: String
    /// Only letters and digits.
    var squeezed: String
  }

  private var readings: [Reading] = []

  /// - Parameter allowed: names that may stand there although they hold a secret one.
  init(folder: URL, allowed: [String] = []) throws {
    for path in try OutputFolder.files(below: folder) {
      let raw = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
      var forms: Set = [path + "\n" + raw]
      for between in [" ", ""] {
        forms.insert(
          Self.decodingEntities(
            raw.replacingOccurrences(
              of: "<[^<>]*>", with: between, options: .regularExpression)))
      }
      if let decoded = raw.removingPercentEncoding { forms.insert(decoded) }
      forms.insert(Self.underscoresDecoded(path + "\n" + raw))
      forms.formUnion(Self.base64Texts(in: raw))
      for form in forms {
        var text = Self.folded(form)
        for name in allowed {
          text = text.replacingOccurrences(of: Self.folded(name), with: "\u{1}")
        }
        let words = Self.words(text)
        readings.append(
          Reading(
            path: path, text: text, words: " \(words) ",
            squeezed: words.replacingOccurrences(of: " ", with: "")))
      }
    }
  }

  /// The file in which a secret stands; nil where it stands in none.
  func finds(_ secret: String) -> String? {
    let text = Self.folded(secret)
    let words = " \(Self.words(text)) "
    let squeezed = words.replacingOccurrences(of: " ", with: "")
    let encoded = Self.encodings(of: secret)
    return readings.first { reading in
      reading.text.contains(text) || reading.words.contains(words)
        || squeezed.count >= 8 && reading.squeezed.contains(squeezed)
        || encoded.contains { reading.text.contains(Self.folded($0)) }
    }?.path
  }

  /// Every stretch of so many words of a text that stands in the edition and not in what is public anyway.
  func findsWords(of text: String, length: Int, unlessIn open: [String]) -> [String] {
    let words = Self.words(Self.folded(text)).split(separator: " ")
    guard words.count >= length else { return [] }
    return (0...(words.count - length)).map { place in
      " \(words[place..<(place + length)].joined(separator: " ")) "
    }.filter { run in
      readings.contains { $0.words.contains(run) } && !open.contains { $0.contains(run) }
    }
  }

  /// A text as `findsWords` compares it.
  static func comparable(_ text: String) -> String { " \(words(folded(text))) " }

  // MARK: Reading

  private static func folded(_ text: String) -> String {
    text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil).lowercased()
      .replacingOccurrences(of: "\u{ad}", with: "")
  }

  private static func words(_ text: String) -> String {
    text.split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
  }

  private static func decodingEntities(_ text: String) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
      .reduce(text) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
  }

  /// File names and anchors write other bytes as `_c3`.
  private static func underscoresDecoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    let source = Array(text.utf8)
    var place = 0
    while place < source.count {
      if source[place] == UInt8(ascii: "_"), place + 2 < source.count,
        let byte = UInt8(
          String(decoding: source[(place + 1)...(place + 2)], as: UTF8.self), radix: 16)
      {
        bytes.append(byte)
        place += 3
      } else {
        bytes.append(source[place])
        place += 1
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func base64Texts(in text: String) -> [String] {
    text.matches(of: /[A-Za-z0-9+\/]{16,}={0,2}/).compactMap { match in
      Data(base64Encoded: String(match.0)).flatMap { String(data: $0, encoding: .utf8) }
    }
  }

  /// A secret in base64 at each of three alignments without its ends, percent-encoded, and in hexadecimal digits.
  private static func encodings(of secret: String) -> [String] {
    guard secret.utf8.count >= 8 else { return [] }
    var result = (0..<3).map { shift -> String in
      let bytes = Data(String(repeating: " ", count: shift).utf8) + Data(secret.utf8)
      return String(bytes.base64EncodedString().dropFirst(4).dropLast(4))
    }.filter { $0.count >= 8 }
    if let percent = secret.addingPercentEncoding(withAllowedCharacters: .alphanumerics) {
      result.append(percent)
    }
    result.append(secret.utf8.map { String($0, radix: 16) }.joined())
    return result
  }
}
