// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

/// The table of interviews: who was spoken to, and who still has to be asked.
public enum InterviewRows {
  public static let columns = [
    "region", "region_name", "unit", "name", "unit_role", "ground", "interview", "role", "status",
    "date", "consent", "about", "documents", "report", "note",
  ]

  /// - Parameter toDoOnly: whether to leave out what is done or refused: the list to call by.
  /// - Returns: a row per interview, and one per region in which nobody was asked yet.
  public static func table(_ plan: InterviewPlan, toDoOnly: Bool = false) -> Table {
    Table(
      columns: columns, rows: plan.rows.filter { !toDoOnly || $0.isToDo }.map(row))
  }

  private static func row(_ row: InterviewPlan.Row) -> [String] {
    let interview = row.interview
    return [
      row.region?.code.rawValue ?? "", row.region?.name ?? "", row.unit?.code.rawValue ?? "",
      row.unit?.name ?? "", row.unit?.role?.rawValue ?? "", text(of: row.ground),
      interview?.id.rawValue ?? "", interview?.role ?? "", status(row), interview?.date ?? "",
      interview?.consent.rawValue ?? "", interview?.about.joined(separator: ";") ?? "",
      interview?.request?.rawValue ?? "", interview?.report ?? "", interview?.note ?? "",
    ]
  }

  private static func status(_ row: InterviewPlan.Row) -> String {
    row.interview?.status.rawValue ?? (row.unit == nil ? "niemand-te-vragen" : "te-vragen")
  }

  /// Why it is this unit's turn, in Dutch.
  public static func text(of ground: InterviewPlan.Ground) -> String {
    switch ground {
    case .alternation: "om en om"
    case .onlyRole: "de regio heeft geen onderzochte gemeente in de rol die aan de beurt is"
    case .afterRefusal: "de gemeente die aan de beurt was, deed niet mee"
    case .departs: "wijkt af van om en om"
    case .outsideSelection: "buiten de onderzochte gemeenten"
    case .nobody: "in deze regio is niemand over om te vragen"
    case .keyInformant: "sleutelfiguur"
    }
  }

  /// The form to fill in during an interview: the columns of the input `answers.csv`, and the question.
  ///
  /// - Parameters:
  ///   - unit: an examined municipality, region or area.
  ///   - answered: the cells that have an answer of a reader already; they are left out.
  /// - Returns: a row for each field, or item of a field, that the unit itself can answer.
  public static func form(
    for unit: StudyUnit, framework: Framework, answered: Set<Cell>
  ) -> Table {
    var rows: [[String]] = []
    for theme in framework.themes {
      for question in theme.questions {
        for field in question.fields where field.isEnabled && field.unitKind == unit.kind {
          let items = framework.items(of: field)
          let cells =
            items.isEmpty
            ? [(Cell(unit: unit.code, field: field.id), field.label)]
            : items.map {
              (Cell(unit: unit.code, field: field.id, item: $0.id), "\(field.label): \($0.label)")
            }
          for (cell, label) in cells where !answered.contains(cell) {
            rows.append([
              unit.code.rawValue, cell.fieldLabel, "", "", "", "", "", "", "", "",
              "\(question.text) \(label)", field.categories.map(\.label).joined(separator: "; "),
            ])
          }
        }
      }
    }
    return Table(columns: formColumns, rows: rows)
  }

  /// The columns of the form: those of `answers.csv`, then what is asked and what can be answered.
  public static let formColumns = [
    "unit", "field", "answer", "quote", "file", "page", "occurrence", "coder", "note", "reason",
    "question", "choices",
  ]
}
