// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

/// What an official said of an answer, beside the answer: both stay.
extension PageWriter {
  /// What came back about a cell, the last first; nothing where nobody said anything.
  func factNote(_ cell: Cell) -> HTML {
    var html = HTML.none
    for record in picture.factChecks.reversed() {
      guard let shown = record.check.shown.first(where: { $0.cell == cell }) else { continue }
      for entry in record.entries.reversed() where entry.end != .replaced {
        guard case .reaction(let reaction) = entry.content, reaction.cell == cell else { continue }
        html += factNote(reaction, entry, shown)
      }
    }
    return html
  }

  private func factNote(
    _ reaction: FactReaction, _ entry: FactCheckEntry, _ shown: FactCheck.Shown
  ) -> HTML {
    let labels: String
    switch shown.value {
    case .categories(let categories):
      let field = framework.field(reaction.cell.field)
      labels = categories.map { field?.category($0)?.label ?? $0.rawValue }.joined(separator: "; ")
    case .undetermined: labels = Dutch.unknown
    case .notApplicable: labels = Dutch.notApplicable
    }
    var parts = [Dutch.factVerdict(reaction.verdict, shown: labels)]
    if !reaction.correction.isEmpty { parts.append(Dutch.factCorrection(reaction.correction)) }
    if !reaction.note.isEmpty { parts.append(Dutch.factRemark(reaction.note)) }
    if let state = Dutch.factState(entry.end) { parts.append(state) }
    return """
      <p class="why"><b>\(Dutch.factCheck)</b> (\(entry.from)): \(parts.joined(separator: " "))</p>

      """
  }
}
