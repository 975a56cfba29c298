// SPDX-License-Identifier: EUPL-1.2
import Model
import Testing

@testable import Anchoring

/// Where it cannot be told where a quote went, a person is asked (R130): no placement is better than a wrong one.
struct AnchorDoubtTests {
  /// Paragraphs on one page.
  private static func text(_ paragraphs: [String]) -> Extraction {
    var page = ""
    var passages: [Passage] = []
    for paragraph in paragraphs {
      if !page.isEmpty { page += "\n" }
      let start = page.utf8.count
      page += paragraph
      passages.append(
        Passage(
          kind: .paragraph,
          stretches: [Stretch(page: 1, utf8Range: start..<page.utf8.count)]))
    }
    return Extraction(
      state: .read, format: "pdf", pages: [PageText(number: 1, text: page)], passages: passages)
  }

  private static func placed(
    _ quote: String, occurrence: Int? = nil, from old: [String], in new: [String]
  ) throws -> AnchorPlacement {
    let locator = try QuoteFinder(version: "oud", readerVersion: "1", extraction: text(old))
      .locate(quote, page: nil, occurrence: occurrence)
    return AnchorPlacer(version: "nieuw", readerVersion: "1", extraction: text(new)).place(
      locator, from: AnchorPlacer(version: "oud", readerVersion: "1", extraction: text(old)))
  }

  private static let first = "Partijen leggen de afspraken vast in een plan van aanpak."
  private static let second =
    "De raad van elke gemeente hoort ieder voorjaar hoe het staat met de wachtlijsten en de cijfers."
  private static let others = [
    "De gemeenten in de regio werken samen met Veilig Thuis aan een sluitende aanpak.",
    "Het college wijst daarvoor een bestuurlijk trekker aan en maakt middelen vrij.",
    "Scholing van beroepskrachten staat elk jaar op de agenda van het regionale overleg.",
    "De inspectie ziet toe op de kwaliteit van de hulp en meldt wat zij vindt.",
  ]

  @Test func aQuoteOfWhichHalfWentElsewhereIsNotPlaced() throws {
    let old = [Self.others[0], Self.first, Self.second, Self.others[1]]
    let new = [Self.others[0], Self.first, Self.others[2], Self.others[1], Self.others[3]]
    let half = "\(Self.first) De raad van elke gemeente hoort ieder voorjaar hoe het staat"
    let placement = try Self.placed(half, from: old, in: new + [Self.second])
    #expect(placement.state == .ambiguous || placement.state == .lost)
    #expect(placement.locator == nil)
    // Where most of it is left, that is shown with its difference.
    let most = try Self.placed("\(Self.first) De raad van", from: old, in: new)
    #expect(most.state == .changed)
    #expect(most.locator?.quote.contains("plan van aanpak") == true)
  }

  /// The same sentence in more places than are looked at.
  @Test func wordsThatStandEverywhereArePlacedOnlyAmongTheSameWords() throws {
    let sentence = "Bevat wijzigingen in andere regelgeving."
    let subjects = [
      "jeugdzorg", "onderwijs", "huisvesting", "belastingen", "waterbeheer", "luchtvaart",
      "kinderopvang", "strafrecht", "landbouw",
    ]
    let means = [
      "toezicht door gemeenten", "subsidies", "vergunningen vooraf", "boetes en dwangsommen",
      "aanbesteding", "openbare registers", "bezwaar en beroep", "keuring achteraf",
      "gegevens delen", "financiering",
    ]
    func laws(_ form: (String, String) -> String) -> [String] {
      subjects.flatMap { subject in means.flatMap { [form(subject, $0), sentence] } }
    }
    let old = laws { "Regelt bij \($0) vooral \($1)." }
    let same = try Self.placed(sentence, occurrence: 25, from: old, in: old)
    #expect(same.state == .intact)
    // Of ninety places only sixty are looked at.
    let other = laws { subject, means in
      subject == "huisvesting"
        ? "Regelt nu bij \(subject) ook \(means) opnieuw."
        : "Regelt bij \(subject) vooral \(means)."
    }
    let placement = try Self.placed(sentence, occurrence: 25, from: old, in: other)
    #expect(placement.state == .ambiguous)
    #expect(!placement.candidates.isEmpty)
  }

  @Test func lettersCountOnlyWhereTheyStandTogether() {
    func kept(_ quote: String, _ text: String) -> Int {
      AnchorRuns.kept(of: Array(quote.utf8), in: Array(text.utf8)[...])
    }
    #expect(kept("gegevens", "gegevens") == 8)
    #expect(kept("degegevensdelen", "xxgegevensxx") == 8)
    #expect(kept("abcdefghij", "abcdexfghij") == 10)
    #expect(kept("abcdefghij", "jihgfedcba") == 0)
    #expect(kept("abcd", "abcd") == 0)
    #expect(kept("", "") == 0)
  }
}
