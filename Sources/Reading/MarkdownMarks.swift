// SPDX-License-Identifier: EUPL-1.2

/// The text of Markdown without the marks for emphasis, code, links, images and tags.
///
/// Each kind of mark is taken out in one walk over the bytes, so that a line of nothing but brackets takes no
/// longer than another line of that length.
///
/// ```swift
/// MarkdownMarks.removed(from: "Zie [de nota](nota.pdf) van *iedereen*")  // "Zie de nota van iedereen"
/// ```
enum MarkdownMarks {
  /// - Complexity: linear in the length of the text.
  static func removed(from text: String) -> String {
    guard text.utf8.contains(where: { "*_`[<\\".utf8.contains($0) }) else { return text }
    var bytes = Array(text.utf8)
    bytes = withoutLinks(bytes)
    bytes = withoutTags(bytes)
    bytes = withoutPairs(bytes, of: star, most: 3)
    bytes = withoutPairs(bytes, of: underscore, most: 3)
    bytes = withoutPairs(bytes, of: UInt8(ascii: "`"), most: .max)
    return String(decoding: withoutEscapes(bytes), as: UTF8.self)
  }

  private static let star = UInt8(ascii: "*")
  private static let underscore = UInt8(ascii: "_")
  private static let open = UInt8(ascii: "[")
  private static let close = UInt8(ascii: "]")

  /// Where the next byte of a kind stands; asked for rising places, it looks at each byte once.
  private struct Next {
    let isWanted: (UInt8) -> Bool
    private var found = -1

    init(_ isWanted: @escaping (UInt8) -> Bool) { self.isWanted = isWanted }

    mutating func place(in bytes: [UInt8], from start: Int) -> Int? {
      if found < start {
        found = start
        while found < bytes.count, !isWanted(bytes[found]) { found += 1 }
      }
      return found < bytes.count ? found : nil
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  /// `[text](place "title")`, `![text](place)` and `[text][name]` become their text.
  private static func withoutLinks(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(open) else { return bytes }
    var kept: [UInt8] = []
    kept.reserveCapacity(bytes.count)
    var nextClose = Next { $0 == close }
    var nextNameEnd = Next { $0 == close }
    var place = PlaceEnd()
    var index = 0
    while index < bytes.count {
      let isImage =
        bytes[index] == UInt8(ascii: "!") && index + 1 < bytes.count && bytes[index + 1] == open
      let bracket = isImage ? index + 1 : index
      guard bytes[bracket] == open, let end = nextClose.place(in: bytes, from: bracket + 1),
        end + 1 < bytes.count
      else {
        kept.append(bytes[index])
        index += 1
        continue
      }
      var after: Int?
      if bytes[end + 1] == UInt8(ascii: "(") {
        after = place.end(in: bytes, from: end + 2)
      } else if bytes[end + 1] == open, end > bracket + 1 {
        after = nextNameEnd.place(in: bytes, from: end + 2).map { $0 + 1 }
      }
      if let after {
        kept.append(contentsOf: bytes[(bracket + 1)..<end])
        index = after
      } else {
        kept.append(bytes[index])
        index += 1
      }
    }
    return kept
  }

  /// Finds the end of a link's place and its title.
  private struct PlaceEnd {
    private var nextEnd = Next { $0 == UInt8(ascii: ")") || isSpace($0) }
    private var nextSolid = Next { !isSpace($0) }
    private var nextQuote = Next { $0 == UInt8(ascii: "\"") }

    /// The place after the `)`; nil where the link is none.
    mutating func end(in bytes: [UInt8], from start: Int) -> Int? {
      guard let end = nextEnd.place(in: bytes, from: start) else { return nil }
      if bytes[end] == UInt8(ascii: ")") { return end + 1 }
      guard let title = nextSolid.place(in: bytes, from: end), bytes[title] == UInt8(ascii: "\""),
        let quote = nextQuote.place(in: bytes, from: title + 1), quote + 1 < bytes.count,
        bytes[quote + 1] == UInt8(ascii: ")")
      else { return nil }
      return quote + 2
    }
  }

  /// `<https://…>` becomes the address, and another tag a space.
  private static func withoutTags(_ bytes: [UInt8]) -> [UInt8] {
    let less = UInt8(ascii: "<")
    guard bytes.contains(less) else { return bytes }
    var kept: [UInt8] = []
    kept.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      guard bytes[index] == less else {
        kept.append(bytes[index])
        index += 1
        continue
      }
      var end = index + 1
      while end < bytes.count, bytes[end] != less, bytes[end] != UInt8(ascii: ">") { end += 1 }
      let inner = bytes[(index + 1)..<end]
      let isClosed = end < bytes.count && bytes[end] == UInt8(ascii: ">")
      let first = inner.first == UInt8(ascii: "/") ? inner.dropFirst().first : inner.first
      let isAddress =
        (inner.starts(with: "http:".utf8) || inner.starts(with: "https:".utf8))
        && !inner.contains(where: isSpace)
      let isLetter = first.map { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) }
      if isClosed, isAddress {
        kept.append(contentsOf: inner)
      } else if isClosed, isLetter == true {
        kept.append(0x20)
      } else {
        kept.append(contentsOf: bytes[index..<end])
        index = end
        continue
      }
      index = end + 1
    }
    return kept
  }

