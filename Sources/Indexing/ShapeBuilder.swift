// SPDX-License-Identifier: EUPL-1.2
import DutchText
import Model

/// Turns the pattern of a term into what must be found.
struct ShapeBuilder {
  /// Whether a plain word also counts by its letters within a longer word.
  var lettersCount: Bool
  /// Whether a separable verb is also looked for apart from its particle; not within `NEAR`, whose distances
  /// count the words between.
  var separates = true

  /// The shapes of a pattern, each of which may be found; none where the pattern holds no word.
  func shapes(_ pattern: TermPattern, in terms: inout CompiledTerms) -> [Shape] {
    switch pattern {
    case .any(let patterns):
      return patterns.flatMap { shapes($0, in: &terms) }
    case .near(let left, let right, let distance):
      let builder = ShapeBuilder(lettersCount: false, separates: false)
      let lefts = builder.shapes(left, in: &terms)
      let rights = builder.shapes(right, in: &terms)
      return lefts.flatMap { left in rights.map { .near(left, $0, distance: distance) } }
    case .phrase(let words):
      if words.count == 1 { return shapes(words[0], in: &terms) }
      return phrases(words, in: &terms)
    case .word(let text): return word(text, lettersCount ? .inside : .word, in: &terms)
    case .inside(let text): return word(text, .inside, in: &terms)
    case .prefix(let text): return word(text, .prefix, in: &terms)
    case .exact(let text): return word(text, .exact, in: &terms)
    }
  }

  /// A single word, or one written with hyphens, which is then also found without them.
  private func word(_ text: String, _ kind: Element.Kind, in terms: inout CompiledTerms) -> [Shape]
  {
    let parts = Self.parts(of: text, kind)
    guard let last = parts.last else { return [] }
    if parts.count == 1 {
      let whole = Shape.single(terms.number(of: Element(kind: kind, text: last)))
      return kind == .word || kind == .inside ? [whole] + separated(last, in: &terms) : [whole]
    }
    var elements = parts.dropLast().map { part in
      terms.number(of: Element(kind: kind == .exact ? .exact : .literal, text: part))
    }
    if kind == .inside {
      elements[0] = terms.number(of: Element(kind: .tail, text: parts[0]))
    }
    elements.append(terms.number(of: Element(kind: kind, text: last)))
    let hyphenated = Shape.sequence(sequence(elements, isHyphenated: true, in: terms))
    if kind == .exact { return [hyphenated] }
    let whole = Element(kind: kind, text: parts.joined())
    return [hyphenated, .single(terms.number(of: whole))]
  }

  /// A separable verb apart: "schaalt … op", and "op te schalen".
  private func separated(_ word: String, in terms: inout CompiledTerms) -> [Shape] {
    guard separates, let verb = VerbForms(infinitive: word), !verb.particle.isEmpty else {
      return []
    }
    let particle = terms.number(of: Element(kind: .literal, text: verb.particle))
    let finite = terms.number(of: Element(kind: .finite, text: word))
    return [.separable(finite: finite, particle: particle)]
  }

  private func phrases(_ words: [TermPattern], in terms: inout CompiledTerms) -> [Shape] {
    var choices: [[Element]] = [[]]
    for word in words {
      let next = Self.elements(of: word)
      choices = choices.flatMap { start in next.map { start + $0 } }
    }
    var shapes: [Shape] = []
    for elements in choices where !elements.isEmpty {
      shapes.append(shape(elements, in: &terms))
      if lettersCount, elements.count > 1, let letters = Self.byLetters(elements) {
        shapes.append(shape(letters, in: &terms))
      }
    }
    return shapes
  }

  private func shape(_ elements: [Element], in terms: inout CompiledTerms) -> Shape {
    let numbers = elements.map { terms.number(of: $0) }
    if numbers.count == 1 { return .single(numbers[0]) }
    return .sequence(sequence(numbers, isHyphenated: false, in: terms))
  }

  private func sequence(_ elements: [Int32], isHyphenated: Bool, in terms: CompiledTerms)
    -> WordSequence
  {
    let lengths = elements.map { terms.elements[Int($0)].text.utf8.count }
    let trigger = lengths.indices.max { lengths[$0] < lengths[$1] } ?? 0
    return WordSequence(elements: elements, trigger: trigger, isHyphenated: isHyphenated)
  }

  /// The ways to write one word of a phrase, each as the elements of its parts.
  private static func elements(of pattern: TermPattern) -> [[Element]] {
    func split(_ text: String, _ kind: Element.Kind) -> [[Element]] {
      let parts = parts(of: text, kind)
      return [
        parts.enumerated().map { place, part in
          let inner: Element.Kind = kind == .exact ? .exact : .literal
          return Element(kind: place == parts.count - 1 ? kind : inner, text: part)
        }
      ]
    }
    return switch pattern {
    case .word(let text): split(text, .word)
    case .inside(let text): split(text, .inside)
    case .prefix(let text): split(text, .prefix)
    case .exact(let text): split(text, .exact)
    case .any(let patterns): patterns.flatMap(elements)
    case .phrase(let words): [words.flatMap { elements(of: $0).first ?? [] }]
    case .near: []
    }
  }

  /// The same phrase by its letters: `onveilig thuis`, `veilig thuisorganisatie` for "Veilig Thuis".
  private static func byLetters(_ elements: [Element]) -> [Element]? {
    guard elements.allSatisfy({ $0.kind == .word || $0.kind == .literal }) else { return nil }
    return elements.enumerated().map { place, element in
      let kind: Element.Kind =
        place == 0 ? .tail : place == elements.count - 1 ? .head : .literal
      return Element(kind: kind, text: element.text)
    }
  }

  /// The tokens of a word as written in a term; folded, unless case matters.
  private static func parts(of text: String, _ kind: Element.Kind) -> [String] {
    let buffer = TokenBuffer()
    buffer.read(text)
    if kind != .exact { return buffer.words }
    let bytes = Array(text.utf8)
    return (0..<buffer.count).map {
      String(decoding: bytes[buffer.tokens[$0].utf8Range], as: UTF8.self)
    }
  }
}
