// SPDX-License-Identifier: EUPL-1.2

/// What was decided within one wave.
public struct Round: Sendable, Equatable {
  public var wave: Wave
  public var isFrozen = false
  public var framework: Framework? { didSet { fields = FieldIndex(framework) } }
  private(set) var fields = FieldIndex(nil)
  public var frameworkText = ""
  public var unitsText = ""
  public var collectionText = ""
  public var collection: [CollectionEntry] = []
  /// In the order of `interviews.csv`.
  public var interviews: [Interview] = []
  /// In the order of `attention.csv`.
  public var attentionPoints: [AttentionPoint] = []
  /// The answers of each coder, in the order in which they came.
  public var answers: [Cell: [Answer]] = [:]
  public var settlements: [Cell: Answer] = [:]
  /// What the readers of a cell that several must read answered before they could see each other's answer;
  /// a cell has no entry while one of them has not answered.
  public internal(set) var originals: [Cell: [Answer]] = [:]
  /// The division of the reading; empty where nobody divided it.
  public var readers: [ReaderAssignment] = []
  public var readersText = ""
  /// The hits that were set aside.
  public var setAside: [Cell: SetAside] = [:]
  /// How many papers of each kind counted when the wave was frozen; empty while it is open.
  public var frozenPapers: [String: Int] = [:]
  /// The factual checks, in the order in which they were sent.
  public internal(set) var factChecks: [FactCheckRecord] = []
  public private(set) var units: [StudyUnit] = []
  private var unitPlaces: [UnitCode: Int] = [:]

  public init(wave: Wave) { self.wave = wave }

  mutating func adopt(units: [StudyUnit]) {
    self.units = units
    unitPlaces = Dictionary(
      units.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
  }

  public func unit(_ code: UnitCode) -> StudyUnit? { unitPlaces[code].map { units[$0] } }

  /// Where a unit stands among `units`.
  func unitPlace(_ code: UnitCode) -> Int? { unitPlaces[code] }
}

/// The value that results from applying the journal's events in order. There is no other state.
///
/// ```swift
/// var study = Study()
/// try study.apply(.waveOpened(Wave(id: "2015", title: "Meting 2015")))
/// ```
public struct Study: Sendable, Equatable {
  public internal(set) var title = ""
  /// In the order in which they were opened.
  public internal(set) var rounds: [Round] = []
  public internal(set) var sources: [SourceID: Source] = [:]
  public internal(set) var sourceByPath: [String: SourceID] = [:]
  /// The sources by the bytes that they have now, in no order; see `isFirstInScope`.
  var sourcesByCurrent: [VersionHash: [SourceID]] = [:]
  public internal(set) var codings: [CodingID: Coding] = [:]
  public internal(set) var withdrawn: Set<CodingID> = []
  /// Where persons placed codings again, in the order in which they did.
  public internal(set) var placements: [CodingID: [Placement]] = [:]
  public internal(set) var openCodes = OpenCodes()
  public internal(set) var searches: [SearchID: SearchRecord] = [:]
  public internal(set) var adoptedRows: Set<String> = []
  /// The last row of `answers.csv` that was taken up, by cell and coder.
  public internal(set) var lastRow: [RowKey: String] = [:]
  /// The rows of `answers.csv` that were refused and may still become right.
  public internal(set) var refusedRows: [RowKey: Set<String>] = [:]
  /// Rows that were refused before the same coder answered the same cell otherwise.
  public internal(set) var outdatedRows: Set<String> = []
  /// The rows of factsheets that came back as spreadsheets, by cell and coder, in the order in which they were
  /// taken up.
  public internal(set) var sheetRows: [RowKey: [String]] = [:]
  public internal(set) var publications: [Publication] = []
  /// The number and hash of the last event applied.
  public var headNumber = 0
  public var headHash = RecordedEvent.origin
  /// The hash of the last event that may show on every page; see `Event.isGeneral`.
  public var generalHash = RecordedEvent.origin

  public init() {}

