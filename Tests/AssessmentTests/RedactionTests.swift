// SPDX-License-Identifier: EUPL-1.2
import Model
import Testing
import TestSupport

@testable import Assessment

/// What everybody may see follows from the usage right of each source and from the level of naming.
@Suite struct RedactionTests {
  private let cell = Cell(unit: "R1", field: "4.1")

  /// A picture in which every source has a usage right, after some more events.
  private func picture(
    _ usage: [SourceID: String] = [:], _ more: [Event] = []
  ) throws -> Picture {
    var study = try SmallStudy.study()
    for id in study.sources.keys.sorted() {
      var description = try #require(study.sources[id]).description
      description.usage = usage[id] ?? "openbaar"
      description.note = "een opmerking van de onderzoeker"
      try study.apply(.sourceDescribed(id: id, description: description))
    }
    for event in more { try study.apply(event) }
    let round = try #require(study.rounds.last)
    var corpus = CorpusView()
    for source in study.sources.values {
      corpus.documents[source.current] = DocumentFacts(
        state: .read, format: "txt", pageCount: 7, title: "Titel")
      corpus.counts[source.current] = [:]
    }
    return Assessor(
      study: study, round: round, framework: try #require(round.framework), corpus: corpus
    ).picture()
  }

  private func redacted(
    _ picture: Picture, _ naming: Naming = .municipality, salt: String = "zout"
  ) -> Picture {
    Redaction(picture, rules: PublicRules(naming: naming, salt: salt)).apply(to: picture)
  }

  private func reasons(_ picture: Picture) -> [Withheld] {
    (picture.redaction?.withheld.values.map(\.self) ?? []).sorted { $0.rawValue < $1.rawValue }
  }

  private func answered(_ source: SourceID = "s0001", note: String = "") -> [Event] {
    [
      .passageCoded(SmallStudy.coding("c0001", source, cell)),
      .answerRecorded(
        wave: "w1",
        answer: Answer(
          cell: cell, value: .categories(["algemeen"]), evidence: .codings(["c0001"]),
          coder: "lezer-1", note: note)),
    ]
  }

