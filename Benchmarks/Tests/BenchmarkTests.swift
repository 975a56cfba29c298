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
}
