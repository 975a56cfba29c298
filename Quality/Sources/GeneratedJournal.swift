// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Intake
import Journaling
import Model

/// A journal as a large study would have it, made from a seed: the shipped framework and layout, papers of every
/// region, codings with quotes of real lengths, answers, search records and what else people decide.
struct GeneratedJournal {
  /// How many events of each kind there are, apart from the first three.
  private(set) var kinds: [String: Int] = [:]
  private var numbers = SplitMix64(seed: 2_015)
  private let wave: WaveID = "2015"
  private let framework: Framework
  private let units: [StudyUnit]
  private let regions: [StudyUnit]
  private let fields: [Field]
  /// The papers of each region, with the version that they have now.
  private var papers: [UnitCode: [(id: SourceID, version: VersionHash)]] = [:]
  private var codings: [Coding] = []
  private var answers: [Answer] = []
  private var count = 0
  private let words: [Substring]

  init(_ material: Material) throws {
    let name = "kindermishandeling-2015.yaml"
    let frameworkText = try Self.text(material.own("Resources/frameworks/\(name)"))
    guard let framework = FrameworkParser.parse(text: frameworkText, file: name).0 else {
      throw MissingMaterial(what: "the shipped framework cannot be read")
    }
    let layout = try Self.text(material.own("Resources/layouts/jeugdregio-2015.csv"))
    self.framework = framework
    units = UnitTable.read(text: layout, file: "units.csv", unitKinds: framework.unitKinds).0
    regions = units.filter { $0.kind == "regio" }
    fields = framework.fields.filter { $0.unitKind == "regio" && $0.scope == .region }
    words = try Self.text(material.own("docs/handleiding.md")).split(whereSeparator: \.isWhitespace)
      .filter { !$0.contains("|") }
  }

  private static func text(_ url: URL) throws -> String {
    try String(contentsOf: url, encoding: .utf8)
  }

  /// Writes a journal of so many events into a file that does not exist yet.
  ///
  /// - Returns: the study as it was written.
  mutating func write(to url: URL, events total: Int) throws -> Study {
    let journal = try Journal(url: url)
    var study = Study()
    try append(
      [
        .waveOpened(Wave(id: wave, title: "Meting 2015")),
        .frameworkAdopted(wave: wave, framework: framework, text: ""),
        .unitsAdopted(wave: wave, units: units, text: ""),
      ], to: &study, journal)
    // One paper in fifty events, a tenth of them described anew or read in a new version later on.
    try append((0..<(total / 50)).map { register($0) }, to: &study, journal)
    while count < total {
      var events: [Event] = []
      while events.count < min(4_000, total - count) { events += decision() }
      try append(Array(events.prefix(total - count)), to: &study, journal)
    }
    return study
  }

  private mutating func append(
    _ events: [Event], to study: inout Study, _ journal: Journal
  ) throws {
    try journal.append(actor: "lezer-1", to: &study) { _ in events }
    count += events.count
    for event in events { kinds[event.kind, default: 0] += 1 }
  }

  // MARK: The events

  private mutating func register(_ number: Int) -> Event {
    let region = regions[number % regions.count].code
    let id = SourceID(Study.identifier("s", number + 1))
    let version = VersionHash(ContentHash.of("\(id)"))
    papers[region, default: []].append((id, version))
    return .sourceRegistered(
      id: id, path: "\(region)/\(number)-\(phrase(3)).pdf", version: version,
      description: description(region)
    )
  }

  private mutating func description(_ region: UnitCode) -> SourceDescription {
    SourceDescription(
      units: [region], basis: .folderCode, kind: framework.sourceKinds.first { $0.isCore }?.id,
      level: framework.sourceLevels.first?.id, date: "2014-11-03", status: "vastgesteld",
      origin: "website", foundWith: phrase(3), address: "https://www.example.org/\(numbers.next())")
  }

  /// What one person does at a time: mostly a passage and the answer on it.
  private mutating func decision() -> [Event] {
    switch numbers.number(below: 100) {
    case 0..<66: return answerOnPassages()
    case 66..<78: return answerOnSearch()
    case 78..<84: return [setAside()]
    case 84..<88: return withdrawal()
    case 88..<92: return placement()
    case 92..<96: return describe()
    default: return rows()
    }
  }

  private mutating func cell() -> (cell: Cell, field: Field) {
    let field = fields[numbers.number(below: fields.count)]
    let items = framework.items(of: field)
    let item = items.isEmpty ? nil : items[numbers.number(below: items.count)].id
    let region = regions[numbers.number(below: regions.count)].code
    return (Cell(unit: region, field: field.id, item: item), field)
  }

  private mutating func coder() -> CoderID { CoderID("lezer-\(1 + numbers.number(below: 4))") }

  private mutating func paper(of region: UnitCode) -> (id: SourceID, version: VersionHash) {
    let own = papers[region] ?? []
    return own[numbers.number(below: own.count)]
  }

