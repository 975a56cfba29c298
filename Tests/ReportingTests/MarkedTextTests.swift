// SPDX-License-Identifier: EUPL-1.2
import Testing

@testable import Reporting

@Suite struct MarkedTextTests {
  @Test func marksAQuoteOnItsPage() {
    let text = MarkedText("één twee drie", quotes: [.init(utf8Range: 6..<10, anchor: "c0001")])
    #expect(text.html.markup == "<p>één <mark id=\"c0001\">twee</mark> drie</p>\n")
  }

  @Test func aQuoteOverTwoPassagesIsMarkedInBothAndNamedOnce() {
    let text = MarkedText("een\ntwee", quotes: [.init(utf8Range: 1..<6, anchor: "c1")])
    #expect(
      text.html.markup == "<p>e<mark id=\"c1\">en</mark></p>\n<p><mark>tw</mark>ee</p>\n")
  }

  @Test func quotesThatOverlapKeepTheirOwnAnchors() {
    let text = MarkedText(
      "abcdef",
      quotes: [.init(utf8Range: 2..<5, anchor: "c2"), .init(utf8Range: 1..<4, anchor: "c1")])
    #expect(
      text.html.markup == "<p>a<mark id=\"c1\">b<span id=\"c2\"></span>cde</mark>f</p>\n")
  }

  @Test func aRangeThatCutsACharacterOrLeavesThePageIsNotMarked() {
    let text = MarkedText(
      "één",
      quotes: [.init(utf8Range: 1..<3, anchor: "c1"), .init(utf8Range: 2..<99, anchor: "c2")])
    #expect(text.quotes.isEmpty)
    #expect(text.html.markup == "<p>één</p>\n")
  }
}
