// SPDX-License-Identifier: EUPL-1.2
import DutchText
import Foundation
import Model

/// Reads an HTML page: headings, paragraphs, list items, tables, captions and notes.
///
/// Scripts, styles, navigation, deleted text and form controls are left out. What a page hides at first is
/// read, since that is how it holds what a reader unfolds; see `WebPageVisibility`. Notes are told by their
/// role, or by the class that Dutch government sites give them.
struct WebPageReader {
  let limits: ReadingLimits
  let file: String
  let words: WordList?

  private static let skipped: Set<String> = [
    "script", "style", "nav", "template", "noscript", "svg", "iframe", "object", "select",
    "datalist", "del", "colgroup",
  ]
  /// What begins a new line: the list of the HTML standard (15.3, rendering), and what it had before.
  private static let blocks: Set<String> = [
    "p", "div", "section", "article", "header", "footer", "main", "aside", "li", "ul", "ol", "dl",
    "dt", "dd", "blockquote", "pre", "figure", "figcaption", "address", "form", "fieldset", "body",
    "h1", "h2", "h3", "h4", "h5", "h6", "table", "caption", "hr", "title", "center", "details",
    "summary", "dialog", "dir", "menu", "hgroup", "legend", "listing", "xmp", "plaintext", "search",
    "optgroup", "option", "noframes", "marquee",
  ]
  /// What stands within a line but apart from the words beside it.
  private static let apart: Set<String> = [
    "label", "input", "textarea", "select", "button", "output", "meter", "progress", "iframe",
    "object", "embed", "audio", "video", "canvas", "rt", "rp",
  ]
  /// Elements in which a line ends where it ends in the file.
  private static let preformatted: Set<String> = ["pre", "listing", "xmp", "plaintext", "textarea"]
  /// Elements that name what follows; a button in them holds the name of what it unfolds.
  private static let naming: Set<String> = [
    "h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt", "legend", "caption",
  ]

  /// - Throws: `ReadingFailure`.
  func read(_ bytes: UnsafeRawBufferPointer) throws -> Extraction {
    var decoded = TextEncoding.decode(bytes, declared: Self.declaredEncoding(bytes))
    var extraction = try decoded.text.withUTF8 { text in
      let page = UnsafeRawBufferPointer(text)
      var extraction = try walk(page)
      if let lack = WebPageEnding(page).lack {
        extraction.state = .partly
        extraction.diagnostics.append(
          Diagnostic(
            .warning, .reading, file: file,
            problem: "de webpagina is niet heel: \(lack); gelezen is wat er is",
            expected: "een webpagina met haar einde", remedy: "sla de pagina opnieuw op"))
      }
      return extraction
    }
    decoded.report(in: &extraction, file: file)
    return extraction
  }

