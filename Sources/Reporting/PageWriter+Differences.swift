// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

/// Where readers differ: their answers side by side, each with its passage, and what was settled.
extension PageWriter {
  func differencesPage() -> Page {
    let open = picture.differences.filter(\.isOpen)
    let settled = picture.differences.filter { !$0.isOpen }
    var body = hero(
      HTML(escaping: picture.wave.title), Dutch.differences,
      HTML(escaping: Dutch.differencesLead(open: open.count, settled: settled.count)))
    if picture.differences.isEmpty {
      body += "<p class=\"empty\">\(Dutch.noDifferences)</p>\n"
    }
    body += section(Dutch.toSettle, open) + section(Dutch.settledHead, settled)
    return Page(title: Dutch.differences, section: .report, body: body)
  }

  private func section(_ title: String, _ differences: [ReaderDifference]) -> HTML {
    guard !differences.isEmpty else { return .none }
    return "<h2>\(title)</h2>\n\(differences.map(difference))"
  }

  private func difference(_ difference: ReaderDifference) -> HTML {
    let cell = difference.cell
    let field = framework.field(cell.field)
    let name = link(site.place(of: cell), site.name(of: cell.unit))
    let columns = difference.answers.map { answer -> HTML in
      """
      <div><h4>\(answer.coder)</h4><p><b>\(value(of: answer, field))</b></p>
      \(passages(of: answer, cell))</div>

      """
    }
    var html: HTML = """
      <section class="difference"><h3>\(cell.fieldLabel) \(field?.label ?? ""): \(name)</h3>
      <div class="versus">
      \(columns)</div>

      """
    if let settled = difference.settlement {
      html += """
        <div class="notice"><p><b>\(value(of: settled, field))</b></p>
        <p class="why">\(Dutch.settledBy(settled.coder))</p>
        \(passages(of: settled, cell))</div>

        """
    } else if difference.isResolved {
      html += "<p class=\"why\">\(Dutch.alikeByNow)</p>\n"
    }
    return html + "</section>\n"
  }

  private func passages(of answer: Answer, _ cell: Cell) -> HTML {
    readerEvidence(
      answer, picture.outcomes[cell] ?? Outcome(cell: cell, standing: .open(.readersDiffer)))
  }

  private func value(of answer: Answer, _ field: Field?) -> String {
    text(of: answer.value, field) + (answer.certainty.map { " (\(Dutch.certainty($0)))" } ?? "")
  }
}
