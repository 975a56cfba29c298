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
  ])
  func readsTheNotation(text: String, pattern: TermPattern) throws {
    #expect(try TermNotation.parse(text) == pattern)
  }

  @Test(arguments: [
    ("", 1), ("\"Veilig Thuis", 14), ("a NEAR/x b", 8), ("a NEAR/99 b", 8), ("twee woorden", 5),
    ("!", 1), ("+", 1), ("a+b", 1), ("(jeugd)", 8),
  ])
  func saysWhereAMistakeIs(text: String, column: Int) {
    #expect {
      try TermNotation.parse(text)
    } throws: { error in
      (error as? TermNotation.Mistake)?.column == column
    }
  }
}
