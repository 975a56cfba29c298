// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

/// How sure an answer is, what speaks against it, and what came in since.
extension PageWriter {
  /// The passages that speak against an answer, apart from those that carry it.
  func against(_ answer: Answer) -> HTML {
    let ids = (answer.against ?? []).filter { picture.codings[$0] != nil }
    guard !ids.isEmpty else { return .none }
    let passages = ids.map { id -> HTML in
      site.material.evidence[id].map { quotation($0, coding: id) } ?? .none
    }
    return """
      <div class="against"><p class="why"><b>\(Dutch.againstHead(ids.count))</b></p>
      \(passages)</div>

      """
  }

  /// Says so where an answer rests on a concept only, while an adopted paper of the same kind is in scope.
  func conceptNote(_ answer: Answer, _ outcome: Outcome) -> HTML {
    guard case .codings(let ids) = answer.evidence else { return .none }
    let adopted = picture.adoptedBeside(ids, in: outcome)
    guard !adopted.isEmpty else { return .none }
    let names = adopted.map { site.fileName($0) }
    return "<p class=\"why\">\(Dutch.conceptOnly(names)).</p>\n"
  }

  /// What was answered before, and what came in since.
  func reopened(_ outcome: Outcome) -> HTML {
    guard let reopening = outcome.reopening else { return .none }
    var parts: [String] = []
    if let earlier = reopening.earlier {
      parts.append(Dutch.earlierAnswer(text(of: earlier, framework.field(outcome.cell.field))))
    }
    if reopening.isFocused {
      parts.append(
        Dutch.cameIn(reopening.sources.map { site.fileName($0) }, terms: reopening.terms))
      let total = site.material.suggestions[outcome.cell]?.total ?? 0
      parts.append(total == 0 ? Dutch.nothingNew : Dutch.newPlaces)
    }
    return parts.isEmpty ? .none : "<p class=\"why\">\(parts.joined(separator: " "))</p>\n"
  }

  /// The rule by which one answer follows from papers that differ; nothing where the framework has none.
  var severalPapers: HTML {
    guard let rule = framework.severalPapers else { return .none }
    return "<p class=\"why\"><b>\(Dutch.rule).</b> \(rule)</p>\n"
  }

  func text(of value: AnswerValue, _ field: Field?) -> String {
    switch value {
    case .categories(let categories):
      categories.map { field?.category($0)?.label ?? $0.rawValue }.joined(separator: "; ")
    case .undetermined(let reason): "\(Dutch.unknown): \(reason)"
    case .notApplicable: Dutch.notApplicable
    }
  }
}
