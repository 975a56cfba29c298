// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

/// The answers that were opened again, as a table.
public enum ReopenedRows {
  /// - Parameter passages: file, page and text of the new passages of a cell.
  public static func table(
    _ outcomes: [Outcome], in picture: Picture, passages: (Cell) -> [[String]]
  ) -> Table {
    var rows: [[String]] = []
    for outcome in outcomes {
      guard let reopening = outcome.reopening else { continue }
      let cell = outcome.cell
      let field = picture.framework.field(cell.field)
      let head = [
        cell.unit.rawValue,
        picture.unit(cell.unit)?.name ?? picture.sources[SourceID(cell.unit.rawValue)]?.path ?? "",
        cell.fieldLabel, field?.label ?? "", text(of: reopening.earlier, field), reopening.reason,
        reopening.sources.compactMap { picture.sources[$0]?.path }.joined(separator: " || "),
      ]
      let found = passages(cell)
      rows += (found.isEmpty ? [["", "", ""]] : found).map { head + $0 }
    }
    return Table(
      columns: [
        "unit", "name", "field", "label", "earlier", "reason", "new_files", "file", "page",
        "passage",
      ], rows: rows)
  }

  private static func text(of value: AnswerValue?, _ field: Field?) -> String {
    switch value {
    case .categories(let categories):
      categories.map { field?.category($0)?.label ?? $0.rawValue }.joined(separator: "; ")
    case .undetermined: "niet te bepalen"
    case .notApplicable: "n.v.t."
    case nil: "treffers terzijde"
    }
  }
}
