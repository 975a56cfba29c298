// SPDX-License-Identifier: EUPL-1.2

/// Splits a word into the words that it is made of, by the word list.
///
/// ```swift
/// let splitter = CompoundSplitter(words: words)
/// splitter.split("jeugdbeschermingsmaatregel")  // jeugd+bescherming+s+maatregel
/// splitter.split("geweldig").isCompound         // false
/// ```
///
/// The rule: a word of the list is one part, any other word the sequence of known parts with the least
/// cost. A part costs 100, and more the less it looks like a part: short, seldom in compounds of the list,
/// a name or a function word, a plural before another part, a rare link. Then every part that is itself a
/// compound with likely parts is split too (*gezondheidszorg* stands in the list and is
/// *gezondheid+s+zorg*). Prefixes (*on-*, *af-*) and suffixes (*-loos*, *-schap*) are never parts.
public struct CompoundSplitter: Sendable {
  let words: WordList

  /// A splitter over a word list; it costs nothing to make.
  public init(words: WordList) { self.words = words }

  /// The parts of a word, in any case and with or without diacritics.
  public func split(_ word: String) -> Compound { split(folded: Array(Folding.fold(word).utf8)) }

  /// The parts of a folded word.
  ///
  /// - Complexity: at most quadratic in the length of the word; words over 80 letters are not split.
  public func split(folded letters: [UInt8]) -> Compound {
    let whole = 0..<letters.count
    let one = [Compound.Part(word: whole, link: whole.upperBound..<whole.upperBound)]
    guard !letters.isEmpty, letters.count <= Self.longest else {
      return Compound(letters: letters, parts: one, isKnown: false)
    }
    let table = PartTable(letters: letters, words: words)
    guard let path = table.cheapest(whole, orWhole: true) else {
      return Compound(letters: letters, parts: one, isKnown: false)
    }
    return Compound(letters: letters, parts: path.parts.flatMap(table.refined), isKnown: true)
  }

  private static let longest = 80
}

extension CompoundSplitter {
  /// How letters stand within a word: as its parts, behind a prefix, before a suffix, or by chance.
  ///
  /// ```swift
  /// splitter.containment(of: "veiligheid", in: "onveiligheid")  // .prefixed("on")
  /// splitter.containment(of: "geweld", in: "geweldig")          // .letters
  /// ```
  ///
  /// - Parameters:
  ///   - part: folded.
  ///   - word: folded.
  /// - Returns: nil where the letters are not in the word. Of several places the one that says most counts.
  public func containment(of part: String, in word: String) -> Containment? {
    let wanted = Array(part.utf8)
    let letters = Array(word.utf8)
    guard !wanted.isEmpty, wanted.count <= letters.count else { return nil }
    let starts = (0...(letters.count - wanted.count)).filter {
      letters[$0..<$0 + wanted.count].elementsEqual(wanted)
    }
    guard !starts.isEmpty else { return nil }
    let compound = split(folded: letters)
    var best: Containment?
    for start in starts {
      let found = containment(of: start..<start + wanted.count, in: compound)
      if best.map({ found.rank < $0.rank }) ?? true { best = found }
    }
    return best
  }

  private func containment(of range: Range<Int>, in compound: Compound) -> Containment {
    let letters = compound.letters
    guard
      let first = compound.parts.first(where: { $0.word.contains(range.lowerBound) }),
      let last = compound.parts.first(where: { $0.word.contains(range.upperBound - 1) })
    else { return .letters }
    let before = letters[first.word.lowerBound..<range.lowerBound]
    let after = letters[range.upperBound..<last.word.upperBound]
    let isForm = Affix.isFormEnding(after, behind: letters[range.upperBound - 1])
    guard before.isEmpty || Affix.isPrefixRun(before, of: letters[range]),
      after.isEmpty || isForm || Affix.isSuffix(after)
    else { return .letters }
    if !before.isEmpty { return .prefixed(String(decoding: before, as: UTF8.self)) }
    if compound.isCompound, after.isEmpty || isForm { return .compound(compound) }
    return .suffixed(String(decoding: after, as: UTF8.self))
  }
}

extension Containment {
  fileprivate var rank: Int {
    switch self {
    case .compound: 0
    case .prefixed: 1
    case .suffixed: 2
    case .letters: 3
    }
  }
}
