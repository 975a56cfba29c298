// SPDX-License-Identifier: EUPL-1.2
import CPoppler
import Foundation
import Model

/// Carries the boxes of poppler's words over to the text of the page, in which lines stand in reading order
/// and broken words are joined.
enum PDFWordBoxes {
  /// A line, and where its first byte stands in the page's text.
  struct PlacedLine {
    var line: PDFLine
    var start: Int
  }

  /// The boxes of a page, and how sure recognition is of each; no sureness for words of the text layer.
  ///
  /// - Parameter lines: in the order of the page's text; a line that lost its hyphen is cut by the next one.
  static func pack(
    _ lines: [PlacedLine], of page: UnsafeMutablePointer<cpoppler_page>?, page number: Int
  ) -> (boxes: PageBoxes, confidences: [UInt8]) {
    guard let page else { return (PageBoxes(page: number, width: 0, height: 0, words: []), []) }
    var confidences: [UInt8] = []
    let words = UnsafeBufferPointer(
      start: page.pointee.words, count: Int(page.pointee.word_count))
    var writer = PageBoxesWriter(
      width: Double(page.pointee.width), height: Double(page.pointee.height), words: words.count)
    for (index, placed) in lines.enumerated() {
      let box = placed.line.box
      let end = index + 1 < lines.count ? lines[index + 1].start : Int.max
      let composed = placed.line.hasCombiningMarks ? ComposedLine(placed.line, page) : nil
      var place = firstWord(from: box.start, words)
      while place < words.count, words[place].start < box.end {
        let word = words[place]
        place += 1
        var range = Int(word.start - box.start)..<Int(min(word.end, box.end) - box.start)
        if let composed { range = composed.range(range) }
        let lower = placed.start + range.lowerBound
        let upper = min(placed.start + range.upperBound, end)
        guard lower < upper else { continue }
        let isAdded = writer.add(
          lower..<upper, left: word.x0, top: word.y0, right: word.x1, bottom: word.y1)
        if isAdded, word.confidence != UInt8(CPOPPLER_FROM_LAYER) {
          confidences.append(word.confidence)
        }
      }
    }
    return (PageBoxes(page: number, packed: writer.bytes), confidences)
  }

  /// The first word that begins at a byte or after it.
  private static func firstWord(
    from start: UInt32, _ words: UnsafeBufferPointer<cpoppler_word>
  ) -> Int {
    var (low, high) = (0, words.count)
    while low < high {
      let middle = (low + high) / 2
      if words[middle].start < start { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// A line whose letters and marks are composed in the page's text, which moves the bytes after them.
  private struct ComposedLine {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let count: Int

    init(_ line: PDFLine, _ page: UnsafeMutablePointer<cpoppler_page>) {
      bytes = UnsafeBufferPointer(
        start: page.pointee.text + Int(line.box.start),
        count: Int(line.box.end - line.box.start))
      count =
        String(decoding: bytes, as: UTF8.self).precomposedStringWithCanonicalMapping.utf8
        .count
    }

    /// The bytes that a range of the line became.
    func range(_ range: Range<Int>) -> Range<Int> {
      let lower = min(length(upTo: range.lowerBound), count)
      return lower..<max(lower, min(length(upTo: range.upperBound), count))
    }

    private func length(upTo end: Int) -> Int {
      String(decoding: bytes[..<end], as: UTF8.self).precomposedStringWithCanonicalMapping.utf8
        .count
    }
  }
}
