// SPDX-License-Identifier: EUPL-1.2

/// How far two readers chose the same passages under the same answer.
///
/// The bytes that both marked, as a share of the bytes that either marked (Jaccard's index).
///
/// ```swift
/// PassageOverlap.share([0..<100], [50..<150])  // .value(1.0 / 3)
/// ```
public enum PassageOverlap {
  /// - Parameters: the ranges that each reader marked in one text; they may touch and overlap.
  /// - Returns: from 0 to 1; without a figure where neither marked anything.
  public static func share(_ first: [Range<Int>], _ second: [Range<Int>]) -> Coefficient {
    let one = length(merged(first))
    let other = length(merged(second))
    let either = length(merged(first + second))
    guard either > 0 else { return .undefined(.noPairs) }
    return .value(Double(one + other - either) / Double(either))
  }

  private static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
      if let last = result.last, range.lowerBound <= last.upperBound {
        result[result.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        result.append(range)
      }
    }
    return result
  }

  private static func length(_ ranges: [Range<Int>]) -> Int {
    ranges.reduce(0) { $0 + $1.count }
  }
}
