// SPDX-License-Identifier: EUPL-1.2
import CPoppler
import Model

/// Groups the lines of a PDF into headings, paragraphs, list items, rows of tables and notes.
///
/// Only the order of the lines, their boxes and their words are used.
/// Headings are told by size, by number ("2.3 Toegang") or by their words ("Artikel 4").
struct PDFLayout {
  let text: PDFText
  private let bodyHeight: Float
  private let bodyStep: Float

  init(text: PDFText) {
    self.text = text
    (bodyHeight, bodyStep) = text.bodyMeasure()
  }

  /// The passages of all pages in reading order; those that run over a page end are marked `crosses`.
  func drafts() -> [PDFDraft] {
    var drafts: [PDFDraft] = []
    drafts.reserveCapacity(text.lines.count / 4)
    for page in text.lineRanges.indices {
      let first = drafts.count
      PDFPageLayout(text: text, page: page, bodyHeight: bodyHeight, bodyStep: bodyStep)
        .append(to: &drafts)
      splitLabelledHeadings(&drafts, from: first)
      finish(&drafts, from: first)
      markTableHeads(&drafts, from: first)
    }
    keepNumberedItems(&drafts)
    PDFHeadingLevels(text: text).set(&drafts)
    markCrossings(&drafts)
    return drafts
  }

  /// Decides which paragraphs are headings or notes, now that all their lines are known.
  private func finish(_ drafts: inout [PDFDraft], from first: Int) {
    for index in first..<drafts.count {
      let draft = drafts[index]
      guard draft.zone == .body, draft.kind == .paragraph || draft.kind == .listItem else {
        continue
      }
      let line = text.lines[draft.pieces[0].line]
      let isItem = draft.kind == .listItem
      if isNote(line), !isItem || PDFLineShape.isNoteMark(text.bytes(line)) {
        drafts[index].kind = .note
      } else if draft.pieces.count <= 4, PDFLineShape.isCaption(text.bytes(line)) {
        drafts[index].kind = .caption
      } else if isHeading(draft, line) || leadsIn(drafts, index) || isChapter(drafts, index) {
        drafts[index].kind = .heading
      }
    }
  }

  private func isNote(_ line: PDFLine) -> Bool {
    guard line.box.height < bodyHeight * 0.9, let first = text.bytes(line).first else {
      return false
    }
    let isMarked = first == UInt8(ascii: "*") || (first >= 0x30 && first <= 0x39)
    return isMarked && line.box.y0 > text.height(ofPage: line.page) * 0.5
  }

  private func isHeading(_ draft: PDFDraft, _ line: PDFLine) -> Bool {
    guard draft.pieces.count <= 4 else { return false }
    let bytes = text.bytes(line)
    let length = draft.pieces.reduce(0) {
      $0 + Int(text.lines[$1.line].box.end - text.lines[$1.line].box.start)
    }
    guard length <= 240, length >= 2, hasLetter(bytes) || draft.pieces.count > 1 else {
      return false
    }
    if line.box.height > bodyHeight * 1.12 {
      let last = text.bytes(text.lines[draft.pieces[draft.pieces.count - 1].line])
      if length > 100, LineEnd.endsSentence(last) { return false }
      return draft.kind == .paragraph || !PDFLineShape.hasBullet(bytes)
    }
    guard line.box.height > bodyHeight * 0.93, draft.pieces.count <= 2, length <= 100 else {
      return false
    }
    let last = text.bytes(text.lines[draft.pieces[draft.pieces.count - 1].line])
    guard let end = last.last, !".;,:".utf8.contains(end) else { return false }
    if let depth = PDFLineShape.numberingDepth(bytes), depth >= 2 { return true }
    return draft.kind == .paragraph && draft.pieces.count == 1 && PDFLineShape.readsAsHeading(bytes)
  }

  /// Whether a short line of the size of the text stands right above a paragraph, as a bold heading does.
  private func leadsIn(_ drafts: [PDFDraft], _ index: Int) -> Bool {
    let draft = drafts[index]
    guard draft.kind == .paragraph, draft.pieces.count == 1, index + 1 < drafts.count else {
      return false
    }
    let next = drafts[index + 1]
    guard next.zone == .body, next.kind == .paragraph, next.pieces.count >= 2 else { return false }
    let box = text.lines[draft.pieces[0].line].box
    let below = text.lines[next.pieces[0].line].box
    let bytes = text.bytes(text.lines[draft.pieces[0].line])
    guard (3...90).contains(bytes.count), let end = bytes.last, !".;,:-".utf8.contains(end),
      PDFLineShape.startsUppercase(bytes), box.height > bodyHeight * 0.93
    else { return false }
    let step = below.y1 - box.y1
    return abs(below.x0 - box.x0) < 2 && step > 0 && step < bodyStep * 1.3
  }

