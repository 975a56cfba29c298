// SPDX-License-Identifier: EUPL-1.2
import Testing
import TestSupport

@testable import Model

/// Codes that arise while reading, and become a field midway (R130: a finding that no field asked for has its
/// passage too).
@Suite struct OpenCodeTests {
  private func coding(
    _ id: CodingID, _ code: String = "wachttijd", _ source: SourceID = "s0001",
    units: [UnitCode] = ["R1"]
  ) -> OpenCoding {
    OpenCoding(
      id: id, code: code, source: source, units: units,
      locator: SmallStudy.coding("c0001", source, Cell(unit: "R1", field: "4.1")).locator,
      coder: "lezer-1")
  }

  private func answered(_ unit: UnitCode, _ source: SourceID, _ id: CodingID) -> [Event] {
    let cell = Cell(unit: unit, field: "4.1")
    return [
      .passageCoded(SmallStudy.coding(id, source, cell)),
      .answerRecorded(
        wave: "w1",
        answer: Answer(
          cell: cell, value: .categories(["concreet"]), evidence: .codings([id]),
          coder: "lezer-1")),
    ]
  }

  @Test func namesTheUnitsThatWereReadBeforeTheCodeCameUp() throws {
    var study = try SmallStudy.study()
    for event in answered("R2", "s0004", "c0001") { try study.apply(event) }
    try study.apply(.passageOpenCoded(coding("o0001")))
    // R1 is read after the code came up, and needs no second look.
    for event in answered("R1", "s0001", "c0002") { try study.apply(event) }
    #expect(study.openCodes.again("wachttijd") == ["R2"])
    // Whoever codes there has looked.
    try study.apply(.passageOpenCoded(coding("o0002", "Wachttijd", "s0004", units: ["R2"])))
    #expect(study.openCodes.again("wachttijd") == [])
    #expect(study.openCodes.codes.map(\.name) == ["wachttijd"])
    #expect(study.openCodes.standing("WACHTTIJD").map(\.id) == ["o0001", "o0002"])
  }

  @Test func aCodeThatBecameAFieldGivesSuggestionsAndNoAnswers() throws {
    var study = try SmallStudy.study()
    try study.apply(.passageOpenCoded(coding("o0001")))
    try study.apply(.passageOpenCoded(coding("o0002", "wachttijd", "s0004", units: ["R2"])))
    try study.apply(.openCodePromoted(code: "wachttijd", field: "4.1"))
    let round = try #require(study.openRound)
    let found = study.promotedCodings(in: round)
    #expect(found[Cell(unit: "R1", field: "4.1")]?.map(\.id) == ["o0001"])
    #expect(found[Cell(unit: "R2", field: "4.1")]?.map(\.id) == ["o0002"])
    #expect(found.count == 2)
    #expect(round.answers.isEmpty)
    try study.apply(.openCodingWithdrawn(id: "o0002", reason: "gaat over iets anders"))
    #expect(study.promotedCodings(in: round).count == 1)
  }

  @Test func refusesWhatCannotBe() throws {
    var study = try SmallStudy.study()
    try study.apply(.passageOpenCoded(coding("o0001")))
    let wrong: [Event] = [
      .passageOpenCoded(coding("o0001")),
      .passageOpenCoded(coding("o0002", "")),
      .passageOpenCoded(coding("o0002", "twee\nregels")),
      .passageOpenCoded(coding("o0002", units: [])),
      .passageOpenCoded(coding("o0002", units: ["X9"])),
      .openCodePromoted(code: "anders", field: "4.1"),
      .openCodePromoted(code: "wachttijd", field: "9.9"),
      // A field that is answered per item.
      .openCodePromoted(code: "wachttijd", field: "2.1"),
      .openCodingWithdrawn(id: "o0009", reason: "weg"),
      .openCodingWithdrawn(id: "o0001", reason: " "),
    ]
    for event in wrong {
      let before = study
      #expect(throws: Violation.self, "\(event)") { try study.apply(event) }
      #expect(study == before)
    }
  }

  @Test func standsInTheJournalInANewForm() throws {
    let event = Event.passageOpenCoded(coding("o0001"))
    #expect(event.schema == 3)
    #expect(try CanonicalJSON.decode(Event.self, from: try CanonicalJSON.encode(event)) == event)
    #expect(RecordedEvent.currentSchema >= 3)
  }
}
