// SPDX-License-Identifier: EUPL-1.2
import Model
import Yams

/// Terms in their notation, with levels and exceptions.
extension FrameworkParse {
  /// The terms under a key, each its own term: `1.1/regie+`.
  mutating func fieldTerms(
    _ object: YAMLObject, prefix: String, except: [TermPattern]
  ) -> [Term] {
    reader.texts(object, "terms").compactMap { written, line -> Term? in
      guard let pattern = pattern(written, line: line) else { return nil }
      let id = TermID("\(prefix)/\(written.filter { $0 != "\"" })")
      guard claim(id, line: line) else { return nil }
      var levels: Set<MatchLevel> = [.word, .inflection, .phrase, .near, .prefix]
      if Self.levels(of: [pattern]).contains(.inside) { levels.insert(.inside) }
      return Term(
        id: id, label: written, patterns: [pattern], levels: levels, exceptions: except)
    }
  }

  /// The words and phrases under `except`; several words are a phrase, with or without quotes.
  mutating func exceptions(_ object: YAMLObject) -> [TermPattern] {
    reader.texts(object, "except").compactMap { written, line -> TermPattern? in
      let isPhrase =
        written.contains(where: \.isWhitespace) && !written.hasPrefix("\"")
        && !written.contains(" NEAR/")
      return pattern(isPhrase ? "\"\(written)\"" : written, line: line)
    }
  }

  /// Reads the notation of one term.
  mutating func pattern(_ written: String, line: Int) -> TermPattern? {
    do {
      return try TermNotation.parse(written)
    } catch let mistake as TermNotation.Mistake {
      reader.error(
        line, "de term ‘\(written)’ is niet te lezen: \(mistake.problem) (teken \(mistake.column))",
        expected: "woord, woord+, begin*, !Precies, \"twee woorden\", a NEAR/5 b of (voor)woord",
        "Verbeter de term; zet in YAML enkele aanhalingstekens om een term met \"")
    } catch {
      reader.error(
        line, "de term ‘\(written)’ is niet te lezen", expected: "een term", "Verbeter de term")
    }
    return nil
  }

  /// Takes an identifier of a term; says so where it is taken.
  mutating func claim(_ id: TermID, line: Int) -> Bool {
    if termIDs.insert(id).inserted { return true }
    reader.error(
      line, "de term \(id) staat er twee keer", expected: "elke term één keer",
      "Verwijder een van de twee")
    return false
  }

  /// The levels that the notation itself asks for.
  static func levels(of patterns: [TermPattern]) -> Set<MatchLevel> {
    var levels: Set<MatchLevel> = []
    for pattern in patterns {
      switch pattern {
      case .word: levels.formUnion([.word, .inflection])
      case .inside: levels.formUnion([.word, .inflection, .inside])
      case .prefix: levels.formUnion([.word, .prefix])
      case .exact: levels.insert(.word)
      case .phrase(let words):
        levels.insert(.phrase)
        levels.formUnion(Self.levels(of: words).intersection([.inside]))
      case .near(let left, let right, _):
        levels.insert(.near)
        levels.formUnion(Self.levels(of: [left, right]).intersection([.inside]))
      case .any(let choices): levels.formUnion(Self.levels(of: choices))
      }
    }
    return levels
  }
}