  /// Whether an item of a numbered list is a chapter instead ("1. Opening."): a line of its own, with running
  /// text right below that begins under the number.
  private func isChapter(_ drafts: [PDFDraft], _ index: Int) -> Bool {
    let draft = drafts[index]
    guard draft.kind == .listItem, index + 1 < drafts.count else { return false }
    let first = text.lines[draft.pieces[0].line].box
    let last = text.lines[draft.pieces[draft.pieces.count - 1].line].box
    guard abs(last.y1 - first.y1) < 0.4 * first.height else { return false }
    let length = draft.pieces.reduce(0) {
      $0 + Int(text.lines[$1.line].box.end - text.lines[$1.line].box.start)
    }
    let bytes = text.bytes(text.lines[draft.pieces[0].line])
    guard (5...70).contains(length), PDFLineShape.numberingDepth(bytes) != nil,
      first.height > bodyHeight * 0.93
    else { return false }
    let next = drafts[index + 1]
    guard next.zone == .body, next.kind == .paragraph else { return false }
    let below = text.lines[next.pieces[0].line].box
    let step = below.y1 - last.y1
    return abs(below.x0 - first.x0) < 2 && step > 0 && step < bodyStep * 2.2
      && PDFLineShape.startsUppercase(text.bytes(text.lines[next.pieces[0].line]))
  }

  /// A row of a short label and a heading beside it ("Nr. 4", "ADVIES VAN …") is a heading of both.
  ///
  /// What stands below the heading in the same cell becomes a paragraph of its own.
  private func splitLabelledHeadings(_ drafts: inout [PDFDraft], from first: Int) {
    var index = first
    while index < drafts.count {
      defer { index += 1 }
      let draft = drafts[index]
      guard draft.kind == .tableRow, draft.pieces.count >= 2, draft.pieces[1].link == .cell,
        !draft.pieces.dropFirst(2).contains(where: { $0.link == .cell }),
        draft.pieces[0].emptyCells + draft.pieces[1].emptyCells == 0
      else { continue }
      let label = text.lines[draft.pieces[0].line]
      let beside = text.lines[draft.pieces[1].line]
      let isLarge = { (line: PDFLine) in line.box.height > bodyHeight * 1.12 }
      let isTitled =
        (isLarge(label) && isLarge(beside)) || PDFLineShape.readsAsHeading(text.bytes(beside))
      guard label.box.end - label.box.start <= 16, isTitled,
        text.bytes(label).contains(where: {
          $0 >= 0x30 && $0 <= 0x39
        })
      else { continue }
      var end = 2
      while end < draft.pieces.count {
        let line = text.lines[draft.pieces[end].line]
        guard isLarge(line) || PDFLineShape.readsAsHeading(text.bytes(line)) else { break }
        end += 1
      }
      drafts[index].kind = .heading
      drafts[index].pieces[1].link = .line
      guard end < draft.pieces.count else { continue }
      drafts[index].pieces.removeSubrange(end...)
      var rest = draft
      rest.kind = .paragraph
      rest.pieces = Array(draft.pieces[end...])
      drafts.insert(rest, at: index + 1)
    }
  }

  /// Tells the first row of a table from the others where it names the columns: it is filled, and short, and
  /// it has letters only where the rows below have figures, or years.
  private func markTableHeads(_ drafts: inout [PDFDraft], from first: Int) {
    var index = first
    while index < drafts.count {
      guard drafts[index].kind == .tableRow, let table = table(of: drafts[index]) else {
        index += 1
        continue
      }
      var end = index + 1
      while end < drafts.count, drafts[end].kind == .tableRow,
        self.table(of: drafts[end]) == table
      {
        end += 1
      }
      if end - index >= 3, namesColumns(drafts[index], before: drafts[(index + 1)..<end]) {
        drafts[index].kind = .tableHead
      }
      index = end
    }
  }

  private func table(of draft: PDFDraft) -> Int? {
    draft.pieces.first.flatMap { text.lines[$0.line].cell?.table }
  }

