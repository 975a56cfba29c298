// SPDX-License-Identifier: EUPL-1.2

/// That a document says nearly the same as an earlier one, in other bytes.
public struct NearCopy: Codable, Sendable, Equatable {
  public var of: VersionHash
  /// The share of all runs of five words in either text that stand in both, from 0 to 1 (Jaccard).
  public var share: Double

  /// From this share on a document is proposed as a near copy.
  public static let threshold = 0.8

  public init(of: VersionHash, share: Double) {
    self.of = of
    self.share = share
  }

  /// In whole percents, rounded down: 100 only for the same words.
  public var percent: Int { Int(share * 100) }
}
