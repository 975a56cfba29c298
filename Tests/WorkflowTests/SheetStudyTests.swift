// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model
import TestSupport
import Testing

@testable import Sheets
@testable import Workflow

/// R124: the factsheet of a region goes out to a spreadsheet with its three columns, and comes back row by row.
@Suite(.serialized) struct SheetStudyTests {
  private static let quote = "Het formulier gaat binnen een dag naar de jeugdarts."
  private static let files = [
    "units.csv": """
    code,name,kind,parents,role,ground,examined
    VT01,Gebied,vt,,,,
    JZ01,Noord,regio,VT01,,,
    JZ02,Zuid,regio,VT01,,,
    GM01,Stad,gemeente,JZ01,centrum,loting,ja
    GM02,Dorp,gemeente,JZ01,regiogemeente,loting,ja

    """,
    "sources.csv": """
    file,units,kind,usage
    visie.txt,JZ01,regiovisie,openbaar
    zuid.txt,JZ02,regiovisie,vertrouwelijk
    plan.txt,JZ01 JZ02,uitvoeringsplan,vertrouwelijk

    """,
    "answers.csv":
      "unit,field,answer,quote,coder\nJZ01,4.1,algemeen,De partners delen gegevens.,lezer-1\n",
    "sources/visie.txt":
      "De partners delen gegevens.\n\n\(quote)\n\nHet team overlegt. Het team overlegt.\n",
    "sources/zuid.txt": "In het zuiden is niets afgesproken.\n",
    "sources/plan.txt": "Dit plan gaat over later.\n",
  ]

