// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model
import TestSupport
import Testing

@testable import Sheets
@testable import Workflow

/// R124, product.md point 11: what an official says of a factsheet is recorded beside the answers, and changes none.
@Suite(.serialized) struct FactCheckStudyTests {
  private static let files = [
    "units.csv": """
    code,name,kind,parents,role,ground,examined
    VT01,Gebied,vt,,,,
    JZ01,Noord,regio,VT01,,,
    JZ02,Zuid,regio,VT01,,,

    """,
    "sources.csv": """
    file,units,kind,usage
    visie.txt,JZ01,regiovisie,openbaar
    geheim.txt,JZ01,uitvoeringsplan,vertrouwelijk
    samen.txt,JZ01 JZ02,uitvoeringsplan,vertrouwelijk
    zuid.txt,JZ02,regiovisie,openbaar
    vt.txt,VT01,inrichtingsplan,achtergrond

    """,
    "answers.csv": """
    unit,field,answer,quote,coder,note
    JZ01,4.1,algemeen,De partners delen gegevens.,lezer-1,notitie van de lezer
    JZ01,1.1,expliciet benoemd,Alleen wij lezen dit.,lezer-1,
    JZ01,5.1,wettelijk,Dit is van ons samen.,lezer-1,
    VT01,7.1,concreet uitgewerkt,Woorden uit het zuiden.,lezer-1,
    VT01,7.2,uitgesplitst,Woorden op de achtergrond.,lezer-1,
    JZ02,4.1,concreet uitgewerkt,Woorden uit het zuiden.,lezer-1,

    """,
    "sources/visie.txt": "De partners delen gegevens.\n",
    "sources/geheim.txt": "Alleen wij lezen dit.\n",
    "sources/samen.txt": "Dit is van ons samen.\n",
    "sources/zuid.txt": "Woorden uit het zuiden.\n",
    "sources/vt.txt": "Woorden op de achtergrond.\n",
  ]

