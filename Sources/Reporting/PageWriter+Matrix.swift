// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

/// A field that is answered per item, as a table of items and categories with its evidence under it.
extension PageWriter {
  func matrix(of unit: UnitCode, _ field: Field, _ items: [Item]) -> HTML {
    let outcomes = items.compactMap { item in
      site.outcome(unit, field, item.id).map { (item: item, outcome: $0) }
    }
    if let same = shared(outcomes.map(\.outcome)) {
      let anchors = outcomes.map {
        "<span id=\"\(site.anchor(of: $0.outcome.cell))\"></span>" as HTML
      }
      return """
        <p class="answer">\(anchors)\(Chip.chips(same, field: field).html) \
        <span class="origin">\(Dutch.forAllItems(outcomes.count))</span></p>
        \(evidence(same))
        """
    }
    let categories = field.categories.filter { $0.id != field.lowest }
    let rows = outcomes.map { item, outcome -> HTML in
      """
      <tr id="\(site.anchor(of: outcome.cell))"><th scope="row">\(item.label)</th>\
      <td>\(itemStanding(outcome, field))</td>\(categories.map { mark(outcome, $0) })</tr>
      """
    }
    let table = self.table(
      Dutch.matrixCaption(field.label, site.name(of: unit)),
      head: [Dutch.item, Dutch.how] + categories.map(\.label), rows: rows,
      style: " class=\"matrix\"")
    return table + itemEvidence(outcomes) + absentItems(outcomes)
  }

  /// The one outcome that stands for all items: not to be determined, or not applicable, for one reason.
  private func shared(_ outcomes: [Outcome]) -> Outcome? {
    guard let first = outcomes.first, outcomes.allSatisfy({ $0.standing == first.standing }) else {
      return nil
    }
    switch first.standing {
    case .undetermined, .notApplicable: return first
    default: return nil
    }
  }

  private func itemStanding(_ outcome: Outcome, _ field: Field) -> HTML {
    if case .known(let categories, _) = outcome.standing, categories != [field.lowest] {
      return origin(outcome)
    }
    let chips = Chip.chips(outcome, field: field).html
    if case .open = outcome.standing { return chips }
    return "\(chips) \(origin(outcome))"
  }

  private func mark(_ outcome: Outcome, _ category: Category) -> HTML {
    let holds = outcome.categories?.contains(category.id) == true
    return holds ? "<td class=\"yes\">\(Dutch.yes)</td>" : "<td></td>"
  }

  private func itemEvidence(_ outcomes: [(item: Item, outcome: Outcome)]) -> HTML {
    let blocks = outcomes.map { item, outcome -> HTML in
      switch outcome.standing {
      case .known(_, .search), .known(_, .derived):
        let html = factNote(outcome.cell)
        return html.isEmpty
          ? .none : "<div class=\"item\"><h5>\(item.label)</h5>\n\(html)</div>\n"
      case .known, .undetermined, .notApplicable, .open:
        let html = evidence(outcome, suggestionLimit: 1)
        return html.isEmpty
          ? .none : "<div class=\"item\"><h5>\(item.label)</h5>\n\(html)</div>\n"
      }
    }
    return blocks.joined()
  }

  /// The items that a search did not find, together in one frame: they were looked for in the same papers.
  private func absentItems(_ outcomes: [(item: Item, outcome: Outcome)]) -> HTML {
    let absent = outcomes.filter { pair in
      if case .known(_, .search) = pair.outcome.standing { return true }
      return false
    }
    guard let record = absent.first?.outcome.search else { return .none }
    let searchable = record.searched.count { $0.state.isSearchable }
    let rows = absent.map { item, outcome -> HTML in
      let found = outcome.search?.hitCount ?? 0
      let aside: HTML =
        found > 0 ? " \(Dutch.setAside(found, outcome.search?.setAside ?? ""))" : .none
      let terms = outcome.search?.terms.joined(separator: ", ") ?? ""
      return "<li><b>\(item.label)</b>: \(terms).\(aside)</li>\n"
    }
    return """
      <div class="search"><p>\(Dutch.itemsNotFound(absent.count)) \
      \(Dutch.inPapers(searchable, of: record.searched.count)).</p>
      <details><summary>\(Dutch.accounting)</summary><ul>
      \(rows)</ul></details></div>

      """
  }
}
