// SPDX-License-Identifier: EUPL-1.2

/// Which words are in a text: walks the UTF-8 bytes, folding as it goes.
///
/// A token is a run of letters and digits with inner apostrophes and soft hyphens. Hyphens, slashes and
/// brackets separate tokens; the gap after each token tells which of them stood there. Where a sentence ends is
/// told by `SentenceEnd`.
public enum Tokenizer {
  /// Replaces the tokens in the buffer by those of the text.
  ///
  /// - Parameter text: UTF-8; an invalid byte separates words.
  /// - Complexity: linear; ASCII takes one table look-up a byte.
  public static func read(_ text: UnsafeBufferPointer<UInt8>, into buffer: TokenBuffer) {
    buffer.reserve(text.count)
    buffer.count = 0
    guard let start = text.baseAddress else { return }
    lowerCase.withUnsafeBufferPointer { lower in
      gapOfByte.withUnsafeBufferPointer { gaps in
        guard let lower = lower.baseAddress, let gaps = gaps.baseAddress else { return }
        var walk = Walk(
          text: start, count: text.count, lower: lower, gaps: gaps, folded: buffer.folded,
          foldedCapacity: buffer.foldedCapacity)
        buffer.count = walk.run(tokens: buffer.tokens)
      }
    }
  }

  /// The folded byte of an ASCII letter or digit, 0 for every other byte.
  private static let lowerCase: [UInt8] = (0..<256).map { value in
    let byte = UInt8(value)
    return switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
    default: 0
    }
  }

  /// What an ASCII byte between words adds to the gap.
  private static let gapOfByte: [UInt16] = (0..<256).map { value in
    let gap: Gap =
      switch UInt8(value) {
      case 9, 10, 11, 12, 13, 32: .space
      case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "|"): .sentenceEnd
      case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"): .bracket
      case UInt8(ascii: "/"): .slash
      case UInt8(ascii: "&"): .ampersand
      case UInt8(ascii: ","): .comma
      case UInt8(ascii: "-"): []
      default: .other
      }
    return gap.rawValue
  }
}

/// One pass over one text.
private struct Walk {
  let text: UnsafePointer<UInt8>
  let count: Int
  let lower: UnsafePointer<UInt8>
  let gaps: UnsafePointer<UInt16>
  let folded: UnsafeMutablePointer<UInt8>
  let foldedCapacity: Int
  var place = 0
  var foldedCount = 0

  init(
    text: UnsafePointer<UInt8>, count: Int, lower: UnsafePointer<UInt8>,
    gaps: UnsafePointer<UInt16>, folded: UnsafeMutablePointer<UInt8>, foldedCapacity: Int
  ) {
    self.text = text
    self.count = count
    self.lower = lower
    self.gaps = gaps
    self.folded = folded
    self.foldedCapacity = foldedCapacity
  }

