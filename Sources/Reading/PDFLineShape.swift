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

  /// Whether the line is a heading by its words alone: "Artikel 3", "Bijlage 1", or all in capitals.
  static func readsAsHeading(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count <= 80 else { return false }
    if let first = bytes.first,
      first == UInt8(ascii: "A") || first == UInt8(ascii: "B")
        || first == UInt8(ascii: "H")
    {
      let words = String(decoding: bytes, as: UTF8.self).split(separator: " ")
      if words.count >= 2, words.count <= 10,
        ["Artikel", "Bijlage", "Hoofdstuk"].contains(words[0]),
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
