// SPDX-License-Identifier: EUPL-1.2

/// A compound of which a part is left out, to be completed by a word that follows.
///
/// "op- en afschalen" stands for *opschalen*; "jeugd-, ouder- en kinderbescherming" for
/// *jeugdbescherming* and *ouderbescherming*; "(jeugd)bescherming" for *jeugdbescherming*; and the
/// other way, "jeugdzorg en -bescherming" for *jeugdbescherming*.
public struct ElidedCompound: Sendable, Equatable {
  /// The token with the part that is written: `op`.
  public var part: Int
  /// The token that completes it: `afschalen`.
  public var completion: Int
  /// Whether the completing word is used whole, as after brackets, or only its tail.
  public var wholeWord: Bool
  /// Whether the part that is left out is the first: `part` is then the word before, of which the
  /// beginning counts, and `completion` stands whole.
  public var isBackward = false

  /// The compound of which the last part stands at a token with a hyphen before it, if there is one.
  public static func ending(at index: Int, in buffer: TokenBuffer) -> ElidedCompound? {
    var place = index - 1
    var joined = false
    while place >= 0, place >= index - 9 {
      let gap = buffer.tokens[place].gap
      if gap.contains(.sentenceEnd) || gap.contains(.bracket) { return nil }
      if !gap.isDisjoint(with: [.comma, .slash, .ampersand]) { joined = true }
      if isConjunction(buffer.foldedBytes(place)) {
        joined = true
      } else if place == 0 || !buffer.tokens[place - 1].gap.contains(.hyphenBefore) {
        guard joined else { return nil }
        return ElidedCompound(part: place, completion: index, wholeWord: true, isBackward: true)
      }
      place -= 1
    }
    return nil
  }

  /// Whether the token after this gap may end an elided compound; cheap, for a first look.
  @inline(__always)
  public static func mayEnd(after gap: Gap) -> Bool { gap.contains(.hyphenBefore) }

  /// The elided compound that begins at a token, if there is one.
  public static func beginning(at index: Int, in buffer: TokenBuffer) -> ElidedCompound? {
    let gap = buffer.tokens[index].gap
    if gap == .bracket, index + 1 < buffer.count {
      return ElidedCompound(part: index, completion: index + 1, wholeWord: true)
    }
    guard isOpen(gap) || isGlued(index, in: buffer) else { return nil }
    var joined = !gap.isDisjoint(with: [.slash, .ampersand])
    var hasBracket = gap.contains(.bracket)
    var next = index + 1
    while next < min(buffer.count, index + 9) {
      let length = conjunctionLength(at: next, in: buffer)
      if length > 0 {
        next += length
        joined = true
        hasBracket = hasBracket || buffer.tokens[next - 1].gap.contains(.bracket)
        continue
      }
      let gap = buffer.tokens[next].gap
      guard isOpen(gap) else {
        guard joined else { return nil }
        // "jeugd- (en kinder)bescherming"
        let isPart = hasBracket && gap == .bracket && next + 1 < buffer.count
        return ElidedCompound(
          part: index, completion: isPart ? next + 1 : next, wholeWord: isPart)
      }
      if !gap.isDisjoint(with: [.slash, .ampersand]) { joined = true }
      next += 1
    }
    return nil
  }

  /// Whether a token with this gap may begin an elided compound; cheap, for a first look.
  @inline(__always)
  public static func mayBegin(with gap: Gap) -> Bool {
    gap.contains(.hyphenAfter) || gap == .bracket
  }

  private static func isOpen(_ gap: Gap) -> Bool {
    gap.contains(.hyphenAfter) && !gap.contains(.sentenceEnd)
      && !gap.isDisjoint(with: [.space, .slash, .ampersand, .comma])
  }

  /// "jeugd-en kinderbescherming": the white space after the hyphen is forgotten.
  private static func isGlued(_ index: Int, in buffer: TokenBuffer) -> Bool {
    guard buffer.tokens[index].gap == .hyphenAfter, index + 1 < buffer.count,
      buffer.tokens[index + 1].gap == .space
    else { return false }
    let next = buffer.foldedBytes(index + 1)
    return next.elementsEqual("en".utf8) || next.elementsEqual("of".utf8)
  }

  /// How many words join the parts here, with the article that may follow: 2 of "en de"; 0 where none do.
  private static func conjunctionLength(at index: Int, in buffer: TokenBuffer) -> Int {
    func holds(_ words: [StaticString]) -> Bool {
      guard index + words.count < buffer.count else { return false }
      return words.indices.allSatisfy { place in
        let isLast = place == words.count - 1
        return words[place].withUTF8Buffer { buffer.foldedBytes(index + place).elementsEqual($0) }
          && (isLast || !buffer.tokens[index + place].gap.contains(.sentenceEnd))
      }
    }
    var length = isConjunction(buffer.foldedBytes(index)) ? 1 : 0
    if length == 0 { length = phrases.first(where: holds)?.count ?? 0 }
    guard length > 0, !buffer.tokens[index + length - 1].gap.contains(.sentenceEnd) else {
      return 0
    }
    let article = index + length
    guard article + 1 < buffer.count, buffer.tokens[article].gap == .space else { return length }
    let isArticle = articles.contains { word in
      word.withUTF8Buffer { buffer.foldedBytes(article).elementsEqual($0) }
    }
    return isArticle ? length + 1 : length
  }

  private static let phrases: [[StaticString]] = [
    ["tot", "en", "met"], ["maar", "ook"], ["c", "q"],
  ]
  private static let articles: [StaticString] = ["de", "het", "een"]

  private static func isConjunction(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard (2...15).contains(word.count) else { return false }
    return switch String(decoding: word, as: UTF8.self) {
    case "en", "of", "als", "dan", "wel", "noch", "alsmede", "alsook", "evenals", "danwel", "ofwel",
      "plus", "versus", "respectievelijk", "resp", "cq":
      true
    default: false
    }
  }
}
