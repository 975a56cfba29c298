// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// What is measured on one folder of texts: indexing, the ten terms per text, and searches in processes that
/// stay open (the program, tantivy and FTS5, one after another).
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

  /// What the folder gave.
  struct Outcome {
    var indexing: IndexingRun
    var adding: AddingRun
    var counting: CountOutcome
    var searches: SearchOutcome
  }

  /// Indexes the texts, counts the terms and asks every question in every round; FTS5 only in the first, since
  /// it takes most of the time and no limit is about it.
  ///
  /// - Throws: `BenchmarkError`.
  func run() throws -> Outcome {
    let indexes = work.appendingPathComponent("peers").path
    progress("the peers index \(texts.path)")
    let built = try Self.object(
      Data(Command("python3", [peers, "build", texts.path, indexes]).text().utf8))
    let study = try TextStudy(
      of: texts, at: work.appendingPathComponent("search-study"), program: program)
    progress("monitor reads \(study.textCount) texts")
    let cost = try Command(program, ["monitor", study.folder.path])
      .run(until: study.folder.appendingPathComponent(".out-new"))
    let indexing = IndexingRun(
      textCount: study.textCount, passages: built["passages"] as? Int ?? 0, reading: cost.first,
      whole: cost.whole, peerSeconds: built["seconds"] as? [String: Double] ?? [:])
    progress(
      "monitor took \(cost.first.seconds.figure(0)) s of \(cost.whole.seconds.figure(0)) to the draft, "
        + "\(cost.first.mostBytes / 1_000_000) MB of \(cost.whole.mostBytes / 1_000_000)")
    let counting = try CountOutcome.measure(
      program, study, peers: peers, indexes: indexes, rounds: rounds, progress: progress)
    let searches = try search(study, indexes, built, passages: indexing.passages)
    progress("papers are added one by one")
    return Outcome(
      indexing: indexing,
      adding: try AddingRun.measure(program, study, work: work, rounds: rounds),
      counting: counting, searches: searches)
  }

  private func search(
    _ study: TextStudy, _ indexes: String, _ built: [String: Any], passages: Int
  ) throws -> SearchOutcome {
    let questions = try Self.questions(
      Command("python3", [peers, "queries", indexes]).text())
    let servers = [
      try LineServer(program, ["search", study.folder.path, "--lines"]),
      try LineServer("python3", [peers, "serve", "tantivy", indexes]),
      try LineServer("python3", [peers, "serve", "fts5", indexes]),
    ]
    defer { for server in servers { server.close() } }
    let timed = Array(servers.prefix(2))
    // Once without a clock, so that what is read stands in the page cache.
    for question in questions { _ = try ask(question, timed, first: 0) }
    var seconds = [[[Double]]](
      repeating: [[Double]](repeating: [], count: servers.count), count: questions.count)
    for round in 0..<rounds {
      let asked = round == 0 ? servers : timed
      for (place, question) in questions.enumerated() {
        let times = try ask(question, asked, first: (round + place) % asked.count)
        for server in asked.indices { seconds[place][server].append(times[server]) }
      }
      progress("round \(round + 1) of \(rounds) of \(questions.count) searches")
    }
    let alone = try (0..<rounds).map { _ in
      try Command(program, ["search", study.folder.path, "gemeente", "--format", "json"]).run()
        .seconds
    }
    return SearchOutcome(
      passages: passages,
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
