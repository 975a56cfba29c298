// SPDX-License-Identifier: EUPL-1.2

/// What readers answered: a row per unit, a column per reader.
///
/// Categories are numbered from 0, for an ordinal field in its order. A field with several categories in
/// one answer is as many tables as it has categories, each with 0 for *not chosen* and 1 for *chosen*.
///
/// ```swift
/// let table = RatingTable(categoryCount: 2, rows: [[0, 0], [1, 1], [0, 1], [1, nil]])
/// table.percent()              // .value(2.0 / 3)
/// table.krippendorffAlpha()    // .value(0.444…)
/// ```
public struct RatingTable: Sendable, Equatable {
  /// How many categories the field has, used or not.
  public let categoryCount: Int
  /// By unit, then by reader; nil where a reader gave no answer.
  public private(set) var rows: [[Int?]]

  /// - Precondition: all rows are of one length, and each category lies in `0..<categoryCount`.
  public init(categoryCount: Int, rows: [[Int?]]) {
    precondition(rows.allSatisfy { $0.count == rows[0].count }, "rows of different length")
    precondition(
      rows.joined().allSatisfy { $0.map { (0..<categoryCount).contains($0) } ?? true },
      "a category outside the field")
    self.categoryCount = categoryCount
    self.rows = rows
  }

  /// The table of two of the readers.
  public func readers(_ first: Int, _ second: Int) -> RatingTable {
    RatingTable(categoryCount: categoryCount, rows: rows.map { [$0[first], $0[second]] })
  }

  /// The table of other rows, for resampling.
  func with(rows: [[Int?]]) -> RatingTable {
    var table = self
    table.rows = rows
    return table
  }

  /// How many units at least two readers answered.
  public var comparableCount: Int {
    rows.count { $0.count { $0 != nil } > 1 }
  }
}

extension RatingTable {
  /// Of all pairs of answers to the same unit the share that are the same category, from 0 to 1.
  ///
  /// With two readers this is the share of units on which they agree.
  public func percent() -> Coefficient {
    let pairs = pairs()
    return pairs.all == 0 ? .undefined(.noPairs) : .value(Double(pairs.alike) / Double(pairs.all))
  }

  /// How many pairs of answers to the same unit there are, and how many of them are the same category.
  public func pairs() -> (alike: Int, all: Int) {
    var pairs = (alike: 0, all: 0)
    for row in rows {
      let given = row.compactMap { $0 }
      for first in given.indices {
        for second in given.indices where second > first {
          pairs.all += 1
          if given[first] == given[second] { pairs.alike += 1 }
        }
      }
    }
    return pairs
  }
}
