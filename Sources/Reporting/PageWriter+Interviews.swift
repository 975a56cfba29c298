// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

/// The interviews: with whom, what for, what may be done with it, and who still has to be asked.
extension PageWriter {
  func interviewsPage() -> Page {
    let plan = picture.interviews
    var body = hero(
      HTML(escaping: picture.wave.title), Dutch.interviews, HTML(escaping: Dutch.interviewsLead))
    guard !plan.rows.isEmpty else {
      body += "<p class=\"empty\">\(Dutch.noInterviews)</p>\n"
      return Page(title: Dutch.interviews, section: .interviews, body: body)
    }
    body += figures([
      (plan.count(.held), Dutch.interviewsHeld), (plan.count(.planned), Dutch.interviewsPlanned),
      (plan.toAsk, Dutch.interviewsToAsk),
      (plan.count(.refused) + plan.count(.unreached), Dutch.interviewsDeclined),
    ])
    let regional = plan.rows(ofRegions: true)
    if !regional.isEmpty {
      body += "<h2>\(Dutch.perRegion)</h2>\n<p>\(Dutch.alternation)</p>\n"
      body += table(
        Dutch.interviewsCaption,
        head: [
          Dutch.region, Dutch.withWhom, Dutch.progressHead, Dutch.consentHead, Dutch.aboutWhat,
          Dutch.papersAsked,
        ], rows: regional.map(regionalRow), style: " class=\"wide\"")
    }
    let others = plan.rows(ofRegions: false)
    if !others.isEmpty {
      body += "<h2>\(Dutch.keyInformants)</h2>\n"
      body += table(
        Dutch.keyInformants,
        head: [
          Dutch.withWhom, Dutch.progressHead, Dutch.consentHead, Dutch.aboutWhat, Dutch.papersAsked,
        ],
        rows: others.map { row -> HTML in
          "<tr><th scope=\"row\">\(interviewee(row))</th>\(interviewCells(row))</tr>"
        })
    }
    body += spokenAnswers
    return Page(title: Dutch.interviews, section: .interviews, body: body)
  }

  private func regionalRow(_ row: InterviewPlan.Row) -> HTML {
    let region = row.region.map { link(site.place(of: $0.code), $0.name) } ?? .none
    return """
      <tr><th scope="row">\(region)</th><td>\(interviewee(row))</td>\(interviewCells(row))</tr>
      """
  }

  /// The function, and below it the municipality with its role and why it is its turn.
  private func interviewee(_ row: InterviewPlan.Row) -> HTML {
    var below: [HTML] = []
    if let unit = row.unit {
      below.append(link(site.place(of: unit.code), unit.name))
      if let role = unit.role {
        below.append(HTML(escaping: Dutch.roleName(role)))
      }
    }
    if let note = Dutch.ground(row.ground) { below.append(HTML(escaping: note)) }
    guard let role = row.interview?.role else {
      return below.isEmpty ? .none : "<span class=\"muted\">\(below.joined(" · "))</span>"
    }
    let rest: HTML =
      below.isEmpty ? .none : "<br><span class=\"muted\">\(below.joined(" · "))</span>"
    return "\(Dutch.capitalised(role))\(rest)"
  }

  private func interviewCells(_ row: InterviewPlan.Row) -> HTML {
    guard let interview = row.interview else {
      let text = row.unit == nil ? Dutch.nobodyToAsk : Dutch.toAsk
      return "<td><span class=\"state off\">\(text)</span></td><td></td><td></td><td></td>"
    }
    let style: HTML =
      switch interview.status {
      case .held: "state"
      case .planned: "state off"
      case .refused, .unreached: "state not"
      }
    let date: HTML =
      interview.date.isEmpty
      ? .none : "<br><span class=\"muted\">\(DutchNumber.date(interview.date))</span>"
    let report: HTML =
      picture.report(of: interview).map { source in
        "<br>\(link(.source(source.id.rawValue), Dutch.interviewReport))"
      } ?? .none
    let themes = interview.about.map { id in
      framework.themes.first { $0.id == id }?.title ?? id
    }
    let consent = interview.status == .held ? Dutch.consent(interview.consent) : ""
    return """
      <td><span class="\(style)">\(Dutch.status(interview.status))</span>\(date)\(report)</td>\
      <td>\(consent)</td><td>\(themes.joined(separator: "; "))</td>\
      <td>\(interview.request.map(Dutch.request) ?? "")</td>
      """
  }

  /// The answers that rest on what was said, as far as they stand on a page.
  private var spokenAnswers: HTML {
    let spoken = picture.outcomes.values.filter { outcome in
      guard case .known(_, .reader(let answer, _, _)) = outcome.standing,
        let basis = picture.basis(of: answer)
      else { return false }
      return basis != .papers
    }
    guard !spoken.isEmpty else { return .none }
    let rows = spoken.map { outcome -> HTML in
      let field = framework.field(outcome.cell.field)
      let item = field.flatMap { field in
        framework.items(of: field).first { $0.id == outcome.cell.item }?.label
      }
      let chips: HTML = field.map { Chip.chips(outcome, field: $0).html } ?? .none
      let label = [field?.label ?? "", item ?? ""].filter { !$0.isEmpty }.joined(separator: ": ")
      return """
        <tr><th scope="row">\(link(site.place(of: outcome.cell.unit), site.name(of: outcome.cell.unit)))</th>\
        <td><span class="no">\(outcome.cell.field)</span> \(link(site.place(of: outcome.cell), label))</td>\
        <td>\(chips)</td></tr>
        """
    }
    return "<h2>\(Dutch.spokenAnswers)</h2>\n"
      + table(
        Dutch.spokenAnswers, head: [Dutch.forWhom, Dutch.fieldHead, Dutch.answer], rows: rows)
  }

  /// What the account of the method says of interviews.
  var interviewsAccount: HTML {
    let plan = picture.interviews
    let held = plan.count(.held)
    guard held > 0 else { return "<p>\(Dutch.noInterviewHeld)</p>\n" }
    let roles = plan.rows.filter { $0.interview?.status == .held }
    let way: HTML =
      site.isPublic ? .none : "\n\(link(.interviews, Dutch.toInterviews))."
    return """
      <p>\(Dutch.interviewsText(
        held: held, central: roles.count { $0.unit?.role == .central },
        other: roles.count { $0.unit?.role == .other },
        keyInformants: roles.count { $0.ground == .keyInformant }))\(way)</p>

      """
  }
}
