// SPDX-License-Identifier: EUPL-1.2
import Foundation

@testable import Workflow

/// Somebody who has every file of an edition and looks for a secret in all the ways that he can think of.
///
/// It shares nothing with the program: not how texts are folded, and not how pages are read.
struct Attacker {
  /// All files in every form in which they can be read, one after the other.
  private struct Heap {
    var bytes: [UInt8] = []
    private var ends: [(end: Int, path: String)] = []

    mutating func add(_ more: [UInt8], _ path: String) {
      bytes += more
      bytes.append(0x0A)
      ends.append((bytes.count, path))
    }

    func holds(_ wanted: [UInt8]) -> String? {
      guard !wanted.isEmpty else { return nil }
      let text = bytes + [0]
      let place = text.withUnsafeBytes { heap in
        (wanted + [0]).withUnsafeBytes { needle -> Int? in
          guard let start = heap.bindMemory(to: CChar.self).baseAddress,
            let word = needle.bindMemory(to: CChar.self).baseAddress,
            let found = strstr(start, word)
          else { return nil }
          return UnsafeRawPointer(start).distance(to: UnsafeRawPointer(found))
        }
      }
      return place.map { place in ends.first { place < $0.end }?.path ?? "" }
    }
  }

  /// Small letters without accents.
  private var texts = Heap()
  /// Only letters and digits, one space between words.
  private var words = Heap()
  /// Only letters and digits.
  private var squeezed = Heap()

  /// - Parameter allowed: names that may stand there although they hold a secret one.
  init(folder: URL, allowed: [String] = []) throws {
    let allowed = allowed.map { Self.folded($0) }
    for path in try OutputFolder.files(below: folder) {
      let raw = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
      var forms: Set = [path + "\n" + raw]
      for between in [" ", ""] {
        let plain = raw.replacingOccurrences(
          of: "<[^<>]*>", with: between, options: .regularExpression)
        forms.insert(Self.decodingEntities(plain))
      }
      if let decoded = raw.removingPercentEncoding { forms.insert(decoded) }
      if path.contains("_") || raw.contains("_") {
        forms.insert(Self.underscoresDecoded(path + "\n" + raw))
      }
      forms.formUnion(Self.base64Texts(in: raw))
      for form in forms {
        var text = Self.folded(form)
        // A word of its own, so that what stands on either side does not become a sentence.
        for name in allowed { text = text.replacingOccurrences(of: name, with: " qzq ") }
        let own = Self.words(text)
        texts.add(Array(text.utf8), path)
        words.add(own, path)
        squeezed.add(own.filter { $0 != 0x20 }, path)
      }
    }
  }

  /// The file in which a secret stands; nil where it stands in none.
  func finds(_ secret: String) -> String? {
    let text = Self.folded(secret)
    let own = Self.words(text)
    let bare = own.filter { $0 != 0x20 }
    if let path = texts.holds(Array(text.utf8)) ?? words.holds(own) { return path }
    if bare.count >= 8, let path = squeezed.holds(bare) { return path }
    for encoded in Self.encodings(of: secret) {
      if let path = texts.holds(Array(Self.folded(encoded).utf8)) { return path }
    }
    return nil
  }

  /// Every stretch of so many words of some texts that stands in the edition and not in what is public anyway.
  func findsWords(of secrets: [String], length: Int, unlessIn open: [String]) -> Set<String> {
    var runs = Set<[UInt8]>()
    for text in secrets { Self.eachRun(Self.words(Self.folded(text)), length) { runs.insert($0) } }
    for text in open { Self.eachRun(Self.words(Self.folded(text)), length) { runs.remove($0) } }
    var found = Set<String>()
    Self.eachRun(words.bytes, length) { run in
      if runs.contains(run) { found.insert(String(decoding: run, as: UTF8.self)) }
    }
    return found
  }

  // MARK: Reading

  private static func folded(_ text: String) -> String {
    text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil).lowercased()
      .replacingOccurrences(of: "\u{ad}", with: "")
  }

  /// The words of a folded text with a space at either end.
  private static func words(_ text: String) -> [UInt8] {
    var words: [UInt8] = [0x20]
    for byte in text.utf8 {
      let isLetter =
        byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
      if isLetter {
        words.append(byte)
      } else if words.last != 0x20 {
        words.append(0x20)
      }
    }
    if words.last != 0x20 { words.append(0x20) }
    return words
  }

  private static func eachRun(_ words: [UInt8], _ length: Int, _ body: ([UInt8]) -> Void) {
    let spaces = words.indices.filter { words[$0] == 0x20 }
    guard spaces.count > length else { return }
    for place in 0..<(spaces.count - length) {
      body(Array(words[spaces[place]...spaces[place + length]]))
    }
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
