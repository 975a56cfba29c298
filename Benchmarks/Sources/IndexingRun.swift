// SPDX-License-Identifier: EUPL-1.2

/// What reading and indexing the texts of a study took, from nothing.
struct IndexingRun: Equatable {
  let textCount: Int
  let passages: Int
  /// Until all was read and indexed.
  let reading: Command.Cost
  /// With the draft.
  let whole: Command.Cost
  /// The seconds that the peers needed for the same passages, by name.
  let peerSeconds: [String: Double]

  var passagesPerSecond: Double { Double(passages) / max(reading.seconds, 1e-9) }

  /// What was agreed for 5,000 texts and more: the rate may fall to so much of that of the smallest such
  /// folder, and the memory may grow to so much. The margins are for noise: texts grow tenfold at a time.
  static let leastRate = 0.8
  static let mostMemory = 1.25
  static let limitTexts = 5_000

  /// Whether the rate stays beside that of a smaller folder.
  func keepsRate(of smaller: IndexingRun) -> Bool {
    passagesPerSecond >= Self.leastRate * smaller.passagesPerSecond
  }

  /// Whether the memory stays beside that of a smaller folder.
  func keepsMemory(of smaller: IndexingRun) -> Bool {
    Double(reading.mostBytes) <= Self.mostMemory * Double(smaller.reading.mostBytes)
  }

  /// The run that larger ones are compared with.
  private static func base(_ runs: [IndexingRun]) -> IndexingRun? {
    runs.filter { $0.textCount >= limitTexts }.min { $0.textCount < $1.textCount }
  }

  /// Whether runs over folders of different sizes keep what was agreed.
  static func keepsLimits(_ runs: [IndexingRun]) -> Bool {
    guard let base = base(runs) else { return true }
    return runs.allSatisfy { run in
      run.textCount < base.textCount || run.keepsRate(of: base) && run.keepsMemory(of: base)
    }
  }

  /// The section of docs/benchmarks.md, from runs over folders of different sizes.
  static func markdown(_ runs: [IndexingRun]) -> String {
    let base = base(runs)
    let lines = runs.sorted { $0.textCount < $1.textCount }.map { run in
      let peers = ["tantivy", "FTS5"].map { run.peerSeconds[$0].map { $0.figure(1) } ?? "–" }
      var verdicts = ["–", "–"]
      if let base, run.textCount > base.textCount {
        let rate = run.passagesPerSecond / max(base.passagesPerSecond, 1e-9)
        let memory = Double(run.reading.mostBytes) / Double(max(base.reading.mostBytes, 1))
        verdicts = [
          "\(rate.figure(2)), \(verdict(run.keepsRate(of: base)))",
          "\(memory.figure(2)), \(verdict(run.keepsMemory(of: base)))",
        ]
      }
      return "| \(run.textCount) | \(run.passages) | \(run.reading.seconds.figure(1)) | "
        + "\(Int(run.passagesPerSecond)) | \(verdicts[0]) | "
        + "\(run.reading.mostBytes / 1_000_000) MB | \(verdicts[1]) | "
        + "\((run.whole.seconds - run.reading.seconds).figure(1)) | "
        + "\(run.whole.mostBytes / 1_000_000) MB | \(peers.joined(separator: " | ")) |"
    }
    return """
      ## Indexing more and more texts
      | texts | passages | seconds | passages per second | times that of 5,000 (limit \(leastRate.figure(1))) | most memory | times that of 5,000 (limit \(mostMemory.figure(2))) | draft, s | most memory | tantivy, s | FTS5, s |
      |---|---|---|---|---|---|---|---|---|---|---|
      \(lines.joined(separator: "\n"))

      `monitor` on a study that has nothing yet, once: every text is read, copied, cut into passages and
      indexed with positions, and all terms are counted; then the draft with all its pages and tables is
      written. Memory is the PSS of all processes together. The peers get passages that are already cut,
      and only index them. From 5,000 texts on the rate is to stay and the memory not to grow until all is
      indexed; below that the index has not reached the size of its largest parts.
      """
  }

  private static func verdict(_ holds: Bool) -> String { holds ? "holds" : "**does not hold**" }
}
