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
    guard isOpen(gap) else { return nil }
    var joined = !gap.isDisjoint(with: [.slash, .ampersand])
    var next = index + 1
    while next < min(buffer.count, index + 9) {
      let gap = buffer.tokens[next].gap
      if isConjunction(buffer.foldedBytes(next)) {
        joined = true
      } else if !isOpen(gap) {
        return joined ? ElidedCompound(part: index, completion: next, wholeWord: false) : nil
      }
      if gap.contains(.sentenceEnd) { return nil }
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

  private static func isConjunction(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard word.count == 2 || word.count == 3 else { return false }
    return switch String(decoding: word, as: UTF8.self) {
    case "en", "of", "als", "dan", "wel", "noch": true
    default: false
    }
  }
}
