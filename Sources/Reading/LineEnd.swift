// SPDX-License-Identifier: EUPL-1.2

/// How the last word of a line goes on with the first word of the next.
enum LineEnd {
  /// Two words, with a space between.
  case separate
  /// One word that was broken: the hyphen goes.
  case broken
  /// One word with a hyphen of its own: the hyphen stays, no space.
  case hyphenated

  /// Decides after a word that ends with a hyphen.
  ///
  /// A hyphen stays in "advies- en meldpunt", "AMHK-regio", "Noord-Holland" and in a form that the
  /// document also writes within a line. Where the dictionary does not know the joined form, it also stays
  /// after an adjective that stands beside another one ("sociaal-culturele"), after *niet-* and *ex-*, and
  /// between vowels that would be read as one ("auto-ongeluk"). Else "kinder-" and "mishandeling" are one word.
  ///
  /// - Parameters:
  ///   - first: the last word of the line, with its hyphen.
  ///   - next: the first word of the next line.
  ///   - forms: the hyphenated words that stand within lines of the document, in lower case.
  ///   - isWord: whether the dictionary knows a word, given in lower case.
  static func after(
    _ first: Substring.UTF8View, next: Substring.UTF8View, forms: Set<String>,
    isWord: (String) -> Bool
  ) -> LineEnd {
    let stem = Substring(first.dropLast())
    let next = Substring(next)
    guard let before = stem.unicodeScalars.last, let start = next.unicodeScalars.first else {
      return .separate
    }
    guard before.properties.isAlphabetic || before.properties.numericType != nil || before == ")"
    else { return .separate }
    let word = next.prefix { $0.isLetter || $0 == "&" || $0 == "/" || $0 == "-" }
    if ["en", "of", "tot", "&", "en/of", "als", "dan", "noch", "maar"].contains(word) {
      return .separate
    }
    guard start.properties.isAlphabetic || start.properties.numericType != nil else {
      return .separate
    }
    if !start.properties.isLowercase { return .hyphenated }
    let part = stem.drop { !$0.isLetter && !$0.isNumber }
    if !part.contains(where: \.isLowercase) { return .hyphenated }
    let left = part.lowercased()
    let right = next.prefix { $0.isLetter || $0 == "-" }.lowercased()
    if forms.contains("\(left)-\(right)") { return .hyphenated }
    return keepsHyphen(left, right, isWord) ? .hyphenated : .broken
  }

  /// The ends of adjectives that are joined to another adjective with a hyphen.
  private static let adjectiveEnds = ["aal", "eel", "isch", "ief", "iek", "lijk", "air"]
  /// What stands before a word with a hyphen, always.
  private static let prefixes: Set<String> = ["niet", "ex", "oud", "non", "co"]
  /// The pairs of vowels that are read as one sound, so that a compound writes a hyphen between them.
  private static let clashes: Set<String> = [
    "aa", "ae", "ai", "au", "ee", "ei", "eu", "ie", "ij", "oe", "oi", "oo", "ou", "ui", "uu",
  ]

  private static func keepsHyphen(_ left: String, _ right: String, _ isWord: (String) -> Bool)
    -> Bool
  {
    guard isWord(right), !isWord(left + right) else { return false }
    if prefixes.contains(left) { return true }
    guard isWord(left) else { return false }
    if let last = left.last, let first = right.first, clashes.contains("\(last)\(first)") {
      return true
    }
    guard adjectiveEnds.contains(where: left.hasSuffix) else { return false }
    let base = right.hasSuffix("e") ? String(right.dropLast()) : right
    return adjectiveEnds.contains(where: base.hasSuffix) || right.hasSuffix("ele")
      || right.hasSuffix("ale") || right.hasSuffix("ieve")
  }

  /// The hyphenated words that stand within a line, added in lower case.
  static func collectForms(in line: Substring.UTF8View, into forms: inout Set<String>) {
    let words = line.split(separator: UInt8(ascii: " "))
    for word in words.dropLast() where word.dropFirst().dropLast().contains(UInt8(ascii: "-")) {
      let bare = Substring(word).drop { !$0.isLetter && !$0.isNumber }
        .prefix { $0.isLetter || $0 == "-" }
      forms.insert(bare.lowercased())
    }
  }

  /// Whether a text ends a sentence, closing quotes and brackets aside.
  static func endsSentence(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = text.count - 1
    while index >= 0 {
      let byte = text[index]
      switch byte {
      case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ":"),
        UInt8(ascii: ";"):
        return true
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "\""), UInt8(ascii: "'"),
        UInt8(ascii: " "):
        index -= 1
      case 0x80...0xBF where index >= 2 && text[index - 2] == 0xE2 && text[index - 1] == 0x80:
        if byte == 0xA6 { return true }
        guard (0x98...0x9F).contains(byte) else { return false }
        index -= 3
      default: return false
      }
    }
    return false
  }
}
