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
      finish(&drafts, from: first)
    }
    setLevels(&drafts)
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
      if draft.kind == .paragraph, isNote(line) {
        drafts[index].kind = .note
      } else if isHeading(draft, line) || leadsIn(drafts, index) {
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

  private func hasLetter(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.contains { ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || $0 >= 0xC3 }
  }

  /// The level of a heading: its chapter number's depth, else the rank of its size.
  private func setLevels(_ drafts: inout [PDFDraft]) {
    let headings = drafts.indices.filter { drafts[$0].kind == .heading }
    func size(_ index: Int) -> Int {
      Int((text.lines[drafts[index].pieces[0].line].box.height * 2).rounded())
    }
    let sizes = Set(headings.map(size)).sorted(by: >)
    let ranks = Dictionary(uniqueKeysWithValues: sizes.enumerated().map { ($1, min($0 + 1, 6)) })
    for index in headings {
      let bytes = text.bytes(text.lines[drafts[index].pieces[0].line])
      drafts[index].headingLevel = PDFLineShape.numberingDepth(bytes) ?? ranks[size(index)] ?? 1
    }
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
