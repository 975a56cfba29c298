// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

/// The factsheet of a region: the region, its central and another municipality, side by side.
extension PageWriter {
  func factsheetPage(_ sheet: Sheet) -> Page {
    let region = sheet.region.region
    let own = Set(sheet.units.map(\.code))
    let tally = Tally(site.outcomes(of: own))
    let themes = framework.themes.map { theme -> HTML in
      """
      <section class="theme"><h2>\(theme.title)</h2>
      \(glance(sheet, theme))\(theme.questions.map { factsheetQuestion(sheet, $0) })</section>

      """
    }
    let back = link(.factsheets, Dutch.factsheets)
    let body: HTML = """
      \(hero("\(back) · \(region.code)", region.name, HTML(escaping: Dutch.summary(tally))))\
      \(tallyBar(tally))\(coverageLine(ReadingTally(sheet.papers)))\(severalPapers)\(roles(sheet))\(papers(sheet))\
      \(themes)
      """
    return Page(title: "\(Dutch.factsheet) \(region.name)", section: .factsheets, body: body)
  }

  /// The six standings as one bar with its key.
  func tallyBar(_ tally: Tally) -> HTML {
    let parts: [(String, Shade, Int)] = [
      (Dutch.byReader, .ordinal(4), tally.reader), (Dutch.bySearch, .ordinal(3), tally.search),
      (Dutch.derived, .ordinal(2), tally.derived), (Dutch.open, .open, tally.open),
      (Dutch.unknown, .unknown, tally.unknown),
      (Dutch.notApplicable, .notApplicable, tally.notApplicable),
    ]
    guard tally.total > 0 else { return .none }
    var left = 0
    var bar = HTML.none
    for (_, shade, count) in parts where count > 0 {
      let x = Distribution.share(left, of: tally.total)
      let width = Distribution.share(count, of: tally.total)
      bar += shade.rectangle("x=\"\(x)\" y=\"1\" width=\"\(width)\" height=\"18\"")
      left += count
    }
    let key = parts.map { label, shade, count -> HTML in
      "<li>\(shade.swatch)<span class=\"what\"><b>\(count)</b> \(label)</span></li>"
    }
    let text = parts.map { "\(DutchNumber.text($0.2)) \($0.0)" }.joined(separator: ", ")
    return """
      <div class="standing"><svg class="bar thin" width="100%" height="20" role="img" \
      aria-label="\(text)">\(bar)</svg>
      <ul class="key inline">\(key)</ul></div>

      """
  }

  /// The two columns that a factsheet has beside the region, and any further municipality.
  private func columns(_ sheet: Sheet) -> [(title: String, unit: StudyUnit?)] {
    let extra = sheet.municipalities.filter {
      $0.code != sheet.region.central?.code && $0.code != sheet.region.other?.code
    }
    return [(Dutch.central, sheet.region.central), (Dutch.other, sheet.region.other)]
      + extra.map { (Dutch.further, $0) }
  }

  private func roles(_ sheet: Sheet) -> HTML {
    var rows = columns(sheet).map { title, unit -> HTML in
      guard let unit else { return "<dt>\(title)</dt><dd>\(Dutch.noMunicipality)</dd>\n" }
      if site.isPublic, unit.ground.isEmpty {
        return "<dt>\(title)</dt><dd><b>\(unit.name)</b></dd>\n"
      }
      let ground = unit.ground.isEmpty ? Dutch.noGround : unit.ground
      return """
        <dt>\(title)</dt><dd><b>\(unit.name)</b> <span class="code">\(unit.code)</span><br>\
        <span class="muted">\(Dutch.ground(ground))</span></dd>

        """
    }
    rows += sheet.region.safeHomes.map { area in
      """
      <dt>\(Dutch.safeHome)</dt><dd><b>\(area.name)</b> <span class="code">\(area.code)</span><br>\
      <span class="muted">\(Dutch.countedOnce)</span></dd>

      """
    }
    return "<h2>\(Dutch.whoIsMeant)</h2>\n<dl class=\"roles\">\n\(rows)</dl>\n"
  }

  private func papers(_ sheet: Sheet) -> HTML {
    guard !sheet.papers.isEmpty else {
      return "<h2>\(Dutch.papers)</h2>\n<p class=\"empty\">\(Dutch.noPapersOfRegion)</p>\n"
    }
    let rows = sheet.papers.map { row -> HTML in
      let description = row.source.description
      let kind = framework.sourceKinds.first { $0.id == description.kind }?.label ?? Dutch.notKnown
      let date = description.date.map(DutchNumber.date) ?? Dutch.notKnown
      let whom = description.units.map { site.name(of: $0) }.joined(separator: ", ")
      return """
        <tr><th scope="row">\(link(.source(row.source.id.rawValue), SiteIndex.fileName(row.source)))</th>\
        <td>\(whom)</td><td>\(kind)</td><td>\(date)</td><td>\(state(row))</td></tr>
        """
    }
    let table = self.table(
      Dutch.papersCaption,
      head: [Dutch.paper, Dutch.aboutWhom, Dutch.kind, Dutch.date, Dutch.stateHead],
      rows: rows)
    return "<h2>\(Dutch.papers)</h2>\n\(table)"
  }

