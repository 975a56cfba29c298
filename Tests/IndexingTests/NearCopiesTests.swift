// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model
import Testing
import TestSupport

@testable import Indexing

/// R7, R127: one regional vision on eleven council sites is one paper; it is found without comparing all pairs.
@Suite struct NearCopiesTests {
  private static func extraction(_ text: String) -> Extraction {
    let pages = [PageText(number: 1, text: text)]
    return Extraction(
      state: .read, format: "txt", pages: pages,
      passages: [
        Passage(
          kind: .paragraph, stretches: [Stretch(page: 1, utf8Range: 0..<text.utf8.count)])
      ])
  }

  private static func corpus(_ texts: [String]) throws -> (corpus: Corpus, path: String) {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("bijna-\(UUID().uuidString).db").path
    let corpus = try Corpus(path: path)
    try add(texts, to: corpus)
    return (corpus, path)
  }

  private static func version(_ text: String) -> VersionHash { VersionHash(ContentHash.of(text)) }

  private static func add(_ texts: [String], to corpus: Corpus) throws {
    try corpus.store(
      texts.map { CorpusEntry(version: version($0), extraction: extraction($0), hits: []) },
      readerVersion: "1", options: "", terms: TermsFingerprint([]))
  }

  private static func remove(_ path: String) {
    for end in ["", "-wal", "-shm"] { unlink(path + end) }
  }

  /// Words that differ from text to text, and are always the same for the same seed.
  private static func text(seed: UInt64, words: Int) -> [String] {
    var generator = SplitMix64(seed: seed)
    return (0..<words).map { _ in "woord\(generator.next() % 5000)" }
  }

  /// Another word in every so many places.
  private static func edited(_ words: [String], every: Int, from: Int = 7) -> [String] {
    words.enumerated().map { $0 % every == from ? "anders\($0)" : $1 }
  }

  @Test func aNearCopyLeadsToTheEarlierPaperWithItsShare() throws {
    let vision = Self.text(seed: 1, words: 1000)
    let copy = Self.edited(vision, every: 100)
    let other = Self.text(seed: 2, words: 1000)
    let texts = [vision, other, copy].map { $0.joined(separator: " ") }
    let (corpus, path) = try Self.corpus(texts)
    defer { Self.remove(path) }
    let found = try corpus.nearCopies(of: texts.map(Self.version))
    let near = try #require(found[Self.version(texts[2])])
    #expect(found.count == 1)
    #expect(near.of == Self.version(texts[0]))
    // 996 runs of five words; ten other words break fifty of them: 946 of 1,046 stand in both.
    #expect(abs(near.share - 946.0 / 1046) < 1e-12)
    #expect(near.percent == 90)
  }

  @Test func changesInCapitalsAndPagesAreNone() throws {
    let words = Self.text(seed: 3, words: 300)
    let texts = [words.joined(separator: " "), words.joined(separator: "\n").uppercased()]
    let (corpus, path) = try Self.corpus(texts)
    defer { Self.remove(path) }
    #expect(try corpus.nearCopies(of: texts.map(Self.version))[Self.version(texts[1])]?.share == 1)
  }

  @Test func halfATextIsNoNearCopyAndAShortTextIsNotCompared() throws {
    let words = Self.text(seed: 4, words: 600)
    let half = words.prefix(300) + Self.text(seed: 5, words: 300)
    let short = Self.text(seed: 6, words: 30).joined(separator: " ")
    let texts = [words, Array(half)].map { $0.joined(separator: " ") } + [short, short + " "]
    let (corpus, path) = try Self.corpus(texts)
    defer { Self.remove(path) }
    #expect(try corpus.nearCopies(of: texts.map(Self.version)).isEmpty)
  }

  /// What is proposed follows from the papers and their order, and not from when they were read.
  @Test func addingPapersGivesWhatReadingAllAtOnceGives() throws {
    let visions = (0..<8).map { Self.text(seed: 20 + $0, words: 400) }
    var texts: [String] = []
    for vision in visions {
      for copy in 0..<4 {
        texts.append(Self.edited(vision, every: 90 + copy, from: copy + 3).joined(separator: " "))
      }
    }
    let order = texts.map(Self.version)
    let (whole, first) = try Self.corpus(texts)
    let (grown, second) = try Self.corpus([])
    defer { [first, second].forEach(Self.remove) }
    for text in texts.reversed() {
      try Self.add([text], to: grown)
      _ = try grown.nearCopies(of: order)
    }
    let found = try whole.nearCopies(of: order)
    #expect(found == (try grown.nearCopies(of: order)))
    #expect(found.count == 24)
    // Without the first paper the second stands for its copies.
    let rest = try whole.nearCopies(of: Array(order.dropFirst()))
    #expect(rest[order[1]] == nil)
    #expect(rest[order[2]]?.of == order[1])
    // What is gone is not compared with.
    try whole.remove([order[0]])
    #expect(try whole.nearCopies(of: order) == rest)
  }

