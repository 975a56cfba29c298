// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// Searches in processes that stay open: the program, tantivy and FTS5, one after another.
struct SearchBenchmark {
  let program: String
  /// The script that runs the peers.
  let peers: String
  let texts: URL
  let work: URL
  let rounds: Int
  let progress: (String) -> Void

  /// A query, and how often it is found.
  struct Question: Equatable {
    var group: String
    var peer: String
    var own: String
  }

  /// Indexes the texts and asks every question in every round.
  ///
  /// - Throws: `BenchmarkError`.
  func run() throws -> SearchOutcome {
    let indexes = work.appendingPathComponent("peers").path
    progress("the peers index \(texts.path)")
    let built = try Self.object(
      Data(Command("python3", [peers, "build", texts.path, indexes]).text().utf8))
    let questions = try Self.questions(
      Command("python3", [peers, "queries", indexes]).text())
    let study = try makeStudy()
    let servers = [
      try LineServer(program, ["search", study.path, "--lines"]),
      try LineServer("python3", [peers, "serve", "tantivy", indexes]),
      try LineServer("python3", [peers, "serve", "fts5", indexes]),
    ]
    defer { for server in servers { server.close() } }
    // Once without a clock, so that what is read stands in the page cache for all.
    for question in questions { _ = try ask(question, servers, first: 0) }
    var seconds = [[[Double]]](
      repeating: [[Double]](repeating: [], count: servers.count), count: questions.count)
    for round in 0..<rounds {
      for (place, question) in questions.enumerated() {
        let times = try ask(question, servers, first: (round + place) % servers.count)
        for server in servers.indices { seconds[place][server].append(times[server]) }
      }
      progress("round \(round + 1) of \(rounds) of \(questions.count) searches")
    }
    let alone = try (0..<rounds).map { _ in
      try Command(program, ["search", study.path, "gemeente", "--format", "json"]).run().seconds
    }
    return SearchOutcome(
      passages: built["passages"] as? Int ?? 0,
      peers: ["tantivy", "sqlite"].compactMap { name in
        (built[name] as? String).map { $0.hasPrefix(name) ? $0 : "\(name) \($0)" }
      }, questions: questions, seconds: seconds.map { $0.map(\.median) }, alone: alone.median)
  }

  /// - Returns: the seconds of each server.
  private func ask(_ question: Question, _ servers: [LineServer], first: Int) throws -> [Double] {
    var times = [Double](repeating: 0, count: servers.count)
    for step in servers.indices {
      let server = (first + step) % servers.count
      let (seconds, answer) = try servers[server].ask(
        server == 0 ? question.own : question.peer)
      let found = try Self.object(answer)["found"] as? [Any]
      guard let found, !found.isEmpty else {
        throw BenchmarkError(
          .unexpectedOutput,
          "‘\(question.own)’ was not found by \(SearchOutcome.names[server])")
      }
      times[server] = seconds
    }
    return times
  }

  /// A study with the texts spread over its regions, read and indexed.
  private func makeStudy() throws -> URL {
    let study = work.appendingPathComponent("search-study")
    try Command(
      program,
      [
        "init", study.path, "--framework", "kindermishandeling-2015", "--layout",
        "jeugdregio-2015",
      ]
    ).run()
    let units = try String(contentsOf: study.appendingPathComponent("units.csv"), encoding: .utf8)
    let regions = Papers.regions(inUnits: units)
    let all = FileManager.default.enumerator(at: texts, includingPropertiesForKeys: nil)
    let files = (all?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "txt" }
      .sorted { $0.path < $1.path }
    guard !files.isEmpty, !regions.isEmpty else {
      throw BenchmarkError(.missing, "no texts in \(texts.path); see Benchmarks/README.md")
    }
    for (place, file) in files.enumerated() {
      let folder = study.appendingPathComponent("sources/\(regions[place % regions.count])")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        at: file, to: folder.appendingPathComponent(file.lastPathComponent))
    }
    progress("monitor reads \(files.count) texts")
    let cost = try Command(program, ["monitor", study.path]).run()
    progress("monitor took \(cost.seconds.figure(0)) s, \(cost.mostBytes / 1_000_000) MB")
    return study
  }

  /// Lines of a group, a query as a peer reads it and one as the program reads it, with tabs between.
  static func questions(_ text: String) throws -> [Question] {
    let lines = text.split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    guard !lines.isEmpty, lines.allSatisfy({ $0.count == 3 }) else {
      throw BenchmarkError(.unexpectedOutput, "the peers gave no queries")
    }
    return lines.map { Question(group: $0[0], peer: $0[1], own: $0[2]) }
  }

  private static func object(_ data: Data) throws -> [String: Any] {
    do {
      guard let object = try JSONSerialization.jsonObject(with: data) as? [String: Any] else {
        throw BenchmarkError(.unexpectedOutput, "an answer is no JSON object")
      }
      return object
    } catch {
      throw BenchmarkError(
        .unexpectedOutput,
        "an answer is no JSON: \(String(decoding: data.prefix(200), as: UTF8.self))")
    }
  }
}

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
      rounds; *median* and *99th* are over the queries of a group. The programs are asked in turn.
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
