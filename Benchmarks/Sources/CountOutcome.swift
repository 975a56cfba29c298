// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// How often each of the ten terms stands in each text: the program from the counts that it keeps, tantivy by
/// ten searches, each as a whole process that writes a table.
struct CountOutcome {
  let textCount: Int
  let result: ContestResult
  /// What tantivy's ten searches take in a process that is already open: the median of the rounds.
  let peerSearchSeconds: Double
  /// Whether the program has no command for it yet, so that `status` was measured, which does more.
  let isStandIn: Bool

  /// The agreed limit, at this many texts and more: with fewer, the start of the processes is all there is.
  static let limit = 1.0
  static let limitTexts = 50_000

  var hasLimit: Bool { textCount >= Self.limitTexts }
  var keepsLimit: Bool { !hasLimit || (!isStandIn && result.ratio <= Self.limit) }

  /// - Throws: `BenchmarkError`.
  static func measure(
    _ program: String, _ study: TextStudy, peers: String, indexes: String, rounds: Int,
    progress: (String) -> Void
  ) throws -> CountOutcome {
    let isStandIn = !hasCounts(inHelp: try Command(program, ["--help"]).text())
    if isStandIn {
      progress("\(program) has no command ‘counts’ yet: ‘status’ is measured, which does more")
    }
    let own = Command(
      program,
      isStandIn
        ? ["status", study.folder.path, "--format", "json"]
        : ["counts", study.folder.path, "--by", "source", "--format", "csv"])
    let peer = Command("python3", [peers, "count", indexes])
    var searchSeconds: [Double] = []
    for _ in 0..<rounds { searchSeconds.append(try seconds(inCounts: peer.text())) }
    let contest = Contest(
      job: "the ten terms per text, \(study.textCount) texts", peerName: "tantivy",
      limit: study.textCount >= limitTexts ? limit : nil, product: own.run, peer: peer.run)
    return CountOutcome(
      textCount: study.textCount, result: try contest.run(rounds: rounds, progress: progress),
      peerSearchSeconds: searchSeconds.median, isStandIn: isStandIn)
  }

  /// Whether the list of commands holds `counts`.
  static func hasCounts(inHelp text: String) -> Bool {
    text.split(separator: "\n").contains { $0.split(separator: " ").first == "counts" }
  }

  /// The seconds in the last line of what the peer prints.
  static func seconds(inCounts text: String) throws -> Double {
    let words = text.split(separator: "\n").last?.split(separator: " ") ?? []
    guard words.count == 3, words[1] == "seconds", let seconds = Double(words[2]) else {
      throw BenchmarkError(.unexpectedOutput, "the peer gave no seconds for its counts")
    }
    return seconds
  }

  /// The section of docs/benchmarks.md.
  static func markdown(_ outcomes: [CountOutcome]) -> String {
    let lines = outcomes.sorted { $0.textCount < $1.textCount }.map { outcome in
      let own = outcome.result.rounds.map(\.product.seconds).median
      let peer = outcome.result.rounds.map(\.peer.seconds).median
      let limit = outcome.hasLimit ? limit.figure(1) : "–"
      let verdict =
        !outcome.hasLimit ? "" : outcome.keepsLimit ? "holds" : "**does not hold**"
      return "| \(outcome.textCount) | `\(outcome.isStandIn ? "status" : "counts")` | "
        + "\(ms(own)) | \(ms(peer)) | \(ms(outcome.peerSearchSeconds)) | "
        + "**\(outcome.result.ratio.figure(2))** | \(limit) | \(verdict) |"
    }
    return """
      ## The ten terms per text
      | texts | command | ms | tantivy ms | of which its searches | times the peer | limit | |
      |---|---|---|---|---|---|---|---|
      \(lines.joined(separator: "\n"))

      How often each of the ten terms of 2015 stands in each text, as a table. Each is a whole process:
      the program opens the study and adds up kept counts of places, with parts of words and inflections;
      tantivy is started from Python, searches ten times and counts passages. *Of which its searches* is the
      time within tantivy alone.
      """
  }

  private static func ms(_ seconds: Double) -> String { (seconds * 1_000).figure(0) }
}
