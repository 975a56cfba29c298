// SPDX-License-Identifier: EUPL-1.2

/// A part of a written query, with the character at which it begins, counted from 1.
struct QueryPiece: Equatable {
  enum Kind: Equatable {
    /// A word or a phrase in the notation of the framework.
    case term
    /// `name:value`.
    case field(SearchField.Name, value: String, valueColumn: Int)
    case and, or, not, near
    case open, close
  }

  var kind: Kind
  /// As it was written.
  var text: String
  var column: Int

  /// Cuts a query into pieces.
  static func pieces(of text: String) throws(SearchQuery.Mistake) -> [QueryPiece] {
    var scan = QueryScan(Array(text))
    var pieces: [QueryPiece] = []
    while let piece = try scan.next() { pieces.append(piece) }
    return pieces
  }
}

/// Walks the characters of a query.
private struct QueryScan {
  private let characters: [Character]
  private var place = 0

  init(_ characters: [Character]) { self.characters = characters }

  private var column: Int { place + 1 }
  private var current: Character? { place < characters.count ? characters[place] : nil }

  mutating func next() throws(SearchQuery.Mistake) -> QueryPiece? {
    while current?.isWhitespace == true { place += 1 }
    guard let first = current else { return nil }
    let start = column
    switch first {
    case "(" where !opensOptionalPart():
      place += 1
      return QueryPiece(kind: .open, text: "(", column: start)
    case ")":
      place += 1
      return QueryPiece(kind: .close, text: ")", column: start)
    case "-":
      place += 1
      guard let next = current, !next.isWhitespace, next != "-", next != ")" else {
        throw SearchQuery.Mistake(
          problem: "hier staat een los streepje", column: start,
          expected: "een woord direct achter het streepje, of NIET",
          example: "regie -casusregie")
      }
      return QueryPiece(kind: .not, text: "-", column: start)
    case _ where Self.isQuote(first): return try phrase()
    default: return try word()
    }
  }

  /// Whether the bracket here is that of `(jeugd)bescherming`: letters within, a letter right behind.
  private func opensOptionalPart() -> Bool {
    guard let close = characters[place...].firstIndex(of: ")"), close > place + 1,
      close + 1 < characters.count, characters[close + 1].isLetter
    else { return false }
    return characters[(place + 1)..<close].allSatisfy(\.isLetter)
  }

  private static func isQuote(_ character: Character) -> Bool { "\"“”„".contains(character) }

  private mutating func phrase() throws(SearchQuery.Mistake) -> QueryPiece {
    let start = column
    let words = try quoted()
    if let next = current, !next.isWhitespace, next != ")" {
      throw SearchQuery.Mistake(
        problem: "na het sluitende aanhalingsteken staat nog tekst", column: column,
        expected: "een spatie", example: "\"veilig thuis\" regie")
    }
    return QueryPiece(kind: .term, text: "\"\(words)\"", column: start)
  }

  /// The characters between the quotation mark here and the next one.
  private mutating func quoted() throws(SearchQuery.Mistake) -> String {
    let start = place + 1
    guard let end = characters[start...].firstIndex(where: Self.isQuote) else {
      throw SearchQuery.Mistake(
        problem: "dit aanhalingsteken wordt niet gesloten", column: column,
        expected: "een aanhalingsteken achter het laatste woord", example: "\"veilig thuis\"")
    }
    place = end + 1
    return String(characters[start..<end])
  }

  private mutating func word() throws(SearchQuery.Mistake) -> QueryPiece {
    let start = place
    var depth = 0
    while let character = current, !character.isWhitespace, !Self.isQuote(character) {
      if character == "(" { depth += 1 }
      if character == ")" {
        if depth == 0 { break }
        depth -= 1
      }
      place += 1
      if character == ":", let field = try field(from: start) { return field }
    }
    let text = String(characters[start..<place])
    if let next = current, Self.isQuote(next) {
      throw SearchQuery.Mistake(
        problem: "voor het aanhalingsteken staat nog tekst", column: column,
        expected: "een spatie", example: "regie \"veilig thuis\"")
    }
    return QueryPiece(kind: Self.kind(of: text), text: text, column: start + 1)
  }

  private static func kind(of text: String) -> QueryPiece.Kind {
    switch text {
    case "AND", "EN": .and
    case "OR", "OF": .or
    case "NOT", "NIET": .not
    case "NEAR": .near
    default: text.lowercased().hasPrefix("near/") ? .near : .term
    }
  }

  /// A field, where what stands before the colon is a name; nil where it is a part of a word: `18:30`.
  private mutating func field(from start: Int) throws(SearchQuery.Mistake) -> QueryPiece? {
    let written = String(characters[start..<place - 1])
    guard !written.isEmpty, written.allSatisfy(\.isLetter) else { return nil }
    guard let name = SearchField.Name(written: written) else {
      let names = SearchField.Name.allCases.map { "\($0.dutch):" }.joined(separator: ", ")
      throw SearchQuery.Mistake(
        problem: "er is geen veld ‘\(written)’", column: start + 1,
        expected: "\(names), of aanhalingstekens om tekst met een dubbele punt",
        example: "jaar:2014 regie")
    }
    let valueColumn = column
    var value = ""
    if let next = current, Self.isQuote(next) {
      value = try quoted()
    } else {
      while let character = current, !character.isWhitespace, character != ")" {
        value.append(character)
        place += 1
      }
    }
    return QueryPiece(
      kind: .field(name, value: value, valueColumn: valueColumn),
      text: String(characters[start..<place]), column: start + 1)
  }
}
