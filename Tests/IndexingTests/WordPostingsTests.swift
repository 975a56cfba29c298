// SPDX-License-Identifier: EUPL-1.2
import Testing

@testable import Indexing

struct WordPostingsTests {
  /// Passages, each with its positions and whether a sentence ends there.
  private static let sample: [(passage: Int, positions: [(Int, Bool)])] = [
    (0, [(0, false)]), (1, [(3, true), (4, false), (9_000, true)]), (70_000, [(127, false)]),
    (70_001, [(0, true), (1, true)]),
  ]

  private static func postings() -> WordPostings {
    var postings = WordPostings()
    for (passage, positions) in sample {
      postings.add(passage: passage, frequency: positions.count)
      var last = 0
      for (position, endsSentence) in positions {
        postings.addPosition(distance: position - last, endsSentence: endsSentence)
        last = position
      }
    }
    return postings
  }

  @Test func givesBackPlacesAndPositions() throws {
    let postings = Self.postings()
    #expect(postings.count == 4)
    var passages: [[Int]] = []
    try postings.places.withUnsafeBytes { bytes in
      try WordPostings.forEach(bytes, size: 70_002) { passages.append([$0, $1]) }
    }
    #expect(passages == Self.sample.map { [$0.passage, $0.positions.count] })
    var found: [String] = []
    try postings.places.withUnsafeBytes { places in
      try postings.positions.withUnsafeBytes { positions in
        try WordPostings.forEachPosition(places, positions, size: 70_002, wants: { $0 != 0 }) {
          found.append("\($0) \($1) \($2)")
        }
      }
    }
    #expect(
      found
        == Self.sample.dropFirst().flatMap { sample in
          sample.positions.map { "\(sample.passage) \($0.0) \($0.1)" }
        })
  }

  /// Bytes that are cut off, or that name a passage which is not there, are damage and never read beyond.
  @Test func refusesWhatIsCutOffOrOutside() throws {
    let postings = Self.postings()
    func read(_ places: [UInt8], _ positions: [UInt8], size: Int) throws -> Int {
      var count = 0
      try places.withUnsafeBytes { places in
        try positions.withUnsafeBytes { positions in
          try WordPostings.forEachPosition(places, positions, size: size, wants: { _ in true }) {
            _, _, _ in count += 1
          }
        }
      }
      return count
    }
    #expect(try read(postings.places, postings.positions, size: 70_002) == 7)
    #expect(throws: PackedReader.Broken.self) {
      try read(postings.places, postings.positions, size: 70_001)
    }
    for length in 0..<postings.positions.count {
      #expect(throws: PackedReader.Broken.self) {
        try read(postings.places, Array(postings.positions.prefix(length)), size: 70_002)
      }
    }
    #expect(throws: PackedReader.Broken.self) {
      try read(Array(repeating: 0xFF, count: 9), postings.positions, size: 70_002)
    }
  }

  @Test func blocksHoldWordsInOrderAndStopWhenLarge() throws {
    var block = PostingBlock()
    var number = 0
    while block.takes(4) {
      var postings = WordPostings()
      postings.add(passage: number, frequency: 1)
      postings.addPosition(distance: 0, endsSentence: false)
      block.add(Array("woord\(1_000 + number)".utf8), postings)
      number += 1
    }
    #expect(number == 256 && block.first == Array("woord1000".utf8))
    #expect(!block.takes(0) && PostingBlock().takes(1 << 30))
    var read: [String] = []
    try block.words.withUnsafeBytes { bytes in
      var words = BlockWords(bytes)
      while let entry = try words.next() {
        read.append(String(decoding: entry.word, as: UTF8.self))
        #expect(entry.count == 1 && entry.positions.count == 1)
      }
    }
    #expect(read == (0..<256).map { "woord\(1_000 + $0)" })
    block.words.dropLast(2).withUnsafeBytes { bytes in
      var words = BlockWords(bytes)
      #expect(throws: PackedReader.Broken.self) { while try words.next() != nil {} }
    }
  }

  @Test func lengthsGrowWithWordsAndAreExactWhereShort() {
    #expect((1...40).map { PassageLength.code(words: $0) } == (1...40).map { UInt8($0) })
    let codes = (1...5_000).map { PassageLength.code(words: $0) }
    #expect(codes == codes.sorted() && PassageLength.code(words: 0) == 1)
    for words in [41, 100, 1_000, 5_000] {
      let read = PassageLength.steps[Int(PassageLength.code(words: words))]
      #expect(read <= Float(words) && read > Float(words) * 0.92)
    }
    #expect(PassageLength.code(words: .max) == 255)
  }
}
