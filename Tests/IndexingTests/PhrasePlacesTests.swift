// SPDX-License-Identifier: EUPL-1.2
import Model
import Testing

@testable import Indexing

/// Words after each other in a segment, compared with a look at every place of every passage.
struct PhrasePlacesTests {
  /// By passage: its words as numbers, negative where a sentence ends after one.
  private typealias Passages = [[Int]]

  private static func passages(_ random: inout SplitMix64, words: Int) -> Passages {
    (0..<400).map { _ in
      // Few passages are long, and many hold none of the words that are asked for.
      let length = random.next() % 9 == 0 ? 300 : Int(random.next() % 12)
      let spread = random.next() % 3 == 0 ? words : words * 40
      return (0..<length).map { _ in
        let word = Int(random.next() % UInt64(spread)) + 1
        return random.next() % 7 == 0 ? -word : word
      }
    }
  }

  private static func postings(of word: Int, in passages: Passages) -> WordPostings {
    var postings = WordPostings()
    for (passage, words) in passages.enumerated() {
      let places = words.indices.filter { abs(words[$0]) == word }
      guard !places.isEmpty else { continue }
      postings.add(passage: passage, frequency: places.count)
      var last = 0
      for place in places {
        postings.addPosition(distance: place - last, endsSentence: words[place] < 0)
        last = place
      }
    }
    return postings
  }

  private static func withFound<Result>(
    _ postings: WordPostings, _ body: (SegmentWords.Found) throws -> Result
  ) rethrows -> Result {
    try postings.places.withUnsafeBytes { places in
      try postings.positions.withUnsafeBytes { positions in
        try body(
          SegmentWords.Found(count: postings.count, places: places, positions: positions))
      }
    }
  }

  private static func places(_ phrase: PhrasePlaces) -> [[Int]] {
    phrase.all.map { place in
      [Int(place >> PhrasePlaces.wordBits), Int(place) & (WordPosition.limit - 1)]
    }
  }

  @Test(arguments: 1...40)
  func findsWhatALookAtEveryPlaceFinds(_ seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let passages = Self.passages(&random, words: 3)
    // The phrase: at each place one of some words; the place that gives the others is any of them.
    let wanted = (0..<Int.random(in: 1...3, using: &random)).map { _ in
      Set((0..<Int.random(in: 1...2, using: &random)).map { _ in Int(random.next() % 3) + 1 })
    }
    let anchor = Int.random(in: wanted.indices, using: &random)
    let phrase = PhrasePlaces()
    func mayEnd(_ place: Int) -> Bool { place == wanted.count - 1 }
    for word in wanted[anchor].sorted() {
      try Self.withFound(Self.postings(of: word, in: passages)) {
        try phrase.add($0, size: 400, offset: anchor, mayEndSentence: mayEnd(anchor))
      }
    }
    phrase.sort()
    for place in wanted.indices where place != anchor {
      phrase.beginKeeping()
      for word in wanted[place] {
        try Self.withFound(Self.postings(of: word, in: passages)) {
          try phrase.keep($0, size: 400, offset: place, mayEndSentence: mayEnd(place))
        }
      }
      phrase.endKeeping()
    }
    var expected: [[Int]] = []
    for (passage, words) in passages.enumerated() {
      for start in words.indices where start + wanted.count <= words.count {
        let fits = wanted.indices.allSatisfy { place in
          let word = words[start + place]
          return wanted[place].contains(abs(word)) && (word > 0 || mayEnd(place))
        }
        if fits { expected.append([passage, start]) }
      }
    }
    #expect(Self.places(phrase) == expected)
    phrase.removeAll()
    #expect(phrase.all.isEmpty)
  }

  /// Bytes that are cut off are damage and never read beyond.
  @Test func refusesWhatIsCutOff() throws {
    var whole = WordPostings()
    for passage in 0..<40 {
      whole.add(passage: passage, frequency: 2)
      whole.addPosition(distance: 3, endsSentence: false)
      whole.addPosition(distance: 1, endsSentence: false)
    }
    var last = WordPostings()
    last.add(passage: 39, frequency: 1)
    last.addPosition(distance: 2, endsSentence: false)
    let phrase = PhrasePlaces()
    try Self.withFound(last) { try phrase.add($0, size: 40, offset: 0, mayEndSentence: false) }
    whole.places.withUnsafeBytes { places in
      for length in 0..<whole.positions.count - 1 {
        Array(whole.positions.prefix(length)).withUnsafeBytes { positions in
          let found = SegmentWords.Found(count: 40, places: places, positions: positions)
          #expect(throws: PackedReader.Broken.self) {
            try PhrasePlaces().add(found, size: 40, offset: 0, mayEndSentence: true)
          }
          #expect(throws: PackedReader.Broken.self) {
            try phrase.keep(found, size: 40, offset: 1, mayEndSentence: true)
          }
        }
      }
    }
  }

  @Test(arguments: 0...60)
  func skipsAsManyNumbersAsReadingThemWould(_ count: Int) throws {
    var random = SplitMix64(seed: UInt64(count))
    var bytes: [UInt8] = []
    for _ in 0..<60 {
      bytes.appendPacked(Int(random.next() >> UInt64.random(in: 34...63, using: &random)))
    }
    try bytes.withUnsafeBytes { bytes in
      var skipped = PackedPointer(bytes)
      var read = PackedPointer(bytes)
      try skipped.skip(count)
      for _ in 0..<count { _ = try read.number() }
      #expect(skipped.offset == read.offset)
      #expect(throws: PackedReader.Broken.self) { try skipped.skip(61) }
    }
  }
}
