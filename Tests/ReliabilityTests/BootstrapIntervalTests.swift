// SPDX-License-Identifier: EUPL-1.2
import Testing

@testable import Reliability

struct BootstrapIntervalTests {
  /// The linear congruential generator of Knuth's MMIX; enough for a test that must repeat itself.
  private struct Counter: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  private static func table(units: Int) -> RatingTable {
    RatingTable(
      categoryCount: 2, rows: (0..<units).map { [$0 % 2, $0 % 5 == 0 ? 1 - $0 % 2 : $0 % 2] })
  }

  @Test func holdsTheFigureAndNarrowsWithMoreUnits() throws {
    var generator = Counter(state: 1)
    let few = try #require(
      BootstrapInterval(of: Self.table(units: 20), using: &generator) { $0.percent() })
    let many = try #require(
      BootstrapInterval(of: Self.table(units: 400), using: &generator) { $0.percent() })
    #expect(few.lower <= 0.8 && 0.8 <= few.upper)
    #expect(many.lower <= 0.8 && 0.8 <= many.upper)
    #expect(many.upper - many.lower < (few.upper - few.lower) / 3)
    // The normal approximation of a share of 0.8 over 400 units: 0.8 plus or minus 0.0392.
    #expect(abs(many.lower - 0.7608) < 0.01 && abs(many.upper - 0.8392) < 0.01)
  }

  @Test func isTheSameForTheSameNumbers() {
    var first = Counter(state: 9)
    var second = Counter(state: 9)
    let table = Self.table(units: 30)
    let one = BootstrapInterval(of: table, using: &first) { $0.krippendorffAlpha() }
    let other = BootstrapInterval(of: table, using: &second) { $0.krippendorffAlpha() }
    #expect(one != nil)
    #expect(one == other)
  }

  @Test func leavesOutResamplesWithoutVariationAndCountsThem() throws {
    var generator = Counter(state: 3)
    let table = RatingTable(categoryCount: 2, rows: [[0, 0], [1, 1], [0, 0]])
    let interval = try #require(
      BootstrapInterval(of: table, resamples: 500, using: &generator) { $0.krippendorffAlpha() })
    #expect(interval.undefinedCount > 0)
    #expect(interval.resampleCount + interval.undefinedCount == 500)
  }

  @Test func isAbsentWhereOneUnitOrNoVariationIsAllThereIs() {
    var generator = Counter(state: 3)
    let single = RatingTable(categoryCount: 2, rows: [[0, 0], [1, nil]])
    #expect(BootstrapInterval(of: single, using: &generator) { $0.percent() } == nil)
    let same = RatingTable(categoryCount: 2, rows: [[0, 0], [0, 0], [0, 0]])
    #expect(BootstrapInterval(of: same, using: &generator) { $0.krippendorffAlpha() } == nil)
  }

  /// R: quantile(c(1, 2, 4, 8), c(.25, .5, .9), type = 7) gives 1.75, 3 and 6.8.
  @Test func interpolatesQuantilesAsDefinition7() {
    let sorted = [1.0, 2, 4, 8]
    #expect(BootstrapInterval.quantile(0.25, of: sorted) == 1.75)
    #expect(BootstrapInterval.quantile(0.5, of: sorted) == 3)
    #expect(abs(BootstrapInterval.quantile(0.9, of: sorted) - 6.8) < 1e-12)
    #expect(BootstrapInterval.quantile(1, of: sorted) == 8)
  }
}
