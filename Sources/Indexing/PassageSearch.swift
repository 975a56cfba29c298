// SPDX-License-Identifier: EUPL-1.2
import DutchText
import Model

/// The search through one passage: from words that satisfy something to finds of terms.
struct PassageSearch {
  /// A stretch of tokens that a shape covers.
  struct Occurrence {
    var start: Int
    var end: Int
    var strength: Strength
  }

  /// The word of each token, by its number in the vocabulary.
  var words: [Int] = []
  /// The tokens whose word bears on a pattern.
  var hot: [Int] = []
  /// The tokens that may be the written part of an elided compound.
  var elided: [Int] = []
  /// The tokens that may be the last part of a compound whose first part is left out.
  var backward: [Int] = []
  private(set) var finds: [Find] = []
  /// By pattern: which sides of a `NEAR` have been met.
  private var sides: [UInt8]
  private var met: [Int] = []

  init(patternCount: Int) { sides = [UInt8](repeating: 0, count: patternCount) }

  var isIdle: Bool { hot.isEmpty && elided.isEmpty && backward.isEmpty }

  /// Takes up the words of a passage, and notes which of them are worth a look.
  mutating func begin(_ buffer: TokenBuffer, _ vocabulary: Vocabulary, _ memory: inout WordMemory) {
    words.removeAll(keepingCapacity: true)
    hot.removeAll(keepingCapacity: true)
    elided.removeAll(keepingCapacity: true)
    backward.removeAll(keepingCapacity: true)
    finds.removeAll(keepingCapacity: true)
    let (tokens, letters, count) = (buffer.tokens, buffer.folded, buffer.count)
    words.reserveCapacity(count)
    for index in 0..<count {
      let token = tokens[index]
      let word = vocabulary.number(
        of: letters + Int(token.foldedStart), length: Int(token.foldedEnd - token.foldedStart))
      if word == memory.heat.count { memory.learn(vocabulary.bytes(word)) }
      words.append(word)
      if memory.heat[word] != 0 { hot.append(index) }
      if ElidedCompound.mayBegin(with: token.gap) { elided.append(index) }
      if index > 0, ElidedCompound.mayEnd(after: tokens[index - 1].gap) { backward.append(index) }
    }
  }

  func resolved(_ entries: [CompiledTerms.Entry]) -> [Find] { finds.resolved(entries) }

  mutating func run(
    buffer: TokenBuffer, bytes: UnsafeBufferPointer<UInt8>, memory: inout WordMemory,
    vocabulary: Vocabulary
  ) {
    let place = Place(buffer: buffer, bytes: bytes)
    for token in hot { lookUp(token, place, memory) }
    for pattern in met {
      if sides[pattern] == 3 { findNear(pattern, place, memory) }
      sides[pattern] = 0
    }
    met.removeAll(keepingCapacity: true)
    for token in elided {
      guard let compound = ElidedCompound.beginning(at: token, in: buffer) else { continue }
      complete(compound, &memory, vocabulary)
    }
    for token in backward {
      guard let compound = ElidedCompound.ending(at: token, in: buffer) else { continue }
      completeBackward(compound, &memory, vocabulary)
    }
  }

  private mutating func lookUp(_ token: Int, _ place: Place, _ memory: WordMemory) {
    for index in memory.range(words[token]) {
      let satisfaction = memory[index]
      for use in memory.terms.uses[Int(satisfaction.element)] {
        let pattern = memory.terms.patterns[use.pattern]
        switch use.role {
        case .direct:
          guard
            let found = occurrence(
              of: pattern.shape, at: token, satisfaction, place, memory)
          else { continue }
          add(
            found, pattern, memory.terms,
            skipped: pattern.isSeparable ? found.start + 1..<found.end : 0..<0)
        case .left, .right:
          if sides[use.pattern] == 0 { met.append(use.pattern) }
          sides[use.pattern] |= use.role == .left ? 1 : 2
        }
      }
    }
  }

  /// The occurrence of a word or sequence, given that its trigger is satisfied at a token.
  private func occurrence(
    of shape: Shape, at token: Int, _ satisfaction: Satisfaction, _ place: Place,
    _ memory: WordMemory
  ) -> Occurrence? {
    switch shape {
    case .single(let element):
      guard satisfaction.element == element,
        place.fits(memory.terms.elements[Int(element)], at: token)
      else { return nil }
      return Occurrence(start: token, end: token, strength: satisfaction.strength)
    case .sequence(let sequence):
      guard sequence.elements[sequence.trigger] == satisfaction.element else { return nil }
      return occurrence(of: sequence, at: token, place, memory)
    case .separable(let finite, let particle):
      guard satisfaction.element == finite, let verb = memory.terms.verbs[finite] else {
        return nil
      }
      let separated = SeparatedVerb(verb: verb, buffer: place.buffer, bytes: place.bytes)
      if let start = separated.particle(before: token) {
        return Occurrence(start: start, end: token, strength: .inflection)
      }
      let end = separated.particle(after: token) { memory.strength(words[$0], particle) != nil }
      return end.map { Occurrence(start: token, end: $0, strength: .inflection) }
    case .near: return nil
    }
  }

