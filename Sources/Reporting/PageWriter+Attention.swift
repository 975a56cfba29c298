// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

/// The attention points of a theme: results, possible bottlenecks and possible solutions, each with where it
/// comes from.
extension PageWriter {
  func attentionPoints(of theme: Theme) -> HTML {
    let numbered = picture.attentionPoints.enumerated().filter { $1.theme == theme.id }
    let sections = numbered.map { attentionPoint($0 + 1, $1) }
    return "<p>\(Dutch.attentionLead(numbered.count))</p>\n\(sections)"
  }

  private func attentionPoint(_ number: Int, _ point: AttentionPoint) -> HTML {
    let findings = point.parts(.finding)
    let results: HTML =
      findings.isEmpty
      ? "<p class=\"why\">\(Dutch.noFindingPart)</p>\n"
      : "<ul class=\"parts-of-point\">\n\(findings.map(result))</ul>\n"
    return """
      <section class="attention" id="punt-\(Place.safe(point.id.rawValue))">
      <h4><span class="no">\(Dutch.attentionTitle(number))</span> \(point.title)</h4>
      <h5>\(Dutch.attentionResults)</h5>
      \(results)\
      \(others(Dutch.attentionBottlenecks, point.parts(.bottleneck)))\
      \(others(Dutch.attentionSolutions, point.parts(.solution)))</section>

      """
  }

  private func others(_ title: String, _ parts: [AttentionPoint.Part]) -> HTML {
    guard !parts.isEmpty else { return .none }
    let items = parts.map { part -> HTML in
      let addressee: HTML =
        part.addressee.isEmpty
        ? .none : "<b>\(Dutch.addresseeHead)</b> \(part.addressee). "
      return """
        <li><p>\(part.text)</p><p class="origin">\(addressee)\(origin(part.basis))</p></li>

        """
    }
    return "<h5>\(title)</h5>\n<ul class=\"parts-of-point\">\n\(items)</ul>\n"
  }

  /// A finding: what its indicators say now, each with its n of N, and then the words of the researchers.
  private func result(_ part: AttentionPoint.Part) -> HTML {
    let sentences = part.basis.compactMap { basis -> HTML? in
      guard case .indicator(let id) = basis,
        let value = picture.indicators.first(where: { $0.indicator.id == id })
      else { return nil }
      return countedSentence(value)
    }
    let own: [HTML] = part.text.isEmpty ? [] : [HTML(escaping: part.text)]
    return """
      <li><p>\((sentences + own).joined(" "))</p><p class="origin">\(origin(part.basis))</p></li>

      """
  }

  /// The sentence of an indicator and the way to its count; why there is none where it has none yet.
  func countedSentence(_ value: IndicatorValue) -> HTML {
    guard value.isCountable else {
      return
        "\(value.indicator.label) \(Dutch.notComputed(value.indicator.pending ?? Dutch.noCount))"
    }
    guard let sentence = value.sentence else {
      return HTML(escaping: Dutch.noAnswerYet(value.indicator.label))
    }
    let count = Dutch.counted(value)
    return """
      \(Dutch.capitalised(sentence)) <a class="ref" \
      href="\(address(.indicator(value.indicator.id)))">(\(count)\
      <span class="vh">: \(value.indicator.label)</span>)</a>
      """
  }

  private func origin(_ basis: [AttentionPoint.Basis]) -> HTML {
    "\(Dutch.provenance) \(basis.map(originPart).joined("; "))"
  }

  private func originPart(_ basis: AttentionPoint.Basis) -> HTML {
    switch basis {
    case .indicator(let id):
      let isKnown = framework.indicators.contains { $0.id == id }
      return link(isKnown ? .indicator(id) : nil, Dutch.fromIndicator(id))
    case .interview(let id):
      // A public edition says that it was an interview, and not which.
      guard !id.rawValue.isEmpty else { return HTML(escaping: Dutch.fromAnInterview) }
      let row = picture.interviews.rows.first { $0.interview?.id == id }
      let said = [row?.interview?.role, row?.unit?.name].compactMap { $0 }.joined(separator: ", ")
      let name = link(.interviews, Dutch.fromInterview(id.rawValue))
      return said.isEmpty ? name : "\(name) (\(said))"
    case .paper(let path):
      let source = picture.sources.values.first { $0.path == path }
      return link(source.map { .source($0.id.rawValue) }, path)
    case .feedback(let date): return HTML(escaping: Dutch.fromFeedback(date))
    case .researchers: return HTML(escaping: Dutch.fromResearchers)
    }
  }
}
