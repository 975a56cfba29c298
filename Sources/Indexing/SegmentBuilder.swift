// SPDX-License-Identifier: EUPL-1.2
import DutchText
import Model

/// Collects the words of some documents and gives them as a segment.
///
/// Three kinds of words are kept apart by their first byte: a folded word as it is, `=AMK` for a word with
/// several capitals as it stands in the text, and `~opschalen` for what an elided compound may stand for.
struct SegmentBuilder {
  /// What begins a word as it stands in the text.
  static let exactMark = UInt8(ascii: "=")
  /// What begins a word that an elided compound may stand for.
  static let elidedMark = UInt8(ascii: "~")

  private struct Occurrence {
    var word: UInt32
    var passage: UInt32
    /// The place in the passage, times two, plus one where a sentence ends after it.
    var position: UInt32
  }

  private(set) var segment = IndexSegment()
  /// What tells which documents are nearly the same, by the document's number.
  private(set) var sketches: [Int64: TextSketch] = [:]
  private var shingles = Shingles()
  private let vocabulary = Vocabulary()
  private var occurrences: [Occurrence] = []
  private let buffer = TokenBuffer()
  private var letters: [UInt8] = []

  /// Adds the passages of the body of a document.
  mutating func add(_ extraction: Extraction, document: Int64) {
    let start = segment.size
    segment.documents.append(IndexSegment.Document(number: document, start: start))
    segment.lengths.append(contentsOf: repeatElement(0, count: extraction.passages.count))
    shingles = Shingles()
    var text = PassageText()
    for (place, passage) in extraction.passages.enumerated() where passage.zone == .body {
      text.read(passage, pages: extraction.pages) { bytes in
        Tokenizer.read(bytes, into: buffer)
        segment.lengths[start + place] = PassageLength.code(words: buffer.count)
        addWords(bytes, passage: start + place)
      }
    }
    sketches[document] = TextSketch(shingles)
    addHeadings(extraction.passages, start)
  }

  private mutating func addWords(_ bytes: UnsafeBufferPointer<UInt8>, passage: Int) {
    let (tokens, letters, count) = (buffer.tokens, buffer.folded, buffer.count)
    for index in 0..<count {
      let token = tokens[index]
      let folded = UnsafeBufferPointer(
        start: UnsafePointer(letters + Int(token.foldedStart)),
        count: Int(token.foldedEnd - token.foldedStart))
      shingles.add(folded)
      let word = vocabulary.number(
        of: letters + Int(token.foldedStart), length: folded.count)
      let position = UInt32(index) << 1 | (token.gap.contains(.sentenceEnd) ? 1 : 0)
      note(word, passage, position)
      let raw = UnsafeBufferPointer(rebasing: bytes[token.utf8Range])
      if ExactWord.isKept(raw) {
        note(marked(Self.exactMark, ExactWord.plain(raw)), passage, position)
      }
      if ElidedCompound.mayBegin(with: token.gap),
        let compound = ElidedCompound.beginning(at: index, in: buffer)
      {
        addElided(compound, passage)
      }
      if index > 0, ElidedCompound.mayEnd(after: tokens[index - 1].gap),
        let compound = ElidedCompound.ending(at: index, in: buffer)
      {
        addBackward(compound, passage)
      }
    }
  }

  /// The written part with each tail of the completing word: `opschalen`, `ophalen`, `opalen` …
  private mutating func addElided(_ compound: ElidedCompound, _ passage: Int) {
    let part = buffer.foldedBytes(compound.part)
    let whole = buffer.foldedBytes(compound.completion)
    guard part.count >= 2, whole.count <= 60 else { return }
    let shortest = compound.wholeWord ? whole.count : min(3, whole.count)
    for length in shortest...whole.count {
      note(marked(Self.elidedMark, Array(part) + whole.suffix(length)), passage, 0)
    }
  }

  /// Each beginning of the word before with the part that is written: `jeugdbescherming`, `jeugbescherming` …
  private mutating func addBackward(_ compound: ElidedCompound, _ passage: Int) {
    let lender = buffer.foldedBytes(compound.part)
    let end = buffer.foldedBytes(compound.completion)
    guard lender.count >= 5, lender.count <= 60, end.count >= 2, end.count <= 60 else { return }
    for length in 3...lender.count - 2 {
      note(marked(Self.elidedMark, Array(lender.prefix(length)) + end), passage, 0)
    }
  }

  private mutating func note(_ word: Int, _ passage: Int, _ position: UInt32) {
    occurrences.append(
      Occurrence(word: UInt32(word), passage: UInt32(passage), position: position))
  }

