// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model
import Testing

@testable import Reporting

/// A study of our own making, with every kind of outcome and some hostile names; no real papers.
struct SampleStudy {
  static let hostileName = "IJsselland <script>alert(\"x\")</script> & 'zo'"
  static let hostilePath = "JZ05/\"><img src=x onerror=alert(1)>.pdf"
  static let hostileQuote = "delen zij </mark><script>gegevens</script>"

  typealias RegionRow = (
    code: String, name: String, short: String, column: Int, row: Int, area: String
  )

  static let regions: [RegionRow] = [
    ("JZ01", "Groningen", "Gron", 2, 0, "VT01"), ("JZ02", "Friesland", "Fries", 1, 0, "VT02"),
    ("JZ03", "Zaanstreek-Waterland", "Zaans", 0, 1, "VT03"),
    ("JZ04", "Flevoland", "Flevo", 1, 1, "VT03"),
    ("JZ05", hostileName, "IJsel", 2, 1, "VT04"), ("JZ06", "Zeeland", "Zeel", 0, 2, "VT04"),
  ]

  var study = Study()
  var framework: Framework
  var corpus = CorpusView()
  var rows: [RegionRow]
  let wave: WaveID = "2015"

  init(framework: Framework = SampleFramework.framework, rows: [RegionRow] = regions) throws {
    self.framework = framework
    self.rows = rows
    try study.apply(.titleAdopted("Aanpak kindermishandeling"))
    try study.apply(
      .waveOpened(
        Wave(id: wave, title: "Meting 2015", notBefore: "2012-01-01", referenceDate: "2015-04-14")))
    try study.apply(.frameworkAdopted(wave: wave, framework: framework, text: ""))
    try study.apply(.unitsAdopted(wave: wave, units: units(), text: ""))
    try study.apply(
      .collectionAdopted(
        wave: wave,
        entries: [
          CollectionEntry(
            unit: "GM0102", date: "2015-03-02", place: "website van de gemeente",
            terms: "kindermishandeling", result: "niets gevonden", note: "")
        ], text: ""))
    try addPapers()
  }

  private func units() -> [StudyUnit] {
    var units: [StudyUnit] = Set(rows.map(\.area)).sorted().map {
      StudyUnit(code: UnitCode($0), name: "Gebied \($0.suffix(2))", kind: "vt")
    }
    for (number, row) in rows.enumerated() {
      units.append(
        StudyUnit(
          code: UnitCode(row.code), name: row.name, kind: "regio", parents: [UnitCode(row.area)],
          short: row.short, tile: .init(column: row.column, row: row.row)))
      // The sixth region is one municipality; no municipality has a role in the fifth.
      if number != 4 {
        units.append(
          municipality(number, 1, .central, in: row, ground: "centrumgemeente vrouwenopvang"))
      }
      if number != 4, number != 5 {
        units.append(municipality(number, 2, .other, in: row, ground: "loting"))
      }
    }
    return units
  }

  private func municipality(
    _ number: Int, _ place: Int, _ role: StudyUnit.Role, in row: RegionRow, ground: String
  ) -> StudyUnit {
    let code = UnitCode("GM\(1000 + number * 10 + place)".replacing("GM100", with: "GM010"))
    return StudyUnit(
      code: code, name: "\(place == 1 ? "Hoofdstad" : "Buitendorp") \(number + 1)",
      kind: "gemeente", parents: [UnitCode(row.code)], role: role, ground: ground)
  }

  // MARK: Papers

  private mutating func addPapers() throws {
    for (number, row) in rows.enumerated() where number != 3 {
      try paper(
        "\(row.code)/Regiovisie \(row.short).pdf", units: [row.code], kind: "regiovisie",
        counts: number == 0 ? [:] : hits(number))
      if number.isMultiple(of: 2) {
        try paper(
          "\(row.code)/Convenant.docx", units: [row.code], kind: "convenant",
          counts: ["convenant+": 2])
      }
    }
    try paper(
      "GM0101/Beleidsplan.pdf", units: ["GM0101"], kind: "regiovisie",
      counts: ["kindermishandeling+": 4])
    try paper(Self.hostilePath, units: ["JZ05"], kind: "convenant", counts: ["privacy+": 3])
    try paper("JZ02/Scan.pdf", units: ["JZ02"], kind: "convenant", state: .noText)
    try paper(
      "JZ02/Deels.pdf", units: ["JZ02"], kind: "convenant", state: .partly,
      counts: ["wijkagent+": 1])
    try paper("JZ04/Stuk.doc", units: ["JZ04"], kind: "regiovisie", state: .failed)
    try paper("los/Visie.pdf", units: [], kind: nil, state: .ocr)
    try paper("JZ06/Vision.pdf", units: ["JZ06"], kind: "convenant", date: "2009", language: "en")
    try study.apply(.sourceExcluded(id: "s0002", reason: "gaat over een ander onderwerp"))
  }

