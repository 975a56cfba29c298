// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Intake
import Testing
import TestSupport

@testable import Workflow

/// The study of `examples/` against its truth, which was made by hand from the texts.
///
/// R6, R17, R18, R19, R20, R25, R26, R27, R28, R53, R66, R69, R70, R96, R97, R98, R124, R125, R127, R129, R130.
@Suite(.serialized) struct ExampleStudyTests {
  private static let example = SharedMaterial.packageRoot
    .appendingPathComponent("examples/kindermishandeling")

  /// A fresh copy of the study, monitored once.
  private static func monitored() async throws -> (paths: StudyPaths, result: Monitor.Result) {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("voorbeeld-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in [
      "study.yaml", "framework.yaml", "units.csv", "sources.csv", "collection.csv",
      "interviews.csv", "attention.csv", "answers.csv",
      "sources",
    ] {
      try FileManager.default.copyItem(
        at: example.appendingPathComponent(name), to: folder.appendingPathComponent(name))
    }
    let paths = StudyPaths(folder, resources: resources)
    return (paths, try await Monitor(paths: paths, plan: plan, progress: { _ in }).run())
  }

  private static let resources = SharedMaterial.packageRoot.appendingPathComponent("Resources")

  /// The program itself reads; it stands beside the test bundle.
  private static let plan = ReadingPlan(executable: ProgramUnderTest.path, workers: 2)

  private static func rows(_ url: URL) throws -> [[String: String]] {
    let text = try String(contentsOf: url, encoding: .utf8)
    let table = CSVTable(text: text, file: url.lastPathComponent)
    return table.rows.map { row in
      Dictionary(uniqueKeysWithValues: table.columns.map { ($0, row[$0]) })
    }
  }

  private static func truth(_ name: String) throws -> [[String: String]] {
    try rows(example.appendingPathComponent("truth/\(name).csv"))
  }