  mutating func run(tokens: UnsafeMutablePointer<Token>) -> Int {
    var number = 0
    _ = skipGap(after: 0..<0)
    while place < count {
      let start = place
      let foldedStart = foldedCount
      let end = readWord()
      if foldedCount == foldedStart { break }
      let hyphen = hyphenFollows(end)
      var gap = skipGap(after: start..<end)
      if hyphen { gap.insert(.hyphenAfter) }
      tokens[number] = Token(
        start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end),
        foldedStart: Int32(truncatingIfNeeded: foldedStart),
        foldedEnd: Int32(truncatingIfNeeded: foldedCount), gap: gap)
      number += 1
    }
    return number
  }

  /// Reads the word that starts here; leaves `place` at the first byte that is not part of it.
  ///
  /// - Returns: the byte after its last letter.
  private mutating func readWord() -> Int {
    let foldedStart = foldedCount
    var end = place
    while place < count {
      let byte = text[place]
      let letter = lower[Int(byte)]
      if letter != 0 {
        folded[foldedCount] = letter
        foldedCount += 1
        place += 1
        end = place
      } else if byte == UInt8(ascii: "'") {
        guard foldedCount > foldedStart, startsWord(place + 1) else { break }
        appendApostrophe(length: 1)
      } else if byte < 0x80 {
        break
      } else {
        guard readBeyondASCII(foldedStart: foldedStart, end: &end) else { break }
      }
    }
    return end
  }

  private mutating func appendApostrophe(length: Int) {
    folded[foldedCount] = UInt8(ascii: "'")
    foldedCount += 1
    place += length
  }

  /// - Returns: whether the scalar here belongs to the word.
  private mutating func readBeyondASCII(foldedStart: Int, end: inout Int) -> Bool {
    let (scalar, length) = decode(place)
    let before: Unicode.Scalar = place > 0 ? Unicode.Scalar(text[place - 1]) : " "
    switch Folding.kind(of: scalar, after: before) {
    case .letter(let letter):
      place += length
      end = place
      append(letter)
    case .mark:
      guard foldedCount > foldedStart else { return false }
      place += length
      end = place
    case .invisible:
      place += length
    case .apostrophe:
      guard foldedCount > foldedStart, startsWord(place + length) else { return false }
      appendApostrophe(length: length)
    default: return false
    }
    return true
  }

  private mutating func append(_ letter: Folding.Folded) {
    if case .ascii(let byte) = letter {
      folded[foldedCount] = byte
      foldedCount += 1
      return
    }
    var bytes: [UInt8] = []
    letter.append(to: &bytes)
    // Room for the rest of the text at one byte each, and for eight more to read beyond the end.
    guard foldedCount + bytes.count + (count - place) + 8 <= foldedCapacity else { return }
    for byte in bytes {
      folded[foldedCount] = byte
      foldedCount += 1
    }
  }

  /// Skips to the next word.
  private mutating func skipGap(after word: Range<Int>) -> Gap {
    var raw: UInt16 = 0
    while place < count {
      let byte = text[place]
      if byte >= 0x80 {
        let (scalar, length) = decode(place)
        switch Folding.kind(of: scalar) {
        case .letter: return finished(raw, word)
        case .space: raw |= Gap.space.rawValue
        case .bracket: raw |= Gap.bracket.rawValue
        case .stop: raw |= Gap.sentenceEnd.rawValue | Gap.space.rawValue
        case .hyphen, .invisible, .mark: break
        case .apostrophe, .other: raw |= Gap.other.rawValue
        }
        place += length
      } else {
        if lower[Int(byte)] != 0 { return finished(raw, word) }
        raw |= gaps[Int(byte)]
        place += 1
      }
    }
    return finished(raw, word)
  }

  /// A full stop without white space ends no sentence: `v.d.`.
  private func finished(_ raw: UInt16, _ word: Range<Int>) -> Gap {
    var gap = Gap(rawValue: raw)
    guard gap.contains(.space) else {
      gap.remove(.sentenceEnd)
      return gap
    }
    if gap.contains(.sentenceEnd), !word.isEmpty,
      !SentenceEnd(text: text, count: count).follows(word, next: place, decode: decode)
    {
      gap.remove(.sentenceEnd)
    }
    if place < count, place >= 2, isHyphenBefore(place) { gap.insert(.hyphenBefore) }
    return gap
  }

  private func startsWord(_ at: Int) -> Bool {
    guard at < count else { return false }
    let byte = text[at]
    if byte < 0x80 { return lower[Int(byte)] != 0 }
    if case .letter = Folding.kind(of: decode(at).scalar) { return true }
    return false
  }

  /// Whether a hyphen stands directly before a place, and white space before it.
  private func isHyphenBefore(_ at: Int) -> Bool {
    var start = at - 1
    if text[start] != UInt8(ascii: "-") {
      guard at >= 4, text[at - 3] == 0xE2, text[at - 2] == 0x80, (0x90...0x93).contains(text[start])
      else { return false }
      start = at - 3
    }
    return start > 0 && text[start - 1] <= 32
  }

  private func hyphenFollows(_ at: Int) -> Bool {
    guard at < count else { return false }
    if text[at] == UInt8(ascii: "-") { return true }
    guard text[at] == 0xE2 else { return false }
    if case .hyphen = Folding.kind(of: decode(at).scalar) { return true }
    return false
  }

  /// The scalar at a place and its length in bytes; an invalid byte reads as U+FFFD of length 1.
  private func decode(_ at: Int) -> (scalar: Unicode.Scalar, length: Int) {
    let first = text[at]
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1
    guard length > 1, at + length <= count else { return ("\u{FFFD}", 1) }
    var value = UInt32(first) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
    for offset in 1..<length {
      let next = text[at + offset]
      guard next & 0xC0 == 0x80 else { return ("\u{FFFD}", 1) }
      value = value << 6 | UInt32(next & 0x3F)
    }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }
}