  /// Whose word on which cell.
  public struct RowKey: Hashable, Sendable {
    public var cell: Cell
    public var coder: CoderID
    public init(cell: Cell, coder: CoderID) {
      self.cell = cell
      self.coder = coder
    }
  }

  /// Whether the refusal of a row of `answers.csv` is on record.
  public func wasRefused(row fingerprint: String, _ key: RowKey) -> Bool {
    outdatedRows.contains(fingerprint) || refusedRows[key]?.contains(fingerprint) == true
  }

  /// Whether a row of `answers.csv` was refused, never taken up, and answered otherwise since.
  public func isOutdated(row fingerprint: String) -> Bool {
    outdatedRows.contains(fingerprint) && !adoptedRows.contains(fingerprint)
  }

  /// The wave that takes answers now.
  public var openRound: Round? { rounds.lastIndex { !$0.isFrozen }.map { rounds[$0] } }

  public func round(_ wave: WaveID) -> Round? { place(of: wave).map { rounds[$0] } }

  /// Where a wave stands among `rounds`: the rules look there, since a copy of a round has many parts to count.
  func place(of wave: WaveID) -> Int? { rounds.firstIndex { $0.wave.id == wave } }

  /// The versions that events name, in order: what must be kept for as long as the journal is.
  public var namedVersions: [VersionHash] {
    var versions = Set(sources.values.flatMap(\.versions))
    versions.formUnion(codedVersions)
    return versions.sorted()
  }

  /// The sources in the order of their identifiers.
  public var sortedSources: [Source] { sources.values.sorted { $0.id < $1.id } }

  /// The identifiers that the next source, coding and search record get.
  public var nextSourceID: SourceID { SourceID(Self.identifier("s", sources.count + 1)) }
  public var nextCodingID: CodingID { CodingID(Self.identifier("c", codings.count + 1)) }
  public var nextSearchID: SearchID { SearchID(Self.identifier("z", searches.count + 1)) }

