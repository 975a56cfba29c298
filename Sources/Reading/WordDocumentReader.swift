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
  /// Whether another Word document takes this one in.
  var isWithin = false

  /// - Throws: `ReadingFailure`.
  func read(_ bytes: UnsafeRawBufferPointer) throws -> Extraction {
    let package = try WordPackage(PackedFile(bytes: bytes, limits: limits))
    let parts = package.parts
    guard let body = parts[package.main], !body.isEmpty else {
      throw ReadingFailure.damaged("\(package.main) ontbreekt of is onleesbaar")
    }
    let styles = WordStyles(parts[package.styles] ?? [])
    var walker = WordWalker(
      blocks: PassageBlocks(limits: limits, words: words), styles: styles,
      footnotes: WordNotes(parts[package.footnotes], element: "w:footnote", styles: styles),
      endnotes: WordNotes(parts[package.endnotes], element: "w:endnote", styles: styles),
      chunks: WordChunks(package, limits: limits, words: words, isWithin: isWithin))
    let isBroken = try body.withUnsafeBytes { bytes in
      guard let walk = MarkupWalk(xml: bytes, prefixes: WordPackage.prefixes) else { return true }
      while let step = walk.next() { try walker.take(step, walk) }
      return walk.isBroken
    }
    try walker.addRest()
    let (title, date) = parts["docProps/core.xml"].map { OfficeMetadata.read($0) } ?? (nil, nil)
    var extraction = walker.blocks.extraction(format: .docx, title: title, date: date)
    if isBroken { try extraction.endedEarly() }
    extraction.report(
      parts,
      [package.main: "delen van de tekst", package.styles: "delen van de opmaak"])
    walker.reportNotes(package, in: &extraction)
    walker.chunks.report(in: &extraction)
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
  var chunks: WordChunks

  private struct Paragraph {
    var run: WordRun
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

  init(
    blocks: PassageBlocks, styles: WordStyles, footnotes: WordNotes, endnotes: WordNotes,
    chunks: WordChunks
  ) {
    self.blocks = blocks
    self.styles = styles
    self.footnotes = footnotes
    self.endnotes = endnotes
    self.chunks = chunks
  }

  private var isContents: Bool {
    controls.contains(true) || fields.contains { $0.isContents }
  }

  /// - Throws: `ReadingFailure` when the text outgrows the limit.
  mutating func take(_ step: MarkupWalk.Step, _ walk: MarkupWalk) throws {
    switch step {
    case .start(let name): try start(name, walk)
    case .end(let name): try end(name)
    case .text(let text):
      if isInstruction {
        if !fields.isEmpty { fields[fields.count - 1].instruction += text }
      } else if !open.isEmpty {
        open[open.count - 1].run.add(text)
      }
    }
  }

  private mutating func start(_ name: String, _ walk: MarkupWalk) throws {
    let last = open.count - 1
    switch name {
    case "w:p": open.append(Paragraph(run: WordRun(styles)))
    case "w:pPr": isInParagraphProperties = true
    case "w:trPr": isInRowProperties = true
    case "w:del", "w:moveFrom":
      // In the properties of a paragraph it is the mark at its end that was deleted.
      if isInParagraphProperties {
        if last >= 0 { open[last].isMarkDeleted = true }
      } else if isInRowProperties {
        table.dropRow()
      } else {
        skipDeleted(walk)
      }
    case "w:altChunk", "w:subDoc":
      try endCarried()
      if let chunk = chunks.read(walk.attribute("r:id")) { try add(chunk) }
    case "w:tbl":
      // No paragraph goes on in a table.
      if open.isEmpty { try endCarried() }
      table.begin()
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
      if open[last].run.isHidden { return dropNote(name, id) }
      let note = name == "w:footnoteReference" ? footnotes.take(id) : endnotes.take(id)
      if let note { open[last].block.notes.append(note) }
    default:
      guard last >= 0 else { return }
      if isInParagraphProperties, takeProperty(name, walk, last) { return }
      _ = open[last].run.start(name, walk)
    }
    if last >= 0, isContents { open[last].block.isContents = true }
  }

  /// Passes over what was deleted, and leaves out the notes that it refers to.
  private mutating func skipDeleted(_ walk: MarkupWalk) {
    var depth = 1
    while depth > 0, let step = walk.next() {
      switch step {
      case .start(let name):
        depth += 1
        guard name.hasSuffix("noteReference"), let id = walk.attribute("w:id") else { continue }
        dropNote(name, id)
      case .end: depth -= 1
      case .text: continue
      }
    }
  }

  private mutating func dropNote(_ reference: String, _ id: String) {
    if reference == "w:footnoteReference" { footnotes.drop(id) } else { endnotes.drop(id) }
  }

  private mutating func add(_ chunk: Extraction) throws {
    guard table.isInCell else { return try blocks.add(chunk) }
    for passage in chunk.passages { table.add(chunk.text(of: passage)) }
  }

  /// Takes a property of a paragraph; returns whether it was one that matters.
  private mutating func takeProperty(_ name: String, _ walk: MarkupWalk, _ last: Int) -> Bool {
    let value = walk.attribute("w:val")
    switch name {
    case "w:pStyle":
      open[last].style = styles[value ?? ""]
      open[last].run.isStyleBold = open[last].style.isBold ?? false
      open[last].run.isStyleHidden = open[last].style.isHidden ?? false
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
    case "w:tc":
      if open.isEmpty { try endCarried() }
      table.endCell()
    case "w:tr":
      if let row = table.endRow() {
        try blocks.add(row, notes: tableNotes)
        tableNotes = []
      } else if table.isRowDropped {
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
    if !open.isEmpty, !table.isInCell {
      boxes.append(block)
    } else if open.isEmpty, paragraph.isMarkDeleted {
      carried = block
    } else {
      try place(block)
    }
  }

  private mutating func place(_ block: DocumentBlock) throws {
    if table.isInCell {
      table.add(block.text, isBold: block.isBold)
      tableNotes += block.notes
    } else {
      try blocks.add(block)
      for box in boxes { try blocks.add(box) }
      boxes = []
    }
  }

  /// Ends a paragraph whose mark was deleted, where no other goes on with it.
  private mutating func endCarried() throws {
    guard let block = carried else { return }
    carried = nil
    try place(block)
  }

  /// Says which notes are missing.
  func reportNotes(_ package: WordPackage, in extraction: inout Extraction) {
    if footnotes.isBroken { extraction.partIsBroken("de voetnoten", package.footnotes) }
    if endnotes.isBroken { extraction.partIsBroken("de eindnoten", package.endnotes) }
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
    try endCarried()
    for box in boxes { try blocks.add(box) }
    for note in tableNotes + footnotes.rest + endnotes.rest {
      try blocks.add(DocumentBlock(notes: [note]))
    }
  }
}
