// SPDX-License-Identifier: EUPL-1.2
import Indexing
import Model
import Testing

struct CorpusBoxesTests {
  private func word(_ range: Range<Int>, _ left: Double, _ top: Double) -> WordBox {
    WordBox(
      utf8Range: range,
      rectangle: PageRectangle(left: left, top: top, right: left + 20, bottom: top + 10))
  }

  private func corpus() throws -> (Corpus, VersionHash) {
    var extraction = Samples.extraction(pages: [["de regie"], ["bij de gemeente"]])
    extraction.boxes = [
      PageBoxes(
        page: 1, width: 595, height: 842, words: [word(0..<2, 70, 90), word(3..<8, 95, 90)]),
      PageBoxes(
        page: 2, width: 595, height: 842,
        words: [word(0..<3, 70, 90), word(4..<6, 95, 90), word(7..<15, 70, 104)]),
    ]
    let corpus = try Corpus(path: Samples.corpusPath())
    let version = Samples.version(1)
    try corpus.store(
      [CorpusEntry(version: version, extraction: extraction, hits: [])], readerVersion: "1",
      options: "", terms: TermsFingerprint([]))
    return (corpus, version)
  }

  @Test func keepsTheBoxesOfEachPage() throws {
    let (corpus, version) = try corpus()
    #expect(try corpus.boxes(of: version, page: 2)?.words().count == 3)
    #expect(try corpus.boxes(of: version, page: 3) == nil)
    #expect(try corpus.boxes(of: Samples.version(2), page: 1) == nil)
  }

  @Test func marksAQuoteLineByLineAndOverAPageEnd() throws {
    let (corpus, version) = try corpus()
    let marks = try corpus.marks(
      of: [Stretch(page: 1, utf8Range: 3..<8), Stretch(page: 2, utf8Range: 0..<15)], in: version)
    #expect(marks.map(\.page) == [1, 2])
    #expect(marks.map(\.rectangles.count) == [1, 2])
    #expect(
      marks.last?.rectangles.first
        == PageRectangle(left: 70, top: 90, right: 115, bottom: 100))
  }

  @Test func forgetsThemWithTheDocument() throws {
    let (corpus, version) = try corpus()
    try corpus.remove([version])
    try corpus.store(
      [CorpusEntry(version: version, extraction: Samples.extraction("tekst"), hits: [])],
      readerVersion: "1", options: "", terms: TermsFingerprint([]))
    #expect(try corpus.boxes(of: version, page: 1) == nil)
  }
}
