// SPDX-License-Identifier: EUPL-1.2
import Exchange
import Model

extension StudyDesk {
  /// The passages of a document as they were read, each with the headings that it stands under.
  ///
  /// The cells of a row are separated by ` | `; a column head stands before its cell.
  ///
  /// - Throws: as `pages(of:)`.
  public func passages(of file: String) throws -> Table {
    let version = try readSource(file).current
    guard let extraction = try session.corpus.extraction(of: version) else {
      throw WorkflowError(.failed, "\(file) is nog niet gelezen; draai monitor")
    }
    let paths = extraction.headingPaths()
    var table = Table(columns: ["page", "kind", "zone", "level", "under", "text", "ocr"], rows: [])
    for (number, passage) in extraction.passages.enumerated() {
      let cells = extraction.cells(of: number).map { cell in
        cell.columnHead.isEmpty || cell.columnHead == cell.text || cell.text.isEmpty
          ? cell.text : "\(cell.columnHead): \(cell.text)"
      }
      let under = paths[number].map { extraction.text(of: extraction.passages[$0]) }
      table.rows.append([
        passage.stretches.first.map { String($0.page) } ?? "", passage.kind.rawValue,
        passage.zone.rawValue, passage.headingLevel == 0 ? "" : String(passage.headingLevel),
        under.joined(separator: " › "),
        cells.isEmpty ? extraction.text(of: passage) : cells.joined(separator: " | "),
        passage.stretches.compactMap { extraction.recognized.confidence(ofPage: $0.page) }.min()
          .map(String.init) ?? "",
      ])
    }
    return table
  }
}
