// SPDX-License-Identifier: EUPL-1.2

/// A part of the index that never changes: some documents with the words of their passages.
///
/// Within a segment a passage has one number: that of its document's first passage plus its own number in
/// `Extraction.passages`. A document that is removed or replaced stays until the segment is merged; it is no
/// longer in the table of documents, so no search finds it.
struct IndexSegment: Sendable, Equatable {
  /// A document and the number of its first passage.
  struct Document: Sendable, Equatable {
    var number: Int64
    var start: Int
  }
  /// A heading and the first passage after those that stand under it.
  struct Heading: Sendable, Equatable {
    var passage: Int
    var end: Int
  }

  /// In the order of their passages.
  var documents: [Document] = []
  /// In order.
  var headings: [Heading] = []
  /// For each passage how long it is, as `PassageLength` tells; 0 for what is not searched.
  var lengths: [UInt8] = []

  /// The number of passages, those that are not searched included.
  var size: Int { lengths.count }

  /// The passages of the document at a place in the list.
  func passages(_ place: Int) -> Range<Int> {
    let end = place + 1 < documents.count ? documents[place + 1].start : size
    return documents[place].start..<end
  }

  /// Documents and headings in one blob; lengths are stored as they are.
  func packed() -> [UInt8] {
    var writer = PackedWriter()
    writer.number(documents.count)
    for document in documents {
      writer.number(Int(document.number))
      writer.number(document.start)
    }
    writer.number(headings.count)
    for heading in headings {
      writer.number(heading.passage)
      writer.number(heading.end - heading.passage)
    }
    return writer.bytes
  }

  /// - Throws: `PackedReader.Broken`.
  init(packed: [UInt8], lengths: [UInt8]) throws {
    self.lengths = lengths
    var reader = PackedReader(packed)
    var last = 0
    for _ in 0..<(try reader.count()) {
      let document = Document(number: Int64(try reader.number()), start: try reader.number())
      guard document.start >= last, document.start <= lengths.count else {
        throw PackedReader.Broken()
      }
      last = document.start
      documents.append(document)
    }
    for _ in 0..<(try reader.count()) {
      let passage = try reader.number()
      let heading = Heading(passage: passage, end: passage + (try reader.number()))
      guard passage >= 0, heading.end > passage, heading.end <= lengths.count else {
        throw PackedReader.Broken()
      }
      headings.append(heading)
    }
  }

  init() {}
}

/// How long a passage is, in one byte: exact up to forty words, then in steps of a twelfth.
enum PassageLength {
  /// The usual length of a passage, in words: longer ones lose in the order, shorter ones win.
  static let usual: Float = 40

  /// - Returns: 1 to 255.
  static func code(words: Int) -> UInt8 {
    if words <= 40 { return UInt8(max(1, words)) }
    var code = 40
    while code < 255, steps[code + 1] <= Float(words) { code += 1 }
    return UInt8(code)
  }

  /// By code: the number of words.
  static let steps: [Float] = (0..<256).map { code in
    guard code > 40 else { return Float(code) }
    var words: Float = 40
    for _ in 40..<code { words *= 13.0 / 12.0 }
    return words
  }
}
