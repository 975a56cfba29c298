// SPDX-License-Identifier: EUPL-1.2

/// One thing that was decided. Nothing is overwritten: a withdrawal is an event too.
public enum Event: Codable, Sendable, Equatable {
  case waveOpened(Wave)
  case waveFrozen(WaveID)
  /// Title and dates of the open wave, as `study.yaml` gives them now.
  case waveDescribed(Wave)
  /// The framework as parsed, with the full text of the file that it came from.
  case frameworkAdopted(wave: WaveID, framework: Framework, text: String)
  case unitsAdopted(wave: WaveID, units: [StudyUnit], text: String)
  case collectionAdopted(wave: WaveID, entries: [CollectionEntry], text: String)
  /// Who was or is to be interviewed, by function and unit; without the text of the file, which may hold more.
  case interviewsAdopted(wave: WaveID, interviews: [Interview])
  /// Who reads what, with the full text of `readers.csv`.
  case readersAdopted(wave: WaveID, assignments: [ReaderAssignment], text: String)
  case titleAdopted(String)
  case sourceRegistered(
    id: SourceID, path: String, version: VersionHash, description: SourceDescription)
  case sourceDescribed(id: SourceID, description: SourceDescription)
  case sourceMoved(id: SourceID, path: String)
  case versionFound(id: SourceID, version: VersionHash)
  case sourceMissing(id: SourceID)
  /// A person excludes a source, or takes it in again when the reason is nil.
  case sourceExcluded(id: SourceID, reason: String?)
  case passageCoded(Coding)
  case codingWithdrawn(id: CodingID, reason: String)
  /// A person says where a coding stands in another version of its document, or as it is read now.
  case codingPlaced(id: CodingID, locator: Locator)
  /// A person says that the words of a coding are not in this version of its document.
  case codingLost(id: CodingID, version: VersionHash, readerVersion: String, reason: String)
  /// The last `codingPlaced` or `codingLost` of a coding is taken back.
  case placementWithdrawn(id: CodingID, reason: String)
  case searchRecorded(SearchRecord)
  /// All hits of a cell, or of every unanswered item of a field, are set aside with one reason;
  /// nil takes that back.
  case hitsSetAside(cell: Cell, setAside: SetAside?)
  case answerRecorded(wave: WaveID, answer: Answer)
  case answerWithdrawn(wave: WaveID, cell: Cell, coder: CoderID, reason: String)
  case answerSettled(wave: WaveID, answer: Answer, ground: String)
  /// A row of `answers.csv` was taken up: its fingerprint, so that it is not taken up again while it is
  /// the last word of that coder on that cell in the file.
  case rowAdopted(fingerprint: String, cell: Cell, coder: CoderID)
  /// A row of `answers.csv` was refused: what the same coder answers on that cell from here on is newer than
  /// the row, should it become right by itself.
  case rowRefused(fingerprint: String, cell: Cell, coder: CoderID)
  case reportPublished(Publication)
  /// A row of a factsheet that came back as a spreadsheet was taken up: the sheet as it was exported, and the
  /// fingerprint of what the row said, so that the same file adds nothing a second time.
  case sheetRowAdopted(sheet: String, fingerprint: String, cell: Cell, coder: CoderID)
  /// Answers were put before an official of a region.
  case factCheckSent(wave: WaveID, check: FactCheck)
  case factCheckReceived(wave: WaveID, reply: FactCheckReply)
  /// A person says why something that came back needs no answer or no paper.
  case factCheckClosed(wave: WaveID, entry: FactEntryID, reason: String)

  /// The name under which the event stands in the journal; it never changes meaning.
  public var kind: String {
    switch self {
    case .waveOpened: "waveOpened"
    case .waveFrozen: "waveFrozen"
    case .waveDescribed: "waveDescribed"
    case .frameworkAdopted: "frameworkAdopted"
    case .unitsAdopted: "unitsAdopted"
    case .collectionAdopted: "collectionAdopted"
    case .interviewsAdopted: "interviewsAdopted"
    case .readersAdopted: "readersAdopted"
    case .titleAdopted: "titleAdopted"
    case .sourceRegistered: "sourceRegistered"
    case .sourceDescribed: "sourceDescribed"
    case .sourceMoved: "sourceMoved"
    case .versionFound: "versionFound"
    case .sourceMissing: "sourceMissing"
    case .sourceExcluded: "sourceExcluded"
    case .passageCoded: "passageCoded"
    case .codingWithdrawn: "codingWithdrawn"
    case .codingPlaced: "codingPlaced"
    case .codingLost: "codingLost"
    case .placementWithdrawn: "placementWithdrawn"
    case .searchRecorded: "searchRecorded"
    case .hitsSetAside: "hitsSetAside"
    case .answerRecorded: "answerRecorded"
    case .answerWithdrawn: "answerWithdrawn"
    case .answerSettled: "answerSettled"
    case .rowAdopted: "rowAdopted"
    case .rowRefused: "rowRefused"
    case .reportPublished: "reportPublished"
    case .sheetRowAdopted: "sheetRowAdopted"
    case .factCheckSent: "factCheckSent"
    case .factCheckReceived: "factCheckReceived"
    case .factCheckClosed: "factCheckClosed"
    }
  }

