// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

/// One document: what is known of it, how far it was read, and the pages that were cited.
extension PageWriter {
  func sourcePage(_ row: CoverageRow) -> Page {
    let name = SiteIndex.fileName(row.source)
    let eyebrow: HTML = "\(link(.coverage, Dutch.papers)) · \(row.source.id)"
    let title: HTML = row.facts.title.map { HTML(escaping: $0) } ?? .none
    var body = hero(eyebrow, name, title)
    if let reason = row.source.exclusion {
      body += "<p class=\"notice\">\(Dutch.excludedBecause(reason))</p>\n"
    }
    if row.source.isMissing { body += "<p class=\"notice\">\(Dutch.missing)</p>\n" }
    if let reason = withheld(row.source.id) {
      body += "<p class=\"notice\">\(Dutch.withheld(reason))</p>\n"
      body += "<h2>\(Dutch.aboutPaper)</h2>\n\(referenceFacts(row))" + documentAnswers(row)
      return Page(title: name, section: .coverage, body: body)
    }
    body += "<h2>\(Dutch.aboutPaper)</h2>\n\(facts(row))"
    body += documentAnswers(row) + citedPages(row)
    return Page(title: name, section: .coverage, body: body)
  }

  private func facts(_ row: CoverageRow) -> HTML {
    let description = row.source.description
    var rows: [(String, HTML)] = [
      (Dutch.file, HTML(escaping: row.source.path)), (Dutch.stateHead, state(row)),
    ]
    let reading = Dutch.reading(row)
    if !reading.isEmpty {
      let label = row.facts.state == .read ? Dutch.oddity : Dutch.whyNot
      rows.append((label, HTML(escaping: reading)))
    }
    rows.append((Dutch.size, HTML(escaping: Dutch.size(row.facts))))
    rows.append((Dutch.aboutWhom, assignment(row)))
    if !row.proposals.isEmpty {
      let text = row.proposals.map(\.text).joined(separator: "; ")
      rows.append((Dutch.proposal, HTML(escaping: Dutch.proposed(text))))
    }
    let labels: [(String, String?)] = [
      (Dutch.kind, framework.sourceKinds.first { $0.id == description.kind }?.label),
      (Dutch.level, framework.sourceLevels.first { $0.id == description.level }?.label),
      (Dutch.date, description.date.map(DutchNumber.date)),
      (Dutch.status, framework.sourceStatuses.first { $0.id == description.status }?.label),
      (Dutch.usage, framework.usageRights.first { $0.id == description.usage }?.label),
    ]
    rows += labels.map { ($0.0, HTML(escaping: $0.1 ?? Dutch.notKnown)) }
    let extras: [(String, String)] = [
      (Dutch.origin, description.origin), (Dutch.foundWithHead, description.foundWith),
      (Dutch.addressHead, description.address), (Dutch.noteHead, description.note),
      (Dutch.keptHead, description.kept ?? ""),
    ]
    rows += extras.filter { !$0.1.isEmpty }.map { ($0.0, HTML(escaping: $0.1)) }
    rows.append((Dutch.version, "<span class=\"code\">\(row.source.current)</span>"))
    let items = rows.map { "<dt>\($0.0)</dt><dd>\($0.1)</dd>\n" as HTML }
    return "<dl class=\"facts\">\n\(items)</dl>\n"
  }

  /// The units that a paper is about, and how that is known.
  func assignment(_ row: CoverageRow) -> HTML {
    let description = row.source.description
    guard !description.units.isEmpty else {
      if site.isPublic { return HTML(escaping: Dutch.unassignedShort) }
      let names = row.suggestedUnits.map { site.name(of: $0) }
      return HTML(escaping: Dutch.unassigned(suggested: names))
    }
    let names = description.units.map { link(site.place(of: $0), site.name(of: $0)) }
    return """
      \(names.joined(", ")) <span class="muted">(\(Dutch.assigned(description.basis)))</span>
      """
  }

