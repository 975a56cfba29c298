// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

/// Colophon, terms and words.
extension PageWriter {
  func aboutPage() -> Page {
    let title = picture.title.isEmpty ? framework.title : picture.title
    let date = picture.wave.referenceDate
    let rows: [(String, String)] = [
      (Dutch.study, title), (Dutch.wave, picture.wave.title),
      (Dutch.referenceDateHead, date.isEmpty ? Dutch.notKnown : DutchNumber.date(date)),
      (Dutch.editionHead, Dutch.edition(site.material.edition)),
      (Dutch.frameworkHead, "\(framework.title), \(Dutch.versionWord) \(framework.version)"),
      (Dutch.madeWith, Dutch.madeWithText),
    ]
    let facts = rows.map { "<dt>\($0.0)</dt><dd>\($0.1)</dd>\n" as HTML }
    let terms = Dutch.glossary.map { "<dt>\($0.0)</dt><dd>\($0.1)</dd>\n" as HTML }
    let body: HTML = """
      \(hero(HTML(escaping: picture.wave.title), Dutch.aboutTitle, HTML(escaping: Dutch.aboutLead)))\
      <h2>\(Dutch.colophon)</h2>
      <dl class="facts">\(facts)</dl>
      \(publicNotice)<h2>\(Dutch.howToRead)</h2>
      <p>\(Dutch.limitLong)</p>
      \(shadeKey)<h2>\(Dutch.glossaryHead)</h2>
      <dl class="facts">\(terms)</dl>
      <h2 id="woorden">\(Dutch.wordsHead)</h2>
      <p>\(Dutch.wordsText)</p>
      \(wordTable)\(classTable)
      """
    return Page(title: Dutch.about, section: .about, body: body)
  }

  private var shadeKey: HTML {
    let parts: [(Shade, String)] = [
      (.ordinal(0), Dutch.lowestAnswer), (.ordinal(2), Dutch.middleAnswer),
      (.ordinal(4), Dutch.highestAnswer), (.unknown, Dutch.unknown), (.open, Dutch.open),
      (.notApplicable, Dutch.notApplicable),
    ]
    let items = parts.map { shade, label -> HTML in
      "<li>\(shade.swatch)<span class=\"what\">\(label)</span></li>"
    }
    return "<ul class=\"key inline\">\(items)</ul>\n"
  }

  private var classTable: HTML {
    guard !framework.classes.isEmpty else { return .none }
    let rows = framework.classes.sorted { $0.minPercent < $1.minPercent }.map { group -> HTML in
      """
      <tr><th scope="row">\(group.label)</th><td>\(Dutch.fromPercent(group.minPercent))</td>\
      <td>\(group.words.joined(separator: ", "))</td></tr>
      """
    }
    return "<h3>\(Dutch.classesHead)</h3>\n<p>\(Dutch.classesText)</p>\n"
      + table(
        Dutch.classesCaption, head: [Dutch.classWord, Dutch.share, Dutch.wordsOfThen], rows: rows)
  }
}