  /// The encoding that a page names in its first bytes, in lower case.
  private static func declaredEncoding(_ bytes: UnsafeRawBufferPointer) -> String? {
    let head = String(decoding: bytes.prefix(4096), as: UTF8.self).lowercased()
    for name in ["charset", "encoding"] {
      guard let place = head.range(of: name) else { continue }
      let rest = head[place.upperBound...].drop { $0 == " " }
      guard rest.first == "=" else { continue }
      let value = rest.dropFirst().drop { $0 == " " || $0 == "\"" || $0 == "'" }
        .prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "-_:.".contains($0)) }
      if !value.isEmpty { return String(value.prefix(40)) }
    }
    return nil
  }

  /// Classes of notes, and of a list of contents.
  private static let noteNames: Set<Substring> = [
    "footnote", "footnotes", "endnote", "endnotes", "voetnoot", "noot", "doc-footnote",
    "doc-endnote", "doc-endnotes",
  ]
  private static let contentsNames: Set<Substring> = [
    "inhoudsopgave", "toc", "table-of-contents", "doc-toc",
  ]

  private struct State {
    var blocks: PassageBlocks
    var text = ""
    var level = 0
    var title: String?
    var date: String?
    var table = TableRows()
    /// The elements that are open and that matter to what stands in them.
    private(set) var open: [(name: String, role: Role)] = []
    /// How many open elements have each role and each name; a page can nest many thousands.
    private var counts: [Role: Int] = [:]
    private var names: [String: Int] = [:]
    /// Whether all letters so far are bold, and whether there are any.
    var isBold = true
    var hasLetters = false

    init(blocks: PassageBlocks) { self.blocks = blocks }

    func isIn(_ role: Role) -> Bool { counts[role, default: 0] > 0 }
    func isIn(_ elements: Set<String>) -> Bool { elements.contains { names[$0] ?? 0 > 0 } }

    mutating func begin(_ name: String, _ role: Role) {
      open.append((name, role))
      counts[role, default: 0] += 1
      names[name, default: 0] += 1
    }

    /// Ends the innermost open element of that name, and those within it.
    mutating func end(_ name: String) {
      guard names[name, default: 0] > 0,
        let place = open.lastIndex(where: { $0.name == name })
      else { return }
      for element in open[place...] {
        counts[element.role, default: 0] -= 1
        names[element.name, default: 0] -= 1
      }
      open.removeSubrange(place...)
    }
  }

  private enum Role { case item, note, contents, caption, bold, other }

  private func walk(_ page: UnsafeRawBufferPointer) throws -> Extraction {
    guard let walk = MarkupWalk(html: page) else {
      throw ReadingFailure.damaged("er is geen webpagina in te vinden")
    }
    var state = State(blocks: PassageBlocks(limits: limits, words: words))
    while let step = walk.next() {
      switch step {
      case .text(let text): add(text, &state)
      case .start(let name): try start(name, walk, &state)
      case .end(let name): try end(name, &state)
      }
    }
    try flush(&state)
    var extraction = state.blocks.extraction(
      format: .html, title: state.title, date: state.date)
    if walk.isBroken { try extraction.endedEarly() }
    return extraction
  }

  private func add(_ text: String, _ state: inout State) {
    if state.isIn(Self.preformatted), text.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D }) {
      state.text += text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        .replacing("\n", with: PassageCollector.lineBreak)
    } else {
      state.text += text
    }
    guard text.contains(where: { $0.isLetter }) else { return }
    state.hasLetters = true
    if !state.isIn(.bold) { state.isBold = false }
  }

  private func start(_ name: String, _ walk: MarkupWalk, _ state: inout State) throws {
    if Self.apart.contains(name) { state.text += " " }
    let isBlock = Self.blocks.contains(name)
    if Self.skipped.contains(name) || WebPageVisibility.isLeftOut(name, walk) {
      // Nothing is shown of it, and a line goes on; words that stand around a block are still two.
      if name == "nav" { try flush(&state) } else if isBlock { state.text += " " }
      return walk.skipElement()
    }
    if name == "button", !state.isIn(Self.naming), !WebPageVisibility.unfolds(walk) {
      return walk.skipElement()
    }
    if name == "meta" { readMeta(walk, &state) }
    if name == "br" { state.text += PassageCollector.lineBreak }
    if isBlock { try flush(&state) }
    let role = role(of: name, walk)
    if isBlock || role != .other || name == "textarea" { state.begin(name, role) }
    func count(_ attribute: String) -> Int {
      walk.attribute(attribute).flatMap { Int($0) } ?? 1
    }
    switch name {
    case "h1", "h2", "h3", "h4", "h5", "h6":
      state.level = name.utf8.last.map { Int($0) - 48 } ?? 1
    case "table": state.table.begin()
    case "tr":
      try flush(&state)
      state.table.beginRow()
    case "td", "th":
      try flush(&state)
      state.table.beginCell(columns: count("colspan"), rows: count("rowspan"))
    default: break
    }
  }

  private func role(of name: String, _ walk: MarkupWalk) -> Role {
    switch name {
    case "li", "dd": return isNamed(walk, Self.noteNames) ? .note : .item
    case "caption", "figcaption": return .caption
    case "b", "strong": return .bold
    case "div", "section", "aside", "p", "ol", "ul":
      if isNamed(walk, Self.noteNames) { return .note }
      return isNamed(walk, Self.contentsNames) ? .contents : .other
    default: return .other
    }
  }

  private func isNamed(_ walk: MarkupWalk, _ names: Set<Substring>) -> Bool {
    for attribute in ["class", "id", "role"] {
      guard let value = walk.attribute(attribute) else { continue }
      if value.lowercased().split(separator: " ").contains(where: names.contains) { return true }
    }
    return false
  }

  private func readMeta(_ walk: MarkupWalk, _ state: inout State) {
    let name = (walk.attribute("name") ?? walk.attribute("property") ?? "").lowercased()
    guard let content = walk.attribute("content"), state.date == nil else { return }
    let names = ["dcterms.created", "dcterms.issued", "dcterms.available", "date", "dc.date"]
    if names.contains(name) || name == "article:published_time" {
      let day = String(content.prefix(10))
      let digits = day.utf8.filter { $0 >= 0x30 && $0 <= 0x39 }.count
      if day.utf8.count == 10, digits == 8 { state.date = day }
    }
  }

  private func end(_ name: String, _ state: inout State) throws {
    if name == "title" {
      if state.title == nil { state.title = state.text }
      clear(&state)
      return
    }
    switch name {
    case "td", "th":
      state.table.add(state.text, isBold: state.hasLetters && state.isBold)
      clear(&state)
      state.table.endCell(isHead: name == "th")
    case "tr":
      if !state.table.isInCell { try flush(&state) }
      if let row = state.table.endRow() { try state.blocks.add(row) }
    case "table":
      try flush(&state)
      state.table.end()
    default:
      if Self.blocks.contains(name) { try flush(&state) }
      if Self.apart.contains(name) { state.text += " " }
    }
    state.end(name)
  }

  private func flush(_ state: inout State) throws {
    defer { clear(&state) }
    let isBold = state.hasLetters && state.isBold
    if state.table.isInCell, !state.isIn(.caption) {
      return state.table.add(state.text, isBold: isBold)
    }
    if state.isIn(.note) {
      let text = PassageCollector.clean(state.text, keepingTabs: false)
      return try state.blocks.add(DocumentBlock(notes: text.isEmpty ? [] : [text]))
    }
    try state.blocks.add(
      DocumentBlock(
        text: state.text, headingLevel: state.level, isListItem: state.isIn(.item),
        isContents: state.isIn(.contents), isCaption: state.isIn(.caption), isBold: isBold))
  }

  private func clear(_ state: inout State) {
    state.text = ""
    state.level = 0
    state.isBold = true
    state.hasLetters = false
  }
}
