// SPDX-License-Identifier: EUPL-1.2
import Foundation
import GRDB
import Indexing
import Model
import Testing

struct CorpusTests {
  static let terms: [Term] = [
    Term(
      id: "privacy", label: "privacy+", patterns: [.inside("privacy")],
      levels: [.word, .inflection, .inside]),
    Term(id: "regie", label: "regie", patterns: [.word("regie")], levels: [.word, .inflection]),
  ]
  let fingerprint = TermsFingerprint(terms)

  private func entry(_ number: Int, _ extraction: Extraction) -> CorpusEntry {
    CorpusEntry(
      version: Samples.version(number), extraction: extraction,
      hits: TermMatcher(terms: Self.terms).match(extraction))
  }

  private func store(_ entries: [CorpusEntry], in corpus: Corpus) throws {
    try corpus.store(entries, readerVersion: "1", options: "ocr", terms: fingerprint)
  }

  private static var rich: Extraction {
    var extraction = Samples.extraction(pages: [
      ["De privacy en de regie.", "Kop"], ["Het privacyreglement."], [""],
    ])
    extraction.state = .partly
    extraction.passages[1].zone = .runningHead
    extraction.passages[0].kind = .heading
    extraction.passages[0].headingLevel = 2
    extraction.passages.append(
      Passage(
        kind: .note,
        stretches: [Stretch(page: 1, utf8Range: 0..<2), Stretch(page: 2, utf8Range: 0..<3)],
        joinsWord: true))
    extraction.pagesWithoutText = [3]
    extraction.title = "Regiovisie “thuis”"
    extraction.metadataDate = "2015-03-01"
    extraction.diagnostics = [
      Diagnostic(.warning, .reading, page: 3, problem: "geen tekst", remedy: "scan opnieuw")
    ]
    return extraction
  }

