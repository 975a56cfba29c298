// SPDX-License-Identifier: EUPL-1.2
import CPoppler
import Model

/// A line of a PDF, or a cell of a table, with the page it stands on.
struct PDFLine {
  /// The page, counted from 0.
  var page: Int
  var box: cpoppler_line
  var zone: Zone = .body
  /// Where the line stands in a table.
  var cell: PDFCell?

  /// Whether the text ends with a hyphen, which is its last byte.
  var endsWithHyphen: Bool { box.flags & UInt8(CPOPPLER_ENDS_HYPHEN) != 0 }
  /// Whether the text ended with a soft hyphen, which is not among its bytes.
  var endsWithSoftHyphen: Bool { box.flags & UInt8(CPOPPLER_ENDS_SOFT) != 0 }
  var endsWithinWord: Bool { endsWithHyphen || endsWithSoftHyphen }
  /// Whether a word within the line holds a hyphen.
  var hasHyphenatedWord: Bool { box.flags & UInt8(CPOPPLER_HYPHENATED) != 0 }
  var hasCombiningMarks: Bool { box.flags & UInt8(CPOPPLER_COMBINING) != 0 }
}

/// The lines of all pages of a PDF in reading order, with the bytes they point into.
///
/// - Invariant: `lines[lineRanges[p]]` are the lines of page `p`.
final class PDFText {
  private(set) var pages: [UnsafeMutablePointer<cpoppler_page>?] = []
  private(set) var lineRanges: [Range<Int>] = []
  var lines: [PDFLine] = []
  private(set) var byteCount = 0

  func append(_ page: UnsafeMutablePointer<cpoppler_page>?) {
    byteCount += Int(page?.pointee.byte_count ?? 0)
    pages.append(page)
    appendLines(of: page, number: pages.count - 1)
  }

  /// Puts other pages, counted from 0, in the place of those read, and takes them over; zones are lost.
  func replace(_ others: [Int: UnsafeMutablePointer<cpoppler_page>]) {
    guard !others.isEmpty else { return }
    for (place, page) in others {
      byteCount += Int(page.pointee.byte_count) - Int(pages[place]?.pointee.byte_count ?? 0)
      cpoppler_free_page(pages[place])
      pages[place] = page
    }
    lines.removeAll(keepingCapacity: true)
    lineRanges.removeAll(keepingCapacity: true)
    for (place, page) in pages.enumerated() { appendLines(of: page, number: place) }
  }

  private func appendLines(of page: UnsafeMutablePointer<cpoppler_page>?, number: Int) {
    let first = lines.count
    if let page {
      let boxes = UnsafeBufferPointer(
        start: page.pointee.lines, count: Int(page.pointee.line_count))
      let bytes = UnsafeBufferPointer(
        start: page.pointee.text, count: Int(page.pointee.byte_count))
      let words = UnsafeBufferPointer(
        start: page.pointee.words, count: Int(page.pointee.word_count))
      let tables = PDFTables(bytes: bytes, words: words)
      var tableCount = 0
      for part in PDFColumns(bytes: bytes).parts(boxes) {
        for placed in tables.placed(part, tableCount: &tableCount) {
          lines.append(PDFLine(page: number, box: placed.line, cell: placed.cell))
        }
      }
    }
    lineRanges.append(first..<lines.count)
  }

  deinit { for page in pages { cpoppler_free_page(page) } }

  /// The bytes of a line; valid while this object lives.
  @inline(__always)
  func bytes(_ line: PDFLine) -> UnsafeBufferPointer<UInt8> {
    guard let page = pages[line.page] else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeBufferPointer(
      start: page.pointee.text + Int(line.box.start), count: Int(line.box.end - line.box.start))
  }

  func string(_ line: PDFLine) -> String { String(decoding: bytes(line), as: UTF8.self) }

  func height(ofPage page: Int) -> Float { pages[page]?.pointee.height ?? 0 }

  /// The height of most letters on all pages but some, counted from 0; nil where there are few.
  func bodyHeight(without left: Set<Int>) -> Float? {
    var heights: [Int: Int] = [:]
    var letters = 0
    for line in lines where !left.contains(line.page) {
      heights[Int(line.box.height * 4), default: 0] += Int(line.box.end - line.box.start)
      letters += Int(line.box.end - line.box.start)
    }
    guard letters >= 500 else { return nil }
    return heights.max { ($0.value, $1.key) < ($1.value, $0.key) }.map {
      (Float($0.key) + 0.5) / 4
    }
  }

  /// The height of most letters and the usual step from line to line, in points.
  func bodyMeasure() -> (height: Float, step: Float) {
    var heights: [Int: Int] = [:]
    var steps: [Int: Int] = [:]
    for index in lines.indices {
      let box = lines[index].box
      heights[Int(box.height * 4), default: 0] += Int(box.end - box.start)
      guard index > 0, lines[index - 1].page == lines[index].page else { continue }
      let step = box.y1 - lines[index - 1].box.y1
      if step > box.height * 0.8, step < box.height * 2.5 {
        steps[Int(step * 4), default: 0] += 1
      }
    }
    func most(_ counts: [Int: Int]) -> Float? {
      counts.max { ($0.value, $1.key) < ($1.value, $0.key) }.map { (Float($0.key) + 0.5) / 4 }
    }
    let height = most(heights) ?? 10
    return (height, most(steps) ?? height * 1.3)
  }
}
