// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

extension ReportMaterial {
  /// The material of a public edition: what is not in it cannot be written on a page.
  ///
  /// Suggestions, the grid, and what changed in quotes are left out.
  ///
  /// - Parameters:
  ///   - redaction: made from the picture of this material.
  ///   - number: of the edition, counted from 1.
  public func redacted(by redaction: Redaction, number: Int) -> ReportMaterial {
    let shown = Set(
      picture.sources.values.filter { redaction.isShown($0.id) }.flatMap(\.versions))
    var passages: [CodingID: ShownPassage] = [:]
    for (id, coding) in picture.codings {
      passages[redaction.coding(id)] = Self.redacted(evidence[id], of: coding, redaction)
    }
    let pageText = self.pageText
    return ReportMaterial(
      picture: redaction.apply(to: picture), evidence: passages,
      readOtherwise: Set(readOtherwise.map(redaction.coding)),
      pageText: { version, page in
        redaction.showsContext && shown.contains(version) ? pageText(version, page) : nil
      }, edition: .public(number: number))
  }

  /// - Parameter passage: nil where the document cannot be read now, which nobody need know who may not see it.
  private static func redacted(
    _ passage: ShownPassage?, of coding: Coding, _ redaction: Redaction
  ) -> ShownPassage? {
    let source = redaction.source(coding.source)
    guard redaction.isShown(coding),
      passage.map({ redaction.names.first(in: $0.quote) == nil }) != false
    else {
      let page = redaction.isShown(coding.source) ? coding.locator.page : 0
      var withheld = ShownPassage(source: source, page: page, quote: "")
      withheld.isWithheld = true
      return withheld
    }
    guard let passage else { return nil }
    var shown = ShownPassage(
      source: source, page: passage.page, quote: passage.quote,
      heading: redaction.clean(passage.heading), confidence: passage.confidence)
    if redaction.showsContext {
      shown.before = passage.before
      shown.after = passage.after
    }
    return shown
  }
}
