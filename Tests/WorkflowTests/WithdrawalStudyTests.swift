// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model
import Testing
import TestSupport

@testable import Workflow

/// What a person takes back, as the commands do it.
@Suite(.serialized) struct WithdrawalStudyTests {
  private static let quote = "Partijen wisselen gegevens uit volgens het convenant."
  private static let cell = Cell(unit: "JZ01", field: "4.1")

  private static func study() async throws -> FolderStudy {
    let study = try FolderStudy([
      "units.csv": "code,name,kind\nJZ01,Een,regio\n",
      "sources.csv": "file,units,kind\na.md,JZ01,regiovisie\n",
      "sources/a.md": "# Visie\n\n\(quote)\n\nOver de uitkomsten wordt verslag gedaan.\n",
    ])
    _ = try await study.monitor()
    return study
  }

  private static func answer(
    _ desk: inout StudyDesk, _ label: String, _ coder: CoderID, settling ground: String? = nil
  ) throws {
    let value = try desk.value(label, field: "4.1", note: "")
    _ = try desk.answer(
      AnswerRequest(
        cell: cell, value: value, quotes: [QuoteRequest(text: quote)], coder: coder),
      settling: ground)
  }

  /// The answer and its certainty as the draft gives them.
  private static func row(_ study: FolderStudy) throws -> String {
    let row = try #require(
      try study.rows("answers.csv").first { $0["unit"] == "JZ01" && $0["field"] == "4.1" })
    return row.fields.joined(separator: "|")
  }

  @Test func aWithdrawnCodingOpensItsAnswerAgain() async throws {
    let study = try await Self.study()
    defer { #expect(throws: Never.self) { try study.remove() } }
    let before = try Self.row(study)
    var desk = try StudyDesk(paths: study.paths)
    try Self.answer(&desk, "algemeen", "lezer-1")
    _ = try await study.monitor()
    let answered = try Self.row(study)
    #expect(answered != before)
    var later = try StudyDesk(paths: study.paths)
    #expect(throws: Violation.self) {
      try later.withdraw(coding: "c0001", reason: " ", actor: "lezer-1")
    }
    let said = try later.withdraw(coding: "c0001", reason: "verkeerd stuk", actor: "lezer-1")
    #expect(said.contains("c0001 ingetrokken: verkeerd stuk"))
    _ = try await study.monitor()
    let open = try Self.row(study)
    #expect(open != answered)
    #expect(!open.contains(Self.quote))
  }

  @Test func aWithdrawnSettlementLeavesTheReadersDiffering() async throws {
    let study = try await Self.study()
    defer { #expect(throws: Never.self) { try study.remove() } }
    var desk = try StudyDesk(paths: study.paths)
    try Self.answer(&desk, "algemeen", "lezer-1")
    try Self.answer(&desk, "concreet uitgewerkt", "lezer-2")
    _ = try await study.monitor()
    let differing = try Self.row(study)
    var third = try StudyDesk(paths: study.paths)
    try Self.answer(&third, "concreet uitgewerkt", "lezer-3", settling: "er is een termijn")
    _ = try await study.monitor()
    #expect(try Self.row(study) != differing)
    let said = try third.withdrawSettlement(Self.cell, reason: "te vroeg", actor: "lezer-3")
    #expect(said.contains("vaststelling ingetrokken: te vroeg"))
    _ = try await study.monitor()
    #expect(try Self.row(study) == differing)
    #expect(throws: Violation.self) {
      try third.withdrawSettlement(Self.cell, reason: "nog eens", actor: "lezer-3")
    }
  }

  /// A source excluded in `sources.csv` counts again when the reason is taken away.
  @Test func anExcludedSourceComesBack() async throws {
    let study = try await Self.study()
    defer { #expect(throws: Never.self) { try study.remove() } }
    let before = try study.draft("coverage.csv")
    try study.write(
      "file,units,kind,exclude\na.md,JZ01,regiovisie,te oud\n", to: "sources.csv")
    _ = try await study.monitor()
    #expect(try study.draft("coverage.csv") != before)
    try study.write("file,units,kind,exclude\na.md,JZ01,regiovisie,\n", to: "sources.csv")
    _ = try await study.monitor()
    #expect(try study.draft("coverage.csv") == before)
  }
}
