// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Testing

@testable import Workflow

/// What becomes of rows of `answers.csv` over several runs.
@Suite(.serialized) struct AnswerRowTests {
  private static let files = [
    "units.csv": "code,name,kind,parents,role,ground,examined\nJZ01,Noord,regio,,,,\n",
    "sources.csv": "file,units,kind\nvisie.txt,JZ01,regiovisie\nplan.txt,JZ01,uitvoeringsplan\n",
    "answers.csv":
      "unit,field,answer,quote,coder\nJZ01,4.1,concreet uitgewerkt,\(late),lezer-1\n",
    "sources/visie.txt": "De partners delen informatie als dat nodig is.\n",
    "sources/plan.txt": "Dit plan zegt nog niets.\n",
  ]
  private static let late = "Het formulier gaat binnen een dag naar de jeugdarts."

  private func standing(_ study: FolderStudy) throws -> String? {
    try study.rows("answers.csv").first { $0["unit"] == "JZ01" && $0["field"] == "4.1" }?["answer"]
  }

  /// A row whose quote turns up later must not replace what the same coder has answered since.
  @Test func aRefusedRowThatBecomesRightDoesNotReplaceANewerAnswer() async throws {
    let study = try FolderStudy(Self.files)
    let refused = try await study.monitor()
    #expect(refused.diagnostics.contains { $0.file == "answers.csv" && $0.severity == .error })
    // The refusal is recorded once.
    #expect(try await study.monitor().summary.eventsAppended == 0)
    var desk = try StudyDesk(paths: study.paths)
    let cell = try desk.cell(unit: "JZ01", field: "4.1")
    _ = try desk.answer(
      AnswerRequest(
        cell: cell, value: try desk.value("algemeen", field: cell.field, note: ""),
        quotes: [QuoteRequest(text: "De partners delen informatie als dat nodig is.")],
        coder: "lezer-1"))
    try study.write("Dit plan zegt meer. \(Self.late)\n", to: "sources/plan.txt")
    let again = try await study.monitor()
    #expect(try standing(study) == "algemeen")
    #expect(again.summary.answersAdopted == 0)
    let told = again.diagnostics.first { $0.file == "answers.csv" }
    #expect(told?.severity == .warning)
    #expect(told?.line == 2)
    // Whoever means the row changes it, and then it is a new one.
    try study.write(
      "unit,field,answer,quote,coder,note\nJZ01,4.1,concreet uitgewerkt,\(Self.late),lezer-1,toch\n",
      to: "answers.csv")
    #expect(try await study.monitor().summary.answersAdopted == 1)
    #expect(try standing(study) == "concreet")
    try study.remove()
  }

  /// Where nobody answered in the meantime, the row is taken up as soon as it is right.
  @Test func aRefusedRowIsTakenUpOnceItIsRight() async throws {
    let study = try FolderStudy(Self.files)
    _ = try await study.monitor()
    try study.write("Dit plan zegt meer. \(Self.late)\n", to: "sources/plan.txt")
    #expect(try await study.monitor().summary.answersAdopted == 1)
    #expect(try standing(study) == "concreet")
    try study.remove()
  }
}
