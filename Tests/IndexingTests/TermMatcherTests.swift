// SPDX-License-Identifier: EUPL-1.2
import Model
import Testing

@testable import Indexing

struct TermMatcherTests {
  /// A term, a text, and each hit as `level quote`.
  struct Case: Sendable, CustomTestStringConvertible {
    var find: String
    var levels: Set<MatchLevel>?
    var except: [String] = []
    var text: String
    var expected: [String]
    var testDescription: String { "\(find): \(text)" }

    init(
      _ find: String, levels: Set<MatchLevel>? = nil, except: [String] = [], _ text: String,
      _ expected: [String]
    ) {
      self.find = find
      self.levels = levels
      self.except = except
      self.text = text
      self.expected = expected
    }
  }

  static let letters = Samples.letters

  static let levels: [Case] = [
    Case("meldcode", "De meldcode en meldcodes.", ["word meldcode", "inflection meldcodes"]),
    Case("meldcode", "Een meldcodetraject.", []),
    Case("meldcode", levels: letters, "Een Meldcodetraject.", ["inside Meldcodetraject"]),
    Case("regie+", "casusregie, regie", ["inside casusregie", "word regie"]),
    Case("meld*", "Meldingen melden; aangemeld", ["prefix Meldingen", "prefix melden"]),
    Case("coördin*", "Coordinatie en coördinator", ["prefix Coordinatie", "prefix coördinator"]),
    Case("!AMK", "AMK amk AMK-melding AMKs", ["word AMK", "word AMK"]),
    Case("!AMK", "De AMK's en AMK’s en amk's", ["word AMK's", "word AMK’s"]),
    Case(
      "!AMK", levels: [.word, .inflection], "AMKs en AMHK-regio, AMKS", []),
    Case("!AMHK", "AMHK-regio", ["word AMHK"]),
    Case("!GI's", "De GI’s en GI's en gi's", ["word GI’s", "word GI's"]),
    Case("cliëntvolgsysteem", "CLIENTVOLGSYSTEEM", ["word CLIENTVOLGSYSTEEM"]),
    Case("geweld", "geweld12 en geweld123", ["word geweld12"]),
    Case(
      "meldcode", "De meldcode's en meldcode’s", ["inflection meldcode's", "inflection meldcode’s"]),
    Case(
      "informatie-uitwisseling", "Informatie-uitwisseling, informatie uitwisseling",
      ["word Informatie-uitwisseling"]),
    Case(
      "informatie-uitwisseling", "informatieuitwisseling en informatie-uitwisselingen",
      ["word informatieuitwisseling", "inflection informatie-uitwisselingen"]),
    Case(
      "(jeugd)bescherming", levels: letters,
      "jeugdbescherming, kinderbescherming, (jeugd)bescherming",
      ["word jeugdbescherming", "inside kinderbescherming", "word jeugd)bescherming"]),
    Case("geweld", levels: [.word], "geweld, huisgeweld, gewelds", ["word geweld"]),
  ]

  /// The traps of section 5 of the framework's description.
  static let traps: [Case] = [
    Case(
      "politie+", except: ["politiek"], "politie, politieke, gemeentepolitie, politiek",
      ["word politie", "inside gemeentepolitie"]),
    Case("formatie", "informatie, transformatie, formatie", ["word formatie"]),
    Case("!OM", "om het OM, Om", ["word OM"]),
    Case(
      "toezicht+", except: ["ondertoezichtstelling"],
      "ondertoezichtstellingen, toezichthouder, toezicht",
      ["inside toezichthouder", "word toezicht"]),
    Case(
      "geweld", levels: letters, except: ["geweldig"], "geweldig, geweldige, geweldpleging",
      ["inside geweldpleging"]),
    Case(
      "regie+", except: ["\"eigen regie\"", "casusregie"], "Eigen regie, de regie, casusregie",
      ["word regie"]),
    Case("veilig", "veiligheid, veilige", ["inflection veilige"]),
  ]