  /// How far a document was read, or that it was excluded.
  func state(_ row: CoverageRow) -> HTML {
    if row.source.exclusion != nil { return "<span class=\"state off\">\(Dutch.excluded)</span>" }
    let kind: HTML = row.facts.state == .read || row.facts.state == .ocr ? "state" : "state not"
    return "<span class=\"\(kind)\">\(Dutch.state(row.facts.state))</span>"
  }

  // MARK: At a glance

  private func glance(_ sheet: Sheet, _ theme: Theme) -> HTML {
    let fields = theme.questions.flatMap(\.fields).filter(\.isEnabled)
    let columns = self.columns(sheet)
    let rows = fields.filter { $0.unitKind == "regio" || $0.unitKind == "gemeente" }.map {
      field -> HTML in
      let isRegion = field.unitKind == "regio"
      let region = isRegion ? glanceCell(sheet.region.region, field) : Self.blank
      let others = columns.map { _, unit -> HTML in
        if isRegion { return Self.blank }
        return unit.map { glanceCell($0, field) }
          ?? "<td class=\"muted\">\(Dutch.notApplicable)</td>"
      }
      return "<tr>\(glanceHead(field))\(region)\(others)</tr>"
    }
    let heads = columns.map { title, unit in unit.map { "\(title): \($0.name)" } ?? title }
    var html = HTML.none
    if !rows.isEmpty {
      html += table(
        Dutch.glance(theme.title), head: [Dutch.fieldHead, Dutch.region] + heads, rows: rows,
        style: " class=\"glance\"")
    }
    for area in sheet.region.safeHomes {
      let own = fields.filter { $0.unitKind == "vt" }
      guard !own.isEmpty else { continue }
      html += table(
        Dutch.glanceArea(theme.title, area.name), head: [Dutch.fieldHead, Dutch.safeHome],
        rows: own.map { "<tr>\(glanceHead($0))\(glanceCell(area, $0))</tr>" },
        style: " class=\"glance\"")
    }
    return html
  }

  private static var blank: HTML {
    "<td class=\"blank\"><span class=\"vh\">\(Dutch.answeredElsewhere)</span></td>"
  }

  private func glanceHead(_ field: Field) -> HTML {
    "<th scope=\"row\"><span class=\"no\">\(field.id)</span> \(field.label)</th>"
  }

  private func glanceCell(_ unit: StudyUnit, _ field: Field) -> HTML {
    let target = "#" + site.anchor(of: Cell(unit: unit.code, field: field.id))
    let items = site.items(of: field)
    if !items.isEmpty {
      let outcomes = items.compactMap { site.outcome(unit.code, field, $0.id) }
      return
        "<td><a href=\"\(target)\">\(Dutch.itemSummary(outcomes, lowest: field.lowest))</a></td>"
    }
    guard let outcome = site.outcome(unit.code, field) else { return Self.blank }
    return
      "<td><a class=\"chips\" href=\"\(target)\">\(Chip.chips(outcome, field: field).html)</a></td>"
  }

  // MARK: Field by field

  private func factsheetQuestion(_ sheet: Sheet, _ question: Question) -> HTML {
    let fields = question.fields.filter(\.isEnabled)
    var html = HTML.none
    for field in fields where field.unitKind == "regio" {
      html += fieldBlock(field, [(nil, sheet.region.region)])
    }
    for field in fields where field.unitKind == "gemeente" {
      html += fieldBlock(field, columns(sheet).map { ($0.title, $0.unit) })
    }
    let areaFields = fields.filter { $0.unitKind == "vt" }
    if !areaFields.isEmpty {
      for area in sheet.region.safeHomes {
        html += """
          <div class="area"><p class="eyebrow"><b>\(Dutch.safeHome) \(area.name)</b> · \
          \(Dutch.countedOnce)</p>
          \(areaFields.map { fieldBlock($0, [(nil, area)]) })</div>

          """
      }
    }
    guard !html.isEmpty else { return .none }
    return """
      <section class="question"><h3><span class="no">\(question.id)</span> \(question.text)</h3>
      \(html)</section>

      """
  }

  private func fieldBlock(_ field: Field, _ units: [(String?, StudyUnit?)]) -> HTML {
    let columns = units.map { title, unit -> HTML in
      guard let title else { return unit.map { answer(of: $0.code, field) } ?? .none }
      guard let unit else {
        return """
          <div class="column"><h5>\(title)</h5><p class="muted">\(Dutch.noMunicipality)</p></div>

          """
      }
      return """
        <div class="column"><h5>\(unit.name) <span class="muted">\(title)</span></h5>
        \(answer(of: unit.code, field))</div>

        """
    }
    let inner: HTML = units.count > 1 ? "<div class=\"columns\">\(columns)</div>" : columns.joined()
    return """
      <article class="field"><h4><span class="no">\(field.id)</span> \(field.label)</h4>
      \(inner)</article>

      """
  }

  /// An answer with what it rests on, under the anchor of its cell.
  func answer(of unit: UnitCode, _ field: Field) -> HTML {
    let anchor = site.anchor(of: Cell(unit: unit, field: field.id))
    let items = site.items(of: field)
    if !items.isEmpty {
      return "<div id=\"\(anchor)\">\n\(matrix(of: unit, field, items))</div>\n"
    }
    guard let outcome = site.outcome(unit, field) else { return .none }
    return """
      <div id="\(anchor)"><p class="answer">\(Chip.chips(outcome, field: field).html) \
      <span class="origin">\(origin(outcome))</span></p>
      \(evidence(outcome))</div>

      """
  }
}
