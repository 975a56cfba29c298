// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Exchange
import Model

extension StudyDesk {
  /// The cells that had an answer and are open again, with the passages that came in since: one row per
  /// passage, and one for a cell in which nothing new was found.
  public func reopened() throws -> Table {
    let draft = try draft()
    let picture = draft.picture
    let cells = picture.outcomes.values.filter { $0.reopening != nil }
    let passages = try draft.show(
      draft.ranking(known: SuggestionMemory()), of: Set(cells.map(\.cell.unit)))
    return ReopenedRows.table(cells, in: picture) { cell in
      (passages[cell]?.shown ?? []).map { shown in
        [
          picture.sources[shown.source]?.path ?? "", String(shown.page),
          "\(shown.before.suffix(80))\(shown.quote)\(shown.after.prefix(80))",
        ]
      }
    }
  }
}
