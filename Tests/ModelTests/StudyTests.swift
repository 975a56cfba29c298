// SPDX-License-Identifier: EUPL-1.2
import Testing
import TestSupport

@testable import Model

/// The rules that no event may break (R130: every finding has its passage or its search).
@Suite struct StudyTests {
  private let cell = Cell(unit: "R1", field: "4.1")

  private func answer(
    _ value: AnswerValue, _ evidence: Evidence, coder: CoderID = "lezer-1", cell: Cell? = nil
  ) -> Event {
    .answerRecorded(
      wave: "w1",
      answer: Answer(cell: cell ?? self.cell, value: value, evidence: evidence, coder: coder))
  }

  private func record(_ hits: Int, state: DocumentState = .read, setAside: String? = nil)
    -> SearchRecord
  {
    SearchRecord(
      id: "z0001", cell: cell, terms: ["privacy+"], termsFingerprint: "x",
      searched: [
        .init(
          source: "s0001", version: SmallStudy.hash("s0001"), state: state, hits: hits, isCore: true
        )
      ], setAside: setAside)
  }

  private func rule(_ events: [Event]) throws -> Violation.Rule? {
    var study = try SmallStudy.study()
    do throws(Violation) {
      for event in events { try study.apply(event) }
      return nil
    } catch {
      return error.rule
    }
  }

  @Test func takesAnAnswerWithAPassage() throws {
    let events: [Event] = [
      .passageCoded(SmallStudy.coding("c0001", "s0001", cell)),
      answer(.categories(["concreet"]), .codings(["c0001"])),
    ]
    var study = try SmallStudy.study()
    for event in events { try study.apply(event) }
    #expect(study.openRound?.answers[cell]?.map(\.value) == [.categories(["concreet"])])
  }

  @Test func refusesAnAnswerWithoutEvidence() throws {
    #expect(try rule([answer(.categories(["concreet"]), .codings([]))]) == .noEvidence)
    #expect(try rule([answer(.categories(["geen"]), .reason)]) == .noEvidence)
    #expect(try rule([answer(.categories(["geen"]), .codings(["c9"]))]) == .unknownCoding)
  }

  @Test func takesAbsenceOnASearchWithoutHits() throws {
    let absent = answer(.categories(["geen"]), .search("z0001"))
    #expect(try rule([.searchRecorded(record(0)), absent]) == nil)
    #expect(try rule([.searchRecorded(record(2)), absent]) == .hitsNotSetAside)
    #expect(try rule([.searchRecorded(record(2, setAside: "gaat over ouderen")), absent]) == nil)
    #expect(try rule([.searchRecorded(record(0, state: .noText)), absent]) == .noEvidence)
  }

  @Test func refusesMoreThanAbsenceOnASearch() throws {
    let more = answer(.categories(["algemeen"]), .search("z0001"))
    #expect(try rule([.searchRecorded(record(0)), more]) == .noEvidence)
  }

