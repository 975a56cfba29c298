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
    let redaction = Redaction(picture, rules: rules)
    let shown = try publicMaterial(redaction, number: number)
    var files = Self.tables(of: shown.picture)
    files.append(FileToMake(path: "stand.json") { try stand(isPublic: true) })
    // Numbers of hits tell which papers they are.
    if rules.naming != .none { files.append(hits(of: redaction)) }
    files += SiteRenderer(shown).files().map(FileToMake.init)
    return (try FolderWriter(folder).writeAndHash(files), shown.picture.redaction)
  }

  /// No suggestions: they are not ranked, and shown to nobody here.
  private func publicMaterial(_ redaction: Redaction, number: Int) throws -> ReportMaterial {
    let everything = try material(
      SuggestionRanking(picture: picture, counts: counts, readings: readings), nil, .draft, of: [])
    return everything.redacted(by: redaction, number: number)
  }
}
