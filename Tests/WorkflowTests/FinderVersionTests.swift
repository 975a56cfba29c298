// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Journaling
import Model
import TestSupport
import Testing

@testable import Workflow

/// A later program may find what an earlier one missed: that is said, and only what the same program found otherwise
/// is a difference. R28, R128.
@Suite(.serialized) struct FinderVersionTests {
  private let paths: StudyPaths
  private let plan = ReadingPlan(executable: ProgramUnderTest.path, workers: 1)

  init() throws {
    let example = SharedMaterial.packageRoot.appendingPathComponent("examples/kindermishandeling")
    paths = StudyPaths(
      FileManager.default.temporaryDirectory.appendingPathComponent("vinder-\(UUID().uuidString)"))
    try FileManager.default.createDirectory(at: paths.sources, withIntermediateDirectories: true)
    for name in ["study.yaml", "framework.yaml", "units.csv", "sources.csv", "sources/VB01"] {
      try FileManager.default.copyItem(
        at: example.appendingPathComponent(name), to: paths.folder.appendingPathComponent(name))
    }
  }

  @Test func tellsADifferenceFromABetterSearch() async throws {
    _ = try await Monitor(paths: paths, plan: plan, progress: { _ in }).run()
    var desk = try StudyDesk(paths: paths)
    _ = try desk.answer(
      AnswerRequest(
        cell: try desk.cell(unit: "VB01", field: "4.1"),
        value: .undetermined(reason: "onduidelijk"),
        quotes: [], coder: "lezer-1", note: "gelezen"))
    var study = desk.study
    var record = try #require(study.searches.values.first)
    #expect(record.finder == Program.finder)
    let place = try #require(record.searched.firstIndex { $0.hits > 0 })
    let found = record.searched[place].hits
    let journal = try Journal(url: paths.journal)
    for (id, finder) in [
      ("z9001", nil), ("z9002", "reader 1, matcher 1"), ("z9003", Program.finder),
    ] {
      record.id = SearchID(id)
      record.finder = finder
      record.searched[place].hits = found - 1
      try journal.append(actor: "lezer-1", to: &study) { _ in [.searchRecorded(record)] }
    }
    var verifier = Verifier(paths: paths, reading: plan, progress: { _ in })
    let report = try await verifier.run()
    let findings = report.findings.filter { $0.place.hasPrefix("zoekverantwoording") }
    #expect(findings.count == 1 && findings.first?.place.contains("z9003") == true)
    #expect(findings.first?.problem.contains("had \(found - 1) treffers, nu \(found)") == true)
    let notes = report.notes.filter { $0.hasPrefix("zoekverantwoording") }
    #expect(notes.count == 2 && notes.allSatisfy { $0.contains("nu met \(Program.finder)") })
    #expect(notes.contains { $0.contains("z9001") && $0.contains("een eerdere versie") })
    #expect(notes.contains { $0.contains("z9002") && $0.contains("reader 1, matcher 1") })
    try FileManager.default.removeItem(at: paths.folder)
  }
}
