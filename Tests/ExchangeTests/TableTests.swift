// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Testing

@testable import Exchange

@Suite struct TableTests {
  private let table = Table(
    columns: ["veld", "citaat"], rows: [["4.1", "zij zei: \"ja\", en\nging"], ["é", ""]])

  @Test func quotesWhatNeedsItInCSV() {
    #expect(
      table.text(as: .csv) == "veld,citaat\n4.1,\"zij zei: \"\"ja\"\", en\nging\"\né,\n")
  }

  @Test func jsonReadsBackAsItWas() throws {
    let rows = try JSONDecoder().decode(
      [[String: String]].self, from: Data(table.text(as: .json).utf8))
    #expect(rows == table.rows.map { ["veld": $0[0], "citaat": $0[1]] })
    #expect(Table(columns: ["a"]).text(as: .json) == "[]\n")
  }

  @Test func alignsColumnsForAPerson() {
    #expect(
      Table(columns: ["a", "b"], rows: [["lang", "x"]]).text(as: .text) == "a     b\nlang  x\n")
  }
}
