// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Testing

@testable import Intake

/// What the system tells of a folder, and what it cannot tell.
@Suite(.timeLimit(.minutes(1))) struct FolderWatchTests {
  private let folder: URL
  private var sources: URL { folder.appendingPathComponent("sources") }

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("kijken-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("sources"), withIntermediateDirectories: true)
  }

  private func changes(_ watch: FolderWatch) async throws -> FolderWatch.Changes {
    try await watch.changes(within: 2_000)
  }

  @Test func tellsEachPaperOnceAndNothingOfWhatTheProgramWrites() async throws {
    let watch = try FolderWatch(folder)
    try Data("een".utf8).write(to: sources.appendingPathComponent("een.txt"))
    try Data("twee".utf8).write(to: sources.appendingPathComponent(".verborgen"))
    try Data("drie".utf8).write(to: folder.appendingPathComponent("corpus.db"))
    let told = try await changes(watch)
    #expect(told.written == ["een.txt"] && told.other)
    #expect(try await watch.changes(within: 200).isEmpty)
    try Data("vier".utf8).write(to: folder.appendingPathComponent("units.csv"))
    #expect(try await changes(watch) == FolderWatch.Changes(written: [], other: true))
    try FileManager.default.removeItem(at: folder)
  }

  /// More happens than the system remembers: it is told that something did, and nothing waits for an end that was lost.
  @Test func saysThatSomethingHappenedWhereTheSystemLostCount() async throws {
    let queue = try String(
      contentsOfFile: "/proc/sys/fs/inotify/max_queued_events", encoding: .utf8)
    let most = try #require(Int(queue.trimmingCharacters(in: .whitespacesAndNewlines)))
    try #require(most <= 200_000, "this machine remembers more than a test should make")
    let other = sources.appendingPathComponent("ander.txt")
    try Data("ander".utf8).write(to: other)
    let watch = try FolderWatch(folder)
    let slow = sources.appendingPathComponent("langzaam.txt")
    let descriptor = open(slow.path, O_CREAT | O_WRONLY | O_CLOEXEC, 0o644)
    #expect(write(descriptor, "half", 4) == 4)
    _ = try await changes(watch)
    #expect(watch.isBeingFilled)
    // The same thing twice in a row counts once, so it happens to two files in turn.
    for number in 0...most {
      chmod((number.isMultiple(of: 2) ? slow : other).path, 0o600)
    }
    let late = sources.appendingPathComponent("laat")
    try FileManager.default.createDirectory(at: late, withIntermediateDirectories: true)
    close(descriptor)
    let told = try await changes(watch)
    #expect(told.other && !told.written.contains("langzaam.txt"))
    #expect(!watch.isBeingFilled, "its end was lost, and it is whole")
    // A folder whose making was lost is watched after a run, which renews.
    try watch.renew()
    try Data("nieuw".utf8).write(to: late.appendingPathComponent("nieuw.txt"))
    #expect(try await changes(watch).written == ["laat/nieuw.txt"])
    try FileManager.default.removeItem(at: folder)
  }
}
