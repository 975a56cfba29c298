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
    ("\"privacy\"", [3], 1), ("\"opschal*\"", [0], 1),
    ("convenant privacy OR \"veilig thuis\"", [0, 3], 3), ("team+ OR visie+", [0, 1], 2),
  ]

  @Test(arguments: queries)
  func findsThePassagesInTheBody(_ text: String, _ documents: [Int], _ places: Int) throws {
    let results = try corpus().search(SearchQuery(text), limit: 20)
    #expect(Set(results.found.map(\.document)) == Set(documents.map(Samples.version)))
    #expect(results.passageCount == documents.count)
    #expect(results.found.reduce(0) { $0 + $1.hits.count } == places)
    #expect(results.found.allSatisfy { $0.passage == 0 })
    #expect(results.isComplete && results.documentCount == 6)
  }

  /// Terms with marks inside, as they stand in the text, and with how many places.
  static let marked: [(String, Int)] = [
    ("AMK/SHG", 1), ("\"AMK/SHG\"", 1), ("24/7", 1), ("n.v.t.", 1), ("\"n.v.t.\"", 1), ("R&D", 1),
    ("info@regio.nl", 1), ("3,5", 1), ("0.75", 1), ("AMK/SHG EN 24/7", 2), ("0,75", 0),
    ("AMK.SHG", 0),
    ("\"info:regio\"", 0), ("AMK/SHG-medewerker", 1), ("(AMK/SHG OF R&D) NEAR/6 24/7", 1),
    ("!AMK/SHG", 1), ("!amk/shg", 0), ("R&D+", 1), ("AMK/S*", 1),
  ]

  @Test(arguments: marked)
  func findsAWordWithMarksInside(_ text: String, _ places: Int) throws {
    let corpus = try Corpus(path: Samples.corpusPath())
    let extraction = Samples.extraction(
      "AMK/SHG-medewerkers zijn 24/7 bereikbaar voor de R&D-afdeling; n.v.t. voor 3,5 fte en 0.75 fte. "
        + "Mail info@regio.nl.")
    try corpus.store(
      [CorpusEntry(version: Samples.version(1), extraction: extraction, hits: [])],
      readerVersion: "1", options: "", terms: TermsFingerprint([]))
    let results = try corpus.search(SearchQuery(text), limit: 9)
    #expect(results.passageCount == (places > 0 ? 1 : 0))
    #expect(results.found.reduce(0) { $0 + $1.hits.count } == places)
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
    let corpus = try corpus()
    let results = try corpus.search(
      SearchQuery("gemeente"), limit: 9,
      in: corpus.searchScope([Samples.version(4), Samples.version(77)]))
    #expect(results.found.map(\.document) == [Samples.version(4)])
    #expect(results.documentCount == 1)
  }

  /// Queries with the numbers of the documents found.
  static let joined: [(String, [Int])] = [
    ("regie OF privacy", [2, 3]), ("gemeente EN regio", [4]), ("gemeente AND regie", [2]),
    ("gemeente NIET regie", [4]), ("gemeente -regie", [4]), ("gemeente NOT (regie OR kansen)", [4]),
    ("gemeente EN (regie OF jeugdhulp)", [2, 4]), ("(privacy OF regie) gemeente", [2]),
    ("privacy OF gemeente regie", [2, 3]), ("gemeente NIET NIET regie", [2]),
    ("gemeente -\"de regio\"", [2]), ("(koop* OF schaal*) NEAR/8 (in OF op)", [4]),
    ("gemeente NEAR regie", [2]), ("koop* near/8 in", [4]), ("“veilig thuis”", [0]),
    ("18:30 OF regie", [2]),
    ("(jeugd)hulp", [4]), ("((regie))", [2]), ("NIET privacy EN regie", [2]),
    ("en OF privacy", [0, 2, 3]), ("\"de regio\" -(regie OF privacy)", [4]),
  ]

  @Test(arguments: joined)
  func joinsTerms(_ text: String, _ documents: [Int]) throws {
    let results = try corpus().search(SearchQuery(text), limit: 20)
    #expect(Set(results.found.map(\.document)) == Set(documents.map(Samples.version)))
  }

  @Test func asksForTheFieldsOfThePapers() throws {
    let corpus = try corpus()
    let query = try SearchQuery("gemeente (jaar:2014 OF -soort:visie)")
    #expect(query.fields.map(\.name) == [.year, .kind])
    #expect(query.fields.map(\.years) == [2014...2014, nil])
    let fields: [Set<VersionHash>] = [
      [Samples.version(2)], [Samples.version(2), Samples.version(4)],
    ]
    #expect(
      try corpus.search(query, limit: 9, fields: fields).found.map(\.document)
        == [Samples.version(2)])
  }

  @Test func showsThePassageWithItsHitsAndHeadings() throws {
    var extraction = Samples.extraction(
      pages: [["Samen werken", "Over regie", "De regie is aan"], ["de gemeente: Regie."]])
    for (passage, level) in [(0, 1), (1, 2)] {
      extraction.passages[passage].kind = .heading
      extraction.passages[passage].headingLevel = level
    }
    extraction.passages[2].stretches += extraction.passages[3].stretches
    extraction.passages.removeLast()
    let corpus = try Corpus(path: Samples.corpusPath())
    try corpus.store(
      [CorpusEntry(version: Samples.version(1), extraction: extraction, hits: [])],
      readerVersion: "1", options: "", terms: TermsFingerprint([]))
    let results = try corpus.search(SearchQuery("regie OF \"aan de\""), limit: 9)
    let found = try #require(results.found.first { $0.passage == 2 })
    #expect(found.page == 1 && found.headings == ["Samen werken", "Over regie"])
    #expect(found.text == "De regie is aan de gemeente: Regie.")
    let bytes = Array(found.text.utf8)
    #expect(
      found.marks.map { String(decoding: bytes[$0], as: UTF8.self) } == [
        "regie", "aan de", "Regie",
      ])
  }

  /// Queries that cannot be read, with the place and a part of what is said.
  static let mistakes: [(String, Int, String)] = [
    ("", 1, "leeg"), ("OR regie", 1, "voor OR"), ("regie OR", 7, "na OR"),
    ("regie EN", 7, "na EN"), ("regie EN OF x", 7, "na EN"), ("regie !", 7, "woord"),
    ("regie \"open", 7, "niet gesloten"), ("regie NEAR/x in", 12, "getal"),
    ("regie NEAR/99 in", 12, "getal"), ("regie NEAR/3", 7, "na NEAR/3"), ("een re+gie", 7, "+"),
    ("privacy jeugd*bescherming", 14, "*"), ("\"regie NEAR/5 in\"", 8, "buiten"),
    ("regie AMK/*", 10, "letter"), ("regie AMK+/SHG", 10, "+"), ("regie near/x in", 12, "getal"),
    ("regie (privacy", 7, "niet gesloten"), ("regie) privacy", 6, "nergens geopend"),
    ("regie ()", 8, "staat niets"), ("NIET regie", 1, "zonder woord"),
    ("regie OF NIET privacy", 10, "zonder woord"), ("jaar:2014", 1, "zonder woord"),
    ("regie OF (soort:visie)", 11, "zonder woord"),
    ("jaar:14 regie", 6, "geen jaar"), ("jaar:2014..2012 regie", 6, "geen jaar"),
    ("jaar:.. regie", 6, "geen jaar"), ("jaren:2014 regie", 1, "geen veld"),
    ("jaar: 2014", 6, "geen waarde"), ("soort:\"regiovisie", 7, "niet gesloten"),
    ("regie - privacy", 7, "los streepje"), ("regie NEAR/3 jaar:2014", 7, "alleen woorden"),
    ("a\"b\"", 2, "aanhalingsteken"), ("\"a b\"c", 6, "aanhalingsteken"),
    ("-(regie privacy) OF x", 1, "zonder woord"),
    (String(repeating: "(", count: 99) + "x", 41, "te veel haakjes"),
    (String(repeating: "x ", count: 500), 1, "te lang"),
  ]

  @Test(arguments: mistakes)
  func tellsWhereAQueryIsWrong(_ text: String, _ column: Int, _ problem: String) throws {
    let mistake = try #require(
      #expect(throws: SearchQuery.Mistake.self) { try SearchQuery(text) })
    #expect(mistake.column == column && mistake.problem.contains(problem), "\(mistake)")
    #expect(!mistake.expected.isEmpty)
    #expect(throws: Never.self) { try SearchQuery(mistake.example) }
    let lines = mistake.text(in: text).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 5 && lines[2].count == column + 2)
  }
}
