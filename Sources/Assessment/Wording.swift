// SPDX-License-Identifier: EUPL-1.2
import Model

/// A count put into words, by the framework's table.
public struct Wording: Sendable, Equatable {
  /// The word of the table; nil where no word fits and the numbers stand in its place.
  public var word: String?
  /// `een kwart van de regio's`, or `10 van de 40 regio's`.
  public var phrase: String

  /// Finds the word for a count.
  ///
  /// A word is used only when the same word holds with all the undecided units counted in, and with all
  /// of them counted out.
  ///
  /// ```swift
  /// Wording(numerator: 10, known: 42, undecided: 0, unit: regio, rules: rules).phrase
  /// // "een kwart van de regio's"
  /// ```
  ///
  /// - Parameters:
  ///   - known: the units with an answer.
  ///   - undecided: the units that are *niet te bepalen* or *nog open*.
  public init(numerator: Int, known: Int, undecided: Int, unit: UnitKind, rules: [WordingRule]) {
    let all = known + undecided
    let cases = [(numerator, known), (numerator, all), (numerator + undecided, all)]
    let words = cases.map { count, total in rules.first { $0.fits(count: count, of: total) } }
    if known > 0, let rule = words[0], words.allSatisfy({ $0?.word == rule.word }) {
      word = rule.word
      phrase = rule.form.replacing("{one}", with: unit.one).replacing("{many}", with: unit.many)
        .replacing("{none}", with: unit.isNeuter ? "geen enkel" : "geen enkele")
    } else {
      word = nil
      phrase = "\(numerator) van de \(known) \(known == 1 ? unit.one : unit.many)"
    }
  }
}

extension WordingRule {
  /// Whether the word may stand for so many of a total.
  public func fits(count: Int, of total: Int) -> Bool {
    guard total > 0 else { return false }
    if isAll, count != total { return false }
    if let exactCount, count != exactCount { return false }
    if let minCount, count < minCount { return false }
    if let maxCount, count > maxCount { return false }
    let percent = (200 * count + total) / (2 * total)
    if let minPercent, percent < minPercent { return false }
    if let maxPercent, percent > maxPercent { return false }
    return true
  }
}
