// SPDX-License-Identifier: EUPL-1.2
import Model
import Testing

@testable import Assessment
@testable import Reporting

/// A page whose key is the same is not drawn again, so nothing that it shows may be left out of the key.
struct PageKeysTests {
  private static func names(_ value: Any) -> Set<String> {
    // What is kept behind a wrapper has the name of its property with an underscore.
    Set(
      Mirror(reflecting: value).children.compactMap(\.label).map { name in
        name.hasPrefix("_") ? String(name.dropFirst()) : name
      })
  }

  private static let row = CoverageRow(
    source: Source(id: "s0001", path: "a.pdf", description: SourceDescription(), versions: ["v"]),
    facts: DocumentFacts(state: .read, format: "pdf"), suggestedUnits: [], proposals: [])

  private static func key(_ row: CoverageRow) -> String {
    var bytes = KeyBytes()
    bytes.add(row)
    return bytes.key
  }

  /// Whoever adds a property decides here whether a page may show it; then it belongs in `KeyBytes`.
  @Test func knowsEveryPropertyOfWhatPagesShow() {
    #expect(Self.names(Self.row) == ["source", "facts", "suggestedUnits", "proposals"])
    #expect(
      Self.names(Self.row.source) == [
        "id", "path", "description", "versions", "isMissing", "exclusion", "hasMoved",
      ], "hasMoved is not shown")
    #expect(
      Self.names(Self.row.source.description) == [
        "units", "basis", "kind", "level", "date", "validFrom", "validUntil", "status", "usage",
        "origin", "foundWith", "address", "note", "kept",
      ])
    #expect(
      Self.names(Self.row.facts) == [
        "state", "format", "pageCount", "pagesWithoutText", "recognized", "isOpenToRecognition",
        "passageCount", "language", "title", "metadataDate", "lock", "diagnostics",
      ])
    let record = SearchRecord(
      id: "", cell: Cell(unit: "u", field: "f"), terms: [], termsFingerprint: "", searched: [])
    #expect(
      Self.names(record) == [
        "id", "cell", "terms", "termsFingerprint", "searched", "setAside", "finder",
      ])
    #expect(
      Self.names(Outcome(cell: record.cell, standing: .open(.readersDiffer), search: record)) == [
        "cell", "standing", "sharedSearch", "sharedReopening",
      ])
  }

  @Test func differsWithEveryPropertyThatIsShown() {
    var changed: [CoverageRow] = []
    func change(_ body: (inout CoverageRow) -> Void) {
      var row = Self.row
      body(&row)
      changed.append(row)
    }
    change { $0.source.path = "b.pdf" }
    change { $0.source.versions = ["v", "w"] }
    change { $0.source.isMissing = true }
    change { $0.source.description.kept = "eigen besluit" }
    change { $0.source.exclusion = "te oud" }
    change { $0.source.description.units = ["u"] }
    change { $0.source.description.kind = "visie" }
    change { $0.source.description.level = "visie" }
    change { $0.source.description.date = "visie" }
    change { $0.source.description.validFrom = "visie" }
    change { $0.source.description.status = "visie" }
    change { $0.source.description.note = "visie" }
    change { $0.facts.state = .partly }
    change { $0.facts.pageCount = 2 }
    change { $0.facts.pagesWithoutText = [1] }
    change { $0.facts.passageCount = 2 }
    change { $0.facts.recognized = [PageRecognition(page: 1, confidence: 80)] }
    change { $0.facts.isOpenToRecognition = true }
    change { $0.facts.lock = .opened }
    change { $0.facts.language = "fr" }
    change { $0.facts.title = "fr" }
    change { $0.facts.diagnostics = [Diagnostic(.note, .reading, problem: "x", remedy: "y")] }
    change { $0.suggestedUnits = ["u"] }
    change { $0.proposals = [.otherLanguage("fr")] }
    let keys = Set(changed.map(Self.key))
    #expect(keys.count == changed.count && !keys.contains(Self.key(Self.row)))
  }
}
