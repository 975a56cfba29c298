// SPDX-License-Identifier: EUPL-1.2
import Model
import Testing
import TestSupport

@testable import Assessment

/// What follows for a cell: R28 (absence that can be checked), R66 (proof of absence).
@Suite struct AssessorTests {
  private let cell = Cell(unit: "R1", field: "4.1")

  private func assessor(
    _ more: [Event] = [], hits: Int = 0, state: DocumentState = .read
  ) throws -> Assessor {
    var study = try SmallStudy.study()
    for event in more { try study.apply(event) }
    let round = try #require(study.rounds.last)
    let framework = try #require(round.framework)
    var corpus = CorpusView()
    for source in study.sources.values {
      corpus.documents[source.current] = DocumentFacts(state: state, format: "txt")
      corpus.counts[source.current] = [:]
    }
    corpus.counts[SmallStudy.hash("s0001")] = [SmallStudy.privacy.id: hits]
    return Assessor(study: study, round: round, framework: framework, corpus: corpus)
  }

  private func answer(
    _ categories: [CategoryID], _ coder: CoderID = "lezer-1", coding: CodingID = "c0001"
  ) -> [Event] {
    [
      .passageCoded(SmallStudy.coding(coding, "s0001", cell, coder: coder)),
      .answerRecorded(
        wave: "w1",
        answer: Answer(
          cell: cell, value: .categories(categories), evidence: .codings([coding]), coder: coder)),
    ]
  }

  @Test func searchWithoutHitsSettlesAbsence() throws {
    let outcome = try assessor().outcome(cell)
    #expect(outcome.standing == .known(["geen"], .search))
    #expect(outcome.search?.searched.map(\.source) == ["s0001", "s0002", "s0003"])
  }

  @Test func hitsWaitForAReader() throws {
    #expect(try assessor(hits: 3).outcome(cell).standing == .open(.forReader(hits: 3)))
  }

