// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Intake
import Model
import Testing

struct StudyFolderTests {
  @Test func readsAFolderWithoutMistakes() throws {
    let study = try StudyFixture([
      "sources.csv":
        "file;units;kind;date;usage;exclude\nJZ01/regiovisie.txt;jz01 GM0014;Regiovisie;"
        + "01-02-2014;Openbaar;dubbel\n",
      "collection.csv": "unit,date,where,terms,result,note\nJZ01,2015-03-01,web,aanpak,niets,\n",
      "answers.csv": "unit,field,answer,quote,file,page\n"
        + "JZ01,1.1,Niet aangetroffen,,,\nJZ01,2.1/Politie,wel,\"de \"\"politie\"\"\","
        + "sources/JZ01/regiovisie.txt,2\n",
    ])
    let folder = StudyFolder.read(at: study.root)
    #expect(folder.diagnostics.map(\.text) == [])
    #expect(folder.isUsable)
    #expect(folder.settings.title == "Proef")
    #expect(
      folder.settings.wave == Wave(id: "2015", title: "Meting 2015", notBefore: "2014-01-01"))
    #expect(folder.settings.limits == DocumentLimits())
    #expect(folder.units.map(\.code) == ["JZ01", "JZ02", "GM0014", "GM0080", "GM0518", "VR01"])
    #expect(folder.units.map(\.isExamined) == [true, true, true, false, false, true])
    #expect(folder.units[0].tile == StudyUnit.Tile(column: 5, row: 0))
    #expect(folder.unitsText == StudyFixture.good["units.csv"] ?? "")
    #expect(folder.files.map(\.path) == ["JZ01/regiovisie.txt"])
    #expect(folder.files[0].size == 5)
    let row = try #require(folder.sourceRows["JZ01/regiovisie.txt"])
    #expect(row.units == ["JZ01", "GM0014"])
    #expect(row.kind == "regiovisie")
    #expect(row.date == "2014-02-01")
    #expect(row.usage == "openbaar")
    #expect(row.exclusion == "dubbel")
    #expect(folder.collection.map(\.result) == ["niets"])
    #expect(folder.answerRows.map(\.value) == [.categories(["geen"]), .categories(["wel"])])
    #expect(
      folder.answerRows[1].cell == Cell(unit: "JZ01", field: "2.1", item: "politie"))
    #expect(folder.answerRows[1].quote == "de \"politie\"")
    #expect(folder.answerRows[1].file == "JZ01/regiovisie.txt")
    #expect(folder.answerRows[1].page == 2)
    #expect(folder.answerRows[1].coder == "lezer-1")
  }

  struct Mistake: Sendable, CustomTestStringConvertible {
    var file: String
    var text: String?
    var line: Int?
    var problem: String
    var severity = Diagnostic.Severity.error
    var usable = true
    var testDescription: String { "\(file): \(problem)" }
  }

  static func units(_ rows: String, _ line: Int, _ problem: String) -> Mistake {
    Mistake(
      file: "units.csv", text: StudyFixture.unitsHeader + rows, line: line, problem: problem,
      usable: false)
  }

  static func sources(_ row: String, _ problem: String, _ severity: Diagnostic.Severity = .error)
    -> Mistake
  {
    let header = "file,units,kind,level,date,valid_from,valid_until,status,usage,exclude\n"
    return Mistake(
      file: "sources.csv", text: header + row, line: 2, problem: problem, severity: severity)
  }

  static func answers(_ row: String, _ problem: String, _ severity: Diagnostic.Severity = .error)
    -> Mistake
  {
    let header = "unit,field,answer,quote,file,page,occurrence,coder,note,reason\n"
    return Mistake(
      file: "answers.csv", text: header + row, line: 2, problem: problem, severity: severity)
  }

  static let mistakes: [Mistake] = [
    .init(file: "study.yaml", text: nil, line: nil, problem: "ontbreekt", usable: false),
    .init(file: "framework.yaml", text: nil, line: nil, problem: "ontbreekt", usable: false),
    .init(file: "units.csv", text: nil, line: nil, problem: "ontbreekt", usable: false),
    .init(
      file: "study.yaml", text: "title: x\nwave: {id: a}\nlimit: 3", line: 3,
      problem: "onbekende sleutel limit", severity: .warning),
    .init(
      file: "study.yaml", text: "title: x\nwave: {id: a, not_before: 2014-02-30}", line: 2,
      problem: "not_before", usable: false),
    .init(
      file: "study.yaml", text: "title: x\nwave: {id: a/b}", line: 2, problem: "niet bruikbaar",
      usable: false),
    .init(file: "study.yaml", text: "title: x", line: 1, problem: "ontbreekt wave", usable: false),
    .init(
      file: "study.yaml", text: "title: x\nframework: ../f.yaml\nwave: {id: a}", line: 2,
      problem: "framework is", usable: false),
    .init(
      file: "study.yaml", text: "title: x\nwave: {id: a}\nlimits: {seconds_per_file: 0}",
      line: 3, problem: "seconds_per_file", usable: false),
    .init(
      file: "study.yaml", text: "title: x\nwave: {id: a}\nocr: ja", line: 3, problem: "ocr is",
      usable: false),
    .init(
      file: "units.csv", text: StudyFixture.unitsHeader, line: nil, problem: "geen regio",
      usable: false),
    units("J 1,x,regio\n", 2, "niet bruikbaar"),
    units(",x,regio\n", 2, "de code ontbreekt"),
    units("J1,,regio\n", 2, "heeft geen naam"),
    units("J1,x,regoi\n", 2, "de soort"),
    units("J1,x,regio\nj1,y,regio\n", 3, "staat al op regel 2"),
    units("J1,x,regio,J9\n", 2, "hoort bij J9"),
    units("J1,x,regio,J1\n", 2, "hoort bij J1"),
    units("J1,x,regio,,centrum,g\n", 2, "geen gemeente en heeft toch een rol"),
    units("J1,x,regio\nG1,y,gemeente,J1,hoofd,g\n", 3, "de rol"),
    units("J1,x,regio\nG1,y,gemeente,J1,,,soms\n", 3, "in de kolom examined"),
    units("G1,y,gemeente,,,,ja\n", 2, "hoort bij geen regio"),
    units("J1,x,regio\nA,a,gemeente,J1,centrum,g,ja\nB,b,gemeente,J1,centrum,g,ja\n", 4, "allebei"),
    units("J1,x,regio,,,,,2015-13-01\n", 2, "geen datum"),
    units("J1,x,regio,,,,,2015\n", 2, "geen datum"),
    units("J1,x,regio,,,,,2015-01-01,2014-01-01\n", 2, "ligt na"),
    units("J1,x,regio,,,,,,,5-0\n", 2, "tegelkaart"),
    .init(
      file: "units.csv",
      text: StudyFixture.unitsHeader + "J1,x,regio\nG1,y,gemeente,J1,centrum,,ja\n", line: 3,
      problem: "heeft geen grond", severity: .warning),
    sources("../x", "geen pad"),
    sources("geen.pdf", "staat niet in de map", .warning),
    sources("JZ01/regiovisie.txt,JZ03", "de code JZ03"),
    sources("JZ01/regiovisie.txt,,visie", "in de kolom kind"),
    sources("JZ01/regiovisie.txt,,,hoog", "in de kolom level"),
    sources("JZ01/regiovisie.txt,,,,gisteren", "geen datum"),
    sources("JZ01/regiovisie.txt,,,,,2016,2015", "ligt na"),
    sources("JZ01/regiovisie.txt,,,,,,,klaar", "in de kolom status"),
    sources("JZ01/regiovisie.txt,,,,,,,,vrij", "in de kolom usage"),
    sources("JZ01/regiovisie.txt,,,,,,,,,ja", "zonder reden"),
    .init(
      file: "sources.csv", text: "file\nJZ01/regiovisie.txt\nsources/JZ01\\regiovisie.txt\n",
      line: 3, problem: "staat al op regel 2"),
    .init(
      file: "collection.csv", text: "unit,date,where,terms,result\nJZ9,,,,\n", line: 2,
      problem: "de code JZ9"),
    .init(
      file: "collection.csv", text: "unit,date,where,terms,result\nJZ01,mei,w,t,r\n", line: 2,
      problem: "geen datum"),
    .init(
      file: "collection.csv", text: "unit,date,where,terms,result\nJZ01,2015-01-01,,t,r\n",
      line: 2, problem: "waar is gezocht", severity: .warning),
    .init(
      file: "collection.csv", text: "unit,date,where,terms,result\nJZ01,,w,t,\n",
      line: 2, problem: "wat het opleverde", severity: .warning),
    missed("-1"), missed("1000001"), missed("9223372036854775807"), missed("twee"),
    answers("JZ03,1.1,iets", "de code JZ03"),
    answers("GM0014,1.1,iets", "gaat over regio"),
    answers("JZ01,1.9,iets", "het veld ‘1.9’"),
    answers("JZ01,3.5,ja", "staat uit"),
    answers("JZ01,1.1/politie,iets", "heeft geen onderdelen"),
    answers("JZ01,2.1,wel", "per onderdeel"),
    answers("JZ01,2.1/brandweer,wel", "geen onderdeel ‘brandweer’"),
    answers("JZ01,1.1,", "ontbreekt"),
    answers("JZ01,1.1,weinig", "kent het antwoord ‘weinig’ niet"),
    answers("JZ01,1.1,iets; veel", "er staan er 2"),
    answers("JZ01,2.2,geen;slaan", "niet naast"),
    answers("JZ01,1.1,niet te bepalen", "zonder reden"),
    answers("JZ01,1.1,iets,q,,nul", "geen nummer"),
    answers("JZ01,1.1,iets,q,/etc/x", "geen pad"),
    answers("JZ01,1.1,iets,q,weg.pdf", "staat niet in de map", .warning),
  ]

  private static func missed(_ number: String) -> Mistake {
    .init(
      file: "collection.csv",
      text: "unit,date,where,terms,result,missed\nJZ01,2015-01-01,w,t,r,\(number)\n", line: 2,
      problem: "‘\(number)’ in de kolom missed")
  }

  @Test(arguments: ["0", "1000000"]) func acceptsANumberOfMissedPapers(_ number: String) throws {
    let study = try StudyFixture([
      "collection.csv":
        "unit,date,where,terms,result,missed\nJZ01,2015-01-01,w,t,r,\(number)\n"
    ])
    let found = StudyFolder.read(at: study.root).diagnostics
    #expect(!found.contains { $0.problem.contains("missed") })
  }

  @Test(arguments: mistakes)
  func saysWhatIsWrongWithFileAndLine(mistake: Mistake) throws {
    let study = try StudyFixture([mistake.file: mistake.text])
    let folder = StudyFolder.read(at: study.root)
    let found = try #require(
      folder.diagnostics.first {
        $0.file == mistake.file && $0.problem.contains(mistake.problem)
      }, "\(folder.diagnostics.map(\.text))")
    #expect(found.line == mistake.line)
    #expect(found.severity == mistake.severity)
    #expect(found.expected?.isEmpty == false)
    #expect(!found.remedy.isEmpty)
    #expect(folder.isUsable == mistake.usable)
  }

  @Test func refusesAnAnswerForAMunicipalityThatIsNotExamined() throws {
    let study = try StudyFixture([
      "framework.yaml": FrameworkParserTests.good.replacing(
        "unit: stuk\n            scope: stuk\n            scale: nominal\n            enabled: false",
        with: "unit: gemeente\n            scope: gemeente\n            scale: nominal"),
      "answers.csv": "unit,field,answer\nGM0080,3.5,ja\nGM0014,3.5,ja\n",
    ])
    let folder = StudyFolder.read(at: study.root)
    #expect(folder.answerRows.map(\.cell.unit) == ["GM0014"])
    #expect(folder.diagnostics.contains { $0.line == 2 && $0.problem.contains("niet onderzocht") })
  }

  @Test func answersAboutADocumentNameItsPathOrItsNumber() throws {
    let study = try StudyFixture([
      "framework.yaml": FrameworkParserTests.good.replacing(
        "enabled: false", with: "enabled: true"),
      "answers.csv":
        "unit,field,answer\nJZ01/regiovisie.txt,3.5,ja\nS0001,3.5,nee\nx.pdf,3.5,nee\n",
    ])
    let folder = StudyFolder.read(at: study.root)
    #expect(folder.answerRows.map(\.cell.unit) == ["JZ01/regiovisie.txt", "s0001"])
    #expect(folder.diagnostics.map(\.line) == [4])
  }

  @Test func keepsSpecialAnswersAndOrderOfCategories() throws {
    let study = try StudyFixture([
      "answers.csv": "unit,field,answer,reason,note\nJZ01,1.1,Niet te bepalen,geen stuk,\n"
        + "JZ01,2.2,nvt,,\nJZ02,1.1,N.V.T.,,\nJZ02,2.2,niet te bepalen,,alleen een beeld\n"
    ])
    let folder = StudyFolder.read(at: study.root)
    #expect(folder.diagnostics.map(\.text) == [])
    #expect(
      folder.answerRows.map(\.value) == [
        .undetermined(reason: "geen stuk"), .notApplicable, .notApplicable,
        .undetermined(reason: "alleen een beeld"),
      ])
  }

  @Test func takesTheSameRowOnceWhereverItStands() throws {
    let one = try StudyFixture([
      "answers.csv": "unit,field,answer\nJZ01,1.1,iets\nJZ02,1.1,veel\n JZ01 ,1.1,iets\n"
    ])
    let other = try StudyFixture([
      "answers.csv": "answer;field;unit;note\r\nveel;1.1;JZ02;\r\niets;1.1;JZ01;\r\n"
    ])
    let first = StudyFolder.read(at: one.root)
    let second = StudyFolder.read(at: other.root)
    #expect(first.diagnostics.map(\.severity) == [.note])
    #expect(first.answerRows.count == 2)
    #expect(
      Set(first.answerRows.map(\.fingerprint)) == Set(second.answerRows.map(\.fingerprint)))
  }

  /// Codes as the statistics office delivers them, and as people type them.
  @Test(arguments: ["GM0363    ", "gm0363", " GM0363"])
  func acceptsCodesAsTheyComeOut(code: String) {
    let (units, diagnostics) = UnitTable.read(
      text: "code,name,kind\n\(code),Amsterdam,gemeente\n", file: "units.csv")
    #expect(units.map(\.code) == ["GM0363"])
    #expect(diagnostics.isEmpty)
  }
}
