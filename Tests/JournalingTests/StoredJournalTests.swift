// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model
import Testing
import TestSupport

@testable import Journaling

/// A journal that was stored in an earlier form keeps opening, with the same study in it.
///
/// `journal-1.db` was written by version 0.1.0 from `SmallStudy.events`, an answer and a withdrawal
/// (`RECORD_SNAPSHOTS=1` writes one that is missing; one that is there is never written again).
@Suite struct StoredJournalTests {
  private static let fixtures = SharedMaterial.packageRoot
    .appendingPathComponent("Tests/JournalingTests/Fixtures")

  private static let events: [Event] =
    SmallStudy.events + [
      .passageCoded(SmallStudy.coding("c0001", "s0001", Cell(unit: "R1", field: "4.1"))),
      .answerRecorded(
        wave: "w1",
        answer: Answer(
          cell: Cell(unit: "R1", field: "4.1"), value: .categories(["concreet"]),
          evidence: .codings(["c0001"]), coder: "lezer-1", note: "“zo”")),
      .hitsSetAside(
        cell: Cell(unit: "R2", field: "2.1", item: "ggz"),
        setAside: SetAside(reason: "ouderen", versions: ["v"], termsFingerprint: "t")),
      .codingWithdrawn(id: "c0001", reason: "verkeerd stuk"),
    ]

  /// The third form: certainty and contrary passages, attention points, placements (the second form).
  private static let third: [Event] = {
    let cell = Cell(unit: "R1", field: "4.1")
    let coding = SmallStudy.coding("c0001", "s0001", cell)
    return SmallStudy.events + [
      .passageCoded(coding), .passageCoded(SmallStudy.coding("c0002", "s0001", cell)),
      .answerRecorded(
        wave: "w1",
        answer: Answer(
          cell: cell, value: .categories(["concreet"]), evidence: .codings(["c0001"]),
          coder: "lezer-1", certainty: .doubtful, against: ["c0002"])),
      .codingPlaced(id: "c0001", locator: coding.locator),
      .attentionPointsAdopted(
        wave: "w1",
        points: [
          AttentionPoint(
            id: "A1", title: "Gegevens delen", theme: "A",
            parts: [
              .init(
                kind: .solution, text: "Een voorbeeld.", addressee: "gemeenten",
                basis: [.researchers, .feedback(date: "2015-04-16"), .paper("R1/visie.pdf")])
            ])
        ], text: "point\n"),
    ]
  }()

  @Test func journalOfTheFirstFormOpens() throws {
    try opens("journal-1.db", with: Self.events)
  }

  @Test func journalOfTheThirdFormOpens() throws {
    try opens("journal-3.db", with: Self.third)
  }

  private func opens(_ name: String, with events: [Event]) throws {
    let stored = Self.fixtures.appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1",
      !FileManager.default.fileExists(atPath: stored.path)
    {
      let journal = try Journal(url: stored, clock: { Date(timeIntervalSince1970: 1_429_000_000) })
      var study = Study()
      try journal.append(actor: "vindplaats", to: &study) { _ in events }
    }
    let copy = FileManager.default.temporaryDirectory
      .appendingPathComponent("journal-\(UUID().uuidString).db")
    try FileManager.default.copyItem(at: stored, to: copy)
    defer { unlink(copy.path) }
    let journal = try Journal(url: copy)
    var study = Study()
    try journal.replay(onto: &study)
    var expected = Study()
    for event in events { try expected.apply(event) }
    expected.headNumber = events.count
    expected.headHash = study.headHash
    let general = try journal.events().filter { try $0.event().isGeneral }
    expected.generalHash = try #require(general.last).hash
    #expect(study == expected)
    // The head hash as written on the day; it changes when a payload would be written in another way.
    #expect(try journal.events().map { try $0.event() } == events)
  }
}
