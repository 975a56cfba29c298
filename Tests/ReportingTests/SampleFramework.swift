// SPDX-License-Identifier: EUPL-1.2
import Model

/// A small framework with every kind of field and indicator that the pages must be able to show.
enum SampleFramework {
  static func term(_ label: String) -> Term {
    Term(
      id: TermID(label), label: label, patterns: [.word(label)], levels: [.word, .inflection])
  }

  private static func field(
    _ id: FieldID, _ label: String, unit: String = "regio", scope: Scope = .region,
    scale: Field.Scale = .ordinal, multiple: Bool = false, interview: Bool = false,
    _ categories: [(String, String, String)], items: String? = nil,
    rule: SearchRule = .decidesAbsence, terms: [String] = [], applies: Condition? = nil,
    derived: [DerivedAnswer] = []
  ) -> Field {
    Field(
      id: id, label: label, unitKind: unit, scope: scope, scale: scale, isMultiple: multiple,
      isInterview: interview, help: "Kies wat er staat. Eigen keuze: de schaal.",
      categories: categories.enumerated().map { place, category in
        Category(
          id: CategoryID(category.0), label: category.1, short: category.2,
          isExclusive: multiple && place == 0)
      }, itemList: items, rule: rule, absent: rule == .suggests ? nil : CategoryID(categories[0].0),
      present: rule == .decides ? CategoryID(categories[1].0) : nil, terms: terms.map(term),
      applies: applies, derived: derived)
  }

  private static let scale3 = [
    ("niet", "niet aangetroffen", "geen"), ("algemeen", "algemeen", "alg"),
    ("concreet", "concreet uitgewerkt", "concr"),
  ]

  static let questions: [[Question]] = [
    [
      Question(
        id: "1", text: "Wie voert de regie op de aanpak, en hoe?",
        fields: [
          field(
            "1.1", "Regievoerder benoemd",
            [
              ("niet", "niet aangetroffen", "geen"),
              ("trekker", "alleen trekker genoemd", "trekker"),
              ("expliciet", "expliciet benoemd", "explic"),
            ], terms: ["regievoerder", "regie+"]),
          field(
            "1.2", "Wie heeft de regie", scale: .nominal, multiple: true,
            [
              ("niet", "niet aangetroffen", "geen"), ("centrum", "centrumgemeente", "centrum"),
              ("verband", "samenwerkingsverband", "samenw"),
              ("zelf", "iedere gemeente zelf", "zelf"),
            ], rule: .suggests, terms: ["trekker"], applies: .aboveLowest("1.1")),
          field(
            "1.5", "Lokale uitwerking", unit: "gemeente", scope: .municipality,
            [
              ("niet", "niet aangetroffen", "geen"),
              ("verwijst", "verwijst naar de regio", "verwijs"),
              ("aangekondigd", "aangekondigd", "aangek"),
              ("algemeen", "algemeen uitgewerkt", "alg"),
              ("concreet", "concreet uitgewerkt", "concr"),
            ], terms: ["kindermishandeling+"]),
        ]),
      Question(
        id: "2", text: "Welke partners doen mee, en in welke fase?",
        fields: [
          field(
            "2.1", "Partners per fase", scale: .nominal, multiple: true,
            [
              ("niet", "niet aangetroffen", "geen"), ("voorkomen", "voorkomen", "voork"),
              ("signaleren", "signaleren", "signal"), ("stoppen", "stoppen", "stop"),
              ("schade", "schade beperken", "schade"), ("zonder", "zonder fase", "zonder"),
            ], items: "partners"),
          field(
            "2.2", "Wet meldcode",
            [
              ("niet", "niet genoemd", "geen"), ("genoemd", "genoemd", "genoemd"),
              ("actie", "concrete actie", "actie"),
            ], rule: .decides, terms: ["meldcode+"],
            derived: [DerivedAnswer(category: "actie", when: .aboveLowest("2.3"))]),
          field(
            "2.3", "Acties meldcode", scale: .nominal, multiple: true,
            [
              ("niet", "niet aangetroffen", "geen"), ("subsidie", "subsidie-eis", "subs"),
              ("toezicht", "toezicht voorgenomen", "toez"), ("training", "training", "train"),
            ], terms: ["meldcode+"]),
          field(
            "3.5", "Wijkagent", unit: "stuk", scope: .document,
            [
              ("ontbreekt", "woord ontbreekt", "geen"), ("genoemd", "genoemd", "genoemd"),
              ("partner", "genoemd als partner", "partner"),
            ], terms: ["wijkagent+"]),
        ]),
      Question(
        id: "4", text: "Welke afspraken zijn er over privacygevoelige informatie?",
        fields: [
          field(
            "4.1", "Afspraken informatie-uitwisseling", scale3,
            terms: [
              "privacy+", "informatie-uitwisseling", "gegevensuitwisseling+", "convenant+",
              "beroepsgeheim", "geheimhouding",
            ]),
          field(
            "4.2", "Woord privacy", scale: .nominal,
            [("nee", "komt niet voor", "nee"), ("ja", "komt voor", "ja")], rule: .decides,
            terms: ["privacy+"]),
          field(
            "4.3", "CORV", scale: .nominal,
            [
              ("niet", "niet genoemd", "geen"), ("passend", "passend gebruik", "passend"),
              ("oplossing", "als oplossing", "oploss"),
            ], terms: ["CORV"]),
        ]),
    ],
    [
      Question(
        id: "5", text: "Is er zicht op de doelgroep?",
        fields: [
          field(
            "5.5", "Doelgroep",
            [
              ("niet", "niet aangetroffen", "geen"), ("algemeen", "algemeen", "alg"),
              ("specifiek", "specifiek", "spec"),
            ], rule: .suggests, terms: ["doelgroep"])
        ])
    ],
    [
      Question(
        id: "7", text: "Wat zegt het inrichtingsplan van Veilig Thuis?",
        fields: [
          field(
            "7.1", "Organisatiestructuur", unit: "vt", scope: .safeHome, scale3, rule: .suggests,
            terms: ["organogram"]),
          field(
            "7.4", "Status organisatievorm", unit: "vt", scope: .safeHome, scale: .nominal,
            [
              ("niet", "niet aangetroffen", "geen"), ("open", "nog niet besloten", "open"),
              ("tijdelijk", "tijdelijk (projectorganisatie)", "tijdel"),
              ("definitief", "definitief", "defin"),
            ], rule: .suggests, terms: ["rechtsvorm"]),
          field(
            "G.1", "Behoefte aan steun", scale: .nominal, multiple: true, interview: true,
            [("geen", "geen behoefte", "geen"), ("rijk", "van het Rijk", "Rijk")],
            items: "onderwerpen", rule: .suggests),
        ])
    ],
  ]

