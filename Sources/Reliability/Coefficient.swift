// SPDX-License-Identifier: EUPL-1.2

/// A figure of reliability, or the reason why there is none; never a number that is not one.
///
/// Implementations differ on the edges: for readers who used a single category scikit-learn gives a number
/// that is not one, irrCAC gives 0 or 1, and krippendorff refuses. Krippendorff (*Content Analysis*, 4th
/// edition, 2018, ch. 12) holds that data without variation say nothing of reliability; so they have no
/// figure here, and the percentage beside it shows that the readers agree.
public enum Coefficient: Sendable, Equatable {
  /// 1 where the readers always agree, 0 where they agree as often as by chance; below 0 less often.
  case value(Double)
  case undefined(Reason)

  /// Why there is no figure.
  public enum Reason: Sendable, Equatable {
    /// No unit was answered by two readers.
    case noPairs
    /// All answers that can be compared are the same category: chance alone would agree as well.
    case noVariation
  }

  /// The figure, where there is one.
  public var number: Double? {
    if case .value(let number) = self { number } else { nil }
  }
}
