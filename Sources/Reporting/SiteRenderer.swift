// SPDX-License-Identifier: EUPL-1.2
import Model

/// Makes the pages of a site that works from disk: static HTML with one style sheet, no scripts, nothing
/// from outside. The same material gives the same bytes.
public struct SiteRenderer {
  let site: SiteIndex

  public init(_ material: ReportMaterial) { site = SiteIndex(material) }

  /// - Parameters:
  ///   - kept: the paths of pages that are there already and need not be drawn; see `PageKeys`.
  ///   - emit: takes each file, with its path from the root of the site.
  /// - Throws: what `emit` throws.
  public func render(
    besides kept: Set<String> = [], _ emit: (_ path: String, _ content: String) throws -> Void
  ) rethrows {
    try emit(Place.stylesheet.path, Stylesheet.text)
    func page(_ place: Place, _ body: (PageWriter) -> Page) throws {
      guard !kept.contains(place.path) else { return }
      let writer = PageWriter(site: site, place: place)
      try emit(place.path, writer.frame(body(writer)).markup)
    }
    try page(.overview) { $0.overviewPage() }
    try page(.national) { $0.nationalPage() }
    for value in site.picture.indicators {
      try page(.indicator(value.indicator.id)) { $0.indicatorPage(value) }
    }
    try page(.factsheets) { $0.factsheetsPage() }
    for sheet in site.sheets {
      try page(.factsheet(sheet.region.region.code.rawValue)) { $0.factsheetPage(sheet) }
    }
    try page(.coverage) { $0.coveragePage() }
    for row in site.picture.coverage.sorted(by: { $0.source.id < $1.source.id }) {
      try page(.source(row.source.id.rawValue)) { $0.sourcePage(row) }
    }
    if !site.isPublic {
      try page(.grid) { $0.gridPage() }
      try page(.interviews) { $0.interviewsPage() }
      try page(.differences) { $0.differencesPage() }
    }
    try page(.report) { $0.reportPage() }
    try page(.about) { $0.aboutPage() }
  }
}
