// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model
import Testing

@testable import Workflow

/// Counting the framework's terms from the kept counts. R66.
@Suite(.serialized)
struct StudyCountsTests {
  private func study() throws -> FolderStudy {
    try FolderStudy([
      "units.csv": "code,name,kind\nJZ01,Eerste,regio\nJZ02,Tweede,regio\n",
      "sources/JZ01/regiovisie.txt":
        "Regiovisie\n\nHet AMK en het AMK. Over privacy spreken wij af.\n",
      "sources/JZ01/leeg.txt": "Brief\n\nHier staat geen enkel gezocht woord in de tekst.\n",
      "sources/kapot.pdf": "%PDF-1.4\n",
    ])
  }

  private func rows(_ counts: StudyCounts, _ by: StudyCounts.Subject, _ terms: String...) throws
    -> [[String]]
  {
    try counts.table(by: by, terms: terms).rows
  }

  @Test func countsPerUnitSourceAndKindWithWhatCouldNotBeSearched() async throws {
    let study = try study()
    defer { try? study.remove() }
    _ = try await study.monitor()
    let counts = try StudyCounts(paths: study.paths)
    #expect(!counts.isReplayed)
    let amk = try #require(counts.roster.terms.first { $0.label.contains("AMK") }).label
    #expect(
      try counts.table(by: .unit, terms: [amk]).columns == [
        "unit", "name", "sources", "searchable", amk,
      ])
    #expect(
      try rows(counts, .unit, amk) == [
        ["JZ01", "Eerste", "2", "2", "2"], ["JZ02", "Tweede", "0", "0", "0"],
      ])
    #expect(
      try rows(counts, .source, amk) == [
        ["JZ01/leeg.txt", "ja", "0"], ["JZ01/regiovisie.txt", "ja", "2"],
        ["kapot.pdf", "nee", "0"],
      ])
    let kinds = try rows(counts, .kind, amk)
    #expect(
      kinds.contains(["onbekend", "2", "1", "0"]) || kinds.contains { $0[0] == "regiovisie" })
    #expect(kinds.reduce(0) { $0 + (Int($1[3]) ?? 0) } == 2)
    #expect(throws: WorkflowError.self) { try rows(counts, .unit, "geen term") }
  }

  /// The kept counts and the rows of hits.csv agree, for all terms.
  @Test func agreesWithTheHits() async throws {
    let study = try study()
    defer { try? study.remove() }
    _ = try await study.monitor()
    let counts = try StudyCounts(paths: study.paths)
    let table = try counts.table(by: .source)
    let hits = try study.rows("hits.csv").filter { $0["zone"] == "body" }
    let listed = Set(counts.roster.terms.filter(\.isListed).map(\.label))
    let total = table.rows.reduce(0) { $0 + $1.dropFirst(2).reduce(0) { $0 + (Int($1) ?? 0) } }
    #expect(total > 0)
    #expect(total == hits.count { listed.contains($0["term"]) })
  }

  /// What changes the sources makes the kept roster unfit; what only adds an answer does not.
  @Test func replaysTheJournalOnlyWhereSourcesChanged() async throws {
    let study = try study()
    defer { try? study.remove() }
    _ = try await study.monitor()
    var desk = try StudyDesk(paths: study.paths)
    let kept = try StudyCounts(paths: study.paths).roster
    let again = try SourceRoster(desk.study, desk.session.corpus)
    #expect(kept == again)
    #expect(SourceRoster(Array(again.text.utf8)) == again)
    #expect(SourceRoster(Array("x\ty\n".utf8)) == nil)
    try desk.session.journal.append(actor: "proef", to: &desk.study) { _ in
      [.titleAdopted("Anders")]
    }
    #expect(try !StudyCounts(paths: study.paths).isReplayed)
    let source = try #require(desk.study.sourceByPath["JZ01/leeg.txt"])
    try desk.session.journal.append(actor: "proef", to: &desk.study) { _ in
      [.sourceExcluded(id: source, reason: "hoort hier niet")]
    }
    let counts = try StudyCounts(paths: study.paths)
    #expect(counts.isReplayed)
    #expect(try rows(counts, .source).count == 2)
  }
}
