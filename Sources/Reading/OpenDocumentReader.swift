// SPDX-License-Identifier: EUPL-1.2
import DutchText
import Model

/// Reads an ODT: headings, paragraphs, lists, tables, captions and notes.
///
/// Tracked deletions are left out and insertions kept; comments are left out, and so is what is hidden: as on
/// paper. A note follows the paragraph that refers to it.
struct OpenDocumentReader {
  let limits: ReadingLimits
  let words: WordList?

  /// - Throws: `ReadingFailure`.
  func read(_ bytes: UnsafeRawBufferPointer) throws -> Extraction {
    let parts = try PackedFile(bytes: bytes, limits: limits).members([
      "content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml",
    ])
    if let manifest = parts["META-INF/manifest.xml"],
      String(decoding: manifest, as: UTF8.self).contains("encryption-data")
    {
      throw ReadingFailure.locked
    }
    guard let body = parts["content.xml"], !body.isEmpty else {
      throw ReadingFailure.damaged("content.xml ontbreekt of is onleesbaar")
    }
    var walker = OpenDocumentWalker(
      blocks: PassageBlocks(limits: limits, words: words),
      styles: OpenStyles([parts["styles.xml"] ?? [], body]))
    let isBroken = try body.withUnsafeBytes { bytes in
      guard let walk = MarkupWalk(xml: bytes) else { return true }
      while let step = walk.next() { try walker.take(step, walk) }
      return walk.isBroken
    }
    let (title, date) = parts["meta.xml"].map { OfficeMetadata.read($0) } ?? (nil, nil)
    var extraction = walker.blocks.extraction(format: .odt, title: title, date: date)
    if isBroken { try extraction.endedEarly() }
    extraction.report(
      parts, ["content.xml": "delen van de tekst", "styles.xml": "delen van de opmaak"])
    if !isBroken, walker.styles.isBroken { extraction.stylesAreBroken() }
    return extraction
  }
}

/// Walks over the content of an ODT.
private struct OpenDocumentWalker {
  var blocks: PassageBlocks
  let styles: OpenStyles

  private struct Paragraph {
    var block = DocumentBlock()
    /// Whether the text of the style of the paragraph is bold and is hidden, and that of each open span within it.
    var spans: [(isBold: Bool, isHidden: Bool)]
    /// Whether a field hides the paragraph.
    var isHidden = false
    var hasLetters = false
    var isBold = true
  }

  private var open: [Paragraph] = []
  private var table = TableRows()
  private var tableNotes: [String] = []
  private var listDepth = 0
  /// How many paragraphs were open where each note began, with the text of the note so far.
  private var notes: [(depth: Int, text: String)] = []
  /// How deep within contents lists the walk is.
  private var contentsDepth = 0
  /// How deep within the rows that a table names as its heads.
  private var headRowDepth = 0
  private var repeatedColumns = 1

  init(blocks: PassageBlocks, styles: OpenStyles) {
    self.blocks = blocks
    self.styles = styles
  }

  /// - Throws: `ReadingFailure` when the text outgrows the limit.
  mutating func take(_ step: MarkupWalk.Step, _ walk: MarkupWalk) throws {
    switch step {
    case .start(let name): start(name, walk)
    case .text(let text): add(text)
    case .end(let name): try end(name)
    }
  }

  private mutating func add(_ text: String) {
    let last = open.count - 1
    guard last >= 0, open[last].spans.last?.isHidden != true else { return }
    open[last].block.text += text
    guard text.contains(where: { $0.isLetter }) else { return }
    open[last].hasLetters = true
    if open[last].spans.last?.isBold != true { open[last].isBold = false }
  }

