// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

/// The account of the method: sources, terms, reading, collection, coders, words.
extension PageWriter {
  func accountability(_ number: Int) -> HTML {
    """
    <section class="chapter"><h2 id="verantwoording">\(number) \(Dutch.account)</h2>
    <h3>\(Dutch.method)</h3>
    <p>\(Dutch.methodText)</p>
    <p>\(Dutch.frameworkText(framework.title, framework.version))</p>
    \(framework.basis.isEmpty ? .none : "<p>\(framework.basis)</p>\n" as HTML)\(severalPapers)\
    <h3>\(Dutch.sources)</h3>
    \(sourcesTable)\(kindsTable)\(growth)\(publicNotice)<h3>\(Dutch.termsHead)</h3>
    \(framework.termLists.map(termList))<h3>\(Dutch.collection)</h3>
    \(collectionTable)\(notLookedFor)\(flow)<h3>\(Dutch.interviews)</h3>
    \(interviewsAccount)<h3>\(Dutch.coders)</h3>
    \(codersText)<h3>\(Dutch.wordsHead)</h3>
    <p>\(Dutch.wordsText)</p>
    \(wordTable)</section>

    """
  }

  private var sourcesTable: HTML {
    let counted = picture.coverage.filter { $0.source.exclusion == nil }
    let rows = DocumentState.allCases.map { state -> HTML in
      let count = counted.count { $0.facts.state == state }
      let pages = counted.filter { $0.facts.state == state }.reduce(0) { $0 + $1.facts.pageCount }
      return """
        <tr><th scope="row">\(Dutch.capitalised(Dutch.state(state)))</th>\
        <td class="num">\(count)</td><td class="num">\(pages)</td></tr>
        """
    }
    let excluded = picture.coverage.count - counted.count
    return table(
      Dutch.sourcesCaption, head: [Dutch.stateHead, Dutch.papers, Dutch.pages], rows: rows)
      + "<p>\(Dutch.excludedCount(excluded)) \(link(.coverage, Dutch.coverageLink)).</p>\n"
  }

  /// The papers that count by kind and status, beside those of the wave before where that is known.
  private var kindsTable: HTML {
    let growth = picture.growth
    guard growth.total > 0 else { return .none }
    let statuses = framework.sourceStatuses
    let earlier = growth.earlierByKind
    let hasUnstated = picture.documents.contains { $0.description.status == nil }
    let kinds = (framework.sourceKinds.map(\.id) + [""]).filter {
      (growth.byKind[$0] ?? 0) > 0 || (earlier?[$0] ?? 0) > 0
    }
    let rows = kinds.map { kind -> HTML in
      let label = framework.sourceKinds.first { $0.id == kind }?.label ?? Dutch.kindUnknown
      let own = picture.documents.filter { ($0.description.kind ?? "") == kind }
      let cells = statuses.map { status -> HTML in
        "<td class=\"num\">\(own.count { $0.description.status == status.id })</td>"
      }
      let unstated: HTML =
        hasUnstated
        ? "<td class=\"num\">\(own.count { $0.description.status == nil })</td>" : .none
      let before: HTML = earlier.map { "<td class=\"num\">\($0[kind] ?? 0)</td>" } ?? .none
      return """
        <tr><th scope="row">\(Dutch.capitalised(label))</th>\(cells)\(unstated)\
        <td class="num">\(own.count)</td>\(before)</tr>
        """
    }
    let origins = Dictionary(grouping: picture.documents, by: \.description.origin)
      .map { (name: $0.key, count: $0.value.count) }
      .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
    let head =
      [Dutch.kind] + statuses.map(\.label) + (hasUnstated ? [Dutch.notStated] : [])
      + [Dutch.together]
      + (earlier == nil ? [] : [growth.earlierTitle])
    return table(Dutch.kindsCaption, head: head, rows: rows)
      + (site.isPublic ? .none : "<p>\(Dutch.origins(origins))</p>\n")
  }

  /// How the number of papers compares with the wave before, and why.
  private var growth: HTML {
    guard let earlier = picture.growth.earlier else { return .none }
    let now = picture.growth.total
    return """
      <h4>\(Dutch.growthHead)</h4>
      <p>\(Dutch.growth(now: now, earlier: earlier, in: picture.growth.earlierTitle)) \
      \(Dutch.growthExplained(picture.growth.explanation))</p>

      """
  }

  private func termList(_ list: TermList) -> HTML {
    let terms = list.terms.map { "<li>\($0.label)</li>" as HTML }
    let source: HTML =
      list.source.isEmpty ? .none : "<p class=\"muted\">\(Dutch.sourceOf(list.source))</p>\n"
    return """
      <h4>\(list.title)</h4>
      <p>\(list.use == .collection ? Dutch.forCollecting : Dutch.forDocuments)</p>
      <ul class="terms">\(terms)</ul>
      \(source)
      """
  }

  private var collectionTable: HTML {
    if picture.redaction?.naming == Naming.none { return "<p>\(Dutch.collectionLeftOut)</p>\n" }
    guard !picture.collection.isEmpty else { return "<p>\(Dutch.noCollection)</p>\n" }
    let rows = picture.collection.sorted {
      ($0.unit.rawValue, $0.date, $0.place, $0.terms) < (
        $1.unit.rawValue, $1.date, $1.place, $1.terms
      )
    }.map { entry -> HTML in
      """
      <tr><th scope="row">\(link(site.place(of: entry.unit), site.name(of: entry.unit)))</th>\
      <td>\(DutchNumber.date(entry.date))</td><td>\(entry.place)</td><td>\(entry.terms)</td>\
      <td>\(entry.result)</td></tr>
      """
    }
    return table(
      Dutch.collectionCaption,
      head: [Dutch.forWhom, Dutch.date, Dutch.placeHead, Dutch.searchTerms, Dutch.result],
      rows: rows)
  }

  private var codersText: HTML {
    if site.isPublic { return "<p>\(Dutch.codersLeftOut)</p>\n" }
    var counts: [CoderID: Int] = [:]
    for outcome in picture.outcomes.values {
      guard case .known(_, .reader(_, let coders, _)) = outcome.standing else { continue }
      for coder in coders { counts[coder, default: 0] += 1 }
    }
    guard !counts.isEmpty else { return "<p>\(Dutch.noCoders)</p>\n" }
    let rows = counts.sorted { $0.key < $1.key }.map { coder, count -> HTML in
      "<tr><th scope=\"row\">\(coder)</th><td class=\"num\">\(count)</td></tr>"
    }
    let differences: HTML =
      picture.differences.isEmpty
      ? .none
      : "<p>\(Dutch.differencesCount(picture.differences.count)) \(link(.differences, Dutch.seeDifferences)).</p>\n"
    return "<p>\(Dutch.codersText)</p>\n" + differences
      + table(Dutch.codersCaption, head: [Dutch.coder, Dutch.answersGiven], rows: rows)
  }

  /// The table of words, with its bounds.
  var wordTable: HTML {
    let rows = framework.wording.map { rule -> HTML in
      "<tr><th scope=\"row\">\(rule.word)</th><td>\(Dutch.bounds(rule))</td></tr>"
    }
    return table(Dutch.tableOfWordsCaption, head: [Dutch.word, Dutch.standsFor], rows: rows)
  }
}
