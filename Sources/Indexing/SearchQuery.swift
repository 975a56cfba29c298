// SPDX-License-Identifier: EUPL-1.2
import Model

/// What a person looks for: terms in the notation of the framework, together in a passage.
///
/// ```swift
/// try SearchQuery("regie+ afspraken")           // both in one passage
/// try SearchQuery("privacy+ OR \"veilig mailen\"")  // one or the other
/// ```
public struct SearchQuery: Sendable, Equatable {
  /// Why a query could not be read, in Dutch, with the place counted in characters from 1.
  public struct Mistake: Error, Equatable, Sendable {
    /// What is wrong, in Dutch, without a full stop.
    public var problem: String
    /// The character in the query, counted from 1.
    public var column: Int

    public init(problem: String, column: Int) {
      self.problem = problem
      self.column = column
    }
  }

  /// As it was written.
  public var text: String
  /// Each alternative is a list of terms that must all occur in the passage.
  public var alternatives: [[Term]]

  /// - Throws: `Mistake`.
  public init(_ text: String) throws(Mistake) {
    self.text = text
    let pieces = Self.pieces(text)
    alternatives = [[]]
    var place = 0
    while place < pieces.count {
      let piece = pieces[place]
      if piece.text == "OR" {
        guard alternatives.last?.isEmpty == false, place + 1 < pieces.count else {
          throw Mistake(problem: "voor en na OR hoort een zoekterm", column: piece.column)
        }
        alternatives.append([])
        place += 1
        continue
      }
      var term = piece.text
      place += 1
      while place < pieces.count, pieces[place].text.hasPrefix("NEAR/") {
        guard place + 1 < pieces.count, pieces[place + 1].text != "OR" else {
          throw Mistake(
            problem: "na \(pieces[place].text) hoort een woord", column: pieces[place].column)
        }
        term += " \(pieces[place].text) \(pieces[place + 1].text)"
        place += 2
      }
      alternatives[alternatives.count - 1].append(try Self.term(term, column: piece.column))
    }
    if alternatives == [[]] { throw Mistake(problem: "de zoekvraag is leeg", column: 1) }
  }

  /// The distinct terms of all alternatives.
  var terms: [Term] {
    var seen = Set<TermID>()
    return alternatives.joined().filter { seen.insert($0.id).inserted }
  }

  private static func term(_ text: String, column: Int) throws(Mistake) -> Term {
    do {
      let pattern = try TermNotation.parse(text)
      return Term(
        id: TermID(text), label: text, patterns: [pattern], levels: levels(of: pattern))
    } catch let mistake as TermNotation.Mistake {
      throw Mistake(problem: mistake.problem, column: column + mistake.column - 1)
    } catch {
      throw Mistake(problem: "‘\(text)’ is niet te lezen", column: column)
    }
  }

  /// The levels that the notation itself asks for.
  private static func levels(of pattern: TermPattern) -> Set<MatchLevel> {
    switch pattern {
    case .word: [.word, .inflection]
    case .inside: [.word, .inflection, .inside]
    case .prefix: [.prefix]
    case .exact: [.word]
    case .phrase: [.phrase]
    case .near: [.near]
    case .any(let patterns): patterns.reduce(into: []) { $0.formUnion(levels(of: $1)) }
    }
  }

  /// The parts between white space outside quotation marks, with their columns.
  private static func pieces(_ text: String) -> [(text: String, column: Int)] {
    var pieces: [(text: String, column: Int)] = []
    var current = ""
    var start = 1
    var isQuoted = false
    for (offset, character) in text.enumerated() {
      if character.isWhitespace, !isQuoted {
        if !current.isEmpty { pieces.append((current, start)) }
        current = ""
        continue
      }
      if current.isEmpty { start = offset + 1 }
      if character == "\"" { isQuoted.toggle() }
      current.append(character)
    }
    if !current.isEmpty { pieces.append((current, start)) }
    return pieces
  }
}
