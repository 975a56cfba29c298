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
    var collector = PassageCollector(limits: limits, cutsPages: !text.utf8.contains(0x0C))
    var forms: Set<String> = []
    let lines = Self.lines(of: text)
    for line in lines where line.utf8.contains(UInt8(ascii: "-")) {
      LineEnd.collectForms(in: line.utf8, into: &forms)
    }
    // Bytes: taking the last letter off a text of megabytes would look at all of it.
    var passage: [UInt8] = []
    for line in lines {
      var rest = line
      while rest.first == "\u{0C}" {
        try add(&passage, to: &collector)
        collector.endPage()
        rest = rest.dropFirst()
      }
      let isBlank = rest.allSatisfy(\.isWhitespace)
      if isBlank || Self.beginsItem(rest) { try add(&passage, to: &collector) }
      if !isBlank { join(rest, to: &passage, forms: forms) }
    }
    try add(&passage, to: &collector)
    var extraction = collector.extraction(format: .txt)
    decoded.report(in: &extraction, file: file)
    return extraction
  }

  private func add(_ passage: inout [UInt8], to collector: inout PassageCollector) throws {
    guard !passage.isEmpty else { return }
    let text = String(decoding: passage, as: UTF8.self)
    try collector.add(Self.beginsItem(text[...]) ? .listItem : .paragraph, text)
    passage.removeAll(keepingCapacity: true)
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
  private func join(_ line: Substring, to passage: inout [UInt8], forms: Set<String>) {
    let line = line.unicodeScalars.drop(while: \.properties.isWhitespace)
    while let last = passage.last, last == 0x20 || (0x09...0x0D).contains(last) {
      passage.removeLast()
    }
    let space = UInt8(ascii: " ")
    if passage.isEmpty {
    } else if Self.ends(passage, with: [0xC2, 0xAD]) {
      passage.removeLast(2)
    } else if let hyphen = Self.hyphenLength(passage), passage.count > 1 {
      let next = Substring(line.prefix { !$0.properties.isWhitespace })
      let first = Self.lastWord(of: passage)
      switch LineEnd.after(first[...].utf8, next: next.utf8, forms: forms, words: words) {
      case .broken: passage.removeLast(hyphen)
      case .hyphenated: break
      case .separate: passage.append(space)
      }
    } else {
      passage.append(space)
    }
    passage.append(contentsOf: Substring(line).utf8)
  }

  /// The bytes of the hyphen at the end; nil where there is none.
  private static func hyphenLength(_ passage: [UInt8]) -> Int? {
    if passage.last == UInt8(ascii: "-") { return 1 }
    return ends(passage, with: [0xE2, 0x80, 0x90]) ? 3 : nil
  }

  private static func ends(_ passage: [UInt8], with wanted: [UInt8]) -> Bool {
    let start = passage.count - wanted.count
    return start >= 0 && wanted.indices.allSatisfy { passage[start + $0] == wanted[$0] }
  }

  /// How far back a broken word is looked for; none is longer.
  private static let longestWordBytes = 128

  /// What stands after the last space, as far as a word can be long.
  private static func lastWord(of passage: [UInt8]) -> String {
    var tail = passage[max(0, passage.count - longestWordBytes)...]
    if let place = tail.lastIndex(of: UInt8(ascii: " ")) { tail = tail[(place + 1)...] }
    return String(decoding: tail.drop { $0 & 0xC0 == 0x80 }, as: UTF8.self)
  }
}
