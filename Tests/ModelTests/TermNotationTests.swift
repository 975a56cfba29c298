// SPDX-License-Identifier: EUPL-1.2
import Testing

@testable import Model

@Suite struct TermNotationTests {
  @Test(arguments: [
    ("regievoerder", TermPattern.word("regievoerder")),
    ("regie+", .inside("regie")),
    ("meld*", .prefix("meld")),
    ("!OM", .exact("OM")),
    ("!GI's", .exact("GI's")),
    ("informatie-uitwisseling", .word("informatie-uitwisseling")),
    ("\"Veilig Thuis\"", .phrase([.word("Veilig"), .word("Thuis")])),
    ("\"op- en afschal*\"", .phrase([.word("op"), .word("en"), .prefix("afschal")])),
    ("(jeugd)bescherming", .any([.word("jeugdbescherming"), .word("bescherming")])),
    ("(jeugd)hulp", .any([.word("jeugdhulp"), .word("hulp")])),
    (
      "uitwissel* NEAR/6 informatie",
      .near(.prefix("uitwissel"), .word("informatie"), distance: 6)
    ),
    ("regie near/5 overdracht", .near(.word("regie"), .word("overdracht"), distance: 5)),
    (
      "\"sociaal team\" NEAR/4 \"eigen regie\"",
      .near(
        .phrase([.word("sociaal"), .word("team")]), .phrase([.word("eigen"), .word("regie")]),
        distance: 4)
    ),
    ("AMK/SHG", .word("AMK/SHG")), ("R&D+", .inside("R&D")), ("24/7*", .prefix("24/7")),
  ])
  func readsTheNotation(text: String, pattern: TermPattern) throws {
    #expect(try TermNotation.parse(text) == pattern)
  }

  @Test(arguments: [
    ("", 1), ("\"Veilig Thuis", 14), ("a NEAR/x b", 8), ("a NEAR/99 b", 8), ("twee woorden", 5),
    ("!", 1), ("+", 1), ("a+b", 2), ("(jeugd)", 8),
    ("jeugd*bescherming", 6), ("(jeugd+)hulp", 7), ("(jeugd)be*scherming", 10),
    ("regie NEAR/5 ge+weld", 16), ("\"regie NEAR/5 overdracht\"", 8), ("\"a b\" c", 7),
    ("AMK+/SHG", 4), ("AMK/*", 4), ("n.v.t.*", 6),
  ])
  func saysWhereAMistakeIs(text: String, column: Int) {
    #expect {
      try TermNotation.parse(text)
    } throws: { error in
      (error as? TermNotation.Mistake)?.column == column
    }
  }

  /// The journal has one way to write each value, and a set has no order: two instances of one term, made apart.
  @Test func aTermIsWrittenInOneWay() throws {
    func text(_ levels: [MatchLevel]) throws -> String {
      try CanonicalJSON.encode(
        Term(id: "t", label: "t", patterns: [.word("t")], levels: Set(levels)))
    }
    let levels = MatchLevel.allCases
    #expect(try text(levels).contains(#""levels":["inflection","inside","near","phrase","#))
    for _ in 0..<20 { #expect(try text(levels.shuffled()) == text(levels)) }
    let term = try CanonicalJSON.decode(Term.self, from: text(levels))
    #expect(term.levels == Set(levels))
  }

  /// Fingerprints in journals rest on the text that Swift gave of patterns before it was written out. A type of the same
  /// form without a text of its own tells what that is.
  @Test(arguments: [
    "regie", "regie+", "meld*", "!GI's", "\"op- en afschal*\"", "(jeugd)hulp",
    "uitwissel* NEAR/6 informatie", "\"Veilig Thuis\" NEAR/3 (jeugd)zorg", "caf\u{E9}",
  ])
  func theTextOfAPatternIsThatOfSwift(notation: String) throws {
    let pattern = try TermNotation.parse(notation)
    let plain = "\([PlainPattern(pattern)])"
    #expect("\([pattern])" == plain.replacing("ModelTests.PlainPattern", with: "Model.TermPattern"))
    #expect("\([pattern])".hasPrefix("[Model.TermPattern."))
  }
}

/// Of the form of `TermPattern`, with the text that Swift gives of it.
indirect enum PlainPattern {
  case word(String)
  case inside(String)
  case prefix(String)
  case exact(String)
  case phrase([PlainPattern])
  case near(PlainPattern, PlainPattern, distance: Int)
  case any([PlainPattern])

  init(_ pattern: TermPattern) {
    self =
      switch pattern {
      case .word(let word): .word(word)
      case .inside(let word): .inside(word)
      case .prefix(let word): .prefix(word)
      case .exact(let word): .exact(word)
      case .phrase(let parts): .phrase(parts.map(PlainPattern.init))
      case .near(let one, let other, let distance):
        .near(PlainPattern(one), PlainPattern(other), distance: distance)
      case .any(let choices): .any(choices.map(PlainPattern.init))
      }
  }
}
