// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import Foundation
import Model
import Reading
import Synchronization

/// Reads mutated real documents through the workers, and reports every promise of the reader that is broken.
@main
struct Fuzz: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fuzz",
    abstract: "Reads mutated documents, and reports what the reader should not do with them.")

  @Option(help: "How many documents to make and read.")
  var rounds = 1000

  @Option(help: "The same seed makes the same documents of the same material.")
  var seed: UInt64 = 1

  @Option(help: "Begin with this round, to make one document again.")
  var first = 0

  @Option(help: "Only this format: pdf, docx, odt, html, txt or md.")
  var format: String?

  @Option(help: "The folder with real documents; a folder `data` in it is looked through.")
  var shared: String?

  @Option(help: "The program that reads; the one beside this program when left out.")
  var program: String?

  @Option(help: "Where the documents with a finding are kept.")
  var keep: String?

  /// - Throws: `ExitCode`: 1 where a promise was broken, 64 where there is nothing to mutate.
  func run() async throws {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let sharedFolder =
      shared.map { URL(fileURLWithPath: $0) }
      ?? root.deletingLastPathComponent().appendingPathComponent("shared")
    let seeds = try SeedFiles(root: root, shared: sharedFolder, format: format)
    guard !seeds.formats.isEmpty else { throw ValidationError("there are no documents to mutate") }
    let work = FileManager.default.temporaryDirectory.appendingPathComponent(
      "fuzz-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: work) }
    let beside = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
    let executable =
      program ?? beside.deletingLastPathComponent().appendingPathComponent("vindplaats").path
    let pool = WorkerPool(
      executable: executable, workers: ProcessInfo.processInfo.activeProcessorCount,
      limits: ReadingLimits(memoryBytes: 1 << 30, cpuSeconds: 8, wallSeconds: 120))
    let tally = Mutex(Tally())
    var round = first
    while round < first + rounds {
      let batch = Array(round..<min(round + 200, first + rounds))
      try await read(batch, seeds, in: work, pool, tally)
      round += batch.count
    }
    let result = tally.withLock { $0 }
    print(result.text)
    if !result.findings.isEmpty { throw ExitCode(1) }
  }

  private func read(
    _ batch: [Int], _ seeds: SeedFiles, in work: URL, _ pool: WorkerPool,
    _ tally: borrowing Mutex<Tally>
  ) async throws {
    var cases: [FuzzCase] = []
    for round in batch {
      var made = try FuzzCase(round: round, seed: seed, seeds: seeds)
      made.file = work.appendingPathComponent("\(round).\(made.format)")
      try Data(made.bytes).write(to: made.file)
      made.bytes = []
      cases.append(made)
    }
    let all = cases
    let found = Mutex([(Int, Extraction)]())
    await pool.read(all.map { ReadingRequest(path: $0.file.path, name: $0.name) }) {
      index, extraction in
      found.withLock { $0.append((index, extraction)) }
    }
    for (index, extraction) in found.withLock({ $0 }).sorted(by: { $0.0 < $1.0 }) {
      let mistakes = Promises.broken(by: extraction, of: all[index])
      tally.withLock { $0.add(all[index], extraction, mistakes) }
      if !mistakes.isEmpty, let keep {
        let folder = URL(fileURLWithPath: keep)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let place = folder.appendingPathComponent(all[index].file.lastPathComponent)
        try Data(contentsOf: all[index].file).write(to: place)
      }
      try FileManager.default.removeItem(at: all[index].file)
    }
  }
}

/// What came of the documents, per format and state, and what went against a promise.
struct Tally {
  private var counts: [String: [String: Int]] = [:]
  private var reasons: [String: Int] = [:]
  private(set) var findings: [String] = []

  mutating func add(_ made: FuzzCase, _ extraction: Extraction, _ mistakes: [String]) {
    counts[made.format, default: [:]][extraction.state.rawValue, default: 0] += 1
    for reason in ["te lang", "geheugen", "brak het lezen af", "lezen ervan is afgebroken"] {
      if extraction.diagnostics.contains(where: { $0.problem.contains(reason) }) {
        reasons[reason, default: 0] += 1
      }
    }
    for mistake in mistakes {
      findings.append("round \(made.round) (\(made.origin), \(made.steps)): \(mistake)")
    }
  }

  /// A table for a page, and the findings.
  var text: String {
    let states = DocumentState.allCases.map(\.rawValue)
    var lines = ["| format | documents | " + states.joined(separator: " | ") + " |"]
    lines.append("|---|" + String(repeating: "---|", count: states.count + 1))
    for (format, found) in counts.sorted(by: { $0.key < $1.key }) {
      let numbers = [found.values.reduce(0, +)] + states.map { found[$0] ?? 0 }
      lines.append("| \(format) | " + numbers.map(String.init).joined(separator: " | ") + " |")
    }
    for (reason, count) in reasons.sorted(by: { $0.key < $1.key }) {
      lines.append("of these with \"\(reason)\": \(count)")
    }
    lines.append("findings: \(findings.count)")
    return (lines + findings).joined(separator: "\n")
  }
}
