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
    let rows = table.rows.filter { $0.count { $0 != nil } > 1 }
    self.init(
      unitCount: rows.count, resamples: resamples, confidence: confidence, using: &generator
    ) { drawn in figure(table.with(rows: drawn.map { rows[$0] })) }
  }

  /// The interval of a figure over units that are no rows of one table: cells of several fields.
  ///
  /// - Parameter figure: the figure of the units drawn, each by its number from 0, some more than once.
  public init?(
    unitCount: Int, resamples: Int = 2000, confidence: Double = 0.95,
    using generator: inout some RandomNumberGenerator, figure: ([Int]) -> Coefficient
  ) {
    precondition(resamples > 0 && confidence > 0 && confidence < 1)
    guard unitCount > 1 else { return nil }
    var figures: [Double] = []
    figures.reserveCapacity(resamples)
    var drawn = [Int](repeating: 0, count: unitCount)
    for _ in 0..<resamples {
      for place in drawn.indices {
        drawn[place] = Int.random(in: 0..<unitCount, using: &generator)
      }
      if let number = figure(drawn).number { figures.append(number) }
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