  static let phrases: [Case] = [
    Case(
      "\"Veilig Thuis\"", levels: letters, "Veilig\nThuis; onveilig thuis; Veilig Thuisorganisatie",
      ["word Veilig\nThuis", "inside onveilig thuis", "inside Veilig Thuisorganisatie"]),
    Case(
      "\"Veilig Thuis\"", "“Veilig”, ‘Thuis’; Veilig Thuisorganisatie", ["phrase Veilig”, ‘Thuis"]),
    Case(
      "\"Veilig Thuis\"", levels: letters, "Het is veilig. Thuis niet. Een veilige thuissituatie.",
      []),
    Case(
      "\"gecertificeerde instelling\"", "Gecertificeerde instellingen",
      ["phrase Gecertificeerde instellingen"]),
    Case("\"Advies- en Meldpunt\"", "het Advies- en Meldpunt", ["phrase Advies- en Meldpunt"]),
    Case("\"op- en afschal*\"", "op- en afschaling", ["phrase op- en afschaling"]),
    Case("\"beveiligde e-mail\"", "met beveiligde e-mail", ["phrase beveiligde e-mail"]),
    Case(
      "koop* NEAR/8 in", "De gemeente koopt met de regio jeugdhulp in.",
      ["near koopt met de regio jeugdhulp in"]),
    Case(
      "delen NEAR/5 informatie",
      "De politie deelt informatie. Zo wordt informatie gedeeld. Een deel van de informatie.",
      ["near deelt informatie", "near informatie gedeeld"]),
    Case(
      "schaal* NEAR/6 op", "Het team schaalt zo nodig op; op grote schaal.",
      ["near schaalt zo nodig op", "near op grote schaal"]),
    Case("schaal* NEAR/2 op", "Het schaalt dus zo nodig op.", []),
    Case(
      "getuige NEAR/5 geweld+", "getuige van partnergeweld", ["inside getuige van partnergeweld"]),
    Case(
      "uitwissel* NEAR/6 informatie", "informatie uitwisselen, informatie",
      ["near informatie uitwisselen"]),
    Case(
      "\"sociaal team\" NEAR/4 regie", "regie bij het sociaal team",
      ["near regie bij het sociaal team"]),
  ]

  static let elisions: [Case] = [
    Case("opschal*", "het op- en afschalen van hulp", ["prefix op- en afschalen"]),
    Case("opschalen", "op- en afschalen", ["word op- en afschalen"]),
    Case("afschal*", "op- en afschalen", ["prefix afschalen"]),
    Case(
      "jeugdbescherming", "jeugd-, ouder- en kinderbescherming",
      ["word jeugd-, ouder- en kinderbescherming"]),
    Case("jeugdteam", "jeugd- en wijkteams", ["inflection jeugd- en wijkteams"]),
    Case(
      "(jeugd)bescherming", levels: letters, "jeugd- en kinderbescherming",
      ["word jeugd- en kinderbescherming"]),
    Case(
      "mishandeling", levels: letters, "kinder- en ouderenmishandeling",
      ["inside ouderenmishandeling"]),
    // Written out it would be two words; here is one place to look at, and one word that holds the letters.
    Case(
      "mishandeling+", "kinder- en ouderenmishandeling, mishandeling",
      ["inside ouderenmishandeling", "word mishandeling"]),
    Case("kindermishandeling", "(kinder)mishandeling", ["word kinder)mishandeling"]),
    Case(
      "jeugdhulp+", "jeugd- en opvoedhulpaanbieders", ["inside jeugd- en opvoedhulpaanbieders"]),
    Case(
      "jeugdhulp+", "jeugd- en gezinshulpverlening; jeugd- en gezinshulp",
      ["inside jeugd- en gezinshulpverlening", "word jeugd- en gezinshulp"]),
    Case(
      "kindermishandeling", levels: letters,
      "kinder- en ouderenmishandelingszaken, kindermishandelingszaken",
      ["inside kinder- en ouderenmishandelingszaken", "inside kindermishandelingszaken"]),
    Case("jeugdhulp+", "(jeugd)hulpaanbieders", ["inside jeugd)hulpaanbieders"]),
    Case(
      "jeugdbescherming+", "jeugdzorg en -beschermingsplannen",
      ["inside jeugdzorg en -beschermingsplannen"]),
    Case("jeugdhulp", "jeugd- en opvoedhulpaanbieders", []),
    Case("jeugdhulp+", "jeugd- en hulpverlening, jeugd- en behulpzaamheid", []),
    Case("jeugdzorg+", "jeugd- en ouderenverzorgingshuizen", []),
    Case("huisarts+", "huis- en hartspecialisten", []),
    Case("kinderbescherming", "jeugd- (en kinder)bescherming", ["word kinder)bescherming"]),
    Case(
      "jeugdbescherming", "jeugd- (en kinder)bescherming", ["word jeugd- (en kinder)bescherming"]),
    Case("jeugdbescherming", "jeugd-en kinderbescherming", ["word jeugd-en kinderbescherming"]),
    Case("opschalen", "op en afschalen, op- af", []),
    Case("jeugdbescherming", "jeugdzorg en -bescherming", ["word jeugdzorg en -bescherming"]),
    Case(
      "jeugdplan", "jeugdzorg, -bescherming of –plannen",
      ["inflection jeugdzorg, -bescherming of –plannen"]),
    Case(
      "bescherming", levels: letters, "jeugdzorg en -bescherming", ["word bescherming"]),
    Case("meldpunt", "het advies- en meldpunt", ["word meldpunt"]),
    Case("adviespunt", "het advies- en meldpunt", ["word advies- en meldpunt"]),
    Case("jeugdbescherming", "jeugd en -bescherming, de jeugdzorg -bescherming", []),
    Case("jeugdbescherming", "jeugdzorg. En -bescherming", []),
    Case("jeugdzorg", "jeugd- en gezinsbeleid", []),
  ]

