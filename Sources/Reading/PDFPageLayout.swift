// SPDX-License-Identifier: EUPL-1.2
import CPoppler
import Model

/// Groups the lines of one page of a PDF into passages.
struct PDFPageLayout {
  let text: PDFText
  let page: Int
  let bodyHeight: Float
  let bodyStep: Float

  /// Adds the passages of the page in reading order.
  func append(to drafts: inout [PDFDraft]) {
    let range = text.lineRanges[page]
    let firstDraft = drafts.count
    let edges = rightEdges(range)
    /// The draft that the next line may still belong to.
    var open: Int?
    var index = range.lowerBound
    while index < range.upperBound {
      let line = text.lines[index]
      guard line.zone == .body else {
        drafts.append(single(index, kind: .paragraph, zone: line.zone))
        index += 1
        continue
      }
      if let cell = line.cell {
        index = appendCells(of: cell, from: index, range.upperBound, to: &drafts)
        open = cell.isList ? drafts.count - 1 : nil
        continue
      }
      let row = rowEnd(from: index, in: range)
      if row > index + 1, isTableRow(index..<row) {
        index = appendRow(index, row, range.upperBound, to: &drafts)
        open = nil
        continue
      }
      for part in index..<row {
        if let target = open ?? lastBody(drafts, from: firstDraft),
          part > index
            || joins(
              part, to: drafts[target], edge: edges[part - range.lowerBound], isOpen: open != nil)
        {
          drafts[target].pieces.append(.init(line: part, link: .line))
        } else {
          let bytes = text.bytes(line)
          drafts.append(
            single(part, kind: PDFLineShape.isListItem(bytes) ? .listItem : .paragraph, zone: .body)
          )
          open = drafts.count - 1
        }
      }
      index = row
    }
  }

  private func single(_ index: Int, kind: PassageKind, zone: Zone) -> PDFDraft {
    PDFDraft(kind: kind, zone: zone, page: page, pieces: [.init(line: index, link: .line)])
  }

  private func lastBody(_ drafts: [PDFDraft], from first: Int) -> Int? {
    guard let last = drafts[first...].lastIndex(where: { $0.zone == .body }),
      drafts[last].kind != .tableRow
    else { return nil }
    return last
  }

  /// For each line, the right side of the widest line that begins at nearly the same place.
  private func rightEdges(_ range: Range<Int>) -> [Float] {
    var edges: [Float] = []
    edges.reserveCapacity(range.count)
    for line in text.lines[range] {
      var edge = line.box.x1
      for other in text.lines[range]
      where other.box.x1 > edge && abs(other.box.x0 - line.box.x0) < 3 * bodyHeight {
        edge = other.box.x1
      }
      edges.append(edge)
    }
    return edges
  }

  // MARK: rows

  /// The end of the run of lines that stand on the baseline of the first, from left to right.
  private func rowEnd(from start: Int, in range: Range<Int>) -> Int {
    let first = text.lines[start].box
    var end = start + 1
    while end < range.upperBound, text.lines[end].zone == .body {
      let box = text.lines[end].box
      guard abs(box.y1 - first.y1) < 0.4 * max(first.height, box.height),
        box.rotation == first.rotation, box.x0 > text.lines[end - 1].box.x1
      else { break }
      end += 1
    }
    return end
  }

  /// Adds a row of a table, or an item of a list; returns the first line after it.
  private func appendCells(
    of cell: PDFCell, from start: Int, _ limit: Int, to drafts: inout [PDFDraft]
  ) -> Int {
    var draft = PDFDraft(
      kind: cell.isList ? .listItem : .tableRow, zone: .body, page: page, pieces: [])
    var index = start
    var column = 0
    while index < limit, let other = text.lines[index].cell, other.table == cell.table,
      other.row == cell.row
    {
      defer { index += 1 }
      guard text.lines[index].zone == .body else {
        drafts.append(single(index, kind: .paragraph, zone: text.lines[index].zone))
        continue
      }
      var piece = PDFDraft.Piece(line: index, link: .line)
      if !cell.isList, other.column > column {
        piece.link = draft.pieces.isEmpty ? .line : .cell
        piece.emptyCells = other.column - column - (draft.pieces.isEmpty ? 0 : 1)
        column = other.column
      }
      draft.pieces.append(piece)
    }
    if !draft.pieces.isEmpty { drafts.append(draft) }
    return index
  }

