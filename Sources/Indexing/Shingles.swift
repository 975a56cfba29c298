// SPDX-License-Identifier: EUPL-1.2
import DutchText
import Model

/// The runs of five words in the body of a text, each as a number that follows from its words alone.
///
/// Broder, *On the resemblance and containment of documents*, 1997,
/// https://doi.org/10.1109/SEQUEN.1997.666900.
struct Shingles {
  static let wordCount = 5

  /// In the order of the text; the same run may come more than once.
  private(set) var values: [UInt64] = []
  /// The last five words, the oldest first.
  private var last: (UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0)
  /// How many words came.
  private var count = 0

  init() {}

  /// Those of a whole text.
  init(of extraction: Extraction) {
    let buffer = TokenBuffer()
    var text = PassageText()
    for passage in extraction.passages where passage.zone == .body {
      text.read(passage, pages: extraction.pages) { bytes in
        Tokenizer.read(bytes, into: buffer)
        for token in UnsafeBufferPointer(start: buffer.tokens, count: buffer.count) {
          let folded = UnsafeBufferPointer(
            start: UnsafePointer(buffer.folded + Int(token.foldedStart)),
            count: Int(token.foldedEnd - token.foldedStart))
          add(hash: Self.hash(folded))
        }
      }
    }
  }

  /// Tells folded words apart (FNV-1a).
  static func hash(_ word: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in word { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
  }

  /// Adds the next word of the text by its hash; a passage goes on where the one before ended.
  mutating func add(hash: UInt64) {
    last = (last.1, last.2, last.3, last.4, hash)
    count += 1
    guard count >= Self.wordCount else { return }
    var run = Self.mixed(last.0)
    run = Self.mixed(run ^ last.1)
    run = Self.mixed(run ^ last.2)
    run = Self.mixed(run ^ last.3)
    values.append(Self.mixed(run ^ last.4))
  }

  /// The finaliser of SplitMix64: every bit of the result hangs on every bit of the number.
  private static func mixed(_ number: UInt64) -> UInt64 {
    var mixed = number &+ 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// The share of all runs in either text that stand in both; 0 where there are none.
  static func share(_ one: Set<UInt64>, _ other: Set<UInt64>) -> Double {
    let both = one.intersection(other).count
    let either = one.count + other.count - both
    return either == 0 ? 0 : Double(both) / Double(either)
  }
}
