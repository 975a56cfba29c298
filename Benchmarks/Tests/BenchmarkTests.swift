// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Testing

@testable import vindplaats_benchmarks

@Suite struct BenchmarkTests {
  @Test func takesTheMiddleOfAnyNumberOfRounds() {
    #expect([3.0, 1, 2].median == 2)
    #expect([4.0, 1, 2, 3].median == 2.5)
    #expect([Double]().median == 0)
  }

  @Test(arguments: [(2.345, 2, "2.35"), (0.04, 3, "0.040"), (12, 0, "12"), (0.996, 2, "1.00")])
  func writesAFigureWithAPoint(value: Double, decimals: Int, text: String) {
    #expect(value.figure(decimals) == text)
  }

  @Test func dividesMediansAndNotMeans() {
    let contest = Contest(
      job: "", peerName: "", product: { .init(seconds: 0, mostBytes: 0) },
      peer: { .init(seconds: 0, mostBytes: 0) })
    let rounds = [(2.0, 1.0), (3, 1), (40, 1)].map {
      Contest.Round(
        product: .init(seconds: $0.0, mostBytes: 1), peer: .init(seconds: $0.1, mostBytes: 1))
    }
    let result = ContestResult(contest: contest, rounds: rounds)
    #expect(result.ratio == 3)
    #expect(result.spread == 2...40)
  }

  @Test func runsTheProductOnceARoundAgainstAllPeers() throws {
    var runs = 0
    let contests = [2.0, 4].map { seconds in
      Contest(
        job: "", peerName: "",
        product: {
          runs += 1
          return .init(seconds: 1, mostBytes: 0)
        }, peer: { .init(seconds: seconds, mostBytes: 0) })
    }
    let results = try Contest.run(contests, rounds: 3) { _ in }
    #expect(runs == 3 && results.map(\.ratio) == [0.5, 0.25])
    #expect(try contests[0].run(rounds: 2) { _ in }.rounds.count == 2)
  }

  @Test func turnsRecognitionOff() throws {
    #expect(try Papers.withoutRecognition("a: b\nocr: auto\n") == "a: b\nocr: off\n")
    #expect(throws: BenchmarkError.self) { try Papers.withoutRecognition("ocr: off\n") }
  }

  @Test func followsGrandchildrenButNotStrangers() {
    let parents: [pid_t: pid_t] = [2: 1, 3: 2, 4: 3, 5: 1]
    #expect(Set(ProcessTree.members(of: 2, parents: parents)) == [2, 3, 4])
  }

  @Test func readsTheParentAfterANameWithABracket() {
    #expect(ProcessTree.parent(inStat: "17 (a) b) S 12 17 17 0") == 12)
  }

  @Test func readsProportionalSizeInBytes() {
    let rollup = "0-1 ---p 0 00:00 0 [rollup]\nRss:  16 kB\nPss:     290 kB\nPss_Dirty: 1 kB\n"
    #expect(ProcessTree.proportionalBytes(inRollup: rollup) == 290 * 1024)
  }

  @Test func seesTheMemoryOfAChild() throws {
    let cost = try Command("sh", ["-c", "x=$(head -c 50000000 /dev/zero | tr '\\0' a); sleep 0.5"])
      .run()
    #expect(cost.mostBytes > 50_000_000)
    #expect(cost.seconds > 0.4)
  }

  @Test func tellsTheFirstPartOfACommandByThePathThatEndsIt() throws {
    let sign = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { unlink(sign.path) }
    let script =
      "sleep 0.3; touch '\(sign.path)'; x=$(head -c 50000000 /dev/zero | tr '\\0' a); sleep 0.5"
    let cost = try Command("sh", ["-c", script]).run(until: sign)
    #expect(cost.first.seconds > 0.25 && cost.first.seconds < cost.whole.seconds - 0.3)
    #expect(cost.first.mostBytes < 20_000_000 && cost.whole.mostBytes > 50_000_000)
  }

  @Test func failsWhereACommandFails() {
    #expect(throws: BenchmarkError.self) { try Command("false", []).run() }
    #expect(throws: BenchmarkError.self) { try Command("no-such-program-here", []).run() }
  }

  @Test func runsCommandsAtTheSameTime() throws {
    let cost = try Command.run([Command("sleep", ["0.4"]), Command("sleep", ["0.4"])])
    #expect(cost.seconds < 0.75)
  }

  @Test func takesTheNumberOfTheLastEventAndNotTheLengthOfTheList() throws {
    #expect(try UnchangedRun.lastNumber(inLog: #"[{"nummer":"41"},{"nummer":"42"}]"#) == 42)
    #expect(throws: BenchmarkError.self) { try UnchangedRun.lastNumber(inLog: "niets") }
    #expect(throws: BenchmarkError.self) { try UnchangedRun.lastNumber(inLog: "[]") }
  }

  @Test func takesTheRegionsOfAStudyAndNotItsMunicipalities() {
    let units =
      "code,name,kind,parents\nJZ01,Groningen,regio,VT08\nGM0003,Appingedam,gemeente,JZ01\n"
    #expect(Papers.regions(inUnits: units) == ["JZ01"])
  }

  @Test func refusesAnUnknownOption() {
    #expect(throws: BenchmarkError.self) { try Options(["--colour", "red"]) }
  }

