// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

/// What an answer rests on: passages as quotations, searches as plain frames.
extension PageWriter {
  /// Who answered, or what the answer follows from.
  func origin(_ outcome: Outcome) -> HTML {
    guard case .known(_, let basis) = outcome.standing else { return .none }
    switch basis {
    case .reader(let answer, let coders, let isSettled):
      let names = coders.map(\.rawValue)
      let by =
        isSettled
        ? Dutch.settled(names, inConsensus: answer.coder == .consensus) : Dutch.readBy(names)
      switch picture.basis(of: answer) {
      case .interview: return "\(by), <b>\(Dutch.accordingToInterview)</b>"
      case .both: return "\(by), <b>\(Dutch.alsoAccordingToInterview)</b>"
      case .papers, nil: return HTML(escaping: by)
      }
    case .search: return HTML(escaping: Dutch.bySearch)
    case .derived(let fields):
      let links = fields.map { id in
        link(site.place(of: Cell(unit: outcome.cell.unit, field: id)), id.rawValue)
      }
      return "\(Dutch.derivedFrom) \(links.joined(", "))"
    }
  }

  /// Everything that stands under an answer.
  func evidence(_ outcome: Outcome, suggestionLimit: Int = 5) -> HTML {
    support(outcome, suggestionLimit) + factNote(outcome.cell)
  }

  private func support(_ outcome: Outcome, _ suggestionLimit: Int) -> HTML {
    switch outcome.standing {
    case .known(_, .reader(let answer, _, _)): readerEvidence(answer, outcome)
    case .known(_, .search): outcome.search.map { searchFrame($0) } ?? .none
    case .known(_, .derived): .none
    case .open(let waiting): openEvidence(waiting, outcome, limit: suggestionLimit)
    case .undetermined(let reason):
      "<p class=\"why\">\(Dutch.reason(reason))\(papersNote(outcome.search))</p>\n"
        + places(of: outcome, limit: suggestionLimit)
    case .notApplicable(let reason): "<p class=\"why\">\(Dutch.reason(reason))</p>\n"
    }
  }

  func readerEvidence(_ answer: Answer, _ outcome: Outcome) -> HTML {
    var html = HTML.none
    switch answer.evidence {
    case .codings(let ids):
      for id in ids where picture.codings[id] != nil {
        if let passage = site.material.evidence[id] { html += quotation(passage, coding: id) }
      }
    case .search(let id):
      if let record = picture.searches[id] ?? outcome.search { html += searchFrame(record) }
    case .collectionLog: html += collectionFrame(answer.cell.unit)
    case .reason: break
    }
    if !answer.note.isEmpty { html += "<p class=\"why\">\(Dutch.note(answer.note))</p>\n" }
    return html
  }

  private func openEvidence(_ waiting: Outcome.Waiting, _ outcome: Outcome, limit: Int) -> HTML {
    let found = site.material.suggestions[outcome.cell]
    let papers = outcome.search?.searched.count { $0.hits > 0 } ?? 0
    let total = found?.total ?? outcome.search?.hitCount ?? 0
    var html: HTML = "<p class=\"why\">\(Dutch.waiting(waiting))"
    if total > 0 {
      html += " \(Dutch.places(total, papers: papers))"
    } else if let record = outcome.search, !record.terms.isEmpty {
      html += " \(Dutch.nothingFound)"
    }
    html += "</p>\n"
    html += lostQuotes(of: outcome.cell)
    return html + places(of: outcome, limit: limit)
  }

  /// The passages to look at, best first.
  private func places(of outcome: Outcome, limit: Int) -> HTML {
    let shown = site.material.suggestions[outcome.cell]?.shown.prefix(limit) ?? []
    guard !shown.isEmpty else { return .none }
    let items = shown.map { "<li>\(suggestion($0))</li>\n" as HTML }
    return "<ol class=\"places\">\n\(items)</ol>\n"
  }

  /// A quote with its surroundings and its place.
  func quotation(_ passage: ShownPassage, coding: CodingID) -> HTML {
    let target = Place.source(
      passage.source.rawValue, anchor: Place.safe(coding.rawValue))
    return """
      <figure class="passage"><blockquote><p>\(marked(passage, context: 400))</p></blockquote>
      <figcaption>\(spot(passage)) · \
      <a href="\(address(target))">\(Dutch.showOnPage)<span class="vh"> \(Dutch.pageOf(passage.page, site.fileName(passage.source)))</span></a>\
      </figcaption></figure>

      """ + anchorNote(coding)
  }