  private func isTableRow(_ row: Range<Int>) -> Bool {
    let first = text.lines[row.lowerBound]
    if row.count == 2, PDFLineShape.isLabel(text.bytes(first)) { return false }
    for index in row.dropFirst() {
      let gap = text.lines[index].box.x0 - text.lines[index - 1].box.x1
      if gap > 1.5 * text.lines[index].box.height { return true }
    }
    return false
  }

  /// Adds a row with the lines that continue its cells below; returns the first line after it.
  private func appendRow(_ start: Int, _ end: Int, _ limit: Int, to drafts: inout [PDFDraft]) -> Int
  {
    var cells = (start..<end).map { [$0] }
    var bottom = text.lines[start].box.y1
    var index = end
    while index < limit, text.lines[index].zone == .body {
      let box = text.lines[index].box
      guard box.y0 > text.lines[start].box.y0 - 1, box.y0 < bottom + 0.5 * box.height,
        rowEnd(from: index, in: start..<limit) - index < cells.count,
        let cell = cells.firstIndex(where: { overlaps($0[$0.count - 1], index) }),
        box.y0 - text.lines[cells[cell][cells[cell].count - 1]].box.y1 < 0.45 * box.height,
        abs(box.x0 - text.lines[cells[cell][0]].box.x0) < 2 * box.height
      else { break }
      cells[cell].append(index)
      bottom = max(bottom, box.y1)
      index += 1
    }
    var draft = PDFDraft(kind: .tableRow, zone: .body, page: page, pieces: [])
    for (number, cell) in cells.enumerated() {
      for (place, line) in cell.enumerated() {
        draft.pieces.append(.init(line: line, link: number > 0 && place == 0 ? .cell : .line))
      }
    }
    drafts.append(draft)
    return index
  }

  private func overlaps(_ first: Int, _ second: Int) -> Bool {
    let left = text.lines[first].box
    let right = text.lines[second].box
    return left.x0 < right.x1 && right.x0 < left.x1
  }

  // MARK: paragraphs

  /// Whether a line goes on with a passage.
  ///
  /// - Parameters:
  ///   - edge: the right side of the column.
  ///   - isOpen: whether nothing but running heads stands between them.
  private func joins(_ index: Int, to draft: PDFDraft, edge: Float, isOpen: Bool) -> Bool {
    let line = text.lines[index]
    guard let lastPiece = draft.pieces.last else { return false }
    let last = text.lines[lastPiece.line]
    let bytes = text.bytes(line)
    let box = line.box
    let end = text.bytes(last)
    let isLoneLabel = draft.pieces.count == 1 && PDFLineShape.isLabel(end)
    let size = max(box.height, last.box.height)
    guard box.rotation == last.box.rotation,
      abs(box.height - last.box.height) < 0.1 * size || isLoneLabel
        || (end.count > 40 && box.height > 0.8 * size && bytes.count < 30)
    else { return false }
    let isBroken = last.endsWithinWord
    let isNewColumn = box.y1 < last.box.y1 - 0.5 * size
    if isNewColumn || !isOpen {
      return draft.kind != .tableRow && box.height < bodyHeight * 1.12
        && PDFLayout.goesOn(draft, into: index, text: text)
    }
    let step = box.y1 - last.box.y1
    if isLoneLabel { return step < 1.5 * size }
    if beginsNote(line, after: draft) { return false }
    let usual = box.height > bodyHeight * 1.12 ? 1.6 * size : usualStep(draft, size: size)
    if step > usual { return false }
    if PDFLineShape.isListItem(bytes) && !(isBroken && PDFLineShape.startsLowercase(bytes)) {
      return !beginsItem(bytes, box: box, after: last, draft: draft)
    }
    if PDFLineShape.numberingDepth(bytes).map({ $0 >= 2 }) == true, LineEnd.endsSentence(end) {
      return false
    }
    if isBroken { return true }
    if isSignature(index, after: last, draft: draft, edge: edge) { return false }
    return !isIndented(box, after: last, draft: draft)
      && !endsEarly(line, after: last, draft: draft, edge: edge)
  }

