// SPDX-License-Identifier: EUPL-1.2
import GRDB

extension Journal {
  /// Where the journal ends, without replaying it.
  ///
  /// - Throws: `JournalError`.
  public func head() throws(JournalError) -> (number: Int, hash: String) {
    try looking { database in
      let row = try Row.fetchOne(
        database, sql: "SELECT number, hash FROM event ORDER BY number DESC LIMIT 1")
      return row.map { ($0[0], $0[1]) } ?? (0, "")
    }
  }

  /// The hash of an event; nil where there is none of that number.
  ///
  /// - Throws: `JournalError`.
  public func hash(of number: Int) throws(JournalError) -> String? {
    try looking { database in
      try String.fetchOne(
        database, sql: "SELECT hash FROM event WHERE number = ?", arguments: [number])
    }
  }

  /// The kinds of the events after a number, without their payloads.
  ///
  /// - Throws: `JournalError`.
  public func kinds(after number: Int) throws(JournalError) -> Set<String> {
    try looking { database in
      try String.fetchSet(
        database, sql: "SELECT DISTINCT kind FROM event WHERE number > ?", arguments: [number])
    }
  }
}