  /// A separable verb, apart within one clause.
  static let separated: [Case] = [
    Case(
      "inkopen", "De gemeente koopt met de regio jeugdhulp in.",
      ["inflection koopt met de regio jeugdhulp in"]),
    Case(
      "opschalen", "Het team schaalt zo nodig op en af; het schaalde op.",
      ["inflection schaalt zo nodig op", "inflection schaalde op"]),
    Case("opschalen", "Het besluit om op te schalen.", ["inflection op te schalen"]),
    Case(
      "opschalen", "opgeschaald, opgeschaalde, opschaalt",
      ["inflection opgeschaald", "inflection opgeschaalde", "inflection opschaalt"]),
    Case(
      "inkopen", "De gemeente koopt in 2015 hulp in bij aanbieders",
      ["inflection koopt in 2015 hulp in"]),
    Case("inkopen", "Zij wil hulp in kunnen kopen.", ["inflection in kunnen kopen"]),
    Case("inkopen", "Hulp die in moet worden gekocht", ["inflection in moet worden gekocht"]),
    Case("inkopen", "om hulp in te kunnen kopen", ["inflection in te kunnen kopen"]),
    Case("opschalen", "Als op wordt geschaald", ["inflection op wordt geschaald"]),
    Case(
      "opschalen", "waarbij op dient te worden geschaald",
      [
        "inflection op dient te worden geschaald"
      ]),
    Case("vaststellen", "dat zij het plan vast willen stellen", ["inflection vast willen stellen"]),
    Case(
      "inkopen", "De regio koopt jeugdhulp in samen met zorg.",
      ["inflection koopt jeugdhulp in"]),
    Case("inkopen", "Zij kocht hulp in vanwege de wet", ["inflection kocht hulp in"]),
    Case(
      "opschalen", "Zij schaalt op richting Veilig Thuis of schaalt op richting de politie",
      ["inflection schaalt op", "inflection schaalt op"]),
    Case(
      "inkopen",
      "De gemeente koopt met de andere gemeenten in de regio voor alle kinderen tot 18 jaar die "
        + "dat nodig hebben hulp in.",
      [
        "inflection koopt met de andere gemeenten in de regio voor alle kinderen tot 18 jaar die "
          + "dat nodig hebben hulp in"
      ]),
    Case(
      "opletten",
      "Dit zijn zaken waar zij goed op moeten letten; de man met wie zij mee op moeten letten.", []),
    Case("opletten", "Zij weten dat zij op moeten letten", ["inflection op moeten letten"]),
    Case(
      "opschalen", "Van belang is dat waar nodig snel op kan worden geschaald",
      ["inflection op kan worden geschaald"]),
    Case(
      "inkopen", "De zorg die waar mogelijk lokaal in wordt gekocht",
      ["inflection in wordt gekocht"]),
    Case(
      "inkopen", "Vastgelegd is wie de zorg in mag kopen voor de regio",
      ["inflection in mag kopen"]),
    Case(
      "opnemen", "De afspraken die in het plan op zijn genomen worden jaarlijks herzien",
      ["inflection op zijn genomen"]),
    Case("opnemen", "De op zijn genomen besluiten toeziende raad", []),
    Case(
      "opnemen", "Zij meldt dat zij op zijn genomen in de lijst",
      ["inflection op zijn genomen"]),
    Case(
      "aangeven", "Zij geeft aan dat de wijk groeit, en geeft aan dat wijken groeien.",
      ["inflection geeft aan", "inflection geeft aan"]),
    Case(
      "aanwijzen", "De raad wijst ambtenaren aan die zijn belast met toezicht.",
      ["inflection wijst ambtenaren aan"]),
    Case("inkopen", "koopt hulp in en in de regio", ["inflection koopt hulp in"]),
    Case(
      "aangeven",
      "Zij geeft hulp aan dat ziekenhuis, dat gezin en aan dat kind, en aan die ouders.", []),
    Case("instellen", "stellen de vakken, genoemd in dan wel bij wet", []),
    Case("opstellen", "stelt de raad in kennis van de stand op dat punt", []),
    Case("inkopen", "De gemeente koopt hulp in die wijk, of in en rond de school", []),
    Case("inkopen", "koopt hulp om in te zetten, het in gekocht", []),
    Case("instellen", "Zij stelt samen leren in samenspraak vast", []),
    Case("inkomen", "de stad waar in is gekomen", []),
    Case("omkopen", "om te kunnen kopen", []),
    Case("opstellen", "op de gestelde vraag, op gesteld", []),
    Case("inkopen", "De gemeente koopt hulp in de regio.", []),
    Case("inkopen", "De gemeente koopt hulp. Dat is in.", []),
    Case("inkopen", levels: [.word], "De gemeente koopt hulp in.", []),
    Case("koop", "De gemeente koopt hulp in.", []),
    Case(
      "mishandelen", "mishandelde, mishandeld, mishandeling",
      ["inflection mishandelde", "inflection mishandeld"]),
  ]

