// SPDX-License-Identifier: EUPL-1.2
import Model
import Testing
import TestSupport

@testable import Assessment

/// R54 to R57: several answers to one field, counted per category, and the union computed: never added up.
@Suite struct MultipleAnswerTests {
  private static let units: [UnitCode] = (1...6).map { UnitCode("R\($0)") }

  private static var framework: Framework {
    var framework = SmallStudy.framework
    framework.themes[0].questions[0].fields[1].applies = nil
    framework.indicators = [
      ("any", Condition.aboveLowest("4.2")), ("a", .isOneOf("4.2", ["a"])),
      ("b", .isOneOf("4.2", ["b"])),
    ].map { id, count in
      Indicator(
        id: id, label: id, theme: "A", unitKind: "regio", field: "4.2", count: count,
        basis: .reader, sentence: "{aantal}")
    }
    return framework
  }

  /// Six regions: a, b, both, both, none, and one that was not answered.
  private static func picture() throws -> Picture {
    var study = try SmallStudy.study()
    try study.apply(.frameworkAdopted(wave: "w1", framework: framework, text: ""))
    try study.apply(
      .unitsAdopted(
        wave: "w1", units: units.map { StudyUnit(code: $0, name: $0.rawValue, kind: "regio") },
        text: ""))
    let given: [[CategoryID]] = [["a"], ["b"], ["a", "b"], ["a", "b"], ["geen"]]
    var corpus = CorpusView()
    for (place, unit) in units.enumerated() {
      let source = SourceID("s01\(place)0")
      try study.apply(
        .sourceRegistered(
          id: source, path: "\(source).txt", version: SmallStudy.hash(source),
          description: SourceDescription(units: [unit], basis: .table, kind: "regiovisie")))
      corpus.documents[SmallStudy.hash(source)] = DocumentFacts(state: .read, format: "txt")
      guard given.indices.contains(place) else { continue }
      let cell = Cell(unit: unit, field: "4.2")
      let id = study.nextCodingID
      try study.apply(.passageCoded(SmallStudy.coding(id, source, cell)))
      try study.apply(
        .answerRecorded(
          wave: "w1",
          answer: Answer(
            cell: cell, value: .categories(given[place]), evidence: .codings([id]),
            coder: "lezer-1")))
    }
    let round = try #require(study.rounds.last)
    return Assessor(study: study, round: round, framework: framework, corpus: corpus).picture()
  }

  @Test func theUnionIsCountedAndNotAddedUp() throws {
    let picture = try Self.picture()
    let values = Dictionary(
      uniqueKeysWithValues: picture.indicators.map { ($0.indicator.id, $0) })
    #expect(values["a"]?.numerator.count == 3)
    #expect(values["b"]?.numerator.count == 3)
    // Three and three, of which two are the same: four, not six.
    #expect(values["any"]?.numerator == ["R1", "R2", "R3", "R4"])
    #expect(values["any"]?.denominatorCount == 5)
    #expect(values["any"]?.open == ["R6"])
  }

  @Test func eachCategoryHasItsOwnCount() throws {
    let picture = try Self.picture()
    let field = try #require(picture.framework.field("4.2"))
    let counts = picture.distribution(of: field).counts
    #expect(counts.map(\.category.id) == ["geen", "a", "b"])
    #expect(counts.map(\.units.count) == [1, 3, 3])
  }

  @Test func theExclusiveCategoryIsRefusedBesideAnother() throws {
    var study = try SmallStudy.study()
    let cell = Cell(unit: "R1", field: "4.2")
    try study.apply(.passageCoded(SmallStudy.coding("c0001", "s0001", cell)))
    let before = study
    #expect(throws: Violation.self) {
      try study.apply(
        .answerRecorded(
          wave: "w1",
          answer: Answer(
            cell: cell, value: .categories(["geen", "a"]), evidence: .codings(["c0001"]),
            coder: "lezer-1")))
    }
    #expect(study == before)
  }
}