  private struct Run {
    var start: Int
    var end: Int
    var count: Int { end - start }
  }

  /// Takes out the marks around text: at most so many of the run before it and of the run after it.
  ///
  /// Text between stars or underscores neither begins nor ends with white space; an underscore is a mark at
  /// the edge of a word only.
  private static func withoutPairs(_ bytes: [UInt8], of mark: UInt8, most: Int) -> [UInt8] {
    var runs: [Run] = []
    for index in bytes.indices where bytes[index] == mark && !isEscaped(index, in: bytes) {
      if let last = runs.indices.last, runs[last].end == index {
        runs[last].end += 1
      } else {
        runs.append(Run(start: index, end: index + 1))
      }
    }
    guard runs.count > 1 else { return bytes }
    var isMark = [Bool](repeating: false, count: bytes.count)
    var place = 0
    while place + 1 < runs.count {
      let (before, after) = (runs[place], runs[place + 1])
      guard isPair(before, after, bytes, mark) else {
        place += 1
        continue
      }
      for index in max(before.start, before.end - min(most, before.count))..<before.end {
        isMark[index] = true
      }
      let taken = min(most, after.count)
      for index in after.start..<(after.start + taken) { isMark[index] = true }
      // The rest of a long run can open the next pair.
      if taken < after.count {
        runs[place + 1].start += taken
        place += 1
      } else {
        place += 2
      }
    }
    return bytes.indices.filter { !isMark[$0] }.map { bytes[$0] }
  }

  /// Whether a backslash stands before a byte.
  private static func isEscaped(_ index: Int, in bytes: [UInt8]) -> Bool {
    index > 0 && bytes[index - 1] == UInt8(ascii: "\\")
  }

  private static func isPair(_ before: Run, _ after: Run, _ bytes: [UInt8], _ mark: UInt8) -> Bool {
    if mark == UInt8(ascii: "`") { return true }
    guard !isSpace(bytes[before.end]), !isSpace(bytes[after.start - 1]) else { return false }
    guard mark == underscore else { return true }
    guard before.count <= 3, after.count <= 3 else { return false }
    let isEdge =
      before.start == 0 || isSpace(bytes[before.start - 1])
      || bytes[before.start - 1] == UInt8(ascii: "(")
    return isEdge
      && (after.end == bytes.count || isSpace(bytes[after.end])
        || ".,;:!?)".utf8.contains(bytes[after.end]))
  }

  /// A backslash before a mark goes.
  private static func withoutEscapes(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(UInt8(ascii: "\\")) else { return bytes }
    var kept: [UInt8] = []
    kept.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count,
        "\\`*_{}[]()#+-.!|>".utf8.contains(bytes[index + 1])
      {
        index += 1
      }
      kept.append(bytes[index])
      index += 1
    }
    return kept
  }
}
