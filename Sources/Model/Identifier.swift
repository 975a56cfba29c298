// SPDX-License-Identifier: EUPL-1.2

/// A name that never changes meaning, typed by what it names so that a field cannot be taken for a unit.
///
/// ```swift
/// let field: FieldID = "4.1"
/// ```
public struct Identifier<Subject>: RawRepresentable, Hashable, Sendable, Comparable,
  ExpressibleByStringLiteral, CustomStringConvertible
{
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
  public init(_ rawValue: String) { self.rawValue = rawValue }
  public init(stringLiteral value: String) { rawValue = value }
  public var description: String { rawValue }

  /// Bytewise, so that the order is the same on every machine and in every locale.
  public static func < (left: Self, right: Self) -> Bool {
    left.rawValue.utf8.lexicographicallyPrecedes(right.rawValue.utf8)
  }
}

extension Identifier: Codable {
  public init(from decoder: any Decoder) throws {
    rawValue = try decoder.singleValueContainer().decode(String.self)
  }
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

extension Identifier: CodingKeyRepresentable {
  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
  public var codingKey: any CodingKey { Key(stringValue: rawValue) }
  public init?<T: CodingKey>(codingKey: T) { rawValue = codingKey.stringValue }
}

/// The code of a unit, as in `units.csv`: `JZ07`, `GM0363`, `VT01`.
public typealias UnitCode = Identifier<StudyUnit>
/// The identifier of a field of the framework: `4.1`.
public typealias FieldID = Identifier<Field>
/// The identifier of a category within its field: `niet-aangetroffen`.
public typealias CategoryID = Identifier<Category>
/// The identifier of an item of a field that is answered per item: `politie`.
public typealias ItemID = Identifier<Item>
/// The identifier of a term, unique within the framework: list or field, and label.
public typealias TermID = Identifier<Term>
/// The identifier of a source in the journal: `s0001`.
public typealias SourceID = Identifier<Source>
/// The SHA-256 of a document's bytes, in lower-case hexadecimal digits.
public typealias VersionHash = Identifier<DocumentVersion>
/// The identifier of a wave: `2015`.
public typealias WaveID = Identifier<Wave>
/// A coder's pseudonym: `lezer-1`.
public typealias CoderID = Identifier<Coder>
/// The identifier of a coding in the journal: `c0001`.
public typealias CodingID = Identifier<Coding>
/// The identifier of a search record in the journal: `z0001`.
public typealias SearchID = Identifier<SearchRecord>
/// The name of an interview in `interviews.csv`: `G01`.
public typealias InterviewID = Identifier<Interview>
/// The identifier of a factual check in the journal: `f0001`.
public typealias FactCheckID = Identifier<FactCheck>
/// The identifier of something that came back from a factual check: `f0001-3`.
public typealias FactEntryID = Identifier<FactCheckEntry>

/// A person who answers fields; known to the journal by a pseudonym only.
public enum Coder {}
/// The bytes of a document, known by their hash.
public enum DocumentVersion {}
