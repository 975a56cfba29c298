// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// A run of `monitor` on a study in which nothing changed since the run before.
struct UnchangedRun: Equatable {
  /// What the papers are, in words for the table.
  let papers: String
  /// The median on the clock.
  let seconds: Double
  let eventsBefore: Int
  let eventsAfter: Int

  /// The most seconds that were agreed, for the generated papers.
  static let limitSeconds = 1.0

  var keepsLimits: Bool { seconds < Self.limitSeconds && eventsBefore == eventsAfter }

  static func measure(
    _ program: String, study: URL, papers: String, rounds: Int
  ) throws -> UnchangedRun {
    let before = try eventCount(program, study)
    let times = try (0..<rounds).map { _ in
      try Command(program, ["monitor", study.path]).run().seconds
    }
    return UnchangedRun(
      papers: papers, seconds: times.median, eventsBefore: before,
      eventsAfter: try eventCount(program, study))
  }

  private static func eventCount(_ program: String, _ study: URL) throws -> Int {
    let log = Command(program, ["log", study.path, "--limit", "1", "--format", "json"])
    return try lastNumber(inLog: try log.text())
  }

  /// The highest event number in what `log --format json` prints, which counts from 1 without gaps.
  static func lastNumber(inLog text: String) throws -> Int {
    let log: Any
    do {
      log = try JSONSerialization.jsonObject(with: Data(text.utf8))
    } catch {
      throw BenchmarkError(.unexpectedOutput, "log --format json gave no JSON")
    }
    let events = log as? [[String: Any]] ?? []
    guard let last = events.compactMap({ ($0["nummer"] as? String).flatMap { Int($0) } }).max()
    else {
      throw BenchmarkError(.unexpectedOutput, "log --format json gave no event with a number")
    }
    return last
  }
}
