// SPDX-License-Identifier: EUPL-1.2
import Model
import Testing
import TestSupport

@testable import Intake

/// Dividing the reading by lot, and reading the division back.
@Suite struct ReadingDrawTests {
  private static let units: [UnitCode] = (1...10).map { UnitCode("R\($0)") }
  private static let layout = units.map { StudyUnit(code: $0, name: $0.rawValue, kind: "regio") }

  private static func drawn(
    _ percent: Int, coders: [CoderID] = ["a", "b", "c"], calibration: [UnitCode] = [],
    seed: UInt64 = 7
  ) -> [ReaderAssignment] {
    let text = ReadingDraw.text(
      units: units,
      ReadingDraw.Wish(
        coders: coders, doublePercent: percent, calibration: calibration, seed: seed))
    let (assignments, found) = ReaderAssignmentTable.read(
      text: text, file: "readers.csv", units: layout, framework: SmallStudy.framework)
    #expect(found.isEmpty)
    return assignments
  }

  private static func readers(of unit: UnitCode, _ drawn: [ReaderAssignment]) -> Set<CoderID> {
    Set(drawn.filter { $0.units.contains(unit) }.map(\.coder))
  }

  @Test(arguments: [(0, 0), (20, 2), (25, 3), (1, 1), (100, 10)])
  func shareGetsASecondReader(percent: Int, count: Int) {
    let drawn = Self.drawn(percent)
    let counts = Self.units.map { Self.readers(of: $0, drawn).count }
    #expect(counts.filter { $0 == 2 }.count == count)
    #expect(counts.filter { $0 == 1 }.count == 10 - count)
  }

  @Test func everyReaderGetsAboutAsMuch() {
    let own = Dictionary(grouping: Self.drawn(0), by: \.coder).mapValues { $0[0].units.count }
    #expect(own.values.sorted() == [3, 3, 4])
  }

  @Test func allReadTheCalibration() {
    let drawn = Self.drawn(0, calibration: ["R3"])
    #expect(Self.readers(of: "R3", drawn) == ["a", "b", "c"])
    #expect(drawn.filter(\.isCalibration).count == 3)
    #expect(Self.readers(of: "R4", drawn).count == 1)
  }

  @Test func sameSeedGivesTheSameDivision() {
    #expect(Self.drawn(30) == Self.drawn(30))
    #expect(Self.drawn(30) != Self.drawn(30, seed: 8))
  }

  @Test func namesWhatItDoesNotKnow() {
    let text =
      "coder,units,fields,purpose\nlezer-1,R1;R99,,\nJan Jansen,R1,,\noverleg,R1,,\nlezer-2,,9.9,\nlezer-é,R1,,\n"
    let (assignments, found) = ReaderAssignmentTable.read(
      text: text, file: "readers.csv", units: Self.layout, framework: SmallStudy.framework)
    #expect(assignments.isEmpty)
    #expect(found.filter { $0.severity == .error }.map(\.line) == [2, 3, 4, 5, 6])
  }

  @Test func questionsAndThemesStandForTheirFields() {
    let (assignments, found) = ReaderAssignmentTable.read(
      text: "coder,units,fields\nlezer-1,,4\nlezer-2,,A\n", file: "readers.csv",
      units: Self.layout, framework: SmallStudy.framework)
    #expect(found.isEmpty)
    let all = SmallStudy.framework.fields.map(\.id)
    #expect(assignments.map(\.fields) == [all, all])
  }
}