  private func occurrence(
    of sequence: WordSequence, at token: Int, _ place: Place, _ memory: WordMemory
  ) -> Occurrence? {
    let start = token - sequence.trigger
    let end = start + sequence.elements.count - 1
    guard start >= 0, end < words.count else { return nil }
    var weakest = Strength.word
    for (offset, element) in sequence.elements.enumerated() {
      let token = start + offset
      guard let strength = memory.strength(words[token], element),
        place.fits(memory.terms.elements[Int(element)], at: token)
      else { return nil }
      weakest = max(weakest, strength)
      guard token < end else { break }
      if sequence.isOneWord {
        guard place.joins(token, sequence.joints[offset]) else { return nil }
      } else if place.buffer.tokens[token].gap.contains(.sentenceEnd) {
        return nil
      }
    }
    return Occurrence(start: start, end: end, strength: weakest)
  }

  /// All occurrences of a shape in the passage, from left to right.
  private func occurrences(of shape: Shape, _ place: Place, _ memory: WordMemory) -> [Occurrence] {
    if case .near(let left, let right, let distance) = shape {
      return pairs(left, right, distance, place, memory).map(\.whole)
    }
    var found: [Occurrence] = []
    for token in hot {
      for index in memory.range(words[token]) {
        if let one = occurrence(of: shape, at: token, memory[index], place, memory) {
          found.append(one)
        }
      }
    }
    return found
  }

  /// Occurrences of two shapes next to each other, with no other of either between, and their gap.
  private func pairs(
    _ left: Shape, _ right: Shape, _ distance: Int, _ place: Place, _ memory: WordMemory
  ) -> [(whole: Occurrence, skipped: Range<Int>)] {
    let merged =
      occurrences(of: left, place, memory).map { (side: 0, at: $0) }
      + occurrences(of: right, place, memory).map { (side: 1, at: $0) }
    let sorted = merged.sorted { ($0.at.start, $0.at.end) < ($1.at.start, $1.at.end) }
    return zip(sorted, sorted.dropFirst()).compactMap { one, other in
      guard one.side != other.side, one.at.end < other.at.start,
        other.at.start - one.at.end <= distance
      else { return nil }
      let whole = Occurrence(
        start: one.at.start, end: other.at.end, strength: max(one.at.strength, other.at.strength))
      return (whole, one.at.end + 1..<other.at.start)
    }
  }

  private mutating func findNear(_ number: Int, _ place: Place, _ memory: WordMemory) {
    let pattern = memory.terms.patterns[number]
    guard case .near(let left, let right, let distance) = pattern.shape else { return }
    for (whole, skipped) in pairs(left, right, distance, place, memory) {
      add(whole, pattern, memory.terms, skipped: skipped)
    }
  }

  mutating func add(
    _ found: Occurrence, _ pattern: CompiledPattern, _ terms: CompiledTerms,
    skipped: Range<Int> = 0..<0, completed: String? = nil
  ) {
    guard let level = pattern.level(of: found.strength, terms.entries[pattern.term].levels) else {
      return
    }
    finds.append(
      Find(
        term: pattern.term, isException: pattern.isException, level: level, start: found.start,
        end: found.end, skipped: skipped, completed: completed))
  }
}

extension CompiledPattern {
  /// The level at which a find is reported; nil where the term does not count that level.
  func level(of strength: Strength, _ levels: Set<MatchLevel>) -> MatchLevel? {
    let own = strength.level
    switch shape {
    case .single, .separable: return ofWord(own, levels)
    case .near: return strength == .inside ? .inside : .near
    case .sequence(let sequence):
      if sequence.isOneWord { return ofWord(own, levels) }
      if isException { return .phrase }
      if strength == .inside { return .inside }
      guard levels.contains(.word), !levels.contains(.phrase) else { return .phrase }
      let level: MatchLevel = strength == .inflection ? .inflection : .word
      return levels.contains(level) ? level : nil
    }
  }

  private func ofWord(_ own: MatchLevel, _ levels: Set<MatchLevel>) -> MatchLevel? {
    if isException || levels.contains(own) { return own }
    return isQuotedWord && levels.contains(.phrase) ? .phrase : nil
  }
}

/// The words of the passage as they stand in its text.
struct Place {
  let buffer: TokenBuffer
  let bytes: UnsafeBufferPointer<UInt8>

  /// Whether what stands between a token and the next one makes them one word.
  func joins(_ token: Int, _ joint: Joint) -> Bool {
    let gap = buffer.tokens[token].gap
    switch joint {
    case .hyphen: return gap.contains(.hyphenAfter)
    case .marks(let marks, let mayHoldSpace):
      if gap.contains(.sentenceEnd) || gap.contains(.space) && !mayHoldSpace { return false }
      let between = Int(buffer.tokens[token].end)..<Int(buffer.tokens[token + 1].start)
      let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[between]), as: UTF8.self)
      return Folding.marks(in: text) == marks
    }
  }

  /// Whether a token fits an element in its case, where that matters.
  func fits(_ element: Element, at token: Int) -> Bool {
    guard element.kind == .exact else { return true }
    let range = buffer.tokens[token].utf8Range
    let raw = UnsafeBufferPointer(rebasing: bytes[range])
    if raw.elementsEqual(element.text.utf8) { return true }
    if raw.count == element.text.utf8.count { return false }
    let plain = ExactWord.plain(String(decoding: raw, as: UTF8.self))
    let wanted = ExactWord.plain(element.text)
    return plain == wanted || (Abbreviation.isOne(wanted) && plain == wanted + "'s")
  }
}
