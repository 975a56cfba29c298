// SPDX-License-Identifier: EUPL-1.2
import Model
import Testing
import TestSupport

@testable import Assessment

/// The table of words (framework-2015, section 4).
@Suite struct WordingTests {
  private let unit = UnitKind(id: "regio", one: "regio", many: "regio's")

  private func words(_ count: Int, _ known: Int, _ undecided: Int = 0) -> String {
    Wording(
      numerator: count, known: known, undecided: undecided, unit: unit, rules: SmallStudy.wording
    ).phrase
  }

  /// Shares out of 42 regions: the fractions of the report of 2015 (R25 to R28, R53, R54, R64), and the
  /// words at the bounds of the table, by hand.
  @Test(arguments: [
    (0, "geen enkele regio"), (1, "één regio"), (2, "enkele regio's"), (4, "enkele regio's"),
    (5, "5 van de 42 regio's"), (10, "een kwart van de regio's"), (11, "een kwart van de regio's"),
    (13, "een derde van de regio's"), (14, "een derde van de regio's"),
    (16, "16 van de 42 regio's"), (21, "de helft van de regio's"),
    (28, "twee derde van de regio's"), (31, "drie kwart van de regio's"),
    (32, "drie kwart van de regio's"), (35, "de overgrote meerderheid van de regio's"),
    (40, "bijna alle regio's"), (42, "alle regio's"),
  ])
  func givesTheWordOfTheTable(count: Int, phrase: String) {
    #expect(words(count, 42) == phrase)
  }

  @Test func agreesWithTheGenderOfTheUnit() {
    let document = UnitKind(id: "stuk", one: "stuk", many: "stukken", isNeuter: true)
    let wording = Wording(
      numerator: 0, known: 9, undecided: 0, unit: document, rules: SmallStudy.wording)
    #expect(wording.phrase == "geen enkel stuk")
  }

  @Test func numbersStandWhereNoWordFits() {
    #expect(words(6, 42) == "6 van de 42 regio's")
    #expect(words(0, 0) == "0 van de 0 regio's")
  }

  /// R27: 10 of 40 with two undecided: 24 % to 29 %, still a quarter; with eight it is 21 % to 38 %.
  @Test func wordHoldsWhateverTheUndecidedSay() {
    #expect(words(10, 40, 2) == "een kwart van de regio's")
    #expect(words(10, 40, 8) == "10 van de 40 regio's")
    #expect(words(0, 40, 1) == "0 van de 40 regio's")
    #expect(words(40, 40, 1) == "40 van de 40 regio's")
  }
}
