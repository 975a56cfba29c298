// SPDX-License-Identifier: EUPL-1.2
import Foundation

@main
struct Main {
  private static let start = ContinuousClock.now

  static func main() {
    _ = start
    do {
      let options = try Options(Array(CommandLine.arguments.dropFirst()))
      exit(try run(options) ? 0 : 1)
    } catch let error as BenchmarkError {
      tell(error.text)
      exit(error.reason == .usage ? 64 : 70)
    } catch {
      tell("\(error)")
      exit(70)
    }
  }

  /// - Returns: whether every limit that was agreed holds.
  private static func run(_ options: Options) throws -> Bool {
    let work = URL(fileURLWithPath: options.work)
      .appendingPathComponent("vindplaats-benchmarks-\(getpid())")
    try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
    defer {
      do { try FileManager.default.removeItem(at: work) } catch { tell("\(work.path) remains") }
    }
    let papers = options.measuresPapers ? try runPapers(options, work) : nil
    let searches = options.measuresSearch ? try runSearches(options, work) : []
    var page = try currentPage(options)
    if let papers { page = page.replacing(with: papers.markdown) }
    if !searches.isEmpty {
      let machine = try Machine.present(peers: [])
      for section in [
        IndexingRun.markdown(searches.map(\.indexing)),
        AddingRun.markdown(searches.map(\.adding)),
        CountOutcome.markdown(searches.map(\.counting)),
        SearchOutcome.markdown(searches.map(\.searches), machine: machine),
      ] { page = page.replacing(with: section) }
    }
    print(page.text)
    if !options.report.isEmpty {
      try Data(page.text.utf8).write(to: URL(fileURLWithPath: options.report))
    }
    return (papers?.keepsAllLimits ?? true) && IndexingRun.keepsLimits(searches.map(\.indexing))
      && searches.allSatisfy {
        $0.counting.keepsLimit && $0.searches.keepsLimits && $0.adding.keepsLimit
      }
  }

  /// The page as it is, of which only what was measured is replaced.
  private static func currentPage(_ options: Options) throws -> SectionedPage {
    guard !options.report.isEmpty, FileManager.default.fileExists(atPath: options.report) else {
      return SectionedPage("")
    }
    return SectionedPage(try String(contentsOfFile: options.report, encoding: .utf8))
  }

  private static func runPapers(_ options: Options, _ work: URL) throws -> BenchmarkReport {
    var contests: [ContestResult] = []
    var unchanged: [UnchangedRun] = []
    for (name, folder, isGenerated) in [
      ("generated PDFs", options.corpus, true), ("real PDFs", options.real, false),
    ] where !folder.isEmpty {
      let papers = try self.papers(name, folder, work)
      let outcome = try Benchmarks(
        program: options.program, papers: papers, rounds: options.rounds, progress: tell
      ).run(isGenerated: isGenerated)
      contests += outcome.contests
      unchanged += [outcome.unchanged].compactMap { $0 }
    }
    return BenchmarkReport(
      machine: try .present(), rounds: options.rounds, contests: contests, unchanged: unchanged)
  }

  private static func runSearches(_ options: Options, _ work: URL)
    throws -> [SearchBenchmark.Outcome]
  {
    try options.texts.map { folder in
      let own = work.appendingPathComponent("search")
      try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
      let outcome = try SearchBenchmark(
        program: options.program, peers: options.peers, texts: URL(fileURLWithPath: folder),
        work: own, rounds: options.rounds, progress: tell
      ).run()
      try FileManager.default.removeItem(at: own)
      return outcome
    }
  }

  private static func papers(_ name: String, _ folder: String, _ work: URL) throws -> Papers {
    let source = URL(fileURLWithPath: folder)
    let counted = try Papers(name: name, folder: source, work: work)
    return try Papers(name: "\(counted.files.count) \(name)", folder: source, work: work)
  }

  private static func tell(_ text: String) {
    let seconds = Int((ContinuousClock.now - start) / .seconds(1))
    let clock = "\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)"
    FileHandle.standardError.write(Data("\(clock)  \(text)\n".utf8))
  }
}