  private func suggestion(_ passage: ShownPassage) -> HTML {
    let found: HTML =
      passage.terms.isEmpty ? .none : " · \(Dutch.foundWith(passage.terms.sorted()))"
    return
      "<q>\(marked(passage, context: 90))</q> <span class=\"spot\">\(spot(passage))\(found)</span>"
  }

  private func marked(_ passage: ShownPassage, context: Int) -> HTML {
    let before = Self.tail(passage.before, context)
    let after = Self.head(passage.after, context)
    return "\(before)<mark>\(Self.head(passage.quote, 600))</mark>\(after)"
  }

  private func spot(_ passage: ShownPassage) -> HTML {
    let name = link(.source(passage.source.rawValue), site.fileName(passage.source))
    let heading: HTML = passage.heading.isEmpty ? .none : " · \(Self.tail(passage.heading, 100))"
    let recognized: HTML = passage.confidence.map { " · \(Dutch.recognized($0))" } ?? .none
    return "\(name), <b>\(Dutch.page(passage.page))</b>\(heading)\(recognized)"
  }

  /// The end of a text, cut before a word.
  static func tail(_ text: String, _ limit: Int) -> String {
    guard text.count > limit else { return text }
    let end = text.suffix(limit)
    return "… " + (end.firstIndex(of: " ").map { end[end.index(after: $0)...] } ?? end)
  }

  /// The beginning of a text, cut after a word.
  static func head(_ text: String, _ limit: Int) -> String {
    guard text.count > limit else { return text }
    let start = text.prefix(limit)
    return (start.lastIndex(of: " ").map { start[..<$0] } ?? start) + " …"
  }

  /// A search that was done: what was looked for, in what, with which result.
  func searchFrame(_ record: SearchRecord) -> HTML {
    let searchable = record.searched.filter(\.state.isSearchable)
    let missed = record.searched.filter { !$0.state.isSearchable }
    var html: HTML = """
      <div class="search"><p>\(Dutch.lookedFor) \(terms(record.terms)): \
      <b>\(Dutch.hits(record.hitCount))</b> \(Dutch.inPapers(searchable.count, of: record.searched.count)).
      """
    if let reason = record.setAside, record.hitCount > 0 {
      html += " \(Dutch.setAside(record.hitCount, reason))"
    }
    html += "</p>"
    if !missed.isEmpty {
      let names = missed.prefix(6).map { searched -> HTML in
        let name = link(.source(searched.source.rawValue), site.fileName(searched.source))
        return "\(name) (\(Dutch.state(searched.state)))"
      }
      html += "<p>\(Dutch.notSearched) \(Array(names).joined(", "))"
      if missed.count > 6 { html += " \(Dutch.more(missed.count - 6))" }
      html += ".</p>"
    }
    return html + accounting(record) + "</div>\n"
  }

  /// The terms, the first few as they are.
  private func terms(_ labels: [String]) -> HTML {
    let shown = labels.prefix(4).map { "<b>\($0)</b>" as HTML }
    let rest = labels.count - shown.count
    let html = Array(shown).joined(", ")
    return rest > 0 ? "\(html) \(Dutch.otherTerms(rest))" : html
  }

  private func accounting(_ record: SearchRecord) -> HTML {
    let papers = record.searched.filter(\.state.isSearchable).map { searched -> HTML in
      "\(link(.source(searched.source.rawValue), site.fileName(searched.source))) (\(searched.hits))"
    }
    guard record.terms.count > 4 || !papers.isEmpty else { return .none }
    let all: HTML =
      record.terms.count > 4
      ? "<p>\(Dutch.allTerms) \(record.terms.joined(separator: ", ")).</p>" : .none
    let list: HTML =
      papers.isEmpty ? .none : "<p>\(Dutch.searchedPapers) \(papers.joined(", ")).</p>"
    return "<details><summary>\(Dutch.accounting)</summary>\(all)\(list)</details>"
  }

  private func papersNote(_ record: SearchRecord?) -> HTML {
    guard let record, !record.searched.isEmpty else { return .none }
    let searchable = record.searched.count { $0.state.isSearchable }
    return " (\(Dutch.papersReadable(searchable, of: record.searched.count)))"
  }

  private func collectionFrame(_ unit: UnitCode) -> HTML {
    let entries = picture.collection.filter { $0.unit == unit }.map { entry -> HTML in
      "<li>\(Dutch.collected(entry))</li>"
    }
    return """
      <div class="search"><p>\(Dutch.collectionEvidence)</p><ul>\(entries)</ul></div>

      """
  }
}
