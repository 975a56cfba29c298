// SPDX-License-Identifier: EUPL-1.2
import DutchText
import Model

/// The words of a passage as they go into the index.
struct PassageWords {
  private let buffer = TokenBuffer()
  private var text = PassageText()
  private var letters: [UInt8] = []

  /// The folded words joined by spaces, and the words that elided compounds in it may stand for.
  ///
  /// The same passage always gives the same two texts: a row of a contentless index can only be removed
  /// by giving again what was put in.
  mutating func read(_ passage: Passage, pages: [PageText]) -> (words: String, elided: String) {
    text.read(passage, pages: pages) { Tokenizer.read($0, into: buffer) }
    letters.removeAll(keepingCapacity: true)
    var compounds: [ElidedCompound] = []
    for index in 0..<buffer.count {
      letters.append(contentsOf: buffer.foldedBytes(index))
      letters.append(32)
      if ElidedCompound.mayBegin(with: buffer.tokens[index].gap),
        let compound = ElidedCompound.beginning(at: index, in: buffer)
      {
        compounds.append(compound)
      }
    }
    return (String(decoding: letters, as: UTF8.self), elided(compounds))
  }

  /// Calls the body with each word of the passage last read.
  func forEachWord(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    for index in 0..<buffer.count { body(buffer.foldedBytes(index)) }
  }

  /// The written part with each tail of the completing word: `opschalen`, `ophalen`, `opalen` …
  private func elided(_ compounds: [ElidedCompound]) -> String {
    var words: [String] = []
    for compound in compounds {
      let part = buffer.word(compound.part)
      let whole = Array(buffer.foldedBytes(compound.completion))
      guard part.utf8.count >= 2, whole.count <= 60 else { continue }
      let shortest = compound.wholeWord ? whole.count : min(3, whole.count)
      for length in stride(from: whole.count, through: shortest, by: -1) {
        words.append(part + String(decoding: whole.suffix(length), as: UTF8.self))
      }
    }
    return words.joined(separator: " ")
  }
}
