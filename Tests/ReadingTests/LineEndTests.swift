// SPDX-License-Identifier: EUPL-1.2
import DutchText
import TestSupport
import Testing

@testable import Reading

struct LineEndTests {
  @Test(arguments: [
    ("kinder-", "mishandeling", LineEnd.broken), ("advies-", "en", .separate),
    ("op-", "of", .separate), ("Noord-", "Holland", .hyphenated), ("AMHK-", "regio", .hyphenated),
    ("wet-", "2015", .hyphenated), ("sociaal-", "culturele", .hyphenated), ("-", "punt", .separate),
    ("jeugd-", "(hulp)", .separate), ("veilig-", "heid,", .broken),
  ])
  func tellsABrokenWordFromARealHyphen(first: String, next: String, expected: LineEnd) {
    let end = LineEnd.after(
      Substring(first).utf8, next: Substring(next).utf8, forms: ["sociaal-culturele"],
      isWord: { _ in false })
    #expect(end == expected)
  }

  private static let words: Set<String> = [
    "sociaal", "culturele", "cultureel", "westerse", "auto", "ongeluk", "financieel", "eel",
    "partner",
    "jeugd", "zorg", "kinder", "mishandeling", "regionaal", "bestuur",
  ]

  /// The dictionary knows neither joined form of the first four, and the parts of all.
  @Test(arguments: [
    ("sociaal-", "culturele", LineEnd.hyphenated), ("niet-", "westerse", .hyphenated),
    ("auto-", "ongeluk", .hyphenated), ("ex-", "partner", .hyphenated),
    ("financi-", "eel", .broken),
    ("kinder-", "mishandeling", .broken), ("regionaal-", "bestuur", .broken),
    ("jeugd-", "zorg,", .broken), ("veront-", "rusting", .broken),
  ])
  func asksTheDictionaryWhetherAHyphenStays(first: String, next: String, expected: LineEnd) {
    let end = LineEnd.after(
      Substring(first).utf8, next: Substring(next).utf8, forms: [],
      isWord: { Self.words.contains($0) })
    #expect(end == expected)
  }

  /// R128: with the list that ships with the program.
  @Test(arguments: [
    ("sociaal-", "culturele", LineEnd.hyphenated), ("kinder-", "mishandeling", .broken),
    ("niet-", "westerse", .hyphenated), ("auto-", "ongeluk", .hyphenated),
    ("beleids-", "plannen", .broken), ("ge-", "meenten", .broken),
    ("onder-", "toezichtstelling", .broken),
  ])
  func asksTheShippedList(first: String, next: String, expected: LineEnd) throws {
    let words = try ShippedWords.list()
    let end = LineEnd.after(
      Substring(first).utf8, next: Substring(next).utf8, forms: [], isWord: words.contains)
    #expect(end == expected)
  }

  @Test(arguments: [
    ("einde.", true), ("vraag?", true), ("(zie noot.)", true), ("‘aldus.’", true), ("de", false),
    ("gemeente,", false), ("wacht…", true), ("(artikel 3)", false),
  ])
  func knowsTheEndOfASentence(text: String, ends: Bool) {
    var text = text
    #expect(text.withUTF8 { LineEnd.endsSentence($0) } == ends)
  }
}
