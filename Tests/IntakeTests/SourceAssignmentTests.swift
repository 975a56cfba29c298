// SPDX-License-Identifier: EUPL-1.2
import Intake
import Model
import Testing

struct SourceAssignmentTests {
  private static let units: [StudyUnit] = [
    StudyUnit(code: "JZ01", name: "Groningen", kind: "regio"),
    StudyUnit(code: "JZ02", name: "Friesland (Fryslân)", kind: "regio"),
    StudyUnit(code: "JZ22", name: "Utrecht Stad", kind: "regio"),
    StudyUnit(code: "VT01", name: "Twente", kind: "vt"),
    StudyUnit(code: "VR05", name: "Twente", kind: "veiligheidsregio"),
    StudyUnit(code: "GM0014", name: "Groningen", kind: "gemeente"),
    StudyUnit(code: "GM0344", name: "Utrecht", kind: "gemeente"),
    StudyUnit(code: "GM0753", name: "Best", kind: "gemeente"),
    StudyUnit(code: "GM0796", name: "'s-Hertogenbosch", kind: "gemeente"),
  ]
  private static let framework = Framework(
    id: "f", version: "1", title: "",
    unitKinds: ["regio", "gemeente", "vt", "stuk"].map { UnitKind(id: $0, one: $0, many: $0) },
    sourceKinds: [
      SourceKind(id: "visie", label: "visie", isCore: true, names: ["visie"]),
      SourceKind(id: "regiovisie", label: "regiovisie", isCore: true, names: ["regiovisie"]),
      SourceKind(id: "plan", label: "plan", isCore: false, names: ["plan", "plan van aanpak"]),
    ],
    sourceLevels: [
      SourceLevel(id: "gemeentelijk", label: ""), SourceLevel(id: "regionaal", label: ""),
      SourceLevel(id: "veilig-thuis", label: ""),
    ], sourceStatuses: [], usageRights: [], themes: [])

  private func describe(_ path: String, _ row: SourceRow? = nil) -> (
    SourceDescription, [Diagnostic]
  ) {
    SourceAssignment.describe(
      path: path, row: row, units: Self.units, framework: Self.framework)
  }

  /// Path, unit, basis.
  @Test(arguments: [
    ("JZ01/x.pdf", "JZ01", AssignmentBasis.folderCode),
    ("jz01 Groningen/oud/x.pdf", "JZ01", .folderCode),
    ("JZ01/GM0014-stad/x.pdf", "GM0014", .folderCode),
    ("JZ01/utrecht/x.pdf", "JZ01", .folderCode),
    ("GM0344_x/x.pdf", "GM0344", .folderCode),
    ("Gemeente Groningen/x.pdf", "GM0014", .folderName),
    ("regio groningen/x.pdf", "JZ01", .folderName),
    ("UTRECHT/x.pdf", "GM0344", .folderName),
    ("Utrecht-Stad/x.pdf", "JZ22", .folderName),
    ("s Hertogenbosch/x.pdf", "GM0796", .folderName),
    ("Den Bosch/x.pdf", "GM0796", .folderName),
    ("Fryslan/x.pdf", "JZ02", .folderName),
    ("Twente/x.pdf", "VT01", .folderName),
  ])
  func assignsByFolder(path: String, unit: String, basis: AssignmentBasis) {
    let (description, diagnostics) = describe(path)
    #expect(description.units == [UnitCode(unit)])
    #expect(description.basis == basis)
    // The level is a property that a person describes; a folder does not tell it.
    #expect(description.level == nil)
    #expect(diagnostics.isEmpty)
  }

  @Test(arguments: ["JZ0/x.pdf", "JZ01x/x.pdf", "JZ01.pdf", "overig/x.pdf", "x.pdf"])
  func leavesOpenWhatNothingSays(path: String) {
    let (description, diagnostics) = describe(path)
    #expect(description.units.isEmpty)
    #expect(description.basis == .none)
    #expect(description.level == nil)
    #expect(diagnostics.isEmpty)
  }

  @Test func explainsAnAmbiguousName() {
    let (description, diagnostics) = describe("Groningen/x.pdf")
    #expect(description.units.isEmpty)
    #expect(diagnostics.map(\.severity) == [.note])
    #expect(diagnostics[0].problem.contains("GM0014 (gemeente) of JZ01 (regio)"))
  }

  @Test func theTableGoesBeforeTheFolder() {
    let row = SourceRow(
      line: 2, path: "JZ01/x.pdf", units: ["GM0014", "GM0344"], kind: "plan", date: "2014",
      note: "n")
    let (description, _) = describe("JZ01/regiovisie.pdf", row)
    #expect(description.units == ["GM0014", "GM0344"])
    #expect(description.basis == .table)
    #expect(description.kind == "plan")
    #expect(description.level == nil)
    #expect(description.date == "2014")
    #expect(description.note == "n")
  }

  /// The longest name wins; the file's name goes before the folder's; short names are whole words.
  @Test(
    arguments: [
      ("JZ01/Concept_Regiovisie-2014.pdf", "regiovisie"), ("JZ01/toekomstvisie.pdf", "visie"),
      ("JZ01/Plan van Aanpak.pdf", "plan"), ("JZ01/planning.pdf", nil),
      ("regiovisies/plan.pdf", "plan"), ("regiovisies/x.pdf", "regiovisie"),
    ] as [(String, String?)])
  func tellsTheKindByName(path: String, kind: String?) {
    #expect(describe(path).0.kind == kind)
  }

  @Test(arguments: [
    ("De gemeente Utrecht en Groningen. Utrecht stuurt.", ["GM0344", "GM0014", "JZ01"]),
    ("in utrecht stad", []), ("Dit is best. UTRECHT STAD", ["JZ22"]),
    ("’s-Hertogenbosch wil dit", ["GM0796"]), ("Best beleid voor 's-hertogenbosch", ["GM0753"]),
    ("Den Bosch", ["GM0796"]), ("", []), ("Utrechtse Heuvelrug", []),
  ])
  func suggestsUnitsByNamesInTheText(text: String, codes: [String]) {
    let found = UnitSuggestion.suggest(text, units: Self.units)
    #expect(found == codes.map { UnitCode($0) })
  }
}
