// SPDX-License-Identifier: EUPL-1.2

/// Forms of the same word by conservative rules; never a word merely built on the same stem.
///
/// The rules give too many forms rather than too few (*veiligge* beside *veilige*), since what is no
/// word is found nowhere; they give no derivations: *veilig* is not *veiligheid*.
public enum Inflection {
  /// The word itself with its plural, genitive, diminutive and adjectival forms, and those that it has as a
  /// verb, folded.
  ///
  /// ```swift
  /// Inflection.forms(of: "wijkagent")  // wijkagent, wijkagents, wijkagente, wijkagenten …
  /// ```
  public static func forms(of word: String) -> Set<String> {
    let word = Folding.fold(word)
    var forms: Set<String> = [word]
    let letters = Array(word.utf8)
    guard letters.count >= 3, letters.allSatisfy({ (97...122).contains($0) }),
      !functionWords.contains(word)
    else { return forms }
    for form in regular(letters) { forms.insert(String(decoding: form, as: UTF8.self)) }
    for (tail, replacement) in endings where word.hasSuffix(tail) {
      forms.insert(word.dropLast(tail.count) + replacement)
    }
    for form in diminutives(letters) { forms.insert(String(decoding: form, as: UTF8.self)) }
    if let verb = VerbForms(infinitive: word) { forms.formUnion(verb.joined) }
    return forms
  }

  /// The form in -e of an adjective or participle: `afgeschaalde` of `afgeschaald`.
  static func adjectiveForms(of word: String) -> [String] {
    regular(Array(word.utf8)).filter { $0.last == e }.map { String(decoding: $0, as: UTF8.self) }
  }

  /// `wijkje`, `teampje`, `huisjes`: the ending goes by the last letters.
  private static func diminutives(_ word: [UInt8]) -> [[UInt8]] {
    let last = word[word.count - 1]
    if word.suffix(2) == [e, n] || last == e || word.suffix(3).elementsEqual("ing".utf8) {
      return []
    }
    var ends = ["je"]
    if isVowel(last) || "lnrw".utf8.contains(last) { ends = ["tje"] }
    if last == UInt8(ascii: "m") { ends = ["pje"] }
    return ends.flatMap { [word + Array($0.utf8), word + Array($0.utf8) + s] }
  }

  private static func regular(_ word: [UInt8]) -> [[UInt8]] {
    let last = word[word.count - 1]
    var forms: [[UInt8]] = []
    // Before 's comes no other word, so that `meldcode's` is a spelling of `meldcodes`.
    if !"sxz".utf8.contains(last) { forms += [word + s, word + [apostrophe] + s] }
    if isVowel(last) {
      if last == e { forms.append(word + [n]) }
      if last == e, [e, i].contains(word[word.count - 2]) { forms.append(word + [e, n]) }
      return forms
    }
    if word.suffix(2) == [e, n], word[word.count - 3] != e { return forms }
    for stem in openStems(word) {
      forms.append(stem + [e])
      forms.append(stem + [e, n])
    }
    return forms
  }

  /// The stem as it is spelled before -e and -en: `school` gives `schol`, `stuk` `stukk`, `brief` `briev`.
  private static func openStems(_ word: [UInt8]) -> [[UInt8]] {
    let last = word[word.count - 1]
    let vowels = vowelRun(before: word.count - 1, in: word)
    let body = word.dropLast()
    var stems: [[UInt8]] = []
    var softens = true
    if vowels.isEmpty {
      stems.append(word)
    } else if vowels.count == 2, word[vowels.lowerBound] == word[vowels.lowerBound + 1] {
      stems.append(body.dropLast() + [last])
    } else if vowels.count > 1 {
      stems.append(word)
    } else {
      softens = false
      if !"jwxh".utf8.contains(last) { stems.append(word + [last]) }
      if stems.isEmpty || word[..<vowels.lowerBound].contains(where: isVowel) { stems.append(word) }
    }
    if softens, last == f || last == s[0] {
      let soft: UInt8 = last == f ? UInt8(ascii: "v") : UInt8(ascii: "z")
      stems += stems.map { $0.dropLast() + [soft] }
    }
    return stems
  }

  /// The vowels directly before a place; `ij` counts as two vowels.
  private static func vowelRun(before end: Int, in word: [UInt8]) -> Range<Int> {
    var start = end
    if start >= 2, word[start - 1] == UInt8(ascii: "j"), word[start - 2] == i { start -= 2 }
    while start > 0, isVowel(word[start - 1]) { start -= 1 }
    return max(start, end - 2)..<end
  }

  private static func isVowel(_ letter: UInt8) -> Bool { "aeiouy".utf8.contains(letter) }

  private static let s = [UInt8(ascii: "s")]
  private static let e = UInt8(ascii: "e")
  private static let i = UInt8(ascii: "i")
  private static let n = UInt8(ascii: "n")
  private static let f = UInt8(ascii: "f")
  private static let apostrophe = UInt8(ascii: "'")

  /// Endings with a form of their own: irregular plurals, and adjectives written with -e.
  private static let endings: [(String, String)] = [
    ("heid", "heden"), ("kind", "kinderen"), ("stad", "steden"), ("lid", "leden"),
    ("schip", "schepen"), ("um", "a"), ("icus", "ici"), ("dag", "dagen"), ("weg", "wegen"),
    ("slag", "slagen"), ("spel", "spelen"), ("hof", "hoven"), ("pad", "paden"), ("bad", "baden"),
    ("glas", "glazen"), ("god", "goden"), ("gat", "gaten"), ("dak", "daken"),
    ("lijke", "lijk"), ("ige", "ig"), ("ische", "isch"), ("ende", "end"), ("eerde", "eerd"),
    ("ieve", "ief"), ("onele", "oneel"), ("iele", "ieel"), ("uele", "ueel"), ("iale", "iaal"),
    ("okale", "okaal"), ("itale", "itaal"), ("onale", "onaal"),
  ]

  /// Words without forms of their own.
  private static let functionWords: Set<String> = [
    "aan", "als", "bij", "dan", "dat", "deze", "die", "dit", "door", "een", "haar", "het", "hun",
    "met", "naar", "niet", "onder", "over", "te", "ten", "ter", "tot", "tussen", "uit", "van",
    "voor", "wat", "wel", "wie", "zijn", "zonder",
  ]
}
