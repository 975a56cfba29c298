// SPDX-License-Identifier: EUPL-1.2
import Model
import Testing
import TestSupport

@testable import Assessment

/// Two readers, each alone, then side by side: what one answered stays hidden until both are in, and what
/// they answered first stays as it was.
@Suite struct ReaderAssignmentTests {
  private let cell = Cell(unit: "R1", field: "4.1")
  private let both = Event.readersAdopted(
    wave: "w1",
    assignments: [
      ReaderAssignment(coder: "lezer-1", units: ["R1", "R2"]),
      ReaderAssignment(coder: "lezer-2", units: ["R1"]),
    ], text: "tekst")

  private func answer(
    _ category: CategoryID, _ coder: CoderID, _ coding: CodingID, cell: Cell? = nil
  ) -> [Event] {
    let cell = cell ?? self.cell
    return [
      .passageCoded(SmallStudy.coding(coding, "s0001", cell, coder: coder)),
      .answerRecorded(
        wave: "w1",
        answer: Answer(
          cell: cell, value: .categories([category]), evidence: .codings([coding]), coder: coder)),
    ]
  }

  private func replayed(_ events: [Event]) throws -> Study {
    var study = try SmallStudy.study()
    for event in [both] + events { try study.apply(event) }
    return study
  }

  private func assessor(_ study: Study) throws -> Assessor {
    let round = try #require(study.rounds.last)
    let framework = try #require(round.framework)
    var corpus = CorpusView()
    for source in study.sources.values {
      corpus.documents[source.current] = DocumentFacts(state: .read, format: "txt")
      corpus.counts[source.current] = [SmallStudy.privacy.id: 2]
    }
    return Assessor(study: study, round: round, framework: framework, corpus: corpus)
  }

