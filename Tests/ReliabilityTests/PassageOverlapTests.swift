// SPDX-License-Identifier: EUPL-1.2
import Testing

@testable import Reliability

struct PassageOverlapTests {
  private static let cases: [([Range<Int>], [Range<Int>], Double)] = [
    ([0..<100], [50..<150], 1.0 / 3),
    ([0..<10], [0..<10], 1),
    ([0..<10], [10..<20], 0),
    ([0..<10], [], 0),
    ([0..<10, 5..<20], [0..<20], 1),
    ([0..<10, 30..<40], [5..<35], 10.0 / 40),
  ]

  @Test(arguments: cases)
  func isTheSharedPartOfAllThatWasMarked(
    first: [Range<Int>], second: [Range<Int>], expected: Double
  ) throws {
    let share = try #require(PassageOverlap.share(first, second).number)
    #expect(abs(share - expected) < 1e-12)
    #expect(PassageOverlap.share(second, first) == .value(share))
  }

  @Test func hasNoFigureWhereNothingWasMarked() {
    #expect(PassageOverlap.share([], []) == .undefined(.noPairs))
    #expect(PassageOverlap.share([3..<3], []) == .undefined(.noPairs))
  }
}
