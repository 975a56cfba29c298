// SPDX-License-Identifier: EUPL-1.2
import Testing

@testable import Reliability

/// R130 asks that findings can be checked; these figures say how far two readers found the same.
struct RatingTableTests {
  /// Krippendorff (2011), example C: four readers, twelve units, with missing answers. By his paper the
  /// nominal alpha is .743 and the ordinal one .815.
  static let published: RatingTable = {
    let readers: [[Int?]] = [
      [0, 1, 2, 2, 1, 0, 3, 0, 1, nil, nil, nil],
      [0, 1, 2, 2, 1, 1, 3, 0, 1, 4, nil, 2],
      [nil, 2, 2, 2, 1, 2, 3, 1, 1, 4, 0, nil],
      [0, 1, 2, 2, 1, 3, 3, 0, 1, 4, 0, nil],
    ]
    return RatingTable(
      categoryCount: 5, rows: (0..<12).map { unit in readers.map { $0[unit] } })
  }()

  @Test func givesThePublishedAlphas() throws {
    let nominal = try #require(Self.published.krippendorffAlpha(.nominal).number)
    let ordinal = try #require(Self.published.krippendorffAlpha(.ordinal).number)
    #expect(abs(nominal - 0.743) < 0.0005)
    #expect(abs(ordinal - 0.815) < 0.0005)
  }

  /// Twelve units, ten alike; both readers gave the second category seven times.
  @Test func givesCohensKappaOfATableWorkedByHand() throws {
    let first = [0, 0, 0, 1, 1, 1, 1, 0, 1, 0, 1, 1]
    let second = [0, 0, 1, 1, 1, 1, 0, 0, 1, 0, 1, 1]
    let table = RatingTable(categoryCount: 2, rows: zip(first, second).map { [$0, $1] })
    #expect(table.percent() == .value(10.0 / 12))
    // Observed 10/12; chance 5/12 * 5/12 + 7/12 * 7/12 = 74/144; kappa (120 - 74) / (144 - 74) = 46/70.
    let kappa = try #require(table.cohenKappa().number)
    #expect(abs(kappa - 46.0 / 70) < 1e-12)
  }

  @Test func hasNoFigureWhereNothingCanBeCompared() {
    let apart = RatingTable(categoryCount: 3, rows: [[0, nil], [nil, 1], [2, nil]])
    #expect(apart.percent() == .undefined(.noPairs))
    #expect(apart.cohenKappa(weights: .linear) == .undefined(.noPairs))
    #expect(apart.krippendorffAlpha(.ordinal) == .undefined(.noPairs))
    #expect(apart.comparableCount == 0)
    let empty = RatingTable(categoryCount: 2, rows: [])
    #expect(empty.percent() == .undefined(.noPairs))
  }

  @Test func saysThatOneCategoryTellsNothingButThePercentage() {
    let same = RatingTable(categoryCount: 3, rows: [[1, 1], [1, 1], [1, 1]])
    #expect(same.percent() == .value(1))
    #expect(same.cohenKappa() == .undefined(.noVariation))
    #expect(same.krippendorffAlpha() == .undefined(.noVariation))
    #expect(same.krippendorffAlpha(.ordinal) == .undefined(.noVariation))
  }

  @Test func countsNearCategoriesAsLessDifferentWhereTheyAreOrdered() throws {
    let near = RatingTable(categoryCount: 4, rows: [[0, 1], [1, 2], [3, 3], [0, 0], [2, 3]])
    let plain = try #require(near.cohenKappa().number)
    let linear = try #require(near.cohenKappa(weights: .linear).number)
    let quadratic = try #require(near.cohenKappa(weights: .quadratic).number)
    #expect(plain < linear && linear < quadratic)
  }
}