  @Test func regionBringsItsMunicipalitiesAndPapers() throws {
    let study = try replayed([])
    let round = try #require(study.rounds.last)
    #expect(study.assigned(cell, in: round) == ["lezer-1", "lezer-2"])
    #expect(
      study.assigned(Cell(unit: "G1", field: "1.5"), in: round) == ["lezer-1", "lezer-2"])
    #expect(
      study.assigned(Cell(unit: "s0001", field: "1.5"), in: round) == ["lezer-1", "lezer-2"])
    #expect(study.assigned(Cell(unit: "R2", field: "4.1"), in: round) == ["lezer-1"])
    #expect(study.assigned(Cell(unit: "V1", field: "4.1"), in: round) == [])
  }

  @Test func fieldsLimitAnAssignment() throws {
    let only = Event.readersAdopted(
      wave: "w1", assignments: [ReaderAssignment(coder: "lezer-3", fields: ["4.2"])], text: "")
    let study = try replayed([only])
    let round = try #require(study.rounds.last)
    #expect(study.assigned(cell, in: round) == [])
    #expect(study.assigned(Cell(unit: "R2", field: "4.2"), in: round) == ["lezer-3"])
  }

  /// Whoever takes an answer back to mend it must not show it meanwhile.
  @Test func anAnswerThatWasTakenBackStaysHidden() throws {
    let first = answer("geen", "lezer-1", "c0001")
    let back = Event.answerWithdrawn(wave: "w1", cell: cell, coder: "lezer-1", reason: "anders")
    let study = try replayed(first + [back])
    let round = try #require(study.rounds.last)
    #expect(study.awaited(cell, in: round) == ["lezer-1", "lezer-2"])
    #expect(try assessor(study).picture().codings.isEmpty)
  }

  /// What a reader answered alone is what reliability is about, also after an answer that replaced it.
  @Test func whatAReaderAnsweredAloneStaysUnderAFrozenWave() throws {
    var study = try replayed(
      answer("geen", "lezer-1", "c0001") + answer("concreet", "lezer-2", "c0002")
        + answer("concreet", "lezer-1", "c0003") + [.waveFrozen("w1")])
    #expect(throws: Violation.self) {
      try study.apply(.codingWithdrawn(id: "c0001", reason: "niet meer nodig"))
    }
  }

  @Test func firstAnswerIsHiddenUntilTheSecondIsIn() throws {
    let one = try replayed(answer("concreet", "lezer-1", "c0001"))
    let hidden = try assessor(one).picture()
    #expect(hidden.outcomes[cell]?.standing == .open(.awaitsReaders(1)))
    #expect(hidden.codings.isEmpty)
    let two = try replayed(
      answer("concreet", "lezer-1", "c0001") + answer("concreet", "lezer-2", "c0002"))
    let shown = try assessor(two).picture()
    #expect(shown.outcomes[cell]?.categories == ["concreet"])
    #expect(shown.codings.count == 2)
    #expect(shown.differences.isEmpty)
  }

  @Test func cellOfOneReaderIsNotHidden() throws {
    var events = answer("concreet", "lezer-1", "c0001", cell: Cell(unit: "R2", field: "4.1"))
    // R2 may be answered with V1's paper, s0003.
    events[0] = .passageCoded(
      SmallStudy.coding("c0001", "s0003", Cell(unit: "R2", field: "4.1"), coder: "lezer-1"))
    let picture = try assessor(replayed(events)).picture()
    #expect(picture.outcomes[Cell(unit: "R2", field: "4.1")]?.categories == ["concreet"])
  }

  @Test func originalsStayWhenAReaderChangesAfterwards() throws {
    let study = try replayed(
      answer("concreet", "lezer-1", "c0001") + answer("algemeen", "lezer-2", "c0002")
        + answer("concreet", "lezer-2", "c0003"))
    let round = try #require(study.rounds.last)
    #expect(
      study.firstHand(cell, in: round).map(\.value)
        == [.categories(["concreet"]), .categories(["algemeen"])])
    let difference = try #require(try assessor(study).picture().differences.first)
    #expect(difference.isResolved)
    #expect(!difference.isOpen)
    // The reliability counts what each answered first: no agreement on the one cell.
    var generator = SystemRandomNumberGenerator()
    let framework = try #require(round.framework)
    let comparison = ReaderComparison(
      of: round, study: study, framework: framework, resamples: 1, using: &generator)
    #expect(comparison.rows.first?.percent.value == 0)
  }

  @Test func changingBeforeTheOtherIsInReplaces() throws {
    let study = try replayed(
      answer("concreet", "lezer-1", "c0001") + answer("algemeen", "lezer-1", "c0002")
        + answer("algemeen", "lezer-2", "c0003"))
    #expect(try assessor(study).picture().differences.isEmpty)
  }

  @Test func readersSettleTogether() throws {
    let differing = answer("concreet", "lezer-1", "c0001") + answer("algemeen", "lezer-2", "c0002")
    let settled = Event.answerSettled(
      wave: "w1",
      answer: Answer(
        cell: cell, value: .categories(["algemeen"]), evidence: .codings(["c0002"]),
        coder: .consensus, note: "er staat geen termijn"), ground: "er staat geen termijn")
    let study = try replayed(differing + [settled])
    let picture = try assessor(study).picture()
    #expect(picture.outcomes[cell]?.categories == ["algemeen"])
    #expect(picture.differences.first?.settlement?.coder == .consensus)
    #expect(picture.differences.first?.answers.count == 2)
  }

  @Test func nothingIsSettledWhileAReaderIsAwaited() throws {
    let three = Event.readersAdopted(
      wave: "w1",
      assignments: ["lezer-1", "lezer-2", "lezer-3"].map { ReaderAssignment(coder: $0) }, text: "")
    let differing = answer("concreet", "lezer-1", "c0001") + answer("algemeen", "lezer-2", "c0002")
    var study = try replayed([three] + differing)
    let settled = Event.answerSettled(
      wave: "w1",
      answer: Answer(
        cell: cell, value: .categories(["algemeen"]), evidence: .codings(["c0002"]),
        coder: .consensus), ground: "overleg")
    #expect(throws: Violation.self) { try study.apply(settled) }
  }

  @Test func nobodyAnswersUnderTheNameOfAll() throws {
    #expect(throws: Violation.self) { try replayed(answer("concreet", .consensus, "c0001")) }
    var study = try SmallStudy.study()
    #expect(throws: Violation.self) {
      try study.apply(
        .readersAdopted(
          wave: "w1", assignments: [ReaderAssignment(coder: .consensus)], text: ""))
    }
  }

  @Test func workListHoldsWhatWaits() throws {
    let study = try replayed(answer("concreet", "lezer-1", "c0001"))
    let work = try assessor(study).picture().work(in: #require(study.rounds.last), of: study)
    #expect(work.map(\.coder) == ["lezer-1", "lezer-2"])
    #expect(!work[0].waiting.contains(cell))
    #expect(work[1].waiting.contains(cell))
    #expect(work[0].waiting.contains(Cell(unit: "R2", field: "4.1")))
    #expect(!work[1].waiting.contains(Cell(unit: "R2", field: "4.1")))
    #expect(work[0].answered == 1)
  }
}