  @Test func looksWithoutWriting() throws {
    let words = Self.text(seed: 8, words: 300)
    let texts = [words, Self.edited(words, every: 150)].map { $0.joined(separator: " ") }
    let (corpus, path) = try Self.corpus(texts)
    defer { Self.remove(path) }
    let looking = try Corpus(lookingAt: path)
    let found = try looking.nearCopies(of: texts.map(Self.version))
    #expect(found.count == 1)
    #expect(try corpus.nearCopies(of: texts.map(Self.version)) == found)
  }

  /// Real texts: all that is proposed is nearly the same, and nothing that is so is missed.
  @Test(.enabled(if: SharedMaterial.isPresent, "needs ../shared"))
  func proposesInRealTextsWhatAComparisonOfAllPairsFinds() throws {
    let folder = SharedMaterial.url("data/nl-texts/wetten-2017-md")
    let walk = try #require(FileManager.default.enumerator(atPath: folder.path))
    var texts: [String] = []
    for case let name as String in walk where name.hasSuffix(".md") {
      let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      if text.utf8.count < 60_000 { texts.append(text) }
    }
    try #require(texts.count > 50)
    texts = Set(texts).sorted()
    // A twin of each fifth text with other words in some places: between 75 and 100 percent stays.
    var twins: [String] = []
    for (place, text) in texts.enumerated() where place % 5 == 0 {
      let words = text.split(separator: " ").map(String.init)
      twins.append(Self.edited(words, every: 20 + place * 2, from: 11).joined(separator: " "))
    }
    texts += twins
    let (corpus, path) = try Self.corpus(texts)
    defer { Self.remove(path) }
    let found = try corpus.nearCopies(of: texts.map(Self.version))
    let runs = texts.map { Set(Shingles(of: Self.extraction($0)).values) }
    var expected = Set<VersionHash>()
    for (later, own) in runs.enumerated() where own.count >= TextSketch.fewestRuns {
      for earlier in 0..<later {
        let sizes = [own.count, runs[earlier].count].sorted()
        guard Double(sizes[0]) >= NearCopy.threshold * Double(sizes[1]) else { continue }
        if Shingles.share(own, runs[earlier]) >= NearCopy.threshold {
          expected.insert(Self.version(texts[later]))
          break
        }
      }
    }
    let right = expected.intersection(found.keys)
    print(
      "near copies: \(texts.count) texts, \(found.count) proposed, \(expected.count) by all pairs")
    // Each proposal was compared in full: none is wrong.
    #expect(right.count == found.count)
    #expect(expected.count > twins.count / 2)
    #expect(Double(right.count) >= 0.98 * Double(expected.count))
  }

  /// However many copies there are: a document is compared with as many others as a sketch has bands, at most.
  @Test func theWorkIsLinearInTheDocuments() throws {
    var index = SketchIndex(documentCount: 200)
    var compared = 0
    let vision = Self.text(seed: 11, words: 400)
    for number in 0..<200 {
      var shingles = Shingles()
      // All the same vision, with some words of their own.
      for word in Self.edited(vision, every: 100, from: number % 100) {
        Array(word.utf8).withUnsafeBufferPointer { shingles.add(hash: Shingles.hash($0)) }
      }
      let candidates = index.add(try #require(TextSketch(shingles)))
      compared += candidates.count
      #expect(number == 0 || candidates.contains { $0.likeness > 0.6 }, "\(number)")
    }
    #expect(compared <= 200 * TextSketch.bandCount)
  }

  @Test func aSketchIsReadAsItWasWritten() throws {
    var shingles = Shingles()
    for word in Self.text(seed: 9, words: 60) {
      Array(word.utf8).withUnsafeBufferPointer { shingles.add(hash: Shingles.hash($0)) }
    }
    let sketch = try #require(TextSketch(shingles))
    #expect(sketch.packed.count == 512)
    #expect(TextSketch(packed: sketch.packed) == sketch)
    #expect(TextSketch(packed: Array(sketch.packed.dropLast())) == nil)
  }
}
