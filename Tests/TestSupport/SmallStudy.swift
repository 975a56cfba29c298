// SPDX-License-Identifier: EUPL-1.2
import Model

/// A framework of four fields and a study of two regions, made for the tests.
public enum SmallStudy {
  public static let privacy = Term(
    id: "4.1/privacy+", label: "privacy+", patterns: [.inside("privacy")],
    levels: [.word, .inflection, .inside])
  public static let wording: [WordingRule] = [
    WordingRule(word: "geen enkele", form: "{none} {one}", exactCount: 0),
    WordingRule(word: "één", form: "één {one}", exactCount: 1),
    WordingRule(word: "alle", form: "alle {many}", isAll: true),
    WordingRule(word: "enkele", form: "enkele {many}", minCount: 2, maxCount: 4, maxPercent: 10),
    WordingRule(
      word: "een kwart", form: "een kwart van de {many}", minPercent: 21, maxPercent: 29),
    WordingRule(
      word: "een derde", form: "een derde van de {many}", minPercent: 30, maxPercent: 36),
    WordingRule(word: "de helft", form: "de helft van de {many}", minPercent: 46, maxPercent: 54),
    WordingRule(
      word: "twee derde", form: "twee derde van de {many}", minPercent: 63, maxPercent: 70),
    WordingRule(
      word: "drie kwart", form: "drie kwart van de {many}", minPercent: 71, maxPercent: 79),
    WordingRule(
      word: "de overgrote meerderheid", form: "de overgrote meerderheid van de {many}",
      minPercent: 80, maxPercent: 89),
    WordingRule(word: "bijna alle", form: "bijna alle {many}", minPercent: 90, maxPercent: 99),
  ]

  /// 4.1 (search decides absence), 4.2 (n.v.t. where 4.1 is lowest; multiple), 2.1 (per item) and 1.5
  /// (municipality).
  public static let framework = Framework(
    id: "klein", version: "1", title: "Klein",
    unitKinds: [
      UnitKind(id: "regio", one: "regio", many: "regio's"),
      UnitKind(id: "gemeente", one: "gemeente", many: "gemeenten"),
      UnitKind(id: "stuk", one: "stuk", many: "stukken", isNeuter: true),
    ],
    sourceKinds: [
      SourceKind(id: "regiovisie", label: "regiovisie", isCore: true),
      SourceKind(id: "anders", label: "anders", isCore: false),
    ], sourceLevels: [], sourceStatuses: [], usageRights: [],
    itemLists: [
      ItemList(
        id: "partners",
        items: [Item(id: "politie", label: "politie"), Item(id: "ggz", label: "ggz")])
    ],
    termLists: [TermList(id: "lijst", title: "Lijst", use: .documents, terms: [privacy])],
    themes: [
      Theme(
        id: "A", title: "Samenwerking",
        questions: [
          Question(
            id: "4", text: "Welke afspraken zijn er?",
            fields: [
              Field(
                id: "4.1", label: "Afspraken", unitKind: "regio", scope: .region,
                categories: [
                  Category(id: "geen", label: "niet aangetroffen"),
                  Category(id: "algemeen", label: "algemeen"),
                  Category(id: "concreet", label: "concreet uitgewerkt"),
                ], rule: .decidesAbsence, absent: "geen", terms: [privacy]),
              Field(
                id: "4.2", label: "Soorten", unitKind: "regio", scope: .region, scale: .nominal,
                isMultiple: true,
                categories: [
                  Category(id: "geen", label: "geen", isExclusive: true),
                  Category(id: "a", label: "soort a"), Category(id: "b", label: "soort b"),
                ], applies: .aboveLowest("4.1")),
              Field(
                id: "2.1", label: "Partners", unitKind: "regio", scope: .region, isMultiple: true,
                categories: [
                  Category(id: "geen", label: "niet aangetroffen", isExclusive: true),
                  Category(id: "stoppen", label: "stoppen"),
                ], itemList: "partners"),
              Field(
                id: "1.5", label: "Lokaal", unitKind: "gemeente", scope: .municipality,
                categories: [
                  Category(id: "geen", label: "niet aangetroffen"),
                  Category(id: "wel", label: "wel"),
                ]),
            ])
        ])
    ],
    indicators: [
      Indicator(
        id: "I1", label: "geen afspraken", theme: "A", unitKind: "regio", field: "4.1",
        count: .isLowest("4.1"), basis: .searchOrReader, sentence: "Bij {aantal} geen afspraken.")
    ], wording: wording)

  public static let units = [
    StudyUnit(code: "R1", name: "Eerste", kind: "regio", parents: ["V1"]),
    StudyUnit(code: "R2", name: "Tweede", kind: "regio", parents: ["V1"]),
    StudyUnit(code: "V1", name: "Gebied", kind: "vt"),
    StudyUnit(code: "G1", name: "Stad", kind: "gemeente", parents: ["R1", "V1"], role: .central),
    StudyUnit(
      code: "G2", name: "Dorp", kind: "gemeente", parents: ["R1", "V1"], isExamined: false),
  ]

  public static let wave = Wave(id: "w1", title: "Meting", notBefore: "2013-01-01")

  /// Sources: s0001 of R1, s0002 of G1, s0003 of V1, s0004 of R2 (not a core paper).
  public static let events: [Event] = [
    .waveOpened(wave),
    .frameworkAdopted(wave: "w1", framework: framework, text: "tekst"),
    .unitsAdopted(wave: "w1", units: units, text: "tekst"),
    registered("s0001", "a.txt", "R1", "regiovisie"),
    registered("s0002", "b.txt", "G1", "regiovisie"),
    registered("s0003", "c.txt", "V1", "regiovisie"),
    registered("s0004", "d.txt", "R2", "anders"),
  ]

  /// The study after `events`.
  public static func study() throws -> Study {
    var study = Study()
    for event in events { try study.apply(event) }
    return study
  }

  public static func hash(_ source: SourceID) -> VersionHash {
    VersionHash(ContentHash.of(source.rawValue))
  }

  public static func coding(
    _ id: CodingID, _ source: SourceID, _ cell: Cell, coder: CoderID = "lezer-1"
  ) -> Coding {
    Coding(
      id: id, source: source, cell: cell,
      locator: Locator(
        version: hash(source), readerVersion: "1",
        stretches: [Stretch(page: 1, utf8Range: 0..<4)], quote: "abcd", before: "", after: ""),
      coder: coder)
  }

  private static func registered(
    _ id: SourceID, _ path: String, _ unit: UnitCode, _ kind: String
  ) -> Event {
    .sourceRegistered(
      id: id, path: path, version: hash(id),
      description: SourceDescription(units: [unit], basis: .table, kind: kind))
  }
}
