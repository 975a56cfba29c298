// SPDX-License-Identifier: EUPL-1.2
import Foundation
import GRDB
import Model
import Testing
import TestSupport

@testable import Journaling

/// What can go wrong with the file is said with what to do, and no event is lost by it.
@Suite struct JournalErrorTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("journal-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private var url: URL { folder.appendingPathComponent("journal.db") }

  @Test(arguments: [
    (ResultCode.SQLITE_FULL, "Maak ruimte"), (.SQLITE_READONLY, "Geef schrijfrechten"),
    (.SQLITE_CANTOPEN, "Geef schrijfrechten"), (.SQLITE_PERM, "Geef schrijfrechten"),
    (.SQLITE_BUSY, "Wacht"), (.SQLITE_LOCKED, "Wacht"), (.SQLITE_CORRUPT, "vindplaats restore"),
    (.SQLITE_NOTADB, "vindplaats restore"), (.SQLITE_IOERR, "Kijk of de schijf er is"),
    (.SQLITE_ERROR, "Probeer het opnieuw"),
  ])
  func everyFailureOfTheDatabaseSaysWhatToDo(code: ResultCode, action: String) {
    let error = Journal.translated(DatabaseError(resultCode: code), "journal.db")
    #expect(error.text.contains("journal.db"))
    #expect(error.text.contains(action))
  }

  @Test func everyOtherReasonSaysWhatToDo() {
    for (reason, action) in [
      (.damaged("x"), "vindplaats restore"), (.chainBroken(event: 3), "vindplaats restore"),
      (.newerVersion(9), "Werk vindplaats bij"),
    ] as [(JournalError.Reason, String)] {
      #expect(JournalError(file: "journal.db", reason: reason).text.contains(action))
    }
  }

  @Test func aFullDiskLosesNothingAndWritingGoesOnAfterwards() throws {
    let journal = try Journal(url: url)
    var study = Study()
    try journal.append(actor: "a", to: &study) { _ in SmallStudy.events }
    let pages = try journal.database.write { database in
      let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
      try database.execute(sql: "PRAGMA max_page_count = \(pages + 1)")
      return pages
    }
    let before = study
    let large = String(repeating: "lang ", count: 20_000)
    #expect(throws: JournalError(file: "journal.db", reason: .diskFull)) {
      try journal.append(actor: "a", to: &study) { _ in
        [.titleAdopted("kort"), .titleAdopted(large)]
      }
    }
    #expect(study == before)
    #expect(try journal.events().count == SmallStudy.events.count)
    try journal.database.write {
      try $0.execute(sql: "PRAGMA max_page_count = \(pages + 10_000)")
    }
    try journal.append(actor: "a", to: &study) { _ in [.titleAdopted(large)] }
    var again = Study()
    try Journal(url: url).replay(onto: &again)
    #expect(again == study)
  }

  @Test func whoMayOnlyReadIsToldSo() throws {
    _ = try Journal(url: url)
    let journal = try Journal(url: url, isReadOnly: true)
    var study = Study()
    #expect(throws: JournalError(file: "journal.db", reason: .readOnly)) {
      try journal.append(actor: "a", to: &study) { _ in SmallStudy.events }
    }
    #expect(study == Study())
  }

  @Test func replayStopsAtTheEventThatIsAskedFor() throws {
    let journal = try Journal(url: url)
    var whole = Study()
    try journal.append(actor: "a", to: &whole) { _ in SmallStudy.events }
    var part = Study()
    try journal.replay(onto: &part, upTo: 3)
    #expect(part.headNumber == 3)
    #expect(part.sources.isEmpty)
    try journal.replay(onto: &part)
    #expect(part == whole)
  }
}
