// SPDX-License-Identifier: EUPL-1.2
import Model
import Testing
import TestSupport

@testable import Assessment

/// R28, R66: absence that was established holds for what was searched, and is looked at again when more comes in.
@Suite struct ReopeningTests {
  private let cell = Cell(unit: "R1", field: "4.1")

  private func assessor(
    _ events: [Event], framework: Framework = SmallStudy.framework,
    unreadable: Set<SourceID> = []
  ) throws -> Assessor {
    var study = try SmallStudy.study()
    for event in events { try study.apply(event) }
    let round = try #require(study.rounds.last)
    var corpus = CorpusView()
    for source in study.sources.values {
      corpus.documents[source.current] = DocumentFacts(
        state: unreadable.contains(source.id) ? .failed : .read, format: "txt")
      corpus.counts[source.current] = [SmallStudy.privacy.id: source.id == "s0001" ? 2 : 0]
    }
    return Assessor(study: study, round: round, framework: framework, corpus: corpus)
  }

  /// Absence on a search over s0001, s0002 and, where it could be read, s0003.
  private func absent(without unreadable: Set<SourceID> = []) throws -> [Event] {
    let assessor = try assessor([], unreadable: unreadable)
    var record = try #require(assessor.outcome(cell).search)
    record.id = "z0001"
    record.setAside = "gaat over ouderen"
    return [
      .searchRecorded(record),
      .answerRecorded(
        wave: "w1",
        answer: Answer(
          cell: cell, value: .categories(["geen"]), evidence: .search("z0001"), coder: "lezer-1")),
    ]
  }

  private let added = Event.sourceRegistered(
    id: "s0005", path: "e.txt", version: SmallStudy.hash("s0005"),
    description: SourceDescription(units: ["R1"], basis: .table, kind: "regiovisie"))

  @Test func anAddedPaperIsNamed() throws {
    let before = try assessor(absent()).outcome(cell)
    #expect(before.reopening == nil)
    let outcome = try assessor(absent() + [added]).outcome(cell)
    #expect(outcome.standingName == "open")
    #expect(outcome.reopening?.sources == ["s0005"])
    #expect(outcome.reopening?.terms == [])
    #expect(outcome.reopening?.earlier == .categories(["geen"]))
    #expect(outcome.reopening?.isFocused == true)
  }

  @Test func aPaperThatBecomesReadableIsNamed() throws {
    let events = try absent(without: ["s0003"])
    #expect(try assessor(events, unreadable: ["s0003"]).outcome(cell).standingName == "answered")
    #expect(try assessor(events).outcome(cell).reopening?.sources == ["s0003"])
  }

  /// A later version of the program may find in the same bytes what it missed: then absence was not established.
  @Test(arguments: [(then: 1, isOpen: true), (then: 2, isOpen: false), (then: 3, isOpen: false)])
  func moreFoundInTheSameBytesIsLookedAtAgain(then: Int, isOpen: Bool) throws {
    var events = try absent()
    guard case .searchRecorded(var record) = events[0] else {
      Issue.record("the record comes first")
      return
    }
    let place = try #require(record.searched.firstIndex { $0.source == "s0001" })
    #expect(record.searched[place].hits == 2)
    record.searched[place].hits = then
    record.finder = "reader 1, matcher 1"
    events[0] = .searchRecorded(record)
    let outcome = try assessor(events).outcome(cell)
    #expect(outcome.standingName == (isOpen ? "open" : "answered"))
    #expect(outcome.reopening?.sources == (isOpen ? ["s0001"] : nil))
    if isOpen { #expect(outcome.reopening?.reason.contains("die het toen niet vond") == true) }
  }

  @Test func newTermsAreNamed() throws {
    var framework = SmallStudy.framework
    let term = Term(
      id: "4.1/convenant", label: "convenant", patterns: [.inside("convenant")], levels: [.word])
    framework.themes[0].questions[0].fields[0].terms.append(term)
    let outcome = try assessor(absent(), framework: framework).outcome(cell)
    #expect(outcome.reopening?.terms == ["convenant"])
    #expect(outcome.reopening?.sources == [])
  }

  @Test func hitsThatWereSetAsideComeBackWithANewPaper() throws {
    let aside = Event.hitsSetAside(
      cell: cell,
      setAside: SetAside(
        reason: "gaat over ouderen", versions: ["s0001", "s0002", "s0003"].map(SmallStudy.hash),
        termsFingerprint: SearchPlan.fingerprint([SmallStudy.privacy])))
    #expect(try assessor([aside]).outcome(cell).reopening == nil)
    let outcome = try assessor([aside, added]).outcome(cell)
    #expect(outcome.reopening?.sources == ["s0005"])
    #expect(outcome.reopening?.earlier == nil)
  }

  /// What is *niet te bepalen* rests on what was searched too.
  @Test func whatCouldNotBeDeterminedIsOpenedAgain() throws {
    var events = try absent()
    events[1] = .answerRecorded(
      wave: "w1",
      answer: Answer(
        cell: cell, value: .undetermined(reason: "de bijlage ontbreekt"),
        evidence: .search("z0001"), coder: "lezer-1"))
    #expect(
      try assessor(events).outcome(cell).standing == .undetermined(reason: "de bijlage ontbreekt"))
    let outcome = try assessor(events + [added]).outcome(cell)
    #expect(outcome.reopening?.earlier == .undetermined(reason: "de bijlage ontbreekt"))
  }

  @Test func theNationalFigureSaysHowManyAreOpenAgain() throws {
    let indicator = SmallStudy.framework.indicators[0]
    let value = try assessor(absent() + [added]).value(of: indicator)
    #expect(value.open == ["R1"])
    #expect(value.reopened == 1)
    #expect(
      value.basis(unit: SmallStudy.framework.unitKind("regio")).contains(
        "1 nog open, waarvan 1 opnieuw"))
    #expect(try assessor([]).value(of: indicator).reopened == 0)
  }
}
