// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

/// The work of readers as tables.
public enum ReadingTables {
  /// One row per reader.
  public static func overview(_ work: [ReaderWork]) -> Table {
    Table(
      columns: ["coder", "waiting", "answered", "shared", "differing"],
      rows: work.map {
        [
          $0.coder.rawValue, String($0.waiting.count), String($0.answered), String($0.shared),
          String($0.differing),
        ]
      })
  }

  /// The cells that wait for one reader.
  public static func waiting(_ work: ReaderWork, in picture: Picture) -> Table {
    Table(
      columns: ["unit", "name", "field", "label", "hits", "purpose"],
      rows: work.waiting.map { cell in
        [
          cell.unit.rawValue, name(of: cell, picture), cell.fieldLabel,
          picture.framework.field(cell.field)?.label ?? "",
          String(picture.outcomes[cell]?.search?.hitCount ?? 0),
          work.calibration.contains(cell) ? "ijking" : "",
        ]
      })
  }

  /// One row per reader and difference, and one for what was settled.
  public static func differences(_ picture: Picture) -> Table {
    Table(
      columns: [
        "unit", "name", "field", "coder", "answer", "file", "page", "quote", "note", "state",
        "certainty", "against",
      ],
      rows: picture.differences.flatMap { difference in
        (difference.answers + [difference.settlement].compactMap { $0 }).map { answer in
          row(answer, difference, picture)
        }
      })
  }

  private static func row(
    _ answer: Answer, _ difference: ReaderDifference, _ picture: Picture
  ) -> [String] {
    var codings: [Coding] = []
    if case .codings(let ids) = answer.evidence {
      codings = ids.compactMap { picture.codings[$0] }
    }
    let state =
      difference.isOpen
      ? "open" : difference.settlement == nil ? "intussen gelijk" : "vastgesteld"
    return [
      difference.cell.unit.rawValue, name(of: difference.cell, picture), difference.cell.fieldLabel,
      answer.coder.rawValue,
      text(of: answer.value, picture.framework.field(difference.cell.field)),
      codings.map { picture.sources[$0.source]?.path ?? "" }.joined(separator: " || "),
      codings.map { String($0.locator.stretches.first?.page ?? 0) }.joined(separator: " || "),
      codings.map(\.locator.quote).joined(separator: " || "), answer.note, state,
      answer.certainty?.rawValue ?? "",
      (answer.against ?? []).compactMap { picture.codings[$0]?.locator.quote }
        .joined(separator: " || "),
    ]
  }

  private static func text(of value: AnswerValue, _ field: Field?) -> String {
    switch value {
    case .categories(let categories):
      categories.map { field?.category($0)?.label ?? $0.rawValue }.joined(separator: "; ")
    case .undetermined: "niet te bepalen"
    case .notApplicable: "n.v.t."
    }
  }

  private static func name(of cell: Cell, _ picture: Picture) -> String {
    picture.unit(cell.unit)?.name ?? picture.sources[SourceID(cell.unit.rawValue)]?.path ?? ""
  }
}
