// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// The jobs that are measured on one set of papers.
struct Benchmarks {
  let program: String
  let papers: Papers
  let rounds: Int
  let progress: (String) -> Void

  /// What the set of papers gave.
  struct Outcome {
    var contests: [ContestResult] = []
    var unchanged: UnchangedRun?
  }

  /// - Parameter isGenerated: whether the limits that were agreed for the generated papers hold here.
  func run(isGenerated: Bool) throws -> Outcome {
    var outcome = Outcome()
    outcome.contests = try Contest.run(
      reading(isGenerated: isGenerated), rounds: rounds, progress: progress)
    let study = papers.work.appendingPathComponent("study")
    outcome.unchanged = try UnchangedRun.measure(
      program, study: study, papers: papers.name, rounds: rounds)
    progress("second run: \(outcome.unchanged?.seconds.figure(2) ?? "") s")
    for contest in [try counting(study), try finding(study)] {
      outcome.contests.append(try contest.run(rounds: rounds, progress: progress))
    }
    return outcome
  }

  /// Reads and indexes everything in a study that has nothing yet, against two `pdftotext` without and with
  /// boxes, and against recoll.
  private func reading(isGenerated: Bool) throws -> [Contest] {
    let plain = try papers.twoReaders()
    let boxes = try papers.twoReaders(["-bbox"])
    func contest(
      _ peerName: String, limit: Double?, memory: Int? = nil,
      _ peer: @escaping () throws -> Command.Cost
    ) -> Contest {
      Contest(
        job: "read and index \(papers.name)", peerName: peerName,
        limit: isGenerated ? limit : nil, memoryLimitBytes: isGenerated ? memory : nil,
        product: {
          let study = try papers.freshStudy(program)
          return try Command(program, ["monitor", study.path]).run()
        }, peer: peer)
    }
    return [
      contest(
        "two `pdftotext` at once, each half of the files, text thrown away", limit: 3,
        memory: 600_000_000
      ) { try Command.run(plain) },
      contest(
        "two `pdftotext -bbox` at once, each half of the files, boxes thrown away", limit: 1.3
      ) { try Command.run(boxes) },
      contest("`recollindex`, which keeps neither boxes nor hits", limit: 0.5) {
        try papers.freshRecoll().run()
      },
    ]
  }

  /// How often each of the ten terms stands in each paper, from the counts that are kept.
  ///
  /// The peer has no index and one count per run: ten runs over text that is already extracted.
  private func counting(_ study: URL) throws -> Contest {
    let searches = try searchCommands(["-i", "--count-matches"])
    return Contest(
      job: "the ten terms per unit, \(papers.name)",
      peerName: "ten `rg --count-matches` over the text that `pdftotext` made",
      product: {
        try Command(program, ["status", study.path, "--format", "json"]).run()
      },
      peer: { try Command.runInTurn(searches) })
  }

  /// Where each of the ten terms stands, one question at a time.
  private func finding(_ study: URL) throws -> Contest {
    let searches = try searchCommands(["-i", "-n", "-o"])
    let questions = TenTerms.all.map {
      Command(program, ["search", study.path, $0.query, "--format", "json"]).accepting([0, 1])
    }
    return Contest(
      job: "ten searches, one process each, \(papers.name)",
      peerName: "ten `rg -n -o` over the text that `pdftotext` made",
      product: { try Command.runInTurn(questions) },
      peer: { try Command.runInTurn(searches) })
  }

  private func searchCommands(_ options: [String]) throws -> [Command] {
    let texts = try papers.texts()
    return TenTerms.all.map {
      Command("rg", options + ["--no-ignore", $0.pattern, texts.path]).accepting([0, 1])
    }
  }
}

/// The ten terms of 2015, as a query and as the pattern of the generated papers' truth.
struct TenTerms {
  let query: String
  let pattern: String

  static let all = [
    TenTerms(query: "!AMK", pattern: #"\bAMK\b"#),
    TenTerms(query: #""Veilig Thuis""#, pattern: #"veilig\s+thuis"#),
    TenTerms(query: "mishandeling+", pattern: "mishandeling"),
    TenTerms(query: "jeugdhulp+", pattern: "jeugdhulp"),
    TenTerms(query: "kindermishandeling+", pattern: "kindermishandeling"),
    TenTerms(query: "geweld+", pattern: "geweld"),
    TenTerms(query: "veiligheid+", pattern: "veiligheid"),
    TenTerms(query: "meldcode+", pattern: "meldcode"),
    TenTerms(query: "privacy+", pattern: "privacy"),
    TenTerms(query: "bescherming+", pattern: #"(jeugd\)?)?bescherming"#),
  ]
}
