// SPDX-License-Identifier: EUPL-1.2
import DutchText
import Indexing
import Model
import TestSupport
import Testing

/// R129: each hit says why it matched.
struct HitExplainerTests {
  private static func why(
    _ text: String, _ patterns: [TermPattern], _ levels: Set<MatchLevel>, words: WordList?
  ) -> [String] {
    let term = Term(id: "t", label: "t", patterns: patterns, levels: levels)
    let page = PageText(number: 1, text: text)
    let passage = Passage(
      kind: .paragraph, zone: .body,
      stretches: [Stretch(page: 1, utf8Range: 0..<text.utf8.count)])
    let extraction = Extraction(
      state: .read, format: "txt", pages: [page], passages: [passage])
    let explainer = HitExplainer(terms: [term], words: words)
    return TermMatcher(terms: [term]).match(extraction).map { hit in
      let range = hit.stretches[0].utf8Range
      return explainer.why(hit, quote: String(decoding: Array(text.utf8)[range], as: UTF8.self))
    }
  }

  @Test(arguments: [
    ("bescherming", "jeugdbeschermingsmaatregelx", "letters binnen een woord, geen samenstelling"),
    ("bescherming", "jeugdbeschermingsplan", "deel van samenstelling jeugd+bescherming+s+plan"),
    ("veiligheid", "onveiligheid", "voorvoegsel on"),
    ("veiligheid", "het Veiligheidshuis", "deel van samenstelling veiligheid+s+huis"),
    ("geweld", "geweldig", "letters binnen een woord, geen samenstelling"),
    ("geweld", "geweldloos", "achtervoegsel loos"),
    ("geweld", "geweld", "het woord zelf"),
    ("meldcode", "meldcodes", "verbuiging van meldcode"),
    ("mishandeling", "kindermishandeling2", "deel van samenstelling kind+er+mishandeling"),
    ("opschalen", "op wordt geschaald", "gescheiden werkwoord opschalen"),
    ("jeugdhulp", "jeugd- en gezinshulpverlening", "samentrekking van jeugdhulpverlening"),
    ("opschalen", "schaalt op", "gescheiden werkwoord opschalen"),
    ("opschalen", "op te schalen", "gescheiden werkwoord opschalen"),
    ("jeugdbescherming", "jeugdzorg en -bescherming", "samentrekking van jeugdbescherming"),
    ("opschalen", "op- en afschalen", "samentrekking van opschalen"),
  ])
  func explainsAWord(_ term: String, _ text: String, _ expected: String) throws {
    let found = Self.why(
      text, [.inside(term)], [.word, .inflection, .inside], words: try ShippedWords.list())
    #expect(found == [expected])
  }

  @Test func explainsWhatIsNoSingleWord() throws {
    let words = try ShippedWords.list()
    #expect(
      Self.why(
        "beleid voor Veilig Thuis", [.phrase([.word("veilig"), .word("thuis")])], [.phrase],
        words: words)
        == ["woordgroep"])
    #expect(
      Self.why(
        "delen van informatie", [.near(.word("informatie"), .word("delen"), distance: 5)], [.near],
        words: words)
        == ["binnen 5 woorden"])
    #expect(
      Self.why("de meldplicht", [.prefix("meld")], [.prefix], words: words) == ["begint met meld"])
  }

  @Test func saysLessWithoutAList() {
    #expect(
      Self.why(
        "jeugdzorg en geweldig", [.inside("zorg"), .inside("geweld")], [.inside], words: nil)
        == ["letters binnen een woord", "letters binnen een woord"])
  }
}
