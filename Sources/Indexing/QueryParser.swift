// SPDX-License-Identifier: EUPL-1.2
import Model

/// A query as it was written, before its terms are numbered.
indirect enum ParsedQuery {
  case term(TermPattern, written: String, column: Int)
  case field(SearchField, column: Int)
  case not(ParsedQuery, column: Int)
  case all([ParsedQuery])
  case any([ParsedQuery])
}

/// Reads a query by descending: `OR` holds `AND`, which holds `NOT`, which holds `NEAR`.
struct QueryParser {
  private typealias Mistake = SearchQuery.Mistake

  private let pieces: [QueryPiece]
  private let length: Int
  private var place = 0
  private var depth = 0

  /// A query of a person is short; what is longer is a mistake, and would take the stack with it.
  private static let depthLimit = 40
  private static let lengthLimit = 4_000
  private static let pieceLimit = 400
  /// How far words may be apart where `NEAR` does not say it, in words.
  private static let usualDistance = 10
  private static let aTerm =
    "een woord, een woordgroep tussen aanhalingstekens, een veld of een haakje"

  init(_ text: String) throws(SearchQuery.Mistake) {
    length = text.count
    pieces = length > Self.lengthLimit ? [] : try QueryPiece.pieces(of: text)
    if length > Self.lengthLimit || pieces.count > Self.pieceLimit {
      throw Mistake(
        problem: "de zoekvraag is te lang", column: 1,
        expected: "ten hoogste \(Self.lengthLimit) tekens en \(Self.pieceLimit) woorden",
        example: "regie EN (privacy OF convenant)")
    }
  }

  private var current: QueryPiece? { place < pieces.count ? pieces[place] : nil }

  mutating func query() throws(SearchQuery.Mistake) -> ParsedQuery {
    if pieces.isEmpty {
      throw Mistake(
        problem: "de zoekvraag is leeg", column: 1, expected: Self.aTerm, example: "privacy+")
    }
    let whole = try alternatives()
    if let rest = current {
      throw Mistake(
        problem: "dit haakje is nergens geopend", column: rest.column,
        expected: "een haakje openen eerder in de vraag, of niets",
        example: "regie EN (privacy OF convenant)")
    }
    return whole
  }