  @Test func agreesWithTheTruthMadeByHand() async throws {
    let (paths, result) = try await Self.monitored()
    #expect(result.diagnostics.filter { $0.severity == .error }.map(\.text) == [])
    let out = paths.draft
    let coverage = try Self.rows(out.appendingPathComponent("coverage.csv"))
    let byFile = Dictionary(uniqueKeysWithValues: coverage.map { ($0["file"] ?? "", $0) })
    for row in try Self.truth("coverage") {
      let file = row["file"] ?? ""
      let found = byFile[file]
      #expect(found?["state"] == row["state"], "\(file): \(found?["reason"] ?? "")")
      #expect(found?["units"] == row["units"], "\(file)")
      #expect((found?["excluded"] == "") == (row["excluded"] == ""), "\(file)")
      #expect((found?["proposals"] == "") == (row["proposal"] == ""), "\(file)")
    }
    let answers = try Self.rows(out.appendingPathComponent("answers.csv"))
    let cells = Dictionary(
      uniqueKeysWithValues: answers.map { row in
        let item = row["item"] ?? ""
        return (
          "\(row["unit"] ?? "") \(row["field"] ?? "")\(item.isEmpty ? "" : "/\(item)")", row
        )
      })
    for row in try Self.truth("cells") {
      let unit = byFile[row["unit"] ?? ""]?["source"] ?? row["unit"] ?? ""
      let name = "\(unit) \(row["field"] ?? "")"
      #expect(cells[name]?["standing"] == row["state"], "\(name)")
      if let answer = row["answer"], !answer.isEmpty {
        #expect(cells[name]?["answer"] == answer, "\(name)")
      }
    }
    let hits = try Self.rows(out.appendingPathComponent("hits.csv"))
      .filter { $0["zone"] == "body" }
    let counts = Dictionary(grouping: hits) { "\($0["file"] ?? "") \($0["term"] ?? "")" }
    for row in try Self.truth("terms") {
      let name = "\(row["file"] ?? "") \(row["term"] ?? "")"
      #expect(String(counts[name]?.count ?? 0) == row["count"], "\(name)")
    }
    let indicators = try Self.rows(out.appendingPathComponent("indicators.csv"))
    let byID = Dictionary(uniqueKeysWithValues: indicators.map { ($0["id"] ?? "", $0) })
    for row in try Self.truth("indicators") {
      for column in [
        "numerator", "denominator", "unknown", "open", "not_applicable", "wording",
      ] {
        #expect(
          byID[row["id"] ?? ""]?[column] == row[column], "\(row["id"] ?? ""), \(column)")
      }
    }
    try FileManager.default.removeItem(at: paths.folder)
  }

  /// The example shows every word of the table, every way to stand, and an answer from an interview.
  @Test func everyWordAndEveryStandingOccursInTheTruth() throws {
    let (framework, _) = FrameworkParser.parse(
      text: try String(
        contentsOf: Self.example.appendingPathComponent("framework.yaml"), encoding: .utf8),
      file: "framework.yaml")
    let wording = try #require(framework).wording
    let spoken = try Self.truth("indicators").compactMap { $0["wording"] }
    #expect(wording.count == 11)
    for rule in wording {
      let word = rule.word == "geen enkele" ? "geen enkel" : rule.word
      let occurs = spoken.contains { $0.hasPrefix(word + " ") || $0.hasPrefix(word + "e ") }
      #expect(occurs, "\(rule.word)")
    }
    #expect(spoken.contains { $0.contains(" van de ") && $0.first?.isNumber == true })
    let standings = Set(try Self.truth("cells").compactMap { $0["state"] })
    #expect(
      standings == ["answered", "search", "derived", "open", "unknown", "notapplicable"])
    let lowest = try Self.truth("cells").filter {
      $0["state"] == "search" && $0["answer"]?.hasPrefix("niet-") == true
    }
    #expect(lowest.count > 20)
  }

  @Test func secondRunAppendsNothingAndTheDraftIsTheSame() async throws {
    let (paths, _) = try await Self.monitored()
    let again = try await Monitor(paths: paths, plan: Self.plan, progress: { _ in }).run()
    #expect(again.summary.eventsAppended == 0)
    #expect(again.summary.readNow == 0)
    #expect(!again.summary.isRendered)
    // Without the corpus everything is read again, and the same bytes come out.
    let before = try Self.bytes(paths.draft)
    for suffix in ["", "-wal", "-shm"] {
      let file = paths.corpus.path + suffix
      if FileManager.default.fileExists(atPath: file) {
        try FileManager.default.removeItem(atPath: file)
      }
    }
    let rebuilt = try await Monitor(paths: paths, plan: Self.plan, progress: { _ in }).run()
    #expect(rebuilt.summary.eventsAppended == 0)
    #expect(try Self.bytes(paths.draft) == before)
    try FileManager.default.removeItem(at: paths.folder)
  }

  private static func bytes(_ folder: URL) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for path in try OutputFolder.files(below: folder) {
      files[path] = try Data(contentsOf: folder.appendingPathComponent(path))
    }
    return files
  }

  @Test func verifyAgreesAndFindsWhatWasChanged() async throws {
    let (paths, _) = try await Self.monitored()
    var desk = try StudyDesk(paths: paths)
    let publication = try desk.publish().publication
    #expect(publication.number == 1)
    func findings() async throws -> [Finding] {
      var verifier = Verifier(paths: paths, reading: Self.plan, progress: { _ in })
      return try await verifier.run().findings
    }
    #expect(try await findings() == [])
    // A letter in the draft and one in the edition.
    let draft = paths.draft.appendingPathComponent("indicators.csv")
    let edition = paths.edition(1).appendingPathComponent("rapport.html")
    try change(draft, "I01a,regio,", "I01a,regiö,")
    try change(edition, "</h1>", "</h1 >")
    var places = try await findings().map(\.place)
    #expect(places.contains { $0.hasPrefix("out/indicators.csv, regel 2") })
    #expect(places.contains { $0.hasPrefix("published/1/rapport.html") })
    // One bit in a kept document; then nothing can be derived anew, but the edition is still compared.
    let kept = try #require(
      try FileManager.default.contentsOfDirectory(atPath: paths.kept.path).sorted().first)
    let keptFile = paths.kept.appendingPathComponent(kept)
    var data = try Data(contentsOf: keptFile)
    data[data.count / 2] ^= 1
    try data.write(to: keptFile)
    places = try await findings().map(\.place)
    #expect(places.contains { $0.hasPrefix("kept/\(kept)") })
    #expect(places.contains { $0.hasPrefix("published/1/rapport.html") })
    try FileManager.default.removeItem(at: paths.folder)
  }

  private func change(_ file: URL, _ old: String, _ new: String) throws {
    let text = try String(contentsOf: file, encoding: .utf8)
    let changed = text.replacing(old, with: new, maxReplacements: 1)
    #expect(changed != text)
    try Data(changed.utf8).write(to: file)
  }

  @Test func refusesAQuoteThatStandsNowhereOrTwice() async throws {
    let (paths, _) = try await Self.monitored()
    var desk = try StudyDesk(paths: paths)
    let cell = try desk.cell(unit: "VB01", field: "4.1")
    let value = try desk.value("concreet uitgewerkt", field: cell.field, note: "")
    for quote in ["deze zin staat nergens in de stukken", "Veilig Thuis"] {
      #expect(throws: WorkflowError.self) {
        try desk.answer(
          AnswerRequest(
            cell: cell, value: value, quotes: [QuoteRequest(text: quote)], coder: "lezer-9"))
      }
    }
    #expect(throws: WorkflowError.self) { try desk.cell(unit: "VB01", field: "99.9") }
    #expect(throws: WorkflowError.self) { try desk.cell(unit: "XX99", field: "4.1") }
    try FileManager.default.removeItem(at: paths.folder)
  }

  @Test func oneMonitorAtATime() async throws {
    let (paths, _) = try await Self.monitored()
    let lock = try StudyLock(paths)
    await #expect(throws: WorkflowError.self) {
      try await Monitor(paths: paths, plan: Self.plan, progress: { _ in }).run()
    }
    withExtendedLifetime(lock) {}
    try FileManager.default.removeItem(at: paths.folder)
  }
}
