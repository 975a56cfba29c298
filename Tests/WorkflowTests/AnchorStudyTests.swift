// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Intake
import Model
import Testing
import TestSupport

@testable import Workflow

/// R11, R130: papers get a new version; every quote under an answer is placed again, nothing moves silently.
@Suite(.serialized) struct AnchorStudyTests {
  private static let plan = ReadingPlan(executable: ProgramUnderTest.path, workers: 1)
  private static let regions = ["JZ01", "JZ02", "JZ03", "JZ04", "JZ05"]
  private static let quote =
    "Partijen wisselen gegevens uit volgens het convenant dat zij in het voorjaar hebben getekend."

  /// A regional vision of two chapters.
  private static func paper(
    _ region: String, first: [String] = [], cooperation: [String] = [quote],
    oversight: [String] = []
  ) -> String {
    let paragraphs =
      ["# Visie \(region)"] + first + [
        "De gemeenten in regio \(region) werken samen aan de aanpak.", "## Samenwerking",
        "In \(region) spreken de gemeenten elkaar vier keer per jaar.",
      ] + cooperation + [
        "Over de uitkomsten in \(region) wordt verslag gedaan aan de raden.", "## Toezicht",
        "De inspectie ziet in \(region) toe op de kwaliteit van de hulp.",
      ] + oversight + ["Daarna stelt \(region) de visie opnieuw vast."]
    return paragraphs.joined(separator: "\n\n") + "\n"
  }

