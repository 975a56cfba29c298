// SPDX-License-Identifier: EUPL-1.2
import DutchText
import Testing

/// Expected forms: the plurals and inflected adjectives of the Woordenlijst Nederlandse Taal.
struct InflectionTests {
  @Test(arguments: [
    ("meldcode", ["meldcodes", "meldcoden"]), ("regisseur", ["regisseurs"]),
    ("wijkagent", ["wijkagenten"]), ("stuk", ["stukken"]), ("school", ["scholen"]),
    ("taak", ["taken"]), ("brief", ["brieven"]), ("ziekenhuis", ["ziekenhuizen"]),
    ("grens", ["grenzen"]), ("kans", ["kansen"]), ("bedrijf", ["bedrijven"]), ("wijk", ["wijken"]),
    ("monitor", ["monitoren", "monitors"]), ("gezin", ["gezinnen"]), ("foto", ["foto's"]),
    ("gemeente", ["gemeenten", "gemeentes"]), ("idee", ["ideeën"]), ("categorie", ["categorieën"]),
    ("fte", ["fte's"]), ("mogelijkheid", ["mogelijkheden"]), ("centrum", ["centra", "centrums"]),
    ("pleegkind", ["pleegkinderen"]), ("centrumstad", ["centrumsteden"]),
    ("verslag", ["verslagen"]),
    ("veilig", ["veilige"]), ("sociaal", ["sociale"]), ("breed", ["brede"]),
    ("preventief", ["preventieve"]), ("gecertificeerd", ["gecertificeerde"]),
    ("lichamelijke", ["lichamelijk"]), ("instelling", ["instellingen"]), ("team", ["teams"]),
  ])
  func givesTheFormsOfAWord(_ word: String, _ expected: [String]) {
    let forms = Inflection.forms(of: word)
    #expect(forms.contains(Folding.fold(word)))
    for form in expected { #expect(forms.contains(Folding.fold(form)), "\(form)") }
  }

  @Test(arguments: [
    ("veilig", ["veiligheid", "onveilig", "veiligen's"]), ("politie", ["politiek", "politieke"]),
    ("geweld", ["geweldig", "wel", "gewelddadig"]), ("gemeente", ["meen", "gemeentelijk"]),
    ("formatie", ["informatie"]), ("mishandeling", ["mishandeld", "handeling"]),
    ("in", ["innen", "ins"]), ("voor", ["voren"]), ("om", ["oma"]), ("delen", ["deel"]),
  ])
  func givesNoOtherWord(_ word: String, _ others: [String]) {
    let forms = Inflection.forms(of: word)
    for other in others { #expect(!forms.contains(other), "\(other)") }
  }
}
