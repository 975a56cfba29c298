// SPDX-License-Identifier: EUPL-1.2
import Foundation
import GRDB
import Model
import Testing
import TestSupport

@testable import Journaling

@Suite struct JournalTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("journal-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private var url: URL { folder.appendingPathComponent("journal.db") }

  private func filled() throws -> (Journal, Study) {
    let journal = try Journal(url: url, clock: { Date(timeIntervalSince1970: 1_429_000_000.25) })
    var study = Study()
    try journal.append(actor: "vindplaats", to: &study) { _ in SmallStudy.events }
    return (journal, study)
  }

  @Test func replayGivesTheStudyThatWasWritten() throws {
    let (_, study) = try filled()
    var again = Study()
    try Journal(url: url).replay(onto: &again)
    #expect(again == study)
    #expect(again.headNumber == SmallStudy.events.count)
  }

  @Test func writesTheTimeInUTCWithMilliseconds() throws {
    let (journal, _) = try filled()
    // 1 429 000 000.25 s after 1970 is 14 April 2015, 08:26:40.250 UTC (date -u -d @1429000000).
    #expect(try journal.events().first?.at == "2015-04-14T08:26:40.250Z")
  }

  @Test func nothingToDecideAppendsNothing() throws {
    let (journal, before) = try filled()
    var study = before
    #expect(try journal.append(actor: "a", to: &study) { _ in [] }.isEmpty)
    #expect(study == before)
  }

  @Test func violationAppendsNothing() throws {
    let (journal, before) = try filled()
    var study = before
    #expect(throws: Violation.self) {
      try journal.append(actor: "a", to: &study) { _ in
        [.titleAdopted("nieuw"), .sourceMissing(id: "s9999")]
      }
    }
    #expect(study == before)
    #expect(try journal.events().count == SmallStudy.events.count)
  }

  @Test func secondWriterSeesWhatTheFirstDecided() throws {
    let (first, start) = try filled()
    let second = try Journal(url: url)
    var mine = start
    var theirs = start
    try first.append(actor: "a", to: &mine) { _ in [.titleAdopted("een")] }
    try second.append(actor: "b", to: &theirs) { study in
      #expect(study.title == "een")
      return [.titleAdopted("twee")]
    }
    try first.replay(onto: &mine)
    #expect(mine == theirs)
    #expect(mine.title == "twee")
  }

  @Test func refusesToChangeOrRemoveAnEvent() throws {
    _ = try filled()
    let database = try DatabaseQueue(path: url.path)
    #expect(throws: DatabaseError.self) {
      try database.write { try $0.execute(sql: "UPDATE event SET actor = 'x' WHERE number = 2") }
    }
    #expect(throws: DatabaseError.self) {
      try database.write { try $0.execute(sql: "DELETE FROM event WHERE number = 2") }
    }
  }

  @Test(arguments: [
    "UPDATE event SET actor = 'x' WHERE number = 2",
    "UPDATE event SET payload = replace(payload, 'Meting', 'Netting') WHERE number = 1",
    "DELETE FROM event WHERE number = 3",
    "UPDATE event SET previous = hash WHERE number = 4",
  ])
  func findsAnEventChangedBehindItsBack(sql: String) throws {
    _ = try filled()
    try DatabaseQueue(path: url.path).write {
      try $0.execute(sql: "DROP TRIGGER event_stays; DROP TRIGGER event_remains; \(sql)")
    }
    var study = Study()
    let journal = try Journal(url: url)
    #expect {
      try journal.replay(onto: &study)
    } throws: { error in
      if case .chainBroken = (error as? JournalError)?.reason { return true }
      return false
    }
  }

  @Test func refusesANewerForm() throws {
    _ = try filled()
    try DatabaseQueue(path: url.path).write { try $0.execute(sql: "PRAGMA user_version = 99") }
    #expect(throws: JournalError(file: "journal.db", reason: .newerVersion(99))) {
      try Journal(url: url)
    }
  }

  @Test func refusesAnEventOfANewerForm() throws {
    let (journal, study) = try filled()
    var event = RecordedEvent(
      number: study.headNumber + 1, at: "2027-01-01T00:00:00.000Z", actor: "a", kind: "later",
      schema: RecordedEvent.currentSchema + 1, payload: "{}", previous: study.headHash, hash: "")
    event.hash = event.expectedHash
    let row: [any DatabaseValueConvertible] = [
      event.number, event.at, event.actor, event.kind, event.schema, event.payload, event.previous,
      event.hash,
    ]
    try DatabaseQueue(path: url.path).write {
      try $0.execute(
        sql: "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        arguments: StatementArguments(row))
    }
    var again = Study()
    #expect(
      throws: JournalError(
        file: "journal.db", reason: .newerVersion(RecordedEvent.currentSchema + 1))
    ) { try journal.replay(onto: &again) }
  }

  @Test func saysWhatToDoWithAFileThatIsNoJournal() throws {
    try Data("dit is geen database, maar wel lang genoeg om op te vallen".utf8).write(to: url)
    #expect {
      try Journal(url: url)
    } throws: { error in
      (error as? JournalError)?.text.contains("back-up") == true
    }
  }
}
