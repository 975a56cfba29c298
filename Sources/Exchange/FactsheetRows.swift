// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

/// The factsheet of a region as rows to answer in a spreadsheet: what is asked, what stands there, what it rests
/// on, and room for an answer.
public struct FactsheetRows {
  /// A row about one cell.
  public struct Row: Sendable, Equatable {
    public var cell: Cell
    /// In the order of `columns`.
    public var values: [String]
    /// The answers to choose from.
    public var choices: [String]
    /// Whether several may be chosen, so that the answer is typed and not picked.
    public var isMultiple: Bool
  }

  /// Those from `answer` on are for the reader to fill in; they are the columns of the input `answers.csv`.
  public static let columns = [
    "unit", "name", "field", "question", "current", "state", "evidence", "choices", "answer",
    "quote", "file", "page", "occurrence", "note", "reason",
  ]
  /// The columns to fill in.
  public static let inputColumns = Array(columns[8...])

  private let picture: Picture
  private let suggestions: (Cell) -> [String]
  private let occurrence: (Coding) -> Int?
  private let evidence: EvidenceText

  /// - Parameters:
  ///   - suggestions: the passages to look at for a cell that no one answered, best first, with their places.
  ///   - occurrence: which of several places on its page a quote is, counted from 1; nil where it has but one.
  public init(
    _ picture: Picture, suggestions: @escaping (Cell) -> [String] = { _ in [] },
    occurrence: @escaping (Coding) -> Int? = { _ in nil }
  ) {
    self.picture = picture
    self.suggestions = suggestions
    self.occurrence = occurrence
    evidence = EvidenceText(picture: picture)
  }

  /// A row per field, or item of a field, and unit on the factsheet.
  public func rows(of region: Picture.Region) -> [Row] {
    picture.factsheetCells(of: region).map { unit, question, field, item, outcome in
      let choices = field.categories.map(\.label)
      var values = [
        unit.unit.code.rawValue, "\(unit.unit.name) (\(Self.name(of: unit.part)))",
        outcome.cell.fieldLabel, Self.text(question, field, item),
        Self.answer(outcome, field), Self.state(outcome), evidenceText(outcome),
        choices.joined(separator: "; "),
      ]
      values += input(outcome, field)
      return Row(
        cell: outcome.cell, values: values, choices: choices + ["niet te bepalen", "n.v.t."],
        isMultiple: field.isMultiple)
    }
  }

  private func evidenceText(_ outcome: Outcome) -> String {
    let text = evidence.text(of: outcome)
    let found: [String]
    switch outcome.standing {
    case .open, .undetermined: found = suggestions(outcome.cell)
    case .known, .notApplicable: found = []
    }
    guard !found.isEmpty else { return text }
    let head = (text.isEmpty ? "" : text + "\n") + "om te bekijken:"
    return ([head] + found).joined(separator: "\n")
  }

  /// What a reader answered, so that a part of it can be changed; empty where no reader did.
  private func input(_ outcome: Outcome, _ field: Field) -> [String] {
    let empty = [String](repeating: "", count: Self.inputColumns.count)
    guard case .known(_, .reader(let answer, _, _)) = outcome.standing else { return empty }
    var codings: [Coding] = []
    var reason = ""
    switch answer.evidence {
    case .codings(let ids):
      codings = ids.compactMap { picture.codings[$0] }
      // Where a quote is gone, the rest would be another answer.
      guard codings.count == ids.count else { return empty }
    case .search(let id): reason = picture.searches[id]?.setAside ?? ""
    case .collectionLog, .reason: break
    }
    let quotes = codings.map(\.locator.quote).joined(separator: Self.separator)
    // What does not fit in a cell would come back as something else.
    guard quotes.utf16.count < 30_000, answer.note.utf16.count < 30_000 else { return empty }
    return [
      Self.answer(outcome, field), quotes,
      Self.listed(codings.map { picture.sources[$0.source]?.path ?? "" }),
      Self.listed(codings.map { String($0.locator.page) }),
      Self.listed(codings.map { occurrence($0).map(String.init) ?? "" }), answer.note, reason,
    ]
  }

  /// What stands between several quotes in one cell.
  public static let separator = " || "

  /// One value where all are the same, as it then holds for all.
  private static func listed(_ values: [String]) -> String {
    Set(values).count == 1 ? values[0] : values.joined(separator: separator)
  }

  // MARK: - Texts

  static func text(_ question: Question, _ field: Field, _ item: Item?) -> String {
    "\(question.text) \(field.label)\(item.map { ": \($0.label)" } ?? "")"
  }

  static func name(of part: FactsheetUnit.Part) -> String {
    switch part {
    case .region: "regio"
    case .central: "centrumgemeente"
    case .other: "andere gemeente"
    case .further: "ook onderzocht"
    case .area: "Veilig Thuis-regio"
    }
  }

  /// The answer in words; empty where the cell waits.
  static func answer(_ outcome: Outcome, _ field: Field) -> String {
    switch outcome.standing {
    case .known(let categories, _):
      categories.map { field.category($0)?.label ?? $0.rawValue }.joined(separator: "; ")
    case .undetermined: "niet te bepalen"
    case .notApplicable: "n.v.t."
    case .open: ""
    }
  }

  private static func state(_ outcome: Outcome) -> String {
    switch outcome.standing {
    case .known(_, .reader(_, let coders, let isSettled)):
      (isSettled ? "vastgesteld door " : "door ")
        + coders.map(\.rawValue).joined(separator: " en ")
    case .known(_, .search): "door zoeken"
    case .known(_, .derived): "volgt uit een ander veld"
    case .open(let waiting): "open: \(PictureTables.text(of: waiting))"
    case .undetermined(let reason): "niet te bepalen: \(reason)"
    case .notApplicable(let reason): "n.v.t.: \(reason)"
    }
  }

  /// The rows as a table: the open twin of the spreadsheet.
  public static func table(_ rows: [Row]) -> Table {
    Table(columns: columns, rows: rows.map(\.values))
  }
}
