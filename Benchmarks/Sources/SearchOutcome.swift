// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// What the searches took.
struct SearchOutcome {
  static let names = ["vindplaats", "tantivy", "FTS5"]
  let passages: Int
  /// Names and versions.
  let peers: [String]
  let questions: [SearchBenchmark.Question]
  /// By question and program: the median over the rounds.
  let seconds: [[Double]]
  /// The seconds of one search in a process of its own.
  let alone: Double

  /// The agreed limits, for 717,000 passages and fewer.
  static let limitTimes = 5.0
  static let limitMedian = 0.010
  static let limitHighest = 0.050
  static let limitPassages = 1_000_000

  struct Row: Equatable {
    var group: String
    var count: Int
    /// By program, in seconds.
    var median: [Double]
    var highest: [Double]

    var keepsLimits: Bool {
      (median[0] <= limitMedian || median[0] <= limitTimes * median[1])
        && highest[0] <= limitHighest
    }
  }

  var rows: [Row] {
    var groups: [String] = []
    for question in questions where !groups.contains(question.group) {
      groups.append(question.group)
    }
    return groups.map { group in
      let own = zip(questions, seconds).filter { $0.0.group == group }.map(\.1)
      return Row(
        group: group, count: own.count,
        median: Self.names.indices.map { program in own.map { $0[program] }.median },
        highest: Self.names.indices.map { program in own.map { $0[program] }.percentile(99) })
    }
  }

  var hasLimits: Bool { passages <= Self.limitPassages }
  var keepsLimits: Bool { !hasLimits || rows.allSatisfy(\.keepsLimits) }

  /// The section of docs/benchmarks.md.
  static func markdown(_ outcomes: [SearchOutcome], machine: Machine) -> String {
    let tables = outcomes.sorted { $0.passages < $1.passages }.map(\.table)
    return """
      ## The first 20 passages of a search
      \(tables.joined(separator: "\n\n"))

      Milliseconds from asking to the end of the answer, in processes that stay open (`search --lines`): the
      20 best passages with every hit marked, and how many there are. A query's time is the median of its
      rounds; *median* and *99th* are over the queries of a group. The programs are asked in turn, after a
      round without a clock; FTS5 is asked once, without one.
      *Rare*, *middle* and *frequent* say how many passages hold the word or phrase (words: up to 1 in
      10,000; 1 in 1,000 to 1 in 50; more than 1 in 20). A word means its inflections too for the program,
      and only itself for the peers; tantivy and FTS5 are used as they come, from Python, and store no
      pages, headings or boxes. Ratio: the program's median divided by that of tantivy. Limits, up to
      717,000 passages: a median within 5 times tantivy's or 10 ms, and a 99th percentile of 50 ms.

      Measured on \(machine.description).
      """
  }

  private var table: String {
    let lines = rows.map { row in
      let cells = Self.names.indices.map { program in
        "\(Self.ms(row.median[program])) | \(Self.ms(row.highest[program]))"
      }
      let ratio = (row.median[0] / max(row.median[1], 1e-9)).figure(1)
      let verdict = !hasLimits ? "" : row.keepsLimits ? "holds" : "**does not hold**"
      return
        "| \(row.group) | \(row.count) | \(cells.joined(separator: " | ")) | \(ratio) | \(verdict) |"
    }
    return """
      **\(passages.formatted(.number.locale(Locale(identifier: "en_US")))) passages** \
      (\(peers.joined(separator: ", "))); one search in a process of its own: \(Self.ms(alone)) ms.

      | queries | number | vindplaats median | 99th | tantivy median | 99th | FTS5 median | 99th | ratio | |
      |---|---|---|---|---|---|---|---|---|---|
      \(lines.joined(separator: "\n"))
      """
  }

  private static func ms(_ seconds: Double) -> String {
    let value = seconds * 1_000
    return value.figure(value < 10 ? 2 : value < 100 ? 1 : 0)
  }
}

extension [Double] {
  /// The value that so many percent do not exceed (nearest rank); 0 of nothing.
  func percentile(_ percent: Double) -> Double {
    guard !isEmpty else { return 0 }
    let rank = Int((percent / 100 * Double(count)).rounded(.up))
    return sorted()[Swift.min(Swift.max(rank, 1), count) - 1]
  }
}
