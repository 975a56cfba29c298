// SPDX-License-Identifier: EUPL-1.2

/// What was decided within one wave.
public struct Round: Sendable, Equatable {
  public var wave: Wave
  public var isFrozen = false
  public var framework: Framework?
  public var frameworkText = ""
  public var unitsText = ""
  public var collectionText = ""
  public var collection: [CollectionEntry] = []
  /// The answers of each coder, in the order in which they came.
  public var answers: [Cell: [Answer]] = [:]
  public var settlements: [Cell: Answer] = [:]
  /// The reasons for which hits were set aside.
  public var setAside: [Cell: String] = [:]
  public private(set) var units: [StudyUnit] = []
  private var unitPlaces: [UnitCode: Int] = [:]

  public init(wave: Wave) { self.wave = wave }

  mutating func adopt(units: [StudyUnit]) {
    self.units = units
    unitPlaces = Dictionary(
      units.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
  }

  public func unit(_ code: UnitCode) -> StudyUnit? { unitPlaces[code].map { units[$0] } }
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
  public internal(set) var codings: [CodingID: Coding] = [:]
  public internal(set) var withdrawn: Set<CodingID> = []
  public internal(set) var searches: [SearchID: SearchRecord] = [:]
  public internal(set) var adoptedRows: Set<String> = []
  public internal(set) var publications: [Publication] = []
  /// The number and hash of the last event applied.
  public var headNumber = 0
  public var headHash = RecordedEvent.origin

  public init() {}

  /// The wave that takes answers now.
  public var openRound: Round? { rounds.last { !$0.isFrozen } }

  public func round(_ wave: WaveID) -> Round? { rounds.first { $0.wave.id == wave } }

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
    case .waveFrozen(let wave): try change(wave) { $0.isFrozen = true }
    case .titleAdopted(let title): self.title = title
    case .frameworkAdopted(let wave, let framework, let text):
      try change(wave) {
        $0.framework = framework
        $0.frameworkText = text
      }
    case .unitsAdopted(let wave, let units, let text):
      try change(wave) {
        $0.adopt(units: units)
        $0.unitsText = text
      }
    case .collectionAdopted(let wave, let entries, let text):
      try change(wave) {
        $0.collection = entries
        $0.collectionText = text
      }
    case .sourceRegistered, .sourceDescribed, .sourceMoved, .versionFound, .sourceMissing,
      .sourceExcluded:
      try applySource(event)
    case .passageCoded(let coding): try code(coding)
    case .codingWithdrawn(let id, _): try withdraw(id)
    case .searchRecorded(let record): try keep(record)
    case .hitsSetAside(let cell, let reason): try setAside(cell, reason)
    case .answerRecorded(let wave, let answer): try record(answer, in: wave)
    case .answerWithdrawn(let wave, let cell, let coder, _):
      try withdrawAnswer(cell, coder, in: wave)
    case .answerSettled(let wave, let answer, _): try settle(answer, in: wave)
    case .rowAdopted(let fingerprint):
      guard adoptedRows.insert(fingerprint).inserted else {
        throw Violation(.rowTaken, "deze regel van answers.csv is al overgenomen")
      }
    case .reportPublished(let publication):
      guard publication.number == publications.count + 1 else {
        throw Violation(.numberTaken, "uitgave \(publication.number) bestaat al")
      }
      publications.append(publication)
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
    rounds.append(Round(wave: wave))
  }

  /// Changes a wave that is open.
  mutating func change(_ wave: WaveID, _ body: (inout Round) -> Void) throws(Violation) {
    guard let place = rounds.firstIndex(where: { $0.wave.id == wave }) else {
      throw Violation(.noOpenWave, "er is geen meting \(wave); open die met wave open")
    }
    guard !rounds[place].isFrozen else {
      throw Violation(.waveFrozen, "meting \(wave) is bevroren en neemt niets meer aan")
    }
    body(&rounds[place])
  }

  /// The open wave with its framework, or the reason why there is none.
  func workingRound() throws(Violation) -> (round: Round, framework: Framework) {
    guard let round = openRound else {
      throw Violation(.noOpenWave, "er staat geen meting open; open er een met wave open")
    }
    guard let framework = round.framework else {
      throw Violation(.noFramework, "er is nog geen analysekader; draai eerst monitor")
    }
    return (round, framework)
  }

  private mutating func applySource(_ event: Event) throws(Violation) {
    switch event {
    case .sourceRegistered(let id, let path, let version, let description):
      guard sources[id] == nil, sourceByPath[path] == nil else {
        throw Violation(.sourceExists, "bron \(id) of pad \(path) is al geregistreerd")
      }
      sources[id] = Source(id: id, path: path, description: description, versions: [version])
      sourceByPath[path] = id
    case .sourceDescribed(let id, let description):
      try changeSource(id) { $0.description = description }
    case .sourceMoved(let id, let path):
      guard sourceByPath[path] == nil else {
        throw Violation(.sourceExists, "op \(path) staat al een andere bron")
      }
      if let old = sources[id]?.path { sourceByPath[old] = nil }
      try changeSource(id) {
        $0.path = path
        $0.isMissing = false
      }
      sourceByPath[path] = id
    case .versionFound(let id, let version):
      try changeSource(id) {
        if $0.versions.last != version { $0.versions.append(version) }
        $0.isMissing = false
      }
    case .sourceMissing(let id): try changeSource(id) { $0.isMissing = true }
    case .sourceExcluded(let id, let reason): try changeSource(id) { $0.exclusion = reason }
    default: break
    }
  }

  private mutating func changeSource(
    _ id: SourceID, _ body: (inout Source) -> Void
  ) throws(Violation) {
    guard var source = sources[id] else {
      throw Violation(.unknownSource, "bron \(id) is niet geregistreerd; draai monitor")
    }
    body(&source)
    sources[id] = source
  }
}
