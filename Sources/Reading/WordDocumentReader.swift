// SPDX-License-Identifier: EUPL-1.2
import Model

/// Reads a DOCX: paragraphs, headings by style, lists, rows of tables and notes.
///
/// Text that was deleted under tracked changes is left out, inserted text is kept, comments are left out.
struct WordDocumentReader {
  let limits: ReadingLimits

  /// - Throws: `ReadingFailure`.
  func read(_ bytes: UnsafeRawBufferPointer) throws -> Extraction {
    let parts = try PackedFile(bytes: bytes, limits: limits).members([
      "word/document.xml", "word/styles.xml", "word/footnotes.xml", "word/endnotes.xml",
      "docProps/core.xml",
    ])
    guard let body = parts["word/document.xml"] else {
      throw ReadingFailure.damaged("word/document.xml ontbreekt")
    }
    let styles = parts["word/styles.xml"].map { headingLevels($0) } ?? [:]
    var collector = PassageCollector(limits: limits)
    let isBroken = try read(body, styles: styles, kind: nil, into: &collector)
    for name in ["word/footnotes.xml", "word/endnotes.xml"] {
      guard let notes = parts[name] else { continue }
      _ = try read(notes, styles: [:], kind: .note, into: &collector)
    }
    let (title, date) = parts["docProps/core.xml"].map { OfficeMetadata.read($0) } ?? (nil, nil)
    var extraction = collector.extraction(format: .docx, title: title, date: date)
    if isBroken { try extraction.endedEarly() }
    return extraction
  }

  /// The heading level of each style that has one.
  private func headingLevels(_ xml: [UInt8]) -> [String: Int] {
    var levels: [String: Int] = [:]
    xml.withUnsafeBytes { bytes in
      guard let walk = MarkupWalk(xml: bytes) else { return }
      var style = ""
      while let step = walk.next() {
        guard case .start(let name) = step else { continue }
        switch name {
        case "w:style": style = walk.attribute("w:styleId") ?? ""
        case "w:name":
          let label = (walk.attribute("w:val") ?? "").lowercased()
          if let level = Self.level(ofStyle: label) { levels[style] = level }
        case "w:outlineLvl":
          if let level = walk.attribute("w:val").flatMap({ Int($0) }), level < 9 {
            levels[style] = level + 1
          }
        default: break
        }
      }
    }
    return levels
  }

  /// The level in the name of a style: "heading 2", "Kop2"; a title is a heading of level 1.
  static func level(ofStyle name: String) -> Int? {
    let name = name.lowercased()
    if name == "title" || name == "titel" { return 1 }
    for prefix in ["heading", "kop"] where name.hasPrefix(prefix) {
      let rest = name.dropFirst(prefix.count).drop { $0 == " " }
      if let level = Int(rest), (1...9).contains(level) { return level }
    }
    return nil
  }

  private struct Paragraph {
    var text = ""
    var level = 0
    var isListItem = false
    var isContents = false
  }

  /// Walks over a part; returns whether it was not well-formed.
  private func read(
    _ xml: [UInt8], styles: [String: Int], kind: PassageKind?,
    into collector: inout PassageCollector
  ) throws -> Bool {
    try xml.withUnsafeBytes { bytes in
      guard let walk = MarkupWalk(xml: bytes) else { return true }
      /// Open paragraphs: a text box stands within another paragraph.
      var open: [Paragraph] = []
      var table = TableRows()
      var isText = false
      while let step = walk.next() {
        switch step {
        case .start("w:p"): open.append(Paragraph())
        case .start("w:t"): isText = true
        case .end("w:t"): isText = false
        case .start(let name): start(name, walk, styles, &open, &table)
        case .text(let text):
          if isText, !open.isEmpty { open[open.count - 1].text += text }
        case .end("w:p"):
          guard let paragraph = open.popLast() else { continue }
          if table.isOpen {
            table.add(paragraph.text)
          } else {
            try add(paragraph, kind: kind, to: &collector)
          }
        case .end(let name):
          if let row = table.end(name, row: "w:tr", cell: "w:tc", table: "w:tbl") {
            try collector.add(.tableRow, row)
          }
        }
      }
      return walk.isBroken
    }
  }

  private func start(
    _ name: String, _ walk: MarkupWalk, _ styles: [String: Int], _ open: inout [Paragraph],
    _ table: inout TableRows
  ) {
    let last = open.count - 1
    switch name {
    case "w:del", "w:moveFrom", "mc:Fallback", "w:instrText", "w:pPrChange", "w:rPrChange":
      walk.skipElement()
    case "w:tbl": table.begin()
    case "w:tab", "w:br", "w:cr": if last >= 0 { open[last].text += " " }
    case "w:noBreakHyphen": if last >= 0 { open[last].text += "-" }
    case "w:pStyle":
      if last >= 0, let style = walk.attribute("w:val") {
        open[last].level = styles[style] ?? Self.level(ofStyle: style) ?? 0
        let name = style.lowercased()
        if name.hasPrefix("toc") || name.hasPrefix("inhopg") || name == "kopvaninhoudsopgave" {
          open[last].isContents = true
        }
        if name.hasPrefix("list") || name.hasPrefix("lijst") {
          open[last].isListItem = true
        }
      }
    case "w:outlineLvl":
      if last >= 0, let level = walk.attribute("w:val").flatMap({ Int($0) }), level < 9 {
        open[last].level = level + 1
      }
    case "w:numId":
      if last >= 0, walk.attribute("w:val") != "0" { open[last].isListItem = true }
    default: break
    }
  }

  private func add(
    _ paragraph: Paragraph, kind: PassageKind?, to collector: inout PassageCollector
  ) throws {
    if let kind {
      try collector.add(kind, paragraph.text)
    } else if paragraph.isContents {
      try collector.add(.paragraph, paragraph.text, zone: .contents)
    } else if paragraph.level > 0 {
      try collector.add(.heading, paragraph.text, headingLevel: paragraph.level)
    } else {
      try collector.add(paragraph.isListItem ? .listItem : .paragraph, paragraph.text)
    }
  }
}
