// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

/// The table `grid.csv`: unit by theme by kind of source.
public enum GridRows {
  public static let columns = [
    "unit", "name", "unit_kind", "theme", "theme_title", "kind", "sources", "searchable",
    "passages", "finding",
  ]

  /// - Returns: a row for every unit, theme and kind of source, also where there is nothing.
  public static func table(_ grid: SourceGrid) -> Table {
    var rows: [[String]] = []
    for unit in grid.units {
      for theme in grid.themes + grid.themesWithoutTerms {
        let hasTerms = grid.themes.contains { $0.id == theme.id }
        for kind in grid.kinds {
          let square = grid.square(unit.code, theme, kind)
          rows.append([
            unit.code.rawValue, unit.name, unit.kind, theme.id, theme.title,
            kind.isEmpty ? "onbekend" : kind, String(square.sources), String(square.searchable),
            hasTerms ? String(square.passages) : "",
            hasTerms || square.sources == 0 ? text(of: square.finding) : "geen-zoektermen",
          ])
        }
      }
    }
    return Table(columns: columns, rows: rows)
  }

  private static func text(of finding: SourceGrid.Square.Finding) -> String {
    switch finding {
    case .found: "gevonden"
    case .nothingFound: "niets-gevonden"
    case .unreadable: "niet-leesbaar"
    case .noSource: "geen-stuk"
    }
  }
}
