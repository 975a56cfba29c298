// SPDX-License-Identifier: EUPL-1.2
import DutchText
import Model

/// Reads plain text: a blank line separates passages, a form feed pages; line breaks within a passage go.
struct PlainTextReader {
  let limits: ReadingLimits
  let file: String
  let words: WordList?

  /// - Throws: `ReadingFailure`.
  func read(_ bytes: UnsafeRawBufferPointer) throws -> Extraction {
    let decoded = TextEncoding.decode(bytes)
    let text = decoded.text
    var collector = PassageCollector(
      limits: limits, words: words, cutsPages: !text.utf8.contains(0x0C))
    var passage = ""
    for line in Self.lines(of: text) {
      var rest = line
      while rest.first == "\u{0C}" {
        try add(&passage, to: &collector)
        collector.endPage()
        rest = rest.dropFirst()
      }
      let isBlank = rest.allSatisfy(\.isWhitespace)
      if isBlank || Self.beginsItem(rest) { try add(&passage, to: &collector) }
      guard !isBlank else { continue }
      if !passage.isEmpty { passage += PassageCollector.lineBreak }
      passage += rest
    }
    try add(&passage, to: &collector)
    var extraction = collector.extraction(format: .txt)
    decoded.report(in: &extraction, file: file)
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
}
