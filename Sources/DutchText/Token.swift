// SPDX-License-Identifier: EUPL-1.2

/// What stands between a token and the next one.
public struct Gap: OptionSet, Sendable, Hashable {
  public let rawValue: UInt16
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// A hyphen directly after the token: `jeugd-`.
  public static let hyphenAfter = Gap(rawValue: 1)
  /// White space, of any kind and number.
  public static let space = Gap(rawValue: 2)
  /// The end of a sentence (`SentenceEnd`), or a list mark.
  public static let sentenceEnd = Gap(rawValue: 4)
  /// A round or square bracket, opening or closing.
  public static let bracket = Gap(rawValue: 8)
  /// `/`, as in `en/of`.
  public static let slash = Gap(rawValue: 16)
  /// `&`, which stands for *en*.
  public static let ampersand = Gap(rawValue: 32)
  /// A comma, as between the parts of a list.
  public static let comma = Gap(rawValue: 64)
  /// Anything else, such as a quotation mark.
  public static let other = Gap(rawValue: 128)
  /// A hyphen directly before the next token, with white space before it: `en -bescherming`.
  public static let hyphenBefore = Gap(rawValue: 256)
}

/// A word as it stands in a text: a run of letters and digits, with inner apostrophes.
public struct Token: Sendable, Hashable {
  /// The first byte in the text, in UTF-8 from the start of the text.
  public var start: Int32
  /// The byte after the last.
  public var end: Int32
  /// The first byte of the folded form in the buffer.
  public var foldedStart: Int32
  /// The byte after the last of the folded form in the buffer.
  public var foldedEnd: Int32
  /// What stands between this token and the next one or the end of the text.
  public var gap: Gap

  /// The bytes of the text that the token covers.
  public var utf8Range: Range<Int> { Int(start)..<Int(end) }
}

/// The tokens of one text, reused from text to text so that reading words allocates nothing.
///
/// ```swift
/// let buffer = TokenBuffer()
/// buffer.read("Op- en afschalen")
/// buffer.words  // ["op", "en", "afschalen"]
/// ```
///
/// - Invariant: a buffer belongs to one thread; its pointers are valid until the next `read`.
public final class TokenBuffer {
  /// The tokens, `count` of them.
  public private(set) var tokens: UnsafeMutablePointer<Token>
  /// The folded forms one after the other, followed by at least eight readable bytes.
  public private(set) var folded: UnsafeMutablePointer<UInt8>
  /// How many tokens the text last read has.
  public internal(set) var count = 0
  private var textCapacity: Int
  private(set) var foldedCapacity: Int

  /// An empty buffer with room for a text of 4,096 bytes; it grows as needed.
  public init() {
    textCapacity = 4096
    foldedCapacity = 2 * 4096 + 64
    tokens = .allocate(capacity: 4096 / 2 + 2)
    folded = .allocate(capacity: foldedCapacity)
    folded.initialize(repeating: 0, count: foldedCapacity)
  }

  deinit {
    tokens.deallocate()
    folded.deallocate()
  }

  /// Makes room for a text of so many bytes.
  func reserve(_ byteCount: Int) {
    guard byteCount > textCapacity else { return }
    textCapacity = max(byteCount, 2 * textCapacity)
    foldedCapacity = 2 * textCapacity + 64
    tokens.deallocate()
    folded.deallocate()
    tokens = .allocate(capacity: textCapacity / 2 + 2)
    folded = .allocate(capacity: foldedCapacity)
    folded.initialize(repeating: 0, count: foldedCapacity)
  }

  /// The folded bytes of a token.
  public func foldedBytes(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    let token = tokens[index]
    return UnsafeBufferPointer(
      start: folded + Int(token.foldedStart), count: Int(token.foldedEnd - token.foldedStart))
  }

  /// The folded form of a token.
  public func word(_ index: Int) -> String { String(decoding: foldedBytes(index), as: UTF8.self) }

  /// The folded forms of all tokens.
  public var words: [String] { (0..<count).map(word) }

  /// Replaces the tokens by those of a text.
  public func read(_ text: String) {
    var text = text
    text.withUTF8 { Tokenizer.read($0, into: self) }
  }
}