  @Test func hitsSetAsideSettleAbsence() throws {
    let aside = Event.hitsSetAside(
      cell: cell,
      setAside: SetAside(
        reason: "gaat over ouderen",
        versions: ["s0001", "s0002", "s0003"].map(SmallStudy.hash),
        termsFingerprint: SearchPlan.fingerprint([SmallStudy.privacy])))
    let outcome = try assessor([aside], hits: 3).outcome(cell)
    #expect(outcome.standing == .known(["geen"], .search))
    #expect(outcome.search?.setAside == "gaat over ouderen")
    let newer = Event.versionFound(id: "s0002", version: "nieuw")
    #expect(try assessor([aside, newer], hits: 3).outcome(cell).standingName == "open")
    let back = Event.hitsSetAside(cell: cell, setAside: nil)
    #expect(
      try assessor([aside, back], hits: 3).outcome(cell).standing == .open(.forReader(hits: 3)))
  }

  @Test func unitWithoutASearchableCorePaperIsUndetermined() throws {
    #expect(
      try assessor(state: .noText).outcome(cell).standing
        == .undetermined(reason: "geen leesbaar stuk"))
    // R2 has one paper, s0004, which is no core paper; V1's paper is core and in scope of R2.
    let excluded = Event.sourceExcluded(id: "s0003", reason: "te oud")
    #expect(
      try assessor([excluded]).outcome(Cell(unit: "R2", field: "4.1")).standing
        == .undetermined(reason: "geen doorzoekbaar kernstuk"))
  }

  @Test func readersAnswerGoesBeforeTheSearch() throws {
    let outcome = try assessor(answer(["concreet"]), hits: 2).outcome(cell)
    #expect(outcome.categories == ["concreet"])
    #expect(outcome.standingName == "answered")
  }

  @Test func readersWhoDifferKeepItOpen() throws {
    let events = answer(["concreet"]) + answer(["algemeen"], "lezer-2", coding: "c0002")
    #expect(try assessor(events).outcome(cell).standing == .open(.readersDiffer))
    let settled =
      events + [
        .answerSettled(
          wave: "w1",
          answer: Answer(
            cell: cell, value: .categories(["algemeen"]), evidence: .codings(["c0002"]),
            coder: "derde"), ground: "overleg")
      ]
    #expect(try assessor(settled).outcome(cell).categories == ["algemeen"])
  }

  @Test func withdrawnEvidenceReopens() throws {
    let events = answer(["concreet"]) + [.codingWithdrawn(id: "c0001", reason: "verkeerd stuk")]
    #expect(try assessor(events).outcome(cell).standing == .open(.evidenceWithdrawn))
  }

  @Test func excludedPaperNoLongerCarriesAnAnswer() throws {
    let events = answer(["concreet"]) + [.sourceExcluded(id: "s0001", reason: "te oud")]
    #expect(
      try assessor(events).outcome(cell).standing
        == .open(.reopened("het aangehaalde stuk telt niet meer mee")))
  }

  @Test func fieldWhoseConditionIsOpenIsOpen() throws {
    let outcome = try assessor(hits: 2).outcome(Cell(unit: "R1", field: "4.2"))
    #expect(outcome.standing == .open(.dependsOn(["4.1"])))
  }

  @Test func newPaperReopensAnAnswerThatRestedOnASearch() throws {
    let assessor = try assessor()
    var record = try #require(assessor.outcome(cell).search)
    record.id = "z0001"
    let absent: [Event] = [
      .searchRecorded(record),
      .answerRecorded(
        wave: "w1",
        answer: Answer(
          cell: cell, value: .categories(["geen"]), evidence: .search("z0001"), coder: "lezer-1")),
    ]
    #expect(try self.assessor(absent).outcome(cell).standingName == "answered")
    let newer = absent + [.versionFound(id: "s0002", version: "nieuw")]
    #expect(try self.assessor(newer).outcome(cell).standingName == "open")
  }

  @Test func fieldThatDoesNotApplyIsOutsideTheDenominator() throws {
    let outcome = try assessor().outcome(Cell(unit: "R1", field: "4.2"))
    #expect(outcome.standing == .notApplicable(reason: "volgt uit veld 4.1"))
  }

  @Test func conditionsOnItemsHoldInThreeValues() throws {
    let item = Cell(unit: "R1", field: "2.1", item: "politie")
    let coded: [Event] = [
      .passageCoded(SmallStudy.coding("c0001", "s0001", item)),
      .answerRecorded(
        wave: "w1",
        answer: Answer(
          cell: item, value: .categories(["stoppen"]), evidence: .codings(["c0001"]),
          coder: "lezer-1")),
    ]
    let assessor = try assessor(coded)
    let atLeast = { (count: Int, except: [ItemID]) in
      assessor.truth(of: .itemsAtLeast("2.1", count, except: except), unit: "R1")
    }
    #expect(atLeast(1, []) == .yes)
    #expect(atLeast(2, []) == .open)
    #expect(atLeast(2, ["ggz"]) == .no)
    #expect(assessor.truth(of: .noItems("2.1"), unit: "R1") == .no)
    #expect(
      assessor.truth(of: .all([.noItems("2.1"), .isLowest("1.5")]), unit: "R1") == .no)
  }

  /// R24 and R25: every unit stands in exactly one part of the count.
  @Test func indicatorPlacesEveryUnitOnce() throws {
    let value = try assessor(hits: 1).value(of: SmallStudy.framework.indicators[0])
    #expect(value.numerator == ["R2"])
    #expect(value.open == ["R1"])
    #expect(value.denominatorCount == 1)
    let all =
      value.numerator + value.others + value.unknown + value.open + value.notApplicable
      + value.outside
    #expect(all.sorted() == ["R1", "R2"])
    #expect(value.sentence == "Bij 1 van de 1 regio geen afspraken.")
  }

  /// R127: papers not older than 2013; only a person excludes.
  @Test func proposesButNeverExcludes() throws {
    let described = Event.sourceDescribed(
      id: "s0001",
      description: SourceDescription(units: ["R1"], basis: .table, kind: "regiovisie", date: "2012")
    )
    let same = Event.versionFound(id: "s0002", version: SmallStudy.hash("s0001"))
    let rows = try assessor([described, same]).coverage()
    #expect(rows[0].proposals == [.tooOld(date: "2012", isFromFile: false)])
    #expect(rows[1].proposals == [.duplicate(of: "s0001")])
    #expect(rows[0].source.exclusion == nil)
  }
}