  private func hits(_ number: Int) -> [String: Int] {
    var counts = ["regie+": number, "politie+": 3, "huisarts+": number % 3, "CORV": number % 2]
    counts["privacy+"] = number % 3 == 0 ? 0 : number
    counts["meldcode+"] = number % 4 == 0 ? 0 : 2
    counts["doelgroep"] = 6
    counts["organogram"] = 1
    return counts
  }

  private mutating func paper(
    _ path: String, units: [String], kind: String?, state: DocumentState = .read,
    date: String = "2014-06-01", language: String = "nl", counts: [String: Int] = [:]
  ) throws {
    let hash = VersionHash(ContentHash.of(path))
    try study.apply(
      .sourceRegistered(
        id: study.nextSourceID, path: path, version: hash,
        description: SourceDescription(
          units: units.map { UnitCode($0) }, basis: units.isEmpty ? .none : .folderCode, kind: kind,
          level: kind == "regiovisie" ? "regionaal" : "gemeentelijk", date: date)))
    let diagnostics =
      state == .read
      ? []
      : [
        Diagnostic(
          .warning, .reading, file: path, problem: "2 van de 8 pagina’s hebben geen tekst",
          remedy: "vraag om het bestand met tekst")
      ]
    corpus.documents[hash] = DocumentFacts(
      state: state, format: "pdf", pageCount: 8, pagesWithoutText: state == .read ? [] : [3, 7],
      passageCount: 61, language: language, diagnostics: diagnostics)
    corpus.counts[hash] = Dictionary(
      uniqueKeysWithValues: counts.map { (TermID($0.key), $0.value) })
    if units.isEmpty { corpus.suggestedUnits[hash] = ["JZ06"] }
  }

  // MARK: Answers

  static let page =
    "3.2 Gegevens delen\n"
    + "De partijen leggen vast welke gegevens zij bij een vermoeden delen, wie dat besluit en binnen welke "
    + "termijn. Als het moet, \(hostileQuote) ook zonder toestemming.\n"
    + "Dit convenant geldt voor vier jaar."

  mutating func code(_ cell: Cell, _ source: SourceID, quote: String) throws -> CodingID {
    let id = study.nextCodingID
    let start =
      Self.page.firstRange(of: quote).map {
        Self.page.utf8.distance(from: Self.page.startIndex, to: $0.lowerBound)
      } ?? 0
    try study.apply(
      .passageCoded(
        Coding(
          id: id, source: source, cell: cell,
          locator: Locator(
            version: study.sources[source]?.current ?? "", readerVersion: "1",
            stretches: [Stretch(page: 3, utf8Range: start..<(start + quote.utf8.count))],
            quote: quote, before: "", after: ""), coder: "lezer-1")))
    return id
  }

  mutating func answer(
    _ cell: Cell, _ value: AnswerValue, _ evidence: Evidence, coder: CoderID = "lezer-1",
    note: String = ""
  ) throws {
    try study.apply(
      .answerRecorded(
        wave: wave,
        answer: Answer(cell: cell, value: value, evidence: evidence, coder: coder, note: note)))
  }

  /// Answers of every kind: agreed, settled, differing, withdrawn, by search, by the collection log.
  mutating func addAnswers() throws {
    let quote = "welke gegevens zij bij een vermoeden delen"
    for (unit, source, category) in [
      ("JZ02", "s0003", "concreet"), ("JZ03", "s0004", "algemeen"), ("JZ06", "s0008", "concreet"),
    ] as [(UnitCode, SourceID, CategoryID)] {
      let cell = Cell(unit: unit, field: "4.1")
      let coding = try code(cell, source, quote: quote)
      try answer(cell, .categories([category]), .codings([coding]))
      if unit == "JZ02" {
        try answer(cell, .categories([category]), .codings([coding]), coder: "lezer-2")
      }
    }
    try addDifferences()
    let partner = Cell(unit: "JZ02", field: "2.1", item: "politie")
    let second = try code(partner, "s0003", quote: Self.hostileQuote)
    try answer(partner, .categories(["signaleren", "stoppen"]), .codings([second]))
    let actions = Cell(unit: "JZ02", field: "2.3")
    let third = try code(actions, "s0003", quote: "gegevens zij bij een vermoeden delen, wie")
    try answer(
      actions, .categories(["subsidie", "training"]), .codings([third]),
      note: "twee acties <b>samen</b>")
    try answer(Cell(unit: "GM0102", field: "1.5"), .categories(["niet"]), .collectionLog)
    try answer(
      Cell(unit: "VT01", field: "7.1"), .undetermined(reason: "het plan ontbreekt"), .reason)
    try answer(
      Cell(unit: "VT02", field: "7.1"), .notApplicable, .reason, note: "nog niet opgericht")
    let area = Cell(unit: "VT03", field: "7.4")
    let fourth = try code(area, "s0004", quote: "Dit convenant geldt voor vier jaar.")
    try answer(area, .categories(["tijdelijk"]), .codings([fourth]))
  }

