// SPDX-License-Identifier: EUPL-1.2
import Testing
import TestSupport

@testable import Model

/// Every decision of a person can be taken back, by an event of its own (R130): nothing is erased.
struct WithdrawalTests {
  private static let cell = Cell(unit: "R1", field: "4.1")
  private static let coding = SmallStudy.coding("c0001", "s0001", cell)

  private static func answer(_ category: CategoryID, _ coder: CoderID) -> Answer {
    Answer(
      cell: cell, value: .categories([category]), evidence: .codings(["c0001"]), coder: coder)
  }

  private static func record(_ category: CategoryID, _ coder: CoderID) -> Event {
    .answerRecorded(wave: "w1", answer: answer(category, coder))
  }

  /// A decision with what takes it back, in a study where two readers differ.
  private static let decisions: [(decision: Event, undo: Event)] = [
    (
      record("algemeen", "lezer-3"),
      .answerWithdrawn(wave: "w1", cell: cell, coder: "lezer-3", reason: "verkeerde regio")
    ),
    (
      .answerSettled(wave: "w1", answer: answer("concreet", "lezer-3"), ground: "termijn"),
      .settlementWithdrawn(wave: "w1", cell: cell, reason: "te vroeg")
    ),
    (
      .hitsSetAside(
        cell: cell, setAside: SetAside(reason: "ouderen", versions: [], termsFingerprint: "t")),
      .hitsSetAside(cell: cell, setAside: nil)
    ),
    (
      .sourceExcluded(id: "s0001", reason: "te oud"), .sourceExcluded(id: "s0001", reason: nil)
    ),
    (
      .codingPlaced(id: "c0001", locator: coding.locator),
      .placementWithdrawn(id: "c0001", reason: "andere zin")
    ),
    (
      .codingLost(
        id: "c0001", version: coding.locator.version, readerVersion: "1", reason: "geschrapt"),
      .placementWithdrawn(id: "c0001", reason: "toch gevonden")
    ),
    (
      .readersAdopted(
        wave: "w1", assignments: [ReaderAssignment(coder: "lezer-1")], text: "coder\n"),
      .readersAdopted(wave: "w1", assignments: [], text: "")
    ),
    (.titleAdopted("Anders"), .titleAdopted("")),
  ]

  private static func study() throws -> Study {
    var study = try SmallStudy.study()
    for event in [
      .passageCoded(coding), record("algemeen", "lezer-1"), record("concreet", "lezer-2"),
    ] as [Event] {
      try study.apply(event)
    }
    return study
  }

  @Test(arguments: decisions.indices)
  func everyDecisionCanBeTakenBack(place: Int) throws {
    let (decision, undo) = Self.decisions[place]
    let before = try Self.study()
    var study = before
    try study.apply(decision)
    #expect(study != before)
    try study.apply(undo)
    #expect(study == before)
  }

  @Test func aCodingIsTakenBackAndStaysOnRecord() throws {
    var study = try Self.study()
    try study.apply(.codingWithdrawn(id: "c0001", reason: "verkeerd stuk"))
    #expect(study.withdrawn == ["c0001"])
    #expect(study.codings["c0001"] == Self.coding)
    let round = try #require(study.openRound)
    #expect(study.codings(under: round).isEmpty)
    #expect(throws: Violation.self) {
      try study.apply(.codingWithdrawn(id: "c0001", reason: "nog eens"))
    }
  }

  private func rule(_ events: [Event]) throws -> Violation.Rule? {
    var study = try Self.study()
    do throws(Violation) {
      for event in events { try study.apply(event) }
      return nil
    } catch {
      return error.rule
    }
  }

  @Test func whatWasNotDecidedCannotBeTakenBack() throws {
    let settlement = Event.settlementWithdrawn(wave: "w1", cell: Self.cell, reason: "te vroeg")
    #expect(try rule([settlement]) == .nothingToWithdraw)
    #expect(
      try rule([.answerWithdrawn(wave: "w1", cell: Self.cell, coder: "lezer-9", reason: "x")])
        == .nothingToWithdraw)
    #expect(try rule([.placementWithdrawn(id: "c0001", reason: "x")]) == .nothingToWithdraw)
    #expect(try rule([.codingWithdrawn(id: "c0009", reason: "x")]) == .nothingToWithdraw)
    // A reader who answers anew has undone the settlement already.
    let settled = Event.answerSettled(
      wave: "w1", answer: Self.answer("concreet", "lezer-3"), ground: "termijn")
    #expect(
      try rule([settled, Self.record("algemeen", "lezer-2"), settlement]) == .nothingToWithdraw)
  }

  @Test func takingBackNeedsAReason() throws {
    let settled = Event.answerSettled(
      wave: "w1", answer: Self.answer("concreet", "lezer-3"), ground: "termijn")
    #expect(
      try rule([settled, .settlementWithdrawn(wave: "w1", cell: Self.cell, reason: " ")])
        == .emptyReason)
  }

  /// R131: what a frozen wave rests on stays, also where a withdrawal names no wave.
  @Test func frozenWaveGivesNothingBack() throws {
    let settled = Event.answerSettled(
      wave: "w1", answer: Self.answer("concreet", "lezer-3"), ground: "termijn")
    for undo in [
      .settlementWithdrawn(wave: "w1", cell: Self.cell, reason: "te vroeg"),
      .answerWithdrawn(wave: "w1", cell: Self.cell, coder: "lezer-1", reason: "x"),
      .codingWithdrawn(id: "c0001", reason: "x"),
    ] as [Event] {
      #expect(try rule([settled, .waveFrozen("w1"), undo]) == .waveFrozen)
    }
  }
}
