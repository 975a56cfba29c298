// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Testing

@testable import Reliability

/// Compares with independent implementations; `Fixtures/make_oracle.py` says which and how.
struct OracleTests {
  private struct Case {
    var line: Int
    var table: RatingTable
    /// Alpha nominal and ordinal, kappa plain, linear and quadratic; nil where there is no number.
    var expected: [Double?]
  }

  private static func cases() throws -> [Case] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/oracle.txt")
    let text = try String(contentsOf: file, encoding: .utf8)
    return try text.split(separator: "\n").enumerated().map { line, content in
      let parts = content.split(separator: " ")
      try #require(parts.count == 7)
      let rows = parts[1].split(separator: ",").map { $0.map { $0.wholeNumberValue } }
      return Case(
        line: line + 1,
        table: RatingTable(categoryCount: try #require(Int(parts[0])), rows: rows),
        expected: parts[2...].map { Double($0) })
    }
  }

  @Test func agreesWithOtherImplementationsOnAThousandTables() throws {
    let cases = try Self.cases()
    #expect(cases.count == 1000)
    var compared = 0
    for one in cases {
      let pair = one.table.readers(0, 1)
      let own = [
        one.table.krippendorffAlpha(.nominal), one.table.krippendorffAlpha(.ordinal),
        pair.cohenKappa(weights: .none), pair.cohenKappa(weights: .linear),
        pair.cohenKappa(weights: .quadratic),
      ]
      for (coefficient, expected) in zip(own, one.expected) {
        switch (coefficient.number, expected) {
        case (let number?, let expected?):
          compared += 1
          #expect(abs(number - expected) < 1e-9, "line \(one.line): \(number), not \(expected)")
        case (nil, nil): break
        case (let number, let expected):
          Issue.record(
            "line \(one.line): \(String(describing: number)), not \(String(describing: expected))")
        }
      }
    }
    #expect(compared > 4000)
  }
}
