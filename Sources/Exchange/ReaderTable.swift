// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Foundation
import Model

/// The table of how far readers agree; the columns are described in the user guide.
public enum ReaderTable {
  public static let columns = [
    "subject", "label", "readers", "answers", "percent", "percent_low", "percent_high", "kappa",
    "kappa_low", "kappa_high", "alpha", "alpha_low", "alpha_high", "overlap", "note",
  ]

  /// - Returns: a row per field, theme and pair of readers; figures with three decimals.
  public static func table(_ comparison: ReaderComparison) -> Table {
    Table(columns: columns, rows: comparison.rows.map(row))
  }

  private static func row(_ row: ReaderComparison.Row) -> [String] {
    let subject =
      switch row.subject {
      case .field(let id): id.rawValue
      case .theme(let id): "thema \(id)"
      case .all: "alles"
      }
    return [subject, row.label, row.readers.map(\.rawValue).joined(separator: ";")]
      + [String(row.cellCount)] + cells(row.percent)
      + (row.kappa.map(cells) ?? ["", "", ""]) + cells(row.alpha)
      + [row.overlap.map(decimal) ?? "", note(row)]
  }

  private static func cells(_ figure: ReaderComparison.Figure) -> [String] {
    [figure.value, figure.interval?.lowerBound, figure.interval?.upperBound]
      .map { $0.map(decimal) ?? "" }
  }

  private static func note(_ row: ReaderComparison.Row) -> String {
    switch row.alpha.missing {
    case .noVariation: "één antwoord: geen kappa of alfa"
    case .noPairs: "niets te vergelijken"
    case nil: row.alpha.interval == nil ? "te weinig voor een interval" : ""
    }
  }

  private static func decimal(_ value: Double) -> String {
    let thousandths = Int((abs(value) * 1000).rounded())
    let digits = String(thousandths % 1000)
    let sign = value < 0 && thousandths > 0 ? "-" : ""
    let zeros = String(repeating: "0", count: 3 - digits.count)
    return "\(sign)\(thousandths / 1000).\(zeros)\(digits)"
  }
}
