// SPDX-License-Identifier: EUPL-1.2
import Model

/// Reads an ODT: headings, paragraphs, lists, rows of tables and notes; tracked deletions are left out.
struct OpenDocumentReader {
  let limits: ReadingLimits

  /// - Throws: `ReadingFailure`.
  func read(_ bytes: UnsafeRawBufferPointer) throws -> Extraction {
    let parts = try PackedFile(bytes: bytes, limits: limits).members([
      "content.xml", "meta.xml", "META-INF/manifest.xml",
    ])
    if let manifest = parts["META-INF/manifest.xml"],
      String(decoding: manifest, as: UTF8.self).contains("encryption-data")
    {
      throw ReadingFailure.locked
    }
    guard let body = parts["content.xml"] else {
      throw ReadingFailure.damaged("content.xml ontbreekt")
    }
    var collector = PassageCollector(limits: limits)
    let isBroken = try body.withUnsafeBytes { bytes in
      guard let walk = MarkupWalk(xml: bytes) else { return true }
      var state = State()
      while let step = walk.next() { try take(step, walk, &state, &collector) }
      return walk.isBroken
    }
    let (title, date) = parts["meta.xml"].map { OfficeMetadata.read($0) } ?? (nil, nil)
    var extraction = collector.extraction(format: .odt, title: title, date: date)
    if isBroken { try extraction.endedEarly() }
    return extraction
  }

  private struct Paragraph {
    var text = ""
    var level = 0
  }

  private struct State {
    var open: [Paragraph] = []
    var table = TableRows()
    var listDepth = 0
    /// How many paragraphs were open where each note began.
    var notes: [Int] = []
    /// The notes of the paragraphs that are open, which follow them.
    var noteTexts: [String] = []
    var isContents = 0
  }

  private func take(
    _ step: MarkupWalk.Step, _ walk: MarkupWalk, _ state: inout State,
    _ collector: inout PassageCollector
  ) throws {
    switch step {
    case .start(let name): start(name, walk, &state)
    case .text(let text):
      if !state.open.isEmpty { state.open[state.open.count - 1].text += text }
    case .end("text:p"), .end("text:h"): try endParagraph(&state, &collector)
    case .end("text:list"): state.listDepth -= 1
    case .end("text:table-of-content"): state.isContents -= 1
    case .end("text:note"): _ = state.notes.popLast()
    case .end(let name):
      let row = state.table.end(
        name, row: "table:table-row", cell: "table:table-cell", table: "table:table")
      if let row { try collector.add(.tableRow, row) }
    }
  }

  private func start(_ name: String, _ walk: MarkupWalk, _ state: inout State) {
    let last = state.open.count - 1
    switch name {
    case "text:p": state.open.append(Paragraph())
    case "text:h":
      let level = walk.attribute("text:outline-level").flatMap { Int($0) } ?? 1
      state.open.append(Paragraph(level: max(1, level)))
    case "text:list": state.listDepth += 1
    case "text:table-of-content": state.isContents += 1
    case "table:table": state.table.begin()
    case "text:note": state.notes.append(state.open.count)
    case "text:tracked-changes", "office:annotation", "text:note-citation", "office:forms",
      "text:sequence-decls", "office:automatic-styles", "office:font-face-decls":
      walk.skipElement()
    case "text:s", "text:tab", "text:line-break":
      if last >= 0 { state.open[last].text += " " }
    default: break
    }
  }

  private func endParagraph(_ state: inout State, _ collector: inout PassageCollector) throws {
    guard let paragraph = state.open.popLast() else { return }
    if !state.notes.isEmpty {
      state.noteTexts.append(paragraph.text)
      return
    }
    if state.table.isOpen {
      state.table.add(paragraph.text)
    } else if state.isContents > 0 {
      try collector.add(.paragraph, paragraph.text, zone: .contents)
    } else if paragraph.level > 0 {
      try collector.add(.heading, paragraph.text, headingLevel: paragraph.level)
    } else {
      try collector.add(state.listDepth > 0 ? .listItem : .paragraph, paragraph.text)
    }
    guard state.open.isEmpty, !state.table.isOpen else { return }
    for note in state.noteTexts { try collector.add(.note, note) }
    state.noteTexts = []
  }
}
