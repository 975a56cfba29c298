// SPDX-License-Identifier: EUPL-1.2
import DutchText
import Model

/// Reads Markdown: headings, paragraphs, list items and rows of tables; the marks within a line go.
struct MarkdownReader {
  let limits: ReadingLimits
  let file: String
  let words: WordList?

  private struct State {
    var text = ""
    var kind: PassageKind = .paragraph
    var fence: Substring?

    mutating func add(_ line: Substring) {
      if !text.isEmpty { text += PassageCollector.lineBreak }
      text += line
    }
  }

  /// - Throws: `ReadingFailure`.
  func read(_ bytes: UnsafeRawBufferPointer) throws -> Extraction {
    let decoded = TextEncoding.decode(bytes)
    let text = decoded.text
    var collector = PassageCollector(limits: limits, words: words)
    var state = State()
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      try take(line, &state, &collector)
    }
    try flush(&state, &collector)
    var extraction = collector.extraction(format: .md)
    decoded.report(in: &extraction, file: file)
    return extraction
  }

  private func take(
    _ line: Substring, _ state: inout State, _ collector: inout PassageCollector
  ) throws {
    let bare = line.drop { $0 == " " || $0 == "\t" }
    if let fence = state.fence {
      if bare.hasPrefix(fence) {
        state.fence = nil
        try flush(&state, &collector)
      } else if !bare.isEmpty {
        state.add(bare)
      }
      return
    }
    if bare.hasPrefix("```") || bare.hasPrefix("~~~") {
      try flush(&state, &collector)
      state.fence = bare.prefix(3)
    } else if bare.isEmpty {
      try flush(&state, &collector)
    } else if let level = headingLevel(bare) {
      try flush(&state, &collector)
      let title = bare.drop { $0 == "#" }.drop { $0 == " " }
      try collector.add(
        .heading, MarkdownMarks.removed(from: trimmingHashes(title)), headingLevel: level)
    } else if !state.text.isEmpty, isUnderline(bare) {
      try collector.add(
        .heading, MarkdownMarks.removed(from: state.text), headingLevel: bare.first == "=" ? 1 : 2)
      state = State()
    } else if bare.hasPrefix("|") {
      try flush(&state, &collector)
      try addRow(bare, &collector)
    } else if isRule(bare) {
      try flush(&state, &collector)
    } else {
      try takeText(bare, &state, &collector)
    }
  }

  private func takeText(
    _ bare: Substring, _ state: inout State, _ collector: inout PassageCollector
  ) throws {
    var text = bare
    while text.hasPrefix(">") { text = text.dropFirst().drop { $0 == " " } }
    let isItem =
      ["- ", "* ", "+ "].contains { text.hasPrefix($0) } || PlainTextReader.beginsItem(text)
    if isItem {
      try flush(&state, &collector)
      state.kind = .listItem
      if let first = text.first, "-*+".contains(first) { text = text.dropFirst(2) }
    }
    state.add(text)
  }

  private func flush(_ state: inout State, _ collector: inout PassageCollector) throws {
    let text = state.fence == nil ? MarkdownMarks.removed(from: state.text) : state.text
    try collector.add(state.kind, text)
    state.text = ""
    state.kind = .paragraph
  }

  private func headingLevel(_ line: Substring) -> Int? {
    let level = line.prefix { $0 == "#" }.count
    guard (1...6).contains(level) else { return nil }
    let rest = line.dropFirst(level)
    return rest.isEmpty || rest.first == " " ? level : nil
  }

  private func trimmingHashes(_ title: Substring) -> String {
    var title = title
    while let last = title.last, last == " " || last == "#" { title = title.dropLast() }
    return String(title)
  }

  private func isUnderline(_ line: Substring) -> Bool {
    line.count >= 3 && (line.allSatisfy { $0 == "=" } || line.allSatisfy { $0 == "-" })
  }

  private func isRule(_ line: Substring) -> Bool {
    let marks = line.filter { $0 != " " }
    guard marks.count >= 3, let first = marks.first, "-*_".contains(first) else { return false }
    return marks.allSatisfy { $0 == first }
  }

  private func addRow(_ line: Substring, _ collector: inout PassageCollector) throws {
    if line.allSatisfy({ "|-: ".contains($0) }) { return }
    var cells = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst()
    if cells.last?.allSatisfy(\.isWhitespace) == true { cells = cells.dropLast() }
    let texts = cells.map {
      PassageCollector.clean(MarkdownMarks.removed(from: String($0)), keepingTabs: false)
    }
    try collector.add(.tableRow, texts.joined(separator: "\t"))
  }
}