  private mutating func addDifferences() throws {
    let open = Cell(unit: "JZ05", field: "5.5")
    let first = try code(open, "s0006", quote: "De partijen leggen vast")
    try answer(open, .categories(["algemeen"]), .codings([first]))
    try answer(open, .categories(["specifiek"]), .codings([first]), coder: "lezer-2")
    let settled = Cell(unit: "JZ06", field: "5.5")
    let second = try code(settled, "s0008", quote: "De partijen leggen vast")
    try answer(settled, .categories(["algemeen"]), .codings([second]))
    try answer(settled, .categories(["specifiek"]), .codings([second]), coder: "lezer-2")
    try study.apply(
      .answerSettled(
        wave: wave,
        answer: Answer(
          cell: settled, value: .categories(["specifiek"]), evidence: .codings([second]),
          coder: "lezer-3"), ground: "de risicogroep staat erbij"))
    let lost = Cell(unit: "JZ03", field: "5.5")
    let third = try code(lost, "s0004", quote: "De partijen leggen vast")
    try answer(lost, .categories(["specifiek"]), .codings([third]))
    try study.apply(.codingWithdrawn(id: third, reason: "verkeerde plaats"))
    let reopened = Cell(unit: "JZ02", field: "4.3")
    try study.apply(
      .searchRecorded(
        SearchRecord(
          id: "z0001", cell: reopened, terms: ["CORV"], termsFingerprint: "oud",
          searched: [.init(source: "s0003", version: "x", state: .read, hits: 0, isCore: true)])))
    try answer(reopened, .categories(["niet"]), .search("z0001"))
    let aside = Cell(unit: "JZ06", field: "1.1")
    let field = try #require(framework.field(aside.field))
    try study.apply(
      .hitsSetAside(
        cell: aside,
        setAside: SetAside(
          reason: "gaat over eigen regie", versions: study.sources.values.map(\.current),
          termsFingerprint: SearchPlan.fingerprint(
            SearchPlan.terms(of: aside, field: field, framework: framework)))))
  }

  // MARK: Material

  func material() throws -> ReportMaterial {
    let round = try #require(study.openRound)
    let picture = Assessor(study: study, round: round, framework: framework, corpus: corpus)
      .picture()
    var suggestions: [Cell: (shown: [ShownPassage], total: Int)] = [:]
    for outcome in picture.outcomes.values {
      guard case .open = outcome.standing, let search = outcome.search, search.hitCount > 0,
        let paper = search.searched.first(where: { $0.hits > 0 })
      else { continue }
      let shown = (1...5).map { number in
        ShownPassage(
          source: paper.source, page: number,
          before:
            "De gemeenten in de regio werken samen en leggen in hun beleid vast hoe zij met de ",
          quote: "afspraken over de aanpak van kindermishandeling",
          after:
            " omgaan, en wie daarbij welke taak heeft. Elk jaar kijken zij samen terug op wat er is bereikt.",
          heading: "3.\(number) Samen werken", terms: Array(search.terms.prefix(2)))
      }
      suggestions[outcome.cell] = (Array(shown.prefix(search.hitCount)), search.hitCount)
    }
    var evidence: [CodingID: ShownPassage] = [:]
    for coding in picture.codings.values {
      evidence[coding.id] = ShownPassage(
        source: coding.source, page: 3, before: "De partijen leggen vast ",
        quote: coding.locator.quote, after: ", wie dat besluit en binnen welke termijn.",
        heading: "3.2 Gegevens delen")
    }
    let cited = study.sources["s0003"]?.current
    let other = study.sources["s0004"]?.current
    return ReportMaterial(
      picture: picture, suggestions: suggestions, evidence: evidence,
      pageText: { version, _ in version == cited || version == other ? Self.page : nil },
      edition: .working(number: 2))
  }

  /// The files of the site, by path.
  static func site(_ material: ReportMaterial) -> [String: String] {
    var files: [String: String] = [:]
    SiteRenderer(material).render { path, content in files[path] = content }
    return files
  }

  static func answered() throws -> SampleStudy {
    var sample = try SampleStudy()
    try sample.addAnswers()
    return sample
  }
}
