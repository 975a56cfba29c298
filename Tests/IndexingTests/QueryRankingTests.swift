// SPDX-License-Identifier: EUPL-1.2
import Model
import Testing

@testable import Indexing

/// What makes a passage better than another one.
struct QueryRankingTests {
  private func order(_ query: String, _ extraction: Extraction) throws -> [Int] {
    let corpus = try Corpus(path: Samples.corpusPath())
    try corpus.store(
      [CorpusEntry(version: Samples.version(1), extraction: extraction, hits: [])],
      readerVersion: "1", options: "", terms: TermsFingerprint([]))
    return try corpus.search(SearchQuery(query), limit: 9).found.map(\.passage)
  }

  @Test func moreOfTheWordsFirst() throws {
    let texts = Samples.extraction(
      "regie en nog wat", "privacy bij regie hier", "niets", "regie niets anders")
    #expect(try order("regie OF privacy", texts).first == 1)
  }

  @Test func moreOftenFirst() throws {
    let texts = Samples.extraction("regie van een twee", "regie van een regie")
    #expect(try order("regie", texts) == [1, 0])
  }

  @Test func shorterFirst() throws {
    let texts = Samples.extraction("regie en veel meer woorden dan elders", "de regie")
    #expect(try order("regie", texts) == [1, 0])
  }

  @Test func rarerWordsCountMore() throws {
    let texts = Samples.extraction(
      "regie een", "regie een", "privacy een", "regie een", "regie een", "regie een")
    #expect(try order("regie OF privacy", texts).first == 2)
  }

  @Test func underAHeadingWithTheWordsFirst() throws {
    var texts = Samples.extraction("Anders", "de regie hier", "De regie", "de regie daar")
    for place in [0, 2] {
      texts.passages[place].kind = .heading
      texts.passages[place].headingLevel = 1
    }
    #expect(try order("regie hier OF regie daar", texts) == [3, 1])
    #expect(try order("\"de regie\"", texts).last == 1)
  }

  /// The heap gives what sorting everything gives, ties included.
  @Test(arguments: [1, 2, 7, 50, 500])
  func keepsTheFirstOfAll(_ limit: Int) {
    var random = SplitMix64(seed: UInt64(limit))
    let all = (0..<300).map { place in
      Candidate(
        score: Float(random.next() % 5), order: Int32(random.next() % 7), passage: Int32(place),
        document: 1, isCertain: place % 2 == 0)
    }
    var best = BestCandidates(limit: limit)
    for candidate in all { best.add(candidate) }
    let expected = all.sorted { $0.precedes($1) }.prefix(limit).map(\.passage)
    #expect(best.sorted.map(\.passage) == expected)
    #expect(best.count == 300 && best.certainCount == 150 && best.isCut == (limit < 300))
    #expect(best.uncertain?.count == 150)
  }
}