  @Test func replacesOnlyTheSectionsThatWereMeasured() {
    let page = SectionedPage("# Benchmarks\n\nOld.\n\n## One\na\n\n## Two\nb\n")
    #expect(page.sections == ["## One\na", "## Two\nb"])
    let changed = page.replacing(with: "## Two\nc\n\n## Three\nd")
    #expect(changed.text == "# Benchmarks\n\nOld.\n\n## One\na\n\n## Two\nc\n\n## Three\nd\n")
    #expect(SectionedPage(changed.text) == changed)
    #expect(page.replacing(with: "# New").head == "# New")
  }

  @Test func takesNearestRanks() {
    let values = (1...100).map(Double.init)
    #expect(values.percentile(99) == 99 && values.percentile(50) == 50)
    #expect([3.0, 1].percentile(99) == 3 && [Double]().percentile(99) == 0)
  }

  @Test func comparesTheMediansOfAGroupOfSearches() throws {
    let questions = try SearchBenchmark.questions("rare word\ta\ta+\nrare word\tb\tb+\n")
    #expect(questions[0] == .init(group: "rare word", peer: "a", own: "a+"))
    #expect(throws: BenchmarkError.self) { try SearchBenchmark.questions("a\tb") }
    var outcome = SearchOutcome(
      passages: 717_000, peers: [], questions: questions,
      seconds: [[0.008, 0.001, 0.1], [0.012, 0.001, 0.3]], alone: 0.1)
    #expect(outcome.rows.map(\.group) == ["rare word"] && outcome.rows[0].count == 2)
    #expect(outcome.rows[0].median[0] == 0.010 && outcome.keepsLimits)
    outcome = SearchOutcome(
      passages: 717_000, peers: [], questions: questions,
      seconds: [[0.011, 0.001, 0.1], [0.012, 0.001, 0.3]], alone: 0.1)
    #expect(!outcome.keepsLimits)
  }

  private func run(_ texts: Int, seconds: Double, bytes: Int) -> IndexingRun {
    IndexingRun(
      textCount: texts, passages: texts * 100, reading: .init(seconds: seconds, mostBytes: bytes),
      whole: .init(seconds: seconds + 5, mostBytes: bytes * 3),
      peerSeconds: ["tantivy": 1])
  }

  @Test func callsIndexingLinearWhereRateAndMemoryStay() {
    let small = run(5_000, seconds: 50, bytes: 100)
    #expect(small.passagesPerSecond == 10_000)
    #expect(IndexingRun.keepsLimits([run(50_000, seconds: 550, bytes: 120), small]))
    #expect(!IndexingRun.keepsLimits([run(50_000, seconds: 700, bytes: 100), small]))
    #expect(!IndexingRun.keepsLimits([run(50_000, seconds: 500, bytes: 130), small]))
    #expect(IndexingRun.keepsLimits([run(500, seconds: 1, bytes: 10), small]))
    #expect(IndexingRun.keepsLimits([]))
  }

  @Test func countsAgainstAPeerAndSaysWhereTheCommandIsMissing() throws {
    #expect(CountOutcome.hasCounts(inHelp: "SUBCOMMANDS:\n  counts    Geef de aantallen.\n"))
    #expect(!CountOutcome.hasCounts(inHelp: "SUBCOMMANDS:\n  status    Toon de counts.\n"))
    #expect(try CountOutcome.seconds(inCounts: "0,geweld,3\n# seconds 0.25\n") == 0.25)
    #expect(throws: BenchmarkError.self) { try CountOutcome.seconds(inCounts: "0,geweld,3") }
    let contest = Contest(
      job: "", peerName: "", product: { .init(seconds: 0, mostBytes: 0) },
      peer: { .init(seconds: 0, mostBytes: 0) })
    let round = Contest.Round(
      product: .init(seconds: 2, mostBytes: 1), peer: .init(seconds: 1, mostBytes: 1))
    let slow = ContestResult(contest: contest, rounds: [round])
    func outcome(_ texts: Int) -> CountOutcome {
      CountOutcome(textCount: texts, result: slow, peerSearchSeconds: 0.1, isStandIn: false)
    }
    #expect(outcome(5_000).keepsLimit && !outcome(50_000).keepsLimit)
    #expect(CountOutcome.markdown([outcome(50_000)]).contains("does not hold"))
  }

  @Test func answersALineWithALine() throws {
    let server = try LineServer("sed", ["-u", "s/a/b/"])
    #expect(String(decoding: try server.ask("een a").answer, as: UTF8.self) == "een b")
    #expect(String(decoding: try server.ask("nog a").answer, as: UTF8.self) == "nog b")
    server.close()
  }

  @Test func saysWhetherAPaperMoreTakesLongerBesideMany() {
    let run = AddingRun(
      textCount: 5000, watched: 0.09, watchedAlone: 0.08, whole: 2, wholeAlone: 0.3)
    #expect(run.keepsLimit)
    let slow = AddingRun(
      textCount: 50000, watched: 0.16, watchedAlone: 0.08, whole: 7, wholeAlone: 0.3)
    #expect(!slow.keepsLimit)
    let page = AddingRun.markdown([slow, run])
    #expect(page.contains("| 5000 | 80 | 90 | **1.13** | holds | 0.30 | 2.00 |"))
    #expect(page.contains("| 50000 | 80 | 160 | **2.00** | **does not hold** | 0.30 | 7.00 |"))
  }
}
