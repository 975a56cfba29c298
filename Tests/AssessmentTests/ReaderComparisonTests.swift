// SPDX-License-Identifier: EUPL-1.2
import Model
import Reliability
import TestSupport
import Testing

@testable import Assessment

struct ReaderComparisonTests {
  /// Always the same numbers.
  private struct Steps: RandomNumberGenerator {
    var state: UInt64 = 5
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 31)
    }
  }

  /// Records an answer of a reader that rests on one coding of its own.
  private static func answer(
    _ study: inout Study, _ unit: UnitCode, _ field: FieldID, _ value: [CategoryID],
    _ coder: CoderID, range: Range<Int> = 0..<4
  ) throws {
    let cell = Cell(unit: unit, field: field)
    var coding = SmallStudy.coding(
      study.nextCodingID, unit == "R2" ? "s0004" : "s0001", cell, coder: coder)
    coding.locator.stretches = [Stretch(page: 1, utf8Range: range)]
    try study.apply(.passageCoded(coding))
    try study.apply(
      .answerRecorded(
        wave: "w1",
        answer: Answer(
          cell: cell, value: .categories(value), evidence: .codings([coding.id]), coder: coder)))
  }

  private static func comparison(_ study: Study) throws -> ReaderComparison {
    let round = try #require(study.rounds.last)
    var generator = Steps()
    return ReaderComparison(
      of: round, study: study, framework: SmallStudy.framework, resamples: 200, using: &generator)
  }

  @Test func hasNoRowsWhileEachFieldHasOneReader() throws {
    var study = try SmallStudy.study()
    try Self.answer(&study, "R1", "4.1", ["algemeen"], "lezer-1")
    #expect(try Self.comparison(study).rows.isEmpty)
  }

  @Test func comparesAFieldItsThemeAndAllTogether() throws {
    var study = try SmallStudy.study()
    try Self.answer(&study, "R1", "4.1", ["algemeen"], "lezer-1", range: 0..<100)
    try Self.answer(&study, "R1", "4.1", ["concreet"], "lezer-2", range: 50..<150)
    try Self.answer(&study, "R2", "4.1", ["algemeen"], "lezer-1")
    try Self.answer(&study, "R2", "4.1", ["algemeen"], "lezer-2")
    let rows = try Self.comparison(study).rows
    #expect(rows.map(\.subject) == [.field("4.1"), .theme("A"), .all])
    let field = try #require(rows.first)
    #expect(field.readers == ["lezer-1", "lezer-2"])
    #expect(field.cellCount == 2)
    #expect(field.percent.value == 0.5)
    // Reader 1 gave algemeen twice, reader 2 one of each: observed 1 step, expected 1 step by chance.
    #expect(field.kappa?.value == 0)
    // Jaccard: a third of R1's text was marked by both, all of R2's.
    let overlap = try #require(field.overlap)
    #expect(abs(overlap - 2.0 / 3) < 1e-12)
    #expect(rows.last?.percent.value == 0.5)
  }

  @Test func seesEachCategoryOfAMultipleFieldAsChosenOrNot() throws {
    var study = try SmallStudy.study()
    try Self.answer(&study, "R1", "4.2", ["a", "b"], "lezer-1")
    try Self.answer(&study, "R1", "4.2", ["a"], "lezer-2")
    let field = try #require(try Self.comparison(study).rows.first)
    // Of three categories (geen, a, b) they agree on two.
    let percent = try #require(field.percent.value)
    #expect(abs(percent - 2.0 / 3) < 1e-12)
  }

  @Test func givesThePercentageAndAReasonWhereAllAnswersAreTheSame() throws {
    var study = try SmallStudy.study()
    for coder in ["lezer-1", "lezer-2"] as [CoderID] {
      try Self.answer(&study, "R1", "4.1", ["concreet"], coder)
      try Self.answer(&study, "R2", "4.1", ["concreet"], coder)
    }
    let field = try #require(try Self.comparison(study).rows.first)
    #expect(field.percent.value == 1)
    #expect(field.alpha.value == nil)
    #expect(field.alpha.missing == .noVariation)
    #expect(field.kappa?.missing == .noVariation)
  }

  @Test func addsARowPerPairWhereThereAreMoreThanTwoReaders() throws {
    var study = try SmallStudy.study()
    for (coder, value) in [("lezer-1", "geen"), ("lezer-2", "geen"), ("lezer-3", "concreet")] {
      try Self.answer(&study, "R1", "4.1", ["concreet"], CoderID(coder))
      try Self.answer(
        &study, "R2", "4.1", [value == "geen" ? "algemeen" : "concreet"], CoderID(coder))
    }
    let rows = try Self.comparison(study).rows
    #expect(rows.first?.kappa == nil)
    let pairs = rows.filter { $0.subject == .all && $0.readers.count == 2 }
    #expect(pairs.map(\.readers).count == 3)
    #expect(pairs.map(\.percent.value) == [1, 0.5, 0.5])
  }

  /// The readers learn from R1 to read alike, and read R2 apart after that.
  @Test func tellsCalibrationFromWhatWasReadAfterIt() throws {
    var study = try SmallStudy.study()
    let rows = ["lezer-1", "lezer-2"].flatMap { coder in
      [
        ReaderAssignment(coder: CoderID(coder), units: ["R1"], isCalibration: true),
        ReaderAssignment(coder: CoderID(coder), units: ["R2"]),
      ]
    }
    try study.apply(.readersAdopted(wave: "w1", assignments: rows, text: ""))
    for (coder, value) in [("lezer-1", "algemeen"), ("lezer-2", "concreet")] {
      try Self.answer(&study, "R1", "4.1", [CategoryID(value)], CoderID(coder))
      try Self.answer(&study, "R2", "4.1", ["algemeen"], CoderID(coder))
    }
    let round = try #require(study.rounds.last)
    func percent(_ part: ReaderComparison.Part) -> [Double?] {
      var generator = Steps()
      return ReaderComparison(
        of: round, study: study, framework: SmallStudy.framework, part: part, resamples: 10,
        using: &generator
      ).rows.map(\.percent.value)
    }
    #expect(percent(.calibration) == [0, 0, 0])
    #expect(percent(.afterCalibration) == [1, 1, 1])
    #expect(percent(.all) == [0.5, 0.5, 0.5])
  }

  @Test func comparesEachPairPerFieldAndThemeWhereAsked() throws {
    var study = try SmallStudy.study()
    for (coder, value) in [
      ("lezer-1", "algemeen"), ("lezer-2", "algemeen"), ("lezer-3", "concreet"),
    ] {
      try Self.answer(&study, "R1", "4.1", [CategoryID(value)], CoderID(coder))
    }
    let round = try #require(study.rounds.last)
    func rows(_ pairs: Bool) -> [ReaderComparison.Row] {
      var generator = Steps()
      return ReaderComparison(
        of: round, study: study, framework: SmallStudy.framework, pairs: pairs, resamples: 10,
        using: &generator
      ).rows
    }
    // Field, theme and all, and three pairs under all.
    #expect(rows(false).count == 6)
    #expect(rows(true).count == 12)
    let pairs = rows(true).filter { $0.subject == .field("4.1") && $0.readers.count == 2 }
    #expect(
      pairs.map(\.readers) == [
        ["lezer-1", "lezer-2"], ["lezer-1", "lezer-3"], ["lezer-2", "lezer-3"],
      ])
    #expect(pairs.map(\.percent.value) == [1, 0, 0])
  }
}
