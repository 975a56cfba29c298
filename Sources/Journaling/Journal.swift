// SPDX-License-Identifier: EUPL-1.2
import Foundation
import GRDB
import Model

/// The append-only list of what was decided: one SQLite file, durable before it is acknowledged.
///
/// The rollback journal and `synchronous=EXTRA` cost 0.7 ms a write and leave one file to copy;
/// see <https://www.sqlite.org/pragma.html#pragma_synchronous>.
public final class Journal: Sendable {
  /// The form of the table; a newer one is refused.
  public static let schemaVersion = 1
  private static let applicationID = 0x5669_6e64

  let database: DatabaseQueue
  private let name: String
  private let clock: @Sendable () -> Date

  /// Opens the journal, and makes it where there is none.
  ///
  /// - Parameters:
  ///   - url: the file.
  ///   - isReadOnly: whether to open what is there without the right to write; nothing is made then.
  ///   - clock: gives the time that an event carries.
  /// - Throws: `JournalError`.
  public init(
    url: URL, isReadOnly: Bool = false, clock: @escaping @Sendable () -> Date = { Date() }
  ) throws(JournalError) {
    name = url.lastPathComponent
    self.clock = clock
    var configuration = Configuration()
    configuration.busyMode = .timeout(20)
    configuration.readonly = isReadOnly
    configuration.prepareDatabase { database in
      if isReadOnly { return }
      try database.execute(sql: "PRAGMA journal_mode=DELETE")
      try database.execute(sql: "PRAGMA synchronous=EXTRA")
      try database.execute(sql: "PRAGMA trusted_schema=OFF")
    }
    do {
      database = try DatabaseQueue(path: url.path, configuration: configuration)
      try Self.prepare(database, isReadOnly: isReadOnly)
    } catch let error as JournalError {
      throw error
    } catch {
      throw Self.translated(error, name)
    }
  }

  private static func prepare(_ database: DatabaseQueue, isReadOnly: Bool) throws {
    let version = try database.read { try Int.fetchOne($0, sql: "PRAGMA user_version") ?? 0 }
    if version > schemaVersion {
      throw JournalError(file: "journal.db", reason: .newerVersion(version))
    }
    guard version == 0 else { return }
    guard !isReadOnly else {
      throw JournalError(file: "journal.db", reason: .damaged("het is leeg"))
    }
    try database.write { database in
      guard try Int.fetchOne(database, sql: "PRAGMA user_version") == 0 else { return }
      try database.execute(
        sql: """
          CREATE TABLE event(
            number INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, kind TEXT NOT NULL,
            schema INTEGER NOT NULL, payload TEXT NOT NULL, previous TEXT NOT NULL,
            hash TEXT NOT NULL UNIQUE) STRICT;
          CREATE TRIGGER event_stays BEFORE UPDATE ON event
            BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;
          CREATE TRIGGER event_remains BEFORE DELETE ON event
            BEGIN SELECT RAISE(ABORT, 'an event is never removed'); END;
          PRAGMA application_id=\(applicationID);
          PRAGMA user_version=\(schemaVersion);
          """)
    }
  }

  /// The events after a number, in order, as stored; the chain is not checked.
  ///
  /// - Throws: `JournalError`.
  public func events(after number: Int = 0) throws(JournalError) -> [RecordedEvent] {
    do {
      return try database.read { database in
        var events: [RecordedEvent] = []
        try Self.forEachEvent(after: number, upTo: .max, in: database) { events.append($0) }
        return events
      }
    } catch {
      throw Self.translated(error, name)
    }
  }

  /// Reads from the database, with its errors as those of the journal.
  func looking<Value>(_ body: (Database) throws -> Value) throws(JournalError) -> Value {
    do {
      return try database.read(body)
    } catch {
      throw Self.translated(error, name)
    }
  }

  /// Brings a study up to the journal's last event, and checks the chain on the way.
  ///
  /// Events are applied as they are read, to the study itself and to no copy, so that the time is linear in
  /// what the journal holds. Nothing is kept for the next time, and there are no snapshots.
  ///
  /// - Throws: `JournalError`, also where a stored event breaks a rule of the study; the study then holds the
  ///   events before that one.
  public func replay(onto study: inout Study, upTo last: Int = .max) throws(JournalError) {
    do {
      try database.read { database in
        try Self.advance(&study, upTo: last, in: database, file: name)
      }
    } catch {
      throw Self.translated(error, name)
    }
  }

  private static func advance(
    _ study: inout Study, upTo last: Int = .max, in database: Database, file: String
  ) throws {
    var hasher = EventHasher()
    try forEachEvent(after: study.headNumber, upTo: last, in: database) { event in
      try apply(event, to: &study, &hasher, file: file)
    }
  }

