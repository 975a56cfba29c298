// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

/// The table of attention points: a row for each part, with where it comes from.
public enum AttentionRows {
  public static let columns = [
    "number", "point", "theme", "title", "part", "text", "sentence", "counts", "addressee", "basis",
  ]

  /// - Returns: a row per part, and one row for a point that has none. `number` is that of the report;
  ///   `sentence` is what the indicators among its basis say now, `counts` their numerator and denominator.
  public static func table(_ picture: Picture) -> Table {
    let values = Dictionary(
      picture.indicators.map { ($0.indicator.id, $0) }, uniquingKeysWith: { first, _ in first })
    var rows: [[String]] = []
    for (place, point) in picture.attentionPoints.enumerated() {
      let head = [String(place + 1), point.id.rawValue, point.theme, point.title]
      if point.parts.isEmpty { rows.append(head + ["", "", "", "", "", ""]) }
      for part in point.parts {
        let counted = part.basis.compactMap { basis -> IndicatorValue? in
          guard case .indicator(let id) = basis else { return nil }
          return values[id]
        }
        let spoken = part.kind == .finding ? counted : []
        rows.append(
          head + [
            part.kind.rawValue, part.text, spoken.compactMap(\.sentence).joined(separator: " "),
            spoken.filter { $0.sentence != nil }
              .map { "\($0.numerator.count)/\($0.denominatorCount)" }.joined(separator: "; "),
            part.addressee, part.basis.map(text).joined(separator: "; "),
          ])
      }
    }
    return Table(columns: columns, rows: rows)
  }

  /// As `attention.csv` of the study folder writes it.
  static func text(_ basis: AttentionPoint.Basis) -> String {
    switch basis {
    case .indicator(let id): id
    case .interview(let id): id.rawValue.isEmpty ? "gesprek" : id.rawValue
    case .paper(let path): path
    case .feedback(let date): "terugkoppeling \(date)"
    case .researchers: "onderzoekers"
    }
  }
}
