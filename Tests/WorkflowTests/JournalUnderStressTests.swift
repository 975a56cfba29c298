// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Journaling
import Model
import Testing
import TestSupport

@testable import Workflow

/// The program as people use it: killed while it answers, and two of them at once. The long form, with a thousand
/// kills, full disks and damage, is `Scripts/acceptance/journal.py`.
@Suite(.serialized) struct JournalUnderStressTests {
  private static let quote = "Partijen wisselen gegevens uit volgens het convenant."

  private static func study() throws -> FolderStudy {
    let study = try FolderStudy([
      "units.csv": "code,name,kind\nJZ01,Een,regio\n",
      "sources.csv": "file,units,kind\na.md,JZ01,regiovisie\n",
      "sources/a.md": "# Visie\n\n\(quote)\n\nOver de uitkomsten wordt verslag gedaan.\n",
    ])
    // By the program itself, which reads with its own word list.
    let monitor = Process()
    monitor.executableURL = URL(fileURLWithPath: ProgramUnderTest.path)
    monitor.arguments = ["monitor", study.paths.folder.path, "--quiet"]
    try monitor.run()
    monitor.waitUntilExit()
    try #require(monitor.terminationStatus == 0)
    return study
  }

  /// A running `answer`, with what it says.
  private struct Answering {
    let process = Process()
    let output = Pipe()
    let errors = Pipe()

    init(_ study: FolderStudy, note: String, coder: String) throws {
      process.executableURL = URL(fileURLWithPath: ProgramUnderTest.path)
      process.arguments = [
        "answer", study.paths.folder.path, "--unit", "JZ01", "--field", "4.1", "--answer",
        "algemeen", "--quote", JournalUnderStressTests.quote, "--as", coder, "--note", note,
      ]
      process.standardOutput = output
      process.standardError = errors
      try process.run()
    }

    func end() throws -> (status: Int32, said: String, errors: String) {
      let said = try output.fileHandleForReading.readToEnd() ?? Data()
      let wrong = try errors.fileHandleForReading.readToEnd() ?? Data()
      process.waitUntilExit()
      return (
        process.terminationStatus, String(decoding: said, as: UTF8.self),
        String(decoding: wrong, as: UTF8.self)
      )
    }
  }

  /// The events of a study, whose chain and rules hold, and the notes of its answers.
  private static func notes(_ study: FolderStudy) throws -> (events: [String], notes: [String]) {
    let journal = try Journal(url: study.paths.journal)
    var replayed = Study()
    try journal.replay(onto: &replayed)
    let events = try journal.events()
    let notes = try events.compactMap { event -> String? in
      guard case .answerRecorded(_, let answer) = try event.event() else { return nil }
      return answer.note
    }
    return (events.map(\.kind), notes)
  }

  @Test func whatWasAcknowledgedIsThereAndNothingIsHalf() async throws {
    let study = try Self.study()
    defer { #expect(throws: Never.self) { try study.remove() } }
    let began = ContinuousClock.now
    let first = try Answering(study, note: "ongestoord", coder: "lezer-1").end()
    let whole = ContinuousClock.now - began
    #expect(first.status == 0, "\(first.errors)")
    var numbers = SplitMix64(seed: 2_015)
    var known = try Self.notes(study).events.count
    for number in 0..<15 {
      let answering = try Answering(study, note: "poging \(number)", coder: "lezer-1")
      try await Task.sleep(for: whole * Double(20 + numbers.number(below: 90)) / 100)
      kill(answering.process.processIdentifier, SIGKILL)
      let end = try answering.end()
      let (events, notes) = try Self.notes(study)
      let fresh = Array(events[known...])
      #expect(fresh == [] || fresh == ["passageCoded", "answerRecorded"])
      if !end.said.isEmpty { #expect(notes.last == "poging \(number)") }
      known = events.count
    }
  }

  @Test func twoAtOnceBothSucceedOrOneIsToldWhy() throws {
    let study = try Self.study()
    defer { #expect(throws: Never.self) { try study.remove() } }
    for number in 0..<4 {
      let pair = try ["links", "rechts"].map {
        (note: "\($0) \(number)", running: try Answering(study, note: "\($0) \(number)", coder: $0))
      }
      var succeeded = 0
      defer { #expect(succeeded > 0) }
      for (note, running) in pair {
        let end = try running.end()
        if end.status == 0 {
          succeeded += 1
          #expect(try Self.notes(study).notes.contains(note))
        } else {
          #expect(end.errors.hasPrefix("vindplaats: "))
        }
      }
    }
  }
}
