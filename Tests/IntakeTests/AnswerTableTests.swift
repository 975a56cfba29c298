// SPDX-License-Identifier: EUPL-1.2
import Model
import Testing
import TestSupport

@testable import Intake

/// R54 to R57: several answers in a cell, an exclusive one alone; and how sure a coder is.
@Suite struct AnswerTableTests {
  private func table(_ text: String) -> AnswerTable {
    AnswerTable(
      text: text, file: "answers.csv", framework: SmallStudy.framework, units: SmallStudy.units,
      files: SourcePaths([]))
  }

  /// What makes a row the same row may not change with a new version of the program: a table that was taken up
  /// years ago would be taken up again.
  @Test func aRowKeepsTheFingerprintThatItHadBeforeThereWereMoreColumns() throws {
    let before = ContentHash.of(
      ["R1", "4.1", "algemeen", "citaat", "", "2", "", "lezer-2", "", ""].joined(
        separator: "\u{1F}"))
    let old = "unit,field,answer,quote,page,coder\nR1,4.1,algemeen,citaat,2,lezer-2\n"
    #expect(table(old).rows.map(\.fingerprint) == [before])
    let empty =
      "unit,field,answer,quote,page,coder,certainty,against\nR1,4.1,algemeen,citaat,2,lezer-2,,\n"
    #expect(table(empty).rows.map(\.fingerprint) == [before])
    let filled =
      "unit,field,answer,quote,page,coder,certainty\nR1,4.1,algemeen,citaat,2,lezer-2,zeker\n"
    let row = try #require(table(filled).rows.first)
    #expect(row.fingerprint != before)
    #expect(row.certainty == .certain)
  }

  @Test func takesSeveralAnswersInTheOrderOfTheField() {
    let rows = table("unit,field,answer\nR1,4.2,soort b; soort a\nR2,4.2,geen\n").rows
    #expect(rows.map(\.value) == [.categories(["a", "b"]), .categories(["geen"])])
  }

  @Test(arguments: [
    ("4.2,geen; soort a,,,", "kan bij veld 4.2 niet naast een ander antwoord"),
    ("4.1,algemeen,misschien,,", "‘misschien’ in de kolom certainty bestaat niet"),
    ("4.1,algemeen,,,a.txt", "niet welk citaat het antwoord tegenspreekt"),
    ("4.1,niet te bepalen,,,", "‘niet te bepalen’ zonder reden"),
  ]) func saysWhatIsWrong(_ row: String, _ problem: String) throws {
    let table = table("unit,field,answer,certainty,against,against_file\nR1,\(row)\n")
    let told = try #require(table.diagnostics.first { $0.problem.contains(problem) })
    #expect(told.line == 2)
    #expect(told.expected != nil && !told.remedy.isEmpty)
  }
}
