// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Indexing
import Model
import Testing

struct SearchTests {
  private static let texts = [
    "Het wijkteam werkt samen met Veilig Thuis aan op- en afschalen.",
    "De Regiovisie noemt kindermishandeling. Kindermishandeling is meldingsplichtig.",
    "De regie en de casusregie liggen bij de gemeente; het OM beslist.",
    "Om de privacy te waarborgen is een convenant nodig.",
    "De gemeente koopt met de regio jeugdhulp in. Informatie-uitwisseling volgt.",
    "Aan coördinatie van geweld12 in gezinnen wordt gewerkt.",
  ]

  private func corpus() throws -> Corpus {
    let corpus = try Corpus(path: Samples.corpusPath())
    let entries = Self.texts.enumerated().map { number, text in
      var extraction = Samples.extraction(text, "Kop: privacy en regie")
      extraction.passages[1].zone = .runningHead
      return CorpusEntry(version: Samples.version(number), extraction: extraction, hits: [])
    }
    try corpus.store(entries, readerVersion: "1", options: "", terms: TermsFingerprint([]))
    return corpus
  }

  /// A query, the numbers of the documents found, and the number of places.
  static let queries: [(String, [Int], Int)] = [
    ("kindermishandeling", [1], 2), ("mishandeling", [], 0), ("mishandeling+", [1], 2),
    ("regie+", [2], 2), ("regie", [2], 1), ("!OM", [2], 1), ("om", [2, 3], 2),
    ("\"veilig thuis\"", [0], 1), ("\"thuis veilig\"", [], 0), ("opschalen", [0], 1),
    ("opschal*", [0], 1), ("privacy OR regie", [2, 3], 2), ("gemeente regie", [2], 2),
    ("gemeente privacy", [], 0), ("koop* NEAR/8 in", [4], 1), ("gezin", [5], 1),
    ("informatie-uitwisseling", [4], 1), ("coordinat*", [5], 1), ("geweld", [5], 1),
    ("informatie uitwisseling", [4], 2), ("e+", [0, 1, 2, 3, 4, 5], 41), ("onzinwoord+", [], 0),
    ("convenant privacy OR \"veilig thuis\"", [0, 3], 3), ("team+ OR visie+", [0, 1], 2),
  ]

  @Test(arguments: queries)
  func findsThePassagesInTheBody(_ text: String, _ documents: [Int], _ places: Int) throws {
    let results = try corpus().search(SearchQuery(text), limit: 20)
    #expect(Set(results.found.map(\.document)) == Set(documents.map(Samples.version)))
    #expect(results.passageCount == documents.count)
    #expect(results.placeCount == places)
    #expect(results.found.allSatisfy { $0.passage == 0 })
    #expect(results.isComplete && results.documentCount == 6)
  }

  @Test func putsTheBestFirstAndCountsBeyondTheLimit() throws {
    let corpus = try corpus()
    let results = try corpus.search(SearchQuery("kindermishandeling OR gemeente"), limit: 1)
    #expect(results.found.map(\.document) == [Samples.version(1)])
    #expect(results.passageCount == 3)
    let hit = try #require(results.found.first?.hits.first)
    #expect(hit.level == .word && hit.stretches == [Stretch(page: 1, utf8Range: 20..<38)])
  }

  @Test func searchesSomeDocumentsOnly() throws {
    let results = try corpus().search(
      SearchQuery("gemeente"), limit: 9, documents: [Samples.version(4), Samples.version(77)])
    #expect(results.found.map(\.document) == [Samples.version(4)])
    #expect(results.documentCount == 1)
  }

  @Test(arguments: [
    ("", 1), ("OR regie", 1), ("regie OR", 7), ("regie !", 7), ("regie \"open", 12),
    ("regie NEAR/x in", 12), ("regie NEAR/3", 7), ("een re+gie", 5),
  ])
  func tellsWhereAQueryIsWrong(_ text: String, _ column: Int) {
    let mistake = #expect(throws: SearchQuery.Mistake.self) { try SearchQuery(text) }
    #expect(mistake?.column == column)
    #expect(mistake?.problem.isEmpty == false)
  }
}
