// SPDX-License-Identifier: EUPL-1.2
import DutchText
import Model

/// Reads a DOCX: paragraphs, headings, lists, tables, captions and notes, in the order in which they are read.
///
/// Tracked changes are read as when all of them are accepted; comments and hidden text are left out. A note
/// follows the paragraph that refers to it, a text box the paragraph that it hangs on. What a field shows is
/// read, and not its instruction; what the field for a table of contents shows is contents.
struct WordDocumentReader {
  let limits: ReadingLimits
  let words: WordList?

  /// - Throws: `ReadingFailure`.
  func read(_ bytes: UnsafeRawBufferPointer) throws -> Extraction {
    let parts = try PackedFile(bytes: bytes, limits: limits).members([
      "word/document.xml", "word/styles.xml", "word/footnotes.xml", "word/endnotes.xml",
      "docProps/core.xml",
    ])
    guard let body = parts["word/document.xml"], !body.isEmpty else {
      throw ReadingFailure.damaged("word/document.xml ontbreekt of is onleesbaar")
    }
    var walker = WordWalker(
      blocks: PassageBlocks(limits: limits, words: words),
      styles: WordStyles(parts["word/styles.xml"] ?? []),
      footnotes: WordNotes(parts["word/footnotes.xml"], element: "w:footnote"),
      endnotes: WordNotes(parts["word/endnotes.xml"], element: "w:endnote"))
    let isBroken = try body.withUnsafeBytes { bytes in
      guard let walk = MarkupWalk(xml: bytes) else { return true }
      while let step = walk.next() { try walker.take(step, walk) }
      return walk.isBroken
    }
    try walker.addRest()
    let (title, date) = parts["docProps/core.xml"].map { OfficeMetadata.read($0) } ?? (nil, nil)
    var extraction = walker.blocks.extraction(format: .docx, title: title, date: date)
    if isBroken { try extraction.endedEarly() }
    extraction.report(
      parts,
      ["word/document.xml": "delen van de tekst", "word/styles.xml": "delen van de opmaak"])
    walker.reportNotes(in: &extraction)
    if walker.styles.isBroken { extraction.stylesAreBroken() }
    return extraction
  }
}

/// Walks over the body of a Word document.
private struct WordWalker {
  var blocks: PassageBlocks
  let styles: WordStyles
  var footnotes: WordNotes
  var endnotes: WordNotes

  private struct Paragraph {
    var run = WordRun()
    var block = DocumentBlock()
    var style = WordStyles.Style()
    var level: Int?
    var isListItem: Bool?
    /// Whether the mark at its end was deleted, so that the next paragraph goes on with it.
    var isMarkDeleted = false
  }

  private struct Field {
    var instruction = ""
    var isShown = false
    var isContents: Bool {
      instruction.drop { $0 == " " }.uppercased().hasPrefix("TOC")
    }
  }

  /// Open paragraphs: a text box stands within another paragraph.
  private var open: [Paragraph] = []
  /// The blocks of text boxes, which follow the paragraph that they hang on.
  private var boxes: [DocumentBlock] = []
  /// The text of a paragraph whose end was deleted.
  private var carried: DocumentBlock?
  private var table = TableRows()
  private var tableNotes: [String] = []
  private var fields: [Field] = []
  private var isInstruction = false
  /// For each open content control, whether it holds a table of contents.
  private var controls: [Bool] = []
  private var isInParagraphProperties = false
  private var isInRowProperties = false

  init(blocks: PassageBlocks, styles: WordStyles, footnotes: WordNotes, endnotes: WordNotes) {
    self.blocks = blocks
    self.styles = styles
    self.footnotes = footnotes
    self.endnotes = endnotes
  }

  private var isContents: Bool {
    controls.contains(true) || fields.contains { $0.isContents }
  }

  /// - Throws: `ReadingFailure` when the text outgrows the limit.
  mutating func take(_ step: MarkupWalk.Step, _ walk: MarkupWalk) throws {
    switch step {
    case .start(let name): start(name, walk)
    case .end(let name): try end(name)
    case .text(let text):
      if isInstruction {
        if !fields.isEmpty { fields[fields.count - 1].instruction += text }
      } else if !open.isEmpty {
        open[open.count - 1].run.add(text)
      }
    }
  }

