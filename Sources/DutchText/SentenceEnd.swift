// SPDX-License-Identifier: EUPL-1.2

/// Whether the marks between two words end a sentence.
///
/// A stop, a question mark or an exclamation mark with white space after it does, unless a small letter follows,
/// the mark stands within a bracket that opened after the word, or the word is an initial or an abbreviation that
/// wants a sequel: *dr. Jansen*, *art. 3*, *o.a. "Namiddag"*. Abbreviations that close a list (*e.d.*) may end a
/// sentence. The mark of a list always does.
///
/// It is looked at only where a mark and white space stand, some twenty words apart.
struct SentenceEnd {
  let text: UnsafePointer<UInt8>
  let count: Int

  /// - Parameters:
  ///   - word: the bytes of the word before the marks.
  ///   - next: the first byte of the word after them; the number of bytes where the text ends.
  ///   - decode: the scalar beyond ASCII at a place and its length in bytes.
  func follows(
    _ word: Range<Int>, next: Int, decode: (Int) -> (scalar: Unicode.Scalar, length: Int)
  ) -> Bool {
    var isPending = false
    var isStrong = false
    var isEnded = false
    var isBracketed = false
    var place = word.upperBound
    while place < next {
      let byte = text[place]
      var length = 1
      switch byte {
      case UInt8(ascii: "|"): return true
      case UInt8(ascii: "("), UInt8(ascii: "["): isBracketed = true
      case UInt8(ascii: ")"), UInt8(ascii: "]"): isBracketed = false
      case UInt8(ascii: "."): isPending = isPending || !isBracketed
      case UInt8(ascii: "!"), UInt8(ascii: "?"):
        isPending = isPending || !isBracketed
        isStrong = isStrong || !isBracketed
      case 9...13, 32: isEnded = isEnded || isPending
      case 0x80...:
        let (scalar, bytes) = decode(place)
        length = bytes
        switch Folding.kind(of: scalar) {
        case .stop: return true
        case .space: isEnded = isEnded || isPending
        default: break
        }
      default: break
      }
      place += length
    }
    guard isEnded else { return false }
    guard next < count else { return true }
    if isSmall(next, decode), !isElided(next, after: word.upperBound, decode) {
      return false
    }
    // Two stops are no abbreviation.
    guard !isStrong, text[word.upperBound] == UInt8(ascii: "."),
      word.upperBound + 1 == next || text[word.upperBound + 1] != UInt8(ascii: ".")
    else { return true }
    return !isAbbreviation(word, beforeNumber: isDigit(text[next]))
  }

  private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private func isSmall(
    _ place: Int, _ decode: (Int) -> (scalar: Unicode.Scalar, length: Int)
  ) -> Bool {
    text[place] < 0x80
      ? (0x61...0x7A).contains(text[place]) : decode(place).scalar.properties.isLowercase
  }

  /// Whether a word is the rest of one, as in *'s Avonds*: one letter after an apostrophe.
  private func isElided(
    _ next: Int, after start: Int, _ decode: (Int) -> (scalar: Unicode.Scalar, length: Int)
  ) -> Bool {
    let isAfterApostrophe =
      text[next - 1] == UInt8(ascii: "'")
      || (next - 3 >= start && text[next - 3] == 0xE2 && text[next - 2] == 0x80
        && (text[next - 1] == 0x98 || text[next - 1] == 0x99))
    guard isAfterApostrophe else { return false }
    let after = next + (text[next] < 0x80 ? 1 : decode(next).length)
    guard after < count else { return true }
    if text[after] < 0x80 { return !isLetter(text[after]) }
    if case .letter = Folding.kind(of: decode(after).scalar) { return false }
    return true
  }

  /// Whether a word with one stop after it is an abbreviation that wants a sequel.
  private func isAbbreviation(_ word: Range<Int>, beforeNumber: Bool) -> Bool {
    let bytes = UnsafeBufferPointer(start: text + word.lowerBound, count: word.count)
    guard word.count <= 8, bytes.allSatisfy({ ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }) else {
      return false
    }
    if word.count <= 3, let whole = dotted(endingWith: word) {
      return !Self.closing.contains(whole)
        && !Self.domains.contains(Self.key(word.map { text[$0] | 0x20 }))
    }
    if word.count == 1 { return !isLabel(word) }
    if bytes.prefix(2).allSatisfy({ $0 < 0x61 }), !beforeNumber { return false }
    let key = Self.key(word.map { text[$0] | 0x20 })
    return Self.leading.contains(key) || (beforeNumber && Self.beforeNumbers.contains(key))
  }

  /// Whether a letter is the name of a thing, as in *bijlage A*, and not of a person.
  private func isLabel(_ word: Range<Int>) -> Bool {
    guard word.lowerBound >= 2, text[word.lowerBound - 1] == UInt8(ascii: " ") else { return false }
    let end = word.lowerBound - 1
    var start = end
    while start > 0, isLetter(text[start - 1]) { start -= 1 }
    // Of a longer word the last eight letters.
    return Self.labelled.contains(Self.key((max(start, end - 8)..<end).map { text[$0] | 0x20 }))
  }

  /// The key of an abbreviation with stops within, such as *o.a*; nil where no stop stands before the word, or
  /// the whole is longer than abbreviations are.
  private func dotted(endingWith word: Range<Int>) -> UInt64? {
    var start = word.lowerBound
    while start >= 2, text[start - 1] == UInt8(ascii: "."), isLetter(text[start - 2]) {
      var first = start - 2
      while first > 0, isLetter(text[first - 1]) { first -= 1 }
      guard start - 1 - first <= 3 else { break }
      start = first
    }
    guard start < word.lowerBound else { return nil }
    guard word.upperBound - start <= 8 else { return nil }
    return Self.key((start..<word.upperBound).map { text[$0] | 0x20 })
  }

  private func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  /// Up to eight bytes in one number; a stop is written with the bit that makes letters small.
  private static func key(_ bytes: [UInt8]) -> UInt64 {
    bytes.reduce(0) { $0 << 8 | UInt64($1) }
  }

  private static func keys(_ words: String) -> Set<UInt64> {
    Set(words.split(separator: " ").map { key($0.utf8.map { $0 | 0x20 }) })
  }

  /// Something always follows: a name, a number, what is meant.
  private static let leading = keys(
    """
    art artt bijv burg bv ca cf dhr dr dra drs ds dwz dmv excl fig gem hfdst hr incl ing ir isa ism ivm jhr jkvr \
    kol lic lt mba mbt mej mevr mgr mr mw nav nr nrs obv oa paragr par pag pct plm prof resp sgt st tav tbv tel \
    tov vgl vnl vs wnd zgn
    """)

  /// Words and names of their own, and abbreviations before a number.
  private static let beforeNumbers = keys(
    "aug apr blz bladz dec feb febr jan jun jul kap max min mln mrd mrt nov okt sep sept zr")

  /// With stops within, and often the last words of a sentence.
  private static let closing = keys(
    """
    a.d a.i a.s a.u.b b.v c.s d.d e.a e.d e.e.a e.v i.o j.l n.chr n.n.b n.t.b n.v n.v.t o.i.d p.p s.v.p v.chr v.o.f \
    z.s.m
    """)

  /// The ends of addresses on the web.
  private static let domains = keys("be com eu net nl nu org")

  /// Words before the letter of a thing; of longer ones the last eight letters.
  private static let labelled = keys(
    """
    artikel bijlage blok deel fase figuur groep klasse kolom lijn model niveau onder optie pijler \
    punt route scenario tabel team type variant wijk zone ategorie nderdeel ernatief aragraaf
    """)
}
