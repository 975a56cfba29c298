// SPDX-License-Identifier: EUPL-1.2
import Testing

@testable import Reading

struct MarkdownMarksTests {
  private static let cases: [(marked: String, plain: String)] = [
    ("zie [de nota](https://a.nl \"titel\").", "zie de nota."), ("![kaart](k.png)", "kaart"),
    ("[a][b] [c](d e) [f](g", "a [c](d e) [f](g"), ("[a [b](c)", "a [b"),
    ("<https://a.nl/x> en <b>vet</b> 3 < 4", "https://a.nl/x en  vet  3 < 4"),
    ("***sterk*** en *schuin*, 2 * 3 * 4", "sterk en schuin, 2 * 3 * 4"),
    ("_schuin_ maar snake_case_naam (_ja_).", "schuin maar snake_case_naam (ja)."),
    ("`code` en ``meer``", "code en meer"), ("\\*geen\\* merk", "*geen* merk"),
    ("[a][", "[a]["), ("]", "]"), ("*", "*"), ("\\", "\\"), ("!", "!"), ("é [ü](x) ë", "é ü ë"),
  ]

  @Test(arguments: cases)
  func takesOutTheMarks(marked: String, plain: String) {
    #expect(MarkdownMarks.removed(from: marked) == plain)
  }
}