  private mutating func marked(_ mark: UInt8, _ word: [UInt8]) -> Int {
    letters.removeAll(keepingCapacity: true)
    letters.append(mark)
    letters.append(contentsOf: word)
    let length = letters.count
    letters.append(contentsOf: [0, 0, 0, 0, 0, 0, 0, 0])
    return letters.withUnsafeBufferPointer {
      $0.baseAddress.map { vocabulary.number(of: $0, length: length) } ?? 0
    }
  }

  /// Which passages stand under which heading; see `Extraction.headingPaths()`.
  private mutating func addHeadings(_ passages: [Passage], _ start: Int) {
    var open: [Int] = []
    func close(_ heading: Int, at end: Int) {
      guard end > heading + 1 else { return }
      segment.headings.append(
        IndexSegment.Heading(passage: start + heading, end: start + end))
    }
    let first = segment.headings.count
    for (place, passage) in passages.enumerated()
    where passage.zone == .body && passage.kind == .heading {
      while let last = open.last, passages[last].headingLevel >= passage.headingLevel {
        close(last, at: place)
        open.removeLast()
      }
      open.append(place)
    }
    for heading in open { close(heading, at: passages.count) }
    segment.headings[first...].sort { $0.passage < $1.passage }
  }

  /// Calls the body with each word and its postings, in the order of the bytes of the words.
  func forEachWord(_ body: (_ word: ArraySlice<UInt8>, _ postings: WordPostings) throws -> Void)
    throws
  {
    // Where the places of each word begin, and after the last word where they end.
    var starts = [Int](repeating: 0, count: vocabulary.count + 1)
    for occurrence in occurrences { starts[Int(occurrence.word) + 1] += 1 }
    for word in 0..<vocabulary.count { starts[word + 1] += starts[word] }
    var next = starts
    var byWord = [PlaceOfWord](
      repeating: PlaceOfWord(passage: 0, position: 0), count: occurrences.count)
    for occurrence in occurrences {
      byWord[next[Int(occurrence.word)]] = PlaceOfWord(
        passage: occurrence.passage, position: occurrence.position)
      next[Int(occurrence.word)] += 1
    }
    var postings = WordPostings()
    try byWord.withUnsafeBufferPointer { byWord in
      for word in vocabulary.sorted() {
        let bytes = vocabulary.bytes(word)
        postings.removeAll()
        Self.fill(
          &postings, byWord[starts[word]..<starts[word + 1]],
          hasPositions: bytes.first != Self.elidedMark)
        try body(bytes, postings)
      }
    }
  }

  private struct PlaceOfWord {
    var passage: UInt32
    var position: UInt32
  }

  private static func fill(
    _ postings: inout WordPostings, _ places: Slice<UnsafeBufferPointer<PlaceOfWord>>,
    hasPositions: Bool
  ) {
    var place = places.startIndex
    while place < places.endIndex {
      let passage = places[place].passage
      var end = place
      while end < places.endIndex, places[end].passage == passage { end += 1 }
      postings.add(passage: Int(passage), frequency: hasPositions ? end - place : 1)
      var last = 0
      if hasPositions {
        for occurrence in places[place..<end] {
          postings.addPosition(
            distance: Int(occurrence.position >> 1) - last,
            endsSentence: occurrence.position & 1 == 1)
          last = Int(occurrence.position >> 1)
        }
      }
      place = end
    }
  }

  /// The folded words, without marked ones.
  var words: [String] {
    (0..<vocabulary.count).compactMap { word in
      let first = vocabulary.bytes(word).first
      return first == Self.exactMark || first == Self.elidedMark ? nil : vocabulary.word(word)
    }
  }
}

/// Words that are kept as they stand in the text, so that `!AMK` is looked up and not only checked.
enum ExactWord {
  /// Whether a word has several capitals of ASCII.
  static func isKept(_ raw: some Sequence<UInt8>) -> Bool {
    var capitals = 0
    for byte in raw where (65...90).contains(byte) { capitals += 1 }
    return capitals > 1
  }

  /// Without soft hyphens and typographic apostrophes.
  static func plain(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.compactMap { scalar in
          switch scalar.value {
          case 0xAD, 0x200B...0x200D, 0x2060: nil
          case 0x2018, 0x2019, 0x02BC: "'"
          default: scalar
          }
        }))
  }

  static func plain(_ raw: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    if raw.allSatisfy({ $0 < 0x80 }) { return Array(raw) }
    return Array(plain(String(decoding: raw, as: UTF8.self)).utf8)
  }
}
