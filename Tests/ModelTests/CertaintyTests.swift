// SPDX-License-Identifier: EUPL-1.2
import Testing
import TestSupport

@testable import Model

/// How sure an answer is, and what speaks against it (R130: the passages on both sides can be looked up).
@Suite struct CertaintyTests {
  private let cell = Cell(unit: "R1", field: "4.1")

  private func study(_ codings: CodingID...) throws -> Study {
    var study = try SmallStudy.study()
    for id in codings { try study.apply(.passageCoded(SmallStudy.coding(id, "s0001", cell))) }
    return study
  }

  private func answer(against: [CodingID]?, certainty: Certainty? = nil) -> Event {
    .answerRecorded(
      wave: "w1",
      answer: Answer(
        cell: cell, value: .categories(["concreet"]), evidence: .codings(["c0001"]),
        coder: "lezer-1", certainty: certainty, against: against))
  }

  @Test func takesPassagesThatSpeakAgainstTheAnswer() throws {
    var study = try study("c0001", "c0002")
    try study.apply(answer(against: ["c0002"], certainty: .doubtful))
    let kept = try #require(study.openRound?.answers[cell]?.first)
    #expect(kept.against == ["c0002"])
    #expect(kept.certainty == .doubtful)
    // A new version of the paper places them again, as it does what carries the answer.
    let round = try #require(study.openRound)
    #expect(study.codings(under: round).map(\.id) == ["c0001", "c0002"])
  }

  @Test func refusesAPassageThatCarriesTheAnswerOrIsOfAnotherCell() throws {
    var study = try study("c0001")
    #expect(throws: Violation.self) { try study.apply(answer(against: ["c0001"])) }
    #expect(throws: Violation.self) { try study.apply(answer(against: ["c0009"])) }
    let other = Cell(unit: "R1", field: "4.2")
    try study.apply(.passageCoded(SmallStudy.coding("c0002", "s0001", other)))
    #expect(throws: Violation.self) { try study.apply(answer(against: ["c0002"])) }
  }

  /// Against alone is no evidence.
  @Test func anAnswerStillNeedsSomethingThatCarriesIt() throws {
    var study = try study("c0001", "c0002")
    let bare = Answer(
      cell: cell, value: .categories(["concreet"]), evidence: .codings([]), coder: "lezer-1",
      against: ["c0002"])
    #expect(throws: Violation.self) { try study.apply(.answerRecorded(wave: "w1", answer: bare)) }
  }

  /// They would be shown nowhere: what cannot be said has its reason in words.
  @Test func refusesBothWhereNothingIsSaid() throws {
    var study = try study("c0001")
    for (certainty, against) in [
      (Certainty.doubtful, nil), (nil, ["c0001"]),
    ] as [(Certainty?, [CodingID]?)] {
      let answer = Answer(
        cell: cell, value: .undetermined(reason: "onleesbaar"), evidence: .reason,
        coder: "lezer-1", certainty: certainty, against: against)
      #expect(throws: Violation.self) {
        try study.apply(.answerRecorded(wave: "w1", answer: answer))
      }
    }
  }

  @Test func whatSpeaksAgainstAnAnswerOfAFrozenWaveStays() throws {
    var study = try study("c0001", "c0002", "c0003")
    try study.apply(answer(against: ["c0002"]))
    try study.apply(.waveFrozen("w1"))
    #expect(throws: Violation.self) {
      try study.apply(.codingWithdrawn(id: "c0002", reason: "verkeerd"))
    }
    try study.apply(.codingWithdrawn(id: "c0003", reason: "verkeerd"))
    #expect(study.withdrawn == ["c0003"])
  }

  @Test func theLeastSureSpeaksForAll() {
    #expect(Certainty.least(of: [.certain, .doubtful, .probable]) == .doubtful)
    #expect(Certainty.least(of: []) == nil)
  }

  /// An answer without either is written as it always was, so that journals keep their bytes.
  @Test func leavesNoTraceWhereNothingWasSaid() throws {
    let plain = try CanonicalJSON.encode(answer(against: nil))
    #expect(!plain.contains("certainty") && !plain.contains("against"))
    #expect(answer(against: nil).schema == 1)
    #expect(answer(against: nil, certainty: .certain).schema == 3)
    let full = answer(against: ["c0002"], certainty: .probable)
    #expect(try CanonicalJSON.decode(Event.self, from: try CanonicalJSON.encode(full)) == full)
  }
}
