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
}
