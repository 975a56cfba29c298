// SPDX-License-Identifier: EUPL-1.2
import Model

/// What a person looks for: terms in the notation of the framework and fields of the papers, joined.
///
/// ```swift
/// try SearchQuery("regie+ afspraken")                    // both in one passage
/// try SearchQuery("privacy+ OF \"veilig mailen\"")       // one or the other
/// try SearchQuery("jaar:2012..2014 (regie -casusregie)") // only in papers of those years
/// ```
///
/// A term in capitals joins: `AND` or `EN`, `OR` or `OF`, `NOT` or `NIET`; words side by side must both
/// occur. `NOT` binds most, then `AND`, then `OR`; brackets decide otherwise.
///
/// - Invariant: wherever the query holds, one of its terms is there to show; a query of only `NOT` or
///   only fields is refused.
public struct SearchQuery: Sendable, Equatable {
  /// Why a query could not be read, in Dutch, with its place.
  public struct Mistake: Error, Equatable, Sendable {
    /// What is wrong, in Dutch, without a full stop.
    public var problem: String
    /// The character in the query, counted from 1.
    public var column: Int
    /// What could stand there instead, in Dutch.
    public var expected: String
    /// A query that can be read.
    public var example: String

    public init(problem: String, column: Int, expected: String, example: String) {
      self.problem = problem
      self.column = column
      self.expected = expected
      self.example = example
    }

    /// The mistake for a terminal: the problem, the query with a caret under the place, and a way out.
    public func text(in query: String) -> String {
      let line = String(query.map { $0.isNewline || $0 == "\t" ? " " : $0 })
      let caret = String(repeating: " ", count: max(0, column - 1)) + "^"
      return "\(problem)\n  \(line)\n  \(caret)\nverwacht: \(expected)\nbijvoorbeeld: \(example)"
    }
  }

  /// How terms and fields are joined; a number is a place in `terms` or `fields`.
  public indirect enum Condition: Sendable, Equatable {
    /// The term occurs in the passage.
    case term(Int)
    /// The paper has the property.
    case field(Int)
    case not(Condition)
    case all([Condition])
    case any([Condition])
  }

  /// As it was written.
  public var text: String
  /// The distinct terms, in the order in which they are written.
  public internal(set) var terms: [Term]
  /// The fields, in the order in which they are written.
  public internal(set) var fields: [SearchField]
  public internal(set) var condition: Condition

  /// - Throws: `Mistake`.
  public init(_ text: String) throws(Mistake) {
    var parser = try QueryParser(text)
    let parsed = try parser.query()
    self.text = text
    terms = []
    fields = []
    condition = .all([])
    condition = lower(parsed)
    guard Self.isBounded(condition, negated: false) else {
      throw Mistake(
        problem: "er is een mogelijkheid zonder woord om te vinden",
        column: parser.placeWithoutTerm(parsed),
        expected:
          "naast NIET en velden ook een woord dat wel voorkomt, in elke mogelijkheid van OF",
        example: "regie NIET casusregie")
    }
  }

  /// The terms that are looked for and not only shut out, by place.
  public var wantedTerms: Set<Int> {
    var wanted = Set<Int>()
    Self.collect(condition, negated: false, &wanted)
    return wanted
  }

  /// Whether the query holds for a passage, given which terms occur in it and which fields its paper has.
  public func holds(term: (Int) -> Bool, field: (Int) -> Bool) -> Bool {
    Self.holds(condition, term, field)
  }

  private static func holds(
    _ condition: Condition, _ term: (Int) -> Bool, _ field: (Int) -> Bool
  ) -> Bool {
    switch condition {
    case .term(let place): term(place)
    case .field(let place): field(place)
    case .not(let inner): !holds(inner, term, field)
    case .all(let parts): parts.allSatisfy { holds($0, term, field) }
    case .any(let parts): parts.contains { holds($0, term, field) }
    }
  }

  private static func collect(_ condition: Condition, negated: Bool, _ wanted: inout Set<Int>) {
    switch condition {
    case .term(let place): if !negated { wanted.insert(place) }
    case .field: break
    case .not(let inner): collect(inner, negated: !negated, &wanted)
    case .all(let parts), .any(let parts):
      for part in parts { collect(part, negated: negated, &wanted) }
    }
  }

  /// Whether one of the terms occurs wherever the condition holds.
  static func isBounded(_ condition: Condition, negated: Bool) -> Bool {
    switch condition {
    case .term: !negated
    case .field: false
    case .not(let inner): isBounded(inner, negated: !negated)
    case .all(let parts):
      negated
        ? parts.allSatisfy { isBounded($0, negated: true) }
        : parts.contains { isBounded($0, negated: false) }
    case .any(let parts):
      negated
        ? parts.contains { isBounded($0, negated: true) }
        : parts.allSatisfy { isBounded($0, negated: false) }
    }
  }

  private mutating func lower(_ parsed: ParsedQuery) -> Condition {
    switch parsed {
    case .term(let pattern, let written, _):
      if let known = terms.firstIndex(where: { $0.patterns == [pattern] }) { return .term(known) }
      terms.append(
        Term(
          id: TermID(written), label: written, patterns: [pattern], levels: Self.levels(of: pattern)
        ))
      return .term(terms.count - 1)
    case .field(let field, _):
      fields.append(field)
      return .field(fields.count - 1)
    case .not(let inner, _): return .not(lower(inner))
    case .all(let parts): return .all(parts.map { lower($0) })
    case .any(let parts): return .any(parts.map { lower($0) })
    }
  }

  /// The levels that the notation itself asks for.
  private static func levels(of pattern: TermPattern) -> Set<MatchLevel> {
    switch pattern {
    case .word: [.word, .inflection]
    case .inside: [.word, .inflection, .inside]
    case .prefix: [.prefix]
    case .exact: [.word]
    case .phrase(let words):
      if let word = words.first, words.count == 1 { levels(of: word) } else { [.phrase] }
    case .near: [.near]
    case .any(let patterns): patterns.reduce(into: []) { $0.formUnion(levels(of: $1)) }
    }
  }
}

/// A property of a paper that a query asks for: `jaar:2012..2014`, `unit:JZ07`, `soort:regiovisie`.
public struct SearchField: Sendable, Equatable {
  /// Which property.
  public enum Name: String, CaseIterable, Sendable {
    case unit, year, kind, level, status

    /// The name in Dutch, which means the same.
    public var dutch: String {
      switch self {
      case .unit: "eenheid"
      case .year: "jaar"
      case .kind: "soort"
      case .level: "niveau"
      case .status: "status"
      }
    }

    /// The field with a name in either language, in any case.
    init?(written: String) {
      let name = written.lowercased()
      guard let found = Self.allCases.first(where: { $0.rawValue == name || $0.dutch == name })
      else { return nil }
      self = found
    }
  }

  public var name: Name
  /// The value as it was written, without quotation marks.
  public var value: String
  /// The years of a `year`; nil for other fields and for papers without a date (`jaar:onbekend`).
  public var years: ClosedRange<Int>?
  /// The character of the query at which the value begins, counted from 1.
  public var column: Int

  /// What is asked for when a paper must have no known value.
  public static let unknown = "onbekend"
}
