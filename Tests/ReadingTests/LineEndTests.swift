// SPDX-License-Identifier: EUPL-1.2
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
      Substring(first).utf8, next: Substring(next).utf8, forms: ["sociaal-culturele"])
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
