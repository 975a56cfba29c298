// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model
import Synchronization
import Testing
import TestSupport

@testable import Workflow

/// A run after a small change does little and gives the bytes that a whole run gives.
@Suite(.serialized) struct IncrementalDraftTests {
  private static let plan = ReadingPlan(executable: ProgramUnderTest.path, workers: 2)
  private let paths: StudyPaths

  init() throws {
    let example = SharedMaterial.packageRoot.appendingPathComponent("examples/kindermishandeling")
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("aanvulling-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in [
      "study.yaml", "framework.yaml", "units.csv", "sources.csv", "collection.csv", "answers.csv",
      "sources",
    ] {
      try FileManager.default.copyItem(
        at: example.appendingPathComponent(name), to: folder.appendingPathComponent(name))
    }
    paths = StudyPaths(folder)
  }

  private func run() async throws -> MonitorSummary {
    try await Monitor(paths: paths, plan: Self.plan, progress: { _ in }).run().summary
  }

  private func bytes() throws -> [String: Data] {
    var files: [String: Data] = [:]
    for path in try OutputFolder.files(below: paths.draft) {
      files[path] = try Data(contentsOf: paths.draft.appendingPathComponent(path))
    }
    return files
  }

  /// Runs, and compares the draft with one that is made as a whole.
  @discardableResult
  private func runAndCompare(_ step: String) async throws -> MonitorSummary {
    let summary = try await run()
    #expect(summary.isRendered, "\(step)")
    let grown = try bytes()
    try FileManager.default.removeItem(at: paths.draft)
    _ = try await run()
    let whole = try bytes()
    #expect(Set(grown.keys) == Set(whole.keys), "\(step)")
    for (path, data) in whole where grown[path] != data {
      Issue.record("\(step): \(path) differs from that of a whole draft")
    }
    return summary
  }

  private func inode(_ path: String) -> UInt64 {
    var status = stat()
    stat(paths.draft.appendingPathComponent(path).path, &status)
    return UInt64(status.st_ino)
  }

  private func source(_ path: String) -> URL {
    paths.folder.appendingPathComponent("sources/\(path)")
  }

  private func change(_ name: String, _ edit: (String) -> String) throws {
    let file = paths.folder.appendingPathComponent(name)
    let text = try String(contentsOf: file, encoding: .utf8)
    let edited = edit(text)
    #expect(edited != text, "\(name)")
    try Data(edited.utf8).write(to: file)
  }

  /// The file's times must differ from those of a file that was there a moment ago.
  private func write(_ text: String, _ path: String) throws {
    try Data(text.utf8).write(to: source(path))
  }

  @Test func everySmallChangeGivesTheBytesOfAWholeDraft() async throws {
    _ = try await run()
    try write(
      "Regiovisie\n\nDe gemeenten regelen privacy bij huiselijk geweld.\n", "VB02/extra.txt")
    var summary = try await runAndCompare("a new paper")
    #expect(summary.readNow == 1 && summary.new == 1)

    try write("Regiovisie\n\nNu ook over kindermishandeling en Veilig Thuis.\n", "VB02/extra.txt")
    summary = try await runAndCompare("a changed paper")
    #expect(summary.readNow == 1 && summary.changed == 1, "only the changed file is read")

    try change("sources.csv") { $0 + "VB02/extra.txt,VB02,regiovisie,,2014,,,,,,,,nieuw,\n" }
    try await runAndCompare("a description")
    try change("sources.csv") { $0.replacing("nieuw,\n", with: "nieuw,te oud\n") }
    try await runAndCompare("an exclusion")
    try change("sources.csv") { $0.replacing("VB02/extra.txt,VB02", with: "VB03/extra.txt,VB03") }
    try FileManager.default.moveItem(at: source("VB02/extra.txt"), to: source("VB03/extra.txt"))
    summary = try await runAndCompare("a move")
    #expect(summary.moved == 1 && summary.readNow == 0)
    try change("sources.csv") {
      $0.replacing("regiovisie-waterwolde.html,VB01", with: "regiovisie-waterwolde.html,VB02")
    }
    try await runAndCompare("another region")
    try change("study.yaml") { $0 + "\n# geen verschil\n" }
    #expect(try await !run().isRendered, "a comment changes nothing")
    try change("units.csv") { $0.replacing("Zilverwoude", with: "Zilverwolde") }
    try await runAndCompare("a name")
    try FileManager.default.removeItem(at: paths.folder)
  }

