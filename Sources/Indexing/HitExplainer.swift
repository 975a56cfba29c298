// SPDX-License-Identifier: EUPL-1.2
import DutchText
import Model

/// Says in words why a hit matched, for the column `why` of `hits.csv`.
///
/// The level says how a term counts; this says what a person wants to know of it: which compound the letters
/// are part of, which prefix stands before them, or that they only stand there by chance. It changes nothing
/// that is counted.
///
/// ```swift
/// let explainer = HitExplainer(terms: framework.documentTerms, words: words)
/// explainer.why(hit, quote: "jeugdbeschermingsmaatregel")
/// // deel van samenstelling jeugd+bescherming+s+maatregel
/// ```
///
/// - Invariant: belongs to one thread; what was explained once is remembered.
public final class HitExplainer {
  private struct Known: Hashable {
    var term: TermID
    var level: MatchLevel
    var words: String
  }

  private let wanted: [TermID: [String]]
  private let distances: [TermID: Int]
  private let splitter: CompoundSplitter?
  private var known: [Known: String] = [:]

  /// - Parameters:
  ///   - terms: those whose hits are explained.
  ///   - words: without a list nothing is said of compounds.
  public init(terms: [Term], words: WordList?) {
    wanted = Dictionary(
      terms.map { ($0.id, $0.patterns.flatMap(Self.words)) }, uniquingKeysWith: { one, _ in one })
    distances = Dictionary(
      terms.compactMap { term in
        term.patterns.compactMap(Self.distance).max().map { (term.id, $0) }
      }, uniquingKeysWith: { one, _ in one })
    splitter = words.map { CompoundSplitter(words: $0) }
  }

  /// Why a hit matched.
  ///
  /// - Parameter quote: the text that the hit covers; shorter than the hit where it runs over a page end.
  /// - Complexity: computed once for each different word of a term, else a look-up.
  public func why(_ hit: Hit, quote: String) -> String {
    if hit.stretches.count == 1, hit.level != .near, let elided = elision(hit, quote) {
      return elided
    }
    let key = Known(term: hit.term, level: hit.level, words: hit.matched)
    if let text = known[key] { return text }
    let text = explain(hit)
    known[key] = text
    return text
  }

  /// An elided compound is matched as a word that does not stand there.
  private func elision(_ hit: Hit, _ quote: String) -> String? {
    let buffer = TokenBuffer()
    buffer.read(quote)
    guard buffer.count > 1, !hit.matched.contains(" "),
      buffer.words.joined(separator: " ") != hit.matched
    else { return nil }
    return "samentrekking van \(hit.matched)"
  }

  private func explain(_ hit: Hit) -> String {
    let found = hit.matched.split(separator: " ").map { word in
      WordMemory.withoutNoteMark(Array(word.utf8)[...]) ?? String(word)
    }
    let wanted = wanted[hit.term] ?? []
    switch hit.level {
    case .word: return "het woord zelf"
    case .inflection:
      if found.count == 2,
        let verb = wanted.first(where: {
          VerbForms(infinitive: $0).map { found.contains($0.particle) } ?? false
        })
      {
        return "gescheiden werkwoord \(verb)"
      }
      let base = wanted.first { base in
        found.contains { $0 != base && Inflection.forms(of: base).contains($0) }
      }
      return base.map { "verbuiging van \($0)" } ?? "verbuiging"
    case .prefix:
      let start = wanted.filter { start in found.contains { $0.hasPrefix(start) } }
        .max { $0.utf8.count < $1.utf8.count }
      return start.map { "begint met \($0)" } ?? "begin van een woord"
    case .phrase: return "woordgroep"
    case .near: return distances[hit.term].map { "binnen \($0) woorden" } ?? "dicht bij elkaar"
    case .inside: return inside(found, wanted)
    }
  }

  /// Of the words found, the one that is longer than what it was found by.
  private func inside(_ found: [String], _ wanted: [String]) -> String {
    let joined = found.count > 1 ? found + [found.joined(separator: "-")] : found
    var plain = "letters binnen een woord"
    var isCompound = false
    for word in joined {
      for part in wanted where part != word && word.contains(part) {
        guard let splitter else { return plain }
        switch splitter.containment(of: part, in: word) {
        case .compound(let compound): return "deel van samenstelling \(compound)"
        case .prefixed(let prefix): plain = "voorvoegsel \(prefix)"
        case .suffixed(let suffix) where plain == "letters binnen een woord":
          plain = Affix.isEnding(suffix) ? "uitgang \(suffix)" : "achtervoegsel \(suffix)"
        case .suffixed, nil: break
        case .letters: isCompound = isCompound || splitter.split(word).isCompound
        }
      }
    }
    guard plain == "letters binnen een woord", splitter != nil else { return plain }
    return isCompound
      ? plain + ", over de grens van een samenstelling" : plain + ", geen samenstelling"
  }

  /// The folded words that a pattern looks for.
  private static func words(_ pattern: TermPattern) -> [String] {
    switch pattern {
    case .word(let text), .inside(let text), .prefix(let text), .exact(let text):
      let buffer = TokenBuffer()
      buffer.read(text)
      return buffer.count > 1 ? [buffer.words.joined()] + buffer.words : buffer.words
    case .phrase(let patterns), .any(let patterns): return patterns.flatMap(words)
    case .near(let left, let right, _): return words(left) + words(right)
    }
  }

  private static func distance(_ pattern: TermPattern) -> Int? {
    switch pattern {
    case .near(_, _, let distance): distance
    case .any(let patterns): patterns.compactMap(distance).max()
    case .word, .inside, .prefix, .exact, .phrase: nil
    }
  }
}