  @Test func holdsToTheCategoriesOfTheField() throws {
    let multiple = Cell(unit: "R1", field: "4.2")
    let coded = Event.passageCoded(SmallStudy.coding("c0001", "s0001", multiple))
    let give = { (categories: [CategoryID]) in
      [coded, answer(.categories(categories), .codings(["c0001"]), cell: multiple)]
    }
    #expect(try rule(give(["a", "b"])) == nil)
    #expect(try rule(give(["geen", "a"])) == .exclusiveCategory)
    #expect(try rule(give(["onzin"])) == .unknownCategory)
    #expect(
      try rule([
        .passageCoded(SmallStudy.coding("c0001", "s0001", cell)),
        answer(.categories(["algemeen", "concreet"]), .codings(["c0001"])),
      ]) == .singleCategory)
  }

  @Test func keepsEvidenceWithinTheScopeOfTheField() throws {
    // R44: a regional paper makes no local policy; a municipality's paper may carry the region's answer.
    let local = Cell(unit: "G1", field: "1.5")
    #expect(try rule([.passageCoded(SmallStudy.coding("c0001", "s0001", local))]) == .outsideScope)
    #expect(try rule([.passageCoded(SmallStudy.coding("c0001", "s0002", cell))]) == nil)
    #expect(try rule([.passageCoded(SmallStudy.coding("c0001", "s0003", cell))]) == nil)
    #expect(try rule([.passageCoded(SmallStudy.coding("c0001", "s0004", cell))]) == .outsideScope)
  }

  @Test func asksForTheItemOfAFieldWithItems() throws {
    let whole = Cell(unit: "R1", field: "2.1")
    #expect(try rule([.passageCoded(SmallStudy.coding("c0001", "s0001", whole))]) == .unknownItem)
    let aside = { SetAside(reason: $0, versions: [], termsFingerprint: "") }
    #expect(try rule([.hitsSetAside(cell: whole, setAside: aside("niet als partner"))]) == nil)
    #expect(try rule([.hitsSetAside(cell: whole, setAside: aside("  "))]) == .emptyReason)
  }

  @Test func refusesTheWrongKindOfUnit() throws {
    let wrong = Cell(unit: "G1", field: "4.1")
    #expect(try rule([.passageCoded(SmallStudy.coding("c0001", "s0002", wrong))]) == .unknownUnit)
    let nowhere = Cell(unit: "R9", field: "4.1")
    #expect(try rule([.passageCoded(SmallStudy.coding("c0001", "s0001", nowhere))]) == .unknownUnit)
  }

  @Test func frozenWaveTakesNothing() throws {
    // R131: the period of a round ends with a freeze.
    #expect(
      try rule([.waveFrozen("w1"), answer(.undetermined(reason: "geen stuk"), .reason)])
        == .waveFrozen)
    #expect(try rule([.waveOpened(Wave(id: "w2", title: ""))]) == .waveExists)
    #expect(try rule([.waveFrozen("w1"), .waveOpened(Wave(id: "w2", title: ""))]) == nil)
  }

  @Test func whoSettlesIsNotOneOfTheReaders() throws {
    let first = answer(.undetermined(reason: "a"), .reason)
    let second = answer(.undetermined(reason: "b"), .reason, coder: "lezer-2")
    let settle = { (coder: CoderID) in
      Event.answerSettled(
        wave: "w1",
        answer: Answer(
          cell: self.cell, value: .undetermined(reason: "c"), evidence: .reason, coder: coder),
        ground: "overleg")
    }
    #expect(try rule([first, second, settle("lezer-1")]) == .thirdIsCoder)
    #expect(try rule([first, second, settle("derde")]) == nil)
    #expect(try rule([first, settle("derde")]) == .noDifference)
  }

  @Test func takesARowOnceUntilAnotherComesBetween() throws {
    let row = { (fingerprint: String) in
      Event.rowAdopted(fingerprint: fingerprint, cell: self.cell, coder: "lezer-1")
    }
    #expect(try rule([row("x"), row("x")]) == .rowTaken)
    #expect(try rule([row("x"), row("y"), row("x")]) == nil)
  }

  @Test func identifierInUseCannotLeaveTheFramework() throws {
    let answered: [Event] = [
      .passageCoded(SmallStudy.coding("c0001", "s0001", cell)),
      answer(.categories(["concreet"]), .codings(["c0001"])),
    ]
    var framework = SmallStudy.framework
    framework.themes[0].questions[0].fields[0].categories[2].label = "heel concreet"
    let relabelled = Event.frameworkAdopted(wave: "w1", framework: framework, text: "")
    #expect(try rule(answered + [relabelled]) == nil)
    framework.themes[0].questions[0].fields[0].categories[2].id = "anders"
    let renamed = Event.frameworkAdopted(wave: "w1", framework: framework, text: "")
    #expect(try rule(answered + [renamed]) == .identifierInUse)
    #expect(try rule([renamed]) == nil)
    let units = Event.unitsAdopted(wave: "w1", units: [SmallStudy.units[1]], text: "")
    #expect(try rule(answered + [units]) == .identifierInUse)
  }

  @Test func takesNoNamesForAPseudonym() throws {
    for coder in ["", "Jan de Vries", "a@b.nl"] {
      #expect(
        try rule([answer(.undetermined(reason: "x"), .reason, coder: CoderID(coder))])
          == .badIdentifier)
    }
  }

  @Test func asksTheReasonOfNotApplicable() throws {
    #expect(try rule([answer(.notApplicable, .reason)]) == .emptyReason)
  }

  @Test func failedEventLeavesTheStudyAsItWas() throws {
    var study = try SmallStudy.study()
    let before = study
    #expect(throws: Violation.self) {
      try study.apply(answer(.categories(["concreet"]), .codings([])))
    }
    #expect(study == before)
  }
}
