// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Intake
import TestSupport
import Testing

@testable import Workflow

/// Searching the study of `examples/`, whose fields stand in its `sources.csv`. R28, R66.
@Suite(.serialized) struct StudyDeskSearchTests {
  private static func monitored() async throws -> StudyPaths {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("zoeken-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let example = SharedMaterial.packageRoot.appendingPathComponent("examples/kindermishandeling")
    for name in ["study.yaml", "framework.yaml", "units.csv", "sources.csv", "sources"] {
      try FileManager.default.copyItem(
        at: example.appendingPathComponent(name), to: folder.appendingPathComponent(name))
    }
    let paths = StudyPaths(folder)
    let plan = ReadingPlan(executable: ProgramUnderTest.path, workers: 2)
    _ = try await Monitor(paths: paths, plan: plan, progress: { _ in }).run()
    return paths
  }

  /// A field, and what must stand in the row of `sources.csv`.
  private struct Case: Sendable {
    var field: String
    var holds: @Sendable ([String: String]) -> Bool
  }

  private static let cases = [
    Case(field: "unit:VB01") { $0["units"] == "VB01" },
    Case(field: "eenheid:vb01") { $0["units"] == "VB01" },
    Case(field: "soort:regiovisie") { $0["kind"] == "regiovisie" },
    Case(field: "kind:\"convenant of afspraken\"") { $0["kind"] == "convenant" },
    Case(field: "niveau:regionaal") { $0["level"] == "regionaal" },
    Case(field: "status:vastgesteld") { $0["status"] == "vastgesteld" },
    Case(field: "jaar:2015") { $0["date"]?.hasPrefix("2015") == true },
    Case(field: "year:..2014") { ($0["date"].flatMap { Int($0.prefix(4)) } ?? 9999) <= 2014 },
  ]

  @Test func fieldsKeepToThePapersThatSourcesCsvNames() async throws {
    let paths = try await Self.monitored()
    let text = try String(
      contentsOf: paths.folder.appendingPathComponent("sources.csv"), encoding: .utf8)
    let table = CSVTable(text: text, file: "sources.csv")
    let rows = Dictionary(
      table.rows.map { row in
        (row["file"], Dictionary(uniqueKeysWithValues: table.columns.map { ($0, row[$0]) }))
      }, uniquingKeysWith: { first, _ in first })
    let desk = try StudyDesk(paths: paths)
    func files(_ query: String) throws -> Set<String> {
      Set(try desk.search(query, unit: nil, limit: 1_000).table.rows.map { $0[0] })
        .filter { rows[$0]?["date"]?.hasPrefix("20") == true }
    }
    let all = try files("gemeente")
    // Papers without a date there may have one in themselves.
    #expect(all.count >= 10)
    for item in Self.cases {
      let expected = all.filter { item.holds(rows[$0] ?? [:]) }
      #expect(!expected.isEmpty && expected.count < all.count, "\(item.field)")
      #expect(try files("gemeente \(item.field)") == expected, "\(item.field)")
      #expect(try files("gemeente -\(item.field)") == all.subtracting(expected), "\(item.field)")
    }
    try FileManager.default.removeItem(at: paths.folder)
  }

  @Test func showsThePlaceTheHeadingsAndTheWayOutOfAMistake() async throws {
    let paths = try await Self.monitored()
    let desk = try StudyDesk(paths: paths)
    let answer = try desk.search("privacy+ convenant", unit: nil, limit: 3)
    #expect(answer.table.columns.suffix(2) == ["koppen", "ocr"] && answer.table.rows.count <= 3)
    #expect(answer.passages >= answer.table.rows.count && answer.isComplete)
    for row in answer.table.rows {
      #expect(row[5].contains("[") && row[5].contains("]"))
      #expect(row[5].lowercased().contains("privacy"))
    }
    let wrong = [
      ("soort:regiovise regie", 7, "bedoelde u ‘regiovisie’?"),
      ("regie unit:VB011", 12, "bedoelde u ‘VB01"), ("unit:nergenshuizen regie", 6, "units.csv"),
      ("status:afgekeurd regie", 8, "een van: concept"),
      ("regie (privacy", 7, "haakje sluiten"),
    ]
    for (query, column, expected) in wrong {
      let error = #expect(throws: WorkflowError.self) {
        try desk.search(query, unit: nil, limit: 3)
      }
      let lines = error?.text.split(separator: "\n").map(String.init) ?? []
      #expect(lines.count == 5 && lines[1] == "  \(query)", "\(lines)")
      #expect(lines.count > 3 && lines[2].count == column + 2 && lines[3].contains(expected))
    }
    try FileManager.default.removeItem(at: paths.folder)
  }
}

struct ExcerptTests {
  @Test func marksEachHitOnOneLine() {
    let excerpt = Excerpt("De regie\nen één regie.", marks: [3..<8, 18..<23])
    #expect(excerpt.quote == "regie")
    #expect(excerpt.marked == "De [regie] en één [regie].")
  }

  @Test(arguments: [0, 700, 1_500, 2_990])
  func cutsALongPassageAroundTheFirstHit(_ place: Int) {
    let text = String(String(repeating: "één wóórd ", count: 300).prefix(3_000))
    let bytes = Array(text.utf8)
    let start = bytes[place...].firstIndex { $0 <= 32 }.map { $0 + 1 } ?? 0
    let end = bytes[start...].firstIndex { $0 <= 32 } ?? bytes.count
    let excerpt = Excerpt(text, marks: [start..<end])
    #expect(
      excerpt.marked.contains("[\(excerpt.quote)]") && ["één", "wóórd"].contains(excerpt.quote))
    #expect(excerpt.marked.utf8.count < Excerpt.length + 40)
    #expect(!excerpt.marked.contains("\u{FFFD}"))
  }
}
