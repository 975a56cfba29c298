// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

/// The answers of one region as rows for the official who checks them: nothing of another region, nothing of
/// readers, and no words that are confidential to somebody else.
public struct FactCheckRows {
  /// A row about one cell, with the answer that it shows.
  public struct Row: Sendable, Equatable {
    public var shown: FactCheck.Shown
    /// In the order of `columns`.
    public var values: [String]
  }

  /// The last three are for the official to fill in.
  public static let columns = [
    "unit", "name", "field", "question", "answer", "evidence", "agreed", "correction", "note",
  ]

  private let picture: Picture

  public init(_ picture: Picture) { self.picture = picture }

  /// A row per cell that has an answer, or is *niet te bepalen* after a search; what waits for a reader is not there yet.
  public func rows(of region: Picture.Region) -> [Row] {
    let units = Set(picture.factsheetUnits(of: region).map(\.unit.code))
    let evidence = EvidenceText(
      picture: picture, isForOfficial: true,
      telling: EvidenceText.telling(in: picture, to: units))
    return picture.factsheetCells(of: region).compactMap { unit, question, field, item, outcome in
      let value: AnswerValue
      var answer = FactsheetRows.answer(outcome, field)
      switch outcome.standing {
      case .known(let categories, _): value = .categories(categories)
      case .undetermined(let reason):
        // Where nothing was to be searched, such as before an interview, there is nothing to check either.
        guard outcome.search != nil else { return nil }
        value = .undetermined(reason: reason)
        answer += ": \(reason)"
      case .open, .notApplicable: return nil
      }
      return Row(
        shown: FactCheck.Shown(cell: outcome.cell, value: value),
        values: [
          unit.unit.code.rawValue, "\(unit.unit.name) (\(FactsheetRows.name(of: unit.part)))",
          outcome.cell.fieldLabel, FactsheetRows.text(question, field, item), answer,
          evidence.text(of: outcome), "", "", "",
        ])
    }
  }

  /// The rows as a table: the open twin of the spreadsheet.
  public static func table(_ rows: [Row]) -> Table {
    Table(columns: columns, rows: rows.map(\.values))
  }

  // MARK: - What came back

  /// The columns of the list of what was sent and what came back.
  public static let listColumns = [
    "entry", "region", "unit", "field", "shown", "verdict", "correction", "note", "from", "now",
    "state", "reason",
  ]

  /// Every factual check with what came back: a row for the check, then one per reaction and announced paper.
  ///
  /// - Parameter source: the source that an announced paper is by now.
  public static func list(_ picture: Picture, source: (AnnouncedPaper) -> Source?) -> Table {
    Table(
      columns: listColumns,
      rows: picture.factChecks.flatMap { record -> [[String]] in
        let entries = record.entries.map { row($0, record, picture, source) }
        let isWaiting = entries.contains { $0[10] == "received" }
        let state = entries.isEmpty ? "sent" : isWaiting ? "received" : "answered"
        let count = record.check.shown.count
        return [
          [
            record.check.id.rawValue, record.check.region.rawValue, "", "",
            count == 1 ? "1 antwoord" : "\(count) antwoorden", "", "", "", "", "", state, "",
          ]
        ] + entries
      })
  }

  private static func row(
    _ entry: FactCheckEntry, _ record: FactCheckRecord, _ picture: Picture,
    _ source: (AnnouncedPaper) -> Source?
  ) -> [String] {
    var state = "received"
    var reason = ""
    switch entry.end {
    case nil: break
    case .agreed: state = "agreed"
    case .answered: state = "answered"
    case .replaced: state = "replaced"
    case .closed(let why): (state, reason) = ("closed", why)
    }
    switch entry.content {
    case .reaction(let reaction):
      let cell = reaction.cell
      let shown = record.check.shown.first { $0.cell == cell }?.value
      let now = picture.outcomes[cell].map { outcome -> String in
        guard let field = picture.framework.field(cell.field) else { return "" }
        let answer = FactsheetRows.answer(outcome, field)
        return answer.isEmpty ? "nog open" : answer
      }
      return [
        entry.id.rawValue, record.check.region.rawValue, cell.unit.rawValue, cell.fieldLabel,
        shown.map { text(of: $0, cell, picture) } ?? "", reaction.verdict.rawValue,
        reaction.correction, reaction.note, entry.from, now ?? "", state, reason,
      ]
    case .paper(let paper):
      let found = source(paper)
      if entry.end == nil, found != nil { state = "registered" }
      let said = [paper.title, paper.address, paper.date].filter { !$0.isEmpty }
      return [
        entry.id.rawValue, record.check.region.rawValue, "", "", "", "stuk",
        said.joined(separator: "; "), "", entry.from, found?.path ?? "", state, reason,
      ]
    }
  }

  /// An answer in words.
  static func text(of value: AnswerValue, _ cell: Cell, _ picture: Picture) -> String {
    switch value {
    case .categories(let categories):
      let field = picture.framework.field(cell.field)
      return categories.map { field?.category($0)?.label ?? $0.rawValue }.joined(separator: "; ")
    case .undetermined: return "niet te bepalen"
    case .notApplicable: return "n.v.t."
    }
  }
}
