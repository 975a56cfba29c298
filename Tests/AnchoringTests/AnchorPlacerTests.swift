// SPDX-License-Identifier: EUPL-1.2
import Model
import Testing

@testable import Anchoring

/// A coding is placed again in another version of its document, or it is said why that cannot be done (R130).
@Suite struct AnchorPlacerTests {
  private static let paragraphs = [
    "# 1 Samenwerking",
    "De gemeenten in de regio werken samen met Veilig Thuis en leggen dat vast in een plan.",
    "Partijen wisselen gegevens uit volgens het convenant dat zij in het voorjaar hebben getekend.",
    "De wethouder van elke gemeente stuurt op de afspraken en bespreekt ze twee keer per jaar.",
    "# 2 Toezicht",
    "De inspectie ziet toe op de kwaliteit van de hulp en meldt haar bevindingen aan de raad.",
    "Over de uitkomsten wordt jaarlijks verslag gedaan aan de gemeenteraden.",
  ]
  private static let quote = "wisselen gegevens uit volgens het convenant"

  /// Paragraphs, `#` for a heading and `%` for a new page.
  private static func text(_ paragraphs: [String], format: String = "pdf") -> Extraction {
    var pages = [PageText(number: 1, text: "")]
    var passages: [Passage] = []
    for paragraph in paragraphs {
      if paragraph == "%" {
        pages.append(PageText(number: pages.count + 1, text: ""))
        continue
      }
      let isHeading = paragraph.hasPrefix("# ")
      let words = isHeading ? String(paragraph.dropFirst(2)) : paragraph
      let page = pages.count - 1
      if !pages[page].text.isEmpty { pages[page].text += "\n" }
      let start = pages[page].text.utf8.count
      pages[page].text += words
      passages.append(
        Passage(
          kind: isHeading ? .heading : .paragraph, headingLevel: isHeading ? 1 : 0,
          stretches: [
            Stretch(page: page + 1, utf8Range: start..<pages[page].text.utf8.count)
          ]))
    }
    return Extraction(state: .read, format: format, pages: pages, passages: passages)
  }

  private static func placer(_ version: VersionHash, _ paragraphs: [String]) -> AnchorPlacer {
    AnchorPlacer(version: version, readerVersion: "1", extraction: text(paragraphs))
  }

  private static func locator(_ quote: String = quote, page: Int? = nil) throws -> Locator {
    try QuoteFinder(version: "oud", readerVersion: "1", extraction: text(paragraphs))
      .locate(quote, page: page)
  }

  /// Placed with the old text, and with nothing but the locator.
  private static func placements(_ changed: [String]) throws -> [AnchorPlacement] {
    let new = placer("nieuw", changed)
    let locator = try locator()
    return [new.place(locator, from: placer("oud", paragraphs)), new.place(locator)]
  }

  private static func replacing(_ place: Int, with texts: [String]) -> [String] {
    Array(paragraphs[..<place]) + texts + Array(paragraphs[(place + 1)...])
  }

  @Test func keepsWhatSurroundsAQuote() throws {
    let locator = try Self.locator()
    #expect(locator.headings == ["1 Samenwerking"])
    #expect(locator.repeats == 1)
    #expect(locator.before == " leggen dat vast in een plan.\u{20}Partijen ".suffix(32))
    #expect(locator.after == " dat zij in het voorjaar hebben ")
  }

  @Test func sameWordsInTheSamePlaceAreIntact() throws {
    let longer = Self.replacing(1, with: [Self.paragraphs[1] + " Dat plan geldt vier jaar."])
    for changed in [Self.paragraphs, longer] {
      for placement in try Self.placements(changed) {
        #expect(placement.state == .intact)
        #expect(placement.locator?.quote == Self.quote)
        #expect(placement.locator?.version == "nieuw")
      }
    }
  }

  @Test(arguments: [
    "Partijen wisse- len gegevens uit volgens het con- venant dat zij in het voorjaar hebben getekend.",
    "Partijen  wisselen ge-gevens uit volgens het convenant dat zij in het voorjaar hebben getekend.",
  ])
  func hyphensMakeNoDifference(paragraph: String) throws {
    for placement in try Self.placements(Self.replacing(2, with: [paragraph])) {
      #expect(placement.state == .intact)
    }
  }

  @Test func otherPageOrHeadingIsMoved() throws {
    let nextPage = Self.replacing(1, with: [Self.paragraphs[1], "%"])
    var moved = Self.paragraphs
    moved.append(moved.remove(at: 2))
    for changed in [nextPage, moved] {
      for placement in try Self.placements(changed) {
        #expect(placement.state == .moved)
        #expect(placement.locator?.quote == Self.quote)
      }
    }
  }