  /// A letter and a number of at least four digits.
  public static func identifier(_ letter: String, _ number: Int) -> String {
    let digits = String(number)
    return letter + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// Applies one event.
  ///
  /// - Throws: `Violation` where the event breaks a rule; the study is unchanged then.
  public mutating func apply(_ event: Event) throws(Violation) {
    switch event {
    case .waveOpened(let wave): try openWave(wave)
    case .waveFrozen(let wave):
      let papers = round(wave).map { paperCounts(in: $0) } ?? [:]
      try change(wave) {
        $0.isFrozen = true
        $0.frozenPapers = papers
      }
    case .waveDescribed(let wave): try change(wave.id) { $0.wave = wave }
    case .titleAdopted(let title): self.title = title
    case .frameworkAdopted(let wave, let framework, let text):
      try checkInUse(by: wave, framework: framework)
      try change(wave) {
        $0.framework = framework
        $0.frameworkText = text
      }
    case .unitsAdopted(let wave, let units, let text):
      try checkInUse(by: wave, units: units)
      try change(wave) {
        $0.adopt(units: units)
        $0.unitsText = text
      }
    case .collectionAdopted(let wave, let entries, let text):
      try change(wave) {
        $0.collection = entries
        $0.collectionText = text
      }
    case .interviewsAdopted(let wave, let interviews):
      try check(interviews, in: wave)
      try change(wave) { $0.interviews = interviews }
    case .attentionPointsAdopted(let wave, let points, _):
      try check(points, in: wave)
      try change(wave) { $0.attentionPoints = points }
    case .readersAdopted(let wave, let assignments, let text):
      try Self.check(assignments)
      try change(wave) {
        $0.readers = assignments
        $0.readersText = text
      }
    case .sourceRegistered, .sourceDescribed, .sourceMoved, .versionFound, .sourceMissing,
      .sourceExcluded:
      try applySource(event)
    case .passageCoded(let coding): try code(coding)
    case .codingWithdrawn(let id, _): try withdraw(id)
    case .codingPlaced(let id, let locator): try place(id, at: locator)
    case .codingLost(let id, let version, let readerVersion, let reason):
      try lose(id, version: version, readerVersion: readerVersion, reason: reason)
    case .placementWithdrawn(let id, let reason): try withdrawPlacement(id, reason: reason)
    case .passageOpenCoded(let coding): try code(openly: coding)
    case .openCodingWithdrawn(let id, let reason): try withdraw(openCoding: id, reason: reason)
    case .openCodePromoted(let code, let field): try promote(openCode: code, to: field)
    case .searchRecorded(let record): try keep(record)
    case .hitsSetAside(let cell, let aside): try setAside(cell, aside)
    case .answerRecorded(let wave, let answer):
      try record(answer, in: wave)
      try answerFactChecks(on: answer.cell, in: wave)
      let key = RowKey(cell: answer.cell, coder: answer.coder)
      if !refusedRows.isEmpty, let older = refusedRows.removeValue(forKey: key) {
        outdatedRows.formUnion(older)
      }
    case .answerWithdrawn(let wave, let cell, let coder, let reason):
      try withdrawAnswer(cell, coder, reason, in: wave)
      try reopenFactChecks(on: cell, in: wave)
    case .answerSettled(let wave, let answer, _):
      try settle(answer, in: wave)
      try answerFactChecks(on: answer.cell, in: wave)
    case .settlementWithdrawn(let wave, let cell, let reason):
      try withdrawSettlement(cell, reason, in: wave)
      try reopenFactChecks(on: cell, in: wave)
    case .rowAdopted(let fingerprint, let cell, let coder):
      let key = RowKey(cell: cell, coder: coder)
      guard lastRow[key] != fingerprint else {
        throw Violation(.rowTaken, "deze regel van answers.csv is al overgenomen")
      }
      adoptedRows.insert(fingerprint)
      lastRow[key] = fingerprint
    case .rowRefused(let fingerprint, let cell, let coder):
      refusedRows[RowKey(cell: cell, coder: coder), default: []].insert(fingerprint)
    case .reportPublished(let publication):
      guard publication.number == publications.count + 1 else {
        throw Violation(.numberTaken, "uitgave \(publication.number) bestaat al")
      }
      publications.append(publication)
    case .sheetRowAdopted(_, let fingerprint, let cell, let coder):
      sheetRows[RowKey(cell: cell, coder: coder), default: []].append(fingerprint)
    case .factCheckSent, .factCheckReceived, .factCheckClosed: try applyFactCheck(event)
    }
  }

  private mutating func openWave(_ wave: Wave) throws(Violation) {
    if let open = openRound {
      throw Violation(
        .waveExists, "meting \(open.wave.id) staat nog open; bevries die eerst met wave freeze")
    }
    guard round(wave.id) == nil else {
      throw Violation(.waveExists, "meting \(wave.id) bestaat al; kies een andere naam")
    }
    guard Self.isPlain(wave.id.rawValue) else {
      throw Violation(
        .badIdentifier,
        "‘\(wave.id)’ is geen naam voor een meting; gebruik letters, cijfers en "
          + "streepjes, zoals 2027")
    }
    rounds.append(Round(wave: wave))
  }

  /// Whether a text is one word of at most 40 letters, digits, hyphens and underscores.
  public static func isPlain(_ text: String) -> Bool {
    (1...40).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
        default: false
        }
      }
  }

  /// An identifier never changes meaning: what an answer uses may not leave the framework.
  private func checkInUse(by wave: WaveID, framework: Framework) throws(Violation) {
    guard let round = round(wave) else { return }
    for (cell, answers) in round.answers.sorted(by: { $0.key < $1.key }) {
      guard let field = framework.field(cell.field) else {
        throw Violation(
          .identifierInUse,
          "veld \(cell.field) is uit het analysekader verdwenen, maar bij "
            + "\(cell.unit) beantwoord; zet het terug, of trek die antwoorden eerst in met withdraw"
        )
      }
      if let item = cell.item, !framework.items(of: field).contains(where: { $0.id == item }) {
        throw Violation(
          .identifierInUse,
          "onderdeel ‘\(item)’ van veld \(field.id) is verdwenen, maar bij "
            + "\(cell.unit) beantwoord; zet het terug, of trek die antwoorden eerst in met withdraw"
        )
      }
      for case .categories(let categories) in answers.map(\.value) {
        for category in categories where field.category(category) == nil {
          throw Violation(
            .identifierInUse,
            "antwoord ‘\(category)’ van veld \(field.id) is verdwenen, maar bij "
              + "\(cell.unit) gegeven; een id verandert nooit: zet het terug (het label mag wel "
              + "anders), of trek die antwoorden eerst in met withdraw")
        }
      }
    }
  }

