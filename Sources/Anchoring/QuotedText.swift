// SPDX-License-Identifier: EUPL-1.2
import Model

/// The text of a document as a quote is compared with it: white space, hyphenation, ligatures and
/// quotation marks folded, with the place of every character in the pages as read.
struct QuotedText {
  /// Where a folded character stands in a page's text.
  struct Origin {
    private var packed: (page: Int32, start: Int32, end: Int32)

    init(page: Int, start: Int, end: Int) {
      packed = (Int32(page), Int32(start), Int32(end))
    }

    var page: Int { Int(packed.page) }
    var start: Int { Int(packed.start) }
    var end: Int {
      get { Int(packed.end) }
      set { packed.end = Int32(newValue) }
    }
  }

  /// Where a passage begins among the folded characters.
  struct PassageStart {
    var place: Int
    var passage: Int
  }

  private(set) var scalars: [Unicode.Scalar] = []
  private(set) var origins: [Origin] = []
  /// In the order of the text.
  private(set) var passages: [PassageStart] = []

  /// The body of a document, in reading order, over page ends.
  init(_ extraction: Extraction) {
    let texts = Dictionary(
      extraction.pages.map { ($0.number, Array($0.text.utf8)) },
      uniquingKeysWith: { first, _ in first })
    let length = extraction.pages.reduce(0) { $0 + $1.text.utf8.count }
    scalars.reserveCapacity(length)
    origins.reserveCapacity(length)
    for (number, passage) in extraction.passages.enumerated() where passage.zone == .body {
      passages.append(PassageStart(place: scalars.count, passage: number))
      for (place, stretch) in passage.stretches.enumerated() {
        guard let bytes = texts[stretch.page], stretch.utf8Range.upperBound <= bytes.count else {
          continue
        }
        if place > 0, passage.joinsWord {
          dropHyphen()
        } else {
          appendSpace(
            Origin(
              page: stretch.page, start: stretch.utf8Range.lowerBound,
              end: stretch.utf8Range.lowerBound))
        }
        append(bytes[stretch.utf8Range], page: stretch.page, offset: stretch.utf8Range.lowerBound)
      }
    }
  }

  /// A quote as a person gave it.
  init(quote: String) {
    append(Array(quote.utf8)[...], page: 0, offset: 0)
    while scalars.last == " " { removeLast() }
    if scalars.first == " " {
      scalars.removeFirst()
      origins.removeFirst()
    }
  }

  /// Joins a word over the page end: its hyphen is no letter, but stays within the place of the word.
  private mutating func dropHyphen() {
    guard let end = origins.last?.end else { return }
    while let last = scalars.last, last == "-" || last == " " { removeLast() }
    if !origins.isEmpty { origins[origins.count - 1].end = end }
  }

  private mutating func removeLast() {
    scalars.removeLast()
    origins.removeLast()
  }

  private mutating func appendSpace(_ origin: Origin) {
    guard let last = scalars.last, last != " " else { return }
    scalars.append(" ")
    origins.append(origin)
  }

  private mutating func append(_ bytes: ArraySlice<UInt8>, page: Int, offset: Int) {
    var position = offset
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      let width = UTF8.width(scalar)
      let origin = Origin(page: page, start: position, end: position + width)
      position += width
      if scalar.value > 0x20, scalar.value < 0x7F, scalar != "`" {
        scalars.append(scalar)
        origins.append(origin)
        continue
      }
      if scalar == " " || scalar == "\n" || scalar.properties.isWhitespace {
        appendSpace(origin)
        continue
      }
      for folded in Self.fold(scalar) {
        scalars.append(folded)
        origins.append(origin)
      }
    }
  }

  /// One way to write each quotation mark, hyphen and ligature; soft hyphens fall out.
  private static func fold(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    switch scalar.value {
    case 0xAD, 0xFEFF, 0x200B, 0xFFFE: return []
    case 0x2018, 0x2019, 0x201A, 0x201B, 0x2032, 0x60, 0xB4: return ["'"]
    case 0x201C, 0x201D, 0x201E, 0x201F, 0x2033, 0xAB, 0xBB: return ["\""]
    case 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212: return ["-"]
    case 0x2026: return [".", ".", "."]
    case 0xFB00: return ["f", "f"]
    case 0xFB01: return ["f", "i"]
    case 0xFB02: return ["f", "l"]
    case 0xFB03: return ["f", "f", "i"]
    case 0xFB04: return ["f", "f", "l"]
    case 0x133: return ["i", "j"]
    case 0x132: return ["I", "J"]
    default: return [scalar]
    }
  }

  /// The starts at which another text stands in this one; places may not overlap.
  func occurrences(of other: [Unicode.Scalar]) -> [Int] {
    guard let first = other.first, other.count <= scalars.count else { return [] }
    var found: [Int] = []
    var start = 0
    while start <= scalars.count - other.count {
      if scalars[start] == first, matches(other, at: start) {
        found.append(start)
        start += other.count
      } else {
        start += 1
      }
    }
    return found
  }

  private func matches(_ other: [Unicode.Scalar], at start: Int) -> Bool {
    for index in other.indices where scalars[start + index] != other[index] { return false }
    return true
  }

  /// The readings of a quote in which a hyphen before white space is a break, a hyphen, or both.
  static func readings(of quote: String) -> [[Unicode.Scalar]] {
    let plain = QuotedText(quote: quote).scalars
    var joined: [Unicode.Scalar] = []
    var closed: [Unicode.Scalar] = []
    var index = 0
    while index < plain.count {
      if plain[index] == "-", index + 1 < plain.count, plain[index + 1] == " " {
        closed.append("-")
        index += 2
      } else {
        joined.append(plain[index])
        closed.append(plain[index])
        index += 1
      }
    }
    return joined == plain ? [plain] : [plain, joined, closed]
  }
}