  private func namesColumns(_ head: PDFDraft, before rows: ArraySlice<PDFDraft>) -> Bool {
    var cells: [Int: [Int]] = [:]
    for piece in rows.flatMap(\.pieces) {
      if let column = text.lines[piece.line].cell?.column {
        cells[column, default: []].append(piece.line)
      }
    }
    var columns: Set<Int> = []
    var years = 0
    var tells = false
    for piece in head.pieces {
      let line = text.lines[piece.line]
      let bytes = text.bytes(line)
      guard bytes.count <= 40, !LineEnd.endsSentence(bytes), let column = line.cell?.column else {
        return false
      }
      columns.insert(column)
      if PDFLineShape.isYear(bytes) {
        years += 1
        let below = cells[column] ?? []
        if !below.isEmpty,
          !below.contains(where: { PDFLineShape.isYear(text.bytes(text.lines[$0])) }),
          below.allSatisfy({ PDFLineShape.isFigure(text.bytes(text.lines[$0])) })
        {
          tells = true
        }
      } else if PDFLineShape.isFigure(bytes) {
        return false
      } else {
        let below = cells[column] ?? []
        let figures = below.count { PDFLineShape.isFigure(text.bytes(text.lines[$0])) }
        if figures * 2 > below.count { tells = true }
      }
    }
    let isFilled = columns.count >= 2 && columns.count + 1 >= cells.count
    return isFilled && (tells || years >= 2)
  }

  /// Numbered lines that follow each other without text between them are items, and no headings.
  private func keepNumberedItems(_ drafts: inout [PDFDraft]) {
    func isNumbered(_ draft: PDFDraft) -> Bool {
      guard draft.zone == .body, draft.kind == .heading || draft.kind == .listItem,
        let piece = draft.pieces.first
      else { return false }
      let line = text.lines[piece.line]
      return line.box.height <= bodyHeight * 1.12
        && PDFLineShape.numberingDepth(text.bytes(line)) != nil
    }
    var index = 0
    while index < drafts.count {
      var end = index
      while end < drafts.count, isNumbered(drafts[end]) { end += 1 }
      if end - index >= 3 {
        for item in index..<end { drafts[item].kind = .listItem }
      }
      index = max(end, index + 1)
    }
  }

  private func hasLetter(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.contains { ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || $0 >= 0xC3 }
  }

  /// Marks the last body passage of a page where the first of the next page goes on with it.
  private func markCrossings(_ drafts: inout [PDFDraft]) {
    var previous: Int?
    var isContinued = false
    for index in drafts.indices where drafts[index].zone == .body && drafts[index].kind != .note {
      defer { previous = index }
      guard let last = previous, drafts[last].page + 1 == drafts[index].page else {
        if let last = previous, drafts[last].page != drafts[index].page { isContinued = false }
        if previous.map({ drafts[$0].page }) == drafts[index].page { isContinued = false }
        continue
      }
      // A passage has two stretches at most: a text that already comes from the page before ends here.
      if isContinued {
        isContinued = false
        continue
      }
      if goesOn(drafts[last], into: drafts[index]) {
        drafts[last].crosses = true
        isContinued = true
      }
    }
  }

  /// Whether the second passage continues the sentence or the word at the end of the first.
  private func goesOn(_ first: PDFDraft, into second: PDFDraft) -> Bool {
    guard first.kind == .paragraph || first.kind == .listItem, second.kind == .paragraph,
      let last = first.pieces.last.map({ text.lines[$0.line] }), let next = second.pieces.first,
      abs(last.box.height - text.lines[next.line].box.height) < 0.1 * last.box.height
    else { return false }
    return Self.goesOn(first, into: next.line, text: text)
  }

  /// Whether a line elsewhere (in the next column, on the next page) continues a passage.
  static func goesOn(_ draft: PDFDraft, into next: Int, text: PDFText) -> Bool {
    guard let last = draft.pieces.last.map({ text.lines[$0.line] }) else { return false }
    let line = text.lines[next]
    let bytes = text.bytes(line)
    if last.endsWithinWord { return true }
    if LineEnd.endsSentence(text.bytes(last)) { return false }
    if PDFLineShape.startsLowercase(bytes) { return true }
    // A full last line without an end goes on, also with a capital ("Veilig | Thuis").
    guard draft.pieces.count >= 2, PDFLineShape.startsUppercase(bytes) else { return false }
    var width = line.box.x1 - line.box.x0
    for piece in draft.pieces {
      let box = text.lines[piece.line].box
      width = max(width, box.x1 - box.x0)
    }
    let room = line.box.first_x1 - line.box.x0 + last.box.height * 0.3
    return last.box.x1 - last.box.x0 + room > width
  }
}
