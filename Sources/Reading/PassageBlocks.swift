// SPDX-License-Identifier: EUPL-1.2
import DutchText
import Model

/// A paragraph of a document that says what its paragraphs are, before it becomes a passage.
struct DocumentBlock {
  var text = ""
  /// The level that the document gives a heading, from 1; 0 for other text.
  var headingLevel = 0
  var isListItem = false
  var isContents = false
  var isCaption = false
  /// Whether every letter is bold.
  var isBold = false
  /// The notes that the paragraph refers to, in order.
  var notes: [String] = []
}

/// Turns the paragraphs of an office document or a web page into passages, by one set of rules.
///
/// Where a document only makes its headings bold, or words them as headings ("Artikel 3"), they stand one
/// level below the last heading that it marks as one. The notes follow the paragraph that refers to them.
struct PassageBlocks {
  private(set) var collector: PassageCollector
  /// The level of the last heading that the document marks.
  private var markedLevel = 0

  init(limits: ReadingLimits, words: WordList? = nil) {
    collector = PassageCollector(limits: limits, words: words)
  }

  /// - Throws: `ReadingFailure` when the text outgrows the limit.
  mutating func add(_ block: DocumentBlock) throws {
    try addText(of: block)
    for note in block.notes { try collector.add(.note, note) }
  }

  private mutating func addText(of block: DocumentBlock) throws {
    if block.isContents { return try collector.add(.paragraph, block.text, zone: .contents) }
    let clean = PassageCollector.clean(block.text, keepingTabs: false)
    guard !clean.isEmpty else { return }
    if block.headingLevel > 0, !Self.isSentences(clean) {
      markedLevel = block.headingLevel
      return try collector.add(.heading, clean, headingLevel: block.headingLevel)
    }
    if block.isCaption || Self.has(clean, PDFLineShape.isCaption) {
      return try collector.add(.caption, clean)
    }
    if block.isListItem { return try collector.add(.listItem, clean) }
    if Self.has(clean, PDFLineShape.readsAsHeading) || (block.isBold && Self.isTitle(clean)) {
      return try collector.add(.heading, clean, headingLevel: min(markedLevel + 1, 9))
    }
    try collector.add(.paragraph, clean)
  }

  /// - Throws: `ReadingFailure` when the text outgrows the limit.
  mutating func add(_ row: TableRows.Row, notes: [String] = []) throws {
    try collector.add(row.kind, row.text)
    for note in notes { try collector.add(.note, note) }
  }

  /// Adds what another document says, which this one takes in whole.
  ///
  /// - Throws: `ReadingFailure` when the text outgrows the limit.
  mutating func add(_ other: Extraction) throws {
    for passage in other.passages {
      try collector.add(
        passage.kind, other.text(of: passage), headingLevel: passage.headingLevel,
        zone: passage.zone)
    }
  }

  mutating func extraction(format: DocumentFormat, title: String?, date: String?) -> Extraction {
    collector.extraction(format: format, title: title, date: date)
  }

  private static func has(
    _ text: String, _ shape: (UnsafeBufferPointer<UInt8>) -> Bool
  ) -> Bool {
    var text = text
    return text.withUTF8(shape)
  }

  /// Whether what is marked as a heading is running text: a web page may do so for its looks.
  private static func isSentences(_ text: String) -> Bool {
    guard text.utf8.count > 80 else { return false }
    return has(text, LineEnd.endsSentence)
  }

  /// Whether a bold paragraph is short enough for a heading, and is none of the sentences.
  private static func isTitle(_ text: String) -> Bool {
    guard (3...100).contains(text.utf8.count), let last = text.last, !".;,:!".contains(last) else {
      return false
    }
    return text.first.map { $0.isUppercase || $0.isNumber } ?? false
  }
}
