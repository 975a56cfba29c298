// SPDX-License-Identifier: EUPL-1.2

extension RatingTable {
  /// How much worse a difference is when the categories lie further apart.
  public enum Weights: Sendable, CaseIterable {
    /// Every difference is as bad: for nominal categories.
    case none
    /// By the number of steps between the categories.
    case linear
    /// By the square of the number of steps.
    case quadratic

    func weight(_ first: Int, _ second: Int) -> Double {
      let steps = Double(abs(first - second))
      return switch self {
      case .none: first == second ? 0 : 1
      case .linear: steps
      case .quadratic: steps * steps
      }
    }
  }

  /// Cohen's kappa of two readers over the units that both answered.
  ///
  /// Cohen, *A coefficient of agreement for nominal scales*, 1960, doi:10.1177/001316446002000104;
  /// weighted: Cohen, *Weighted kappa*, 1968, doi:10.1037/h0026256. Chance is each reader's own use of the
  /// categories.
  ///
  /// - Parameter weights: `none` for nominal categories, else one of the others; ordinal fields are
  ///   reported with `linear`.
  /// - Precondition: the table has two readers; take them with `readers(_:_:)`.
  public func cohenKappa(weights: Weights = .none) -> Coefficient {
    precondition(rows.allSatisfy { $0.count == 2 }, "Cohen's kappa is of two readers")
    var joint = [Double](repeating: 0, count: categoryCount * categoryCount)
    var first = [Double](repeating: 0, count: categoryCount)
    var second = [Double](repeating: 0, count: categoryCount)
    var count = 0.0
    for row in rows {
      guard let one = row[0], let other = row[1] else { continue }
      joint[one * categoryCount + other] += 1
      first[one] += 1
      second[other] += 1
      count += 1
    }
    guard count > 0 else { return .undefined(.noPairs) }
    var observed = 0.0
    var expected = 0.0
    for one in 0..<categoryCount {
      for other in 0..<categoryCount {
        let weight = weights.weight(one, other)
        observed += weight * joint[one * categoryCount + other]
        expected += weight * first[one] * second[other] / count
      }
    }
    return expected == 0 ? .undefined(.noVariation) : .value(1 - observed / expected)
  }
}
