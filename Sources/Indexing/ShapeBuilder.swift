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

  /// A single word, or one written with hyphens or other marks; with hyphens it is also found without them.
  private func word(_ text: String, _ kind: Element.Kind, in terms: inout CompiledTerms) -> [Shape]
  {
    let word = WrittenWord(text, keepsCase: kind == .exact)
    guard let last = word.parts.last else { return [] }
    if word.parts.count == 1 {
      let whole = Shape.single(terms.number(of: Element(kind: kind, text: last)))
      return kind == .word || kind == .inside ? [whole] + separated(last, in: &terms) : [whole]
    }
    guard word.joints.allSatisfy(\.isHyphen) else {
      // By its letters only where no space is: "voor & onder" holds no `R&D`.
      let whole = parted(word, kind == .inside ? .word : kind, in: &terms)
      return kind == .inside ? [whole, parted(word.tight, kind, in: &terms)] : [whole]
    }
    let hyphenated = parted(word, kind, in: &terms)
    if kind == .exact { return [hyphenated] }
    let whole = Element(kind: kind, text: word.parts.joined())
    return [hyphenated, .single(terms.number(of: whole))]
  }

  /// The parts of one word after each other.
  private func parted(
    _ word: WrittenWord, _ kind: Element.Kind, in terms: inout CompiledTerms
  ) -> Shape {
    let end = word.parts.count - 1
    let elements = word.parts.enumerated().map { place, part in
      let inner: Element.Kind =
        kind == .exact ? .exact : kind == .inside && place == 0 ? .tail : .literal
      return terms.number(of: Element(kind: place == end ? kind : inner, text: part))
    }
    return .sequence(sequence(elements, joints: word.joints, in: terms))
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
    return .sequence(sequence(numbers, in: terms))
  }

  private func sequence(
    _ elements: [Int32], joints: [Joint] = [], in terms: CompiledTerms
  ) -> WordSequence {
    let lengths = elements.map { terms.elements[Int($0)].text.utf8.count }
    let trigger = lengths.indices.max { lengths[$0] < lengths[$1] } ?? 0
    return WordSequence(elements: elements, trigger: trigger, joints: joints)
  }

  /// The ways to write one word of a phrase, each as the elements of its parts.
  private static func elements(of pattern: TermPattern) -> [[Element]] {
    func split(_ text: String, _ kind: Element.Kind) -> [[Element]] {
      let parts = WrittenWord(text, keepsCase: kind == .exact).parts
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
}

/// A word as written in a term, cut as the words of a text are.
private struct WrittenWord {
  /// Folded, unless case matters.
  var parts: [String]
  /// What joins each part to the next.
  var joints: [Joint]

  init(_ written: String, keepsCase: Bool) {
    let buffer = TokenBuffer()
    buffer.read(written)
    let bytes = Array(written.utf8)
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    parts = keepsCase ? (0..<buffer.count).map { text(buffer.tokens[$0].utf8Range) } : buffer.words
    joints = (0..<max(0, buffer.count - 1)).map { place in
      let between = buffer.tokens[place].utf8Range.upperBound..<Int(buffer.tokens[place + 1].start)
      return Self.joint(text(between), between: buffer.word(place), buffer.word(place + 1))
    }
  }

  /// The same, with no white space beside its marks.
  var tight: WrittenWord {
    var word = self
    word.joints = joints.map {
      if case .marks(let marks, _) = $0 { .marks(marks, mayHoldSpace: false) } else { $0 }
    }
    return word
  }

  /// Between figures a stop or comma with a space is no decimal mark: "3, 5 en 7" holds no `3,5`.
  private static func joint(_ text: String, between left: String, _ right: String) -> Joint {
    let marks = Folding.marks(in: text)
    if marks.isEmpty { return .hyphen }
    let isNumber = left.last?.isNumber == true && right.first?.isNumber == true
    return .marks(marks, mayHoldSpace: !isNumber || marks == "/" || marks == "&")
  }
}