  private mutating func start(_ name: String, _ walk: MarkupWalk) {
    let last = open.count - 1
    switch name {
    case "w:p": open.append(Paragraph())
    case "w:pPr": isInParagraphProperties = true
    case "w:trPr": isInRowProperties = true
    case "w:del", "w:moveFrom":
      // In the properties of a paragraph it is the mark at its end that was deleted.
      if isInParagraphProperties {
        if last >= 0 { open[last].isMarkDeleted = true }
      } else if isInRowProperties {
        table.dropRow()
      } else {
        walk.skipElement()
      }
    case "w:tbl": table.begin()
    case "w:tr": table.beginRow()
    case "w:tc": table.beginCell()
    case "w:gridSpan": table.span(columns: walk.attribute("w:val").flatMap { Int($0) } ?? 1)
    case "w:tblHeader": if WordStyles.isOn(walk.attribute("w:val")) { table.markHead() }
    case "w:cellDel": table.dropCell()
    case "w:sdt": controls.append(false)
    case "w:docPartGallery":
      if walk.attribute("w:val") == "Table of Contents", !controls.isEmpty {
        controls[controls.count - 1] = true
      }
    case "w:fldChar":
      switch walk.attribute("w:fldCharType") {
      case "begin": fields.append(Field())
      case "separate": if !fields.isEmpty { fields[fields.count - 1].isShown = true }
      case "end": _ = fields.popLast()
      default: break
      }
    case "w:fldSimple": fields.append(Field(instruction: walk.attribute("w:instr") ?? ""))
    case "w:instrText": isInstruction = true
    case "w:footnoteReference", "w:endnoteReference":
      guard last >= 0, let id = walk.attribute("w:id") else { return }
      let note = name == "w:footnoteReference" ? footnotes.take(id) : endnotes.take(id)
      if let note { open[last].block.notes.append(note) }
    default:
      guard last >= 0 else { return }
      if isInParagraphProperties, takeProperty(name, walk, last) { return }
      _ = open[last].run.start(name, walk)
    }
    if last >= 0, isContents { open[last].block.isContents = true }
  }

  /// Takes a property of a paragraph; returns whether it was one that matters.
  private mutating func takeProperty(_ name: String, _ walk: MarkupWalk, _ last: Int) -> Bool {
    let value = walk.attribute("w:val")
    switch name {
    case "w:pStyle":
      open[last].style = styles[value ?? ""]
      open[last].run.isStyleBold = open[last].style.isBold ?? false
    case "w:outlineLvl":
      if let level = value.flatMap({ Int($0) }) { open[last].level = level < 9 ? level + 1 : 0 }
    case "w:numId": open[last].isListItem = value != "0"
    default: return false
    }
    return true
  }

  private mutating func end(_ name: String) throws {
    switch name {
    case "w:p": try endParagraph()
    case "w:pPr": isInParagraphProperties = false
    case "w:trPr": isInRowProperties = false
    case "w:instrText": isInstruction = false
    case "w:fldSimple": _ = fields.popLast()
    case "w:sdt": _ = controls.popLast()
    case "w:tc": table.endCell()
    case "w:tr":
      if let row = table.endRow() {
        try blocks.add(row, notes: tableNotes)
        tableNotes = []
      }
    case "w:tbl": table.end()
    default:
      if !open.isEmpty { open[open.count - 1].run.end(name) }
    }
  }

  private mutating func endParagraph() throws {
    guard var paragraph = open.popLast() else { return }
    var block = paragraph.block
    block.isBold = paragraph.run.isAllBold
    block.text = paragraph.run.take()
    let style = paragraph.style
    block.isListItem = paragraph.isListItem ?? style.isListItem ?? false
    block.headingLevel = paragraph.level ?? style.headingLevel ?? 0
    block.isCaption = style.isCaption
    block.isContents = block.isContents || style.isContents || isContents
    if open.isEmpty, let before = carried {
      block.text = before.text + block.text
      block.notes = before.notes + block.notes
      carried = nil
    }
    if table.isInCell {
      table.add(block.text, isBold: block.isBold)
      tableNotes += block.notes
    } else if !open.isEmpty {
      boxes.append(block)
    } else if paragraph.isMarkDeleted {
      carried = block
    } else {
      try blocks.add(block)
      for box in boxes { try blocks.add(box) }
      boxes = []
    }
  }

  /// Says which notes are missing.
  func reportNotes(in extraction: inout Extraction) {
    if footnotes.isBroken { extraction.partIsBroken("de voetnoten", "word/footnotes.xml") }
    if endnotes.isBroken { extraction.partIsBroken("de eindnoten", "word/endnotes.xml") }
    let missing = footnotes.missing + endnotes.missing
    guard missing > 0, !footnotes.isBroken, !endnotes.isBroken else { return }
    let notes =
      missing == 1 ? "1 noot die er niet in staat" : "\(missing) noten die er niet in staan"
    extraction.state = .partly
    extraction.diagnostics.append(
      Diagnostic(
        .warning, .reading, problem: "de tekst verwijst naar \(notes)",
        expected: "een heel bestand", remedy: "vraag het stuk opnieuw op"))
  }

  /// Adds what is left at the end: notes that nothing refers to, and text without an end.
  ///
  /// - Throws: `ReadingFailure` when the text outgrows the limit.
  mutating func addRest() throws {
    if let carried { try blocks.add(carried) }
    for box in boxes { try blocks.add(box) }
    for note in tableNotes + footnotes.rest + endnotes.rest {
      try blocks.add(DocumentBlock(notes: [note]))
    }
  }
}