  private static func indicator(
    _ id: String, _ label: String, _ theme: String, unit: String = "regio", field: FieldID?,
    filter: Condition? = nil, count: Condition?, _ sentence: String, then: String? = nil,
    same: Bool = true, pending: String? = nil
  ) -> Indicator {
    Indicator(
      id: id, label: label, theme: theme, unitKind: unit, field: field, filter: filter,
      count: count, basis: .searchOrReader, sentence: sentence,
      comparison: then.map { .init(wave: "2014", stated: $0, isSameUnit: same) }, pending: pending)
  }

  static let indicators: [Indicator] = [
    indicator(
      "I06", "geen concrete lokale uitwerking", "A", unit: "gemeente", field: "1.5",
      count: .below("1.5", "concreet"),
      "Bij {aantal} is in de stukken geen concrete lokale uitwerking aangetroffen.", then: "2/3"),
    indicator(
      "I04", "partners genoemd", "A", field: "2.1",
      count: .itemsAtLeast("2.1", 3, except: ["veilig-thuis"]),
      "Bij {aantal} noemen de stukken minstens drie partners.", then: "de meeste", same: false),
    indicator(
      "I09", "meldcode genoemd", "A", field: "2.2", count: .atLeast("2.2", "genoemd"),
      "De stukken van {aantal} noemen de meldcode.", then: "3/4"),
    indicator(
      "I10", "concrete actie meldcode", "A", field: "2.3", count: .aboveLowest("2.3"),
      "Bij {aantal} is in de stukken een concrete actie voor de meldcode aangetroffen."),
    indicator(
      "I13", "training", "A", field: "2.3", count: .isOneOf("2.3", ["training"]),
      "Bij {aantal} is dat training.", then: "13"),
    indicator(
      "I15", "wijkagent als partner", "A", unit: "stuk", field: "3.5",
      count: .isOneOf("3.5", ["partner"]), "In {aantal} staat de wijkagent als partner."),
    indicator(
      "I01a", "geen afspraken in de stukken", "A", field: "4.1", count: .isLowest("4.1"),
      "Bij {aantal} zijn in de stukken geen afspraken over informatie-uitwisseling aangetroffen.",
      then: "1/4"),
    indicator(
      "I01c", "concrete afspraken", "A", field: "4.1", count: .isOneOf("4.1", ["concreet"]),
      "Bij {aantal} zijn die afspraken concreet uitgewerkt.", then: "1/4"),
    indicator(
      "I02", "woord privacy ontbreekt", "A", field: "4.2", count: .isLowest("4.2"),
      "{aantal} gebruiken in de stukken het woord privacy niet.", then: "1/4"),
    indicator(
      "I03", "CORV als oplossing", "A", field: "4.3", filter: .aboveLowest("4.3"),
      count: .isOneOf("4.3", ["oplossing"]), "Bij {aantal} staat CORV in de stukken als oplossing."),
    indicator(
      "I07", "regionale stukken", "A", unit: "stuk", field: nil, count: .sourceLevel(["regionaal"]),
      "Van {aantal} is het niveau regionaal."),
    indicator(
      "I19", "doelgroep niet specifiek", "B", field: "5.5", count: .below("5.5", "specifiek"),
      "Bij {aantal} is de doelgroep in de stukken niet specifiek beschreven."),
    indicator(
      "I26", "projectorganisatie", "C", unit: "vt", field: "7.4",
      count: .isOneOf("7.4", ["tijdelijk"]),
      "In {aantal} is Veilig Thuis volgens de stukken een projectorganisatie.",
      then: "flink aantal", same: false),
    indicator(
      "N8", "ondersteuning gevraagd", "C", field: "G.1", count: nil, "", then: "14 van de 42",
      pending: "er zijn nog geen gesprekken vastgelegd"),
  ]