  private mutating func alternatives() throws(SearchQuery.Mistake) -> ParsedQuery {
    var parts = [try conjunction()]
    while let piece = current, piece.kind == .or {
      place += 1
      try requireOperand(after: piece)
      parts.append(try conjunction())
    }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func conjunction() throws(SearchQuery.Mistake) -> ParsedQuery {
    var parts = [try negation()]
    while let piece = current, piece.kind != .or, piece.kind != .close {
      if piece.kind == .and {
        place += 1
        try requireOperand(after: piece)
      }
      parts.append(try negation())
    }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func negation() throws(SearchQuery.Mistake) -> ParsedQuery {
    guard let piece = current, piece.kind == .not else { return try nearness() }
    place += 1
    try requireOperand(after: piece)
    return .not(
      try within(piece) { (parser) throws(Mistake) in try parser.negation() }, column: piece.column)
  }

  private mutating func nearness() throws(SearchQuery.Mistake) -> ParsedQuery {
    var left = try operand()
    while let piece = current, piece.kind == .near {
      let distance = try Self.distance(piece)
      place += 1
      try requireOperand(after: piece)
      let right = try operand()
      let sides = (try Self.pattern(left, beside: piece), try Self.pattern(right, beside: piece))
      left = .term(
        .near(sides.0.pattern, sides.1.pattern, distance: distance),
        written: "\(sides.0.written) NEAR/\(distance) \(sides.1.written)", column: sides.0.column)
    }
    return left
  }

  private mutating func operand() throws(SearchQuery.Mistake) -> ParsedQuery {
    guard let piece = current else {
      throw Mistake(
        problem: "de zoekvraag houdt hier op", column: length + 1, expected: Self.aTerm,
        example: "regie EN privacy+")
    }
    place += 1
    switch piece.kind {
    case .term: return .term(try Self.pattern(piece), written: piece.text, column: piece.column)
    case .field(let name, let value, let column):
      return .field(try Self.field(name, value, column), column: piece.column)
    case .open: return try bracketed(piece)
    case .close:
      throw Mistake(
        problem: pieces[..<(place - 1)].last?.kind == .open
          ? "tussen de haakjes staat niets" : "dit haakje is nergens geopend",
        column: piece.column, expected: Self.aTerm, example: "regie EN (privacy OF convenant)")
    case .and, .or, .near, .not:
      throw Mistake(
        problem: "voor \(piece.text) hoort een zoekterm", column: piece.column,
        expected: Self.aTerm, example: "regie \(piece.text) privacy+")
    }
  }

  private mutating func bracketed(_ open: QueryPiece) throws(SearchQuery.Mistake) -> ParsedQuery {
    let inner = try within(open) { (parser) throws(Mistake) in try parser.alternatives() }
    guard current?.kind == .close else {
      throw Mistake(
        problem: "dit haakje wordt niet gesloten", column: open.column,
        expected: "een haakje sluiten verderop in de vraag",
        example: "regie EN (privacy OF convenant)")
    }
    place += 1
    return inner
  }

  private mutating func within(
    _ piece: QueryPiece, _ body: (inout Self) throws(SearchQuery.Mistake) -> ParsedQuery
  ) throws(SearchQuery.Mistake) -> ParsedQuery {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else {
      throw Mistake(
        problem: "hier zitten te veel haakjes in elkaar", column: piece.column,
        expected: "ten hoogste \(Self.depthLimit) in elkaar",
        example: "regie EN (privacy OF convenant)")
    }
    return try body(&self)
  }

  private func requireOperand(after piece: QueryPiece) throws(SearchQuery.Mistake) {
    switch current?.kind {
    case .term, .field, .open: return
    case .not where piece.kind != .near: return
    default:
      let name = piece.text == "-" ? "een streepje" : piece.text
      let example = piece.kind == .not ? "regie NIET casusregie" : "regie \(piece.text) privacy+"
      throw Mistake(
        problem: "na \(name) hoort een zoekterm", column: piece.column, expected: Self.aTerm,
        example: example)
    }
  }

  /// Where the part of a query begins that holds without a term to find.
  func placeWithoutTerm(_ parsed: ParsedQuery) -> Int {
    switch parsed {
    case .term(_, _, let column), .field(_, let column), .not(_, let column): column
    case .all(let parts): parts.map(placeWithoutTerm).min() ?? 1
    case .any(let parts): parts.first { !Self.hasTerm($0) }.map(placeWithoutTerm) ?? 1
    }
  }

  private static func hasTerm(_ parsed: ParsedQuery) -> Bool {
    switch parsed {
    case .term: true
    case .field, .not: false
    case .all(let parts): parts.contains(where: hasTerm)
    case .any(let parts): parts.allSatisfy(hasTerm)
    }
  }
}

extension QueryParser {
  /// Reads a word or phrase; its mistakes get their place in the whole query.
  private static func pattern(_ piece: QueryPiece) throws(SearchQuery.Mistake) -> TermPattern {
    do {
      return try TermNotation.parse(piece.text)
    } catch let mistake as TermNotation.Mistake {
      throw Mistake(
        problem: mistake.problem, column: piece.column + mistake.column - 1,
        expected: "woord, woord+, begin*, !Woord of \"woorden na elkaar\"", example: "privacy+")
    } catch {
      throw Mistake(
        problem: "‘\(piece.text)’ is niet te lezen", column: piece.column, expected: aTerm,
        example: "privacy+")
    }
  }

  private static func distance(_ piece: QueryPiece) throws(SearchQuery.Mistake) -> Int {
    if piece.text == "NEAR" { return usualDistance }
    guard let distance = Int(piece.text.dropFirst(5)), (1...50).contains(distance) else {
      throw Mistake(
        problem: "na NEAR/ hoort een getal van 1 tot en met 50", column: piece.column + 5,
        expected: "hoeveel woorden zij van elkaar mogen staan",
        example: "uitwissel* NEAR/6 informatie")
    }
    return distance
  }

  /// One side of `NEAR`: a word, a phrase, or several of them with `OR` in brackets.
  private static func pattern(
    _ parsed: ParsedQuery, beside near: QueryPiece
  ) throws(SearchQuery.Mistake) -> (pattern: TermPattern, written: String, column: Int) {
    switch parsed {
    case .term(let pattern, let written, let column): return (pattern, written, column)
    case .any(let parts):
      var sides: [(pattern: TermPattern, written: String, column: Int)] = []
      for part in parts { sides.append(try pattern(part, beside: near)) }
      return (
        .any(sides.map(\.pattern)), "(\(sides.map(\.written).joined(separator: " OR ")))",
        sides.first?.column ?? near.column
      )
    case .field, .not, .all:
      throw Mistake(
        problem: "\(near.text) verbindt alleen woorden en woordgroepen", column: near.column,
        expected:
          "aan beide kanten een woord, een woordgroep, of enkele daarvan met OF tussen haakjes",
        example: "(uitwissel* OF delen) NEAR/6 informatie")
    }
  }

  private static func field(
    _ name: SearchField.Name, _ value: String, _ column: Int
  ) throws(SearchQuery.Mistake) -> SearchField {
    guard value.contains(where: { !$0.isWhitespace }) else {
      throw Mistake(
        problem: "achter \(name.dutch): staat geen waarde", column: column,
        expected:
          "een waarde direct achter de dubbele punt, met aanhalingstekens als er een spatie in staat",
        example: "\(name.dutch):\(name == .year ? "2012..2014" : "onbekend") regie")
    }
    var field = SearchField(name: name, value: value, years: nil, column: column)
    if name == .year, value.lowercased() != SearchField.unknown {
      field.years = try years(value, column)
    }
    return field
  }

  /// `2014`, `2012..2014`, `2012..` or `..2014`.
  private static func years(
    _ value: String, _ column: Int
  ) throws(SearchQuery.Mistake) -> ClosedRange<Int> {
    let whole = 1...9999
    if let dots = value.firstRange(of: "..") {
      let ends = (value[..<dots.lowerBound], value[dots.upperBound...])
      let first = ends.0.isEmpty ? whole.lowerBound : year(ends.0)
      let last = ends.1.isEmpty ? whole.upperBound : year(ends.1)
      if let first, let last, first <= last, ends.0.count + ends.1.count > 0 { return first...last }
    } else if let year = year(value[...]) {
      return year...year
    }
    throw Mistake(
      problem: "‘\(value)’ is geen jaar", column: column,
      expected: "een jaar (2014), jaren (2012..2014, 2012.. of ..2014) of \(SearchField.unknown)",
      example: "jaar:2012..2014 regie")
  }

  private static func year(_ text: Substring) -> Int? {
    text.count == 4 && text.allSatisfy { ("0"..."9").contains($0) } ? Int(text) : nil
  }
}
