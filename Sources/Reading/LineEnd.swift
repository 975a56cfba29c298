// SPDX-License-Identifier: EUPL-1.2
import DutchText

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
  /// between vowels that would be read as one ("auto-ongeluk"), or where the dictionary has the form with its
  /// hyphen ("ggz-instelling"). Else "kinder-" and "mishandeling" are one word. In capitals, where an abbreviation
  /// looks like any other word, they are so only if the dictionary knows the joined form or its parts.
  ///
  /// - Parameters:
  ///   - first: the last word of the line, with its hyphen.
  ///   - next: the first word of the next line.
  ///   - forms: the hyphenated words that stand within lines of the document, in lower case.
  ///   - isWord: whether the dictionary knows a word, given in lower case.
  ///   - isCompound: whether a word, given in lower case, is made of words that the dictionary knows.
  static func after(
    _ first: Substring.UTF8View, next: Substring.UTF8View, forms: Set<String>,
    isWord: (String) -> Bool, isCompound: (String) -> Bool = { _ in false }
  ) -> LineEnd {
    let stem = Substring(first.dropLast())
    let next = Substring(next)
    guard let before = stem.unicodeScalars.last, let start = next.unicodeScalars.first else {
      return .separate
    }
    guard before.properties.isAlphabetic || before.properties.numericType != nil || before == ")"
    else { return .separate }
    let part = stem.drop { !$0.isLetter && !$0.isNumber }
    let left = part.lowercased()
    let word = next.prefix { $0.isLetter || $0 == "&" || $0 == "/" || $0 == "-" }.lowercased()
    if conjunctions.contains(word) { return .separate }
    // "sur-" and "plus" is one word.
    if longConjunctions.contains(word), !isWord(left + word) { return .separate }
    guard start.properties.isAlphabetic || start.properties.numericType != nil else {
      return .separate
    }
    let isSmall = part.contains(where: \.isLowercase)
    if isSmall != start.properties.isLowercase { return .hyphenated }
    let right = next.prefix { $0.isLetter || $0 == "-" }
    if !isSmall, right.contains(where: \.isLowercase) { return .hyphenated }
    let rest = right.lowercased()
    if forms.contains("\(left)-\(rest)") || keepsHyphen(left, rest, isWord) { return .hyphenated }
    return isSmall || joinsCapitals(left, rest, isWord, isCompound) ? .broken : .hyphenated
  }

  /// The same with the list of the program; without it no word is known.
  static func after(
    _ first: Substring.UTF8View, next: Substring.UTF8View, forms: Set<String>, words: WordList?
  ) -> LineEnd {
    after(
      first, next: next, forms: forms, isWord: { words?.contains($0) ?? false },
      isCompound: { word in words.map { isCompound(word, of: $0) } ?? false })
  }

  /// The words between a part with a hyphen and the compound that completes it: "advies- en meldpunt".
  private static let conjunctions: Set<String> = [
    "en", "of", "tot", "&", "en/of", "als", "dan", "noch", "maar",
  ]
  /// The same, where the list can tell them from the end of a longer word.
  private static let longConjunctions: Set<String> = [
    "respectievelijk", "resp", "alsmede", "alsook", "evenals", "plus", "versus",
  ]

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
    if isWord("\(left)-\(right)") { return true }
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

  /// Whether a word in capitals goes on after the hyphen; "AMK-SHG" does not.
  private static func joinsCapitals(
    _ left: String, _ right: String, _ isWord: (String) -> Bool, _ isCompound: (String) -> Bool
  ) -> Bool {
    let end = left.reversed().prefix { $0.isLetter }
    let start = right.prefix { $0.isLetter }
    guard end.count > 1, !start.isEmpty else { return false }
    let joined = String(end.reversed()) + start
    return isWord(joined) || isCompound(joined)
  }

  /// Whether all parts are words of at least four letters that are no names: "rotterdam" and "rijnmond", or
  /// "ggz" and "instelling", are joined with a hyphen.
  private static func isCompound(_ word: String, of words: WordList) -> Bool {
    let compound = CompoundSplitter(words: words).split(word)
    return compound.isKnown && compound.isCompound
      && compound.parts.allSatisfy { part in
        let letters = compound.letters[part.word]
        guard letters.count >= 4, let kind = words.entry(folded: letters)?.kind else {
          return false
        }
        return kind == .noun || kind == .adjective || kind == .verb
      }
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
