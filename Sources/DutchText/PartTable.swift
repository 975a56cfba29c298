// SPDX-License-Identifier: EUPL-1.2

/// The words that may be parts, by the place in a word at which they begin.
struct PartTable {
  struct Candidate {
    var end: Int
    /// Above 100, for a part that others follow.
    var costBefore: Int
    /// Above 100, for the last part.
    var costLast: Int
    var isName: Bool
    /// Whether it is a plural or diminutive and no entry of its own.
    var isForm = false
    /// As in the list; 0 for what is not in it.
    var productivity = 0
    var kind: WordList.Kind
  }
  struct Path {
    var parts: [Compound.Part]
    var cost: Int
  }

  let letters: [UInt8]
  private var candidates: [[Candidate]]

  init(letters: [UInt8], words: WordList) {
    self.letters = letters
    candidates = letters.indices.map { start in
      var found: [Candidate] = []
      words.forEachWord(beginning: letters[start...]) { length, entry in
        guard length >= 3 else { return }
        var one = Self.candidate(letters, start, length, entry)
        // `rechts` is rather `recht` with a link.
        if length >= 5, letters[one.end - 1] == s, let base = found.last, !base.isName,
          base.end == one.end - 1
        {
          one.costBefore += 12
        }
        found.append(one)
      }
      return found
    }
    addNounsOfVerbs(words)
    for start in letters.indices { addPrefixed(at: start) }
  }

  /// Any verb makes a noun in -ing, though few stand in the list: `verstrekken` makes `verstrekking`.
  private mutating func addNounsOfVerbs(_ words: WordList) {
    let ing = Array("ing".utf8)
    for place in letters.indices.dropFirst(3) where letters[place...].starts(with: ing) {
      let end = place + 3
      for start in 0...(place - 3) {
        guard !candidates[start].contains(where: { $0.end == end }),
          let verb = words.entry(folded: letters[start..<place] + [e, n]), !verb.isForm,
          verb.kind == .verb || verb.kind == .noun
        else { continue }
        candidates[start].append(
          Candidate(end: end, costBefore: 8, costLast: 8, isName: false, kind: .noun))
      }
    }
  }

  /// A word of the list with a prefix before it is a word too, though it stands in no list.
  private mutating func addPrefixed(at start: Int) {
    for prefix in Affix.prefixes where letters[start...].starts(with: prefix) {
      let rest = start + prefix.count
      guard rest < letters.count else { continue }
      for one in candidates[rest] where one.end - rest >= 4 && !one.isName {
        guard !candidates[start].contains(where: { $0.end == one.end }) else { continue }
        candidates[start].append(
          Candidate(
            end: one.end, costBefore: one.costBefore + 25, costLast: one.costLast + 25,
            isName: false, kind: one.kind))
      }
    }
  }

  /// The parts of least cost; with `orWhole` a known word is one part.
  func cheapest(_ range: Range<Int>, orWhole: Bool) -> Path? {
    if orWhole, candidates[range.lowerBound].contains(where: { $0.end == range.upperBound }) {
      let end = range.upperBound
      return Path(parts: [Compound.Part(word: range, link: end..<end)], cost: 100)
    }
    // From the last letter back: the least cost of the rest, and the part it begins with.
    var best = [(cost: Int, part: Compound.Part)?](repeating: nil, count: range.count + 1)
    for start in range.reversed() {
      for one in candidates[start] where one.end <= range.upperBound {
        if one.end == range.upperBound {
          guard start > range.lowerBound, !isSuffix(start..<one.end) else { continue }
          consider(&best[start - range.lowerBound], 100 + one.costLast, start..<one.end, one.end)
          continue
        }
        guard !isPrefix(start..<one.end) else { continue }
        for (link, linkCost) in links(after: start..<one.end, range.upperBound, one.kind) {
          guard let rest = best[link - range.lowerBound] else { continue }
          consider(
            &best[start - range.lowerBound], rest.cost + 100 + one.costBefore + linkCost,
            start..<one.end, link)
        }
      }
    }
    guard let first = best[0] else { return nil }
    var parts: [Compound.Part] = []
    var place = range.lowerBound
    while place < range.upperBound, let next = best[place - range.lowerBound] {
      parts.append(next.part)
      place = next.part.link.upperBound
    }
    return Path(parts: parts, cost: first.cost)
  }

  private func consider(
    _ best: inout (cost: Int, part: Compound.Part)?, _ cost: Int, _ word: Range<Int>, _ end: Int
  ) {
    if let known = best, known.cost <= cost { return }
    best = (cost, Compound.Part(word: word, link: word.upperBound..<end))
  }

