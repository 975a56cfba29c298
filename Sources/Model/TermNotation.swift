// SPDX-License-Identifier: EUPL-1.2

/// The notation in which a framework writes its terms, and how it is read.
///
/// | written | means |
/// |---|---|
/// | `regievoerder` | the word and its inflections |
/// | `regie+` | also inside longer words |
/// | `meld*` | every word that begins so |
/// | `!OM` | exactly so, with case |
/// | `"Veilig Thuis"` | the words after each other |
/// | `(jeugd)bescherming` | with and without the part in brackets |
/// | `uitwissel* NEAR/6 informatie` | within six words of each other, in either order |
public enum TermNotation {
  /// Why a term could not be read, in Dutch, with the place in the term counted in characters from 1.
  public struct Mistake: Error, Equatable, Sendable {
    public var problem: String
    public var column: Int
  }

  /// - Throws: `Mistake`.
  public static func parse(_ text: String) throws -> TermPattern {
    try pattern(text[...], in: text)
  }

  /// - Parameter text: the whole term, in which places are counted.
  private static func pattern(_ part: Substring, in text: String) throws -> TermPattern {
    if let near = near(in: part) { return try self.near(part, near, in: text) }
    let trimmed = part.drop(while: \.isWhitespace)
    guard let first = trimmed.first else {
      throw Mistake(problem: "de term is leeg", column: column(of: part.startIndex, in: text))
    }
    if first == "\"" { return try phrase(trimmed.dropFirst(), in: text) }
    let words = trimmed.split(whereSeparator: \.isWhitespace)
    if words.count > 1 {
      throw Mistake(
        problem: "woorden na elkaar horen tussen aanhalingstekens",
        column: column(of: words[0].endIndex, in: text))
    }
    return try single(words[0], column: column(of: words[0].startIndex, in: text))
  }

  /// The first ` NEAR/` outside quotation marks, in any case.
  private static func near(in part: Substring) -> Range<Substring.Index>? {
    var isQuoted = false
    for place in part.indices {
      if part[place] == "\"" { isQuoted.toggle() }
      guard !isQuoted, part[place] == " " else { continue }
      let written = part[place...].prefix(6)
      if written.lowercased() == " near/" { return place..<written.endIndex }
    }
    return nil
  }

  private static func near(
    _ part: Substring, _ near: Range<Substring.Index>, in text: String
  ) throws -> TermPattern {
    let left = try pattern(part[..<near.lowerBound], in: text)
    let rest = part[near.upperBound...]
    let digits = rest.prefix(while: \.isNumber)
    let column = column(of: near.upperBound, in: text)
    guard let distance = Int(digits), (1...50).contains(distance) else {
      throw Mistake(problem: "na NEAR/ hoort een getal van 1 tot en met 50", column: column)
    }
    let right = rest.dropFirst(digits.count)
    guard right.first == " " else {
      throw Mistake(problem: "na NEAR/\(distance) hoort een spatie en een woord", column: column)
    }
    return .near(left, try pattern(right.dropFirst(), in: text), distance: distance)
  }

  /// - Parameter body: what stands behind the opening quotation mark.
  private static func phrase(_ body: Substring, in text: String) throws -> TermPattern {
    guard let end = body.firstIndex(of: "\"") else {
      throw Mistake(
        problem: "het aanhalingsteken sluit niet", column: column(of: body.endIndex, in: text))
    }
    let behind = body[body.index(after: end)...].drop(while: \.isWhitespace)
    guard behind.isEmpty else {
      throw Mistake(
        problem: "na het sluitende aanhalingsteken staat nog tekst",
        column: column(of: behind.startIndex, in: text))
    }
    let words = body[..<end].split(whereSeparator: { $0.isWhitespace || $0 == "-" })
    guard !words.isEmpty else {
      throw Mistake(problem: "de woordgroep is leeg", column: column(of: body.startIndex, in: text))
    }
    return .phrase(
      try words.map { word in
        let column = column(of: word.startIndex, in: text)
        if isNear(word) {
          throw Mistake(problem: "\(word) hoort buiten de aanhalingstekens", column: column)
        }
        return try single(word, column: column)
      })
  }

  /// Whether a word is written as `NEAR/5`.
  private static func isNear(_ word: Substring) -> Bool {
    word.prefix(5).lowercased() == "near/" && word.count > 5
      && word.dropFirst(5).allSatisfy(\.isNumber)
  }

  private static func column(of place: Substring.Index, in text: String) -> Int {
    text.distance(from: text.startIndex, to: place) + 1
  }

  /// - Parameter column: the place of the word in the term.
  private static func single(_ word: Substring, column: Int) throws -> TermPattern {
    if word.first == "!" {
      let exact = word.dropFirst()
      guard !exact.isEmpty else { throw Mistake(problem: "na ! hoort een woord", column: column) }
      return .exact(String(exact))
    }
    if word.first == "(", let close = word.firstIndex(of: ")") {
      let optional = word[word.index(after: word.startIndex)..<close]
      let rest = word[word.index(after: close)...]
      // The rest first: what is wrong in the whole is then wrong within the brackets.
      let plain = try single(rest, column: column + optional.count + 2)
      return .any([try single(Substring(optional + rest), column: column + 1), plain])
    }
    let last = word.last
    let stem = last == "+" || last == "*" ? word.dropLast() : word
    guard let letter = stem.first, letter.isLetter || letter.isNumber else {
      throw Mistake(problem: "‘\(word)’ is geen woord", column: column)
    }
    func mistake(_ problem: String, at place: Substring.Index) -> Mistake {
      Mistake(problem: problem, column: column + word.distance(from: word.startIndex, to: place))
    }
    if let wrong = stem.firstIndex(where: { "+*!\"()".contains($0) }) {
      throw mistake("het teken \(stem[wrong]) staat hier verkeerd", at: wrong)
    }
    switch last {
    case "+": return .inside(String(stem))
    case "*":
      // A word begins with letters and digits only, so that the mark would be looked for in vain.
      if let end = stem.indices.last, "/&.,@:;".contains(stem[end]) {
        throw mistake("voor * hoort een letter of een cijfer", at: end)
      }
      return .prefix(String(stem))
    default: return .word(String(stem))
    }
  }
}