  /// Whether a block of two short lines that both begin with a capital is two names, as under a motion or a letter.
  private func isSignature(_ index: Int, after last: PDFLine, draft: PDFDraft, edge: Float) -> Bool
  {
    let line = text.lines[index]
    let half = last.box.x0 + 0.45 * (edge - last.box.x0)
    guard draft.pieces.count == 1, draft.kind == .paragraph, last.box.x1 < half,
      line.box.x1 < half, abs(line.box.x0 - last.box.x0) < 2,
      line.box.height < bodyHeight * 1.12, PDFLineShape.startsUppercase(text.bytes(line)),
      PDFLineShape.startsUppercase(text.bytes(last)), let end = text.bytes(last).last,
      (end | 0x20) >= 0x61
    else { return false }
    let next = index + 1
    guard next < text.lineRanges[page].upperBound, text.lines[next].zone == .body else {
      return true
    }
    let step = text.lines[next].box.y1 - line.box.y1
    return step < 0 || step > 1.5 * bodyStep
  }

  /// Whether a line at the foot of the page begins the note after the one that is open.
  private func beginsNote(_ line: PDFLine, after draft: PDFDraft) -> Bool {
    guard line.box.height < bodyHeight * 0.9, line.box.y0 > text.height(ofPage: page) * 0.5 else {
      return false
    }
    let number = PDFLineShape.noteNumber(text.bytes(line))
    let first = text.lines[draft.pieces[0].line]
    return number > 1 && number == PDFLineShape.noteNumber(text.bytes(first)) + 1
  }

  /// The largest step from line to line within a passage: that of its own lines, else the usual one.
  private func usualStep(_ draft: PDFDraft, size: Float) -> Float {
    let scale = size / bodyHeight
    var step = min(bodyStep * max(scale, 0.8), 2 * size)
    if draft.pieces.count >= 2 {
      let last = text.lines[draft.pieces[draft.pieces.count - 1].line].box
      let before = text.lines[draft.pieces[draft.pieces.count - 2].line].box
      let own = last.y1 - before.y1
      if own > 0.8 * size { step = own }
    }
    return step * 1.2
  }

  /// Whether a label at the start of a line begins an item, rather than being a number in a sentence.
  private func beginsItem(
    _ bytes: UnsafeBufferPointer<UInt8>, box: cpoppler_line, after last: PDFLine, draft: PDFDraft
  ) -> Bool {
    if PDFLineShape.hasBullet(bytes) {
      let isDash = bytes[0] == UInt8(ascii: "-") || bytes[0] == 0xE2 && bytes[1] == 0x80
      guard isDash, bytes[0] != 0xE2 || bytes[2] != 0xA2 else { return true }
    }
    if draft.kind == .listItem {
      let first = text.lines[draft.pieces[0].line].box
      return abs(first.x0 - box.x0) < 0.6 * box.height || LineEnd.endsSentence(text.bytes(last))
        || box.x0 > last.box.x0 + 0.6 * box.height || box.x0 < first.x0
    }
    return LineEnd.endsSentence(text.bytes(last)) || abs(box.x0 - last.box.x0) > 0.6 * box.height
  }

  /// Whether the line begins further in or out than its passage, as a new paragraph does.
  private func isIndented(_ box: cpoppler_line, after last: PDFLine, draft: PDFDraft) -> Bool {
    let shift = box.x0 - last.box.x0
    guard abs(shift) > 0.8 * box.height else { return false }
    let isCentred = abs((box.x0 + box.x1) - (last.box.x0 + last.box.x1)) < box.height
    if isCentred || !LineEnd.endsSentence(text.bytes(last)) { return false }
    if draft.kind == .listItem, shift > 0, draft.pieces.count == 1 { return false }
    // The second line of a paragraph with an indented first line stands further out.
    return shift > 0 || draft.pieces.count > 1
  }

  /// Whether the last line ends although the next word would have fitted, as before a new paragraph.
  ///
  /// A line that ends no sentence must be the only one so far, and the next line must be plainly longer: so it
  /// is with a heading of the size of the text, and not in a narrow block beside a picture.
  private func endsEarly(
    _ line: PDFLine, after last: PDFLine, draft: PDFDraft, edge: Float
  ) -> Bool {
    let needed = line.box.first_x1 - line.box.x0 + 1.5 * line.box.height
    let limit: Float
    if LineEnd.endsSentence(text.bytes(last)) {
      limit = edge
    } else {
      guard draft.pieces.count == 1 else { return false }
      limit = min(edge, line.box.x1) - 3 * line.box.height
    }
    return last.box.x1 + needed < limit && PDFLineShape.startsUppercase(text.bytes(line))
  }
}