  @Test(arguments: [
    (
      "Partijen wisselen persoonsgegevens uit volgens het convenant dat zij in het voorjaar hebben getekend.",
      "wisselen [-gegevens-] {+persoonsgegevens+} uit volgens het convenant"
    ),
    (
      "Partijen wisselen in beginsel gegevens uit volgens het convenant dat zij in het voorjaar hebben getekend.",
      "wisselen {+in beginsel+} gegevens uit volgens het convenant"
    ),
    (
      "Partijen wisselen gegevens uit volgens convenant dat zij in het voorjaar hebben getekend.",
      "wisselen gegevens uit volgens [-het-] convenant"
    ),
  ])
  func nearlyTheSameWordsAreChangedAndShown(paragraph: String, difference: String) throws {
    for placement in try Self.placements(Self.replacing(2, with: [paragraph])) {
      #expect(placement.state == .changed)
      let found = placement.locator?.quote ?? ""
      #expect(AnchorPlacer.difference(from: Self.quote, to: found).line == difference)
    }
  }

  @Test func whatIsGoneIsLost() throws {
    for changed in [
      Self.replacing(2, with: []),
      Self.replacing(2, with: ["Hierover is met de andere instellingen niets afgesproken."]),
      [],
    ] {
      for placement in try Self.placements(changed) { #expect(placement.state == .lost) }
    }
  }

  @Test func aSentenceThatStoodElsewhereIsNotTaken() throws {
    let sibling =
      "Partijen wisselen gegevens uit volgens het protocol dat zij in het najaar hebben getekend."
    let before = Self.paragraphs + ["# 3 Politie", sibling]
    let old = AnchorPlacer(version: "oud", readerVersion: "1", extraction: Self.text(before))
    let locator = try QuoteFinder(
      version: "oud", readerVersion: "1", extraction: Self.text(before)
    ).locate(Self.quote)
    var after = before
    after.remove(at: 2)
    #expect(Self.placer("nieuw", after).place(locator, from: old).state == .lost)
  }

  @Test func surroundingsTellRepeatedWordsApart() throws {
    let repeated = Self.replacing(5, with: [Self.paragraphs[5] + " Partijen leggen dat vast."])
    let before = Self.replacing(3, with: [Self.paragraphs[3] + " Partijen leggen dat vast."])
    let both = Array(before[..<5]) + Array(repeated[5...])
    let extraction = Self.text(both)
    let finder = QuoteFinder(version: "oud", readerVersion: "1", extraction: extraction)
    let old = AnchorPlacer(version: "oud", readerVersion: "1", extraction: extraction)
    let second = try finder.locate("Partijen leggen dat vast.", occurrence: 2)
    #expect(second.repeats == 2)
    let longer = ["# 0 Vooraf", "Dit stuk vervangt het vorige."] + both
    let placed = Self.placer("nieuw", longer).place(second, from: old)
    #expect(placed.state == .intact)
    #expect(placed.locator?.before.hasSuffix("bevindingen aan de raad. ") == true)
    // The second is gone; the first is not taken for it.
    let left = Self.placer("nieuw", before).place(second, from: old)
    #expect(left.state == .ambiguous)
    #expect(left.candidates.count == 1)
  }

  @Test func placesThatNothingTellsApartAreShown() throws {
    let twice = Self.paragraphs + Self.paragraphs
    let placed = Self.placer("nieuw", twice).place(try Self.locator())
    #expect(placed.state == .ambiguous)
    #expect(placed.candidates.count == 2)
    #expect(placed.locator == nil)
  }

  @Test func otherReaderOfTheSameBytesIsNoMove() throws {
    let locator = try Self.locator()
    var other = Self.text(Self.paragraphs)
    other.passages[0].kind = .paragraph
    other.passages[0].headingLevel = 0
    let placed = AnchorPlacer(version: "oud", readerVersion: "2", extraction: other).place(locator)
    #expect(placed.state == .intact)
    #expect(placed.locator?.readerVersion == "2")
  }

  @Test func quoteOverMoreThanTwoPagesIsCutAndShown() throws {
    let pieces = ["Partijen wisselen", "%", "gegevens uit", "%", "volgens het convenant dat zij"]
    for placement in try Self.placements(Self.replacing(2, with: pieces)) {
      #expect(placement.state == .changed)
      #expect(placement.locator?.stretches.map(\.page) == [1, 2])
    }
  }

  @Test(.timeLimit(.minutes(1))) func hostileTextsTakeBoundedTime() throws {
    let locator = try Self.locator()
    let same = String(repeating: "a", count: 400_000)
    let runs = String(repeating: "wisselen gegevens ", count: 20_000)
    for text in [same, runs, runs + same] {
      _ = Self.placer("nieuw", [text]).place(locator)
    }
    var long = locator
    long.quote = String(repeating: "gegevens uit ", count: 20_000)
    #expect(Self.placer("nieuw", [runs]).place(long).state == .lost)
  }
}
