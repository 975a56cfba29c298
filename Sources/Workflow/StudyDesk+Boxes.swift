// SPDX-License-Identifier: EUPL-1.2
import Exchange
import Foundation
import Model

extension StudyDesk {
  /// The words of a document with their places in the text and on the page; a row for each line on which a
  /// word, or a part of it, stands.
  ///
  /// - Parameters:
  ///   - file: its path below `sources/`, or its identifier.
  ///   - page: only this page, counted from 1.
  /// - Throws: `WorkflowError` where the format has no pages of its own, or there is no such page.
  public func words(of file: String, page: Int?) throws -> Table {
    let source = try readSource(file)
    var table = Table(
      columns: ["page", "word", "text", "start", "end", "left", "top", "right", "bottom"],
      rows: [])
    let pages = try session.corpus.pageTexts(of: source.current)
    if let page, !pages.contains(where: { $0.number == page }) {
      throw WorkflowError(
        .notFound, "\(source.path) heeft geen bladzijde \(page); het zijn er \(pages.count)")
    }
    for text in pages where page == nil || text.number == page {
      guard let boxes = try session.corpus.boxes(of: source.current, page: text.number) else {
        throw WorkflowError(
          .notFound,
          "\(source.path) is geen pdf en heeft geen eigen bladzijden; van de woorden is alleen "
            + "de plaats in de tekst bekend")
      }
      table.rows += rows(of: try boxes.words(), text)
    }
    return table
  }

  /// Boxes whose bytes follow each other without a gap are one word.
  private func rows(of boxes: [WordBox], _ page: PageText) -> [[String]] {
    let utf8 = page.text.utf8
    let scalars = page.text.unicodeScalars
    var rows: [[String]] = []
    var (first, word) = (0, 0)
    var place = utf8.startIndex
    var (offset, count) = (0, 0)
    while first < boxes.count {
      var last = first
      while last + 1 < boxes.count,
        boxes[last + 1].utf8Range.lowerBound == boxes[last].utf8Range.upperBound
      {
        last += 1
      }
      word += 1
      let lower = boxes[first].utf8Range.lowerBound
      let length = boxes[last].utf8Range.upperBound - lower
      let start = utf8.index(place, offsetBy: lower - offset)
      let end = utf8.index(start, offsetBy: length)
      count += scalars.distance(from: place, to: start)
      let text = String(page.text[start..<end])
      for rectangle in lines(boxes[first...last]) {
        rows.append(
          [
            String(page.number), String(word), text, String(count),
            String(count + text.unicodeScalars.count),
          ] + [rectangle.left, rectangle.top, rectangle.right, rectangle.bottom].map(Self.points))
      }
      (place, offset) = (start, lower)
      first = last + 1
    }
    return rows
  }

  private func lines(_ boxes: ArraySlice<WordBox>) -> [PageRectangle] {
    PageRectangle.lines(boxes.map(\.rectangle))
  }

  /// One decimal, which is as precise as boxes are kept.
  private static func points(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    let sign = tenths < 0 ? "-" : ""
    return "\(sign)\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }
}
