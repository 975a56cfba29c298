// SPDX-License-Identifier: EUPL-1.2
import DutchText
import Testing

struct VocabularyTests {
  @Test func numbersDistinctWordsInTheOrderOfComing() {
    let words = Vocabulary()
    let texts = (0..<50_000).map { "woord\($0 * 7)" } + ["", "é", "kindermishandeling"]
    for (number, text) in texts.enumerated() { #expect(words.number(of: text) == number) }
    for (number, text) in texts.enumerated() {
      #expect(words.number(of: text) == number)
      #expect(words.word(number) == text)
    }
    words.removeAll()
    #expect(words.count == 0)
    #expect(words.number(of: "weer") == 0)
  }

  @Test func tellsShortWordsApartAndSortsByBytes() {
    let words = Vocabulary()
    var texts = [""]
    for length in 1...3 {
      let shorter = texts.filter { $0.utf8.count == length - 1 }
      texts += shorter.flatMap { word in ["a", "b", "z", "\u{0}", "é", "9"].map { word + $0 } }
    }
    texts += texts.map { "jeugdbescherming" + $0 } + texts.map { "aanpak" + $0 }
    texts = Array(Set(texts)).sorted(by: >)
    for (number, text) in texts.enumerated() { #expect(words.number(of: text) == number) }
    for (number, text) in texts.enumerated() { #expect(words.number(of: text) == number) }
    let sorted = words.sorted()
    #expect(
      sorted.map(words.word)
        == texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }
}