  private func sent() async throws -> (study: FolderStudy, file: URL) {
    let study = try FolderStudy(Self.files)
    let result = try await study.monitor()
    #expect(result.diagnostics.filter { $0.severity == .error }.map(\.text) == [])
    var desk = try StudyDesk(paths: study.paths)
    let sheets = try desk.sendFactCheck(of: ["JZ01"], to: nil, actor: "lezer-1")
    #expect(sheets.map(\.check) == ["f0001"])
    return (study, try #require(sheets.first).file)
  }

  private func copy(_ file: URL) throws -> SheetCopy {
    try SheetCopy(file, sheet: SheetForm.factCheck.sheetName)
  }

  private func receive(_ file: URL, _ study: FolderStudy) throws -> FactCheckResult {
    var desk = try StudyDesk(paths: study.paths)
    return try desk.adoptFactCheck(file, from: "beleidsadviseur jeugd", actor: "lezer-1")
  }

  private func list(_ study: FolderStudy) throws -> [[String: String]] {
    let table = try StudyDesk(lookingAt: study.paths).factChecks()
    return table.rows.map { Dictionary(uniqueKeysWithValues: zip(table.columns, $0)) }
  }

  /// Every file that goes out is searched for what is not the official's, the hidden sheets too.
  @Test func theSheetHoldsNothingOfOthers() async throws {
    let (study, file) = try await sent()
    let twin = file.deletingPathExtension().appendingPathExtension("csv")
    for place in [file, twin] {
      let text = String(decoding: try Data(contentsOf: place), as: UTF8.self)
      for own in ["De partners delen gegevens.", "Alleen wij lezen dit.", "JZ01"] {
        #expect(text.contains(own), "\(own)")
      }
      for other in [
        "JZ02", "Zuid", "zuid.txt", "uit het zuiden", "samen.txt", "van ons samen", "vt.txt",
        "op de achtergrond", "lezer-1", "notitie van de lezer",
      ] { #expect(!text.contains(other), "\(other) in \(place.lastPathComponent)") }
    }
    let copy = try copy(file)
    #expect(try copy["VT01 7.1", "wat wij vonden"] == "concreet uitgewerkt")
    #expect(try copy["VT01 7.1", "waarop dat rust"].contains("een stuk van een andere regio"))
    #expect(try copy["JZ01 5.1", "waarop dat rust"].contains("niet mag worden aangehaald"))
    // What waits for a reader is not put before anybody.
    #expect(!copy.rows.values.contains { $0[0]?.text == "JZ01" && $0[2]?.text == "3.1" })
    // The same check is recorded once, with the same bytes.
    let before = try Data(contentsOf: file)
    var desk = try StudyDesk(paths: study.paths)
    let head = desk.study.headNumber
    _ = try desk.sendFactCheck(of: ["jz01"], to: nil, actor: "lezer-1")
    #expect(desk.study.headNumber == head)
    #expect(try Data(contentsOf: file) == before)
    #expect(try list(study).map { $0["state"] ?? "" } == ["sent"])
    try study.remove()
  }

  @Test func aCorrectionStandsBesideTheAnswerUntilAReaderAnswers() async throws {
    let (study, file) = try await sent()
    var filled = try copy(file)
    try filled.set(
      "JZ01 4.1",
      ["klopt": "nee", "correctie": "concreet uitgewerkt", "toelichting": "zie hoofdstuk 4"])
    try filled.set("JZ01 1.1", ["klopt": "Ja"])
    try filled.save(to: file)
    let result = try receive(file, study)
    #expect(result.diagnostics.map(\.text) == [])
    #expect(result.reactions == 2)
    // The same file says nothing new.
    let head = try StudyDesk(lookingAt: study.paths).study.headNumber
    #expect(try receive(file, study).known == 2)
    #expect(try StudyDesk(lookingAt: study.paths).study.headNumber == head)
    _ = try await study.monitor()
    let answers = try study.rows("answers.csv")
    #expect(answers.first { $0["unit"] == "JZ01" && $0["field"] == "4.1" }?["answer"] == "algemeen")
    let page = try study.draft("factsheets/JZ01.html")
    for part in [
      "Feitelijke controle</b> (beleidsadviseur jeugd): ‘algemeen’ klopt niet.",
      "Correctie: concreet uitgewerkt.", "Een lezer kijkt hier nog naar.",
      "‘expliciet benoemd’ klopt.",
    ] { #expect(page.contains(part), "\(part)") }
    #expect(try list(study).map { $0["state"] ?? "" } == ["received", "agreed", "received"])
    // A reader answers: both versions stay.
    var desk = try StudyDesk(paths: study.paths)
    let cell = try desk.cell(unit: "JZ01", field: "4.1")
    _ = try desk.answer(
      AnswerRequest(
        cell: cell, value: try desk.value("concreet uitgewerkt", field: cell.field, note: ""),
        quotes: [QuoteRequest(text: "De partners delen gegevens.")], coder: "lezer-1"))
    let row = try #require(try list(study).first { $0["field"] == "4.1" })
    #expect(
      ["shown", "correction", "now", "state"].map { row[$0] ?? "" } == [
        "algemeen", "concreet uitgewerkt", "concreet uitgewerkt", "answered",
      ])
    _ = try await study.monitor()
    #expect(try study.draft("factsheets/JZ01.html").contains("‘algemeen’ klopt niet."))
    try study.remove()
  }

  @Test func anAnnouncedPaperWaitsUntilItIsThereOrClosed() async throws {
    let (study, file) = try await sent()
    var papers = try SheetCopy(file, sheet: SheetForm.papersSheet)
    papers.rows[1] = [
      0: .init(text: "Beleidsplan"), 1: .init(text: "Beleidsplan-2015.txt"),
      2: .init(text: "42095"),
    ]
    papers.rows[2] = [
      0: .init(text: "Notulen"), 1: .init(text: "https://www.noord.example/notulen/"),
    ]
    papers.rows[3] = [2: .init(text: "2015")]
    papers.rows[4] = [0: .init(text: "bel mevrouw Voorbeeldnaam")]
    try papers.save(to: file)
    let result = try receive(file, study)
    #expect(result.papers == 2)
    #expect(result.diagnostics.count == 2)
    #expect(result.diagnostics[0].text.contains("blad ‘Ontbrekende stukken’, rij 4"))
    var rows = try list(study)
    #expect(rows[1]["correction"] == "Beleidsplan; Beleidsplan-2015.txt; 2015-04-01")
    #expect(rows.map { $0["state"] ?? "" } == ["received", "received", "received"])
    try study.write("Een nieuw plan.\n", to: "sources/JZ01/beleidsplan-2015.txt")
    _ = try await study.monitor()
    rows = try list(study)
    #expect(rows[1]["state"] == "registered")
    #expect(rows[1]["now"] == "JZ01/beleidsplan-2015.txt")
    var desk = try StudyDesk(paths: study.paths)
    #expect(throws: Violation.self) {
      try desk.closeFactCheck("f0001-2", reason: " ", actor: "lezer-1")
    }
    try desk.closeFactCheck("f0001-2", reason: "staat niet meer op de website", actor: "lezer-1")
    rows = try list(study)
    #expect(rows.map { $0["state"] ?? "" } == ["answered", "registered", "closed"])
    #expect(rows[2]["reason"] == "staat niet meer op de website")
    try study.remove()
  }

  /// A reader's reason is for readers; the factsheet that goes to them has it.
  @Test func theReasonOfAReaderStaysWithTheReaders() async throws {
    let (study, _) = try await sent()
    var desk = try StudyDesk(paths: study.paths)
    let cell = try desk.cell(unit: "JZ01", field: "4.1")
    _ = try desk.answer(
      AnswerRequest(
        cell: cell, value: .categories(["niet-aangetroffen"]), coder: "lezer-1",
        reason: "de Voorbeeldreden telt niet"))
    let sheets = try desk.sendFactCheck(of: ["JZ01"], to: nil, actor: "lezer-1")
    #expect(sheets.map(\.check) == ["f0002"])
    let file = try #require(sheets.first).file
    for place in [file, file.deletingPathExtension().appendingPathExtension("csv")] {
      let text = String(decoding: try Data(contentsOf: place), as: UTF8.self)
      #expect(text.contains("terzijde gelegd"))
      for word in ["Voorbeeldreden", "vindplaats anchors"] { #expect(!text.contains(word)) }
    }
    let own = try #require(try desk.writeSheets(of: ["JZ01"], to: nil).first)
    #expect(try SheetCopy(own)["JZ01 4.1", "onderbouwing"].contains("de Voorbeeldreden telt niet"))
    try study.remove()
  }

  /// A report is one because `interviews.csv` names it, whatever its kind.
  @Test func aReportOfAnotherKindIsAnInterviewToo() async throws {
    func interviews(_ consent: String) -> String {
      "id,unit,role,date,consent,report\nG01,JZ01,beleidsadviseur jeugd,2015-03-12,\(consent),visie.txt\n"
    }
    let study = try FolderStudy(
      Self.files.merging(["interviews.csv": interviews("achtergrond")], uniquingKeysWith: { $1 }))
    let result = try await study.monitor()
    #expect(result.diagnostics.filter { $0.severity == .error }.map(\.text) == [])
    var desk = try StudyDesk(paths: study.paths)
    let sheets = try desk.sendFactCheck(of: ["JZ01"], to: nil, actor: "lezer-1")
    let file = try #require(sheets.first).file
    let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    for word in ["De partners delen gegevens.", "visie.txt"] { #expect(!text.contains(word)) }
    #expect(try copy(file)["JZ01 4.1", "waarop dat rust"].contains("een gesprek"))
    // Who agreed to be quoted is quoted.
    try study.write(interviews("citeren"), to: "interviews.csv")
    _ = try await study.monitor()
    var later = try StudyDesk(paths: study.paths)
    _ = try later.sendFactCheck(of: ["JZ01"], to: nil, actor: "lezer-1")
    #expect(try copy(file)["JZ01 4.1", "waarop dat rust"].contains("De partners delen gegevens."))
    try study.remove()
  }

  /// What was filled in and not taken over stays, and then nothing is sent either.
  @Test func aReturnedSheetIsWrittenOverOnceItIsTakenOver() async throws {
    let (study, file) = try await sent()
    var filled = try copy(file)
    try filled.set("JZ01 4.1", ["klopt": "nee", "correctie": "concreet uitgewerkt"])
    try filled.save(to: file)
    var papers = try SheetCopy(file, sheet: SheetForm.papersSheet)
    papers.rows[1] = [0: .init(text: "Beleidsplan")]
    papers.rows[2] = [0: .init(text: "Notulen")]
    try papers.save(to: file)
    var desk = try StudyDesk(paths: study.paths)
    let cell = try desk.cell(unit: "JZ01", field: "1.1")
    _ = try desk.answer(
      AnswerRequest(
        cell: cell, value: .undetermined(reason: "het stuk is onduidelijk"), coder: "lezer-1"))
    let head = desk.study.headNumber
    #expect(throws: WorkflowError.self) {
      try desk.sendFactCheck(of: ["JZ01"], to: nil, actor: "lezer-1")
    }
    #expect(desk.study.headNumber == head)
    let result = try desk.adoptFactCheck(file, from: "beleidsadviseur jeugd", actor: "lezer-1")
    #expect(result.reactions == 1)
    #expect(result.papers == 2)
    let again = try desk.sendFactCheck(of: ["JZ01"], to: nil, actor: "lezer-1")
    #expect(again.map(\.check) == ["f0002"])
    #expect(try copy(file)["JZ01 4.1", "correctie"] == "")
    try study.remove()
  }

  @Test func aMailAddressIsNoAddressOfAPaper() async throws {
    let (study, file) = try await sent()
    var papers = try SheetCopy(file, sheet: SheetForm.papersSheet)
    let addresses = [
      "jeugd@noord.example", "brief van mevrouw Voorbeeldnaam.docx",
      "https://noord.example/?mail=jeugd%40noord.example",
      "https://zoek.noord.example/gmb-2015-123456.html", "noord.example/stukken/2015123456",
      "Notulen-20150401.docx",
    ]
    for (place, address) in addresses.enumerated() {
      papers.rows[place + 1] = [0: .init(text: "Stuk"), 1: .init(text: address)]
    }
    try papers.save(to: file)
    let result = try receive(file, study)
    #expect(result.papers == 3)
    #expect(
      result.diagnostics.map(\.text).map { $0.contains("mailadres") } == [true, true, true])
    try study.remove()
  }

  @Test func namesAndHalfReactionsAreRefused() async throws {
    let (study, file) = try await sent()
    var filled = try copy(file)
    try filled.set("JZ01 4.1", ["klopt": "nee", "toelichting": "bel dhr. Voorbeeldnaam"])
    try filled.set("JZ01 1.1", ["klopt": "nee"])
    try filled.set("JZ01 5.1", ["klopt": "ja", "correctie": "anders"])
    try filled.set("VT01 7.1", ["klopt": "misschien"])
    try filled.set("VT01 7.2", ["correctie": "niet uitgesplitst"])
    try filled.save(to: file)
    let result = try receive(file, study)
    #expect(result.reactions == 1)
    #expect(result.diagnostics.count == 4)
    for diagnostic in result.diagnostics {
      #expect(diagnostic.text.contains("blad ‘Feitelijke controle’, cel "))
    }
    var desk = try StudyDesk(paths: study.paths)
    for name in ["mevrouw Voorbeeldnaam", "", "jeugd@noord.example"] {
      #expect(throws: WorkflowError.self) {
        try desk.adoptFactCheck(file, from: name, actor: "lezer-1")
      }
    }
    // A factsheet is no factual check, and the other way round.
    #expect(throws: WorkflowError.self) { try desk.adopt(file, as: "lezer-1") }
    // A check of another study.
    let other = try await sent()
    try FileManager.default.removeItem(at: other.study.paths.journal)
    try FileManager.default.removeItem(at: other.study.paths.kept)
    _ = try await other.study.monitor()
    #expect(throws: WorkflowError.self) { try receive(other.file, other.study) }
    try other.study.remove()
    try study.remove()
  }
}
