// SPDX-License-Identifier: EUPL-1.2
import Model
import Testing

@testable import Anchoring

/// A quote resolves to exactly one place, or says why not (R130).
@Suite struct QuoteFinderTests {
  /// Two pages: a heading, a paragraph that runs over the page end within a word, a running head.
  private static let pages = [
    PageText(
      number: 1,
      text:
        "Afspraken\nPartijen leggen ‘vast’ welke gegevens zij delen bij een vermoeden van kinder-"),
    PageText(
      number: 2, text: "Regiovisie\nmishandeling. Partijen leggen dit vast. Partijen overleggen."),
  ]

  private static let extraction: Extraction = {
    let first = pages[0].text.utf8.count
    let second = pages[1].text.utf8.count
    return Extraction(
      state: .read, format: "pdf", pages: pages,
      passages: [
        Passage(
          kind: .heading, headingLevel: 1, stretches: [Stretch(page: 1, utf8Range: 0..<9)]),
        Passage(
          kind: .paragraph,
          stretches: [
            Stretch(page: 1, utf8Range: 10..<first), Stretch(page: 2, utf8Range: 11..<second),
          ], joinsWord: true),
        Passage(
          kind: .paragraph, zone: .runningHead, stretches: [Stretch(page: 2, utf8Range: 0..<10)]),
      ])
  }()

  private let finder = QuoteFinder(version: "v", readerVersion: "1", extraction: extraction)

  @Test(arguments: [
    "welke gegevens zij delen", "welke  gegevens\nzij delen", "welke gege- vens zij delen",
    "leggen 'vast' welke",
  ])
  func foldsWhatACopyChanges(quote: String) throws {
    let locator = try finder.locate(quote)
    #expect(locator.stretches.map(\.page) == [1])
    #expect(finder.stands(locator))
  }

  @Test func findsAQuoteOverThePageEnd() throws {
    let locator = try finder.locate("vermoeden van kindermishandeling. Partijen leggen dit vast.")
    #expect(locator.stretches.map(\.page) == [1, 2])
    #expect(
      locator.quote == "vermoeden van kinder- mishandeling. Partijen leggen dit vast.")
    #expect(locator.after == " Partijen overleggen.")
    #expect(finder.stands(locator))
  }

  @Test func namesTheCandidatesOfAnAmbiguousQuote() {
    #expect {
      try finder.locate("Partijen leggen")
    } throws: { error in
      guard case .ambiguous(let found) = error as? QuoteFinder.Failure else { return false }
      return found.map(\.page) == [1, 2] && found[1].context.contains("dit vast")
    }
  }

  @Test func pageOrOccurrenceDecides() throws {
    #expect(try finder.locate("Partijen leggen", page: 2).stretches.first?.page == 2)
    #expect(try finder.locate("Partijen leggen", occurrence: 1).stretches.first?.page == 1)
    #expect(throws: QuoteFinder.Failure.tooFewOccurrences(found: 2)) {
      try finder.locate("Partijen leggen", occurrence: 3)
    }
  }

  @Test func showsHowFarAMissingQuoteIsRight() {
    #expect(
      throws: QuoteFinder.Failure.notFound(
        longestBeginning: "welke gegevens zij ", page: 1)
    ) { try finder.locate("welke gegevens zij bewaren") }
    #expect(throws: QuoteFinder.Failure.notFound(longestBeginning: "", page: nil)) {
      try finder.locate("iets heel anders")
    }
    #expect(throws: QuoteFinder.Failure.empty) { try finder.locate(" \n") }
  }

  @Test func runningHeadIsNoPlace() {
    #expect(throws: QuoteFinder.Failure.self) { try finder.locate("Regiovisie") }
  }

  @Test func changedQuoteNoLongerStands() throws {
    var locator = try finder.locate("welke gegevens zij delen")
    locator.quote = "welke gegevens wij delen"
    #expect(!finder.stands(locator))
  }
}
