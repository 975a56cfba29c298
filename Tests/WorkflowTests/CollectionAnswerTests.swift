// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model
import Testing
import TestSupport

@testable import Workflow

/// R44, R127: that a municipality has no policy of its own may rest on the collection log, where papers were looked
/// for and none were found, and on nothing less.
@Suite(.serialized) struct CollectionAnswerTests {
  private static let files = [
    "units.csv": """
    code,name,kind,parents,role,ground,examined
    JZ01,Noord,regio,,,,
    GM01,Stad,gemeente,JZ01,centrum,loting,ja
    GM02,Dorp,gemeente,JZ01,regiogemeente,loting,ja

    """,
    "collection.csv": """
    unit,date,where,terms,result
    GM01,2015-03-03,website,aanpak,niets gevonden
    JZ01,2015-03-03,website,aanpak,een visie gevonden

    """,
    "sources.csv": "file,units,kind\nJZ01/visie.txt,JZ01,regiovisie\n",
    "sources/JZ01/visie.txt": "Dit is de regiovisie van Noord.\n",
  ]

  private func request(_ unit: UnitCode, _ field: FieldID = "1.5") -> AnswerRequest {
    var request = AnswerRequest(
      cell: Cell(unit: unit, field: field), value: .categories(["niet-aangetroffen"]),
      coder: "lezer-1")
    request.restsOnCollection = true
    return request
  }

  private func standing(_ study: FolderStudy, _ unit: String) throws -> String {
    try study.rows("answers.csv").first { $0["unit"] == unit && $0["field"] == "1.5" }?["standing"]
      ?? ""
  }

  @Test func restsOnTheLogUntilAPaperComes() async throws {
    let study = try FolderStudy(Self.files)
    defer { try? study.remove() }
    _ = try await study.monitor()
    #expect(try standing(study, "GM01") == "unknown")
    var desk = try StudyDesk(paths: study.paths)
    _ = try desk.answer(request("GM01"))
    _ = try await study.monitor()
    #expect(try standing(study, "GM01") == "answered")
    #expect(try study.draft("factsheets/JZ01.html").contains("niets gevonden"))
    try FileManager.default.createDirectory(
      at: study.paths.folder.appendingPathComponent("sources/GM01"),
      withIntermediateDirectories: true)
    try Data("Beleidsplan van de stad.\n".utf8).write(
      to: study.paths.folder.appendingPathComponent("sources/GM01/plan.txt"))
    _ = try await study.monitor()
    #expect(try standing(study, "GM01") == "open")
  }

  @Test func isRefusedWhereTheLogDoesNotSayIt() async throws {
    var files = Self.files
    files["sources/GM01/plan.txt"] = "Beleidsplan van de stad.\n"
    let study = try FolderStudy(files)
    defer { try? study.remove() }
    _ = try await study.monitor()
    var desk = try StudyDesk(paths: study.paths)
    var withQuote = request("GM02")
    withQuote.quotes = [QuoteRequest(text: "regiovisie")]
    for (request, part) in [
      (request("GM01"), "er wel een stuk (GM01/plan.txt)"),
      (request("GM02"), "in collection.csv staat niet"),
      (request("JZ01", "4.1"), "kan niet op het verzamellog rusten"),
      (withQuote, "geef één van beide"),
    ] {
      let error = #expect(throws: WorkflowError.self) { try desk.answer(request) }
      #expect(error?.text.contains(part) == true, "\(part): \(error?.text ?? "")")
    }
  }
}
