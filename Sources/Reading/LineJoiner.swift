// SPDX-License-Identifier: EUPL-1.2
import DutchText

/// Joins the words of a passage that were broken at the ends of its lines.
struct LineJoiner {
  let words: WordList?
  /// The hyphenated words that stand within lines of the document.
  private var forms: Set<String> = []

  init(words: WordList?) { self.words = words }

  static func isHyphen(_ scalar: Unicode.Scalar) -> Bool { scalar == "-" || scalar == "\u{2010}" }

  /// Whether a cleaned text has a line break, which cleaning only leaves after a hyphen.
  static func isNeeded(in text: String) -> Bool {
    text.utf8.contains(0xE2) && text.unicodeScalars.contains("\u{2028}")
  }

  mutating func collectForms(in text: String) {
    guard text.utf8.contains(UInt8(ascii: "-")) else { return }
    for line in Self.lines(of: text) { LineEnd.collectForms(in: line.utf8, into: &forms) }
  }

  /// The text with each line break taken out: as a space, or with it the hyphen before it, or alone.
  ///
  /// - Complexity: linear in the length of the text.
  func joined(_ text: String) -> String {
    let lines = Self.lines(of: text)
    guard lines.count > 1 else { return text }
    var joined = Array(lines[0].utf8)
    for line in lines.dropFirst() {
      let next = line.prefix { $0 != " " && $0 != "\t" }
      let first = Self.lastWord(of: joined)
      switch LineEnd.after(first[...].utf8, next: next.utf8, forms: forms, words: words) {
      case .broken: joined.removeLast(joined.last == UInt8(ascii: "-") ? 1 : 3)
      case .hyphenated: break
      case .separate: joined.append(UInt8(ascii: " "))
      }
      joined.append(contentsOf: line.utf8)
    }
    return String(decoding: joined, as: UTF8.self)
  }

  private static func lines(of text: String) -> [Substring] {
    text.unicodeScalars.split(separator: "\u{2028}").map { Substring($0) }
  }

  /// How far back a broken word is looked for; none is longer.
  private static let longestWordBytes = 128

  /// What stands after the last space, as far as a word can be long.
  private static func lastWord(of line: [UInt8]) -> String {
    var tail = line[max(0, line.count - longestWordBytes)...]
    if let place = tail.lastIndex(where: { $0 == 0x20 || $0 == 0x09 }) {
      tail = tail[(place + 1)...]
    }
    return String(decoding: tail.drop { $0 & 0xC0 == 0x80 }, as: UTF8.self)
  }
}
