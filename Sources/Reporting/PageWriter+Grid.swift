// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

/// The grid of unit, theme and kind of source: where the picture rests on much, on little, on nothing.
extension PageWriter {
  func gridPage() -> Page {
    let grid = site.material.grid
    var body = hero(
      "\(link(.coverage, Dutch.papers)) · \(picture.wave.title)", Dutch.grid,
      HTML(escaping: Dutch.gridLead))
    let kinds = grid?.kindsPresent ?? []
    guard let grid, !kinds.isEmpty else {
      body += "<p class=\"empty\">\(Dutch.noPapersYet)</p>\n"
      return Page(title: Dutch.grid, section: .coverage, body: body)
    }
    body += coverageLine(site.reading) + gridKey
    let jumps = grid.themes.map { theme -> HTML in
      "<li><a href=\"#thema-\(Place.safe(theme.id))\">\(theme.title)</a></li>"
    }
    body += "<nav class=\"jumps\" aria-label=\"\(Dutch.onThisPage)\"><ul>\(jumps)</ul></nav>\n"
    for theme in grid.themes {
      body += """
        <h2 id="thema-\(Place.safe(theme.id))">\(theme.title)</h2>
        \(gaps(grid, theme))\(gridTable(grid, theme, kinds))
        """
    }
    if !grid.themesWithoutTerms.isEmpty {
      body += "<p class=\"why\">\(Dutch.withoutTerms(grid.themesWithoutTerms.map(\.title)))</p>\n"
    }
    return Page(title: Dutch.grid, section: .coverage, body: body)
  }

  private var gridKey: HTML {
    """
    <dl class="legend"><div><dt class="q3">12</dt><dd>\(Dutch.gridFound)</dd></div>\
    <div><dt class="q0">0</dt><dd>\(Dutch.gridNothing)</dd></div>\
    <div><dt class="qx">!</dt><dd>\(Dutch.gridUnreadable)</dd></div>\
    <div><dt>–</dt><dd>\(Dutch.gridNoSource)</dd></div></dl>

    """
  }

  /// In which regions, municipalities and areas nothing at all was found on a theme.
  private func gaps(_ grid: SourceGrid, _ theme: Theme) -> HTML {
    let empty = grid.units.filter { grid.total($0.code, theme).finding != .found }
    guard !empty.isEmpty else { return "<p>\(Dutch.gridNoGaps)</p>\n" }
    return "<p>\(Dutch.gridGaps(empty.count, of: grid.units.count))</p>\n"
  }

  private func gridTable(_ grid: SourceGrid, _ theme: Theme, _ kinds: [String]) -> HTML {
    let labels = kinds.map { id in
      framework.sourceKinds.first { $0.id == id }?.label ?? Dutch.kindUnknown
    }
    let highest =
      grid.units.flatMap { unit in kinds.map { grid.square(unit.code, theme, $0).passages } }
      .max() ?? 0
    let rows = grid.units.map { unit -> HTML in
      let squares = kinds.map { cell(grid.square(unit.code, theme, $0), highest) }
      let style: HTML = unit.kind == "regio" ? " class=\"lead-row\"" : .none
      let total = grid.total(unit.code, theme)
      return """
        <tr\(style)><th scope="row">\(link(site.place(of: unit.code), unit.name))\
        <span class="muted">\(Dutch.unitKind(unit, framework))</span></th>\(squares)\
        \(cell(total, .max))</tr>
        """
    }
    return table(
      Dutch.gridCaption(theme.title), head: [Dutch.unit] + labels + [Dutch.together],
      rows: rows, style: " class=\"grid\"")
  }

  /// Passages, on a colour that grows with their number; a word for the ear where there is only a sign.
  private func cell(_ square: SourceGrid.Square, _ highest: Int) -> HTML {
    switch square.finding {
    case .found:
      let step = highest == .max ? 0 : min(3, 1 + square.passages * 3 / (highest + 1))
      let papers: HTML =
        square.sources > 1
        ? " <span class=\"muted\">\(Dutch.inSources(square.sources))<span class=\"vh\"> \(Dutch.papersSmall)</span></span>"
        : .none
      switch step {
      case 0: return "<td>\(square.passages)\(papers)</td>"
      case 1: return "<td class=\"q1\">\(square.passages)\(papers)</td>"
      case 2: return "<td class=\"q2\">\(square.passages)\(papers)</td>"
      default: return "<td class=\"q3\">\(square.passages)\(papers)</td>"
      }
    case .nothingFound: return "<td class=\"q0\">0</td>"
    case .unreadable:
      return
        "<td class=\"qx\"><span aria-hidden=\"true\">!</span><span class=\"vh\">\(Dutch.unreadable)</span></td>"
    case .noSource: return "<td>–</td>"
    }
  }
}
