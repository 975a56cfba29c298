// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

/// The national picture: per theme and question every indicator as a statement.
extension PageWriter {
  func nationalPage() -> Page {
    let themes = framework.themes.map { theme -> HTML in
      let questions = site.groups(of: theme).map { nationalQuestion($0, theme) }
      return """
        <section class="theme"><h2 id="thema-\(Place.safe(theme.id))">\(theme.title)</h2>
        \(questions)</section>

        """
    }
    let jumps = framework.themes.map { theme -> HTML in
      "<li><a href=\"#thema-\(Place.safe(theme.id))\">\(theme.title)</a></li>"
    }
    let body: HTML = """
      \(hero(HTML(escaping: picture.wave.title), Dutch.national, HTML(escaping: Dutch.nationalLead)))\
      \(coverageLine(site.reading))\(emptyNational)<nav class="jumps" aria-label="\(Dutch.onThisPage)"><ul>\(jumps)</ul></nav>
      \(themes)
      """
    return Page(title: Dutch.national, section: .national, body: body)
  }

  private var emptyNational: HTML {
    picture.coverage.isEmpty ? "<p class=\"empty\">\(Dutch.noPapersYet)</p>\n" : .none
  }

  private func nationalQuestion(_ part: QuestionGroups, _ theme: Theme) -> HTML {
    guard !part.groups.isEmpty else {
      guard let question = part.question else { return .none }
      return """
        <section class="question"><h3><span class="no">\(question.id)</span> \(question.text)</h3>
        <p class="why">\(Dutch.noIndicator)</p></section>

        """
    }
    let title: HTML =
      part.question.map { "<span class=\"no\">\($0.id)</span> \($0.text)" }
      ?? HTML(escaping: Dutch.aboutPapers)
    return """
      <section class="question"><h3>\(title)</h3>
      \(part.groups.map(statements))</section>

      """
  }
}