  private mutating func start(_ name: String, _ walk: MarkupWalk) {
    let last = open.count - 1
    let style = walk.attribute("text:style-name") ?? ""
    switch name {
    case "text:p", "text:h":
      var paragraph = Paragraph(
        spans: [(styles[style].isBold ?? false, styles[style].isHidden ?? false)])
      if name == "text:h" {
        paragraph.block.headingLevel =
          walk.attribute("text:outline-level").flatMap { Int($0) }.map { max(1, $0) } ?? 1
      } else {
        paragraph.block.headingLevel = styles[style].headingLevel ?? 0
      }
      paragraph.block.isCaption = styles[style].isCaption
      open.append(paragraph)
    case "text:span":
      guard last >= 0, let around = open[last].spans.last else { return }
      open[last].spans.append(
        (styles[style].isBold ?? around.isBold, styles[style].isHidden ?? around.isHidden))
    case "text:list": listDepth += 1
    case "text:table-of-content", "text:alphabetical-index", "text:illustration-index",
      "text:table-index":
      contentsDepth += 1
    case "text:section", "text:hidden-text":
      if isHidden(walk) { walk.skipElement() }
    case "text:hidden-paragraph": if last >= 0, isHidden(walk) { open[last].isHidden = true }
    case "text:note": notes.append((open.count, ""))
    case "text:tracked-changes", "office:annotation", "text:note-citation", "office:forms",
      "text:sequence-decls", "office:automatic-styles", "office:font-face-decls",
      "text:index-title-template", "svg:title", "svg:desc":
      walk.skipElement()
    case "text:s", "text:tab":
      if last >= 0 { open[last].block.text += " " }
    case "text:line-break":
      if last >= 0 { open[last].block.text += PassageCollector.lineBreak }
    default: startTable(name, walk)
    }
  }

  /// Whether the document says of a section or field that it is hidden; a condition was weighed on saving.
  private func isHidden(_ walk: MarkupWalk) -> Bool {
    walk.attribute("text:display") == "none" || walk.attribute("text:is-hidden") == "true"
  }

  private mutating func startTable(_ name: String, _ walk: MarkupWalk) {
    func count(_ attribute: String) -> Int {
      walk.attribute(attribute).flatMap { Int($0) } ?? 1
    }
    switch name {
    case "table:table": table.begin()
    case "table:table-header-rows": headRowDepth += 1
    case "table:table-row": table.beginRow(isHead: headRowDepth > 0)
    case "table:table-cell", "table:covered-table-cell":
      // A cell that is covered by another stands in the file, empty.
      repeatedColumns = min(max(1, count("table:number-columns-repeated")), 64)
      table.beginCell()
    default: break
    }
  }

  private mutating func end(_ name: String) throws {
    switch name {
    case "text:p", "text:h": try endParagraph()
    case "text:span":
      guard let last = open.indices.last, open[last].spans.count > 1 else { return }
      open[last].spans.removeLast()
    case "text:list": listDepth -= 1
    case "text:table-of-content", "text:alphabetical-index", "text:illustration-index",
      "text:table-index":
      contentsDepth -= 1
    case "text:note":
      guard let note = notes.popLast(), !note.text.isEmpty else { return }
      if let last = open.indices.last, open[last].spans.last?.isHidden != true {
        open[last].block.notes.append(note.text)
      }
    case "table:table": table.end()
    case "table:table-header-rows": headRowDepth -= 1
    case "table:table-row":
      if let row = table.endRow() {
        try blocks.add(row, notes: tableNotes)
        tableNotes = []
      }
    case "table:table-cell", "table:covered-table-cell":
      for _ in 0..<repeatedColumns { table.endCell() }
      repeatedColumns = 1
    default: break
    }
  }

  private mutating func endParagraph() throws {
    guard let paragraph = open.popLast(), !paragraph.isHidden else { return }
    var block = paragraph.block
    if let last = notes.indices.last, open.count >= notes[last].depth {
      let text = notes[last].text
      notes[last].text = text.isEmpty ? block.text : text + " " + block.text
      return
    }
    block.isBold = paragraph.hasLetters && paragraph.isBold
    block.isListItem = listDepth > 0
    block.isContents = contentsDepth > 0
    if table.isInCell {
      table.add(block.text, isBold: block.isBold)
      tableNotes += block.notes
    } else {
      try blocks.add(block)
    }
  }
}
