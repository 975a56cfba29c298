// SPDX-License-Identifier: EUPL-1.2
import Testing

@testable import Anchoring

/// What changed in a quote, word by word.
@Suite struct WordDifferenceTests {
  @Test(arguments: [
    ("een twee drie", "een twee drie", "een twee drie"),
    ("een twee drie", "een drie", "een [-twee-] drie"),
    ("een drie", "een twee drie", "een {+twee+} drie"),
    ("een twee drie", "vier vijf", "[-een twee drie-] {+vier vijf+}"),
    ("a b c d e", "a x c y e", "a [-b-] {+x+} c [-d-] {+y+} e"),
    ("", "een", "{+een+}"), ("een", "", "[-een-]"), ("", "", ""),
    ("De samen-\nwerking", "De samenwerking", "De samenwerking"),
    ("zij ‘delen’ dit", "zij 'delen' dit", "zij 'delen' dit"),
  ])
  func showsWhatWentAndCame(old: String, new: String, line: String) {
    #expect(AnchorPlacer.difference(from: old, to: new).line == line)
  }

  /// Random texts: what stays and goes is the old text, what stays and comes the new one.
  @Test func partsMakeUpBothTexts() {
    var state: UInt64 = 7
    func next(_ bound: UInt64) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % bound)
    }
    for _ in 0..<500 {
      let words = (0..<2).map { _ in
        (0..<next(12)).map { _ in ["de", "raad", "ziet", "toe"][next(4)] }.joined(separator: " ")
      }
      let parts = AnchorPlacer.difference(from: words[0], to: words[1])
      #expect(parts.filter { $0.kind != .added }.map(\.text).joined(separator: " ") == words[0])
      #expect(parts.filter { $0.kind != .removed }.map(\.text).joined(separator: " ") == words[1])
    }
  }
}
