// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Foundation
import Model
import TestSupport
import Testing

@testable import Reporting

/// The files of a site, with the few things that the tests look up in them.
struct RenderedSite {
  let files: [String: String]
  var pages: [(path: String, html: String)] {
    files.filter { $0.key.hasSuffix(".html") }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Everything between `name="` and the next quotation mark.
  static func values(_ name: String, in html: String) -> [String] {
    html.components(separatedBy: " \(name)=\"").dropFirst().map {
      String($0.prefix { $0 != "\"" })
    }
  }

  /// Every link, as page and address.
  var links: [(page: String, link: String)] {
    pages.flatMap { page in Self.values("href", in: page.html).map { (page.path, $0) } }
  }

  /// The links that lead to a file or an anchor that does not exist.
  var deadLinks: [String] {
    let anchors = files.mapValues { Set(Self.values("id", in: $0)) }
    return links.filter { page, link in
      let target = Self.resolve(link, from: page)
      guard let known = anchors[target.path] else { return true }
      return target.anchor.map { !known.contains($0) } ?? false
    }.map { "\($0.page): \($0.link)" }
  }

  /// A relative link, as a path from the root and an anchor.
  static func resolve(_ link: String, from page: String) -> (path: String, anchor: String?) {
    let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let anchor = parts.count > 1 ? String(parts[1]) : nil
    guard !parts[0].isEmpty else { return (page, anchor) }
    var folders = page.split(separator: "/").dropLast().map(String.init)
    for part in parts[0].split(separator: "/") {
      if part == ".." { folders.removeLast() } else { folders.append(String(part)) }
    }
    return (folders.joined(separator: "/"), anchor)
  }
}

@Suite struct SiteRendererTests {
  let site: RenderedSite

  init() throws {
    site = RenderedSite(files: SampleStudy.site(try SampleStudy.answered().material()))
  }

  /// R5 (national picture), R15 and R16 (report in its order, with accountability), R124 (factsheet).
  @Test func writesAPageForEveryIndicatorRegionAndPaper() {
    let expected = [
      "index.html", "landelijk.html", "rapport.html", "over.html", "look.css",
      "factsheets/index.html", "factsheets/JZ05.html", "stukken/index.html", "stukken/s0001.html",
    ]
    for path in expected { #expect(site.files[path] != nil, "\(path) is missing") }
    let indicators = site.files.keys.filter { $0.hasPrefix("indicatoren/") }
    #expect(indicators.count == SampleFramework.indicators.count)
  }

  @Test func givesTheSameBytesTwice() throws {
    #expect(SampleStudy.site(try SampleStudy.answered().material()) == site.files)
  }

  /// R130: from a figure to its units, their answers and the passage or the search.
  @Test func everyLinkLeadsToAFileAndAnAnchorThatExist() {
    #expect(site.links.count > 500)
    #expect(site.deadLinks == [])
  }

  @Test func everyAnchorStandsOnceOnItsPage() {
    for (path, html) in site.pages {
      let all = RenderedSite.values("id", in: html)
      let twice = Dictionary(grouping: all, by: \.self).filter { $0.value.count > 1 }.keys
      #expect(twice.isEmpty, "\(path): \(twice.sorted())")
    }
  }

  @Test func nothingFromAStudyBecomesMarkup() {
    for (path, html) in site.pages {
      #expect(!html.contains("<script"), "\(path)")
      #expect(!html.contains("<img"), "\(path)")
      #expect(!html.contains("<b>samen"), "\(path)")
    }
    #expect(
      site.files["factsheets/JZ05.html"]?.contains("&lt;script&gt;alert(&quot;x&quot;)") == true)
    #expect(site.files["stukken/s0003.html"]?.contains("&lt;script&gt;gegevens") == true)
  }

  @Test func holdsNoStylesNoScriptsAndNothingFromOutside() {
    for (path, html) in site.files {
      for forbidden in [
        " style=", "<style", "http://", "https://", "url(//", "@import", "javascript:",
      ] {
        #expect(!html.contains(forbidden), "\(path): \(forbidden)")
      }
    }
  }

  @Test func headingsGoDownOneLevelAtATime() {
    for (path, html) in site.pages {
      let levels = html.components(separatedBy: "<h").dropFirst().compactMap {
        $0.first?.wholeNumberValue
      }
      #expect(levels.first == 1 && levels.filter { $0 == 1 }.count == 1, "\(path)")
      for (above, below) in zip(levels, levels.dropFirst()) {
        #expect(below <= above + 1, "\(path): h\(above) before h\(below)")
      }
    }
  }

  @Test(arguments: [
    "door zoeken", "gelezen door lezer-1", "lezer-1 en lezer-2 lazen dit gelijk",
    "vastgesteld nadat lezer-1 en lezer-2 het anders lazen", "Lezers verschillen",
    "De onderbouwing is ingetrokken", "Opnieuw open: de zoektermen zijn veranderd",
    "volgt uit veld", "Volgens het verzamellog", "Reden: het plan ontbreekt",
    "Reden: nog niet opgericht", "Terzijde gelegd: 5 treffers: gaat over eigen regie",
    "Reden: geen leesbaar stuk", "geen gesprek vastgelegd", "Reden: volgt uit veld 1.1",
    "één keer geteld", "Niet doorzocht:", "plaatsen in 1 stuk.",
  ])
  func showsEveryKindOfOutcome(text: String) {
    let sheets = site.pages.filter { $0.path.hasPrefix("factsheets/") }.map(\.html).joined()
    let plain = sheets.replacingOccurrences(of: "<[^>]+>", with: "", options: .regularExpression)
    let isShown = plain.contains(text)
    #expect(isShown, "\(text)")
  }

