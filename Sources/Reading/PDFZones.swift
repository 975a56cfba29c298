// SPDX-License-Identifier: EUPL-1.2
import CPoppler
import Model

/// Tells running heads, page numbers and contents lists from the body of a PDF.
///
/// A running head is the same text, digits aside, at nearly the same height in the margin of at least three
/// pages, or of half of the pages of a short document; see `markLoneHeads` for a head on a single page.
struct PDFZones {
  let text: PDFText
  /// The part of the page's height, above and below, in which a running head can stand.
  static let margin: Float = 0.12

  func mark() {
    markSlanted()
    markMargins()
    markImprints()
    markContents()
  }

  /// A watermark over the lines of a page ("CONCEPT") is no part of its text; a title that stands aslant is.
  private func markSlanted() {
    for index in text.lines.indices where text.lines[index].box.rotation == UInt8(CPOPPLER_SLANTED)
    {
      let (page, mark) = (text.lines[index].page, text.lines[index].box)
      let isOver = text.lines.contains { line in
        line.page == page && line.box.rotation == 0 && line.box.x0 < mark.x1
          && line.box.x1 > mark.x0 && line.box.y0 < mark.y1 && line.box.y1 > mark.y0
      }
      if isOver { text.lines[index].zone = .runningHead }
    }
  }

  /// Whether there is a running head and no line of the body or of a contents list.
  var isAllHeads: Bool {
    text.lines.contains { $0.zone == .runningHead }
      && text.lines.allSatisfy { $0.zone == .runningHead || $0.zone == .pageNumber }
  }

  /// Takes the running heads for text: for a document that holds nothing else, they are what it says.
  func unmarkHeads() {
    for index in text.lines.indices where text.lines[index].zone == .runningHead {
      text.lines[index].zone = .body
    }
  }

  private struct Candidate {
    var line: Int
    var key: String
    var y: Float
    var isNumber: Bool
  }

  private func markMargins() {
    var places: [String: [(page: Int, y: Float)]] = [:]
    var candidates: [Candidate] = []
    for page in text.lineRanges.indices {
      for candidate in self.candidates(page: page) {
        if !candidate.isNumber {
          places[candidate.key, default: []].append((page, candidate.y))
        }
        candidates.append(candidate)
      }
    }
    let pageCount = text.pages.count
    let needed = pageCount >= 6 ? 3 : max(2, (pageCount + 1) / 2)
    for candidate in candidates {
      if candidate.isNumber {
        text.lines[candidate.line].zone = .pageNumber
        continue
      }
      guard let same = places[candidate.key], same.count >= needed else { continue }
      var pages = 0
      var last = -1
      for place in same where abs(place.y - candidate.y) < 4 && place.page != last {
        pages += 1
        last = place.page
        if pages >= needed { break }
      }
      if pages >= needed { text.lines[candidate.line].zone = .runningHead }
    }
    if (2...5).contains(pageCount) { markLoneHeads() }
  }

  /// In a short document the head can stand on one page only, for the first page goes without.
  ///
  /// It is the topmost line of a later page, alone in its row, with more white below it than between lines,
  /// and it is smaller than the text or repeats the title.
  private func markLoneHeads() {
    let (bodyHeight, bodyStep) = text.bodyMeasure()
    let title = titleKey(above: bodyHeight * 1.12)
    for page in text.lineRanges.indices.dropFirst() {
      let range = text.lineRanges[page].filter {
        text.lines[$0].zone == .body && text.lines[$0].box.rotation == 0
      }
      func topmost(_ lines: [Int]) -> Int? {
        lines.min { text.lines[$0].box.y1 < text.lines[$1].box.y1 }
      }
      guard let first = topmost(range), let second = topmost(range.filter({ $0 != first })) else {
        continue
      }
      let head = text.lines[first]
      let next = text.lines[second].box
      let gap = bodyHeight + max(bodyStep - bodyHeight, 0)
      guard head.box.y1 < text.height(ofPage: page) * Self.margin, !head.endsWithinWord,
        next.y0 - head.box.y1 > gap
      else { continue }
      let bytes = text.bytes(head)
      let key = Self.key(bytes)
      let isSmall = head.box.height < bodyHeight * 0.93 && next.height > bodyHeight * 0.93
      let repeatsTitle = key.utf8.count >= 8 && title.contains(key)
      if bytes.count <= 120, isSmall || repeatsTitle { text.lines[first].zone = .runningHead }
    }
  }

