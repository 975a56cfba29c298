// SPDX-License-Identifier: EUPL-1.2
import DutchText
import TestSupport
import Testing

/// Requirements R66, R129: a word in a longer word is found, and it is said how it stands there. How often
/// the splitter is right is measured in `docs/quality.md`; here stand words for which it must be.
struct CompoundSplitterTests {
  private let splitter: CompoundSplitter

  init() throws { splitter = CompoundSplitter(words: try ShippedWords.list()) }

  @Test(arguments: [
    ("veiligheidshuis", "veiligheid+s+huis"), ("Kindermishandeling", "kind+er+mishandeling"),
    ("gemeenteraad", "gemeente+raad"), ("gezondheidszorg", "gezondheid+s+zorg"),
    ("gezondheidszorgsysteem", "gezondheid+s+zorg+systeem"),
    ("huisartsenpost", "huis+arts+en+post"),
    ("beleidsplannen", "beleid+s+plannen"), ("cliëntondersteuning", "client+ondersteuning"),
    ("opschalingsmodel", "opschaling+s+model"), ("gegevensverstrekking", "gegeven+s+verstrekking"),
    ("regio-aanpak", "regio+-+aanpak"),
  ])
  func splitsACompound(_ word: String, _ parts: String) {
    let compound = splitter.split(word)
    #expect(compound.description == parts)
    #expect(compound.isKnown)
  }

  @Test(arguments: [
    "geweldig", "politiek", "onveiligheid", "huisvesting", "raadplegen", "kinderen",
    "verwaarlozing", "samenwerking",
    "rechtmatigheid", "regie", "informatie",
  ])
  func leavesAWordThatIsNoCompound(_ word: String) {
    #expect(splitter.split(word).description == word)
  }

  @Test(arguments: [
    "", "x", "xqzvw", "123", "日本", "-", "s", "-s-", String(repeating: "zorg", count: 100),
  ])
  func leavesWhatItDoesNotKnow(_ word: String) {
    let compound = splitter.split(word)
    #expect(compound.parts.count == 1)
    #expect(compound.description == word)
    #expect(!compound.isKnown)
  }

  @Test func containsItsPartsAndPartsThatFollowEachOther() {
    let compound = splitter.split("jeugdbeschermingsmaatregel")
    for word in ["jeugd", "bescherming", "jeugdbescherming", "maatregel", "beschermingsmaatregel"] {
      #expect(compound.contains(word), "\(word)")
    }
    for word in ["scherm", "beschermings", "escherming", "jeugdbeschermings"] {
      #expect(!compound.contains(word), "\(word)")
    }
  }

  /// The words of the issue among them: *onveiligheid* is on + veiligheid, *geweldig* is not geweld + ig.
  @Test(arguments: [
    ("veiligheid", "onveiligheid", Containment.prefixed("on")),
    ("veiligheid", "onveiligheidsgevoelens", .prefixed("on")), ("zorg", "nazorg", .prefixed("na")),
    ("geweld", "geweldloos", .suffixed("loos")), ("geweld", "geweldig", .letters),
    ("formatie", "informatie", .letters), ("politie", "politiek", .letters),
    ("formatie", "transformatie", .letters), ("eid", "beleid", .letters),
  ])
  func saysHowLettersStandInAWord(_ part: String, _ word: String, _ expected: Containment) {
    #expect(splitter.containment(of: part, in: word) == expected)
  }

  @Test(arguments: [
    ("mishandeling", "kindermishandelingen"), ("plan", "beleidsplannen"),
    ("formatie", "personeelsformatie"),
    ("jeugdbescherming", "jeugdbeschermingsmaatregel"), ("veiligheid", "veiligheidshuis"),
    ("meldcode", "regiemeldcodes"), ("zorg", "jeugdzorgzorg"),
  ])
  func saysThatAWordIsPartOfACompound(_ part: String, _ word: String) {
    #expect(splitter.containment(of: part, in: word) == .compound(splitter.split(word)))
  }

  @Test func saysNothingOfLettersThatAreNotThere() {
    #expect(splitter.containment(of: "zorg", in: "beleid") == nil)
    #expect(splitter.containment(of: "", in: "beleid") == nil)
    #expect(splitter.containment(of: "beleidsplan", in: "beleid") == nil)
  }

  /// Any word of the list is put together again from its parts.
  @Test func partsAndLinksAreAllTheLetters() throws {
    for word in ["veiligheidshuis", "onveiligheid", "regio-aanpak", "xqzvw", "kinderbijslagwet"] {
      let compound = splitter.split(word)
      var place = 0
      for part in compound.parts {
        #expect(part.word.lowerBound == place)
        #expect(part.link.lowerBound == part.word.upperBound)
        place = part.link.upperBound
      }
      #expect(place == compound.letters.count)
    }
  }
}
