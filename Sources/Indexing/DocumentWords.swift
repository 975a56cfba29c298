// SPDX-License-Identifier: EUPL-1.2
import DutchText
import Model

/// The words of the body of one document with their places, as its segment of the index takes them up.
///
/// Three kinds of words are kept apart by their first byte: a folded word as it is, `=AMK` for a word with
/// several capitals as it stands in the text, and `~opschalen` for what an elided compound may stand for.
public struct DocumentWords: Sendable {
  struct Occurrence {
    /// The number of the word in `ends`.
    var word: UInt32
    /// The number of the passage in the document.
    var passage: UInt32
    /// The place in the passage, times two, plus one where a sentence ends after it.
    var position: UInt32
  }

  /// In the order of the text; for each passage the words as they stand in it.
  fileprivate(set) var occurrences: [Occurrence] = []
  /// All words one after the other, and where each ends; a word may stand there more than once.
  fileprivate(set) var letters: [UInt8] = []
  fileprivate(set) var ends: [Int] = []
  /// By passage: `PassageLength.code`; 0 outside the body.
  fileprivate(set) var lengths: [UInt8]
  /// What tells which documents are nearly the same; nil where the text is too short.
  fileprivate(set) var sketch: TextSketch?

  fileprivate init(passageCount: Int) { lengths = [UInt8](repeating: 0, count: passageCount) }

  /// Those of a document that is read for this alone.
  init(of extraction: Extraction) {
    let vocabulary = Vocabulary()
    let buffer = TokenBuffer()
    var text = PassageText()
    var numbers: [Int] = []
    var collector = DocumentWordCollector()
    collector.begin(extraction)
    for (place, passage) in extraction.passages.enumerated() where passage.zone == .body {
      text.read(passage, pages: extraction.pages) { bytes in
        Tokenizer.read(bytes, into: buffer)
        numbers.removeAll(keepingCapacity: true)
        for token in UnsafeBufferPointer(start: buffer.tokens, count: buffer.count) {
          numbers.append(
            vocabulary.number(
              of: buffer.folded + Int(token.foldedStart),
              length: Int(token.foldedEnd - token.foldedStart)))
        }
        collector.add(buffer, bytes, numbers, passage: place)
      }
    }
    self = collector.end()
  }
}

/// Collects the words of documents, one document after the other, from words that are numbered already.
///
/// What is the same for each word is worked out once per word and then only looked up.
struct DocumentWordCollector {
  private var words = DocumentWords(passageCount: 0)
  private var shingles = Shingles()
  /// By number in the vocabulary: its number in the document that is named beside it.
  private var numbers: [(document: UInt32, word: UInt32)] = []
  private var hashes: [UInt64] = []
  private var document: UInt32 = 0

  /// Begins a document.
  mutating func begin(_ extraction: Extraction) {
    words = DocumentWords(passageCount: extraction.passages.count)
    shingles = Shingles()
    document += 1
  }

  /// Forgets the numbers of the vocabulary, which gives them anew.
  mutating func forgetNumbers() {
    numbers.removeAll(keepingCapacity: true)
    hashes.removeAll(keepingCapacity: true)
  }

  /// The words of the document that was begun.
  mutating func end() -> DocumentWords {
    words.sketch = TextSketch(shingles)
    defer { words = DocumentWords(passageCount: 0) }
    return words
  }

  /// Adds a passage of the body.
  ///
  /// - Parameters:
  ///   - bytes: the text of the passage.
  ///   - known: for each token the number of its folded word, from a vocabulary that gives them in order.
  mutating func add(
    _ buffer: TokenBuffer, _ bytes: UnsafeBufferPointer<UInt8>, _ known: [Int], passage: Int
  ) {
    let (tokens, letters, count) = (buffer.tokens, buffer.folded, buffer.count)
    words.lengths[passage] = PassageLength.code(words: count)
    for index in 0..<count {
      let token = tokens[index]
      let folded = UnsafeBufferPointer(
        start: UnsafePointer(letters + Int(token.foldedStart)),
        count: Int(token.foldedEnd - token.foldedStart))
      let number = known[index]
      while number >= numbers.count {
        numbers.append((0, 0))
        hashes.append(0)
      }
      if numbers[number].document != document {
        numbers[number] = (document, UInt32(words.ends.count))
        if hashes[number] == 0 { hashes[number] = Shingles.hash(folded) }
        words.letters.append(contentsOf: folded)
        words.ends.append(words.letters.count)
      }
      shingles.add(hash: hashes[number])
      let position = UInt32(index) << 1 | (token.gap.contains(.sentenceEnd) ? 1 : 0)
      note(numbers[number].word, passage, position)
      let raw = UnsafeBufferPointer(rebasing: bytes[token.utf8Range])
      if ExactWord.isKept(raw) {
        mark(SegmentBuilder.exactMark, ExactWord.plain(raw), passage, position)
      }
      if ElidedCompound.mayBegin(with: token.gap),
        let compound = ElidedCompound.beginning(at: index, in: buffer)
      {
        addElided(compound, buffer, passage)
      }
      if index > 0, ElidedCompound.mayEnd(after: tokens[index - 1].gap),
        let compound = ElidedCompound.ending(at: index, in: buffer)
      {
        addBackward(compound, buffer, passage)
      }
    }
  }

  /// The written part with each tail of the completing word: `opschalen`, `ophalen`, `opalen` …
  private mutating func addElided(
    _ compound: ElidedCompound, _ buffer: TokenBuffer, _ passage: Int
  ) {
    let part = buffer.foldedBytes(compound.part)
    let whole = buffer.foldedBytes(compound.completion)
    guard part.count >= 2, whole.count <= 60 else { return }
    let shortest = compound.wholeWord ? whole.count : min(3, whole.count)
    for length in shortest...whole.count {
      mark(SegmentBuilder.elidedMark, Array(part) + whole.suffix(length), passage, 0)
    }
  }

  /// Each beginning of the word before with the part that is written: `jeugdbescherming`, `jeugbescherming` …
  private mutating func addBackward(
    _ compound: ElidedCompound, _ buffer: TokenBuffer, _ passage: Int
  ) {
    let lender = buffer.foldedBytes(compound.part)
    let end = buffer.foldedBytes(compound.completion)
    guard lender.count >= 5, lender.count <= 60, end.count >= 2, end.count <= 60 else { return }
    for length in 3...lender.count - 2 {
      mark(SegmentBuilder.elidedMark, Array(lender.prefix(length)) + end, passage, 0)
    }
  }

  private mutating func note(_ word: UInt32, _ passage: Int, _ position: UInt32) {
    words.occurrences.append(
      DocumentWords.Occurrence(word: word, passage: UInt32(passage), position: position))
  }

  private mutating func mark(_ mark: UInt8, _ word: [UInt8], _ passage: Int, _ position: UInt32) {
    note(UInt32(words.ends.count), passage, position)
    words.letters.append(mark)
    words.letters.append(contentsOf: word)
    words.ends.append(words.letters.count)
  }
}