  private func exported() async throws -> (study: FolderStudy, file: URL) {
    let study = try FolderStudy(Self.files)
    let result = try await study.monitor()
    #expect(result.diagnostics.filter { $0.severity == .error }.map(\.text) == [])
    let files = try StudyDesk(lookingAt: study.paths).writeSheets(of: ["jz01"], to: nil)
    return (study, try #require(files.first))
  }

  private func answer(_ study: FolderStudy, _ field: String) async throws -> [String] {
    _ = try await study.monitor()
    let row = try study.rows("answers.csv").first { $0["unit"] == "JZ01" && $0["field"] == field }
    return [row?["answer"] ?? "", row?["quote"] ?? "", row?["coders"] ?? ""]
  }

  private func adopt(
    _ file: URL, _ study: FolderStudy, as coder: CoderID = "lezer-1"
  ) throws -> SheetAdoption {
    var desk = try StudyDesk(paths: study.paths)
    return try desk.adopt(file, as: coder)
  }

  @Test func everyUnitOfTheFactsheetIsThereWithItsTwin() async throws {
    let (study, file) = try await exported()
    let copy = try SheetCopy(file)
    #expect(try copy["JZ01 4.1", "over wie"] == "Noord (regio)")
    #expect(try copy["GM01 1.5", "over wie"] == "Stad (centrumgemeente)")
    #expect(try copy["GM02 1.5", "over wie"] == "Dorp (andere gemeente)")
    #expect(try copy["VT01 7.1", "over wie"] == "Gebied (Veilig Thuis-regio)")
    #expect(try copy["JZ01 4.1", "huidig antwoord"] == "algemeen")
    #expect(
      try copy["JZ01 4.1", "onderbouwing"] == "“De partners delen gegevens.” (visie.txt, p. 1)")
    #expect(try copy["JZ01 4.1", "citaat"] == "De partners delen gegevens.")
    #expect(!copy.rows.values.contains { $0[0]?.text == "JZ02" })
    // The open twin has the same cells.
    let twin = try String(
      contentsOf: file.deletingPathExtension().appendingPathExtension("csv"), encoding: .utf8)
    #expect(twin.hasPrefix("unit,name,field,question,current,"))
    #expect(twin.contains("JZ01,Noord (regio),4.1,"))
    // The same study gives the same bytes.
    let before = try Data(contentsOf: file)
    _ = try StudyDesk(lookingAt: study.paths).writeSheets(of: ["JZ01"], to: nil)
    #expect(try Data(contentsOf: file) == before)
    #expect(throws: WorkflowError.self) {
      try StudyDesk(lookingAt: study.paths).writeSheets(of: ["JZ99"], to: nil)
    }
    try study.remove()
  }

  @Test func aChangedRowIsANewAnswerAndAnUntouchedOneIsNothing() async throws {
    let (study, file) = try await exported()
    let untouched = try adopt(file, study)
    #expect(untouched.adopted == 0)
    #expect(untouched.untouched > 50)
    var copy = try SheetCopy(file)
    try copy.set(
      "JZ01 4.1", ["antwoord": "Concreet uitgewerkt", "citaat": Self.quote, "bladzijde": "1"])
    // Of several places one is chosen.
    try copy.set(
      "JZ01 1.1",
      ["antwoord": "expliciet benoemd", "citaat": "Het team overlegt.", "voorkomen": "2"])
    try copy.save(to: file)
    let result = try adopt(file, study)
    #expect(result.diagnostics.map(\.text) == [])
    #expect(result.adopted == 2)
    #expect(try await answer(study, "4.1") == ["concreet", Self.quote, "lezer-1"])
    // A second time nothing is appended, and monitor does not put the old row back.
    let head = try StudyDesk(lookingAt: study.paths).study.headNumber
    let again = try adopt(file, study)
    #expect(again.adopted == 0)
    #expect(again.known == 2)
    #expect(again.diagnostics.isEmpty)
    #expect(try StudyDesk(lookingAt: study.paths).study.headNumber == head)
    #expect(try await study.monitor().summary.eventsAppended == 0)
    // Whoever goes on in the same sheet meets no conflict with its own rows.
    try copy.set("JZ01 4.1", ["toelichting": "bij nader inzien"])
    try copy.save(to: file)
    #expect(try adopt(file, study).adopted == 1)
    try study.remove()
  }

  @Test func rowsAndColumnsMayStandElsewhere() async throws {
    let (study, file) = try await exported()
    var copy = try SheetCopy(file)
    try copy.set("JZ01 4.1", ["antwoord": "concreet uitgewerkt", "citaat": Self.quote])
    let row = try copy.row("JZ01 4.1")
    // A title above, a column before, all other rows gone.
    func shifted(_ cells: [Int: ReadWorkbook.Cell]?) -> [Int: ReadWorkbook.Cell] {
      Dictionary(uniqueKeysWithValues: (cells ?? [:]).map { ($0.key + 1, $0.value) })
    }
    copy.rows = [
      0: [0: .init(text: "mijn lijst")], 2: shifted(copy.rows[0]), 7: shifted(copy.rows[row]),
    ]
    copy.rows[2]?[0] = .init(text: "eigen kolom")
    try copy.save(to: file)
    #expect(try adopt(file, study).adopted == 1)
    #expect(try await answer(study, "4.1")[0] == "concreet")
    try study.remove()
  }

  @Test func aRefusedRowNamesItsCellAndTheOthersGoOn() async throws {
    let (study, file) = try await exported()
    var copy = try SheetCopy(file)
    try copy.set("JZ01 4.1", ["antwoord": "concreet uitgewerkt", "citaat": Self.quote])
    try copy.set("JZ01 1.1", ["antwoord": "expliciet benoemd", "citaat": "Het team overlegt."])
    try copy.set("JZ01 5.4", ["antwoord": "geen van deze"])
    try copy.set("JZ01 3.1", ["toelichting": "alleen dit"])
    try copy.set("JZ01 6.1", ["antwoord": "niet te bepalen", "bladzijde": "drie", "citaat": "x"])
    try copy.save(to: file)
    let result = try adopt(file, study)
    #expect(result.adopted == 1)
    let texts = result.diagnostics.map(\.text)
    for (key, column, words) in [
      ("JZ01 1.1", "citaat", "heeft niet één plaats"), ("JZ01 5.4", "antwoord", "is geen antwoord"),
      ("JZ01 3.1", "antwoord", "er staat geen antwoord"),
      ("JZ01 6.1", "bladzijde", "is geen nummer"),
    ] {
      let cell = Worksheet.address(
        row: try copy.row(key), column: try #require(copy.columns[column]))
      #expect(
        texts.contains {
          $0.hasPrefix("JZ01.xlsx, blad ‘Factsheet’, cel \(cell): ") && $0.contains(words)
        },
        "\(key): \(texts)")
    }
    #expect(texts.count == 4)
    try study.remove()
  }

  @Test func anAnswerGivenMeanwhileIsAConflictThatShowsBoth() async throws {
    let (study, file) = try await exported()
    var desk = try StudyDesk(paths: study.paths)
    let cell = try desk.cell(unit: "JZ01", field: "4.1")
    _ = try desk.answer(
      AnswerRequest(
        cell: cell, value: try desk.value("concreet uitgewerkt", field: cell.field, note: ""),
        quotes: [QuoteRequest(text: Self.quote)], coder: "lezer-2"))
    var copy = try SheetCopy(file)
    try copy.set(
      "JZ01 4.1", ["antwoord": "niet aangetroffen", "citaat": "", "reden": "gaat over iets anders"])
    try copy.save(to: file)
    let result = try adopt(file, study)
    #expect(result.adopted == 0)
    let text = try #require(result.diagnostics.first).text
    for part in [
      "veranderd sinds dit blad", "‘niet aangetroffen’", "concreet uitgewerkt (lezer-2)",
    ] {
      #expect(text.contains(part), "\(text)")
    }
    try study.remove()
  }

  /// What a settlement or a passage held up is gone: an older sheet does not know that.
  @Test func whatWasTakenBackSinceIsAConflict() async throws {
    let (study, file) = try await exported()
    var desk = try StudyDesk(paths: study.paths)
    func conflicts(_ sheet: URL) throws {
      var copy = try SheetCopy(sheet)
      try copy.set("JZ01 4.1", ["toelichting": "nagekeken"])
      try copy.save(to: sheet)
      let result = try adopt(sheet, study)
      #expect(result.adopted == 0)
      #expect(result.diagnostics.first?.text.contains("veranderd sinds dit blad") == true)
    }
    _ = try desk.withdraw(coding: "c0001", reason: "verkeerd stuk", actor: "lezer-1")
    try conflicts(file)
    let cell = try desk.cell(unit: "JZ01", field: "4.1")
    let answers: [(CoderID, CategoryID, String?)] = [
      ("lezer-1", "algemeen", nil), ("lezer-2", "concreet", nil),
      ("lezer-3", "concreet", "er is een termijn"),
    ]
    for (coder, category, ground) in answers {
      _ = try desk.answer(
        AnswerRequest(
          cell: cell, value: .categories([category]), quotes: [QuoteRequest(text: Self.quote)],
          coder: coder), settling: ground)
    }
    let later = try #require(
      try desk.writeSheets(of: ["JZ01"], to: study.paths.folder.appendingPathComponent("later"))
        .first)
    _ = try desk.withdrawSettlement(cell, reason: "te vroeg", actor: "lezer-3")
    try conflicts(later)
    try study.remove()
  }

  /// The sheet has no column for how sure a reader is and for what speaks against the answer: both go along.
  @Test func whatTheSheetDoesNotShowIsKept() async throws {
    let study = try FolderStudy(Self.files)
    _ = try await study.monitor()
    var desk = try StudyDesk(paths: study.paths)
    let cell = try desk.cell(unit: "JZ01", field: "4.1")
    _ = try desk.answer(
      AnswerRequest(
        cell: cell, value: .categories(["algemeen"]),
        quotes: [QuoteRequest(text: "De partners delen gegevens.")], coder: "lezer-1",
        certainty: .doubtful,
        against: [
          QuoteRequest(text: Self.quote), QuoteRequest(text: "Het team overlegt.", occurrence: 1),
        ]))
    let file = try #require(try desk.writeSheets(of: ["JZ01"], to: nil).first)
    func adopted(_ values: KeyValuePairs<String, String>) throws -> Answer? {
      var copy = try SheetCopy(file)
      try copy.set("JZ01 4.1", values)
      try copy.save(to: file)
      let result = try adopt(file, study)
      #expect(result.diagnostics.map(\.text) == [])
      #expect(result.adopted == 1)
      let desk = try StudyDesk(lookingAt: study.paths)
      return desk.study.openRound?.answers[cell]?.last
    }
    let first = try #require(try adopted(["toelichting": "bij nader inzien"]))
    #expect(first.note == "bij nader inzien")
    #expect(first.certainty == .doubtful)
    let against = try #require(first.against)
    #expect(against.count == 2)
    let kept = try #require(against.first)
    let dropped = try #require(against.last)
    // What was withdrawn does not come back.
    var later = try StudyDesk(paths: study.paths)
    _ = try later.withdraw(coding: dropped, reason: "zegt niets", actor: "lezer-1")
    let second = try #require(try adopted(["toelichting": "nog eens"]))
    #expect(second.against == [kept])
    // What carries the answer now does not speak against it.
    let third = try #require(try adopted(["citaat": Self.quote]))
    #expect(third.against == nil)
    #expect(third.certainty == .doubtful)
    try study.remove()
  }

  /// Where two read apart, the answer of the other is no conflict, and it is not shown.
  @Test func whoReadsApartSeesNoConflict() async throws {
    let study = try FolderStudy(
      Self.files.merging(
        [
          "readers.csv": "coder,units\nlezer-1,\nlezer-2,\n", "answers.csv": "unit,field,answer\n",
        ], uniquingKeysWith: { $1 }))
    _ = try await study.monitor()
    let file = try #require(
      try StudyDesk(lookingAt: study.paths).writeSheets(of: ["JZ01"], to: nil).first)
    var desk = try StudyDesk(paths: study.paths)
    let cell = try desk.cell(unit: "JZ01", field: "4.1")
    _ = try desk.answer(
      AnswerRequest(
        cell: cell, value: try desk.value("concreet uitgewerkt", field: cell.field, note: ""),
        quotes: [QuoteRequest(text: Self.quote)], coder: "lezer-1"))
    let later = try StudyDesk(lookingAt: study.paths)
      .writeSheets(of: ["JZ01"], to: study.paths.folder.appendingPathComponent("later"))
    let twin = try String(
      contentsOf: later[0].deletingPathExtension().appendingPathExtension("csv"), encoding: .utf8)
    #expect(!twin.contains("JZ01,Noord (regio),4.1,\"concreet"))
    #expect(!twin.contains("door lezer-1"))
    var copy = try SheetCopy(file)
    try copy.set("JZ01 4.1", ["antwoord": "algemeen", "citaat": "De partners delen gegevens."])
    try copy.save(to: file)
    let result = try adopt(file, study, as: "lezer-2")
    #expect(result.diagnostics.map(\.text) == [])
    #expect(result.adopted == 1)
    try study.remove()
  }

  /// Identifiers that were changed, columns that were sorted apart, formulas, rows that stand there twice, rows of
  /// one's own: each is named, and none becomes an answer.
  @Test func hostileRowsAreRefused() async throws {
    let (study, file) = try await exported()
    var copy = try SheetCopy(file)
    try copy.set("JZ01 4.1", ["antwoord": "concreet uitgewerkt", "citaat": Self.quote])
    let good = copy.rows
    let row = try copy.row("JZ01 4.1")
    let columns = copy.columns
    func refused(
      _ words: String, sourceLocation: SourceLocation = #_sourceLocation,
      _ change: (inout [Int: [Int: ReadWorkbook.Cell]]) throws -> Void
    ) throws {
      copy.rows = good
      try change(&copy.rows)
      try copy.save(to: file)
      let result = try adopt(file, study)
      #expect(result.adopted == 0, sourceLocation: sourceLocation)
      #expect(
        result.diagnostics.contains { $0.text.contains(words) },
        "\(result.diagnostics.map(\.text))", sourceLocation: sourceLocation)
    }
    let key = try #require(columns[SheetForm.keyTitle])
    let seal = try #require(columns[SheetForm.sealTitle])
    let answer = try #require(columns["antwoord"])
    try refused("verborgen kolommen") { $0[row]?[key] = .init(text: "JZ01 4.2") }
    try refused("verborgen kolommen") { $0[row]?[seal] = .init(text: "0000-0000") }
    try refused("volgens de zichtbare kolommen") { $0[row]?[2] = .init(text: "4.2") }
    try refused("de verborgen kolom is leeg") { $0[row]?[key] = nil }
    try refused("staat er vaker") {
      $0[900] = $0[row]
      $0[900]?[answer] = .init(text: "algemeen")
    }
    // The other half of a sheet is another study's.
    copy.rows = good
    copy.rows[0]?[seal] = nil
    try copy.save(to: file)
    #expect(throws: WorkflowError.self) { try adopt(file, study) }
    copy.rows = good
    copy.workbook.sheets.removeAll { $0.name == SheetForm.originSheet }
    try copy.save(to: file)
    #expect(throws: WorkflowError.self) { try adopt(file, study) }
    try Data("geen rekenblad".utf8).write(to: file)
    #expect(throws: WorkflowError.self) { try adopt(file, study) }
    let other = try await exported()
    #expect(throws: WorkflowError.self) { try adopt(other.file, study) }
    try other.study.remove()
    try study.remove()
  }

  @Test func aFormulaIsNoAnswer() throws {
    let origin = SheetOrigin(kind: "factsheet", wave: "2015", region: "JZ01", event: 1, hash: "h")
    let inputs = SheetForm.factsheet.inputs.map { _ in "" }
    let titles =
      SheetForm.factsheet.columns.map(\.title) + [SheetForm.keyTitle, SheetForm.sealTitle]
    func inline(_ text: String) -> String { "<c t=\"inlineStr\"><is><t>\(text)</t></is></c>" }
    var values = ["JZ01", "", "4.1"] + [String](repeating: "", count: 12)
    values += ["JZ01 4.1", origin.seal(of: "JZ01 4.1", inputs: inputs)]
    var cells = values.map(inline)
    cells[8] = "<c t=\"str\"><f>A1</f><v>algemeen</v></c>"
    let origins = origin.rows.map { "<row>\(inline($0.0))\(inline($0.1))</row>" }.joined()
    var zip = StoredZip()
    zip.add(
      "xl/workbook.xml",
      "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Factsheet\" r:id=\"a\"/>"
        + "<sheet name=\"herkomst\" r:id=\"b\"/></sheets></workbook>")
    zip.add(
      "xl/_rels/workbook.xml.rels",
      "<Relationships><Relationship Id=\"a\" Target=\"a.xml\"/><Relationship Id=\"b\" Target=\"b.xml\"/>"
        + "</Relationships>")
    zip.add(
      "xl/a.xml",
      "<worksheet><sheetData><row>\(titles.map(inline).joined())</row><row>\(cells.joined())</row>"
        + "</sheetData></worksheet>")
    zip.add("xl/b.xml", "<worksheet><sheetData>\(origins)</sheetData></worksheet>")
    let filled = try FilledForm(zip.bytes, file: "x.xlsx", form: .factsheet)
    #expect(filled.rows.isEmpty)
    let text = try #require(filled.diagnostics.first).text
    #expect(text.hasPrefix("x.xlsx, blad ‘Factsheet’, cel I2: in deze cel staat een formule"))
  }

  @Test func aFilledSheetIsNotWrittenOver() async throws {
    let (study, file) = try await exported()
    var copy = try SheetCopy(file)
    try copy.set("JZ01 4.1", ["antwoord": "concreet uitgewerkt", "citaat": Self.quote])
    try copy.save(to: file)
    #expect(throws: WorkflowError.self) {
      try StudyDesk(lookingAt: study.paths).writeSheets(of: ["JZ01"], to: nil)
    }
    #expect(try adopt(file, study).adopted == 1)
    _ = try StudyDesk(lookingAt: study.paths).writeSheets(of: ["JZ01"], to: nil)
    #expect(try SheetCopy(file)["JZ01 4.1", "antwoord"] == "concreet uitgewerkt")
    try Data("van iemand anders".utf8).write(to: file)
    #expect(throws: WorkflowError.self) {
      try StudyDesk(lookingAt: study.paths).writeSheets(of: ["JZ01"], to: nil)
    }
    _ = try StudyDesk(lookingAt: study.paths).writeSheets(of: ["JZ01"], to: nil, again: true)
    #expect(try SheetCopy(file)["JZ01 4.1", "antwoord"] == "concreet uitgewerkt")
    try study.remove()
  }

  /// Every region of the example goes out and comes back as it was, and one answer is given on the way.
  @Test func theExampleGoesOutAndComesBack() async throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("voorbeeld-\(UUID().uuidString)")
    let example = SharedMaterial.packageRoot.appendingPathComponent("examples/kindermishandeling")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in [
      "study.yaml", "framework.yaml", "units.csv", "sources.csv", "answers.csv", "sources",
    ] {
      try FileManager.default.copyItem(
        at: example.appendingPathComponent(name), to: folder.appendingPathComponent(name))
    }
    let paths = StudyPaths(folder)
    let plan = ReadingPlan(executable: ProgramUnderTest.path, workers: 2)
    _ = try await Monitor(paths: paths, plan: plan, progress: { _ in }).run()
    let files = try StudyDesk(lookingAt: paths).writeSheets(of: [], to: nil)
    #expect(files.count == 11)
    var desk = try StudyDesk(paths: paths)
    for file in files {
      let result = try desk.adopt(file, as: "lezer-1")
      #expect(result.adopted == 0, "\(file.lastPathComponent)")
      #expect(result.diagnostics.isEmpty, "\(file.lastPathComponent)")
      #expect(result.untouched > 50, "\(file.lastPathComponent)")
    }
    // Another explanation under every answer of a reader: each quote that went out is found again.
    var copy = try SheetCopy(files[0])
    let note = try #require(copy.columns["toelichting"])
    let quote = try #require(copy.columns["citaat"])
    let answered = copy.rows.filter { $0.key > 0 && $0.value[quote] != nil }.map(\.key)
    #expect(answered.count > 20)
    for row in answered { copy.rows[row]?[note] = .init(text: "nagekeken") }
    try copy.save(to: files[0])
    let result = try desk.adopt(files[0], as: "lezer-1")
    #expect(result.diagnostics.map(\.text) == [])
    #expect(result.adopted == answered.count)
    try FileManager.default.removeItem(at: folder)
  }
}