  /// The version of the form in which the event is written: a program that does not know the kind yet then
  /// says that the journal is newer, and not that it is damaged.
  public var schema: Int {
    switch self {
    case .codingPlaced, .codingLost, .placementWithdrawn: 2
    case .sheetRowAdopted, .factCheckSent, .factCheckReceived, .factCheckClosed: 3
    default: 1
    }
  }
}

extension Event {
  /// Whether the event may show on any page, and not only where the source that it names is shown.
  public var isGeneral: Bool {
    switch self {
    case .sourceRegistered, .sourceDescribed, .sourceMoved, .versionFound, .sourceMissing,
      .sourceExcluded:
      false
    default: true
    }
  }
}

/// An edition of the report as it was issued.
public struct Publication: Codable, Sendable, Equatable {
  /// Counted from 1.
  public var number: Int
  public var wave: WaveID
  /// The number of the last event that the edition rests on.
  public var eventNumber: Int
  /// The hash of that event.
  public var headHash: String
  /// The program's and the reader's version.
  public var programVersion: String
  public var readerVersion: String
  /// The limits within which the documents were read, as far as they decide what is read.
  public var readingOptions: String
  /// SHA-256 per file, by path within the edition.
  public var files: [String: String]
  public init(
    number: Int, wave: WaveID, eventNumber: Int, headHash: String, programVersion: String,
    readerVersion: String, readingOptions: String, files: [String: String]
  ) {
    self.number = number
    self.wave = wave
    self.eventNumber = eventNumber
    self.headHash = headHash
    self.programVersion = programVersion
    self.readerVersion = readerVersion
    self.readingOptions = readingOptions
    self.files = files
  }
}

/// An event as it stands in the journal.
public struct RecordedEvent: Sendable, Equatable {
  /// Counted from 1, without gaps.
  public var number: Int
  /// UTC, ISO 8601 with milliseconds.
  public var at: String
  /// A pseudonym, or `vindplaats` for the program itself.
  public var actor: String
  public var kind: String
  /// The version of the payload's form for this kind.
  public var schema: Int
  /// Canonical JSON.
  public var payload: String
  /// The hash of the event before; 64 zeros for the first.
  public var previous: String
  /// SHA-256 over all other columns, each preceded by its length.
  public var hash: String

  public init(
    number: Int, at: String, actor: String, kind: String, schema: Int, payload: String,
    previous: String, hash: String
  ) {
    self.number = number
    self.at = at
    self.actor = actor
    self.kind = kind
    self.schema = schema
    self.payload = payload
    self.previous = previous
    self.hash = hash
  }

  /// The hash before the first event.
  public static let origin = String(repeating: "0", count: 64)

  /// What the hash must be, computed from the other columns.
  public var expectedHash: String {
    let columns = [String(number), at, actor, kind, String(schema), payload, previous]
    return ContentHash.of(columns.map { "\($0.utf8.count):\($0)" }.joined(separator: "\n"))
  }

  /// The newest form of payloads that this version of the program knows; `Event.schema` says which kind is
  /// written in which form.
  ///
  /// Whoever changes what a payload holds raises it, and lets `event()` bring older payloads up to date:
  /// a journal of any earlier form keeps opening.
  public static let currentSchema = 3

  /// An event of a form that only a newer version of the program knows.
  public struct NewerForm: Error, Equatable, Sendable {
    public var schema: Int
  }

  /// - Throws: `NewerForm`, or `DecodingError` where the payload is not of its form.
  public func event() throws -> Event {
    guard schema <= Self.currentSchema else { throw NewerForm(schema: schema) }
    if let event = SourceEventReader.read(payload, kind: kind) { return event }
    return try CanonicalJSON.decode(Event.self, from: payload)
  }
}
