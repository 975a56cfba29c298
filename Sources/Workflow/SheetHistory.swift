// SPDX-License-Identifier: EUPL-1.2
import Model

/// What was answered since a factsheet was exported, other than by that sheet itself.
struct SheetHistory {
  /// Who answered, withdrew or settled a cell, in order.
  private var changes: [Cell: [CoderID]] = [:]

  /// - Parameters:
  ///   - events: those after the export.
  ///   - sheet: the identifier of the export.
  ///   - study: the study after the events.
  init(_ events: some Sequence<RecordedEvent>, sheet: String, in study: Study) throws {
    for recorded in events {
      switch try recorded.event() {
      case .answerRecorded(_, let answer), .answerSettled(_, let answer, _):
        changes[answer.cell, default: []].append(answer.coder)
      case .answerWithdrawn(_, let cell, let coder, _):
        changes[cell, default: []].append(coder)
      case .settlementWithdrawn(_, let cell, _): changes[cell, default: []].append(.consensus)
      case .codingWithdrawn(let id, _):
        // Where the answer was replaced or withdrawn since, that event counts.
        if let coding = study.codings[id], Self.carries(coding, in: study) {
          changes[coding.cell, default: []].append(coding.coder)
        }
      case .sheetRowAdopted(sheet, _, let cell, let coder):
        // The answer just before came from this very sheet: whoever goes on in it knows of it.
        if changes[cell]?.last == coder { changes[cell]?.removeLast() }
      default: break
      }
    }
  }

  /// Whether an answer or settlement of the open wave rests on a coding.
  private static func carries(_ coding: Coding, in study: Study) -> Bool {
    guard let round = study.openRound else { return false }
    let settled = round.settlements[coding.cell].map { [$0] } ?? []
    return ((round.answers[coding.cell] ?? []) + settled).contains { answer in
      if case .codings(let ids) = answer.evidence { return ids.contains(coding.id) }
      return false
    }
  }

  /// The answers that stand in the study now where somebody changed them since; nil where nobody did.
  ///
  /// Of a cell that several read apart, a reader who has not answered yet sees nothing of the others, so that
  /// only the reader's own answers count there.
  func conflict(on cell: Cell, with coder: CoderID, in study: Study) -> [Answer]? {
    guard let round = study.openRound, let changed = changes[cell], !changed.isEmpty else {
      return nil
    }
    let answers = round.answers[cell] ?? []
    let isApart = study.assigned(cell, in: round).count > 1
    let mayNotSee =
      isApart
      && (!answers.contains { $0.coder == coder } || !study.awaited(cell, in: round).isEmpty)
    if mayNotSee {
      return changed.contains(coder) ? answers.filter { $0.coder == coder } : nil
    }
    return round.settlements[cell].map { [$0] } ?? answers
  }

  /// An answer in words.
  static func text(of value: AnswerValue, _ field: Field?) -> String {
    switch value {
    case .categories(let categories):
      categories.map { field?.category($0)?.label ?? $0.rawValue }.joined(separator: "; ")
    case .undetermined: "niet te bepalen"
    case .notApplicable: "n.v.t."
    }
  }
}
