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
    ("meldcode", ["meldcode's"]), ("wijkteam", ["wijkteam's"]),
    ("lichamelijke", ["lichamelijk"]), ("instelling", ["instellingen"]), ("team", ["teams"]),
  ])
  func givesTheFormsOfAWord(_ word: String, _ expected: [String]) {
    let forms = Inflection.forms(of: word)
    #expect(forms.contains(Folding.fold(word)))
    for form in expected { #expect(forms.contains(Folding.fold(form)), "\(form)") }
  }

  @Test(arguments: [
    ("mishandelen", ["mishandelt", "mishandelde", "mishandelden", "mishandeld", "mishandelend"]),
    ("afschalen", ["afschaalt", "afschaalde", "afgeschaald", "afgeschaalde", "afteschalen"]),
    ("inkopen", ["inkoopt", "inkocht", "ingekocht", "ingekochte"]),
    ("aanbesteden", ["aanbesteedt", "aanbesteedde", "aanbesteed", "aanbestede"]),
    ("registreren", ["registreert", "registreerde", "geregistreerd", "geregistreerde"]),
    ("leveren", ["levert", "leverde", "geleverd"]),
    ("melden", ["meldt", "meldde", "gemeld", "gemelde"]),
    ("samenwerken", ["samenwerkt", "samengewerkt"]),
    ("verbieden", ["verbiedt", "verbood", "verboden"]),
    ("stoppen", ["stopt", "stopte", "gestopt"]), ("ondersteunen", ["ondersteunt", "ondersteund"]),
    ("beleven", ["beleeft", "beleefde", "beleefd"]), ("beoordelen", ["beoordeelt", "beoordeeld"]),
    ("overdragen", ["overgedragen", "overdroeg"]),
    ("plaatsvinden", ["plaatsvindt", "plaatsgevonden"]),
    ("delen", ["deelt", "deelde", "deelden", "gedeeld", "gedeelde", "delend"]),
    ("plannen", ["plant", "plande", "planden", "gepland", "geplande"]),
    ("landen", ["landt", "landde", "geland"]), ("wegen", ["weegt", "woog", "wogen", "gewogen"]),
    ("kosten", ["kostte", "kostten", "gekost"]),
    ("opsporen", ["opspoort", "opgespoord"]), ("behoren", ["behoort", "behoorde"]),
    ("terugdringen", ["terugdringt", "teruggedrongen"]), ("inplannen", ["inplant", "ingepland"]),
    ("wijk", ["wijkje", "wijkjes"]), ("team", ["teampje"]), ("huis", ["huisje"]),
    ("school", ["schooltje"]),
  ])
  func givesTheFormsOfAVerbAndDiminutives(_ word: String, _ expected: [String]) {
    let forms = Inflection.forms(of: word)
    for form in expected { #expect(forms.contains(form), "\(form)") }
  }

  @Test func saysWhichPartsStandApart() throws {
    let verb = try #require(VerbForms(infinitive: "opschalen"))
    #expect(verb.particle == "op")
    #expect(verb.rest == "schalen")
    #expect(verb.finite == ["schaal", "schaalt", "schalen", "schaalde", "schaalden"])
    #expect(verb.participles == ["geschaald"])
    #expect(try #require(VerbForms(infinitive: "mishandelen")).particle == "")
    #expect(VerbForms(infinitive: "instellingen") == nil)
    #expect(VerbForms(infinitive: "beleid") == nil)
  }

  @Test(arguments: [
    ("rechten", ["gerecht", "recht"]), ("leden", ["leed"]), ("zorgen", ["zorg"]),
    ("mogelijkheden", ["mogelijkheedt"]), ("veilig", ["veiligheid", "onveilig", "veiligen's"]),
    ("politie", ["politiek", "politieke"]),
    ("geweld", ["geweldig", "wel", "gewelddadig"]), ("gemeente", ["meen", "gemeentelijk"]),
    ("formatie", ["informatie"]), ("mishandeling", ["mishandeld", "handeling"]),
    ("in", ["innen", "ins"]), ("voor", ["voren"]), ("om", ["oma"]),
    ("delen", ["deel", "gedeelte"]), ("plannen", ["plan"]),
    ("kosten", ["kost"]), ("wegen", ["weg", "weeg"]), ("landen", ["land"]),
    ("factoren", ["factoort", "gefactoord"]), ("indicatoren", ["indicatoort"]),
    ("vergaderingen", ["vergaderingt"]), ("wijken", ["week", "wijkt"]), ("raden", ["raadt"]),
  ])
  func givesNoOtherWord(_ word: String, _ others: [String]) {
    let forms = Inflection.forms(of: word)
    for other in others { #expect(!forms.contains(other), "\(other)") }
  }
}
