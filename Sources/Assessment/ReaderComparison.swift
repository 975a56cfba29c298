// SPDX-License-Identifier: EUPL-1.2
import Model
import Reliability

/// How far readers agree on the cells that more than one of them answered.
///
/// What counts is what each reader answered first-hand: a settlement changes nothing here. Answers that
/// search gave are no reader's.
///
/// - A field with one answer: its categories; *niet te bepalen* and *n.v.t.* are categories of their own in
///   the percentage. In kappa and alpha they are so too where the field is nominal; where it is ordinal they
///   have no place in the order and count as missing.
/// - A field with several answers: each category is chosen or not.
/// - Several fields together: all pairs in the percentage; in kappa and alpha the mean of the fields that
///   have a figure, weighted by their answers.
public struct ReaderComparison: Sendable {
  /// A figure from -1 to 1 with its 95 % interval, or the reason that there is none.
  public struct Figure: Sendable, Equatable {
    public var value: Double?
    public var interval: ClosedRange<Double>?
    /// Why there is no figure.
    public var missing: Coefficient.Reason?
  }

  /// What the figures of a row are about.
  public enum Subject: Sendable, Equatable {
    case field(FieldID)
    /// A theme, by its identifier.
    case theme(String)
    case all
  }

  public struct Row: Sendable, Equatable {
    public var subject: Subject
    public var label: String
    /// The readers compared, by pseudonym.
    public var readers: [CoderID]
    /// The number of cells that at least two of them answered.
    public var cellCount: Int
    public var percent: Figure
    /// Cohen's kappa, with linear weights for ordinal fields; nil for more than two readers.
    public var kappa: Figure?
    /// Krippendorff's alpha, ordinal for ordinal fields.
    public var alpha: Figure
    /// The mean share of the marked text that both marked, over cells with quotes of two readers.
    public var overlap: Double?
  }

  /// Which cells are compared.
  public enum Part: Sendable, Equatable {
    case all
    /// Those from which the readers learnt to read alike.
    case calibration
    /// Those that they read apart after that.
    case afterCalibration
  }

  /// Fields, then themes, then everything, and each pair of readers where there are more than two.
  public private(set) var rows: [Row] = []

  /// Compares the readers of a wave.
  ///
  /// - Parameters:
  ///   - part: which of the cells that several answered.
  ///   - pairs: whether fields and themes have a row for each pair of readers too, where there are more than two.
  ///   - resamples: how often the bootstrap draws the cells again.
  ///   - generator: the same numbers give the same intervals.
  public init(
    of round: Round, study: Study, framework: Framework, part: Part = .all, pairs: Bool = false,
    resamples: Int = 1000, using generator: inout some RandomNumberGenerator
  ) {
    let cells = DoubleCell.all(in: round, study: study, framework: framework).filter {
      part == .all || study.isCalibration($0.cell, in: round) == (part == .calibration)
    }
    guard !cells.isEmpty else { return }
    let readers = Set(cells.flatMap(\.answers.keys)).sorted()
    var subjects: [(Subject, String, [DoubleCell])] = framework.fields.map { field in
      (.field(field.id), field.label, cells.filter { $0.field.id == field.id })
    }
    for theme in framework.themes {
      let fields = Set(theme.questions.flatMap { $0.fields.map(\.id) })
      subjects.append(
        (.theme(theme.id), theme.title, cells.filter { fields.contains($0.field.id) }))
    }
    subjects.append((.all, "", cells))
    for (subject, label, cells) in subjects where !cells.isEmpty {
      let own = Set(cells.flatMap(\.answers.keys)).sorted()
      rows.append(
        Self.row(subject, label, cells, own, resamples: resamples, using: &generator))
      guard pairs || subject == .all, readers.count > 2 else { continue }
      for (place, first) in readers.enumerated() {
        for second in readers[(place + 1)...] where own.count > 2 || subject == .all {
          let both = cells.filter { $0.answers[first] != nil && $0.answers[second] != nil }
          guard !both.isEmpty else { continue }
          rows.append(
            Self.row(
              subject, label, both, [first, second], resamples: resamples, using: &generator))
        }
      }
    }
  }

