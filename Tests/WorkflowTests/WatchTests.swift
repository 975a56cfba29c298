// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Journaling
import Model
import TestSupport
import Testing

@testable import Workflow

/// A monitor that stays takes in what comes, at once, and leaves the study that a run would have left.
@Suite(.serialized, .timeLimit(.minutes(5))) struct WatchTests {
  private let paths: StudyPaths

  init() throws { paths = try Self.study() }

  private static func study() throws -> StudyPaths {
    let example = SharedMaterial.packageRoot.appendingPathComponent("examples/kindermishandeling")
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("meekijken-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("sources"), withIntermediateDirectories: true)
    for name in ["study.yaml", "framework.yaml", "units.csv", "sources.csv", "sources/VB01"] {
      try FileManager.default.copyItem(
        at: example.appendingPathComponent(name), to: folder.appendingPathComponent(name))
    }
    return StudyPaths(folder)
  }

  private static func monitor(_ paths: StudyPaths) -> Monitor {
    Monitor(
      paths: paths, plan: ReadingPlan(executable: ProgramUnderTest.path, workers: 2),
      progress: { _ in })
  }

  /// Watches while the body asks for what is told.
  private func watching(_ body: (inout AsyncStream<Monitor.Notice>.Iterator) async throws -> Void)
    async throws
  {
    let (notices, continuation) = AsyncStream.makeStream(of: Monitor.Notice.self)
    let monitor = Self.monitor(paths)
    let task = Task {
      defer { continuation.finish() }
      try await monitor.watch { continuation.yield($0) }
    }
    var iterator = notices.makeAsyncIterator()
    do {
      try await body(&iterator)
    } catch {
      task.cancel()
      throw error
    }
    task.cancel()
    try await task.value
  }

  private func write(_ text: String, _ path: String, in paths: StudyPaths? = nil) throws {
    let file = (paths ?? self.paths).sources.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    // A reader that another test starts meanwhile must not hold the file open.
    try OutputFile.write(text, to: file.path)
  }

  private func taken(_ notice: Monitor.Notice?) throws -> [PaperTaken] {
    guard case .took(let papers) = notice else {
      Issue.record("expected papers, and not \(String(describing: notice).prefix(200))")
      return []
    }
    return papers
  }

  private func summary(_ notice: Monitor.Notice?) throws -> MonitorSummary {
    guard case .run(let result) = notice else {
      Issue.record("expected a run, and not \(String(describing: notice).prefix(200))")
      return MonitorSummary()
    }
    return result.summary
  }

  private static func decided(_ paths: StudyPaths) throws -> [String] {
    try Journal(url: paths.journal).events().map { "\($0.kind) \($0.payload)" }
  }

  private static let paper =
    "Regiovisie\n\nDe gemeenten regelen de aanpak van kindermishandeling.\n"

  @Test func takesInAPaperBeforeTheDraftIsMade() async throws {
    try await watching { notices in
      #expect(try summary(await notices.next()).isRendered)
      try write(Self.paper, "VB02/nieuw.txt")
      let papers = try taken(await notices.next())
      #expect(papers.map(\.path) == ["VB02/nieuw.txt"])
      #expect(papers.first?.isNew == true && papers.first?.state == .read)
      #expect(papers.first?.places == 2, "of two terms, one within the other")
      // It can be searched now, and the draft does not show it yet.
      let found = try StudyDesk(paths: paths).search("kindermishandeling", unit: "VB02", limit: 5)
      #expect(found.table.rows.contains { $0.contains("VB02/nieuw.txt") })
      let coverage = paths.draft.appendingPathComponent("coverage.csv")
      #expect(try !String(contentsOf: coverage, encoding: .utf8).contains("VB02/nieuw.txt"))
      let run = try summary(await notices.next())
      #expect(run.isRendered && run.readNow == 0, "what was read by itself is not read again")
      #expect(try String(contentsOf: coverage, encoding: .utf8).contains("VB02/nieuw.txt"))
    }
    try FileManager.default.removeItem(at: paths.folder)
  }

  /// New, changed, moved, double and gone: the same events, in the same order, and the same draft as with one run each.
  @Test func leavesTheStudyThatARunWouldHaveLeft() async throws {
    let other = try Self.study()
    let steps: [(StudyPaths) throws -> Void] = [
      { try write(Self.paper, "VB02/een.txt", in: $0) },
      { try write("Anders: Veilig Thuis.\n", "VB02/een.txt", in: $0) },
      { paths in
        try FileManager.default.moveItem(
          at: paths.sources.appendingPathComponent("VB02/een.txt"),
          to: paths.sources.appendingPathComponent("VB02/twee.txt"))
      },
      { try write("Anders: Veilig Thuis.\n", "VB03/dubbel.txt", in: $0) },
      { paths in
        try FileManager.default.removeItem(
          at: paths.sources.appendingPathComponent("VB02/twee.txt"))
      },
    ]
    _ = try await Self.monitor(other).run()
    for step in steps {
      try step(other)
      _ = try await Self.monitor(other).run()
    }
    try await watching { notices in
      _ = try summary(await notices.next())
      for (number, step) in steps.enumerated() {
        try step(paths)
        if number < 2 { #expect(try taken(await notices.next()).count == 1, "step \(number)") }
        _ = try summary(await notices.next())
      }
    }
    let (events, expected) = (try Self.decided(paths), try Self.decided(other))
    for (event, other) in zip(events, expected) { #expect(event == other) }
    #expect(events.count == expected.count)
    for path in try OutputFolder.files(below: other.draft) {
      #expect(
        try Data(contentsOf: paths.draft.appendingPathComponent(path))
          == Data(contentsOf: other.draft.appendingPathComponent(path)), "\(path)")
    }
    try FileManager.default.removeItem(at: paths.folder)
    try FileManager.default.removeItem(at: other.folder)
  }

  @Test func seesTablesFoldersAndWhatOthersDecide() async throws {
    try await watching { notices in
      _ = try summary(await notices.next())
      // A folder that is filled after it was made, and one that comes as a whole.
      try write(Self.paper, "VB02/diep/een.txt")
      _ = try taken(await notices.next())
      _ = try summary(await notices.next())
      let aside = paths.folder.appendingPathComponent("apart")
      try FileManager.default.createDirectory(at: aside, withIntermediateDirectories: true)
      try Data("Twee: meldcode.\n".utf8).write(to: aside.appendingPathComponent("twee.txt"))
      try FileManager.default.moveItem(
        at: aside, to: paths.sources.appendingPathComponent("VB03"))
      #expect(try taken(await notices.next()).map(\.path) == ["VB03/twee.txt"])
      _ = try summary(await notices.next())
      // A broken table is said, and leaves what was known.
      let table = paths.folder.appendingPathComponent("units.csv")
      let units = try Data(contentsOf: table)
      try Data("kapot".utf8).write(to: table)
      guard case .failed = await notices.next() else {
        Issue.record("a table that cannot be read is told")
        return
      }
      try units.write(to: table)
      _ = try summary(await notices.next())
      // What another program decides reaches the draft.
      var desk = try StudyDesk(paths: paths)
      _ = try desk.answer(
        AnswerRequest(
          cell: try desk.cell(unit: "VB02", field: "4.1"), value: .notApplicable, quotes: [],
          coder: "lezer-1", note: "er is nog geen plan"))
      let run = try summary(await notices.next())
      #expect(run.isRendered && run.eventsAppended == 0)
    }
    try FileManager.default.removeItem(at: paths.folder)
  }

  /// Half a paper is never taken in, however slowly it comes: not by itself, and not by a run.
  @Test func waitsForAPaperThatIsBeingWritten() async throws {
    let file = paths.sources.appendingPathComponent("VB01/langzaam.txt")
    try await watching { notices in
      _ = try summary(await notices.next())
      let slow = try OutputFile(path: file.path)
      try Array("Regiovisie\n\n".utf8).withUnsafeBytes { try slow.write($0) }
      // Something else happens, and then it is quiet for longer than a run waits.
      try write(Self.paper, "VB01/snel.txt")
      #expect(try taken(await notices.next()).map(\.path) == ["VB01/snel.txt"])
      try await Task.sleep(for: .milliseconds(Monitor.quietMilliseconds + 1_000))
      try Array("Over kindermishandeling.\n".utf8).withUnsafeBytes { try slow.write($0) }
      try slow.close()
      let papers = try taken(await notices.next())
      #expect(papers.map(\.path) == ["VB01/langzaam.txt"])
      #expect(papers.first?.places == 2)
      _ = try summary(await notices.next())
    }
    #expect(try !Self.decided(paths).contains { $0.hasPrefix("versionFound") })
    try FileManager.default.removeItem(at: paths.folder)
  }

  /// The folder with papers may be a link to another disk; and nobody else monitors meanwhile, whatever happens.
  @Test func watchesAFolderBehindALinkAndKeepsTheStudyToItself() async throws {
    let elsewhere = paths.folder.appendingPathExtension("stukken")
    try FileManager.default.moveItem(at: paths.sources, to: elsewhere)
    try FileManager.default.createSymbolicLink(at: paths.sources, withDestinationURL: elsewhere)
    try await watching { notices in
      _ = try summary(await notices.next())
      try OutputFile.write(
        Self.paper, to: elsewhere.appendingPathComponent("VB01/gelinkt.txt").path)
      #expect(try taken(await notices.next()).map(\.path) == ["VB01/gelinkt.txt"])
      _ = try summary(await notices.next())
      let table = paths.folder.appendingPathComponent("units.csv")
      try Data("kapot".utf8).write(to: table)
      guard case .failed = await notices.next() else {
        Issue.record("a table that cannot be read is told")
        return
      }
      let refused = await #expect(throws: WorkflowError.self) {
        try await Self.monitor(paths).run()
      }
      #expect(refused?.reason == .locked)
    }
    try FileManager.default.removeItem(at: paths.folder)
    try FileManager.default.removeItem(at: elsewhere)
  }

  /// Names that differ only in how accents are stored are for a person to sort out, and make no versions of each other.
  @Test func leavesANameThatStandsThereTwice() async throws {
    try await watching { notices in
      _ = try summary(await notices.next())
      try write("Een: privacy.\n", "VB01/caf\u{E9}.txt")
      _ = try taken(await notices.next())
      _ = try summary(await notices.next())
      try write("Twee: meldcode.\n", "VB01/cafe\u{301}.txt")
      let result = await notices.next()
      guard case .run(let run) = result else {
        Issue.record("expected a run, and not \(String(describing: result).prefix(200))")
        return
      }
      #expect(run.diagnostics.contains { $0.problem.contains("staat er twee keer") })
    }
    try FileManager.default.removeItem(at: paths.folder)
  }

  /// A frozen wave takes in nothing: the paper waits in its folder, and that is said.
  @Test func takesInNothingWhileAllWavesAreFrozen() async throws {
    _ = try await Self.monitor(paths).run()
    var desk = try StudyDesk(paths: paths)
    _ = try desk.freezeWave()
    let before = try Self.decided(paths).count
    try await watching { notices in
      _ = try summary(await notices.next())
      try write(Self.paper, "VB02/laat.txt")
      guard case .run(let run) = await notices.next() else {
        Issue.record("nothing is taken in by itself")
        return
      }
      #expect(run.diagnostics.contains { $0.problem.contains("bevroren") })
    }
    #expect(try Self.decided(paths).count == before)
    try FileManager.default.removeItem(at: paths.folder)
  }
}