  @Test func givesBackWhatWasStored() throws {
    let corpus = try Corpus(path: Samples.corpusPath())
    let one = entry(1, Self.rich)
    try store([one, entry(2, Samples.extraction("Niets."))], in: corpus)
    #expect(try corpus.extraction(of: one.version) == one.extraction)
    #expect(try corpus.pageTexts(of: one.version) == one.extraction.pages)
    #expect(try corpus.passages(of: one.version) == one.extraction.passages)
    #expect(try corpus.hits(in: one.version) == one.hits)
    #expect(
      try corpus.hits(in: one.version, terms: ["regie"]) == one.hits.filter { $0.term == "regie" })
    let counts = try corpus.counts()
    #expect(counts[one.version] == ["privacy": 2, "regie": 1])
    #expect(counts[Samples.version(2)] == [:])
    let facts = try #require(corpus.facts()[one.version])
    #expect(facts.pageCount == 3 && facts.pagesWithoutText == [3] && facts.state == .partly)
    #expect(facts.passageCount == 4, "the body has four passages, the running head is apart")
    #expect(facts.title == one.extraction.title && facts.diagnostics == one.extraction.diagnostics)
    #expect(try corpus.extraction(of: Samples.version(9)) == nil)
  }

  @Test func knowsWhichReaderAndOptionsReadADocument() throws {
    let corpus = try Corpus(path: Samples.corpusPath())
    try store([entry(1, Self.rich)], in: corpus)
    #expect(try corpus.storedDocuments(readerVersion: "1", options: "ocr") == [Samples.version(1)])
    #expect(try corpus.storedDocuments(readerVersion: "2", options: "ocr").isEmpty)
    #expect(try corpus.storedDocuments(readerVersion: "1", options: "").isEmpty)
  }

  @Test func replacesAndRemovesDocuments() throws {
    let corpus = try Corpus(path: Samples.corpusPath())
    try store([entry(1, Self.rich), entry(2, Samples.extraction("Andere regie."))], in: corpus)
    let changed = entry(1, Samples.extraction("Nu over de aanpak."))
    try store([changed, changed], in: corpus)
    #expect(try corpus.search(SearchQuery("privacy+"), limit: 9).passageCount == 0)
    #expect(try corpus.search(SearchQuery("aanpak"), limit: 9).passageCount == 1)
    try corpus.remove([Samples.version(1), Samples.version(7)])
    #expect(try corpus.search(SearchQuery("aanpak"), limit: 9).passageCount == 0)
    #expect(try corpus.search(SearchQuery("regie"), limit: 9).passageCount == 1)
    #expect(try Set(corpus.facts().keys) == [Samples.version(2)])
    let counts = try corpus.counts()
    #expect(counts.documentCount == 1 && counts[Samples.version(2)] == ["regie": 1])
  }

  @Test func rematchingGivesWhatMatchingGives() throws {
    let corpus = try Corpus(path: Samples.corpusPath())
    let extraction = Samples.extraction("Regie en afspraken over privacyregels.", "De regierol.")
    try store([entry(1, extraction), entry(2, Self.rich)], in: corpus)
    #expect(try corpus.rematch(terms: Self.terms) == 0)
    var changed = Self.terms
    changed[1].patterns = [.inside("regie")]
    changed[1].levels = Samples.letters
    changed.append(try Samples.term("afspraken"))
    #expect(try corpus.versionsWithOtherTerms(TermsFingerprint(changed)).count == 2)
    #expect(try corpus.rematch(terms: changed, batchSize: 1) == 2)
    #expect(try corpus.rematch(terms: changed) == 0)
    #expect(
      try corpus.hits(in: Samples.version(1)) == TermMatcher(terms: changed).match(extraction))
    #expect(
      try corpus.counts()[Samples.version(1)] == ["privacy": 1, "regie": 2, "afspraken": 1])
  }

  @Test func keepsTheCountsOfMoreDocumentsThanOneBlockHolds() throws {
    let corpus = try Corpus(path: Samples.corpusPath())
    let texts = ["De regie.", "Regie over regie, en privacy.", "Niets."]
    let all = (0..<1100).map { entry($0, Samples.extraction(texts[$0 % 3])) }
    for start in stride(from: 0, to: all.count, by: 500) {
      try store(Array(all[start..<min(start + 500, all.count)]), in: corpus)
    }
    try corpus.remove([Samples.version(4), Samples.version(1098)])
    let counts = try corpus.counts()
    #expect(counts.documentCount == 1098)
    #expect(counts[Samples.version(1)] == ["regie": 2, "privacy": 1])
    #expect(counts[Samples.version(1096)] == ["regie": 2, "privacy": 1])
    #expect(counts[Samples.version(1097)] == [:])
    #expect(counts[Samples.version(4)] == nil && counts[Samples.version(1098)] == nil)
    let regie = counts.selection(["regie"])
    let sum = counts.versions.reduce(0) { $0 + counts.sum(of: regie, in: counts.row(of: $1)) }
    #expect(sum == 366 + 2 * 366, "of each of two kinds there were 367, and one is gone")
    let one = try corpus.counts(of: [Samples.version(1)])
    #expect(one.documentCount == 1)
  }

  @Test func givesThePlacesPerPassageWithoutThePassages() throws {
    let corpus = try Corpus(path: Samples.corpusPath())
    let one = entry(1, Self.rich)
    try store([one], in: corpus)
    let places = try corpus.passageTerms(in: one.version)
    #expect(places["privacy"].map { [$0.passage, $0.count] } == [[0, 1], [2, 1]])
    #expect(places.headings == [0])
    #expect(try corpus.hits(in: one.version, passages: [2]).map(\.term) == ["privacy"])
    #expect(try corpus.passageTerms(in: Samples.version(8)).terms.isEmpty)
  }

  @Test func fingerprintChangesWithWhatTermsFindOnly() {
    var other = Self.terms
    other[0].label = "anders"
    #expect(TermsFingerprint(Array(other.reversed())) == fingerprint)
    other[0].exceptions = [.word("privacyregels")]
    #expect(TermsFingerprint(other) != fingerprint)
    other = Self.terms
    other[1].levels.insert(.inside)
    #expect(TermsFingerprint(other) != fingerprint)
  }

  @Test func remembersFilesUntilTheyChange() throws {
    let corpus = try Corpus(path: Samples.corpusPath())
    let file = FileStamp(
      path: "bronnen/één.pdf", size: 9, modifiedNanoseconds: 1_425_168_000_000_000_001,
      inode: .max)
    try corpus.remember([(file, Samples.version(1))])
    #expect(try corpus.version(of: file) == Samples.version(1))
    #expect(try corpus.rememberedFiles() == [file: Samples.version(1)])
    var touched = file
    touched.modifiedNanoseconds += 1
    #expect(try corpus.version(of: touched) == nil)
    try corpus.remember([(touched, Samples.version(2))])
    #expect(try corpus.rememberedFiles() == [touched: Samples.version(2)])
    try corpus.forget(paths: [file.path])
    #expect(try corpus.rememberedFiles().isEmpty)
  }

  @Test func keepsSettings() throws {
    let path = try Samples.corpusPath()
    try Corpus(path: path).set("kern", "waarde")
    let corpus = try Corpus(path: path)
    #expect(try corpus.setting("kern") == "waarde")
    try corpus.set("kern", nil)
    #expect(try corpus.setting("kern") == nil)
  }

  @Test func servesSeveralReadersAtOnce() async throws {
    let corpus = try Corpus(path: Samples.corpusPath())
    try store((0..<20).map { entry($0, Self.rich) }, in: corpus)
    try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<8 {
        group.addTask {
          try corpus.search(SearchQuery("privacy+"), limit: 50).found.reduce(0) {
            $0 + $1.hits.count
          }
        }
      }
      for try await count in group { #expect(count == 40) }
    }
  }
}