  /// The letters of the large lines at the top of the first page.
  private func titleKey(above height: Float) -> String {
    var key = ""
    for index in text.lineRanges[0].prefix(20) where text.lines[index].box.height > height {
      key += Self.key(text.bytes(text.lines[index]))
    }
    return key
  }

  /// The lines in the margins of a page: at most the three outermost rows above and below.
  private func candidates(page: Int) -> [Candidate] {
    let height = text.height(ofPage: page)
    let range = text.lineRanges[page]
    let top = height * Self.margin
    let bottom = height * (1 - Self.margin)
    var found: [Candidate] = []
    for index in range {
      let box = text.lines[index].box
      guard box.rotation == 0, box.y1 < top || box.y0 > bottom else { continue }
      let bytes = text.bytes(text.lines[index])
      guard bytes.count <= 200 else { continue }
      let isInTable = isInTable(index, in: range, top, bottom)
      let isNumber =
        Self.isPageNumber(bytes)
        && (isInTable
          ? isAlone(index, in: range, with: 0)
          : isAlone(index, in: range) || isOutermostNumber(index, in: range, page: page))
      guard isNumber || !isInTable else { continue }
      found.append(
        Candidate(line: index, key: Self.key(bytes), y: box.y1, isNumber: isNumber))
    }
    return found
  }

  /// Whether the line stands in a table that is not wholly within the margin.
  private func isInTable(_ index: Int, in range: Range<Int>, _ top: Float, _ bottom: Float) -> Bool
  {
    guard let cell = text.lines[index].cell, !cell.isList else { return false }
    var isInside = false
    for other in range where text.lines[other].cell?.table == cell.table {
      let box = text.lines[other].box
      isInside = isInside || (box.y1 >= top && box.y0 <= bottom)
    }
    return isInside
  }

  /// Whether the line is the number of its page, at the outer end of a row in the margin.
  private func isOutermostNumber(_ index: Int, in range: Range<Int>, page: Int) -> Bool {
    let line = text.lines[index]
    guard String(decoding: text.bytes(line), as: UTF8.self) == String(page + 1) else {
      return false
    }
    var isFirst = true
    var isLast = true
    for other in range where other != index {
      let box = text.lines[other].box
      guard abs(box.y1 - line.box.y1) < 0.5 * line.box.height else { continue }
      if box.x0 < line.box.x0 { isFirst = false }
      if box.x0 > line.box.x0 { isLast = false }
    }
    return isFirst || isLast
  }

  /// Marks the imprint in the foot of a page, told by its ISSN, and what stands beside it.
  private func markImprints() {
    for page in text.lineRanges.indices {
      let range = text.lineRanges[page]
      let bottom = text.height(ofPage: page) * (1 - Self.margin)
      let foot = range.filter {
        text.lines[$0].box.y0 > bottom && text.lines[$0].box.rotation == 0
      }
      guard foot.contains(where: { text.bytes(text.lines[$0]).starts(with: "ISSN ".utf8) }) else {
        continue
      }
      for index in foot where text.lines[index].zone == .body {
        text.lines[index].zone = .runningHead
      }
    }
  }

  /// Whether no cell stands beside the line that could make it part of a table.
  private func isAlone(_ index: Int, in range: Range<Int>, with most: Int = 1) -> Bool {
    let box = text.lines[index].box
    var beside = 0
    for other in range where other != index {
      let candidate = text.lines[other].box
      if abs(candidate.y1 - box.y1) < 0.5 * box.height { beside += 1 }
    }
    return beside <= most
  }

