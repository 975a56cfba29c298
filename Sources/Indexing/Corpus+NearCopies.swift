// SPDX-License-Identifier: EUPL-1.2
import Foundation
import GRDB
import Model

extension Corpus {
  /// How many of the likeliest earlier documents are compared in full, and from which estimate on.
  private static let comparedInFull = 3
  private static let leastEstimate = NearCopy.threshold - 0.15

  /// The documents that say nearly the same as an earlier one, by version.
  ///
  /// What is compared follows from the order alone. The work is linear in the documents: sketches are kept with
  /// what was read, and the few pairs that are compared in full are remembered.
  ///
  /// - Parameter versions: in the order in which a document is earlier than another; each once.
  /// - Throws: `CorpusError`.
  public func nearCopies(of versions: [VersionHash]) throws(CorpusError) -> [VersionHash: NearCopy]
  {
    let sketches = try sketches()
    var index = SketchIndex(documentCount: versions.count)
    var compared: [VersionHash] = []
    var pairs: [(version: VersionHash, earlier: [VersionHash])] = []
    for version in versions {
      guard let sketch = sketches[version] else { continue }
      let earlier = index.add(sketch).prefix(Self.comparedInFull)
        .filter { $0.likeness >= Self.leastEstimate }.map { compared[$0.document] }
      if !earlier.isEmpty { pairs.append((version, earlier)) }
      compared.append(version)
    }
    guard !pairs.isEmpty else { return [:] }
    let shares = try shares(of: pairs.flatMap { pair in pair.earlier.map { [$0, pair.version] } })
    var copies: [VersionHash: NearCopy] = [:]
    for (version, earlier) in pairs {
      for candidate in earlier {
        guard let share = shares[[candidate, version]], share >= NearCopy.threshold,
          share > copies[version]?.share ?? 0
        else { continue }
        copies[version] = NearCopy(of: candidate, share: share)
      }
    }
    return copies
  }

  private func sketches() throws(CorpusError) -> [VersionHash: TextSketch] {
    try read { db in
      var sketches: [VersionHash: TextSketch] = [:]
      let rows = try Row.fetchCursor(
        db,
        sql: "SELECT version, packed FROM sketch JOIN document ON document.number = sketch.document"
      )
      while let row = try rows.next() {
        guard let sketch = TextSketch(packed: [UInt8](row[1] as Data)) else {
          throw PackedReader.Broken()
        }
        sketches[VersionHash(row[0])] = sketch
      }
      return sketches
    }
  }

  /// The share of runs of words that both texts of each pair have; each pair is compared once, and then kept
  /// where the corpus may be written.
  private func shares(of pairs: [[VersionHash]]) throws(CorpusError) -> [[VersionHash]: Double] {
    var shares: [[VersionHash]: Double] = [:]
    var numbers: [VersionHash: Int64] = [:]
    var missing: [[VersionHash]] = []
    try read { db in
      let known = try db.cachedStatement(
        sql: "SELECT share FROM likeness WHERE first = ? AND second = ?")
      for pair in pairs {
        for version in pair where numbers[version] == nil {
          numbers[version] = try Self.number(of: version, db)
        }
        if let first = numbers[pair[0]], let second = numbers[pair[1]],
          let share = try Double.fetchOne(known, arguments: [first, second])
        {
          shares[pair] = share
        } else {
          missing.append(pair)
        }
      }
    }
    guard !missing.isEmpty else { return shares }
    var known: [VersionHash: Set<UInt64>] = [:]
    for pair in missing {
      if known.count >= 64 { known.removeAll() }
      for version in pair where known[version] == nil { known[version] = try runs(of: version) }
      shares[pair] = Shingles.share(known[pair[0]] ?? [], known[pair[1]] ?? [])
    }
    guard !pool.configuration.readonly else { return shares }
    try write { db in
      let keep = try db.cachedStatement(
        sql: "INSERT OR REPLACE INTO likeness(first, second, share) VALUES(?, ?, ?)")
      for pair in missing {
        try keep.execute(arguments: [numbers[pair[0]], numbers[pair[1]], shares[pair]])
      }
    }
    return shares
  }

  private func runs(of version: VersionHash) throws(CorpusError) -> Set<UInt64> {
    guard let extraction = try extraction(of: version) else { return [] }
    return Set(Shingles(of: extraction).values)
  }
}
