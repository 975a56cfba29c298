// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

/// What a public edition leaves empty, so that no number stands there that was never counted.
extension PictureTables {
  /// A number about a source; empty where the source is a reference only.
  func number(_ row: CoverageRow, _ number: Int) -> String {
    picture.redaction?.withheld[row.source.id] == nil ? String(number) : ""
  }

  /// A number of a search; empty where the edition says nothing of what was searched.
  func count(_ search: SearchRecord?, _ number: Int) -> String {
    search == nil && picture.redaction != nil ? "" : String(number)
  }

  /// The page of a quote; empty where only the source is referred to.
  func page(of coding: Coding) -> String {
    let page = coding.locator.page
    return page == 0 && picture.redaction != nil ? "" : String(page)
  }

  /// How a quote stands now; empty in a public edition, which does not say so.
  func anchor(of coding: Coding) -> String {
    picture.redaction == nil ? (picture.anchors[coding.id]?.state ?? .intact).rawValue : ""
  }
}
