// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Testing

@testable import Workflow

/// R7 (the grid of region, theme and kind of source), R9 and R10 (how many papers, of which status, beside the
/// wave before and why).
@Suite(.serialized) struct GridStudyTests {
  private static let files = [
    "study.yaml": """
    title: Proef
    wave: {id: "2015", title: Meting 2015, earlier: {title: Nulmeting 2014, documents: 2, explanation: Er kwamen concepten bij na de gesprekken.}}

    """,
    "units.csv": """
    code,name,kind,parents,role,ground,examined
    JZ01,Noord,regio,VT01,,,
    JZ02,Zuid,regio,,,,
    VT01,Gebied,vt,,,,
    GM01,Stad,gemeente,JZ01,centrum,loting,ja

    """,
    "sources.csv": """
    file,units,kind,status,origin
    visie.txt,JZ01,regiovisie,vastgesteld,toegezonden
    visie-kopie.txt,JZ01,regiovisie,vastgesteld,toegezonden
    nog-een.txt,JZ01,regiovisie,concept,website
    plan.txt,GM01,beleidsplan-jeugd,concept,toegezonden
    leeg.txt,VT01,inrichtingsplan,,
    los.txt,JZ02,,,

    """,
    // Theme A in two passages (the first holds two terms), theme B in one of them too.
    "sources/visie.txt":
      "De politie werkt mee aan afspraken over privacy.\n\nDe meldcode geldt voor scholen en er is jeugdhulp.\n\nDeze alinea zegt niets.\n",
    "sources/visie-kopie.txt":
      "De politie werkt mee aan afspraken over privacy.\n\nDe meldcode geldt voor scholen en er is jeugdhulp.\n\nDeze alinea zegt niets.\n",
    "sources/nog-een.txt": "Ook hier spreekt men over de politie.\n",
    "sources/plan.txt": "In dit plan staan speelplekken en fietspaden.\n",
    "sources/leeg.txt": "",
    "sources/los.txt": "De huisarts en de politie.\n",
  ]

  @Test func countsPassagesPerUnitThemeAndKind() async throws {
    let study = try FolderStudy(Self.files)
    _ = try await study.monitor()
    var found: [String: String] = [:]
    for row in try study.rows("grid.csv") {
      let key = "\(row["unit"]) \(row["theme"]) \(row["kind"])"
      found[key] = "\(row["sources"]) \(row["searchable"]) \(row["passages"]) \(row["finding"])"
    }
    let expected = [
      "JZ01 A regiovisie": "2 2 3 gevonden", "JZ01 B regiovisie": "2 2 1 gevonden",
      "JZ01 A beleidsplan-jeugd": "0 0 0 geen-stuk",
      "GM01 A beleidsplan-jeugd": "1 1 0 niets-gevonden",
      "VT01 A inrichtingsplan": "1 0 0 niet-leesbaar", "JZ02 A onbekend": "1 1 1 gevonden",
      "JZ01 G regiovisie": "2 2  geen-zoektermen", "JZ02 G regiovisie": "0 0  geen-stuk",
    ]
    for (key, value) in expected { #expect(found[key] == value, "\(key)") }
    // Four units, four themes, nine kinds of the framework and the unknown one: no cell is left out.
    #expect(found.count == 4 * 4 * 10)
    let page = try study.draft("raster.html")
    for part in ["soort onbekend", "geen stuk van deze soort", "Bij 2 van de 4 gebieden"] {
      #expect(page.contains(part), "\(part)")
    }
    #expect(try study.draft("stukken/index.html").contains("../raster.html"))
    try study.remove()
  }

  @Test func saysHowManyPapersThereAreBesideTheWaveBeforeAndWhy() async throws {
    let study = try FolderStudy(Self.files)
    _ = try await study.monitor()
    let report = try study.draft("rapport.html")
    for part in [
      "tellen 5 stukken mee, tegen 2 in ‘Nulmeting 2014’: 2,5 keer zoveel.",
      "Verklaring van de onderzoekers: Er kwamen concepten bij na de gesprekken.",
      "Herkomst: niet vermeld (2), toegezonden (2), website (1).",
    ] { #expect(report.contains(part), "\(part)") }
    // Two visions, one of them a concept; the papers of which nobody said the status have a column of their own.
    let row = try #require(report.firstRange(of: "<th scope=\"row\">Regiovisie</th>"))
    let cells = report[row.upperBound...].prefix(200).matches(of: />(\d+)</).prefix(5).map {
      String($0.1)
    }
    #expect(cells == ["1", "1", "0", "0", "2"])
    let coverage = try study.rows("coverage.csv").first { $0["file"] == "nog-een.txt" }
    #expect(coverage?["status"] == "concept")
    #expect(coverage?["origin"] == "website")
    // The next wave of the same study is compared with this one, kind by kind.
    var desk = try StudyDesk(paths: study.paths)
    _ = try desk.freezeWave()
    try desk.openWave(.init(id: "2017", title: "Meting 2017"))
    try study.write("Een nieuw plan over de politie.\n", to: "sources/GM01/beleidsplan.txt")
    try study.write("title: Proef\nwave: {id: \"2017\", title: Meting 2017}\n", to: "study.yaml")
    _ = try await study.monitor()
    let next = try study.draft("rapport.html")
    #expect(next.contains("tellen 6 stukken mee, tegen 5 in ‘Meting 2015’: 1,2 keer zoveel."))
    #expect(next.contains("is niet vermeld"))
    try study.remove()
  }
}
