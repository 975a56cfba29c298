// SPDX-License-Identifier: EUPL-1.2
import DutchText
import GRDB
import Model

/// Which passages may hold what is looked for, as far as the index can tell.
enum IndexScope: Equatable {
  case none
  /// Too many words to look up one by one: every passage has to be looked at.
  case all
  /// Those that match an expression of FTS5.
  case matching(String)
}

/// A term in the language of the index: finds every passage that may hold it, and some that do not.
struct IndexExpression {
  let db: Database

  /// The largest number of words to look up for one pattern; the index is slow on long alternatives.
  private static let wordLimit = 400

  /// The largest number of word combinations for which a phrase is looked up as such.
  private static let combinationLimit = 64

  /// The passages that may answer a query.
  func scope(_ query: SearchQuery) throws -> IndexScope {
    try scope(query.condition, negated: false, query)
  }

  /// What is shut out and what depends on the paper cannot be told by the index.
  private func scope(
    _ condition: SearchQuery.Condition, negated: Bool, _ query: SearchQuery
  ) throws -> IndexScope {
    switch condition {
    case .term(let place):
      negated ? .all : any(try query.terms[place].patterns.map(scope))
    case .field: .all
    case .not(let inner): try scope(inner, negated: !negated, query)
    case .all(let parts):
      negated
        ? any(try parts.map { try scope($0, negated: true, query) })
        : all(try parts.map { try scope($0, negated: false, query) })
    case .any(let parts):
      negated
        ? all(try parts.map { try scope($0, negated: true, query) })
        : any(try parts.map { try scope($0, negated: false, query) })
    }
  }

  private func scope(_ pattern: TermPattern) throws -> IndexScope {
    switch pattern {
    case .word(let text): word(text)
    case .exact(let text): phrase(Self.parts(text).map { [$0] })
    case .prefix(let text): prefix(text)
    case .inside(let text): try inside(text)
    case .any(let patterns): any(try patterns.map(scope))
    case .near(let left, let right, _): all([try scope(left), try scope(right)])
    case .phrase(let words): try phrase(words)
    }
  }

  private func word(_ text: String) -> IndexScope {
    let parts = Self.parts(text)
    guard let last = parts.last else { return .none }
    let forms = Inflection.forms(of: last).sorted()
    if parts.count == 1 { return alternatives(forms.flatMap(withNoteMarks)) }
    let start = parts.dropLast()
    let hyphenated = forms.map { Self.quoted((start + [$0]).joined(separator: " ")) }
    return alternatives(hyphenated + Inflection.forms(of: parts.joined()).sorted().map(Self.quoted))
  }

  private func prefix(_ text: String) -> IndexScope {
    let parts = Self.parts(text)
    guard !parts.isEmpty else { return .none }
    let whole = Self.quoted(parts.joined()) + " *"
    return alternatives(
      parts.count == 1 ? [whole] : [Self.quoted(parts.joined(separator: " ")) + " *", whole])
  }

  /// The words of the vocabulary that hold the letters, and the forms that only an elision stands for.
  private func inside(_ text: String) throws -> IndexScope {
    let parts = Self.parts(text)
    guard let last = parts.last else { return .none }
    if parts.count > 1 {
      return any([
        all(try parts.map { alternatives(try holding($0).map(Self.quoted)) }),
        try inside(parts.joined()),
      ])
    }
    return alternatives(
      Inflection.forms(of: last).sorted().map(Self.quoted) + (try holding(last)).map(Self.quoted))
  }

  private func holding(_ letters: String) throws -> [String] {
    try String.fetchAll(
      db.cachedStatement(sql: "SELECT text FROM word WHERE instr(text, ?) > 0 LIMIT ?"),
      arguments: [letters, Self.wordLimit + 1])
  }

  /// A phrase as such where its words have few forms, else its words anywhere in the passage.
  private func phrase(_ words: [TermPattern]) throws -> IndexScope {
    var forms: [[String]] = []
    for word in words {
      switch word {
      case .word(let text):
        let parts = Self.parts(text)
        forms += parts.dropLast().map { [$0] }
        if let last = parts.last { forms.append(Inflection.forms(of: last).sorted()) }
      case .exact(let text): forms += Self.parts(text).map { [$0] }
      default: return all(try words.map(scope))
      }
    }
    let combinations = forms.reduce(1) { min($0 * $1.count, Self.combinationLimit + 1) }
    if combinations <= Self.combinationLimit { return phrase(forms) }
    return all(forms.map { alternatives($0.map(Self.quoted)) })
  }

  private func phrase(_ words: [[String]]) -> IndexScope {
    guard !words.isEmpty else { return .none }
    let combinations = words.reduce([[]]) { starts, forms in
      starts.flatMap { start in forms.map { start + [$0] } }
    }
    return alternatives(combinations.map { Self.quoted($0.joined(separator: " ")) })
  }

  /// A word, also with the number of a note stuck to it.
  private func withNoteMarks(_ word: String) -> [String] {
    guard word.utf8.count >= 4 else { return [Self.quoted(word)] }
    return [Self.quoted(word)] + (0...9).map { Self.quoted("\(word)\($0)") + " *" }
  }

  private func alternatives(_ words: [String]) -> IndexScope {
    if words.isEmpty { return .none }
    if words.count > Self.wordLimit { return .all }
    return .matching("(" + words.joined(separator: " OR ") + ")")
  }

  private func any(_ scopes: [IndexScope]) -> IndexScope {
    if scopes.contains(.all) { return .all }
    let known = scopes.compactMap(\.expression)
    return known.isEmpty ? .none : .matching("(" + known.joined(separator: " OR ") + ")")
  }

  private func all(_ scopes: [IndexScope]) -> IndexScope {
    if scopes.isEmpty || scopes.contains(.none) { return .none }
    let known = scopes.compactMap(\.expression)
    return known.isEmpty ? .all : .matching("(" + known.joined(separator: " AND ") + ")")
  }

  /// Folded words hold no quotation marks.
  private static func quoted(_ words: String) -> String { "\"\(words)\"" }

  private static func parts(_ text: String) -> [String] {
    let buffer = TokenBuffer()
    buffer.read(text)
    return buffer.words
  }
}

extension IndexScope {
  fileprivate var expression: String? {
    if case .matching(let expression) = self { expression } else { nil }
  }
}
