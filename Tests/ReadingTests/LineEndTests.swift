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
    ("jeugd-", "respectievelijk", .separate), ("jeugd-", "alsmede", .separate),
    ("jeugd-", "evenals", .separate), ("Wmo-", "plus", .separate), ("kind-", "versus", .separate),
    ("ADVIES-", "EN", .separate), ("KINDER-", "MISHANDELING", .hyphenated),
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
    ("onder-", "toezichtstelling", .broken), ("ggz-", "instelling", .hyphenated),
    ("sur-", "plus", .broken), ("jeugd-", "plus", .separate),
    ("KINDER-", "MISHANDELING", .broken), ("GE-", "WELD", .broken), ("VEILIG-", "HEID.", .broken),
    ("(JEUGD-", "HULP)", .broken), ("KINDERMIS-", "HANDELING", .broken), ("CLIËN-", "TEN", .broken),
    ("BESCHERMINGS-", "MAATREGELEN", .broken), ("ADVIES/MELD-", "PUNT", .broken),
    ("AMK-", "SHG", .hyphenated), ("JGZ-", "ARTSEN", .hyphenated),
    ("GGZ-", "INSTELLING", .hyphenated),
    ("GGD-", "MEDEWERKERS", .hyphenated), ("AWBZ-", "ZORG", .hyphenated),
    ("CAO-", "AFSPRAKEN", .hyphenated), ("NOORD-", "HOLLAND", .hyphenated),
    ("ROTTERDAM-", "RIJNMOND", .hyphenated), ("GELDERLAND-", "MIDDEN", .hyphenated),
    ("E-", "MAIL", .hyphenated), ("NIET-", "WESTERSE", .hyphenated),
    ("AUTO-", "ONGELUK", .hyphenated),
    ("JEUGD-", "Hulp", .hyphenated), ("JEUGD-", "hulp", .hyphenated),
    ("Jeugd-", "HULP", .hyphenated),
    ("2E-", "LIJNS", .hyphenated), ("EX-", "PARTNER", .hyphenated),
  ])
  func asksTheShippedList(first: String, next: String, expected: LineEnd) throws {
    let words = try ShippedWords.list()
    let end = LineEnd.after(
      Substring(first).utf8, next: Substring(next).utf8, forms: [], words: words)
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
