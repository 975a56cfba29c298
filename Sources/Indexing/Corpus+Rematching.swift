// SPDX-License-Identifier: EUPL-1.2
import GRDB
import Model

extension Corpus {
  /// The versions whose kept hits are of other terms than these.
  ///
  /// - Throws: `CorpusError`.
  public func versionsWithOtherTerms(_ terms: TermsFingerprint)
    throws(CorpusError) -> [VersionHash]
  {
    try read { db in
      let versions = try String.fetchAll(
        db, sql: "SELECT version FROM document WHERE terms <> ? ORDER BY version",
        arguments: [terms.text])
      return versions.map { VersionHash($0) }
    }
  }

  /// Matches the stored text again where the terms have changed, without reading a file.
  ///
  /// - Parameter batchSize: the number of documents in one transaction.
  /// - Returns: how many documents were matched.
  /// - Throws: `CorpusError`; whole batches before it are kept.
  @discardableResult
  public func rematch(terms: [Term], batchSize: Int = 100) throws(CorpusError) -> Int {
    let fingerprint = TermsFingerprint(terms)
    let outdated = try versionsWithOtherTerms(fingerprint)
    guard !outdated.isEmpty else { return 0 }
    let matcher = TermMatcher(terms: terms)
    for start in stride(from: 0, to: outdated.count, by: batchSize) {
      let batch = outdated[start..<min(start + batchSize, outdated.count)]
      try write { db in
        var writer = try DocumentWriter(db)
        for version in batch {
          guard let number = try Self.number(of: version, db) else { continue }
          let passages = try Self.passages(number, db)
          let hits = matcher.match(passages: passages, pages: try Self.pages(number, db))
          try writer.writeHits(hits, passages, number)
          try db.cachedStatement(sql: "UPDATE document SET terms = ? WHERE number = ?")
            .execute(arguments: [fingerprint.text, number])
        }
        try writer.writeCounts()
      }
    }
    return outdated.count
  }
}
