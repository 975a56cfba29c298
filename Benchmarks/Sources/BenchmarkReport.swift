// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// What was measured, as the Markdown of `docs/benchmarks.md`.
struct BenchmarkReport {
  let machine: Machine
  let rounds: Int
  let contests: [ContestResult]
  let unchanged: [UnchangedRun]

  var markdown: String {
    """
    <!-- SPDX-License-Identifier: EUPL-1.2 -->
    <!-- Written by Benchmarks/run; do not edit. -->
    # Benchmarks

    Only a ratio measured in one run means anything: seconds differ from machine to machine and from
    hour to hour. The program and its peer run in turn, each as whole processes with files in the
    page cache; a figure is the median of \(rounds) rounds divided by the peer's median. Below 1 the
    program is faster. Repeat with `Benchmarks/run`.

    Measured on \(machine.description).

    ## Against a peer
    | job | peer | times the peer | lowest to highest round | limit | |
    |---|---|---|---|---|---|
    \(contests.map(row).joined(separator: "\n"))

    What the pairs compare:
    - *Read and index* is `monitor` on a study that has nothing yet: read, put in order, keep a
      copy of every paper, index, match all terms, write all pages and tables; nothing is recognised
      (`ocr: off`), as no peer does. `pdftotext` only turns
      PDF into text, with `-bbox` into words with their boxes, and throws it away: a floor and not an
      equal. Recoll makes an index for searching of the same folder.
    - *The ten terms per unit* is `status`: from kept counts it takes the ten terms, and every other
      term of the framework, per document and unit, and decides all fields and indicators. The peer
      counts the ten terms per file, one run per term, in text extracted before the clock started.
    - *Ten searches* is `search` for each of the ten terms in a process of its own: the number of
      places, inflections and parts of words included, and the best 20 passages. The peer prints
      every place, in text extracted before the clock started.

    ## Memory
    | job | most held, all processes together | peer | limit | |
    |---|---|---|---|---|
    \(contests.filter { $0.contest.job.hasPrefix("read") }.map(memoryRow).joined(separator: "\n"))

    Proportional set size (PSS) of the process tree, looked at ten times a second.

    ## A second run with nothing changed
    | papers | seconds | limit | events before | after | |
    |---|---|---|---|---|---|
    \(unchanged.map(row).joined(separator: "\n"))

    """
  }

  var keepsAllLimits: Bool {
    contests.allSatisfy { $0.keepsTimeLimit && $0.keepsMemoryLimit }
      && unchanged.allSatisfy(\.keepsLimits)
  }

  private func row(_ result: ContestResult) -> String {
    let limit = result.contest.limit.map { $0.figure(1) } ?? "–"
    let verdict = result.contest.limit == nil ? "" : verdict(result.keepsTimeLimit)
    let spread = "\(digits(result.spread.lowerBound)) to \(digits(result.spread.upperBound))"
    return "| \(result.contest.job) | \(result.contest.peerName) | **\(digits(result.ratio))** | "
      + "\(spread) | \(limit) | \(verdict) |"
  }

  private func memoryRow(_ result: ContestResult) -> String {
    let limit = result.contest.memoryLimitBytes.map { "\(megabytes($0)) MB" } ?? "–"
    let verdict = result.contest.memoryLimitBytes == nil ? "" : verdict(result.keepsMemoryLimit)
    return "| \(result.contest.job) | \(megabytes(result.mostBytes)) MB | "
      + "\(megabytes(result.peerMostBytes)) MB | \(limit) | \(verdict) |"
  }

  private func row(_ run: UnchangedRun) -> String {
    "| \(run.papers) | \(run.seconds.figure(2)) | \(UnchangedRun.limitSeconds.figure(0)) | "
      + "\(run.eventsBefore) | \(run.eventsAfter) | \(verdict(run.keepsLimits)) |"
  }

  private func verdict(_ holds: Bool) -> String { holds ? "holds" : "**does not hold**" }

  private func digits(_ ratio: Double) -> String { ratio.figure(ratio < 0.1 ? 3 : 2) }

  private func megabytes(_ bytes: Int) -> Int { bytes / 1_000_000 }
}

/// The machine in general words: nothing that tells which one it was.
struct Machine {
  var cores = ProcessInfo.processInfo.activeProcessorCount
  var memoryGigabytes = Int((Double(ProcessInfo.processInfo.physicalMemory) / 1e9).rounded())
  /// Names and versions of the peers.
  var peers: [String] = []
  /// `yyyy-mm-dd`
  var date = ""

  var description: String {
    let names = peers.isEmpty ? "" : "\(peers.joined(separator: ", ")); "
    return "\(cores) cores, \(memoryGigabytes) GB of memory, Linux; \(names)\(date)"
  }

  /// - Parameter peers: names and versions; those of the peers that read papers where nil.
  static func present(peers: [String]? = nil) throws -> Machine {
    var machine = Machine()
    machine.peers =
      try peers ?? [
        "poppler \(try Self.version("pdfinfo -v", word: 2))",
        "ripgrep \(try Self.version("rg --version", word: 1))",
        "recoll \(try Self.version("recollindex -h | tail -n 1", word: 3))",
      ]
    machine.date = String(Date().formatted(.iso8601).prefix(10))
    return machine
  }

  /// The word at a place, from 0, in the first line that a shell's command prints.
  private static func version(_ command: String, word: Int) throws -> String {
    let words =
      try Command("sh", ["-c", "exec 2>&1; \(command)"]).text()
      .split(separator: "\n").first?.split(separator: " ") ?? []
    return words.indices.contains(word) ? String(words[word]) : "?"
  }
}
