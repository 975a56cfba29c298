// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

/// What stands between the head and the foot of a page.
struct Page {
  var title: String
  /// The entry of the navigation that the page belongs to.
  var section: Place
  var body: HTML
}

/// Writes the parts of one page; it knows where the page stands, so that links are relative.
struct PageWriter {
  let site: SiteIndex
  let place: Place

  var picture: Picture { site.picture }
  var framework: Framework { site.framework }

  /// The address of a place, as seen from this page.
  func address(_ target: Place) -> String {
    let anchor = target.anchor.map { "#\($0)" } ?? ""
    if target.path == place.path, !anchor.isEmpty { return anchor }
    let up = place.path.utf8.filter { $0 == UInt8(ascii: "/") }.count
    return String(repeating: "../", count: up) + target.path + anchor
  }

  /// A link, or the bare text where there is no place to go to.
  func link(_ target: Place?, _ text: HTML) -> HTML {
    guard let target else { return text }
    return "<a href=\"\(address(target))\">\(text)</a>"
  }

  func link(_ target: Place?, _ text: String) -> HTML { link(target, HTML(escaping: text)) }

  /// The whole page.
  func frame(_ page: Page) -> HTML {
    let entries: [(Place, String)] = [
      (.overview, Dutch.overview), (.national, Dutch.national), (.factsheets, Dutch.factsheets),
      (.coverage, Dutch.papers), (.interviews, Dutch.interviews), (.report, Dutch.report),
      (.about, Dutch.about),
    ]
    let navigation = entries.filter { !site.isPublic || $0.0 != .interviews }.map {
      target, name -> HTML in
      let current: HTML =
        target == page.section
        ? (target == place ? " aria-current=\"page\"" : " aria-current=\"true\"") : .none
      return "<a href=\"\(address(target))\"\(current)>\(name)</a>"
    }
    let title = picture.title.isEmpty ? framework.title : picture.title
    return """
      <!doctype html>
      <html lang="nl">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(page.title) · \(title)</title>
      <link rel="stylesheet" href="\(address(.stylesheet))">
      </head>
      <body>
      <a class="skip" href="#inhoud">\(Dutch.skip)</a>
      <svg class="defs" width="0" height="0" aria-hidden="true" focusable="false"><defs>\
      <pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" \
      patternTransform="rotate(45)"><rect class="hp" width="7" height="7"/>\
      <rect class="hl" width="2.5" height="7"/></pattern></defs></svg>
      <header class="top"><a class="brand" href="\(address(.overview))">Vindplaats</a>
      <nav aria-label="\(Dutch.navigation)">\(navigation)</nav>
      <p class="wave">\(picture.wave.title) · \(Dutch.edition(site.material.edition))</p></header>
      <main id="inhoud">
      \(page.body)
      </main>
      <footer class="bottom"><p>\(title) · \(Dutch.limit)</p></footer>
      </body>
      </html>

      """
  }

  /// The head of a page: where one is, what it is about, and what it rests on.
  func hero(_ eyebrow: HTML, _ title: String, _ lead: HTML = .none) -> HTML {
    let below: HTML = lead.isEmpty ? .none : "<p class=\"lead\">\(lead)</p>"
    return
      "<div class=\"hero\"><p class=\"eyebrow\">\(eyebrow)</p><h1>\(title)</h1>\(below)</div>\n"
  }

  /// The papers read, partly read and not read: it stands beside every count.
  func coverageLine(_ tally: ReadingTally) -> HTML {
    """
    <p class="coverage">\(Dutch.coverage(tally)) · \(link(.coverage, Dutch.coverageLink))</p>

    """
  }

  /// A table in a frame of its own, within which it scrolls on a narrow screen.
  func table(_ caption: String, head: [String], rows: [HTML], style: HTML = .none) -> HTML {
    let cells = head.map { name -> HTML in
      name.isEmpty ? "<td></td>" : "<th scope=\"col\">\(name)</th>"
    }
    return """
      <div class="scroll" role="group" aria-label="\(caption)" tabindex="0"><table\(style)>
      <caption>\(caption)</caption><thead><tr>\(cells)</tr></thead>
      <tbody>
      \(rows.joined("\n"))
      </tbody></table></div>

      """
  }

  /// `stand 14 april 2015`, or nothing where the wave has no date.
  var asOf: HTML {
    let date = picture.wave.referenceDate
    return date.isEmpty ? .none : " · \(Dutch.asOf(DutchNumber.date(date)))"
  }

  /// A list of names with links, at most so many; the rest as a number with a link.
  func names(_ codes: [UnitCode], field: FieldID?, limit: Int = .max, rest: Place? = nil) -> HTML {
    let shown = codes.prefix(limit).map { code in
      link(unitPlace(code, field), site.name(of: code))
    }
    var html = Array(shown).joined(", ")
    if codes.count > limit {
      html += " \(link(rest, Dutch.more(codes.count - limit)))"
    }
    return html
  }

  /// Where a unit's answer on a field is shown, or the unit itself.
  func unitPlace(_ code: UnitCode, _ field: FieldID?) -> Place? {
    field.map { site.place(of: Cell(unit: code, field: $0)) } ?? site.place(of: code)
  }
}