  /// The fields that are answered for the document itself.
  func documentAnswers(_ row: CoverageRow) -> HTML {
    let unit = UnitCode(row.source.id.rawValue)
    let fields = framework.fields.filter { $0.scope == .document && site.outcome(unit, $0) != nil }
    guard !fields.isEmpty else { return .none }
    let blocks = fields.map { field -> HTML in
      """
      <article class="field"><h3><span class="no">\(field.id)</span> \(field.label)</h3>
      \(answer(of: unit, field))</article>

      """
    }
    return "<h2>\(Dutch.perPaper)</h2>\n\(blocks)"
  }

  // MARK: The pages that hold quotes

  private struct PageKey: Hashable {
    var version: VersionHash
    var page: Int
  }

  private func citedPages(_ row: CoverageRow) -> HTML {
    let codings = site.codingsBySource[row.source.id] ?? []
    guard !codings.isEmpty else {
      return "<h2>\(Dutch.cited)</h2>\n<p class=\"why\">\(Dutch.notCited)</p>\n"
    }
    var quotes: [PageKey: [MarkedText.Quote]] = [:]
    for coding in codings where !site.material.readOtherwise.contains(coding.id) {
      for (place, stretch) in coding.locator.stretches.enumerated() {
        let suffix = place == 0 ? "" : "-\(place + 1)"
        quotes[PageKey(version: coding.locator.version, page: stretch.page), default: []].append(
          .init(utf8Range: stretch.utf8Range, anchor: Place.safe(coding.id.rawValue) + suffix))
      }
    }
    let keys = quotes.keys.sorted { left, right in
      (left.page, left.version.rawValue) < (right.page, right.version.rawValue)
    }
    var marked = Set<String>()
    let pages = keys.map { key -> HTML in
      guard let text = site.material.pageText(key.version, key.page) else { return .none }
      let page = MarkedText(text, quotes: quotes[key] ?? [])
      guard !page.quotes.isEmpty else { return .none }
      marked.formUnion(page.quotes.map(\.anchor))
      let version: HTML =
        key.version == row.source.current
        ? .none : " <span class=\"muted\">\(Dutch.earlierVersion)</span>"
      let confidence =
        key.version == row.source.current ? row.facts.confidence(ofPage: key.page) : nil
      let recognized: HTML =
        confidence.map { " <span class=\"muted\">\(Dutch.recognized($0))</span>" } ?? .none
      return """
        <section class="sheet"><h3>\(Dutch.capitalised(Dutch.pageWord(key.page)))\(version)\(recognized)</h3>
        \(page.html)</section>

        """
    }
    let loose = codings.filter { !marked.contains(Place.safe($0.id.rawValue)) }.map(looseQuote)
    return """
      <h2>\(Dutch.cited)</h2>
      \(codingList(codings))\(pages)\(loose)
      """
  }

  /// What each quote is for.
  private func codingList(_ codings: [Coding]) -> HTML {
    let items = codings.map { coding -> HTML in
      let anchor = Place.safe(coding.id.rawValue)
      let label = framework.field(coding.cell.field)?.label ?? ""
      let target = site.place(of: coding.cell)
      let page = coding.locator.stretches.first?.page ?? 0
      return """
        <li><a href="#\(anchor)">\(Dutch.pageWord(page)) (\(coding.id))</a>: \
        \(link(target, "\(site.name(of: coding.cell.unit)), \(coding.cell.fieldLabel) \(label)"))</li>

        """
    }
    return "<ul class=\"codings\">\n\(items)</ul>\n"
  }

  /// A quote whose page cannot be shown.
  private func looseQuote(_ coding: Coding) -> HTML {
    if coding.locator.quote.isEmpty {
      return "<p class=\"why\" id=\"\(Place.safe(coding.id.rawValue))\">\(Dutch.quoteNames)</p>\n"
    }
    return """
      <figure class="passage"><blockquote><p>\(coding.locator.before)\
      <mark id="\(Place.safe(coding.id.rawValue))">\(coding.locator.quote)</mark>\
      \(coding.locator.after)</p></blockquote>
      <figcaption>\(Dutch.pageWord(coding.locator.stretches.first?.page ?? 0)) · \
      \(Dutch.noPageText)</figcaption></figure>

      """
  }
}
