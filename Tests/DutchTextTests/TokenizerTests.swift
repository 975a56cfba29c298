// SPDX-License-Identifier: EUPL-1.2
import DutchText
import Testing

struct TokenizerTests {
  @Test(arguments: [
    ("Aanpak van huiselijk geweld.", ["aanpak", "van", "huiselijk", "geweld"]),
    ("AMK-melding en jeugd-/gezinshulp", ["amk", "melding", "en", "jeugd", "gezinshulp"]),
    ("de AMK's, foto’s en 's avonds", ["de", "amk's", "foto's", "en", "s", "avonds"]),
    ("‘Veilig Thuis’ 'bij'", ["veilig", "thuis", "bij"]),
    ("(jeugd)bescherming", ["jeugd", "bescherming"]),
    ("kinder\u{AD}mis\u{AD}handeling\u{AD} 2015", ["kindermishandeling", "2015"]),
    ("coo\u{308}rdinatie\u{A0}één", ["coordinatie", "een"]),
    (
      "kinder\u{FFFE}mishandeling, ﬁnanciële oﬃciële",
      ["kindermishandeling", "financiele", "officiele"]
    ),
    ("de poliƟe; leeŌijd, zorgplaƞormen", ["de", "politie", "leeftijd", "zorgplatformen"]),
    ("Ōsaka éŌ", ["osaka", "eo"]),
    ("AMHK-regio, AMHK’s", ["amhk", "regio", "amhk's"]),
    ("", []), (" .,- ", []), ("Ω-team", ["ω", "team"]),
  ])
  func readsFoldedWords(_ text: String, _ expected: [String]) {
    let buffer = TokenBuffer()
    buffer.read(text)
    #expect(buffer.words == expected)
  }

  @Test func givesTheBytesOfEachWordInTheText() {
    let text = "De coördinatie, soft\u{AD}ware\u{AD} en café"
    let buffer = TokenBuffer()
    buffer.read(text)
    let bytes = Array(text.utf8)
    let raw = (0..<buffer.count).map {
      String(decoding: bytes[buffer.tokens[$0].utf8Range], as: UTF8.self)
    }
    #expect(raw == ["De", "coördinatie", "soft\u{AD}ware", "en", "café"])
  }

  static let gaps: [(String, Gap)] = [
    ("op- en", [.hyphenAfter, .space]), ("op\u{2010} en", [.hyphenAfter, .space]),
    ("op -en", [.space, .hyphenBefore]), ("op \u{2013}en", [.space, .hyphenBefore]),
    ("op - en", .space), ("a-b", .hyphenAfter), ("jeugd-/gezin", [.hyphenAfter, .slash]),
    ("a.b", []),
    ("einde. Nieuw", [.sentenceEnd, .space]), ("waar? Daar", [.sentenceEnd, .space]),
    ("een, twee", [.comma, .space]), ("jeugd)hulp", .bracket), ("a & b", [.ampersand, .space]),
    ("veilig • thuis", [.sentenceEnd, .space]),
  ]

  @Test(arguments: gaps)
  func tellsWhatStandsBetweenWords(_ text: String, _ expected: Gap) {
    let buffer = TokenBuffer()
    buffer.read(text)
    #expect(buffer.tokens[0].gap == expected)
  }

  @Test func survivesBytesThatAreNoText() {
    let bytes: [UInt8] = [0xFF, 0x61, 0xC3, 0xE2, 0x80, 0x62, 0xF0, 0x9F, 0xC3]
    let buffer = TokenBuffer()
    bytes.withUnsafeBufferPointer { Tokenizer.read($0, into: buffer) }
    #expect(buffer.words == ["a", "b"])
  }

  @Test func readsATextLongerThanItsBuffer() {
    let buffer = TokenBuffer()
    buffer.read(String(repeating: "é ", count: 20_000))
    #expect(buffer.count == 20_000)
    buffer.read("kort")
    #expect(buffer.words == ["kort"])
  }
}