  private func checkInUse(by wave: WaveID, units: [StudyUnit]) throws(Violation) {
    guard let round = round(wave) else { return }
    let codes = Set(units.map(\.code))
    for (cell, answers) in round.answers.sorted(by: { $0.key < $1.key })
    where !answers.isEmpty && round.unit(cell.unit) != nil && !codes.contains(cell.unit) {
      throw Violation(
        .identifierInUse,
        "\(cell.unit) is uit units.csv verdwenen, maar heeft antwoorden; zet de "
          + "regel terug, of trek die antwoorden eerst in met withdraw")
    }
  }

  /// Changes a wave that is open.
  mutating func change(_ wave: WaveID, _ body: (inout Round) -> Void) throws(Violation) {
    guard let place = place(of: wave) else {
      throw Violation(.noOpenWave, "er is geen meting \(wave); open die met wave open")
    }
    guard !rounds[place].isFrozen else {
      throw Violation(.waveFrozen, "meting \(wave) is bevroren en neemt niets meer aan")
    }
    body(&rounds[place])
  }

  /// Where the open wave stands among `rounds`; it has a framework.
  func workingPlace() throws(Violation) -> Int {
    guard let place = rounds.lastIndex(where: { !$0.isFrozen }) else {
      throw Violation(.noOpenWave, "er staat geen meting open; open er een met wave open")
    }
    guard rounds[place].framework != nil else {
      throw Violation(.noFramework, "er is nog geen analysekader; draai eerst monitor")
    }
    return place
  }

  private mutating func applySource(_ event: Event) throws(Violation) {
    switch event {
    case .sourceRegistered(let id, let path, let version, let description):
      guard sources[id] == nil, sourceByPath[path] == nil else {
        throw Violation(.sourceExists, "bron \(id) of pad \(path) is al geregistreerd")
      }
      var source = Source(id: id, path: path, description: description, versions: [version])
      if let before = sources[SourceID(Self.identifier("s", sources.count))] {
        source.shareDescription(with: before)
      }
      sources[id] = source
      sourceByPath[path] = id
      sourcesByCurrent[version, default: []].append(id)
    case .sourceDescribed(let id, let description):
      try changeSource(id) {
        $0.description = description
        $0.hasMoved = false
      }
    case .sourceMoved(let id, let path):
      guard sourceByPath[path] == nil else {
        throw Violation(.sourceExists, "op \(path) staat al een andere bron")
      }
      if let old = sources[id]?.path { sourceByPath[old] = nil }
      try changeSource(id) {
        $0.path = path
        $0.isMissing = false
        $0.hasMoved = true
      }
      sourceByPath[path] = id
    case .versionFound(let id, let version):
      let before = sources[id]?.current
      try changeSource(id) {
        if $0.versions.last != version { $0.versions.append(version) }
        $0.isMissing = false
      }
      if let before, before != version {
        sourcesByCurrent[before]?.removeAll { $0 == id }
        sourcesByCurrent[version, default: []].append(id)
      }
    case .sourceMissing(let id): try changeSource(id) { $0.isMissing = true }
    case .sourceExcluded(let id, let reason): try changeSource(id) { $0.exclusion = reason }
    default: break
    }
  }

  private mutating func changeSource(
    _ id: SourceID, _ body: (inout Source) -> Void
  ) throws(Violation) {
    guard let place = sources.index(forKey: id) else {
      throw Violation(.unknownSource, "bron \(id) is niet geregistreerd; draai monitor")
    }
    body(&sources.values[place])
  }
}
