// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

/// All factsheets, on the map and as a table with how far each theme is answered.
extension PageWriter {
  func factsheetsPage() -> Page {
    var body = hero(
      HTML(escaping: picture.wave.title), Dutch.factsheets, HTML(escaping: Dutch.factsheetsLead))
    body += coverageLine(site.reading)
    body += factsheetOverview(Dutch.factsheetsCaption)
    return Page(title: Dutch.factsheets, section: .factsheets, body: body)
  }

  /// The map of regions and the table beside it.
  func factsheetOverview(_ caption: String) -> HTML {
    guard !site.sheets.isEmpty else { return "<p class=\"empty\">\(Dutch.noRegions)</p>\n" }
    let map = regionMap
    let layout: HTML = map.isEmpty ? "spread" : "spread with-map"
    return """
      <div class="\(layout)">\(map)<div class="parts">\(progressTable(caption))</div></div>

      """
  }

  private var regionMap: HTML {
    let tiles = site.sheets.compactMap { sheet -> TileMap.Tile? in
      let region = sheet.region.region
      guard let tile = region.tile else { return nil }
      let tally = Tally(site.outcomes(of: Set(sheet.units.map(\.code))))
      let chip = Chip(
        label: Dutch.openCount(tally.open), short: Dutch.openCountShort(tally.open),
        shade: .notApplicable)
      return TileMap.Tile(
        unit: region, column: tile.column, row: tile.row, chip: chip,
        label: "\(region.name): \(chip.label)",
        target: address(.factsheet(region.code.rawValue)))
    }
    guard !tiles.isEmpty else { return .none }
    return """
      <figure class="tiles">\(TileMap(title: Dutch.regionMap, tiles: tiles).html)\
      <figcaption>\(Dutch.regionMapCaption)</figcaption></figure>

      """
  }

  private func progressTable(_ caption: String) -> HTML {
    let rows = site.sheets.map { sheet -> HTML in
      let codes = Set(sheet.units.map(\.code))
      let themes = framework.themes.map { theme -> HTML in
        let fields = Set(theme.questions.flatMap(\.fields).map(\.id))
        let tally = Tally(site.outcomes(of: codes).filter { fields.contains($0.cell.field) })
        return
          "<td class=\"num\">\(Dutch.ofTotal(tally.answered, tally.total - tally.notApplicable))</td>"
      }
      let papers = ReadingTally(sheet.papers)
      let region = sheet.region.region
      return """
        <tr><th scope="row">\(link(.factsheet(region.code.rawValue), region.name))</th>\
        \(themes)<td class="num">\(Dutch.ofTotal(papers.read, papers.total))</td></tr>
        """
    }
    return table(
      caption, head: [Dutch.region] + framework.themes.map(\.title) + [Dutch.papersRead], rows: rows
    )
  }
}