  @Test func everyUsageRightButPublicLeavesAReference() throws {
    let shown = redacted(
      try picture(["s0001": "vertrouwelijk", "s0002": "achtergrond", "s0003": "", "s0004": "iets"]))
    #expect(reasons(shown) == [.background, .background, .confidential, .unstated])
    for source in shown.sources.values {
      #expect(source.versions == [])
      #expect(!source.path.contains(".txt"))
      #expect(source.description.note == "")
    }
    #expect(shown.coverage.allSatisfy { $0.facts.pageCount == 0 && $0.facts.title == nil })
    // Of a paper for background only not even the kind is told.
    #expect(
      shown.sources.values.filter { $0.path.contains("achtergrond") }
        .allSatisfy { $0.description.kind == nil })
  }

  @Test func publicSourceIsShownWithoutFreeText() throws {
    let shown = redacted(try picture([:], answered(note: "mijn eigen gedachte")))
    let source = try #require(shown.sources.values.first { $0.path == "a.txt" })
    #expect(source.versions == [SmallStudy.hash("s0001")])
    #expect(source.description.note == "")
    #expect(shown.codings.values.map(\.locator.quote) == ["abcd"])
    guard case .known(_, .reader(let answer, let coders, _)) = shown.outcomes[cell]?.standing else {
      Issue.record("the answer is gone")
      return
    }
    #expect(answer.note == "")
    #expect(answer.coder == "lezer")
    #expect(coders == ["een lezer"])
  }

  @Test func quoteOfAConfidentialSourceKeepsItsAnswerAndLosesItsWords() throws {
    let shown = redacted(try picture(["s0001": "vertrouwelijk"], answered()))
    #expect(shown.outcomes[cell]?.categories == ["algemeen"])
    let coding = try #require(shown.codings.values.first)
    #expect(coding.locator.quote == "" && coding.locator.stretches == [])
    #expect(coding.locator.version == "")
  }

  /// The same bytes under a confidential name must not be shown under the other.
  @Test func confidentialCopyHidesThePublicOne() throws {
    let copy = Event.sourceRegistered(
      id: "s0005", path: "kopie.txt", version: SmallStudy.hash("s0001"),
      description: SourceDescription(units: ["R1"], basis: .table, usage: "vertrouwelijk"))
    #expect(reasons(redacted(try picture([:], [copy]))) == [.confidential, .confidential])
    let unstated = Event.sourceRegistered(
      id: "s0005", path: "kopie.txt", version: SmallStudy.hash("s0001"),
      description: SourceDescription(units: ["R1"], basis: .table))
    #expect(reasons(redacted(try picture([:], [unstated]))) == [.unstated])
  }

  @Test(arguments: [
    (Interview.Consent.quote, [Withheld]()), (.afterApproval, [.interview]),
    (.background, [.interview]), (.unknown, [.interview]),
  ])
  func reportOfAnInterviewNeedsConsent(consent: Interview.Consent, expected: [Withheld]) throws {
    let held = Event.interviewsAdopted(
      wave: "w1",
      interviews: [
        Interview(
          id: "G01", unit: "G1", role: "adviseur", date: "2015-01-01", status: .held,
          consent: consent, report: "b.txt")
      ])
    let shown = redacted(try picture([:], [held]))
    #expect(reasons(shown) == expected)
    #expect(shown.interviews.rows.allSatisfy { $0.interview?.role == "" })
  }

  @Test func municipalityIsKnownByItsRoleOnly() throws {
    let shown = redacted(try picture(), .region)
    #expect(shown.regions.first?.central?.name == "centrumgemeente van Eerste")
    #expect(shown.regions.first?.central?.code == "R1-centrum")
    #expect(shown.units.map(\.name).contains("Tweede"))
    #expect(!shown.units.contains { ["Stad", "Dorp"].contains($0.name) })
    #expect(reasons(shown) == [.naming])
    #expect(shown.outcomes.values.contains { $0.cell.unit == "R1-centrum" })
  }

  @Test func withoutNamesTheCodesTellNeitherOrderNorIdentity() throws {
    let picture = try picture()
    var first: Set<UnitCode> = []
    for salt in ["a", "b", "c", "d", "e", "f", "g", "h"] {
      let shown = redacted(picture, .none, salt: salt)
      #expect(
        shown.units.allSatisfy { unit in !SmallStudy.units.contains { $0.name == unit.name } })
      #expect(shown.units.allSatisfy { $0.tile == nil && $0.short == "" && $0.ground == "" })
      #expect(shown.regions.allSatisfy { $0.safeHomes.isEmpty })
      #expect(shown.outcomes.values.allSatisfy { $0.search == nil })
      let renaming = UnitRenaming(picture.units, rules: PublicRules(naming: .none, salt: salt))
      if let code = renaming.units["R1"]?.code { first.insert(code) }
    }
    #expect(first == ["regio-1", "regio-2"])
  }

  /// A quote from a paper that is shown is left out where it names what is hidden.
  @Test func quoteThatNamesAHiddenUnitIsLeftOut() throws {
    var coding = SmallStudy.coding("c0001", "s0001", cell)
    coding.locator.quote = "De gemeente Stad heeft de regie."
    let events: [Event] = [.passageCoded(coding)] + Array(answered().dropFirst())
    let shown = redacted(try picture([:], events), .region)
    #expect(shown.codings.values.map(\.locator.quote) == [""])
    #expect(shown.redaction?.namingQuotes == 1)
    let named = redacted(try picture([:], events), .municipality)
    #expect(named.codings.values.map(\.locator.quote) == ["De gemeente Stad heeft de regie."])
  }

  /// An answer does not look surer in the public edition: what speaks against it stays, as its source allows.
  @Test func whatSpeaksAgainstAnAnswerStaysAsItsSourceAllows() throws {
    let events: [Event] = [
      .passageCoded(SmallStudy.coding("c0001", "s0001", cell)),
      .passageCoded(SmallStudy.coding("c0002", "s0002", cell)),
      .answerRecorded(
        wave: "w1",
        answer: Answer(
          cell: cell, value: .categories(["algemeen"]), evidence: .codings(["c0001"]),
          coder: "lezer-1", note: "vrije tekst", certainty: .doubtful, against: ["c0002"])),
    ]
    for (usage, quote) in [("openbaar", "abcd"), ("vertrouwelijk", "")] {
      let shown = redacted(try picture(["s0002": usage], events))
      guard case .known(_, .reader(let answer, _, _)) = shown.outcomes[cell]?.standing else {
        Issue.record("the answer is not there")
        continue
      }
      #expect(answer.certainty == .doubtful)
      let against = try #require(answer.against?.first)
      #expect(shown.codings[against]?.locator.quote == quote)
    }
  }

  @Test func theFlowOfPapersKeepsItsNumbersAndNotItsReasons() throws {
    let picture = try picture(
      [:],
      [
        .sourceExcluded(id: "s0001", reason: "de wethouder wilde niet"),
        .sourceExcluded(id: "s0002", reason: "te oud"),
      ])
    let shown = redacted(picture, .none)
    #expect(shown.flow.fetched == picture.flow.fetched && shown.flow.fetched == 4)
    #expect(shown.flow.included == picture.flow.included)
    #expect(shown.flow.excluded.map(\.count) == [2])
    #expect(shown.flow.excluded.map(\.reason) == [Redaction.noText])
  }

  @Test func countsAreThoseOfTheWholeStudy() throws {
    let picture = try picture(["s0001": "vertrouwelijk"], answered())
    for naming in Naming.allCases {
      let shown = redacted(picture, naming)
      #expect(shown.indicators.map(\.numerator.count) == picture.indicators.map(\.numerator.count))
      #expect(shown.indicators.map(\.sentence) == picture.indicators.map(\.sentence))
      #expect(shown.outcomes.count == picture.outcomes.count)
    }
  }

  @Test(arguments: [
    ("geen stukken", true), ("volgt uit veld 4.1", true), ("volgt uit veld 4.1, 4.2", true),
    ("volgt uit veld Stad", false), ("de wethouder wilde niet", false),
    ("de gemeente wilde geen gesprek", false),
  ])
  func onlyReasonsOfTheProgramItselfStay(reason: String, isOwn: Bool) {
    #expect(Assessor.isOwn(reason, SmallStudy.framework) == isOwn)
  }
}
