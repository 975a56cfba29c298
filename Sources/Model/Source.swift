// SPDX-License-Identifier: EUPL-1.2

/// How a source came to count for its units.
public enum AssignmentBasis: String, Codable, Sendable {
  /// `sources.csv` says so.
  case table = "tabel"
  /// A folder carries the unit's code.
  case folderCode = "mapcode"
  /// A folder carries a name that only one unit has.
  case folderName = "mapnaam"
  /// Nothing says so; the first pages may suggest one.
  case none = "geen"
}

/// What is said about a source: which units it is about, and its properties.
public struct SourceDescription: Codable, Sendable, Equatable {
  public var units: [UnitCode]
  public var basis: AssignmentBasis
  /// An identifier of the framework's source kinds.
  public var kind: String?
  public var level: String?
  /// A plain date, `yyyy-mm-dd`, `yyyy-mm` or `yyyy`; nil when unknown.
  public var date: String?
  public var validFrom: String?
  public var validUntil: String?
  public var status: String?
  public var usage: String?
  public var origin: String
  public var foundWith: String
  public var address: String
  public var note: String
  /// Why a person keeps it although the program proposed to exclude it; nil where nobody decided so.
  public var kept: String?

  public init(
    units: [UnitCode] = [], basis: AssignmentBasis = .none, kind: String? = nil,
    level: String? = nil, date: String? = nil, validFrom: String? = nil, validUntil: String? = nil,
    status: String? = nil, usage: String? = nil, origin: String = "", foundWith: String = "",
    address: String = "", note: String = "", kept: String? = nil
  ) {
    self.kept = kept
    self.units = units
    self.basis = basis
    self.kind = kind
    self.level = level
    self.date = date
    self.validFrom = validFrom
    self.validUntil = validUntil
    self.status = status
    self.usage = usage
    self.origin = origin
    self.foundWith = foundWith
    self.address = address
    self.note = note
  }
}

/// A document or interview that can be cited: found by its path, with every version it has had.
public struct Source: Codable, Sendable, Equatable {
  public var id: SourceID
  /// Relative to `sources/`, in Unicode normal form C, with `/` between folders.
  public var path: String
  @Shared public var description: SourceDescription
  /// The versions in the order in which they were found; the last is current.
  public var versions: [VersionHash]
  public var isMissing: Bool
  /// The reason why a person excluded it; nil when it counts.
  public var exclusion: String?
  /// Whether it moved since it was last described: its row in `sources.csv` may still name the old path.
  public var hasMoved = false

  public init(
    id: SourceID, path: String, description: SourceDescription, versions: [VersionHash],
    isMissing: Bool = false, exclusion: String? = nil
  ) {
    self.id = id
    self.path = path
    self.description = description
    self.versions = versions
    self.isMissing = isMissing
    self.exclusion = exclusion
  }

  /// Shares the description with a source that has the same, as neighbours mostly do.
  mutating func shareDescription(with other: Source) {
    if other.description == description { _description = other._description }
  }

  public var current: VersionHash { versions.last ?? "" }
}

/// A row of `collection.csv`: where was looked for papers, with which terms, with what result.
public struct CollectionEntry: Codable, Sendable, Equatable {
  public var unit: UnitCode
  public var date: String
  public var place: String
  public var terms: String
  public var result: String
  public var note: String
  /// How many papers were found or named, and not obtained; nil where nobody counted them.
  public var missed: Int?
  public init(
    unit: UnitCode, date: String, place: String, terms: String, result: String, note: String,
    missed: Int? = nil
  ) {
    self.missed = missed
    self.unit = unit
    self.date = date
    self.place = place
    self.terms = terms
    self.result = result
    self.note = note
  }
}