  /// Words with marks inside, which the text is cut at as well.
  static let marked: [Case] = [
    Case(
      "AMK/SHG", "AMK/SHG-medewerkers, amk / shg, AMK-/SHG; AMK SHG, AMK, SHG, AMK&SHG, SHG/AMK",
      ["word AMK/SHG", "word amk / shg", "word AMK-/SHG"]),
    Case("\"AMK/SHG\"", "het AMK/SHG", ["phrase AMK/SHG"]),
    Case("\"privacy\"", "de privacy, privacywet", ["phrase privacy"]),
    Case("\"privacy\"", levels: [.word, .phrase], "de privacy", ["word privacy"]),
    Case("24/7", "24/7 bereikbaar, 24 of 7, 24.7, 124/7", ["word 24/7"]),
    Case("n.v.t.", "N.v.t. en n. v. t.; n v t. Punt n. Verder t.", ["word N.v.t", "word n. v. t"]),
    Case("R&D", "R&D-afdeling, R & D, R D", ["word R&D", "word R & D"]),
    Case(
      "R&D+", "voor & onder, R & D; hier R&Dafdeling", ["word R & D", "inside R&Dafdeling"]),
    Case("info@regio.nl", "mail info@regio.nl, info:regio.nl", ["word info@regio.nl"]),
    Case("3,5", "3,5 fte; 3.5, de punten 3, 5 en 7; 3 5", ["word 3,5"]),
    Case("0.75", "0.75 fte, 0,75, 0. 75, 0 75", ["word 0.75"]),
    Case("18:30", "om 18:30 uur, 18.30", ["word 18:30"]),
    Case("!AMK/SHG", "AMK/SHG amk/shg Amk/SHG", ["word AMK/SHG"]),
    Case("jeugd/gezin*", "jeugd/gezinnen, jeugd/ouders", ["prefix jeugd/gezinnen"]),
    Case("jeugd/gezin", "jeugd/gezinnen", ["inflection jeugd/gezinnen"]),
    Case("R&D-afdeling", "de R&D-afdelingen, R&D afdeling", ["inflection R&D-afdelingen"]),
    Case("AMK/SHG NEAR/3 regie", "regie bij AMK/SHG", ["near regie bij AMK/SHG"]),
    Case("en/of", except: ["\"hulp en/of\""], "hulp en/of zorg, en/of", ["word en/of"]),
    Case("regio.nl", "www.regio.\nnl. In de regio. Nl", ["word regio.\nnl"]),
  ]

