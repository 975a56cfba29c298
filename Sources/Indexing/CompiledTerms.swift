// SPDX-License-Identifier: EUPL-1.2
import DutchText
import Model

/// A list of terms prepared for matching: the distinct words asked for, and what each bears on.
struct CompiledTerms: Sendable {
  struct Entry: Sendable {
    var id: TermID
    var levels: Set<MatchLevel>
    /// The place of the term in the order of identifiers.
    var order: Int
  }
  /// A form that an elided compound may stand for.
  struct Form: Sendable {
    var element: Int32
    var letters: [UInt8]
    var strength: Strength
  }
  /// An element that has to be looked for within the letters of a word.
  struct Scanned: Sendable {
    var element: Int32
    var kind: Element.Kind
    var letters: [UInt8]
    var mask: UInt64
  }

  private(set) var entries: [Entry] = []
  private(set) var elements: [Element] = []
  private(set) var patterns: [CompiledPattern] = []
  /// By element.
  private(set) var uses: [[Use]] = []
  private(set) var satisfiedByForm: [String: [Satisfaction]] = [:]
  private(set) var scanned: [Scanned] = []
  private(set) var forms: [Form] = []
  /// By element: the separable verb that it is a form of.
  private(set) var verbs: [Int32: VerbForms] = [:]
  private var numbers: [Element: Int32] = [:]

  init(_ terms: [Term]) {
    let order = terms.indices.sorted { terms[$0].id < terms[$1].id }
    var places = [Int](repeating: 0, count: terms.count)
    for (place, index) in order.enumerated() { places[index] = place }
    for (index, term) in terms.enumerated() {
      entries.append(Entry(id: term.id, levels: term.levels, order: places[index]))
      let builder = ShapeBuilder(lettersCount: term.levels.contains(.inside))
      for pattern in term.patterns {
        for shape in builder.shapes(pattern, in: &self) {
          add(
            CompiledPattern(
              term: index, isException: false, shape: shape,
              isQuotedWord: Self.isQuotedWord(pattern)))
        }
      }
      for exception in term.exceptions {
        for shape in ShapeBuilder(lettersCount: false).shapes(exception, in: &self) {
          add(CompiledPattern(term: index, isException: true, shape: shape))
        }
      }
    }
  }

  private static func isQuotedWord(_ pattern: TermPattern) -> Bool {
    if case .phrase(let words) = pattern { words.count == 1 } else { false }
  }

  /// The number of an element, given now if it is new.
  mutating func number(of element: Element) -> Int32 {
    if let number = numbers[element] { return number }
    let number = Int32(elements.count)
    numbers[element] = number
    elements.append(element)
    uses.append([])
    prepare(element, number)
    return number
  }

  private mutating func prepare(_ element: Element, _ number: Int32) {
    func note(_ form: String, _ strength: Strength) {
      satisfiedByForm[form, default: []].append(
        Satisfaction(element: number, strength: strength))
      forms.append(Form(element: number, letters: Array(form.utf8), strength: strength))
    }
    let letters = Array(element.text.utf8)
    switch element.kind {
    case .word, .inside:
      for form in Inflection.forms(of: element.text).sorted() {
        note(form, form == element.text ? .word : .inflection)
      }
    case .prefix: forms.append(Form(element: number, letters: letters, strength: .prefix))
    case .exact:
      note(Folding.fold(element.text), .word)
      if Abbreviation.isOne(element.text) {
        note(Folding.fold(element.text) + "'s", .word)
      }
    case .literal, .tail, .head: note(element.text, .word)
    case .finite:
      guard let verb = VerbForms(infinitive: element.text) else { break }
      verbs[number] = verb
      for form in verb.finite.union(verb.participles).sorted() {
        // Not a form that an elided compound may stand for.
        satisfiedByForm[form, default: []].append(
          Satisfaction(element: number, strength: .inflection))
      }
    }
    switch element.kind {
    case .inside, .prefix, .tail, .head:
      scanned.append(
        Scanned(
          element: number, kind: element.kind, letters: letters, mask: Self.letterMask(letters)))
    case .word, .exact, .literal, .finite: break
    }
  }

  private mutating func add(_ pattern: CompiledPattern) {
    let number = patterns.count
    patterns.append(pattern)
    switch pattern.shape {
    case .single, .sequence, .separable:
      use(pattern.shape, Use(pattern: number, role: .direct))
    case .near(let left, let right, _):
      use(left, Use(pattern: number, role: .left))
      use(right, Use(pattern: number, role: .right))
    }
  }

  private mutating func use(_ shape: Shape, _ use: Use) {
    switch shape {
    case .single(let element): uses[Int(element)].append(use)
    case .sequence(let sequence): uses[Int(sequence.elements[sequence.trigger])].append(use)
    case .separable(let finite, _): uses[Int(finite)].append(use)
    case .near(let left, let right, _):
      self.use(left, use)
      self.use(right, use)
    }
  }

  /// A bit for each letter that occurs, so that most words need no closer look.
  static func letterMask(_ letters: some Sequence<UInt8>) -> UInt64 {
    letters.reduce(into: 0) { $0 |= 1 << UInt64($1 & 63) }
  }
}
