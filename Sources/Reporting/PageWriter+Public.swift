// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

/// What a public edition says of what it leaves out.
extension PageWriter {
  /// Why a source is a reference only; nil where it is shown.
  func withheld(_ source: SourceID) -> Withheld? { picture.redaction?.withheld[source] }

  /// The number of pages, or nothing where it would tell which paper it is.
  func pageCount(_ row: CoverageRow) -> String {
    withheld(row.source.id) == nil ? String(row.facts.pageCount) : ""
  }

  /// What remains of a source that is not shown.
  func referenceFacts(_ row: CoverageRow) -> HTML {
    let description = row.source.description
    var rows: [(String, HTML)] = [
      (Dutch.stateHead, state(row)), (Dutch.aboutWhom, assignment(row)),
    ]
    let labels: [(String, String?)] = [
      (Dutch.kind, framework.sourceKinds.first { $0.id == description.kind }?.label),
      (Dutch.level, framework.sourceLevels.first { $0.id == description.level }?.label),
      (Dutch.status, framework.sourceStatuses.first { $0.id == description.status }?.label),
      (Dutch.usage, framework.usageRights.first { $0.id == description.usage }?.label),
    ]
    rows += labels.compactMap { label, value in value.map { (label, HTML(escaping: $0)) } }
    let items = rows.map { "<dt>\($0.0)</dt><dd>\($0.1)</dd>\n" as HTML }
    return "<dl class=\"facts\">\n\(items)</dl>\n"
  }

  /// Where a quote would stand: what the answer rests on, without its words.
  func withheldPassage(_ passage: ShownPassage) -> HTML {
    let name = link(.source(passage.source.rawValue), site.fileName(passage.source))
    let page: HTML = passage.page > 0 ? ", <b>\(Dutch.page(passage.page))</b>" : .none
    let why = withheld(passage.source).map(Dutch.withheldPassage) ?? Dutch.quoteNames
    return "<p class=\"why\">\(Dutch.restsOn) \(name)\(page). \(why)</p>\n"
  }

  /// How many sources are references only, by reason, and what else is left out; nothing in other editions.
  var publicNotice: HTML {
    guard let notice = picture.redaction else { return .none }
    let counts = Withheld.allCases.compactMap { reason -> HTML? in
      let count = notice.count(reason)
      return count == 0 ? nil : "<li>\(Dutch.withheldCount(count, reason))</li>\n"
    }
    let list: HTML =
      counts.isEmpty
      ? "<p>\(Dutch.nothingWithheld)</p>\n"
      : "<p>\(Dutch.withheldIntro)</p>\n<ul>\n\(counts.joined())</ul>\n"
    let quotes: HTML =
      notice.namingQuotes == 0 ? .none : "<p>\(Dutch.quotesNaming(notice.namingQuotes))</p>\n"
    return """
      <section><h3>\(Dutch.publicHead)</h3>
      <p>\(Dutch.naming(notice.naming))</p>
      \(list)\(quotes)<p>\(Dutch.publicRest)</p></section>

      """
  }
}
