// SPDX-License-Identifier: EUPL-1.2
import CPoppler
import DutchText
import Foundation
import Model

/// Puts the text of the pages together from the lines of the passages.
///
/// Within a page words broken at a line's end are joined; at the page's end they keep the hyphen.
struct PDFAssembly {
  let text: PDFText
  /// Decides about hyphens at line ends; without it fewer keep their hyphen.
  let words: WordList?
  private var forms: Set<String> = []
  private(set) var pages: [PageText] = []
  private(set) var passages: [Passage] = []
  private(set) var boxes: [PageBoxes] = []
  /// How sure recognition is of each box, by page counted from 1; only of pages that were recognised.
  private(set) var confidences: [Int: [UInt8]] = [:]
  /// Where the lines of the page at hand stand in its text.
  private var placed: [PDFWordBoxes.PlacedLine] = []
  /// The passage that waits for its second stretch, and whether its last line ends within a word.
  private var waiting: (passage: Int, line: Int)?

  init(text: PDFText, words: WordList?) {
    self.text = text
    self.words = words
    collectForms()
  }

  private mutating func collectForms() {
    guard text.lines.contains(where: \.endsWithHyphen) else { return }
    for line in text.lines where line.hasHyphenatedWord {
      let string = text.string(line)
      LineEnd.collectForms(in: Substring(string).utf8, into: &forms)
    }
  }

  /// Adds the pages and passages of a document.
  mutating func assemble(_ drafts: [PDFDraft]) {
    var next = 0
    for page in text.pages.indices {
      var buffer: [UInt8] = []
      buffer.reserveCapacity(Int(text.pages[page]?.pointee.byte_count ?? 0) + 64)
      while next < drafts.count, drafts[next].page == page {
        append(drafts[next], to: &buffer)
        next += 1
      }
      let packed = PDFWordBoxes.pack(placed, of: text.pages[page], page: page + 1)
      boxes.append(packed.boxes)
      if !packed.confidences.isEmpty { confidences[page + 1] = packed.confidences }
      placed.removeAll(keepingCapacity: true)
      pages.append(PageText(number: page + 1, text: String(decoding: buffer, as: UTF8.self)))
    }
  }

  private mutating func append(_ draft: PDFDraft, to buffer: inout [UInt8]) {
    let before = buffer.count
    if before > 0 { buffer.append(UInt8(ascii: "\n")) }
    let start = buffer.count
    for (place, piece) in draft.pieces.enumerated() {
      let line = text.lines[piece.line]
      for _ in 0..<piece.emptyCells { buffer.append(UInt8(ascii: "\t")) }
      if place > 0 {
        if piece.link == .cell {
          buffer.append(UInt8(ascii: "\t"))
        } else {
          link(text.lines[draft.pieces[place - 1].line], to: line, in: &buffer, from: start)
        }
      }
      append(line, to: &buffer)
    }
    if draft.crosses, let last = draft.pieces.last.map({ text.lines[$0.line] }),
      last.endsWithSoftHyphen
    {
      buffer.append(UInt8(ascii: "-"))
    }
    guard buffer.count > start else {
      buffer.removeLast(buffer.count - before)
      return
    }
    addStretch(Stretch(page: draft.page + 1, utf8Range: start..<buffer.count), of: draft)
  }

  private mutating func addStretch(_ stretch: Stretch, of draft: PDFDraft) {
    if let (passage, line) = waiting, draft.zone == .body, draft.kind != .note {
      passages[passage].stretches.append(stretch)
      if let next = draft.pieces.first {
        passages[passage].joinsWord =
          lineEnd(after: text.lines[line], next: text.lines[next.line]) == .broken
      }
      waiting = nil
      return
    }
    passages.append(
      Passage(
        kind: draft.kind, zone: draft.zone, headingLevel: draft.headingLevel, stretches: [stretch]))
    if draft.crosses, let last = draft.pieces.last {
      waiting = (passages.count - 1, last.line)
    }
  }

  private mutating func append(_ line: PDFLine, to buffer: inout [UInt8]) {
    placed.append(PDFWordBoxes.PlacedLine(line: line, start: buffer.count))
    if line.hasCombiningMarks {
      buffer.append(contentsOf: text.string(line).precomposedStringWithCanonicalMapping.utf8)
    } else {
      buffer.append(contentsOf: text.bytes(line))
    }
  }

  /// Ends the text so far, whose last line is given, so that the next line can follow.
  private func link(_ last: PDFLine, to next: PDFLine, in buffer: inout [UInt8], from start: Int) {
    switch lineEnd(after: last, next: next) {
    case .separate: if buffer.count > start { buffer.append(UInt8(ascii: " ")) }
    case .hyphenated: break
    case .broken:
      if last.endsWithHyphen { buffer.removeLast() }
    }
  }

  private func lineEnd(after last: PDFLine, next: PDFLine) -> LineEnd {
    if last.endsWithSoftHyphen { return .broken }
    guard last.endsWithHyphen else { return .separate }
    let end = text.bytes(last)
    let start = text.bytes(next)
    let space = UInt8(ascii: " ")
    let from = end.lastIndex(of: space).map { $0 + 1 } ?? 0
    let to = start.firstIndex(of: space) ?? start.count
    let first = Substring(String(decoding: end[from...], as: UTF8.self))
    let second = Substring(String(decoding: start[..<to], as: UTF8.self))
    return LineEnd.after(first.utf8, next: second.utf8, forms: forms, words: words)
  }
}