  private mutating func coding(_ cell: Cell) -> Coding {
    let paper = paper(of: cell.unit)
    let coding = Coding(
      id: CodingID(Study.identifier("c", codings.count + 1)), source: paper.id, cell: cell,
      locator: locator(paper.version), coder: coder())
    codings.append(coding)
    return coding
  }

  private mutating func locator(_ version: VersionHash) -> Locator {
    let quote = phrase(8 + numbers.number(below: 40))
    let page = 1 + numbers.number(below: 60)
    let start = numbers.number(below: 3_000)
    let lines = 1 + quote.utf8.count / 90
    let top = Double(700 + numbers.number(below: 6_000)) / 10
    let rectangles = (0..<lines).map { line in
      PageRectangle(
        left: 70.9, top: top + Double(line) * 14, right: 510.2, bottom: top + Double(line) * 14 + 11
      )
    }
    let marks = MarkedStretch(page: page, rectangles: rectangles).inTenths
    return Locator(
      version: version, readerVersion: "12",
      stretches: [Stretch(page: page, utf8Range: start..<(start + quote.utf8.count))], quote: quote,
      before: String(phrase(6).suffix(32)), after: String(phrase(6).prefix(32)),
      headings: [phrase(3), phrase(4)], repeats: 1, marks: [marks])
  }

  private mutating func answerOnPassages() -> [Event] {
    let (cell, field) = cell()
    let found = (0..<(1 + numbers.number(below: 3))).map { _ in coding(cell) }
    let answer = Answer(
      cell: cell,
      value: .categories([field.categories[numbers.number(below: field.categories.count)].id]),
      evidence: .codings(found.map(\.id)), coder: coder(), note: phrase(numbers.number(below: 15)))
    answers.append(answer)
    return found.map { .passageCoded($0) } + [.answerRecorded(wave: wave, answer: answer)]
  }

  private var searches = 0

  private mutating func answerOnSearch() -> [Event] {
    let (cell, field) = cell()
    searches += 1
    let record = SearchRecord(
      id: SearchID(Study.identifier("z", searches)), cell: cell,
      terms: ["privacy+", "samenwerk+", "convenant", "regie AND aanpak"],
      termsFingerprint: ContentHash.of("\(field.id)"),
      searched: (papers[cell.unit] ?? []).map {
        SearchRecord.Searched(
          source: $0.id, version: $0.version, state: .read, hits: numbers.number(below: 3),
          isCore: true)
      }, setAside: "gaat over een andere doelgroep")
    let answer = Answer(
      cell: cell, value: .categories([field.lowest]), evidence: .search(record.id), coder: coder())
    return [.searchRecorded(record), .answerRecorded(wave: wave, answer: answer)]
  }

  private mutating func setAside() -> Event {
    var (cell, field) = cell()
    while field.rule == .decides { (cell, field) = self.cell() }
    return .hitsSetAside(
      cell: Cell(unit: cell.unit, field: cell.field),
      setAside: SetAside(
        reason: "gaat over volwassenen", versions: (papers[cell.unit] ?? []).map(\.version),
        termsFingerprint: ContentHash.of("\(field.id)")))
  }

  /// The next answer that was never withdrawn, and that nobody replaced, is the last one recorded.
  private mutating func withdrawal() -> [Event] {
    guard let answer = answers.popLast() else { return [] }
    let isLast = !answers.contains { $0.cell == answer.cell && $0.coder == answer.coder }
    answers.removeAll(keepingCapacity: true)
    guard isLast else { return [] }
    return [
      .answerWithdrawn(
        wave: wave, cell: answer.cell, coder: answer.coder, reason: "verkeerde regio")
    ]
  }

  private mutating func placement() -> [Event] {
    guard let coding = codings.last else { return [] }
    return [.codingPlaced(id: coding.id, locator: locator(coding.locator.version))]
  }

  private mutating func describe() -> [Event] {
    let region = regions[numbers.number(below: regions.count)].code
    let place = numbers.number(below: papers[region]?.count ?? 0)
    let id = paper(of: region).id
    if numbers.percent(70) {
      return [.sourceDescribed(id: id, description: description(region))]
    }
    let version = VersionHash(ContentHash.of("\(numbers.next())"))
    guard let changed = papers[region]?[place].id else { return [] }
    papers[region]?[place].version = version
    return [.versionFound(id: changed, version: version)]
  }

  private mutating func rows() -> [Event] {
    let (cell, field) = cell()
    let found = coding(cell)
    let answer = Answer(
      cell: cell, value: .categories([field.lowest]), evidence: .codings([found.id]),
      coder: coder())
    return [
      .passageCoded(found), .answerRecorded(wave: wave, answer: answer),
      .rowAdopted(
        fingerprint: ContentHash.of("\(found.id)"), cell: cell, coder: answer.coder),
    ]
  }

  /// So many words of the guide.
  private mutating func phrase(_ length: Int) -> String {
    let start = numbers.number(below: words.count - length)
    return words[start..<(start + length)].joined(separator: " ")
  }
}
