// SPDX-License-Identifier: EUPL-1.2
import DutchText
import Model

/// Collects the words of some documents and gives them as a segment.
struct SegmentBuilder {
  /// What begins a word as it stands in the text.
  static let exactMark = UInt8(ascii: "=")
  /// What begins a word that an elided compound may stand for.
  static let elidedMark = UInt8(ascii: "~")

  private(set) var segment = IndexSegment()
  /// What tells which documents are nearly the same, by the document's number.
  private(set) var sketches: [Int64: TextSketch] = [:]
  private let vocabulary = Vocabulary()
  private var occurrences: [DocumentWords.Occurrence] = []

  /// Adds a document.
  ///
  /// - Parameter passages: its passages.
  mutating func add(_ words: DocumentWords, _ passages: [Passage], document: Int64) {
    let start = segment.size
    segment.documents.append(IndexSegment.Document(number: document, start: start))
    segment.lengths.append(contentsOf: words.lengths)
    // Each word of the document is looked up once, and not at each of its places.
    var numbers: [UInt32] = []
    numbers.reserveCapacity(words.ends.count)
    (words.letters + [0, 0, 0, 0, 0, 0, 0, 0]).withUnsafeBufferPointer { letters in
      guard let base = letters.baseAddress else { return }
      var begin = 0
      for end in words.ends {
        numbers.append(UInt32(vocabulary.number(of: base + begin, length: end - begin)))
        begin = end
      }
    }
    occurrences.reserveCapacity(occurrences.count + words.occurrences.count)
    for occurrence in words.occurrences {
      occurrences.append(
        DocumentWords.Occurrence(
          word: numbers[Int(occurrence.word)], passage: UInt32(start) + occurrence.passage,
          position: occurrence.position))
    }
    sketches[document] = words.sketch
    addHeadings(passages, start)
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
