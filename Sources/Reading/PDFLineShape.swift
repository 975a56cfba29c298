// SPDX-License-Identifier: EUPL-1.2

/// What the first bytes of a line say about the passage that it begins.
enum PDFLineShape {
  /// The scalars that stand for a bullet, as UTF-8; the last are those of symbol fonts.
  private static let bullets: Set<Unicode.Scalar> = [
    "•", "▪", "●", "○", "◦", "‣", "■", "□", "–", "—", "-", "*", "·", "➢", "➤", "►", "✓", "❖",
    "\u{F0B7}", "\u{F0A7}", "\u{F0D8}", "\u{F02D}", "\u{F0FC}", "\u{F076}", "\u{F06E}",
  ]

  static func firstScalar(_ bytes: UnsafeBufferPointer<UInt8>) -> (Unicode.Scalar, Int)? {
    guard let first = bytes.first else { return nil }
    if first < 0x80 { return (Unicode.Scalar(first), 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard bytes.count >= length else { return nil }
    var value = UInt32(first) & (length == 4 ? 0x07 : length == 3 ? 0x0F : 0x1F)
    for index in 1..<length { value = value << 6 | UInt32(bytes[index] & 0x3F) }
    return Unicode.Scalar(value).map { ($0, length) }
  }

  /// Whether the line begins with a bullet, alone or followed by a space.
  static func hasBullet(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let (scalar, length) = firstScalar(bytes), bullets.contains(scalar) else { return false }
    return bytes.count == length || bytes[length] == UInt8(ascii: " ")
  }

  /// Whether the line is nothing but a bullet or a label such as "1." or "a)".
  static func isLabel(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count <= 8 else { return false }
    if hasBullet(bytes) { return bytes.count <= 4 }
    if numberingDepth(bytes) != nil { return true }
    return listLabelLength(bytes) == bytes.count
  }

  /// The length of a label of a list ("1.", "12)", "(a)", "b."), 0 when there is none.
  static func listLabelLength(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var index = 0
    if bytes.first == UInt8(ascii: "(") { index = 1 }
    let start = index
    while index < bytes.count, index - start < 2, isDigit(bytes[index]) { index += 1 }
    if index == start, index < bytes.count, isLowercase(bytes[index]) { index += 1 }
    guard index > start, index < bytes.count else { return 0 }
    let mark = bytes[index]
    guard mark == UInt8(ascii: ")") || (mark == UInt8(ascii: ".") && start == 0) else { return 0 }
    index += 1
    return index == bytes.count || bytes[index] == UInt8(ascii: " ") ? index : 0
  }

  static func isListItem(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    hasBullet(bytes) || listLabelLength(bytes) > 0
  }

  /// The depth of a chapter number at the start ("2" is 1, "2.3" is 2), where a capital follows or nothing.
  static func numberingDepth(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var index = 0
    var depth = 0
    while index < bytes.count, isDigit(bytes[index]) {
      let start = index
      while index < bytes.count, isDigit(bytes[index]) { index += 1 }
      guard index - start <= 2 else { return nil }
      depth += 1
      guard index < bytes.count, bytes[index] == UInt8(ascii: ".") else { break }
      index += 1
    }
    guard depth > 0, depth <= 4 else { return nil }
    if index == bytes.count { return depth }
    guard bytes[index] == UInt8(ascii: " "), index + 1 < bytes.count else { return nil }
    let rest = UnsafeBufferPointer(rebasing: bytes[(index + 1)...])
    guard let (scalar, _) = firstScalar(rest), scalar.properties.isUppercase else { return nil }
    return depth
  }

  /// Whether the text begins with a figure, a sign or a currency before it.
  static func isFigure(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    for byte in bytes.prefix(8) {
      if isDigit(byte) { return true }
      // The euro sign is E2 82 AC.
      guard " -+(".utf8.contains(byte) || byte == 0xE2 || byte == 0x82 || byte == 0xAC else {
        return false
      }
    }
    return false
  }

  /// Whether the text is a year of this century or the one before.
  static func isYear(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.count == 4 && bytes.allSatisfy(isDigit)
      && (bytes.starts(with: "19".utf8) || bytes.starts(with: "20".utf8))
  }

  /// Whether the text begins with the mark of a note: a bare number, or an asterisk.
  static func isNoteMark(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.first == UInt8(ascii: "*") || noteNumber(bytes) > 0
  }

  /// The number at the start of a note ("9 Zie …"), 0 where there is none.
  static func noteNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var number = 0
    var index = 0
    while index < bytes.count, index < 3, isDigit(bytes[index]) {
      number = number * 10 + Int(bytes[index] - 0x30)
      index += 1
    }
    return index == bytes.count || bytes[index] == UInt8(ascii: " ") ? number : 0
  }

  /// Whether the text begins with a small letter, opening quotes and brackets aside.
  static func startsLowercase(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    firstLetter(bytes)?.properties.isLowercase == true
  }

  /// Whether the text begins with a capital, opening quotes and brackets aside.
  static func startsUppercase(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    firstLetter(bytes)?.properties.isUppercase == true
  }

  private static func firstLetter(_ bytes: UnsafeBufferPointer<UInt8>) -> Unicode.Scalar? {
    var rest = bytes
    while let (scalar, length) = firstScalar(rest) {
      if scalar.properties.isAlphabetic { return scalar }
      guard "(‘’“”„\"'[".unicodeScalars.contains(scalar) else { return nil }
      rest = UnsafeBufferPointer(rebasing: rest[length...])
    }
    return nil
  }

  private static let headingWords: Set<Substring> = [
    "Artikel", "Bijlage", "Hoofdstuk", "Paragraaf", "Deel", "Vraag", "Antwoord",
  ]

  private static let captionWords: Set<Substring> = [
    "figuur", "tabel", "grafiek", "afbeelding", "kaart", "schema", "diagram", "foto",
  ]

  /// Whether a text is the caption of a figure or table: "Tabel 3: Meldingen per wijk".
  ///
  /// A sentence about one ("Tabel 3 laat zien dat …") is none.
  static func isCaption(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard (7...300).contains(bytes.count), let first = bytes.first,
      "FTGAKSDftgaksd".utf8.contains(first)
    else { return false }
    let words = String(decoding: bytes.prefix(80), as: UTF8.self).split(
      separator: " ", maxSplits: 2)
    guard words.count >= 2, captionWords.contains(Substring(words[0].lowercased())) else {
      return false
    }
    let number = words[1]
    guard number.first?.isNumber == true, number.allSatisfy({ $0.isNumber || ".:-–a".contains($0) })
    else { return false }
    if let last = number.last, ".:".contains(last) { return true }
    guard words.count > 2, let next = words[2].first else { return true }
    return next.isUppercase || "–-:|".contains(next)
  }

  /// Whether the line is a heading by its words alone: "Artikel 3", "Vraag 1", or all in capitals.
  static func readsAsHeading(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count <= 80 else { return false }
    if let first = bytes.first, "ABDHPV".utf8.contains(first) {
      let words = String(decoding: bytes, as: UTF8.self).split(separator: " ")
      if words.count >= 2, words.count <= 10,
        headingWords.contains(words[0]),
        words[1].first?.isNumber == true || words[1].allSatisfy({ "IVXLC:.".contains($0) })
      {
        return true
      }
    }
    var capitals = 0
    for byte in bytes {
      if isLowercase(byte) || isDigit(byte) { return false }
      if byte >= UInt8(ascii: "A"), byte <= UInt8(ascii: "Z") { capitals += 1 }
    }
    return capitals >= 6 && capitals * 10 >= bytes.count * 7
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  private static func isLowercase(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }
}
