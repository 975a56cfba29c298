// SPDX-License-Identifier: EUPL-1.2
import DutchText

/// Finding the words that elided compounds stand for.
extension PassageSearch {
  /// "jeugdzorg en -bescherming": the word before lends its beginning.
  mutating func completeBackward(
    _ compound: ElidedCompound, _ memory: inout WordMemory, _ vocabulary: Vocabulary
  ) {
    let end = words[compound.completion]
    let tail = vocabulary.bytes(end)
    let lender = vocabulary.bytes(words[compound.part])
    for (form, length) in memory.beginnings(before: end, tail) {
      let start = form.letters.prefix(length)
      guard lender.count >= start.count + 2, lender.starts(with: start) else { continue }
      let word = String(decoding: start + tail, as: UTF8.self)
      add(word, of: form, compound, memory.terms)
    }
  }

  mutating func complete(
    _ compound: ElidedCompound, _ memory: inout WordMemory, _ vocabulary: Vocabulary
  ) {
    let part = words[compound.part]
    let letters = vocabulary.bytes(part)
    for var form in memory.completions(of: part, letters) {
      let rest = Array(form.letters.dropFirst(letters.count))
      let tail = vocabulary.bytes(words[compound.completion])
      var place = compound.place(of: rest, in: tail, form.strength)
      if place == nil, form.strength == .word,
        memory.terms.elements[Int(form.element)].kind == .inside
      {
        place = compound.place(of: rest, within: tail)
        form.strength = .inside
      }
      guard let place else { continue }
      let word = String(decoding: letters + tail.dropFirst(place), as: UTF8.self)
      add(word, of: form, compound, memory.terms)
    }
  }

  /// Adds the terms that a word which an elided compound stands for is counted under.
  private mutating func add(
    _ word: String, of form: CompiledTerms.Form, _ compound: ElidedCompound, _ terms: CompiledTerms
  ) {
    for use in terms.uses[Int(form.element)] where use.role == .direct {
      let pattern = terms.patterns[use.pattern]
      guard case .single(let element) = pattern.shape, !pattern.isException,
        terms.elements[Int(element)].kind != .exact
      else { continue }
      let whole = Occurrence(
        start: compound.part, end: compound.completion, strength: form.strength)
      add(whole, pattern, terms, completed: word)
    }
  }
}

extension ElidedCompound {
  /// Where in the completing word the rest of a form begins; nil where it does not complete the form.
  func place(of rest: [UInt8], in tail: ArraySlice<UInt8>, _ strength: Strength) -> Int? {
    if wholeWord {
      let fits = strength == .prefix ? tail.starts(with: rest) : tail.elementsEqual(rest)
      return fits ? 0 : nil
    }
    guard rest.count >= 3 else { return nil }
    if strength == .prefix { return Letters.place(of: rest, in: tail) }
    guard tail.suffix(rest.count).elementsEqual(rest) else { return nil }
    return tail.count - rest.count
  }

  /// Where in a completing word that goes on after it the rest of a word begins: the `hulp` of
  /// *gezinshulpverlening*, of which *jeugd-* leaves out `hulpverlening`.
  ///
  /// Before it stands what takes the place of the part that is written, and no mere prefix: *jeugd- en
  /// ouderenverzorgingshuizen* is no *jeugdzorg*.
  func place(of rest: [UInt8], within tail: ArraySlice<UInt8>) -> Int? {
    if wholeWord { return tail.starts(with: rest) ? 0 : nil }
    guard rest.count >= 3, let place = Letters.place(of: rest, in: tail) else { return nil }
    let head = tail.prefix(place)
    guard place >= (rest.count == 3 ? 3 : 2),
      !Self.prefixes.contains(where: { head.suffix($0.count).elementsEqual($0) })
    else { return nil }
    return place
  }

  private static let prefixes = ["be", "ge", "her", "mis", "ont", "ver"].map { Array($0.utf8) }
}
