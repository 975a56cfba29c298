// SPDX-License-Identifier: EUPL-1.2

extension RatingTable {
  /// What the distance between two categories is.
  public enum Metric: Sendable, CaseIterable {
    /// The same or not the same.
    case nominal
    /// How many answers lie between them, in the order of the field.
    case ordinal
  }

  /// Krippendorff's alpha of any number of readers, with missing answers.
  ///
  /// Krippendorff, *Computing Krippendorff's alpha-reliability*, 2011,
  /// https://repository.upenn.edu/handle/20.500.14332/2089. Units answered by one reader do not count.
  public func krippendorffAlpha(_ metric: Metric = .nominal) -> Coefficient {
    let coincidences = coincidences()
    let totals = (0..<categoryCount).map { category in
      coincidences[category * categoryCount..<(category + 1) * categoryCount].reduce(0, +)
    }
    let count = totals.reduce(0, +)
    guard count > 0 else { return .undefined(.noPairs) }
    var observed = 0.0
    var expected = 0.0
    for one in 0..<categoryCount {
      for other in 0..<categoryCount where other != one {
        let distance = Self.squaredDistance(one, other, metric, totals)
        observed += coincidences[one * categoryCount + other] * distance
        expected += totals[one] * totals[other] * distance
      }
    }
    guard expected > 0 else { return .undefined(.noVariation) }
    return .value(1 - (count - 1) * observed / expected)
  }

  /// How often two categories meet in a unit, both ways; each answer of a unit counts once in all.
  private func coincidences() -> [Double] {
    var matrix = [Double](repeating: 0, count: categoryCount * categoryCount)
    for row in rows {
      let given = row.compactMap { $0 }
      guard given.count > 1 else { continue }
      let share = 1 / Double(given.count - 1)
      for first in given.indices {
        for second in given.indices where second != first {
          matrix[given[first] * categoryCount + given[second]] += share
        }
      }
    }
    return matrix
  }

  private static func squaredDistance(
    _ one: Int, _ other: Int, _ metric: Metric, _ totals: [Double]
  ) -> Double {
    switch metric {
    case .nominal: return 1
    case .ordinal:
      let between = totals[min(one, other)...max(one, other)].reduce(0, +)
      let distance = between - (totals[one] + totals[other]) / 2
      return distance * distance
    }
  }
}
