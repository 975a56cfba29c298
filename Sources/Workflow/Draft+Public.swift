// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Exchange
import Foundation
import Indexing
import Model
import Reporting

extension Draft {
  /// Writes all files of an edition below a folder that is empty or does not exist.
  ///
  /// - Parameter rules: those of a public edition; nil for a working edition.
  /// - Returns: SHA-256 per path, and what a public edition leaves out.
  func write(
    to folder: URL, number: Int, rules: PublicRules?
  ) throws -> (files: [String: String], notice: RedactionNotice?) {
    guard let rules else {
      return (try write(to: folder, edition: .working(number: number)), nil)
    }
    var files: [String: String] = [:]
    var writer = FolderWriter(folder)
    let emit = { (path: String, content: String) throws in
      try writer.write(content, path)
      files[path] = ContentHash.of(content)
    }
    let redaction = Redaction(picture, rules: rules)
    let shown = try publicMaterial(redaction, number: number)
    try SiteRenderer(shown).render(emit)
    let tables = PictureTables(shown.picture)
    try emit("coverage.csv", tables.coverage.text(as: .csv))
    try emit("indicators.csv", tables.indicators.text(as: .csv))
    try emit("answers.csv", tables.answers.text(as: .csv))
    try emit("attention.csv", AttentionRows.table(shown.picture).text(as: .csv))
    try emit("flow.csv", FlowRows.table(shown.picture.flow).text(as: .csv))
    try emit("stand.json", try stand(isPublic: true))
    // Numbers of hits tell which papers they are.
    if rules.naming != .none {
      let file = folder.appendingPathComponent("hits.csv")
      let hits = try GrowingFile(file)
      try writeHits(of: redaction) { _, _, text in try hits.append(try text()) }
      try hits.finish()
      files["hits.csv"] = try ContentHash.of(file: file)
    }
    return (files, shown.picture.redaction)
  }

  /// No suggestions: they are not ranked, and shown to nobody here.
  private func publicMaterial(_ redaction: Redaction, number: Int) throws -> ReportMaterial {
    let everything = try material(
      SuggestionRanking(picture: picture, counts: counts, readings: readings), nil, .draft, of: [])
    return everything.redacted(by: redaction, number: number)
  }
}