  private static func write(_ text: String, _ path: String, _ paths: StudyPaths) throws {
    let place = paths.folder.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: place)
  }

  /// A study with an answer for each region, c0001 to c0005.
  private static func study() async throws -> StudyPaths {
    let paths = StudyPaths(
      FileManager.default.temporaryDirectory.appendingPathComponent("anker-\(UUID().uuidString)"))
    try write(
      "title: Proef\nframework: framework.yaml\nwave: {id: \"2015\", title: Meting 2015}\n",
      "study.yaml", paths)
    try write(
      "code,name,kind\n" + regions.map { "\($0),Regio \($0),regio\n" }.joined(), "units.csv", paths)
    try write(
      "file,units,kind\n" + regions.map { "\($0).md,\($0),regiovisie\n" }.joined(), "sources.csv",
      paths)
    try write(
      "unit,field,answer,quote,coder\n"
        + regions.map { "\($0),4.1,concreet uitgewerkt,\"\(quote)\",lezer-1\n" }.joined(),
      "answers.csv", paths)
    for region in regions { try write(paper(region), "sources/\(region).md", paths) }
    try FileManager.default.copyItem(
      at: SharedMaterial.packageRoot
        .appendingPathComponent("Resources/frameworks/kindermishandeling-2015.yaml"),
      to: paths.folder.appendingPathComponent("framework.yaml"))
    let result = try await Monitor(paths: paths, plan: plan, progress: { _ in }).run()
    #expect(result.diagnostics.filter { $0.severity == .error }.map(\.text) == [])
    #expect(result.summary.answersAdopted == 5)
    #expect(result.summary.waitingAnchors == "")
    return paths
  }

  /// Every paper changes in its own way.
  private static func rewrite(_ paths: StudyPaths) throws {
    let papers = [
      paper("JZ01", first: ["Deze versie vervangt die van vorig jaar."]),
      paper("JZ02", cooperation: [], oversight: [quote]),
      paper("JZ03", cooperation: [quote.replacing("gegevens", with: "persoonsgegevens")]),
      paper("JZ04") + "\n" + paper("JZ04"),
      paper("JZ05", cooperation: []),
    ]
    for (region, text) in zip(regions, papers) {
      try write(text, "sources/\(region).md", paths)
    }
  }

  private func monitor(_ paths: StudyPaths) async throws -> MonitorSummary {
    try await Monitor(paths: paths, plan: Self.plan, progress: { _ in }).run().summary
  }

  private func answers(_ paths: StudyPaths) throws -> [String: (standing: String, anchors: String)]
  {
    let text = try String(
      contentsOf: paths.draft.appendingPathComponent("answers.csv"), encoding: .utf8)
    let rows = CSVTable(text: text, file: "answers.csv").rows.filter { $0["field"] == "4.1" }
    return Dictionary(
      uniqueKeysWithValues: rows.map { ($0["unit"], ($0["standing"], $0["anchors"])) })
  }

  private func page(_ paths: StudyPaths, _ region: String) throws -> String {
    try String(
      contentsOf: paths.draft.appendingPathComponent("factsheets/\(region).html"), encoding: .utf8)
  }

  @Test func everyQuoteIsPlacedAgainAndWaitsForAPerson() async throws {
    let paths = try await Self.study()
    try Self.rewrite(paths)
    let summary = try await monitor(paths)
    #expect(summary.changed == 5)
    #expect(summary.waitingAnchors == "1 verplaatst, 1 gewijzigd, 1 niet zeker, 1 verdwenen")
    let found = try answers(paths)
    #expect(
      Self.regions.map { found[$0]?.anchors } == ["intact", "moved", "changed", "ambiguous", ""])
    #expect(
      Self.regions.map { found[$0]?.standing }
        == ["answered", "answered", "answered", "answered", "open"])
    #expect(
      try page(paths, "JZ03").contains("<del>gegevens</del> <ins>persoonsgegevens</ins>"))
    #expect(try page(paths, "JZ02").contains("op een andere plaats"))
    #expect(try page(paths, "JZ05").contains("staan deze woorden niet meer"))
    #expect(!(try page(paths, "JZ01")).contains("vindplaats anchors"))
    // Nothing was decided, and nothing differs: what waits is a note.
    let events = try StudyDesk(paths: paths).study.headNumber
    #expect(try await monitor(paths).eventsAppended == 0)
    #expect(try StudyDesk(paths: paths).study.headNumber == events)
    var verifier = Verifier(paths: paths, reading: Self.plan, progress: { _ in })
    let report = try await verifier.run()
    #expect(report.findings == [])
    #expect(
      report.notes.contains { $0.contains("1 verplaatst, 1 gewijzigd, 1 niet zeker, 1 verdwenen") })
    try FileManager.default.removeItem(at: paths.folder)
  }

  @Test func aPersonConfirmsPlacesAndTakesBack() async throws {
    let paths = try await Self.study()
    try Self.rewrite(paths)
    _ = try await monitor(paths)
    var desk = try StudyDesk(paths: paths)
    #expect(try desk.waitingAnchors().map(\.coding.id) == ["c0002", "c0003", "c0004", "c0005"])
    let table = StudyDesk.table(try desk.waitingAnchors())
    #expect(table.rows.map { $0[0] } == ["c0002", "c0003", "c0004", "c0004", "c0005"])
    #expect(table.rows[1][10].contains("[-gegevens-] {+persoonsgegevens+}"))
    // What is not one place is not confirmed by itself, and nothing of such a request is.
    #expect(throws: WorkflowError.self) {
      try desk.confirmAnchors(["c0003", "c0004"], candidate: nil, actor: "lezer-1")
    }
    for name in ["c0001", "c0005", "c0099"] {
      #expect(throws: WorkflowError.self) {
        try desk.confirmAnchors([name], candidate: nil, actor: "lezer-1")
      }
    }
    #expect(
      try desk.confirmAnchors(["moved", "c0002", "c0003"], candidate: nil, actor: "lezer-1").count
        == 2)
    _ = try desk.confirmAnchors(["c0004"], candidate: 2, actor: "lezer-1")
    #expect(throws: WorkflowError.self) {
      try desk.placeAnchor("c0005", at: QuoteRequest(text: ""), actor: "lezer-1")
    }
    _ = try desk.placeAnchor(
      "c0005", at: QuoteRequest(text: "In JZ05 spreken de gemeenten elkaar"), actor: "lezer-1")
    #expect(try desk.waitingAnchors() == [])
    _ = try await monitor(paths)
    var found = try answers(paths)
    #expect(Self.regions.allSatisfy { found[$0]?.anchors == "intact" })
    #expect(found["JZ05"]?.standing == "answered")
    var verifier = Verifier(paths: paths, reading: Self.plan, progress: { _ in })
    #expect(try await verifier.run().findings == [])
    // Taken back: it is lost again; and said to be lost, it stays so.
    desk = try StudyDesk(paths: paths)
    _ = try desk.withdrawAnchor("c0005", reason: "andere zin", actor: "lezer-1")
    #expect(try desk.waitingAnchors().map(\.placement.state) == [.lost])
    _ = try desk.loseAnchor("c0005", reason: "geschrapt", actor: "lezer-1")
    #expect(try desk.waitingAnchors().map(\.placement.state) == [.lost])
    _ = try await monitor(paths)
    found = try answers(paths)
    #expect(found["JZ05"]?.standing == "open")
    // A later version brings the words back.
    try Self.write(Self.paper("JZ05"), "sources/JZ05.md", paths)
    _ = try await monitor(paths)
    found = try answers(paths)
    #expect(found["JZ05"]?.standing == "answered")
    try FileManager.default.removeItem(at: paths.folder)
  }
}
