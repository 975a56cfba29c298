// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

/// The first page: where the study stands, and what to do next.
extension PageWriter {
  func overviewPage() -> Page {
    let title = picture.title.isEmpty ? framework.title : picture.title
    let date = picture.wave.referenceDate
    let eyebrow =
      date.isEmpty
      ? picture.wave.title
      : "\(picture.wave.title) · \(Dutch.referenceDate(DutchNumber.date(date)))"
    let tally = Tally(picture.outcomes.values)
    let reading = site.reading
    let body: HTML = """
      \(hero(HTML(escaping: eyebrow), title, HTML(escaping: framework.summary)))\
      <h2>\(Dutch.papersAndUnits)</h2>
      \(overviewFigures(reading))\
      <h2>\(Dutch.answers)</h2>
      <p class="lead">\(Dutch.summary(tally))</p>
      \(tallyBar(tally))\
      \(whatNow(tally, reading))\(highlights)\
      <h2>\(Dutch.factsheets)</h2>
      \(factsheetOverview(Dutch.factsheetsCaption))
      """
    return Page(title: Dutch.overview, section: .overview, body: body)
  }

  private func overviewFigures(_ reading: ReadingTally) -> HTML {
    var figures: [(Int, String)] = [
      (reading.read, Dutch.papersReadLong), (reading.partly, Dutch.partlyRead),
      (reading.unreadable, Dutch.unreadable),
    ]
    for kind in framework.unitKinds where kind.id != "stuk" {
      let count = picture.examined(kind: kind.id).count
      if count > 0 { figures.append((count, count == 1 ? kind.one : kind.many)) }
    }
    return self.figures(figures)
  }

  /// What is left to do, which is not for everybody; there, what was left out.
  private func whatNow(_ tally: Tally, _ reading: ReadingTally) -> HTML {
    guard !site.isPublic else { return publicNotice }
    return """
      <h2>\(Dutch.whatNow)</h2>
      <ul class="next">
      \(nextSteps(tally, reading))</ul>

      """
  }

  private func nextSteps(_ tally: Tally, _ reading: ReadingTally) -> HTML {
    var steps: [HTML] = []
    if reading.total == 0 { steps.append(HTML(escaping: Dutch.stepNoPapers)) }
    if picture.units.isEmpty { steps.append(HTML(escaping: Dutch.stepNoUnits)) }
    let bare = picture.regions.count { $0.central == nil && $0.other == nil }
    if bare > 0 { steps.append(HTML(escaping: Dutch.stepNoRoles(bare))) }
    if reading.unreadable > 0 {
      steps.append("\(Dutch.stepUnreadable(reading.unreadable)) \(link(.coverage, Dutch.seeWhy))")
    }
    if reading.unassigned > 0 {
      steps.append("\(Dutch.stepUnassigned(reading.unassigned)) \(link(.coverage, Dutch.seeWhich))")
    }
    if reading.proposals > 0 {
      steps.append(
        "\(Dutch.stepProposals(reading.proposals)) \(link(.coverage, Dutch.seeProposals))")
    }
    if tally.open > 0 {
      steps.append("\(Dutch.stepOpen(tally.open)) \(link(.factsheets, Dutch.toFactsheets))")
    }
    if steps.isEmpty {
      steps.append("\(Dutch.stepDone) \(link(.report, Dutch.toReport))")
    }
    return steps.map { "<li>\($0)</li>\n" as HTML }.joined()
  }

  /// The first statement of each theme that can be said in a word, or else its first statement.
  private var highlights: HTML {
    let statements = framework.themes.compactMap { theme -> HTML? in
      let values = site.groups(of: theme).flatMap(\.groups).flatMap(\.values)
        .filter { $0.sentence != nil }
      let value = values.first { $0.wording.word != nil } ?? values.first
      return value.map { value in
        """
        <div class="statement"><p class="eyebrow">\(theme.title)</p>\
        <p class="claim">\(claim(value))</p>
        \(basis(value))</div>

        """
      }
    }
    guard !statements.isEmpty else { return .none }
    return """
      <h2>\(Dutch.fromNational)</h2>
      \(statements)<p>\(link(.national, Dutch.toNational))</p>

      """
  }
}