  @Test(arguments: levels + traps + phrases + elisions + separated + marked)
  func findsAtItsLevel(_ item: Case) throws {
    let term = try Samples.term(item.find, item.levels, except: item.except)
    let extraction = Samples.extraction(item.text)
    let hits = TermMatcher(terms: [term]).match(extraction)
    #expect(
      hits.map { "\($0.level.rawValue) \(Samples.quote($0, in: extraction))" } == item.expected)
  }

  @Test func countsOverlappingFindsOfOneTermOnce() throws {
    let term = Term(
      id: "t", label: "t",
      patterns: try ["\"huiselijk geweld\"", "geweld+", "\"geweld in huis\""].map(
        TermNotation.parse),
      levels: [.word, .inflection, .inside, .phrase])
    let extraction = Samples.extraction("huiselijk geweld in huis en geweld")
    let hits = TermMatcher(terms: [term]).match(extraction)
    #expect(hits.map { Samples.quote($0, in: extraction) } == ["huiselijk geweld", "geweld"])
    #expect(hits.map(\.level) == [.phrase, .word])
  }

  @Test func ordersByPassagePlaceAndTermAndKeepsTheZone() throws {
    let terms = try ["regie+", "casusregie", "afspraak"].map { try Samples.term($0) }
    var extraction = Samples.extraction("afspraak casusregie", "regie", "Kop over regie")
    extraction.passages[2].zone = .runningHead
    let hits = TermMatcher(terms: terms).match(extraction)
    #expect(
      hits.map { "\($0.passage) \($0.term) \($0.matched) \($0.zone.rawValue)" } == [
        "0 afspraak afspraak body", "0 casusregie casusregie body", "0 regie+ casusregie body",
        "1 regie+ regie body", "2 regie+ regie running-head",
      ])
  }

  @Test(arguments: [
    ("op- en afschalen", "opschalen", "opschalen"),
    ("Veilig, Thuis", "\"veilig thuis\"", "veilig thuis"),
    ("koopt niets in", "koop* NEAR/3 in", "koopt in"),
    ("Privacyreglement", "privacy+", "privacyreglement"),
  ])
  func saysWhichWordsMatched(_ text: String, _ find: String, _ expected: String) throws {
    let hits = TermMatcher(terms: [try Samples.term(find)]).match(Samples.extraction(text))
    #expect(hits.map(\.matched) == [expected])
  }

  @Test func matchesAWordBrokenByThePageEnd() throws {
    let terms = [try Samples.term("kindermishandeling")]
    let joined = Samples.crossing("Aanpak van kinder-", "mishandeling nu", joinsWord: true)
    let hits = TermMatcher(terms: terms).match(joined)
    #expect(hits.map(\.level) == [.word])
    #expect(
      hits.first?.stretches == [
        Stretch(page: 1, utf8Range: 11..<17), Stretch(page: 2, utf8Range: 0..<12),
      ])
    let apart = Samples.crossing("Aanpak van kinder-", "mishandeling nu", joinsWord: false)
    #expect(TermMatcher(terms: terms).match(apart).isEmpty)
  }

  @Test func matchesAPhraseOverThePageEnd() throws {
    let extraction = Samples.crossing("meld het bij Veilig ", "Thuis Utrecht", joinsWord: false)
    let hits = TermMatcher(terms: [try Samples.term("\"Veilig Thuis\"")]).match(extraction)
    #expect(hits.map { Samples.quote($0, in: extraction) } == ["Veilig|Thuis"])
    let second = TermMatcher(terms: [try Samples.term("utrecht")]).match(extraction)
    #expect(second.map(\.stretches) == [[Stretch(page: 2, utf8Range: 6..<13)]])
  }

  @Test func survivesStretchesOutsideThePages() throws {
    var extraction = Samples.extraction("regie")
    extraction.passages[0].stretches = [Stretch(page: 1, utf8Range: 3..<99)]
    extraction.passages.append(
      Passage(kind: .paragraph, stretches: [Stretch(page: 7, utf8Range: 0..<3)]))
    #expect(TermMatcher(terms: [try Samples.term("regie")]).match(extraction).isEmpty)
  }

  /// The words for the index are the same whether they come with the hits or by themselves, also where the matcher starts
  /// its vocabulary afresh within a document.
  @Test(arguments: [3, 40, TermMatcher.vocabularyLimit])
  func givesTheWordsOfTheIndexWithTheHits(vocabularyLimit: Int) throws {
    let terms = [try Samples.term("regie+"), try Samples.term("!AMK")]
    let matcher = TermMatcher(CompiledTerms(terms), vocabularyLimit: vocabularyLimit)
    for text in [
      "De regie ligt bij het AMK. Het AMK's team voert regie uit.\n\nOp- en afschalen van jeugdzorg en -bescherming.",
      (0..<60).map { "woord\($0) en regie\($0 % 7)." }.joined(separator: "\n\n"),
    ] {
      let extraction = Samples.extraction(text)
      let (hits, words) = matcher.read(extraction)
      #expect(hits == TermMatcher(terms: terms).match(extraction))
      #expect(Self.places(words) == Self.places(DocumentWords(of: extraction)))
      #expect(words.lengths == DocumentWords(of: extraction).lengths)
      #expect(words.sketch == DocumentWords(of: extraction).sketch)
      #expect(!words.occurrences.isEmpty)
    }
  }

  private static func places(_ words: DocumentWords) -> [String] {
    words.occurrences.map { occurrence in
      let number = Int(occurrence.word)
      let start = number > 0 ? words.ends[number - 1] : 0
      let word = String(decoding: words.letters[start..<words.ends[number]], as: UTF8.self)
      return "\(word) \(occurrence.passage) \(occurrence.position)"
    }
  }
}
