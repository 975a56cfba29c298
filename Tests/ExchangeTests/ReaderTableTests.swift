// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model
import TestSupport
import Testing

@testable import Exchange

struct ReaderTableTests {
  private struct Zero: RandomNumberGenerator {
    mutating func next() -> UInt64 { 0 }
  }

  @Test func writesFiguresWithThreeDecimalsAndLeavesMissingOnesEmpty() throws {
    var study = try SmallStudy.study()
    for (number, coder) in ["lezer-1", "lezer-2"].enumerated() {
      let cell = Cell(unit: "R1", field: "4.1")
      let coding = SmallStudy.coding(
        CodingID("c000\(number)"), "s0001", cell, coder: CoderID(coder))
      try study.apply(.passageCoded(coding))
      try study.apply(
        .answerRecorded(
          wave: "w1",
          answer: Answer(
            cell: cell, value: .categories(["algemeen"]), evidence: .codings([coding.id]),
            coder: CoderID(coder))))
    }
    var generator = Zero()
    let round = try #require(study.rounds.last)
    let table = ReaderTable.table(
      ReaderComparison(
        of: round, study: study, framework: SmallStudy.framework, resamples: 10,
        using: &generator))
    #expect(table.columns == ReaderTable.columns)
    #expect(
      table.rows.first
        == [
          "4.1", "Afspraken", "lezer-1;lezer-2", "1", "1.000", "", "", "", "", "", "", "", "",
          "1.000", "één antwoord: geen kappa of alfa",
        ])
  }
}
