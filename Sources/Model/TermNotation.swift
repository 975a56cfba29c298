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
    let trimmed = text.drop(while: \.isWhitespace)
    if let range = text.firstRange(of: " NEAR/") {
      let left = try parse(String(text[..<range.lowerBound]))
      let rest = text[range.upperBound...]
      let digits = rest.prefix(while: \.isNumber)
      let column = text.distance(from: text.startIndex, to: range.upperBound) + 1
      guard let distance = Int(digits), (1...50).contains(distance) else {
        throw Mistake(problem: "na NEAR/ hoort een getal van 1 tot en met 50", column: column)
      }
      let right = rest.dropFirst(digits.count)
      guard right.first == " " else {
        throw Mistake(problem: "na NEAR/\(distance) hoort een spatie en een woord", column: column)
      }
      return .near(left, try parse(String(right.dropFirst())), distance: distance)
    }
    guard let first = trimmed.first else { throw Mistake(problem: "de term is leeg", column: 1) }
    if first == "\"" {
      let body = trimmed.dropFirst()
      guard let end = body.firstIndex(of: "\"") else {
        throw Mistake(problem: "het aanhalingsteken sluit niet", column: text.count + 1)
      }
      guard body[body.index(after: end)...].allSatisfy(\.isWhitespace) else {
        throw Mistake(
          problem: "na het sluitende aanhalingsteken staat nog tekst", column: text.count)
      }
      let words = body[..<end].split(whereSeparator: { $0.isWhitespace || $0 == "-" })
      guard !words.isEmpty else { throw Mistake(problem: "de woordgroep is leeg", column: 2) }
      return .phrase(try words.map { try single($0, column: column(of: $0, in: text)) })
    }
    let words = trimmed.split(whereSeparator: \.isWhitespace)
    if words.count > 1 {
      throw Mistake(
        problem: "woorden na elkaar horen tussen aanhalingstekens", column: words[0].count + 1)
    }
    return try single(words[0], column: column(of: words[0], in: text))
  }

  private static func column(of word: Substring, in text: String) -> Int {
    text.distance(from: text.startIndex, to: word.startIndex) + 1
  }

  /// - Parameter column: the place of the word in the term.
  private static func single(_ word: Substring, column: Int) throws -> TermPattern {
    var word = word
    if word.first == "!" {
      word = word.dropFirst()
      guard !word.isEmpty else { throw Mistake(problem: "na ! hoort een woord", column: column) }
      return .exact(String(word))
    }
    if word.first == "(", let close = word.firstIndex(of: ")") {
      let optional = word[word.index(after: word.startIndex)..<close]
      let rest = word[word.index(after: close)...]
      let whole = try single(Substring(optional + rest), column: column)
      return .any([whole, try single(rest, column: column + optional.count + 2)])
    }
    let last = word.last
    let stem = last == "+" || last == "*" ? word.dropLast() : word
    guard let letter = stem.first, letter.isLetter || letter.isNumber else {
      throw Mistake(problem: "‘\(word)’ is geen woord", column: column)
    }
    if let wrong = stem.first(where: { "+*!\"()".contains($0) }) {
      throw Mistake(problem: "het teken \(wrong) staat hier verkeerd", column: column)
    }
    switch last {
    case "+": return .inside(String(stem))
    case "*": return .prefix(String(stem))
    default: return .word(String(stem))
    }
  }
}
