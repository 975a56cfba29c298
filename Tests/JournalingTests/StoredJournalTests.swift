// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model
import Testing
import TestSupport

@testable import Journaling

/// A journal that was stored in an earlier form keeps opening, with the same study in it.
///
/// `journal-1.db` was written by version 0.1.0 from `SmallStudy.events`, an answer and a withdrawal
/// (`RECORD_SNAPSHOTS=1` writes it anew; do that only while its form was never released).
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

  @Test func journalOfTheFirstFormOpens() throws {
    let stored = Self.fixtures.appendingPathComponent("journal-1.db")
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
      try FileManager.default.createDirectory(
        at: Self.fixtures, withIntermediateDirectories: true)
      if FileManager.default.fileExists(atPath: stored.path) {
        try FileManager.default.removeItem(at: stored)
      }
      let journal = try Journal(url: stored, clock: { Date(timeIntervalSince1970: 1_429_000_000) })
      var study = Study()
      try journal.append(actor: "vindplaats", to: &study) { _ in Self.events }
    }
    let copy = FileManager.default.temporaryDirectory
      .appendingPathComponent("journal-\(UUID().uuidString).db")
    try FileManager.default.copyItem(at: stored, to: copy)
    defer { unlink(copy.path) }
    let journal = try Journal(url: copy)
    var study = Study()
    try journal.replay(onto: &study)
    var expected = Study()
    for event in Self.events { try expected.apply(event) }
    expected.headNumber = Self.events.count
    expected.headHash = study.headHash
    let general = try journal.events().filter { try $0.event().isGeneral }
    expected.generalHash = try #require(general.last).hash
    #expect(study == expected)
    // The head hash as written on the day; it changes when a payload would be written in another way.
    #expect(try journal.events().map { try $0.event() } == Self.events)
  }
}
