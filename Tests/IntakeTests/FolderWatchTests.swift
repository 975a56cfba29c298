// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model
import Testing

@testable import Intake

/// What the system tells of a folder, and what it cannot tell.
@Suite(.timeLimit(.minutes(5))) struct FolderWatchTests {
  private let folder: URL
  private var sources: URL { folder.appendingPathComponent("sources") }

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("kijken-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("sources"), withIntermediateDirectories: true)
  }

  /// A file that no reader started meanwhile by another test holds open.
  private func write(_ text: String, to file: URL) throws {
    try OutputFile.write(text, to: file.path)
  }

  private func changes(_ watch: FolderWatch) async throws -> FolderWatch.Changes {
    try await watch.changes(within: 2_000)
  }

  @Test func tellsEachPaperOnceAndNothingOfWhatTheProgramWrites() async throws {
    let watch = try FolderWatch(folder)
    try write("een", to: sources.appendingPathComponent("een.txt"))
    try write("twee", to: sources.appendingPathComponent(".verborgen"))
    try write("drie", to: folder.appendingPathComponent("corpus.db"))
    let told = try await changes(watch)
    #expect(told.written == ["een.txt"] && told.other)
    #expect(try await watch.changes(within: 200).isEmpty)
    try write("vier", to: folder.appendingPathComponent("units.csv"))
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
    try write("ander", to: other)
    let watch = try FolderWatch(folder)
    let slow = sources.appendingPathComponent("langzaam.txt")
    let descriptor = open(slow.path, O_CREAT | O_WRONLY | O_CLOEXEC, 0o644)
    #expect(pwrite(descriptor, "half", 4, 0) == 4)
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
    try write("nieuw", to: late.appendingPathComponent("nieuw.txt"))
    #expect(try await changes(watch).written == ["laat/nieuw.txt"])
    try FileManager.default.removeItem(at: folder)
  }
}
