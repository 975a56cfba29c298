// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Foundation
import Model
import Testing
import TestSupport

@testable import Workflow

/// Answers with their certainty and with what speaks against them, answers that are opened again, open codes and
/// the flow of papers, from the table in to the page out (R7, R11, R28, R54, R55, R56, R57, R127, R128, R130).
@Suite(.serialized) struct AnswersInFullTests {
  private static let carries = "De partners wisselen gegevens uit volgens het convenant."
  private static let speaksAgainst = "Over het delen van gegevens is nog niets afgesproken."
  private static let vision =
    "Dit is de regiovisie. \(carries) De wachttijd bij Veilig Thuis is te lang.\n"

  private static let files = [
    "units.csv": """
    code,name,kind,parents,role,ground,examined
    JZ01,Noord,regio,,,,
    JZ02,Zuid,regio,,,,

    """,
    "sources.csv": """
    file,units,kind,status,found_with
    visie.txt,JZ01,regiovisie,concept,aanpak
    plan.txt,JZ01,uitvoeringsplan,vastgesteld,
    zuid.txt,JZ02,regiovisie,vastgesteld,

    """,
    "collection.csv": """
    unit,date,where,terms,result,missed
    JZ01,2015-03-03,website,aanpak,een visie gevonden,1
    JZ02,2015-03-04,website,aanpak,niets gevonden,

    """,
    "sources/visie.txt": vision,
    "sources/plan.txt": "Dit is het uitvoeringsplan. \(speaksAgainst)\n",
    "sources/zuid.txt": "De regiovisie van Zuid zegt hier niets over.\n",
    "answers.csv": """
    unit,field,answer,quote,note,certainty,against,against_file
    JZ01,4.1,concreet uitgewerkt,\(carries),het convenant noemt wie en hoe,twijfel,\(speaksAgainst),plan.txt
    JZ01,2.3,training; subsidie-eis,\(carries),,,,
    JZ02,2.3,training; niet aangetroffen,De regiovisie van Zuid,,,,
    JZ02,4.1,concreet uitgewerkt,De regiovisie van Zuid,,vrijwel zeker,,

    """,
  ]

  @Test func showsHowSureAnAnswerIsAndWhatSpeaksAgainstIt() async throws {
    let study = try FolderStudy(Self.files)
    defer { unlinkFolder(study) }
    let result = try await study.monitor()
    let rows = try study.rows("answers.csv")
    let row = try #require(rows.first { $0["unit"] == "JZ01" && $0["field"] == "4.1" })
    #expect(row["certainty"] == "twijfel")
    #expect(row["quote"] == Self.carries)
    #expect(row["against_quote"] == Self.speaksAgainst)
    #expect(row["against_file"] == "plan.txt")
    #expect(row["against_page"] == "1")
    let sheet = try study.draft("factsheets/JZ01.html")
    for part in [
      "gelezen door lezer-1, zekerheid: twijfel", "Spreekt tegen: 1 passage",
      "Toelichting: het convenant noemt wie en hoe", "Regel bij meer stukken",
      "het meest concrete antwoord",
    ] { #expect(sheet.contains(part), "\(part)") }
    // Refused: an exclusive answer beside another, and a certainty that is none.
    let refused = result.diagnostics.filter { $0.file == "answers.csv" && $0.severity == .error }
    #expect(refused.map(\.line) == [4, 5])
    #expect(
      rows.first { $0["unit"] == "JZ01" && $0["field"] == "2.3" }?["answer"]
        == "subsidie-eis;training")
    #expect(try await study.monitor().summary.answersAdopted == 0)
    #expect(try await verified(study))
  }

  /// A row that says nothing in the new columns is the row that it was before they were there.
  @Test func aTableWithTheNewColumnsEmptyIsNotTakenUpAgain() async throws {
    var files = Self.files
    files["answers.csv"] = "unit,field,answer,quote\nJZ01,4.1,algemeen,\(Self.carries)\n"
    let study = try FolderStudy(files)
    defer { unlinkFolder(study) }
    #expect(try await study.monitor().summary.answersAdopted == 1)
    try study.write(
      "unit,field,answer,quote,certainty,against\nJZ01,4.1,algemeen,\(Self.carries),,\n",
      to: "answers.csv")
    #expect(try await study.monitor().summary.answersAdopted == 0)
    try study.write(
      "unit,field,answer,quote,certainty,against\nJZ01,4.1,algemeen,\(Self.carries),zeker,\n",
      to: "answers.csv")
    #expect(try await study.monitor().summary.answersAdopted == 1)
  }

