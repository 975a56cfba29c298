// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

/// The report: introduction, a chapter per theme, an overall impression, and the account of the method.
extension PageWriter {
  func reportPage() -> Page {
    let title = picture.title.isEmpty ? framework.title : picture.title
    let chapters = framework.themes.enumerated().map { number, theme in
      chapter(number + 2, theme)
    }
    let last = framework.themes.count + 2
    var contents: [(String, String)] = [("inleiding", "1 \(Dutch.introduction)")]
    contents += framework.themes.enumerated().map { number, theme in
      ("thema-\(Place.safe(theme.id))", "\(number + 2) \(theme.title)")
    }
    contents.append(("totaalbeeld", "\(last) \(Dutch.impression)"))
    contents.append(("verantwoording", "\(last + 1) \(Dutch.account)"))
    let list = contents.map { "<li><a href=\"#\($0.0)\">\($0.1)</a></li>\n" as HTML }
    let body: HTML = """
      \(hero(HTML(escaping: Dutch.reportOf(picture.wave.title)), title))\
      \(coverageLine(site.reading))\
      <div class="with-contents"><nav class="contents" aria-label="\(Dutch.contents)"><ul>
      \(list)</ul></nav>
      <div class="prose">
      \(introduction)\(chapters)\(impression(last))\(accountability(last + 1))</div></div>
      """
    return Page(title: Dutch.report, section: .report, body: body)
  }

  private var introduction: HTML {
    let reading = site.reading
    let kinds = framework.unitKinds.filter { $0.id != "stuk" }.compactMap { kind -> String? in
      let count = picture.examined(kind: kind.id).count
      return count > 0
        ? "\(DutchNumber.text(count)) \(count == 1 ? kind.one : kind.many)" : nil
    }
    let questions = framework.themes.flatMap(\.questions).count
    return """
      <section><h2 id="inleiding">1 \(Dutch.introduction)</h2>
      <p>\(Dutch.intro(themes: framework.themes.count, questions: questions, fields: framework.fields.count))</p>
      <p>\(Dutch.introPapers(reading, kinds: kinds, documents: picture.documents.count))</p>
      <p>\(Dutch.introAnswers(Tally(picture.outcomes.values)))</p>
      <p class="notice">\(Dutch.limitLong)</p></section>

      """
  }

  // MARK: A theme

  private func chapter(_ number: Int, _ theme: Theme) -> HTML {
    let questions = theme.questions.map { question -> HTML in
      "<li><span class=\"no\">\(question.id)</span> \(question.text)</li>\n"
    }
    let parts = site.groups(of: theme)
    return """
      <section class="chapter"><h2 id="thema-\(Place.safe(theme.id))">\(number) \(theme.title)</h2>
      <h3>\(Dutch.researchQuestions)</h3>
      <ul class="questions">\(questions)</ul>
      <h3>\(Dutch.comparisonHead)</h3>
      \(earlier(theme, parts))<h3>\(Dutch.findings)</h3>
      \(parts.map(findings))<h3>\(Dutch.attentionPoints)</h3>
      \(attentionPoints(of: theme))<h3>\(Dutch.openMatters)</h3>
      \(openMatters(theme, parts))</section>

      """
  }

  private func earlier(_ theme: Theme, _ parts: [QuestionGroups]) -> HTML {
    let values = parts.flatMap(\.groups).flatMap(\.values).filter { $0.indicator.comparison != nil }
    guard !values.isEmpty else { return "<p>\(Dutch.noEarlierWave)</p>\n" }
    let rows = values.map { value -> HTML in
      let stated = value.indicator.comparison
      let now =
        value.isCountable && value.denominatorCount > 0
        ? Dutch.counted(value) : Dutch.notYet
      return """
        <tr><th scope="row">\(Dutch.capitalised(value.indicator.label))</th><td>\(stated?.stated ?? "")</td>\
        <td>\(link(.indicator(value.indicator.id), now))</td>\
        <td>\(stated?.isSameUnit == true ? Dutch.sameUnitShort : Dutch.otherUnitShort)</td></tr>
        """
    }
    let waves = Set(values.compactMap { $0.indicator.comparison?.wave }).sorted()
    return "<p>\(Dutch.statedOnly)</p>\n"
      + table(
        Dutch.comparisonCaption(theme.title),
        head: [
          Dutch.indicator, Dutch.statedIn(waves.joined(separator: ", ")), picture.wave.title,
          Dutch.comparable,
        ], rows: rows)
  }

  /// The sentences of a question's indicators as running text, each with its n of N.
  private func findings(_ part: QuestionGroups) -> HTML {
    let values = part.groups.flatMap(\.values)
    let spoken = values.filter { $0.isCountable && $0.sentence != nil }
    let title: HTML =
      part.question.map { "<span class=\"no\">\($0.id)</span> \($0.text)" }
      ?? HTML(escaping: Dutch.aboutPapers)
    guard !spoken.isEmpty else {
      return
        "<h4>\(title)</h4>\n<p class=\"why\">\(values.isEmpty ? Dutch.noIndicator : Dutch.nothingToSay)</p>\n"
    }
    return "<h4>\(title)</h4>\n<p>\(spoken.map(countedSentence).joined(" "))</p>\n"
  }

  private func openMatters(_ theme: Theme, _ parts: [QuestionGroups]) -> HTML {
    let fields = Set(theme.questions.flatMap(\.fields).map(\.id))
    let tally = Tally(picture.outcomes.values.filter { fields.contains($0.cell.field) })
    let pending = parts.flatMap(\.groups).flatMap(\.values).filter { !$0.isCountable }
    let items = pending.map { value -> HTML in
      "<li><b>\(value.indicator.label)</b> \(Dutch.notComputed(value.indicator.pending ?? Dutch.noCount))</li>\n"
    }
    let list: HTML = items.isEmpty ? .none : "<ul>\n\(items)</ul>\n"
    return "<p>\(Dutch.openMattersText(tally))</p>\n\(list)"
  }

  // MARK: Overall

  /// Computed facts only: nothing here is an opinion.
  private func impression(_ number: Int) -> HTML {
    let spoken = picture.indicators.filter { $0.isCountable && $0.sentence != nil }
    let rows = framework.themes.map { theme -> HTML in
      let fields = Set(theme.questions.flatMap(\.fields).map(\.id))
      let tally = Tally(picture.outcomes.values.filter { fields.contains($0.cell.field) })
      let cells = [
        tally.answered, tally.reader, tally.search, tally.derived, tally.open, tally.unknown,
        tally.notApplicable,
      ].map { "<td class=\"num\">\($0)</td>" as HTML }
      return "<tr><th scope=\"row\">\(theme.title)</th>\(cells)</tr>"
    }
    return """
      <section class="chapter"><h2 id="totaalbeeld">\(number) \(Dutch.impression)</h2>
      <p>\(Dutch.impressionText(indicators: picture.indicators.count, spoken: spoken.count, words: spoken.count { $0.wording.word != nil }))</p>
      \(table(Dutch.impressionCaption, head: [Dutch.theme, Dutch.answered, Dutch.byReader, Dutch.bySearch, Dutch.derived, Dutch.open, Dutch.unknown, Dutch.notApplicable], rows: rows))</section>

      """
  }
}
