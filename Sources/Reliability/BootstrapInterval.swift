// SPDX-License-Identifier: EUPL-1.2

/// How far a figure of reliability could have been otherwise, had other units been read twice.
///
/// The percentile bootstrap over units, which Zapf et al. advise for Krippendorff's alpha (*Measuring
/// inter-rater reliability for nominal data*, BMC Medical Research Methodology 16:93, 2016,
/// doi:10.1186/s12874-016-0200-9).
public struct BootstrapInterval: Sendable, Equatable {
  public var lower: Double
  public var upper: Double
  /// The share of resamples that lie within, 0.95 by default.
  public var confidence: Double
  /// How many resamples had a figure.
  public var resampleCount: Int
  /// How many had none, for want of pairs or variation, and were left out.
  public var undefinedCount: Int

  /// The interval of a figure; nil where fewer than two units can be compared, or where most resamples
  /// have no figure.
  ///
  /// ```swift
  /// var generator = SplitMix64(seed: 7)
  /// BootstrapInterval(of: table, using: &generator) { $0.krippendorffAlpha(.ordinal) }
  /// ```
  ///
  /// - Parameters:
  ///   - resamples: how many times the units are drawn again, with replacement.
  ///   - confidence: between 0 and 1.
  ///   - generator: the same numbers give the same interval; its seed belongs to the figure.
  /// - Complexity: `resamples` times that of the figure.
  public init?(
    of table: RatingTable, resamples: Int = 2000, confidence: Double = 0.95,
    using generator: inout some RandomNumberGenerator, figure: (RatingTable) -> Coefficient
  ) {
    precondition(resamples > 0 && confidence > 0 && confidence < 1)
    let rows = table.rows.filter { $0.count { $0 != nil } > 1 }
    guard rows.count > 1 else { return nil }
    var figures: [Double] = []
    figures.reserveCapacity(resamples)
    var drawn = rows
    for _ in 0..<resamples {
      for place in drawn.indices {
        drawn[place] = rows[Int.random(in: rows.indices, using: &generator)]
      }
      if let number = figure(table.with(rows: drawn)).number { figures.append(number) }
    }
    guard figures.count * 2 > resamples else { return nil }
    figures.sort()
    lower = Self.quantile((1 - confidence) / 2, of: figures)
    upper = Self.quantile((1 + confidence) / 2, of: figures)
    self.confidence = confidence
    resampleCount = figures.count
    undefinedCount = resamples - figures.count
  }

  /// The value below which a share of the sorted figures lies, interpolated between its neighbours.
  ///
  /// Definition 7 of Hyndman and Fan, *Sample quantiles in statistical packages*, 1996,
  /// doi:10.1080/00031305.1996.10473566.
  static func quantile(_ share: Double, of sorted: [Double]) -> Double {
    let place = share * Double(sorted.count - 1)
    let below = Int(place)
    guard below + 1 < sorted.count else { return sorted[sorted.count - 1] }
    return sorted[below] + (place - Double(below)) * (sorted[below + 1] - sorted[below])
  }
}
