// SPDX-License-Identifier: EUPL-1.2
import Intake
import Model
import Testing

struct FrameworkParserTests {
  /// A framework with one of everything, without mistakes.
  static let good = """
    schema: 1
    id: proef
    version: "0.1"
    title: "Proef"
    unitKinds:
      - {id: regio, one: regio, many: "regio's"}
      - {id: gemeente, one: gemeente, many: gemeenten}
      - {id: stuk, one: stuk, many: stukken}
    sourceKinds:
      - {id: regiovisie, label: regiovisie, core: true, names: [regiovisie]}
      - {id: anders, label: anders}
    sourceLevels: [{id: regionaal, label: regionaal}, {id: landelijk, label: landelijk, counted: false}]
    sourceStatuses: [{id: concept, label: concept}]
    usageRights: [{id: openbaar, label: openbaar}]
    itemLists:
      - id: partners
        items:
          - {id: politie, label: politie, terms: ['politie+']}
          - {id: ggz, label: ggz, terms: [ggz, '"geestelijke zorg"'], except: ["ggz terrein"]}
    termLists:
      - id: lijst
        title: Lijst
        use: documents
        terms:
          - {label: "Veilig Thuis", find: ['"Veilig Thuis"'], levels: [word, inside]}
          - {label: AMK, find: ["!AMK"], levels: [word], except: [amkbreed]}
    themes:
      - id: A
        title: Regie
        questions:
          - id: "1"
            text: "Wie?"
            fields:
              - id: "1.1"
                label: Regie
                unit: regio
                scope: regio
                scale: ordinal
                categories:
                  - {id: geen, label: niet aangetroffen, short: geen}
                  - {id: iets, label: iets}
                  - {id: veel, label: veel}
                search: {rule: decidesAbsence, absent: geen, terms: ['regie+', trekker], except: ["eigen regie"]}
              - id: "2.1"
                label: Partners
                unit: regio
                scope: regio
                scale: nominal
                multiple: true
                items: partners
                categories:
                  - {id: geen, label: geen, exclusive: true}
                  - {id: wel, label: wel}
                search: {rule: decidesAbsence, absent: geen, except: [politiek]}
              - id: "2.2"
                label: Woord
                unit: regio
                scope: regio
                scale: nominal
                multiple: true
                categories:
                  - {id: geen, label: geen, exclusive: true}
                  - {id: slaan, label: slaan, terms: [slaan]}
                search: {rule: decides, absent: geen}
                applies: {field: "1.1", aboveLowest: true}
                derived:
                  - {category: geen, when: {all: [{field: "2.1", noItems: true}, {not: {field: "1.1", is: [veel]}}]}}
              - id: "3.5"
                label: Stuk
                unit: stuk
                scope: stuk
                scale: nominal
                enabled: false
                categories: [{id: nee, label: nee}, {id: ja, label: ja}]
    indicators:
      - id: I1
        label: regie
        unit: regio
        field: "1.1"
        where: {any: [{source: {kind: [regiovisie], level: [regionaal]}}, {field: "2.2", lacks: slaan}]}
        count: {field: "1.1", atLeast: iets}
        by: searchOrReader
        theme: A
        sentence: "Bij {aantal} staat het."
        compare: {wave: "2015", stated: "1/4", sameUnit: true}
      - id: I2
        label: stukken
        unit: stuk
        count: {source: {kind: [regiovisie]}}
        by: metadata
        theme: A
        sentence: "Van {aantal} weten we het."
      - id: I3
        label: partners
        unit: regio
        field: "2.1"
        count: {field: "2.1", itemsAtLeast: 1, except: [ggz]}
        by: reader
        theme: A
        sentence: "Bij {aantal} zijn er partners."
    wording:
      - {word: één, exactly: 1, form: "één {one}"}
      - {word: een kwart, minPercent: 21, maxPercent: 29, form: "een kwart van de {many}"}
    classes:
      - {id: geen, label: geen, exactly: 0, words: []}
      - {id: weinig, label: weinig, belowPercent: 25, words: [enkele]}
      - {id: meer, label: meer, words: [vaak]}
    """