  @Test func answersAndTheirWithdrawalReachThePages() async throws {
    _ = try await run()
    var desk = try StudyDesk(paths: paths)
    let study = desk.study
    let round = try #require(study.openRound)
    let answered = try #require(
      round.answers.keys.sorted().first { !(round.answers[$0] ?? []).isEmpty })
    let answer = try #require(round.answers[answered]?.first)
    try desk.withdraw(answered, coder: answer.coder, reason: "toch niet")
    try await runAndCompare("a withdrawal")
    try FileManager.default.removeItem(at: paths.folder)
  }

  @Test func aDeletedFileLeavesItsEvidenceStandingAndIsNamed() async throws {
    _ = try await run()
    let path = "VB01/regiovisie-waterwolde.pdf"
    let before = try String(
      contentsOf: paths.draft.appendingPathComponent("answers.csv"), encoding: .utf8)
    try FileManager.default.removeItem(at: source(path))
    let summary = try await runAndCompare("a deletion")
    #expect(summary.missing == [path])
    #expect(summary.readNow == 0)
    let after = try String(
      contentsOf: paths.draft.appendingPathComponent("answers.csv"), encoding: .utf8)
    #expect(after == before, "what rests on the paper stands")
    let id = try #require(try StudyDesk(paths: paths).study.sourceByPath[path])
    let page = try String(
      contentsOf: paths.draft.appendingPathComponent("stukken/\(id).html"), encoding: .utf8)
    #expect(page.contains("class=\"notice\""), "the page of the paper says that the file is gone")
    try FileManager.default.removeItem(at: paths.folder)
  }

  @Test func pagesThatRestOnTheSameAreNotDrawnAgain() async throws {
    _ = try await run()
    let study = try StudyDesk(paths: paths).study
    let other = try #require(study.sourceByPath["VB01/regiovisie-waterwolde.pdf"])
    let page = "stukken/\(other).html"
    let kept = inode(page)
    let region = inode("factsheets/VB05.html")
    let touched = inode("factsheets/VB02.html")
    try write("Over privacy.\n", "VB02/extra.txt")
    _ = try await run()
    #expect(inode(page) == kept && kept != 0, "the page of another paper is the same file")
    #expect(inode("factsheets/VB05.html") == region, "so is that of another region")
    #expect(inode("factsheets/VB02.html") != touched, "that of its own region is drawn")
    // A draft that somebody touched is not trusted: all of it is made again.
    try Data("gewijzigd".utf8).write(to: paths.draft.appendingPathComponent(page))
    _ = try await run()
    let text = try String(contentsOf: paths.draft.appendingPathComponent(page), encoding: .utf8)
    #expect(text.contains("<!doctype html>") && inode(page) != kept)
    try FileManager.default.removeItem(at: paths.folder)
  }

  @Test func anInterruptedExchangeIsCompletedToTheSameBytes() async throws {
    _ = try await run()
    let before = try bytes()
    let page = inode("index.html")
    let old = paths.folder.appendingPathComponent(".out-old")
    let half = paths.folder.appendingPathComponent(".out-new")
    // Killed between the two renames, with the new folder half filled.
    try FileManager.default.moveItem(at: paths.draft, to: old)
    try FileManager.default.createDirectory(at: half, withIntermediateDirectories: true)
    try Data("half".utf8).write(to: half.appendingPathComponent("index.html"))
    _ = try await run()
    #expect(try bytes() == before)
    // The draft that was set aside stands there again; it was not made anew.
    #expect(inode("index.html") == page)
    #expect(!FileManager.default.fileExists(atPath: old.path))
    #expect(!FileManager.default.fileExists(atPath: half.path))
    try FileManager.default.removeItem(at: paths.folder)
  }

  /// Only the cells whose papers changed are ranked anew; the bytes are compared above.
  @Test func remembersWhatWasSuggestedByPapersAndTerms() async throws {
    _ = try await run()
    let session = try StudySession(paths: paths, for: .looking)
    let study = session.study
    let round = try #require(study.openRound)
    let draft = try Draft(
      study: study, round: round, framework: try #require(round.framework), corpus: session.corpus,
      readingOptions: "", words: nil)
    let corpus = session.corpus
    func ranked(_ known: SuggestionMemory) throws -> (ranking: SuggestionRanking, read: Int) {
      let read = Mutex(0)
      var ranking = SuggestionRanking(
        picture: draft.picture, counts: draft.counts, readings: draft.readings)
      try ranking.rank(known: known) {
        read.withLock { $0 += 1 }
        return try corpus.passageTerms(in: $0)
      }
      return (ranking, read.withLock { $0 })
    }
    let first = try ranked(SuggestionMemory())
    let second = try ranked(first.ranking.memory)
    #expect(first.read > 0 && second.read == 0)
    #expect(first.ranking.totals == second.ranking.totals)
    #expect(first.ranking.memory == second.ranking.memory)
    #expect(Set(first.ranking.best.keys) == Set(second.ranking.best.keys))
    for cell in first.ranking.best.keys {
      #expect(first.ranking.key(of: cell) == second.ranking.key(of: cell))
    }
    try FileManager.default.removeItem(at: paths.folder)
  }

  @Test func remembersADraftThroughItsText() {
    var memory = DraftMemory(ground: "g")
    memory.folder = "f"
    memory.pages = ["stukken/s0001.html": "k1", "factsheets/a\tb.html": "k2"]
    memory.hits = ["een pad/met\ttab.pdf": .init(key: "v VB01 VB02", range: 5..<90)]
    memory.themes = [7: ["A": 3, "B": 1], 12: [:]]
    memory.suggestions.suggestions = [
      "a.b": [
        .init(source: "s0001", passage: 12, terms: [0, 3]),
        .init(source: "s0002", passage: 0, terms: []),
      ], "c.d": [],
    ]
    #expect(DraftMemory(text: memory.text) == memory)
    #expect(DraftMemory(text: "").pages.isEmpty)
    #expect(DraftMemory(text: "g\tf\nh\tk\t9\t3\tp\nonzin").hits.isEmpty)
  }
}
