// SPDX-License-Identifier: EUPL-1.2
import Foundation
import GRDB
import Model

extension Corpus {
  /// The boxes of the words of a page; nil where the format has no pages of its own.
  ///
  /// They have a table of their own, so that searching does not read them.
  ///
  /// - Throws: `CorpusError`.
  public func boxes(of version: VersionHash, page: Int) throws(CorpusError) -> PageBoxes? {
    try read { db in
      guard let number = try Self.number(of: version, db) else { return nil }
      let packed = try Data.fetchOne(
        db, sql: "SELECT packed FROM boxes WHERE document = ? AND page = ?",
        arguments: [number, page])
      return packed.map { PageBoxes(page: page, packed: [UInt8]($0)) }
    }
  }

  /// How sure recognition is of each box of a page, 0 to 100, in their order; nil where the text of the page was
  /// not recognised on its picture.
  ///
  /// - Throws: `CorpusError`.
  public func confidences(
    of version: VersionHash, page: Int
  ) throws(CorpusError) -> [UInt8]? {
    try read { db in
      guard let number = try Self.number(of: version, db) else { return nil }
      return try Data.fetchOne(
        db,
        sql: """
          SELECT confidences FROM boxes
          WHERE document = ? AND page = ? AND confidences IS NOT NULL
          """, arguments: [number, page]
      ).map { [UInt8]($0) }
    }
  }

  /// Where stretches stand on their pages; those of pages without boxes are left out.
  ///
  /// - Throws: `CorpusError`.
  public func marks(
    of stretches: [Stretch], in version: VersionHash
  ) throws(CorpusError) -> [MarkedStretch] {
    var marks: [MarkedStretch] = []
    for stretch in stretches {
      guard let boxes = try boxes(of: version, page: stretch.page) else { continue }
      do {
        marks.append(
          MarkedStretch(
            page: stretch.page, rectangles: try boxes.rectangles(of: stretch.utf8Range)))
      } catch {
        throw CorpusError(subject: path, reason: .damaged)
      }
    }
    return marks
  }
}