  @Test func anIndicatorThatCannotBeCountedIsListedWithItsReason() {
    let national = site.files["landelijk.html"] ?? ""
    #expect(national.contains("is nog niet te tellen. Er zijn nog geen gesprekken vastgelegd."))
    #expect(national.contains("Het rapport van toen noemt: 14 van de 42."))
  }

  /// R96 to R98 are counted over areas (R107: an area holds several regions).
  @Test func aVeiligThuisAreaIsCountedOnceAndShownInEveryRegion() {
    // VT03 holds JZ03 and JZ04; the sample has four areas.
    let page = site.files["indicatoren/I26.html"] ?? ""
    #expect(page.components(separatedBy: ">Gebied 03</a>").count == 2)
    for region in ["JZ03", "JZ04"] {
      #expect(site.files["factsheets/\(region).html"]?.contains("id=\"v-7.4-VT03\"") == true)
    }
  }

  @Test func aCellHasItsAnchor() {
    let sheet = site.files["factsheets/JZ02.html"] ?? ""
    for anchor in ["v-4.1", "v-2.1-politie", "v-1.5-GM1011"] {
      #expect(sheet.contains("id=\"\(anchor)\""), "\(anchor)")
    }
  }

  @Test func anEmptyStudySaysWhatToDo() throws {
    var study = Study()
    try study.apply(.waveOpened(Wave(id: "2015", title: "Meting 2015")))
    let round = try #require(study.openRound)
    let picture = Assessor(
      study: study, round: round, framework: SampleFramework.framework, corpus: CorpusView()
    ).picture()
    let files = SampleStudy.site(ReportMaterial(picture: picture))
    let overview = try #require(files["index.html"])
    #expect(overview.contains("Zet ze in de map sources/ en draai vindplaats monitor"))
    #expect(overview.contains("Vul units.csv"))
    #expect(RenderedSite(files: files).deadLinks == [])
    if let folder = ProcessInfo.processInfo.environment["SITE_FOLDER"] {
      try write(files, to: URL(fileURLWithPath: folder).appendingPathComponent("leeg"))
    }
  }

  @Test func weighsLittle() throws {
    // Forty fields for one region, all open, with five places each: the worst that a factsheet gets.
    let framework = SampleFramework.make(fieldCopies: 29)
    let sample = try SampleStudy(framework: framework)
    let files = SampleStudy.site(try sample.material())
    #expect(framework.fields.count >= 40)
    #expect((files["look.css"] ?? "").utf8.count < 20_000)
    for (path, html) in files where path.hasPrefix("factsheets/JZ") {
      #expect(html.utf8.count < 150_000, "\(path)")
    }
  }

  @Test func aSmallPageStaysAsItWas() throws {
    try Snapshot.expect(site.files["indicatoren/I01a.html"] ?? "", named: "indicator-I01a.html")
  }

  /// Writes the site where the environment says, to be looked at; and one with all regions of 2015.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["SITE_FOLDER"] != nil))
  func writesTheSiteToLookAt() throws {
    let folder = URL(fileURLWithPath: ProcessInfo.processInfo.environment["SITE_FOLDER"] ?? "")
    try write(site.files, to: folder)
    let large = try SampleStudy(rows: try SampleStudy.layoutOf2015()).material()
    try write(SampleStudy.site(large), to: folder.appendingPathComponent("groot"))
  }

  private func write(_ files: [String: String], to folder: URL) throws {
    for (path, content) in files {
      let file = folder.appendingPathComponent(path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(content.utf8).write(to: file)
    }
  }
}

extension SampleStudy {
  /// The regions of the layout that ships with the program.
  static func layoutOf2015() throws -> [RegionRow] {
    let file = SharedMaterial.packageRoot.appendingPathComponent(
      "Resources/layouts/jeugdregio-2015.csv")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard cells.count > 10, cells[2] == "regio" else { return nil }
      let tile = cells[10].split(separator: ":").compactMap { Int($0) }
      guard tile.count == 2 else { return nil }
      return (cells[0], cells[1], cells[9], tile[0], tile[1], String(cells[3].prefix(4)))
    }
  }
}

/// A page as it was when someone last looked at it; `RECORD_SNAPSHOTS=1` rewrites it.
enum Snapshot {
  static func expect(_ text: String, named name: String) throws {
    let file = SharedMaterial.packageRoot.appendingPathComponent(
      "Tests/ReportingTests/Snapshots/\(name)")
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    let known = try String(contentsOf: file, encoding: .utf8)
    #expect(text == known, "\(name) changed; look at it, then RECORD_SNAPSHOTS=1")
  }
}
