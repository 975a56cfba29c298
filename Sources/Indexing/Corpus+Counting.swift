// SPDX-License-Identifier: EUPL-1.2
import Foundation
import GRDB
import Model

/// Counting terms over all documents at once, by their numbers and without their names: for tables over many
/// thousands of documents.
extension Corpus {
  /// Tells one state of the documents from another: the last number given out, and how often some were removed.
  ///
  /// - Throws: `CorpusError`.
  public func documentsStamp() throws(CorpusError) -> String {
    try read { db in
      let last = try Int64.fetchOne(db, sql: "SELECT max(number) FROM document") ?? 0
      let removals = try Int64.fetchOne(
        db, sql: "SELECT value FROM setting WHERE key = ?", arguments: [CorpusSchema.removals])
      return "\(last) \(removals ?? 0)"
    }
  }

  /// Visits the kept counts of terms in the bodies of all documents in which one of the terms occurs.
  ///
  /// - Parameters:
  ///   - terms: those wanted, each once.
  ///   - visit: gets the number of a document's reading, and the count of each term in the order given.
  /// - Complexity: linear in the number of different terms of all documents; reads a row for every 1,024 of them.
  /// - Throws: `CorpusError`.
  public func visitCounts(
    of terms: [TermID], _ visit: (Int64, [Int]) -> Void
  ) throws(CorpusError) {
    try read { db in
      var places: [Int] = []
      for (place, term) in terms.enumerated() {
        let number = try Int.fetchOne(
          db, sql: "SELECT number FROM term WHERE id = ?", arguments: [term.rawValue])
        guard let number else { continue }
        while places.count <= number { places.append(-1) }
        places[number] = place
      }
      var counts = [Int](repeating: 0, count: terms.count)
      let blocks = try Row.fetchCursor(
        db, sql: "SELECT block, packed FROM countBlock ORDER BY block")
      while let block = try blocks.next() {
        try PackedCounts.read([UInt8](block[1] as Data), block: block[0]) { document, row in
          var isFound = false
          for (term, count) in row {
            guard term < places.count, places[Int(term)] >= 0 else { continue }
            counts[places[Int(term)]] = count
            isFound = true
          }
          guard isFound else { return }
          visit(document, counts)
          for place in counts.indices { counts[place] = 0 }
        }
      }
    }
  }

  /// The bytes of the value kept under a key.
  ///
  /// - Throws: `CorpusError`.
  public func settingBytes(_ key: String) throws(CorpusError) -> [UInt8]? {
    try read { db in
      try Data.fetchOne(
        db, sql: "SELECT CAST(value AS BLOB) FROM setting WHERE key = ?", arguments: [key]
      ).map { [UInt8]($0) }
    }
  }
}
