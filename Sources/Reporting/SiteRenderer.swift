// SPDX-License-Identifier: EUPL-1.2
import Model

/// Makes the pages of a site that works from disk: static HTML with one style sheet, no scripts, nothing
/// from outside. The same material gives the same bytes.
public struct SiteRenderer {
  let site: SiteIndex

  public init(_ material: ReportMaterial) { site = SiteIndex(material) }

  /// - Parameter keys: made from the picture of the same material.
  public init(_ material: ReportMaterial, sharing keys: PageKeys) {
    var site = keys.site
    site.material = material
    self.site = site
  }

  /// A file of the site, which is drawn when it is asked for.
  public struct File: Sendable {
    /// From the root of the site.
    public var path: String
    /// Draws it; may be called from any thread, while others are drawn.
    public var content: @Sendable () -> String
  }

  /// Draws every file in turn.
  ///
  /// - Parameter emit: takes each file, with its path from the root of the site.
  /// - Throws: what `emit` throws.
  public func render(_ emit: (_ path: String, _ content: String) throws -> Void) rethrows {
    for file in files() { try emit(file.path, file.content()) }
  }

  /// All files of the site, those that take longest first.
  ///
  /// - Parameter kept: the paths of pages that are there already and need not be drawn; see `PageKeys`.
  public func files(besides kept: Set<String> = []) -> [File] {
    var files: [File] = []
    func page(_ place: Place, _ body: @escaping @Sendable (PageWriter) -> Page) {
      let path = place.path
      guard !kept.contains(path) else { return }
      files.append(
        File(path: path) { [site] in
          let writer = PageWriter(site: site, place: place)
          return writer.frame(body(writer)).markup
        })
    }
    page(.coverage) { $0.coveragePage() }
    page(.report) { $0.reportPage() }
    page(.national) { $0.nationalPage() }
    for value in site.picture.indicators {
      page(.indicator(value.indicator.id)) { $0.indicatorPage(value) }
    }
    page(.overview) { $0.overviewPage() }
    page(.factsheets) { $0.factsheetsPage() }
    if !site.isPublic {
      page(.grid) { $0.gridPage() }
      page(.interviews) { $0.interviewsPage() }
      page(.differences) { $0.differencesPage() }
    }
    page(.about) { $0.aboutPage() }
    for sheet in site.sheets {
      page(.factsheet(sheet.region.region.code.rawValue)) { $0.factsheetPage(sheet) }
    }
    for row in site.picture.coverage {
      page(.source(row.source.id.rawValue)) { $0.sourcePage(row) }
    }
    files.append(File(path: Place.stylesheet.path) { Stylesheet.text })
    return files
  }
}
