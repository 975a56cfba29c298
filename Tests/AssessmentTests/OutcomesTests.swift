// SPDX-License-Identifier: EUPL-1.2
import Model
import Testing

@testable import Assessment

@Suite struct OutcomesTests {
  private let outcomes = Outcomes(
    [("b", "2"), ("a", "10"), ("b", "1"), ("a", "2")].map { unit, field in
      Outcome(
        cell: Cell(unit: UnitCode(unit), field: FieldID(field)),
        standing: .undetermined(reason: "\(unit) \(field)"))
    })

  private func names(_ outcomes: some Sequence<Outcome>) -> [String] {
    outcomes.map { "\($0.cell.unit) \($0.cell.field)" }
  }

  @Test func standInTheOrderOfTheirCells() {
    #expect(names(outcomes.values) == ["a 10", "a 2", "b 1", "b 2"])
    #expect(outcomes.count == 4)
  }

  @Test func givesThoseOfAUnitAndOfACell() {
    #expect(names(outcomes.of("a")) == ["a 10", "a 2"])
    #expect(names(outcomes.of("b")) == ["b 1", "b 2"])
    #expect(names(outcomes.of("c")) == [])
    #expect(
      outcomes[Cell(unit: "b", field: "1")]?.standing == .undetermined(reason: "b 1"))
    #expect(outcomes[Cell(unit: "b", field: "10")] == nil)
    #expect(Outcomes([]).values.isEmpty)
  }
}
