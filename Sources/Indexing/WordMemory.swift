// SPDX-License-Identifier: EUPL-1.2
import DutchText

/// What each distinct word satisfies, computed once per word and then only looked up.
struct WordMemory {
  let terms: CompiledTerms
  /// By number in the vocabulary: 0 where an occurrence needs no look, which is nearly always.
  private(set) var heat: [UInt8] = []
  private var first: [Int32] = []
  private var satisfactions: [Satisfaction] = []
  private var completions: [Int: [CompiledTerms.Form]] = [:]
  private var beginnings: [Int: [Beginning]] = [:]

  init(_ terms: CompiledTerms) { self.terms = terms }

  mutating func removeAll() {
    heat.removeAll(keepingCapacity: true)
    first.removeAll(keepingCapacity: true)
    satisfactions.removeAll(keepingCapacity: true)
    completions.removeAll()
    beginnings.removeAll()
  }

  /// What a word satisfies, as indices for `subscript`.
  func range(_ word: Int) -> Range<Int> {
    let end = word + 1 < first.count ? Int(first[word + 1]) : satisfactions.count
    return Int(first[word])..<end
  }

  subscript(index: Int) -> Satisfaction { satisfactions[index] }

  /// How a word satisfies an element.
  func strength(_ word: Int, _ element: Int32) -> Strength? {
    for index in range(word) where satisfactions[index].element == element {
      return satisfactions[index].strength
    }
    return nil
  }

  /// Learns the next word of the vocabulary.
  mutating func learn(_ letters: ArraySlice<UInt8>) {
    first.append(Int32(satisfactions.count))
    let start = satisfactions.count
    let word = String(decoding: letters, as: UTF8.self)
    satisfactions += terms.satisfiedByForm[word] ?? []
    if let form = Self.withoutNoteMark(letters) {
      satisfactions += terms.satisfiedByForm[form] ?? []
    }
    let mask = CompiledTerms.letterMask(letters)
    for candidate in terms.scanned
    where candidate.mask & mask == candidate.mask && candidate.letters.count <= letters.count {
      if let strength = Self.strength(of: candidate, in: letters),
        !satisfactions[start...].contains(where: { $0.element == candidate.element })
      {
        satisfactions.append(Satisfaction(element: candidate.element, strength: strength))
      }
    }
    let isHot = satisfactions[start...].contains { !terms.uses[Int($0.element)].isEmpty }
    heat.append(isHot ? 1 : 0)
  }

  /// The forms that begin with a word and are longer: what it may be the elided part of.
  mutating func completions(of word: Int, _ letters: ArraySlice<UInt8>) -> [CompiledTerms.Form] {
    if let known = completions[word] { return known }
    let found =
      letters.count < 2
      ? []
      : terms.forms.filter { $0.letters.count > letters.count && $0.letters.starts(with: letters) }
    completions[word] = found
    return found
  }

  /// A form, and how many of its letters stand before a word that is its last part.
  typealias Beginning = (form: CompiledTerms.Form, length: Int)

  /// The forms that end with a word and are longer: those of which it may be the last part. Where the letters
  /// of a term count within a word, they may also end with the beginning of it.
  mutating func beginnings(before word: Int, _ letters: ArraySlice<UInt8>) -> [Beginning] {
    if let known = beginnings[word] { return known }
    var found: [Beginning] = []
    for var form in terms.forms
    where letters.count >= 2 && form.letters.count > 4 && form.strength != .prefix {
      let length = form.letters.count - letters.count
      if length > 2, form.letters[length...].elementsEqual(letters) {
        found.append((form, length))
      } else if form.strength == .word, terms.elements[Int(form.element)].kind == .inside,
        let length = Self.length(before: letters, form.letters)
      {
        form.strength = .inside
        found.append((form, length))
      }
    }
    beginnings[word] = found
    return found
  }

  /// How many letters of a form stand before those, four or more, with which a longer word begins:
  /// of `jeugdbescherming` five before `beschermingsplan`.
  private static func length(before letters: ArraySlice<UInt8>, _ form: [UInt8]) -> Int? {
    guard form.count >= 7 else { return nil }
    return (3...(form.count - 4)).first { letters.starts(with: form[$0...]) }
  }

  private static func strength(of candidate: CompiledTerms.Scanned, in letters: ArraySlice<UInt8>)
    -> Strength?
  {
    switch candidate.kind {
    case .prefix: letters.starts(with: candidate.letters) ? .prefix : nil
    case .head: letters.starts(with: candidate.letters) ? .inside : nil
    case .tail:
      letters.suffix(candidate.letters.count).elementsEqual(candidate.letters)
        ? .inside : nil
    case .inside: Letters.place(of: candidate.letters, in: letters) == nil ? nil : .inside
    case .word, .exact, .literal, .finite: nil
    }
  }

  /// `geweld` for `geweld12`: a note's number that the layout has stuck to a word of four letters or more.
  static func withoutNoteMark(_ letters: ArraySlice<UInt8>) -> String? {
    let digits = letters.reversed().prefix { (48...57).contains($0) }.count
    guard (1...2).contains(digits), letters.count - digits >= 4 else { return nil }
    let word = letters.dropLast(digits)
    guard !word.contains(where: { (48...57).contains($0) }) else { return nil }
    return String(decoding: word, as: UTF8.self)
  }
}

/// Finding letters within letters.
enum Letters {
  /// The first place of a part within a word, counted from its start.
  static func place(of part: [UInt8], in word: ArraySlice<UInt8>) -> Int? {
    guard let first = part.first, part.count <= word.count else { return nil }
    for start in word.startIndex...(word.endIndex - part.count) where word[start] == first {
      if word[start..<start + part.count].elementsEqual(part) { return start - word.startIndex }
    }
    return nil
  }
}
