// SPDX-License-Identifier: EUPL-1.2
import Model
import Testing
import TestSupport

@testable import Assessment

/// R127 and R128: what was looked for and found, and what became of it, in numbers that add up.
@Suite struct SourceFlowTests {
  private func flow(
    _ events: [Event], _ states: [SourceID: DocumentState] = [:],
    framework: Framework = SmallStudy.framework
  ) throws -> SourceFlow {
    var study = try SmallStudy.study()
    for event in events { try study.apply(event) }
    var corpus = CorpusView()
    for source in study.sources.values {
      corpus.documents[source.current] = DocumentFacts(
        state: states[source.id] ?? .read, format: "txt")
    }
    let round = try #require(study.rounds.last)
    return Assessor(study: study, round: round, framework: framework, corpus: corpus).flow()
  }

  private func registered(
    _ id: SourceID, version: VersionHash? = nil, _ description: SourceDescription
  ) -> Event {
    .sourceRegistered(
      id: id, path: "\(id).txt", version: version ?? SmallStudy.hash(id), description: description)
  }

  private func adds(_ flow: SourceFlow) -> Bool {
    flow.found == flow.missed + flow.fetched
      && flow.fetched == flow.interviews + flow.duplicates + flow.unread + flow.read
      && flow.read == flow.excludedCount + flow.national + flow.unassigned + flow.included
      && flow.read >= 0
  }

  @Test func everySourceLeavesOnceOrIsIncluded() throws {
    var framework = SmallStudy.framework
    framework.sourceLevels = [SourceLevel(id: "landelijk", label: "landelijk", isCounted: false)]
    framework.sourceKinds.append(
      SourceKind(id: "verslag", label: "verslag", isCore: false, isInterview: true))
    let events: [Event] = [
      .frameworkAdopted(wave: "w1", framework: framework, text: ""),
      registered("s0005", .init(units: ["R1"], kind: "verslag")),
      registered("s0006", version: SmallStudy.hash("s0001"), .init(units: ["R2"])),
      registered("s0007", .init(units: ["R1"], level: "landelijk")),
      registered("s0008", .init(foundWith: "aanpak")),
      registered("s0009", .init(units: ["R1"], address: "https://gemeente.example")),
      .sourceExcluded(id: "s0009", reason: "te oud"),
      .sourceExcluded(id: "s0004", reason: "te oud"),
      .collectionAdopted(
        wave: "w1",
        entries: [
          CollectionEntry(
            unit: "R1", date: "2015-03-01", place: "site", terms: "aanpak",
            result: "twee gevonden", note: "", missed: 2),
          CollectionEntry(
            unit: "R2", date: "2015-03-01", place: "site", terms: "aanpak",
            result: "Niets gevonden", note: ""),
        ], text: ""),
    ]
    let flow = try flow(events, ["s0003": .failed], framework: framework)
    #expect(flow.searches == 2)
    #expect(flow.emptySearches == 1)
    #expect(flow.found == 11 && flow.missed == 2 && flow.fetched == 9)
    #expect(flow.online == 2)
    #expect(flow.interviews == 1 && flow.duplicates == 1 && flow.unread == 1 && flow.read == 6)
    #expect(flow.excluded == [.init(reason: "te oud", count: 2)])
    #expect(flow.national == 1 && flow.unassigned == 1)
    // s0001 and s0002.
    #expect(flow.included == 2)
    #expect(adds(flow))
  }

  /// The copy of an excluded paper stands for both.
  @Test func aCopyOfAnExcludedPaperCounts() throws {
    let events: [Event] = [
      registered("s0005", version: SmallStudy.hash("s0001"), .init(units: ["R1"])),
      .sourceExcluded(id: "s0001", reason: "dubbel"),
    ]
    let flow = try flow(events)
    #expect(flow.duplicates == 1)
    #expect(flow.excludedCount == 0)
    #expect(flow.included == 4)
    #expect(adds(flow))
  }

  /// A journal that others made may hold any number; their sum must not trap.
  @Test func impossibleNumbersOfMissedPapersAreBounded() throws {
    let entries = [Int.max, Int.max, Int.min, 3].map {
      CollectionEntry(
        unit: "R1", date: "2015-03-01", place: "site", terms: "aanpak", result: "veel", note: "",
        missed: $0)
    }
    let flow = try flow([.collectionAdopted(wave: "w1", entries: entries, text: "")])
    #expect(flow.missed == 2_000_003)
    #expect(adds(flow))
  }

  @Test(arguments: [
    ("niets gevonden", true), ("Niets gevonden, ook niet per telefoon", true),
    ("geen stukken", true), ("nietszeggend stuk gevonden", false), ("twee stukken", false),
    ("geen kernstuk, wel een brief", false), ("", false),
  ]) func knowsWhenNothingWasFound(_ result: String, _ isNothing: Bool) {
    let entry = CollectionEntry(
      unit: "R1", date: "", place: "", terms: "", result: result, note: "")
    #expect(entry.foundNothing == isNothing)
  }
}
