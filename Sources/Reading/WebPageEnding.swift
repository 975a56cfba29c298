// SPDX-License-Identifier: EUPL-1.2

/// How the bytes of a web page end: with the page, or in the middle of it.
///
/// HTML lets a page leave out its last end tags. A page that has `</html>` or `</body>` is whole. Without
/// those it is cut when it ends within a tag, a comment or a script, when it opened `<html>` or `<body>`
/// itself, or when an element is open whose end tag cannot be left out.
struct WebPageEnding {
  /// What is missing at the end, in Dutch; nil for a whole page.
  private(set) var lack: String?

  /// Elements whose end tag cannot be left out.
  private static let closed: Set<String> = [
    "div", "section", "article", "table", "ul", "ol", "dl", "blockquote", "pre", "main", "aside",
    "header", "footer", "nav", "h1", "h2", "h3", "h4", "h5", "h6", "span", "a", "b", "i", "em",
    "strong", "figure", "form",
  ]
  /// Elements whose content is no markup up to their own end tag.
  private static let raw: Set<String> = ["script", "style", "textarea", "title", "xmp", "noscript"]

  private let bytes: UnsafeRawBufferPointer
  private var index = 0
  private var isOpened = false
  private var isClosed = false
  private var openElements = 0

  /// - Parameter bytes: the page in UTF-8.
  /// - Complexity: linear.
  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    lack = scan()
  }

  private mutating func scan() -> String? {
    while let tag = find(UInt8(ascii: "<")) {
      index = tag + 1
      guard index < bytes.count else { return "het breekt af binnen een tag" }
      if starts(with: "!--") {
        index += 3
        guard skip(past: "-->") else {
          return isClosed ? nil : "het breekt af binnen een opmerking"
        }
        continue
      }
      let isEnd = bytes[index] == UInt8(ascii: "/")
      if isEnd { index += 1 }
      let name = takeName()
      if name.isEmpty, !starts(with: "!"), !starts(with: "?") { continue }
      guard skipTag() else { return isClosed ? nil : "het breekt af binnen een tag" }
      if !take(name, isEnd: isEnd) {
        return isClosed ? nil : "het breekt af binnen <\(name)>"
      }
    }
    if isClosed { return nil }
    if isOpened { return "het einde (</html>) ontbreekt" }
    return openElements > 0 ? "een deel van de tags wordt niet gesloten" : nil
  }

  /// Takes a tag into account; false when an element without markup goes on to the end.
  private mutating func take(_ name: String, isEnd: Bool) -> Bool {
    if name == "html" || name == "body" {
      if isEnd { isClosed = true } else { isOpened = true }
    } else if Self.closed.contains(name) {
      openElements = max(0, openElements + (isEnd ? -1 : 1))
    } else if !isEnd, Self.raw.contains(name) {
      return skip(past: "</" + name)
    }
    return true
  }

  private func find(_ byte: UInt8) -> Int? {
    var place = index
    while place < bytes.count {
      if bytes[place] == byte { return place }
      place += 1
    }
    return nil
  }

  /// Whether a lower-case text stands here, in whatever case.
  private func starts(with text: String, at place: Int? = nil) -> Bool {
    var place = place ?? index
    for wanted in text.utf8 {
      guard place < bytes.count else { return false }
      let byte = bytes[place]
      let lower = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
      guard lower == wanted else { return false }
      place += 1
    }
    return true
  }

  private mutating func skip(past text: String) -> Bool {
    guard let first = text.utf8.first else { return true }
    while let place = find(first) {
      index = place
      if starts(with: text) {
        index += text.utf8.count
        return true
      }
      index += 1
    }
    index = bytes.count
    return false
  }

  private mutating func takeName() -> String {
    var name: [UInt8] = []
    while index < bytes.count, name.count < 16 {
      let byte = bytes[index] | 0x20
      guard
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
          || (!name.isEmpty && (0x30...0x39).contains(bytes[index]))
      else { break }
      name.append((0x30...0x39).contains(bytes[index]) ? bytes[index] : byte)
      index += 1
    }
    return String(decoding: name, as: UTF8.self)
  }

  /// Goes past the `>` of the tag, quoted values aside.
  private mutating func skipTag() -> Bool {
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: ">") { return true }
      let isQuote = byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
      // Only after "=" does a quotation mark open a value.
      guard isQuote, isValue(before: index - 1) else { continue }
      guard let end = find(byte) else { return false }
      index = end + 1
    }
    return false
  }

  private func isValue(before place: Int) -> Bool {
    var place = place - 1
    while place > 0, bytes[place] == 0x20 { place -= 1 }
    return place > 0 && bytes[place] == UInt8(ascii: "=")
  }
}