  /// The letters of a line in lower case, digits and spaces left out.
  static func key(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    var kept: [UInt8] = []
    kept.reserveCapacity(bytes.count)
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: " "): continue
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): kept.append(byte | 0x20)
      default: kept.append(byte)
      }
    }
    // A reference in figures only ("4.2021.0808.001") must be the same on each page; an item's number is not.
    let hasLetter = kept.contains { $0 >= 0x61 }
    return hasLetter
      ? String(decoding: kept, as: UTF8.self) : String(decoding: bytes, as: UTF8.self)
  }

  private static let numberWords: Set<Substring> = [
    "pagina", "blad", "blz", "blz.", "p", "p.", "pag", "pag.", "page",
  ]

  /// Whether a line is no more than a page number: "12", "Pagina 12 van 30", "- 12 -", "12/30".
  static func isPageNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count <= 24 else { return false }
    let tokens = String(decoding: bytes, as: UTF8.self).lowercased()
      .split { " -–—/|\u{2022}".contains($0) }
    guard !tokens.isEmpty else { return false }
    var numbers = 0
    for (place, token) in tokens.enumerated() {
      if token.count <= 4, token.allSatisfy(\.isNumber) {
        numbers += 1
      } else if place == 0, numberWords.contains(token) {
        continue
      } else if numbers == 1, ["van", "of"].contains(token) {
        continue
      } else {
        return false
      }
    }
    return numbers == 1 || numbers == 2
  }

  /// Marks runs of lines with a leader and a page number, and the heading above them.
  private func markContents() {
    var leaders: [Int] = []
    for index in text.lines.indices where text.lines[index].zone == .body {
      if Self.isLeader(text.bytes(text.lines[index])) { leaders.append(index) }
    }
    var headings: [Int] = []
    for index in text.lines.indices.prefix(2000) where text.lines[index].zone == .body {
      if Self.isContentsHeading(text.bytes(text.lines[index])) { headings.append(index) }
    }
    markRuns(of: leaders)
    for heading in headings { markBelow(heading) }
  }

  private func markRuns(of leaders: [Int]) {
    var start = 0
    while start < leaders.count {
      var end = start
      while end + 1 < leaders.count, leaders[end + 1] - leaders[end] <= 4 { end += 1 }
      if end - start >= 2 {
        mark(leaders[start]...leaders[end])
        absorbFirstEntry(before: leaders[start])
      }
      start = end + 1
    }
  }

  /// The first lines of an entry whose leader stands on a later line.
  private func absorbFirstEntry(before index: Int) {
    let bytes = text.bytes(text.lines[index])
    guard let first = bytes.first, first == UInt8(ascii: "."), index > 0 else { return }
    let previous = text.lines[index - 1]
    if previous.zone == .body, previous.page == text.lines[index].page,
      previous.box.height < text.lines[index].box.height * 1.1
    {
      text.lines[index - 1].zone = .contents
    }
  }

  /// Below a heading "Inhoud", lines that end with a number are contents even without a leader.
  private func markBelow(_ heading: Int) {
    var last = heading
    var entries = 0
    var index = heading + 1
    while index < text.lines.count, index - last <= 3 {
      let line = text.lines[index]
      if line.zone == .contents || (line.zone == .body && Self.endsWithNumber(text.bytes(line))) {
        entries += 1
        last = index
      } else if line.zone != .body {
        last += last == index - 1 ? 1 : 0
      }
      index += 1
    }
    if entries >= 3 { mark(heading...last) }
  }

  private func mark(_ range: ClosedRange<Int>) {
    for index in range where text.lines[index].zone == .body {
      text.lines[index].zone = .contents
    }
  }

  /// Whether a line ends with a row of dots and a number.
  static func isLeader(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = bytes.count - 1
    var digits = 0
    while index >= 0, bytes[index] >= UInt8(ascii: "0"), bytes[index] <= UInt8(ascii: "9") {
      index -= 1
      digits += 1
    }
    guard digits > 0, digits <= 4 else { return false }
    var dots = 0
    while index >= 0, bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: " ") {
      if bytes[index] == UInt8(ascii: ".") { dots += 1 }
      index -= 1
    }
    return dots >= 4
  }

  static func isContentsHeading(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard (6...20).contains(bytes.count) else { return false }
    let word = key(bytes)
    return word == "inhoud" || word == "inhoudsopgave" || word == "inhoudsopgaaf"
  }

  private static func endsWithNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var digits = 0
    for byte in bytes.reversed() {
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else {
        return digits > 0 && digits <= 3 && (byte == UInt8(ascii: " ") || byte == 0x2E)
      }
      digits += 1
    }
    return digits > 0 && digits <= 3
  }
}