  /// R10, R11: an answer from a concept, while an adopted paper of the same kind is there.
  @Test func saysWhereOnlyAConceptCarriesTheAnswer() async throws {
    var files = Self.files
    files["sources.csv"]? += "visie-2.txt,JZ01,regiovisie,vastgesteld,\n"
    files["sources/visie-2.txt"] = "De vastgestelde visie noemt privacy.\n"
    let study = try FolderStudy(files)
    defer { unlinkFolder(study) }
    _ = try await study.monitor()
    #expect(
      try study.draft("factsheets/JZ01.html").contains(
        "Alleen uit een concept; van dezelfde soort is er ook een vastgesteld stuk: visie-2.txt"))
  }

  /// R28, R66: the new passages and no others are shown, the status counts them, and the answer can stay.
  @Test func opensAnAnswerAgainWithTheNewPassages() async throws {
    var files = Self.files
    files["answers.csv"] =
      "unit,field,answer,reason\nJZ01,4.1,niet aangetroffen,gaat over het overleg zelf\n"
    let study = try FolderStudy(files)
    defer { unlinkFolder(study) }
    _ = try await study.monitor()
    #expect(try StudyDesk(lookingAt: study.paths).reopened().rows.isEmpty)
    try study.write(
      "Het nieuwe protocol regelt de privacy van ouders.\n", to: "sources/JZ01/nieuw.txt")
    #expect(try await study.monitor().summary.reopened == 1)
    let desk = try StudyDesk(lookingAt: study.paths)
    let table = try desk.reopened()
    #expect(table.rows.count == 1)
    let row = Dictionary(uniqueKeysWithValues: zip(table.columns, try #require(table.rows.first)))
    #expect(row["earlier"] == "niet aangetroffen")
    #expect(row["file"] == "JZ01/nieuw.txt")
    #expect(row["new_files"] == "JZ01/nieuw.txt")
    #expect(row["passage"]?.contains("privacy") == true)
    let status = try desk.status().table.rows
    #expect(status.contains(["velden", "waarvan opnieuw open", "1"]))
    let sheet = try study.draft("factsheets/JZ01.html")
    #expect(sheet.contains("Eerder antwoord: niet aangetroffen."))
    #expect(sheet.contains("Nieuw of veranderd: nieuw.txt."))
    let answer = try study.rows("answers.csv").first {
      $0["unit"] == "JZ01" && $0["field"] == "4.1"
    }
    #expect(answer?["reopened_by"] == "JZ01/nieuw.txt")
    let indicator = try study.rows("indicators.csv").first { $0["id"] == "I01a" }
    #expect(indicator?["reopened"] == "1")
    #expect(try study.draft("landelijk.html").contains("nog open, waarvan 1 opnieuw"))
    // Whoever looked answers anew, on a search over what is there now.
    var deciding = try StudyDesk(paths: study.paths)
    let cell = try deciding.cell(unit: "JZ01", field: "4.1")
    _ = try deciding.answer(
      AnswerRequest(
        cell: cell, value: .categories(["niet-aangetroffen"]), coder: "lezer-1", reason: "idem"))
    _ = try await study.monitor()
    #expect(try StudyDesk(lookingAt: study.paths).reopened().rows.isEmpty)
    #expect(try await verified(study))
  }

  /// All items of a field at once, with one reason; and back (R66).
  @Test func hitsAreSetAsideInBulkAndComeBack() async throws {
    let study = try FolderStudy(Self.files)
    defer { unlinkFolder(study) }
    _ = try await study.monitor()
    func standing() throws -> [String?] {
      let row = try study.rows("answers.csv").first {
        $0["unit"] == "JZ01" && $0["field"] == "2.1" && $0["item"] == "veilig-thuis"
      }
      return [row?["standing"], row?["set_aside"]]
    }
    #expect(try standing() == ["open", ""])
    var desk = try StudyDesk(paths: study.paths)
    let cell = try desk.cell(unit: "JZ01", field: "2.1")
    try desk.setAside(cell, reason: "alleen als naam van een loket", actor: "lezer-1")
    _ = try await study.monitor()
    #expect(try standing() == ["search", "alleen als naam van een loket"])
    desk = try StudyDesk(paths: study.paths)
    try desk.setAside(cell, reason: nil, actor: "lezer-1")
    _ = try await study.monitor()
    #expect(try standing() == ["open", ""])
  }

  @Test func anOpenCodeBecomesAFieldMidway() async throws {
    let study = try FolderStudy(Self.files)
    defer { unlinkFolder(study) }
    _ = try await study.monitor()
    var desk = try StudyDesk(paths: study.paths)
    let said = try desk.code(
      "wachttijd", quote: QuoteRequest(text: "De wachttijd bij Veilig Thuis is te lang."),
      units: [], coder: "lezer-1", note: "komt vaker terug")
    #expect(said.contains("visie.txt, p. 1"))
    #expect(throws: WorkflowError.self) {
      try desk.code(
        "wachttijd", quote: QuoteRequest(text: "dit staat nergens"), units: [], coder: "lezer-1",
        note: "")
    }
    let codes = desk.openCodes()
    #expect(codes.rows == [["wachttijd", "1", "1", "lezer-1", "", "0"]])
    #expect(try desk.passages(ofCode: "Wachttijd").rows.first?[1] == "JZ01")
    // In a new version of the paper its words are looked for again.
    try study.write("Voorwoord van de raad.\n\n\(Self.vision)", to: "sources/visie.txt")
    _ = try await study.monitor()
    desk = try StudyDesk(paths: study.paths)
    let placed = try #require(try desk.passages(ofCode: "wachttijd").rows.first)
    #expect(["intact", "moved"].contains(placed[7]))
    // The field is added to the framework by hand.
    #expect(throws: Violation.self) {
      try desk.promote(code: "wachttijd", to: "9.9", actor: "lezer-1")
    }
    let path = study.paths.folder.appendingPathComponent("framework.yaml")
    let text = try String(contentsOf: path, encoding: .utf8)
    let start = try #require(text.range(of: "          - id: \"9.6\"\n"))
    let added = """
                - id: "9.9"
                  label: "Wachttijd"
                  unit: regio
                  scope: regio
                  scale: ordinal
                  multiple: false
                  enabled: true
                  help: "Staat er iets over de wachttijd?"
                  categories:
                    - {id: niet-genoemd, label: "niet genoemd", short: "geen"}
                    - {id: genoemd, label: "genoemd", short: "wel"}
                  search:
                    rule: suggests

      """
    try study.write(
      text.replacingCharacters(in: start.lowerBound..<start.lowerBound, with: added),
      to: "framework.yaml")
    let result = try await study.monitor()
    #expect(result.diagnostics.filter { $0.file == "framework.yaml" }.map(\.text) == [])
    desk = try StudyDesk(paths: study.paths)
    #expect(try desk.promote(code: "wachttijd", to: "9.9", actor: "lezer-1") == 1)
    _ = try await study.monitor()
    let sheet = try study.draft("factsheets/JZ01.html")
    #expect(sheet.contains("gevonden met open code ‘wachttijd’"))
    let answer = try study.rows("answers.csv").first {
      $0["unit"] == "JZ01" && $0["field"] == "9.9"
    }
    // A suggestion is never counted.
    #expect(answer?["standing"] == "open")
    #expect(try await verified(study))
  }

  @Test func theFlowOfPapersAddsUpOnThePageAndInTheTable() async throws {
    let study = try FolderStudy(Self.files)
    defer { unlinkFolder(study) }
    _ = try await study.monitor()
    let steps = Dictionary(
      uniqueKeysWithValues: try study.rows("flow.csv").map { ($0["step"], Int($0["count"]) ?? -1) })
    #expect(steps["found"] == 4 && steps["missed"] == 1 && steps["fetched"] == 3)
    #expect(steps["read"] == 3 && steps["included"] == 3)
    let report = try study.draft("rapport.html")
    #expect(report.contains("Het verzamellog noemt 2 zoekacties; bij 1 is niets gevonden."))
    #expect(report.contains("Van gevonden tot meegeteld"))
    #expect(!report.contains("noemt het verzamellog geen zoekactie"))
    #expect(
      try study.draft("stukken/index.html").contains("../rapport.html#van-gevonden-tot-meegeteld"))
    let log = try StudyDesk(lookingAt: study.paths).collection()
    #expect(
      log.rows.map { [$0[0], $0[2], $0[7], $0[8]] } == [
        ["JZ01", "gezocht", "1", "2"], ["JZ02", "niets-gevonden", "", "1"],
      ])
  }

  /// A person keeps what was proposed, with a reason, and it is not proposed again.
  @Test func aNearCopyIsProposedUntilAPersonDecides() async throws {
    let words = (0..<200).map { "woord\($0)" }
    var files = Self.files
    files["sources/JZ02/kopie.txt"] = (words + ["besluit"]).joined(separator: " ") + "\n"
    files["sources/JZ01/stuk.txt"] = words.joined(separator: " ") + "\n"
    let study = try FolderStudy(files)
    defer { unlinkFolder(study) }
    let result = try await study.monitor()
    let proposal = "vrijwel gelijk aan JZ01/stuk.txt (99%)"
    #expect(result.summary.proposals.contains("JZ02/kopie.txt: \(proposal)"))
    #expect(try study.draft("stukken/index.html").contains(proposal))
    let table = try #require(files["sources.csv"]).replacing("found_with", with: "found_with,keep")
    try study.write(
      table + "JZ02/kopie.txt,,,,,apart vastgesteld door de raad\n", to: "sources.csv")
    #expect(try await study.monitor().summary.proposals.isEmpty)
    let row = try study.rows("coverage.csv").first { $0["file"] == "JZ02/kopie.txt" }
    #expect(row?["kept"] == "apart vastgesteld door de raad")
    #expect(try await verified(study))
  }

  private func verified(_ study: FolderStudy) async throws -> Bool {
    let plan = ReadingPlan(executable: ProgramUnderTest.path, workers: 1)
    var verifier = Verifier(paths: study.paths, reading: plan, progress: { _ in })
    let report = try await verifier.run()
    #expect(report.findings.map { "\($0)" } == [])
    return report.findings.isEmpty
  }

  private func unlinkFolder(_ study: FolderStudy) {
    do { try study.remove() } catch { Issue.record(error) }
  }
}
