// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Indexing
import Model
import Testing

/// Counts in random text against regular expressions, which know nothing of words in a vocabulary.
struct MatcherOracleTests {
  private static let words = [
    "veilig", "Veilig", "thuis", "Thuis", "onveilig", "thuishulp", "veiligheid", "geweld",
    "huisgeweld", "geweldloos", "om", "OM", "Om", "politie", "politiek", "melding", "meld", "de",
    "één", "meldcode", "gemeld",
  ]
  private static let separators = [" ", " ", " ", " ", ", ", "\n", "-", " (", "/"]

  @Test(arguments: 0..<40)
  func countsWhatARegularExpressionCounts(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var text = ""
    for _ in 0..<400 {
      text += try #require(Self.words.randomElement(using: &random))
      text += try #require(Self.separators.randomElement(using: &random))
    }
    let letter = "[\\p{L}\\p{N}]"
    let oracles: [(String, Set<MatchLevel>, String, NSRegularExpression.Options)] = [
      ("geweld", Samples.letters, "\(letter)*geweld\(letter)*", .caseInsensitive),
      ("\"veilig thuis\"", Samples.letters, "veilig[^\\p{L}\\p{N}]+thuis", .caseInsensitive),
      ("!OM", [.word], "(?<!\(letter))OM(?!\(letter))", []),
      ("politi*", [.prefix], "(?<!\(letter))politi", .caseInsensitive),
      ("meld+", Samples.letters, "\(letter)*meld\(letter)*", .caseInsensitive),
      ("één", [.word], "(?<!\(letter))één(?!\(letter))", .caseInsensitive),
    ]
    let terms = try oracles.map { try Samples.term($0.0, $0.1) }
    let hits = TermMatcher(terms: terms).match(Samples.extraction(text))
    for (find, _, pattern, options) in oracles {
      let expression = try NSRegularExpression(pattern: pattern, options: options)
      let expected = expression.numberOfMatches(
        in: text, range: NSRange(text.startIndex..., in: text))
      #expect(hits.count { $0.term == TermID(find) } == expected, "\(find)")
    }
  }
}
