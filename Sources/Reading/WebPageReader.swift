// SPDX-License-Identifier: EUPL-1.2
import Model

/// Reads an HTML page: headings, paragraphs, list items and rows of tables.
///
/// Scripts, styles, navigation and hidden parts are left out.
struct WebPageReader {
  let limits: ReadingLimits

  private static let skipped: Set<String> = [
    "script", "style", "nav", "template", "noscript", "svg", "iframe", "object", "select", "button",
  ]
  private static let blocks: Set<String> = [
    "p", "div", "section", "article", "header", "footer", "main", "aside", "li", "ul", "ol", "dl",
    "dt", "dd", "blockquote", "pre", "figure", "figcaption", "address", "form", "fieldset", "body",
    "h1", "h2", "h3", "h4", "h5", "h6", "table", "caption", "hr", "title",
  ]

  /// - Throws: `ReadingFailure`.
  func read(_ bytes: UnsafeRawBufferPointer) throws -> Extraction {
    // libxml2 takes Latin-1 where a page names no encoding; most such pages are UTF-8.
    let head = String(decoding: bytes.prefix(4096), as: UTF8.self).lowercased()
    let isMarked =
      bytes.starts(with: [0xEF, 0xBB, 0xBF]) || bytes.starts(with: [0xFF, 0xFE])
      || bytes.starts(with: [0xFE, 0xFF])
    let encoding: String?
    if isMarked {
      let text = TextEncoding.decode(bytes).text
      return try text.utf8.withContiguousStorageIfAvailable {
        try read(UnsafeRawBufferPointer($0), encoding: "UTF-8")
      } ?? read(bytes, encoding: "UTF-8")
    } else if head.contains("charset") || head.contains("encoding=") {
      encoding = nil
    } else {
      encoding = String(validating: bytes, as: UTF8.self) != nil ? "UTF-8" : "windows-1252"
    }
    return try read(bytes, encoding: encoding)
  }

  private struct State {
    var text = ""
    var kind: PassageKind = .paragraph
    var level = 0
    var title: String?
    var date: String?
    var lists = 0
    var table = TableRows()
  }

  private func read(_ bytes: UnsafeRawBufferPointer, encoding: String?) throws -> Extraction {
    guard let walk = MarkupWalk(html: bytes, encoding: encoding) else {
      throw ReadingFailure.damaged("er is geen webpagina in te vinden")
    }
    var collector = PassageCollector(limits: limits)
    var state = State()
    while let step = walk.next() {
      switch step {
      case .text(let text): state.text += text
      case .start(let name): try start(name, walk, &state, &collector)
      case .end(let name): try end(name, &state, &collector)
      }
    }
    try flush(&state, &collector)
    return collector.extraction(format: .html, title: state.title, date: state.date)
  }

  private func start(
    _ name: String, _ walk: MarkupWalk, _ state: inout State, _ collector: inout PassageCollector
  ) throws {
    let isHidden =
      walk.attribute("hidden") != nil || walk.attribute("aria-hidden") == "true"
      || walk.attribute("style")?.contains("display:none") == true
      || walk.attribute("style")?.contains("display: none") == true
    if Self.skipped.contains(name) || isHidden { return walk.skipElement() }
    if name == "meta" { readMeta(walk, &state) }
    if name == "br" || name == "td" || name == "th" { state.text += " " }
    guard Self.blocks.contains(name) else { return }
    try flush(&state, &collector)
    switch name {
    case "li", "dd": state.kind = .listItem
    case "h1", "h2", "h3", "h4", "h5", "h6":
      state.kind = .heading
      state.level = name.utf8.last.map { Int($0) - 48 } ?? 1
    case "table": state.table.begin()
    default: break
    }
    if name == "ul" || name == "ol" { state.lists += 1 }
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

  private func end(
    _ name: String, _ state: inout State, _ collector: inout PassageCollector
  ) throws {
    if name == "title" {
      if state.title == nil { state.title = state.text }
      state.text = ""
      return
    }
    if ["td", "th", "tr", "table"].contains(name) {
      if state.table.isOpen, name == "td" || name == "th" || name == "table" {
        state.table.add(state.text)
        state.text = ""
      }
      let row = state.table.end(
        name == "th" ? "td" : name, row: "tr", cell: "td", table: "table")
      if let row { try collector.add(.tableRow, row) }
      return
    }
    guard Self.blocks.contains(name) else { return }
    try flush(&state, &collector)
    if name == "ul" || name == "ol" { state.lists = max(0, state.lists - 1) }
  }

  private func flush(_ state: inout State, _ collector: inout PassageCollector) throws {
    if state.table.isOpen {
      state.table.add(state.text)
    } else {
      try collector.add(state.kind, state.text, headingLevel: state.level)
    }
    state.text = ""
    state.kind = .paragraph
    state.level = 0
  }
}
