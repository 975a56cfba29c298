// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

/// The coverage overview: every document, problems first.
extension PageWriter {
  func coveragePage() -> Page {
    let tally = site.reading
    var body = hero(
      HTML(escaping: picture.wave.title), Dutch.coverageTitle, HTML(escaping: Dutch.coverageLead))
    guard tally.total > 0 else {
      body += "<p class=\"empty\">\(Dutch.noPapersYet)</p>\n"
      return Page(title: Dutch.coverageTitle, section: .coverage, body: body)
    }
    body += readingFigures(tally)
    let flow = Place(path: Place.report.path, anchor: Self.flowAnchor)
    let grid: HTML = site.isPublic ? .none : "\(link(.grid, Dutch.gridLink)) · "
    body += "<p>\(grid)\(link(flow, Dutch.flowHead))</p>\n"
    let groups: [(String, (CoverageRow) -> Bool)] = [
      (Dutch.needsAttention, { needsAttention($0) }), (Dutch.inOrder, { !needsAttention($0) }),
    ]
    for (title, belongs) in groups {
      let rows = picture.coverage.filter(belongs).sorted { left, right in
        (Self.weight(left), left.source.path) < (Self.weight(right), right.source.path)
      }
      guard !rows.isEmpty else { continue }
      body += "<h2>\(title) <span class=\"count\">\(rows.count)</span></h2>\n"
      body += table(
        Dutch.coverageCaption(title),
        head: [Dutch.paper, Dutch.stateHead, Dutch.pages, Dutch.aboutWhom, Dutch.whatIsUp],
        rows: rows.map(coverageRow), style: " class=\"wide\"")
    }
    return Page(title: Dutch.coverageTitle, section: .coverage, body: body)
  }

  func readingFigures(_ tally: ReadingTally) -> HTML {
    let figures: [(Int, String)] = [
      (tally.read, Dutch.read), (tally.partly, Dutch.partlyRead),
      (tally.unreadable, Dutch.unreadable), (tally.unassigned, Dutch.unassignedShort),
      (tally.excluded, Dutch.excluded),
    ]
    return self.figures(figures)
  }

  /// Numbers, large, with what they count.
  func figures(_ figures: [(Int, String)]) -> HTML {
    let items = figures.map { "<div><dt>\($0.1)</dt><dd>\($0.0)</dd></div>\n" as HTML }
    return "<dl class=\"figures\">\n\(items)</dl>\n"
  }

  private func needsAttention(_ row: CoverageRow) -> Bool { Self.weight(row) < 5 }

  /// Failed first, then without text, partly read, not assigned, with a proposal, the rest, excluded.
  private static func weight(_ row: CoverageRow) -> Int {
    if row.source.exclusion != nil { return 6 }
    switch row.facts.state {
    case .failed: return 0
    case .noText: return 1
    case .partly: return 2
    case .read, .ocr: break
    }
    if row.source.description.units.isEmpty || row.source.isMissing { return 3 }
    return row.proposals.isEmpty ? 5 : 4
  }

  private func coverageRow(_ row: CoverageRow) -> HTML {
    var notes: [String] = []
    if let reason = withheld(row.source.id) { notes.append(Dutch.withheld(reason)) }
    if let reason = row.source.exclusion { notes.append(Dutch.excludedBecause(reason)) }
    if row.source.isMissing { notes.append(Dutch.missing) }
    if !Dutch.reading(row).isEmpty { notes.append(Dutch.reading(row)) }
    if !row.proposals.isEmpty {
      notes.append(Dutch.proposed(row.proposals.map(\.text).joined(separator: "; ")))
    }
    let folder = row.source.path.split(separator: "/").dropLast().joined(separator: "/")
    let path: HTML = folder.isEmpty ? .none : "<br><span class=\"muted\">\(folder)</span>"
    return """
      <tr><th scope="row">\(link(.source(row.source.id.rawValue), SiteIndex.fileName(row.source)))\(path)</th>\
      <td>\(state(row))</td><td class="num">\(pageCount(row))</td>\
      <td>\(assignment(row))</td><td>\(notes.joined(separator: " "))</td></tr>
      """
  }
}
