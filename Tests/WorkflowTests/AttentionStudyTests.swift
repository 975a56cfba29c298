// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Testing
import TestSupport

@testable import Workflow

/// R13, R15, R24, R134: attention points from the table to the report.
@Suite(.serialized) struct AttentionStudyTests {
  private static let files = [
    "study.yaml":
      "title: Proef\nframework: framework.yaml\nwave: {id: \"2015\", title: Meting 2015}\n",
    "units.csv": """
    code,name,kind,parents,role,ground,examined
    JZ01,Noord,regio,,,,
    JZ02,Zuid,regio,,,,
    GM01,Stad,gemeente,JZ01,centrum,loting,ja

    """,
    "sources.csv": "file,units,kind\nJZ01/visie.txt,JZ01,regiovisie\n",
    "interviews.csv": """
    id,unit,role,date,consent
    G01,GM01,beleidsadviseur jeugd,2015-03-12,citeren

    """,
    "attention.csv": """
    point,part,text,theme,addressee,basis
    Z1,aandachtspunt,Over Veilig Thuis,C,,
    A1,aandachtspunt,Gegevens delen,A,,
    A1,bevinding,Dat staat in de visie.,,,I01a; JZ01/visie.txt
    A1,knelpunt,Delen duurt lang.,,,onderzoekers
    A1,oplossing,Een voorbeeld delen.,,gemeenten,G01; terugkoppeling 2015-04-16

    """,
    "sources/JZ01/visie.txt": "Regiovisie\n\nDe regio maakt hierover geen afspraken.\n",
  ]

  @Test func everyPartOfThePointsStandsInTheReportWithItsOrigin() async throws {
    let study = try FolderStudy(Self.files)
    let result = try await study.monitor()
    #expect(result.diagnostics.filter { $0.severity == .error }.map(\.text) == [])
    let page = try study.draft("rapport.html")
    let blocks = [
      "Bij dit thema is één aandachtspunt vastgelegd.", "Aandachtspunt 1</span> Gegevens delen",
      "<h5>Resultaten</h5>", "Dat staat in de visie.", "telling I01a", "JZ01/visie.txt",
      "<h5>Mogelijke knelpunten</h5>", "Delen duurt lang.", "eigen overweging van de onderzoekers",
      "<h5>Mogelijke oplossingen</h5>", "Een voorbeeld delen.", "<b>Voor:</b> gemeenten",
      "gesprek G01</a> (beleidsadviseur jeugd, Stad)", "terugkoppelsessie van 16 april 2015",
      // Theme B has none, and the point of theme C is the second although its row comes first.
      "is in deze meting geen aandachtspunt vastgelegd", "Aandachtspunt 2</span> Over Veilig Thuis",
      "Bij dit aandachtspunt is geen bevinding vastgelegd.",
    ]
    var rest = page[...]
    for block in blocks {
      let range = try #require(rest.firstRange(of: block), "\(block)")
      rest = rest[range.upperBound...]
    }
    // The finding says what its indicator says, with the count beside it.
    let rows = try study.rows("attention.csv")
    #expect(rows.map { $0["number"] } == ["1", "1", "1", "2"])
    let indicator = try #require(try study.rows("indicators.csv").first { $0["id"] == "I01a" })
    #expect(
      rows[0]["counts"] == "\(indicator["numerator"])/\(indicator["denominator"])")
    #expect(!rows[0]["sentence"].isEmpty)
    #expect(rows[2]["basis"] == "G01; terugkoppeling 2015-04-16")
    #expect(rows[2]["addressee"] == "gemeenten")
    try study.remove()
  }

  @Test func theTableIsAdoptedOnceAndAMistakeLeavesWhatStands() async throws {
    let study = try FolderStudy(Self.files)
    _ = try await study.monitor()
    #expect(try await study.monitor().summary.eventsAppended == 0)
    let table = study.paths.folder.appendingPathComponent("attention.csv")
    let old = try String(contentsOf: table, encoding: .utf8)
    try Data((old + "A1,oplossing,Zonder herkomst.,,gemeenten,\n").utf8).write(to: table)
    let result = try await study.monitor()
    #expect(result.summary.eventsAppended == 0)
    #expect(result.diagnostics.contains { $0.file == "attention.csv" && $0.line == 7 })
    #expect(try study.draft("rapport.html").contains("Gegevens delen"))
    try Data(old.replacing("Delen duurt lang.", with: "Delen duurt te lang.").utf8)
      .write(to: table)
    #expect(try await study.monitor().summary.eventsAppended == 1)
    #expect(try study.draft("rapport.html").contains("Delen duurt te lang."))
    try FileManager.default.removeItem(at: table)
    #expect(try await study.monitor().summary.eventsAppended == 0)
    try study.remove()
  }
}