  /// Appends what `decide` makes of the study as it is at that moment, in one transaction.
  ///
  /// Events that another process appended meanwhile are applied first, so that `decide` sees them.
  ///
  /// - Parameters:
  ///   - actor: a pseudonym, or `vindplaats`.
  ///   - study: is brought up to date, the new events included; unchanged where this throws, unless it may be lost.
  ///   - mayLose: whether the study may be left empty where this throws. It is then changed where it stands, and
  ///     not first copied, which takes as long as the study is large.
  /// - Returns: the new events; empty where `decide` gave none, and nothing was written then.
  /// - Throws: `JournalError`, `Violation`, or what `decide` throws.
  @discardableResult
  public func append(
    actor: String, to study: inout Study, mayLose: Bool = false,
    _ decide: (Study) throws -> [Event]
  ) throws -> [RecordedEvent] {
    var updated = study
    if mayLose { study = Study() }
    var appended: [RecordedEvent] = []
    do {
      try database.inTransaction(.immediate) { database in
        try Self.advance(&updated, in: database, file: name)
        for event in try decide(updated) {
          try updated.apply(event)
          let recorded = try seal(event, after: updated, actor: actor)
          try Self.insert(recorded, in: database)
          updated.headNumber = recorded.number
          updated.headHash = recorded.hash
          if event.isGeneral { updated.generalHash = recorded.hash }
          appended.append(recorded)
        }
        return appended.isEmpty ? .rollback : .commit
      }
    } catch let error as DatabaseError {
      throw Self.translated(error, name)
    }
    study = updated
    return appended
  }

  private func seal(_ event: Event, after study: Study, actor: String) throws -> RecordedEvent {
    var recorded = RecordedEvent(
      number: study.headNumber + 1, at: Self.timestamp(clock()), actor: actor, kind: event.kind,
      schema: event.schema, payload: try CanonicalJSON.encode(event),
      previous: study.headHash, hash: "")
    recorded.hash = recorded.expectedHash
    return recorded
  }

  /// UTC with milliseconds: `2015-04-14T09:30:00.000Z`.
  public static func timestamp(_ date: Date) -> String {
    date.formatted(
      Date.ISO8601FormatStyle(includingFractionalSeconds: true, timeZone: .gmt))
  }

  private static func apply(
    _ event: RecordedEvent, to study: inout Study, _ hasher: inout EventHasher, file: String
  ) throws(JournalError) {
    guard event.number == study.headNumber + 1, event.previous == study.headHash,
      hasher.agrees(with: event)
    else {
      throw JournalError(file: file, reason: .chainBroken(event: event.number))
    }
    let decoded: Event
    do {
      decoded = try event.event()
      guard decoded.kind == event.kind else {
        throw JournalError(file: file, reason: .chainBroken(event: event.number))
      }
      try study.apply(decoded)
    } catch let violation as Violation {
      throw JournalError(
        file: file, reason: .damaged("gebeurtenis \(event.number): \(violation.text)"))
    } catch let newer as RecordedEvent.NewerForm {
      throw JournalError(file: file, reason: .newerVersion(newer.schema))
    } catch let error as JournalError {
      throw error
    } catch {
      throw JournalError(
        file: file, reason: .damaged("gebeurtenis \(event.number) is onleesbaar"))
    }
    study.headNumber = event.number
    study.headHash = event.hash
    if decoded.isGeneral { study.generalHash = event.hash }
  }

  private static func forEachEvent(
    after number: Int, upTo last: Int, in database: Database, _ body: (RecordedEvent) throws -> Void
  ) throws {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT number, at, actor, kind, schema, payload, previous, hash FROM event
        WHERE number > ? AND number <= ? ORDER BY number
        """, arguments: [number, last])
    while let row = try rows.next() {
      try body(
        RecordedEvent(
          number: row[0], at: row[1], actor: row[2], kind: row[3], schema: row[4], payload: row[5],
          previous: row[6], hash: row[7]))
    }
  }

  private static func insert(_ event: RecordedEvent, in database: Database) throws {
    try database.execute(
      sql: "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        event.number, event.at, event.actor, event.kind, event.schema, event.payload,
        event.previous, event.hash,
      ])
  }

  static func translated(_ error: any Error, _ file: String) -> JournalError {
    if let error = error as? JournalError { return error }
    guard let error = error as? DatabaseError else {
      return JournalError(file: file, reason: .other("\(error)"))
    }
    switch error.resultCode {
    case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM:
      return JournalError(file: file, reason: .readOnly)
    case .SQLITE_FULL: return JournalError(file: file, reason: .diskFull)
    case .SQLITE_IOERR: return JournalError(file: file, reason: .unreadable)
    case .SQLITE_BUSY, .SQLITE_LOCKED: return JournalError(file: file, reason: .busy)
    case .SQLITE_CORRUPT, .SQLITE_NOTADB:
      return JournalError(file: file, reason: .damaged("geen geldige database"))
    default: return JournalError(file: file, reason: .other(error.message ?? "databasefout"))
    }
  }
}
