// SPDX-License-Identifier: EUPL-1.2

/// One thing to answer: a field of a unit, for one item where the field is answered per item.
public struct Cell: Codable, Sendable, Hashable, Comparable {
  /// A unit's code; a source's identifier where the unit is a document.
  public var unit: UnitCode
  public var field: FieldID
  public var item: ItemID?

  public init(unit: UnitCode, field: FieldID, item: ItemID? = nil) {
    self.unit = unit
    self.field = field
    self.item = item
  }

  /// The field as a person writes it: `4.1`, `2.1/politie`.
  public var fieldLabel: String { item.map { "\(field)/\($0)" } ?? field.rawValue }

  public static func < (left: Cell, right: Cell) -> Bool {
    (left.unit.rawValue, left.field.rawValue, left.item?.rawValue ?? "")
      < (right.unit.rawValue, right.field.rawValue, right.item?.rawValue ?? "")
  }
}

/// What a coder answers.
public enum AnswerValue: Codable, Sendable, Hashable {
  /// One category, or several in the order of the field.
  case categories([CategoryID])
  /// *niet te bepalen*, with its reason.
  case undetermined(reason: String)
  case notApplicable

  /// Whether it says what is there, and not that this cannot be said.
  public var isKnown: Bool {
    if case .categories = self { true } else { false }
  }
}

/// The place of a quote in one version of a document.
///
/// Offsets count UTF-8 bytes in a page's extracted text, so that a locator means the same in Swift, in
/// SQLite and in a file. What leaves the program is converted to Unicode scalars at the border.
///
/// - Invariant: at least one stretch and at most two; together they read as `quote`.
public struct Locator: Codable, Sendable, Hashable {
  public var version: VersionHash
  /// The version of the reader whose text the offsets count in.
  public var readerVersion: String
  public var stretches: [Stretch]
  /// The text of the stretches as read, joined by a space.
  public var quote: String
  /// Up to 32 characters before and after, in reading order, also over the end of a page.
  public var before: String
  public var after: String
  /// The headings that the quote stands under, from the chapter inwards; nil where they were not kept yet.
  public var headings: [String]?
  /// In how many places of the document the words of the quote stood, this one included; nil where that was
  /// not kept yet.
  public var repeats: Int?
  /// Where the lines of the quote stand on their pages; nil where the format has no pages of its own, or
  /// they were not kept yet.
  public var marks: [MarkedStretch]?

  public init(
    version: VersionHash, readerVersion: String, stretches: [Stretch], quote: String,
    before: String, after: String, headings: [String]? = nil, repeats: Int? = nil,
    marks: [MarkedStretch]? = nil
  ) {
    self.version = version
    self.readerVersion = readerVersion
    self.stretches = stretches
    self.quote = quote
    self.before = before
    self.after = after
    self.headings = headings
    self.repeats = repeats
    self.marks = marks
  }

  /// The page on which the quote begins, counted from 1; 0 where there is no stretch.
  public var page: Int { stretches.first?.page ?? 0 }
}

/// A person's link from a place to a field of a unit.
public struct Coding: Codable, Sendable, Equatable {
  public var id: CodingID
  public var source: SourceID
  public var cell: Cell
  public var locator: Locator
  public var coder: CoderID
  public init(id: CodingID, source: SourceID, cell: Cell, locator: Locator, coder: CoderID) {
    self.id = id
    self.source = source
    self.cell = cell
    self.locator = locator
    self.coder = coder
  }
}

/// A search that was done for a field of a unit: what was looked for, in what, with which result.
public struct SearchRecord: Codable, Sendable, Equatable {
  /// A document within the field's scope, and whether it could be searched.
  public struct Searched: Codable, Sendable, Equatable {
    public var source: SourceID
    public var version: VersionHash
    public var state: DocumentState
    /// The number of hits in the body of the document; 0 when it could not be searched.
    public var hits: Int
    /// Whether it is a paper in which absence can be established.
    public var isCore: Bool
    public init(
      source: SourceID, version: VersionHash, state: DocumentState, hits: Int, isCore: Bool
    ) {
      self.source = source
      self.version = version
      self.state = state
      self.hits = hits
      self.isCore = isCore
    }
  }

  public var id: SearchID
  public var cell: Cell
  /// The labels of the terms.
  public var terms: [String]
  /// SHA-256 over the terms with levels and exceptions: tells whether the terms have changed since.
  public var termsFingerprint: String
  /// In the order of the sources' identifiers.
  public var searched: [Searched]
  /// Why hits were set aside, if there were any.
  public var setAside: String?
  /// Which reader and matcher counted the hits; nil in records of before that was kept.
  public var finder: String?

  public init(
    id: SearchID, cell: Cell, terms: [String], termsFingerprint: String, searched: [Searched],
    setAside: String? = nil, finder: String? = nil
  ) {
    self.finder = finder
    self.id = id
    self.cell = cell
    self.terms = terms
    self.termsFingerprint = termsFingerprint
    self.searched = searched
    self.setAside = setAside
  }

  /// The number of hits in all documents together.
  public var hitCount: Int { searched.reduce(0) { $0 + $1.hits } }
}

/// Hits that a person looked at and set aside, with what was searched then.
public struct SetAside: Codable, Sendable, Equatable {
  public var reason: String
  /// The versions that could be searched; a newer one reopens the cell.
  public var versions: [VersionHash]
  /// The terms, as in `SearchRecord.termsFingerprint`.
  public var termsFingerprint: String
  public init(reason: String, versions: [VersionHash], termsFingerprint: String) {
    self.reason = reason
    self.versions = versions
    self.termsFingerprint = termsFingerprint
  }
}

/// What an answer rests on.
public enum Evidence: Codable, Sendable, Equatable {
  case codings([CodingID])
  case search(SearchID)
  /// The collection log: papers were looked for, and none found.
  case collectionLog
  /// Nothing but the reason in the answer; only for *niet te bepalen* and *n.v.t.*
  case reason
}

/// A coder's answer for a cell, with its evidence and a note.
public struct Answer: Codable, Sendable, Equatable {
  public var cell: Cell
  public var value: AnswerValue
  public var evidence: Evidence
  public var coder: CoderID
  /// Why the evidence leads to this answer.
  public var note: String
  /// nil where the coder did not say.
  public var certainty: Certainty?
  /// Passages that speak against the answer; nil where there are none.
  public var against: [CodingID]?
  public init(
    cell: Cell, value: AnswerValue, evidence: Evidence, coder: CoderID, note: String = "",
    certainty: Certainty? = nil, against: [CodingID]? = nil
  ) {
    self.cell = cell
    self.value = value
    self.evidence = evidence
    self.coder = coder
    self.note = note
    self.certainty = certainty
    self.against = against
  }
}
