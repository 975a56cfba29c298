// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

/// Where was looked for papers, as a table.
public enum CollectionRows {
  /// The collection log: one row per search, and one per examined unit that nobody looked for.
  public static func log(_ picture: Picture) -> Table {
    let entries = Dictionary(grouping: picture.collection, by: \.unit)
    let papers = picture.sources.values.reduce(into: [UnitCode: Int]()) { counts, source in
      guard source.exclusion == nil else { return }
      for unit in source.description.units { counts[unit, default: 0] += 1 }
    }
    var rows: [[String]] = []
    let units = picture.units.filter { $0.isExamined && $0.kind != "veiligheidsregio" }
    let codes = Set(units.map(\.code)).union(entries.keys).sorted { $0.rawValue < $1.rawValue }
    for code in codes {
      let head = [code.rawValue, picture.unit(code)?.name ?? ""]
      let count = String(papers[code] ?? 0)
      let searches = (entries[code] ?? []).sorted {
        ($0.date, $0.place, $0.terms) < ($1.date, $1.place, $1.terms)
      }
      if searches.isEmpty { rows.append(head + ["niet-gezocht", "", "", "", "", "", count]) }
      rows += searches.map { entry in
        head + [
          entry.foundNothing ? "niets-gevonden" : "gezocht", entry.date, entry.place, entry.terms,
          entry.result, entry.missed.map(String.init) ?? "", count,
        ]
      }
    }
    return Table(
      columns: [
        "unit", "name", "standing", "date", "where", "terms", "result", "missed", "papers",
      ], rows: rows)
  }
}