  @Test func readsAFrameworkWithoutMistakes() throws {
    let (parsed, diagnostics) = FrameworkParser.parse(text: Self.good, file: "f.yaml")
    #expect(diagnostics.map(\.text) == [])
    let framework = try #require(parsed)
    let field = try #require(framework.field("1.1"))
    #expect(field.terms.map(\.id) == ["1.1/regie+", "1.1/trekker"])
    #expect(field.terms[0].levels == [.word, .inflection, .phrase, .near, .prefix, .inside])
    #expect(field.terms[1].levels == [.word, .inflection, .phrase, .near, .prefix])
    #expect(field.terms[1].exceptions == [.phrase([.word("eigen"), .word("regie")])])
    #expect(framework.field("2.2")?.categories[1].terms.map(\.id) == ["2.2/slaan/slaan"])
    #expect(framework.field("2.2")?.applies == .aboveLowest("1.1"))
    #expect(
      framework.field("2.2")?.derived.map(\.when)
        == [.all([.noItems("2.1"), .not(.isOneOf("1.1", ["veel"]))])])
    #expect(framework.field("3.5")?.isEnabled == false)
    #expect(framework.fields.map(\.id) == ["1.1", "2.1", "2.2"])
    #expect(framework.isCore(kind: "regiovisie"))
    #expect(framework.isCounted(level: "landelijk") == false)
    #expect(framework.indicators[0].count == .atLeast("1.1", "iets"))
    #expect(framework.indicators[2].count == .itemsAtLeast("2.1", 1, except: ["ggz"]))
    #expect(
      framework.indicators[0].filter
        == .any([
          .all([.sourceKind(["regiovisie"]), .sourceLevel(["regionaal"])]), .lacks("2.2", "slaan"),
        ]))
    // The class of nothing ends at 0, the next at 24: each begins where the one before it ends.
    #expect(framework.classes.map(\.minPercent) == [0, 1, 25])
  }

  @Test func givesTermsOfItemsTheirFieldAndItsExceptions() throws {
    let framework = try #require(FrameworkParser.parse(text: Self.good, file: "f.yaml").0)
    let items = framework.itemLists[0].items
    #expect(items[0].terms.map(\.id) == ["2.1/politie/politie+"])
    #expect(items[1].terms.map(\.id) == ["2.1/ggz/ggz", "2.1/ggz/geestelijke zorg"])
    #expect(items[1].terms[1].label == "\"geestelijke zorg\"")
    #expect(
      items[1].terms[0].exceptions == [
        .phrase([.word("ggz"), .word("terrein")]), .word("politiek"),
      ])
    // A list asks for levels of words; its phrase counts as a phrase all the same.
    #expect(framework.termLists[0].terms[0].id == "lijst/Veilig Thuis")
    #expect(framework.termLists[0].terms[0].levels == [.word, .inside, .phrase])
    #expect(framework.termLists[0].terms[1].levels == [.word])
  }

  struct Mistake: Sendable, CustomTestStringConvertible {
    var old: String
    var new: String
    var problem: String
    var remedy = ""
    var severity = Diagnostic.Severity.error
    var testDescription: String { problem }
  }

  static let mistakes: [Mistake] = [
    .init(old: "schema: 1", new: "schema: 2", problem: "schema bij het analysekader"),
    .init(old: "id: proef", new: "id: Proef Één", problem: "geen geldige", remedy: "proef-een"),
    .init(
      old: "title: \"Proef\"", new: "titel: \"Proef\"", problem: "onbekende sleutel titel",
      remedy: "Bedoelde u title?"),
    .init(old: "title: \"Proef\"\n", new: "", problem: "ontbreekt title"),
    .init(
      old: "title: \"Proef\"", new: "title: [a]", problem: "title bij het analysekader is een lijst"
    ),
    .init(
      old: "title: \"Proef\"", new: "title: \"\"", problem: "title bij het analysekader is leeg"),
    .init(old: "core: true", new: "core: ja", problem: "core bij een soort stuk is geen ja of nee"),
    .init(old: "names: [regiovisie]", new: "names: regiovisie", problem: "is losse tekst"),
    .init(
      old: "{id: anders, label: anders}", new: "{id: regiovisie, label: anders}",
      problem: "regiovisie bij een soort stuk bestaat al"),
    .init(
      old: "  - {id: gemeente, one: gemeente, many: gemeenten}", new: "  - gemeente",
      problem: "hier hoort een soort eenheid"),
    .init(
      old: "use: documents", new: "use: document", problem: "use bij een zoektermenlijst",
      remedy: "Bedoelde u documents?"),
    .init(
      old: "levels: [word, inside]", new: "levels: [wordt]", problem: "het niveau van een treffer",
      remedy: "Bedoelde u word?"),
    .init(
      old: "{label: AMK,", new: "{label: Veilig Thuis,", problem: "lijst/Veilig Thuis staat er twee"
    ),
    .init(old: "'regie+', trekker", new: "'regie+', 'tre+kker'", problem: "(teken 4)"),
    .init(old: "'regie+', trekker", new: "'regie+', 'wie trekt'", problem: "(teken 4)"),
    .init(old: "'regie+', trekker", new: "'regie+', 'regie+'", problem: "1.1/regie+ staat er twee"),
    .init(old: "scope: stuk", new: "scope: regio", problem: "kan niet het bereik"),
    .init(old: "scale: ordinal", new: "scale: ordinaal", problem: "scale bij een veld"),
    .init(
      old: "items: partners", new: "items: partner", problem: "de lijst van onderdelen ‘partner’",
      remedy: "Bedoelde u partners?"),
    .init(old: "short: geen}", new: "short: achtletr}", problem: "heeft 8 letters"),
    .init(
      old: "id: iets, label: iets", new: "id: geen, label: iets", problem: "geen bij een antwoord"),
    .init(
      old: "[{id: nee, label: nee}, {id: ja, label: ja}]", new: "[{id: nee, label: nee}]",
      problem: "minder dan twee"),
    .init(
      old: "{id: nee, label: nee}", new: "{id: nee, label: nee, exclusive: true}",
      problem: "exclusive betekent daar niets"),
    .init(
      old: "{id: wel, label: wel}", new: "{id: wel, label: wel, exclusive: true}",
      problem: "niet alleen vooraan"),
    .init(
      old: "absent: geen, terms: ['regie+', trekker]", new: "absent: gen, terms: [regie]",
      problem: "(absent) ‘gen’", remedy: "Bedoelde u geen?"),
    .init(
      old: "absent: geen, terms: ['regie+', trekker]", new: "absent: iets, terms: [regie]",
      problem: "niet de laagste"),
    .init(
      old: "absent: geen, terms: ['regie+', trekker]", new: "terms: [regie]",
      problem: "zegt niet wat geen treffers"),
    .init(old: "terms: ['regie+', trekker]", new: "terms: []", problem: "geen zoektermen"),
    .init(
      old: "rule: decidesAbsence, absent: geen, terms", new: "rule: decides, absent: geen, terms",
      problem: "zegt niet wat een treffer"),
    .init(old: "id: \"2.2\"", new: "id: \"1.1\"", problem: "het veld 1.1 bestaat al"),
    .init(old: "id: \"3.5\"", new: "id: \"3/5\"", problem: "vreemd teken"),
    .init(
      old: "{field: \"1.1\", aboveLowest: true}", new: "{field: \"1.2\", aboveLowest: true}",
      problem: "het veld ‘1.2’ bestaat niet"),
    .init(
      old: "{field: \"1.1\", aboveLowest: true}", new: "{field: \"2.2\", isLowest: true}",
      problem: "hangt van zichzelf af"),
    .init(
      old: "{field: \"1.1\", aboveLowest: true}", new: "{field: \"1.1\", aboveLowest: false}",
      problem: "kan alleen waar zijn"),
    .init(
      old: "{field: \"1.1\", aboveLowest: true}", new: "{field: \"1.1\"}",
      problem: "vraagt 0 dingen"),
    .init(
      old: "{field: \"1.1\", aboveLowest: true}", new: "{all: []}",
      problem: "all bij veld 2.2 is leeg"),
    .init(old: "{field: \"1.1\", aboveLowest: true}", new: "{}", problem: "zegt 0 dingen"),
    .init(
      old: "{field: \"1.1\", aboveLowest: true}", new: "{field: \"2.1\", is: [wel]}",
      problem: "wordt per onderdeel beantwoord; is"),
    .init(
      old: "{field: \"2.1\", noItems: true}", new: "{field: \"1.1\", noItems: true}",
      problem: "heeft geen onderdelen"),
    .init(old: "except: [ggz]}", new: "except: [gz]}", problem: "het onderdeel ‘gz’"),
    .init(old: "itemsAtLeast: 1", new: "itemsAtLeast: 9", problem: "geen bruikbaar getal"),
    .init(
      old: "is: [veel]", new: "is: [vele]", problem: "antwoordcategorie van veld 1.1 ‘vele’",
      remedy: "Bedoelde u veel?"),
    .init(
      old: "{field: \"2.2\", lacks: slaan}", new: "{field: \"2.2\", below: slaan}",
      problem: "heeft geen volgorde"),
    .init(
      old: "{field: \"2.2\", lacks: slaan}", new: "{field: \"1.1\", lacks: iets}",
      problem: "lacks kan daar niet"),
    .init(
      old: "{field: \"2.2\", lacks: slaan}", new: "{field: \"3.5\", is: [ja]}",
      problem: "dat uit staat", severity: .warning),
    .init(
      old: "{field: \"2.2\", lacks: slaan}", new: "{field: \"3.5\", is: [ja]}",
      problem: "gaat over regio en kijkt", severity: .warning),
    .init(old: "{category: geen, when", new: "{category: gen, when", problem: "‘gen’ bestaat niet"),
    .init(
      old: "{kind: [regiovisie], level", new: "{kind: [visie], level",
      problem: "de soort stuk ‘visie’"),
    .init(
      old: "count: {source: {kind: [regiovisie]}}", new: "count: {source: {}}",
      problem: "noemt niets"),
    .init(old: "count: {source: {kind: [regiovisie]}}\n", new: "x: 1\n", problem: "telt niets"),
    .init(old: "Bij {aantal} staat het.", new: "Bij ons staat het.", problem: "{aantal} 0 keer"),
    .init(old: "id: I2", new: "id: I1", problem: "I1 bij een indicator bestaat al"),
    .init(old: "by: metadata", new: "by: meta", problem: "by bij een indicator"),
    .init(
      old: "theme: A\n    sentence: \"Van", new: "theme: B\n    sentence: \"Van",
      problem: "het thema ‘B’"),
    .init(
      old: "unit: stuk\n    count", new: "unit: regio\n    count", problem: "heeft geen noemer"),
    .init(
      old: "unit: regio\n    field: \"1.1\"", new: "unit: gemeente\n    field: \"1.1\"",
      problem: "maar veld 1.1 gaat over regio"),
    .init(old: "sameUnit: true}", new: "sameUnit: soms}", problem: "sameUnit bij de vergelijking"),
    .init(old: "exactly: 1, form", new: "form", problem: "geldt altijd"),
    .init(old: "minPercent: 21", new: "minPercent: 31", problem: "boven de bovengrens"),
    .init(old: "een kwart van de {many}", new: "een kwart", problem: "ontbreekt de eenheid"),
    .init(
      old: "belowPercent: 25", new: "minPercent: 30, belowPercent: 25",
      problem: "de klasse weinig begint"),
  ]

  @Test(arguments: mistakes)
  func saysWhatIsWrongWithLineAndRemedy(mistake: Mistake) throws {
    let place = try #require(Self.good.range(of: mistake.old), "\(mistake.old)")
    let text = Self.good.replacingCharacters(in: place, with: mistake.new)
    let (framework, diagnostics) = FrameworkParser.parse(text: text, file: "f.yaml")
    let found = try #require(
      diagnostics.first { $0.problem.contains(mistake.problem) },
      "\(diagnostics.map(\.text))")
    #expect(found.severity == mistake.severity)
    #expect(found.line != nil)
    #expect(found.file == "f.yaml")
    #expect(found.expected?.isEmpty == false)
    #expect(mistake.remedy.isEmpty || found.remedy.contains(mistake.remedy))
    #expect(!found.remedy.isEmpty)
    #expect((framework == nil) == diagnostics.contains { $0.severity == .error })
  }

  @Test func givesTheLineOfTheMistake() throws {
    // `core: true` stands on line 10 of the text above.
    let text = Self.good.replacing("core: true", with: "core: ja")
    let (_, diagnostics) = FrameworkParser.parse(text: text, file: "f.yaml")
    #expect(diagnostics.map(\.line) == [10])
  }

  @Test func findsAllMistakesAtOnce() {
    let text = Self.good.replacing("core: true", with: "core: ja")
      .replacing("use: documents", with: "use: x").replacing("is: [veel]", with: "is: [vele]")
    let (_, diagnostics) = FrameworkParser.parse(text: text, file: "f.yaml")
    #expect(diagnostics.count == 3)
    #expect(diagnostics.map { $0.line ?? 0 } == diagnostics.map { $0.line ?? 0 }.sorted())
  }

  /// Texts that are no YAML, with the line that must be named.
  @Test(arguments: [
    ("", 1), ("a: b: c", 1), ("a: 1\nb: [1, 2\nc: 3", 3), ("a: \"open", 1), ("a: 1\n\tb: 2", 2),
    ("a: *none", 1), ("a: 1\na: 2", 1), ("- 1", 1), ("gewoon tekst", 1), ("a: \u{0}b", 1),
  ])
  func namesTheLineOfASyntaxMistake(text: String, line: Int) {
    let (framework, diagnostics) = FrameworkParser.parse(text: text, file: "f.yaml")
    #expect(framework == nil)
    #expect(diagnostics.first?.severity == .error)
    #expect(diagnostics.first?.line == line, "\(diagnostics.map(\.text))")
  }

  /// A file cut off anywhere, or with a byte changed, gives diagnostics and never stops the program.
  @Test func survivesEveryCutAndEveryChange() {
    let bytes = Array(Self.good.utf8)
    var generator = SplitMix64(seed: 11)
    for cut in stride(from: 0, to: bytes.count, by: 41) {
      let text = String(decoding: bytes[..<cut], as: UTF8.self)
      let (framework, diagnostics) = FrameworkParser.parse(text: text, file: "f.yaml")
      #expect(framework != nil || diagnostics.contains { $0.severity == .error })
    }
    for _ in 0..<150 {
      var changed = bytes
      changed[Int.random(in: 0..<bytes.count, using: &generator)] =
        UInt8.random(in: 0x20...0x7E, using: &generator)
      let text = String(decoding: changed, as: UTF8.self)
      let (framework, diagnostics) = FrameworkParser.parse(text: text, file: "f.yaml")
      #expect((framework == nil) == diagnostics.contains { $0.severity == .error })
    }
  }

  @Test func refusesAFileThatUnfoldsWithoutEnd() {
    // Nine levels of nine references each: 9⁹ values from a few hundred bytes.
    var text = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n"
    for level in 1...8 {
      let part = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ",")
      text += "a\(level): &a\(level) [\(part)]\n"
    }
    let (framework, diagnostics) = FrameworkParser.parse(text: text, file: "f.yaml")
    #expect(framework == nil)
    #expect(diagnostics.first?.problem.contains("in zichzelf") == true)
  }
}
