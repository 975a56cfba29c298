// SPDX-License-Identifier: EUPL-1.2
import Model

/// Reads plain text: a blank line separates passages, a form feed pages; line breaks within a passage go.
struct PlainTextReader {
  let limits: ReadingLimits
  let file: String

  /// - Throws: `ReadingFailure`.
  func read(_ bytes: UnsafeRawBufferPointer) throws -> Extraction {
    let (text, encoding) = TextEncoding.decode(bytes)
    var collector = PassageCollector(limits: limits, cutsPages: !text.utf8.contains(0x0C))
    var forms: Set<String> = []
    let lines = Self.lines(of: text)
    for line in lines where line.utf8.contains(UInt8(ascii: "-")) {
      LineEnd.collectForms(in: line.utf8, into: &forms)
    }
    var passage = ""
    for line in lines {
      var rest = line
      while rest.first == "\u{0C}" {
        try add(&passage, to: &collector)
        collector.endPage()
        rest = rest.dropFirst()
      }
      let isBlank = rest.allSatisfy(\.isWhitespace)
      if isBlank || Self.beginsItem(rest) { try add(&passage, to: &collector) }
      if !isBlank { Self.join(rest, to: &passage, forms: forms) }
    }
    try add(&passage, to: &collector)
    var extraction = collector.extraction(format: .txt)
    if encoding == .windows1252 {
      extraction.diagnostics.append(
        Diagnostic(
          .note, .reading, file: file,
          problem: "het bestand is geen UTF-8; gelezen als Windows-1252",
          remedy: "kijk of letters met accenten goed staan; sla het anders op als UTF-8"))
    }
    return extraction
  }

  private func add(_ passage: inout String, to collector: inout PassageCollector) throws {
    guard !passage.isEmpty else { return }
    try collector.add(Self.beginsItem(passage[...]) ? .listItem : .paragraph, passage)
    passage = ""
  }

  /// The lines, each form feed beginning a line of its own.
  private static func lines(of text: String) -> [Substring] {
    var lines: [Substring] = []
    let bytes = text.utf8
    var start = bytes.startIndex
    var index = start
    while index < bytes.endIndex {
      let byte = bytes[index]
      if byte == 0x0A {
        lines.append(text[start..<index])
        start = bytes.index(after: index)
      } else if byte == 0x0C, start < index {
        lines.append(text[start..<index])
        start = index
      }
      index = bytes.index(after: index)
    }
    lines.append(text[start...])
    return lines
  }

  static func beginsItem(_ line: Substring) -> Bool {
    var bytes = Array(line.utf8.prefix(24))
    bytes.removeFirst(bytes.prefix { $0 == 0x20 || $0 == 0x09 }.count)
    return bytes.withUnsafeBufferPointer {
      PDFLineShape.isListItem($0) && !PDFLineShape.isLabel($0)
    }
  }

  /// Adds a line to a passage, joining a word that was broken at the line's end.
  static func join(_ line: Substring, to passage: inout String, forms: Set<String>) {
    let line = line.drop(while: \.isWhitespace)
    while passage.last?.isWhitespace == true { passage.removeLast() }
    guard let last = passage.unicodeScalars.last else {
      passage += line
      return
    }
    if last == "\u{AD}" {
      passage.unicodeScalars.removeLast()
      passage += line
      return
    }
    guard last == "-" || last == "\u{2010}", passage.utf8.count > 1 else {
      passage += " "
      passage += line
      return
    }
    let word = passage.utf8.lastIndex(of: 0x20).map { passage.utf8.index(after: $0) }
    let first = passage[(word ?? passage.startIndex)...]
    let next = line.prefix { !$0.isWhitespace }
    switch LineEnd.after(first.utf8, next: next.utf8, forms: forms) {
    case .broken: passage.unicodeScalars.removeLast()
    case .hyphenated: break
    case .separate: passage += " "
    }
    passage += line
  }
}