  static let wording: [WordingRule] = [
    WordingRule(word: "geen enkele", form: "geen enkele {one}", exactCount: 0),
    WordingRule(word: "alle", form: "alle {many}", isAll: true),
    WordingRule(word: "één", form: "één {one}", exactCount: 1),
    WordingRule(word: "een kwart", form: "een kwart van de {many}", minPercent: 21, maxPercent: 29),
    WordingRule(word: "een derde", form: "een derde van de {many}", minPercent: 30, maxPercent: 36),
    WordingRule(word: "de helft", form: "de helft van de {many}", minPercent: 46, maxPercent: 54),
    WordingRule(
      word: "twee derde", form: "twee derde van de {many}", minPercent: 63, maxPercent: 70),
  ]

  static let framework = make()

  /// - Parameter fieldCopies: so many extra fields like 4.1, to see what a large factsheet weighs.
  static func make(fieldCopies: Int = 0) -> Framework {
    var themes = zip(
      ["A", "B", "C"], ["Samenwerking en regie", "Doelgroep en hulp", "Veilig Thuis"]
    )
    .enumerated().map { Theme(id: $1.0, title: $1.1, questions: questions[$0]) }
    themes[1].questions[0].fields += (0..<fieldCopies).map { number in
      field(FieldID("5.\(10 + number)"), "Veld \(number)", scale3, terms: ["doelgroep", "cijfers"])
    }
    return Framework(
      id: "proef", version: "1.0.0", title: "Gemeentelijke aanpak van kindermishandeling",
      summary: "Hoe sturen gemeenten en regio’s op de aanpak van kindermishandeling?",
      basis: "De schalen en drempels zijn een eigen keuze.",
      unitKinds: [
        UnitKind(id: "regio", one: "regio", many: "regio's"),
        UnitKind(id: "gemeente", one: "gemeente", many: "gemeenten"),
        UnitKind(id: "vt", one: "Veilig Thuis-regio", many: "Veilig Thuis-regio's"),
        UnitKind(id: "stuk", one: "stuk", many: "stukken"),
      ],
      sourceKinds: [
        SourceKind(id: "regiovisie", label: "regiovisie", isCore: true),
        SourceKind(id: "convenant", label: "convenant", isCore: false),
      ],
      sourceLevels: [
        SourceLevel(id: "regionaal", label: "regionaal"),
        SourceLevel(id: "gemeentelijk", label: "gemeentelijk"),
        SourceLevel(id: "landelijk", label: "landelijk", isCounted: false),
      ], sourceStatuses: [Choice(id: "vastgesteld", label: "vastgesteld")],
      usageRights: [Choice(id: "openbaar", label: "openbaar")],
      itemLists: [
        ItemList(
          id: "partners",
          items: ["politie", "huisarts", "onderwijs", "wijkteam", "ziekenhuis", "veilig-thuis"].map
          {
            Item(id: ItemID($0), label: $0.replacing("-", with: " "), terms: [term("\($0)+")])
          }),
        ItemList(
          id: "onderwerpen",
          items: ["meldcode", "cijfers"].map { Item(id: ItemID($0), label: $0) }),
      ],
      termLists: [
        TermList(
          id: "web", title: "Zoeken naar stukken", use: .collection, source: "verantwoording",
          terms: [term("aanpak"), term("kindermishandeling")]),
        TermList(
          id: "stukken", title: "De termen in de stukken", use: .documents,
          terms: [term("AMK"), term("privacy")]),
      ], themes: themes, indicators: indicators, wording: wording,
      classes: [
        WordClass(id: "geen", label: "geen", words: ["geen"], minPercent: 0),
        WordClass(id: "meer", label: "meerderheid", words: ["vaak", "meestal"], minPercent: 50),
      ])
  }
}