  /// A part as the parts that it is itself made of, where these are likely.
  func refined(_ part: Compound.Part) -> [Compound.Part] {
    if let base = base(of: part.word) {
      let end = part.word.upperBound
      let isBeforePart =
        end < letters.count && part.link.isEmpty && candidate(part.word)?.isForm ?? false
      if isBeforePart, Affix.isLink(letters[base.upperBound..<end]) {
        // `huisartsen` before another part is `huisarts` with a link.
        return refined(Compound.Part(word: base, link: base.upperBound..<end))
      }
      var parts = refined(Compound.Part(word: base, link: base.upperBound..<base.upperBound))
      parts[parts.count - 1].word = parts[parts.count - 1].word.lowerBound..<end
      parts[parts.count - 1].link = part.link
      return parts
    }
    guard part.word.count >= 7, !isNeverSplit(part.word),
      let path = cheapest(part.word, orWhole: false)
    else { return [part] }
    let isProductive = (candidate(part.word)?.productivity ?? 0) >= 3
    let limit = isProductive ? Self.likelyInProductive : Self.likely
    guard path.cost - 100 * path.parts.count <= limit else { return [part] }
    var parts = path.parts
    parts[parts.count - 1].link = part.link
    return parts.flatMap(refined)
  }

  /// The shorter word of the list that a word is a form or a derivation of, where its letters go on with
  /// an ending: `kind` of `kinderen`, `huisvest` of `huisvesting`.
  private func base(of word: Range<Int>) -> Range<Int>? {
    candidates[word.lowerBound].last { one in
      guard one.end < word.upperBound, one.end - word.lowerBound >= 3 else { return false }
      let rest = letters[one.end..<word.upperBound]
      return Affix.isEnding(rest)
        || (rest.first == letters[one.end - 1] && Affix.isEnding(rest.dropFirst()))
    }.map { word.lowerBound..<$0.end }
  }

  private func candidate(_ word: Range<Int>) -> Candidate? {
    candidates[word.lowerBound].first { $0.end == word.upperBound }
  }

  /// Names, and verbs: *huisvesten* is no *vesten* of a house.
  private func isNeverSplit(_ word: Range<Int>) -> Bool {
    candidate(word).map { $0.isName || $0.kind == .verb } ?? false
  }

  /// How much the parts of a word of the list may cost above 100 each.
  static let likely = 20
  /// The same for a word that stands in many compounds itself, and so is rather a word of its own.
  static let likelyInProductive = 15

  /// Where the next part may begin, and at what cost.
  private func links(after word: Range<Int>, _ end: Int, _ kind: WordList.Kind) -> [(Int, Int)] {
    let place = word.upperBound
    var links = [(place, 0)]
    func letter(_ offset: Int) -> UInt8 { place + offset < end ? letters[place + offset] : 0 }
    let last = letters[place - 1]
    if letter(0) == s, !"sxz".utf8.contains(last) { links.append((place + 1, 5)) }
    if letter(0) == e {
      links.append((place + 1, 35))
      if letter(1) == n { links.append((place + 2, 5)) }
      if letter(1) == r, Self.takesEr.contains(Array(letters[word])) {
        links.append((place + 2, 5))
      }
    }
    if letter(0) == n, last == e { links.append((place + 1, 5)) }
    if letter(0) == UInt8(ascii: "-") { links.append((place + 1, 0)) }
    return links
  }

  private func isPrefix(_ range: Range<Int>) -> Bool { Affix.isPrefix(letters[range]) }
  private func isSuffix(_ range: Range<Int>) -> Bool { Affix.isSuffix(letters[range]) }

  private static func candidate(
    _ letters: [UInt8], _ start: Int, _ length: Int, _ entry: WordList.Entry
  ) -> Candidate {
    var cost = [25, 12, 5, 0, 0][entry.productivity]
    if length >= 7 { cost /= 2 }
    if length == 3 { cost += entry.productivity >= 3 ? 15 : 45 }
    if length == 4 { cost += 5 }
    switch entry.kind {
    case .name: cost += 60
    case .other: cost += 30
    case .noun, .adjective, .verb: break
    }
    var before = cost
    if entry.isForm { before += 12 }
    if entry.kind == .verb { before += 12 }
    return Candidate(
      end: start + length, costBefore: before, costLast: cost, isName: entry.kind == .name,
      isForm: entry.isForm, productivity: entry.productivity,
      kind: entry.kind)
  }

  /// The nouns that are linked by -er-: their plural ends in -eren.
  private static let takesEr: Set<[UInt8]> = Set(
    ["kind", "rund", "kalf", "blad", "goed", "lied", "volk", "been", "lam", "rad", "hoen"].map {
      Array($0.utf8)
    })
}

private let s = UInt8(ascii: "s")
private let e = UInt8(ascii: "e")
private let n = UInt8(ascii: "n")
private let r = UInt8(ascii: "r")
