// SPDX-License-Identifier: EUPL-1.2

/// Walks the bytes of a table and cuts them into rows and fields, counting lines.
struct CSVScanner {
  /// What makes a row unreadable, with the line where it begins.
  enum Mistake {
    case unclosedQuote(line: Int)
    case textAfterQuote(line: Int)
  }

  /// The fields of one row.
  struct Raw {
    var line: Int
    var fields: [String] = []
    var mistake: Mistake?
  }

  private(set) var separator = UInt8(ascii: ",")
  private let bytes: [UInt8]
  private var place = 0
  private var line = 1

  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  init(_ text: String) {
    bytes = Array(text.utf8)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
  }

  /// The first row that holds anything, read with the separator that occurs most in it.
  mutating func header() -> Raw? {
    while true {
      let (start, startLine) = (place, line)
      separator = Self.separators.max { count($0, from: start) < count($1, from: start) } ?? 0x2C
      guard let row = next() else { return nil }
      if row.fields.allSatisfy({ $0.trimmed.isEmpty }) { continue }
      let whole = String(decoding: bytes[start..<place], as: UTF8.self).trimmed
      if startLine == 1, whole.lowercased().hasPrefix("sep="), whole.utf8.count <= 5 { continue }
      return row
    }
  }

  /// In the order in which they win when they occur equally often.
  private static let separators = [UInt8(ascii: "\t"), UInt8(ascii: ";"), UInt8(ascii: ",")]

  /// How often a byte stands outside quotes on the line that begins here.
  private func count(_ wanted: UInt8, from start: Int) -> Int {
    var isQuoted = false
    var found = 0
    for byte in bytes[start...] {
      if byte == Self.quote { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == Self.lineFeed || byte == Self.carriageReturn { break }
      if byte == wanted { found += 1 }
    }
    return found
  }

  /// The next row; nil at the end of the text.
  mutating func next() -> Raw? {
    guard place < bytes.count else { return nil }
    var row = Raw(line: line)
    while true {
      row.fields.append(field(&row.mistake))
      if case .unclosedQuote = row.mistake { return row }
      guard place < bytes.count else { return row }
      if bytes[place] == separator {
        place += 1
        continue
      }
      skipLineEnd()
      return row
    }
  }

  private mutating func field(_ mistake: inout Mistake?) -> String {
    if place < bytes.count, bytes[place] == Self.quote { return quoted(&mistake) }
    let start = place
    while place < bytes.count, !isFieldEnd(bytes[place]) { place += 1 }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  private mutating func quoted(_ mistake: inout Mistake?) -> String {
    let opened = line
    var content: [UInt8] = []
    place += 1
    while place < bytes.count {
      if bytes[place] == Self.quote {
        if place + 1 < bytes.count, bytes[place + 1] == Self.quote {
          content.append(Self.quote)
          place += 2
          continue
        }
        place += 1
        skipTail(&mistake)
        return String(decoding: content, as: UTF8.self)
      }
      let start = place
      if bytes[place] == Self.lineFeed || bytes[place] == Self.carriageReturn {
        skipLineEnd()
      } else {
        place += 1
      }
      content += bytes[start..<place]
    }
    mistake = .unclosedQuote(line: opened)
    return String(decoding: content, as: UTF8.self)
  }

  /// Goes on to the end of a field after its closing quote: only white space may stand there.
  private mutating func skipTail(_ mistake: inout Mistake?) {
    let start = place
    while place < bytes.count, !isFieldEnd(bytes[place]) { place += 1 }
    if bytes[start..<place].contains(where: { $0 != 0x20 && $0 != 0x09 }), mistake == nil {
      mistake = .textAfterQuote(line: line)
    }
  }

  private func isFieldEnd(_ byte: UInt8) -> Bool {
    byte == separator || byte == Self.lineFeed || byte == Self.carriageReturn
  }

  private mutating func skipLineEnd() {
    if bytes[place] == Self.carriageReturn, place + 1 < bytes.count,
      bytes[place + 1] == Self.lineFeed
    {
      place += 1
    }
    place += 1
    line += 1
  }
}