  private static func row(
    _ subject: Subject, _ label: String, _ cells: [DoubleCell], _ readers: [CoderID],
    resamples: Int, using generator: inout some RandomNumberGenerator
  ) -> Row {
    func figure(_ compute: ([Stratum]) -> Coefficient) -> Figure {
      let coefficient = compute(Stratum.strata(cells, readers))
      guard let value = coefficient.number else {
        if case .undefined(let reason) = coefficient { return Figure(missing: reason) }
        return Figure()
      }
      let interval = BootstrapInterval(
        unitCount: cells.count, resamples: resamples, using: &generator
      ) { drawn in compute(Stratum.strata(drawn.map { cells[$0] }, readers)) }
      return Figure(value: value, interval: interval.map { $0.lower...$0.upper })
    }
    let overlaps = cells.compactMap { $0.overlap(of: readers) }
    return Row(
      subject: subject, label: label, readers: readers, cellCount: cells.count,
      percent: figure(Stratum.percent),
      kappa: readers.count == 2 ? figure { Stratum.mean($0, \.kappa) } : nil,
      alpha: figure { Stratum.mean($0, \.alpha) },
      overlap: overlaps.isEmpty ? nil : overlaps.reduce(0, +) / Double(overlaps.count))
  }
}

/// The cells of one field as tables of ratings.
private struct Stratum {
  var isOrdinal: Bool
  /// With *niet te bepalen* and *n.v.t.* as categories.
  var whole: RatingTable
  /// For kappa and alpha.
  var scaled: RatingTable
  var cellCount: Int

  var kappa: Coefficient { scaled.cohenKappa(weights: isOrdinal ? .linear : .none) }
  var alpha: Coefficient { scaled.krippendorffAlpha(isOrdinal ? .ordinal : .nominal) }

  static func percent(_ strata: [Stratum]) -> Coefficient {
    let pairs = strata.map { $0.whole.pairs() }
    let all = pairs.reduce(0) { $0 + $1.all }
    guard all > 0 else { return .undefined(.noPairs) }
    return .value(Double(pairs.reduce(0) { $0 + $1.alike }) / Double(all))
  }

  static func mean(_ strata: [Stratum], _ figure: (Stratum) -> Coefficient) -> Coefficient {
    var sum = 0.0
    var weights = 0.0
    var reason = Coefficient.Reason.noPairs
    for stratum in strata {
      switch figure(stratum) {
      case .value(let number):
        sum += number * Double(stratum.cellCount)
        weights += Double(stratum.cellCount)
      case .undefined(let why): if why == .noVariation { reason = why }
      }
    }
    return weights > 0 ? .value(sum / weights) : .undefined(reason)
  }

  static func strata(_ cells: [DoubleCell], _ readers: [CoderID]) -> [Stratum] {
    var order: [FieldID] = []
    var byField: [FieldID: [DoubleCell]] = [:]
    for cell in cells {
      if byField[cell.field.id] == nil { order.append(cell.field.id) }
      byField[cell.field.id, default: []].append(cell)
    }
    return order.compactMap { id in
      guard let cells = byField[id], let field = cells.first?.field else { return nil }
      return field.isMultiple
        ? chosenOrNot(cells, field, readers) : oneOfAll(cells, field, readers)
    }
  }

  private static func oneOfAll(_ cells: [DoubleCell], _ field: Field, _ readers: [CoderID])
    -> Stratum
  {
    let count = field.categories.count
    let rows = cells.map { cell in
      readers.map { reader -> Int? in
        switch cell.answers[reader] {
        case .categories(let categories): categories.first.flatMap(field.rank)
        case .undetermined: count
        case .notApplicable: count + 1
        case nil: nil
        }
      }
    }
    let whole = RatingTable(categoryCount: count + 2, rows: rows)
    let isOrdinal = field.scale == .ordinal
    let scaled = RatingTable(
      categoryCount: count + 2,
      rows: isOrdinal ? rows.map { $0.map { $0.flatMap { $0 < count ? $0 : nil } } } : rows)
    return Stratum(
      isOrdinal: isOrdinal, whole: whole, scaled: scaled, cellCount: scaled.comparableCount)
  }

  private static func chosenOrNot(_ cells: [DoubleCell], _ field: Field, _ readers: [CoderID])
    -> Stratum
  {
    var rows: [[Int?]] = []
    for cell in cells {
      for category in field.categories {
        rows.append(
          readers.map { reader in
            guard case .categories(let chosen) = cell.answers[reader] else { return nil }
            return chosen.contains(category.id) ? 1 : 0
          })
      }
    }
    let table = RatingTable(categoryCount: 2, rows: rows)
    return Stratum(isOrdinal: false, whole: table, scaled: table, cellCount: cells.count)
  }
}
