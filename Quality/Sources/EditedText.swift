// SPDX-License-Identifier: EUPL-1.2
import Model

extension SplitMix64 {
  /// True in so many of a hundred cases.
  mutating func percent(_ share: Int) -> Bool { number(below: 100) < share }
}

/// A text whose words are known one by one, so that it is known where each went when the text is edited.
struct EditedText: Sendable {
  /// A word, with its number in the first version; nil where it came later.
  struct Word: Sendable {
    var text: String
    var number: Int?
  }

  /// A heading, paragraph, list item or row.
  struct Block: Sendable {
    var kind: PassageKind
    var headingLevel: Int
    var words: [Word]
  }

  /// Where a word stands in a laid out text.
  struct Place: Sendable {
    var page: Int
    var utf8Range: Range<Int>
    var number: Int?
  }

  var blocks: [Block]
  /// The length of a page in bytes, and what stands above each.
  var pageLength = 2_800
  var runningHead = "Beleidsplan"

  /// The body of a document, its words numbered.
  init(_ extraction: Extraction) {
    var number = 0
    blocks = extraction.passages.filter { $0.zone == .body }.compactMap { passage in
      let words = extraction.text(of: passage).split(whereSeparator: \.isWhitespace).map { word in
        defer { number += 1 }
        return Word(text: String(word), number: number)
      }
      return words.isEmpty
        ? nil : Block(kind: passage.kind, headingLevel: passage.headingLevel, words: words)
    }
  }

  var wordCount: Int { blocks.reduce(0) { $0 + $1.words.count } }

  /// The text on pages, as the reader would give it, with the place of every word.
  func laidOut() -> (extraction: Extraction, places: [Place]) {
    var pages: [PageText] = []
    var passages: [Passage] = []
    var places: [Place] = []
    func newPage() {
      pages.append(PageText(number: pages.count + 1, text: "\(runningHead) \(pages.count + 1)"))
      passages.append(
        Passage(
          kind: .paragraph, zone: .runningHead,
          stretches: [
            Stretch(page: pages.count, utf8Range: 0..<pages[pages.count - 1].text.utf8.count)
          ]))
    }
    newPage()
    for block in blocks {
      var stretches: [Stretch] = []
      for word in block.words {
        if pages[pages.count - 1].text.utf8.count > pageLength, stretches.count < 2 { newPage() }
        let page = pages.count
        let isFirst = stretches.last?.page != page
        pages[page - 1].text += isFirst ? "\n" : " "
        let start = pages[page - 1].text.utf8.count
        pages[page - 1].text += word.text
        let end = pages[page - 1].text.utf8.count
        places.append(Place(page: page, utf8Range: start..<end, number: word.number))
        if isFirst {
          stretches.append(Stretch(page: page, utf8Range: start..<end))
        } else {
          stretches[stretches.count - 1].utf8Range =
            stretches[stretches.count - 1].utf8Range
            .lowerBound..<end
        }
      }
      passages.append(
        Passage(kind: block.kind, headingLevel: block.headingLevel, stretches: stretches))
    }
    return (
      Extraction(state: .read, format: "pdf", pages: pages, passages: passages), places
    )
  }
}

/// A way in which a paper changes from one version to the next.
enum EditKind: String, CaseIterable, Sendable {
  case insertions, deletions, swaps, hyphens, pages, all

  var name: String {
    switch self {
    case .insertions: "insertions"
    case .deletions: "deletions"
    case .swaps: "swaps and replacements"
    case .hyphens: "re-hyphenation"
    case .pages: "re-pagination"
    case .all: "all together"
    }
  }
}

extension EditedText {
  /// The text after edits of a kind all over it, and more of them at the places given.
  ///
  /// - Parameters:
  ///   - targets: ranges of word numbers that are edited more than the rest.
  ///   - foreign: paragraphs of other papers, to put in.
  func edited(
    _ kind: EditKind, targets: [Range<Int>], foreign: [Block],
    _ numbers: inout SplitMix64
  ) -> EditedText {
    var text = self
    switch kind {
    case .insertions: text.insert(targets, foreign, &numbers)
    case .deletions: text.delete(targets, &numbers)
    case .swaps: text.swap(targets, foreign, &numbers)
    case .hyphens: text.hyphenate(&numbers)
    case .pages: text.paginate(&numbers)
    case .all:
      text.insert(targets, foreign, &numbers)
      text.delete(targets, &numbers)
      text.swap([], foreign, &numbers)
      text.hyphenate(&numbers)
      text.paginate(&numbers)
    }
    text.blocks.removeAll { $0.words.isEmpty }
    return text
  }

  private static func words(
    _ foreign: [Block], _ count: Int, _ numbers: inout SplitMix64
  ) -> [Word] {
    let block = foreign[numbers.number(below: foreign.count)]
    let start = numbers.number(below: max(1, block.words.count - count))
    return block.words[start..<min(block.words.count, start + count)].map {
      Word(text: $0.text, number: nil)
    }
  }

  /// Whether a word is within a target.
  private static func isHit(_ word: Word, _ targets: [Range<Int>]) -> Bool {
    guard let number = word.number else { return false }
    return targets.contains { $0.contains(number) }
  }

  private mutating func insert(
    _ targets: [Range<Int>], _ foreign: [Block], _ numbers: inout SplitMix64
  ) {
    var result: [Block] = []
    for block in blocks {
      if numbers.percent(6) {
        var new = foreign[numbers.number(below: foreign.count)]
        new.words = new.words.map { Word(text: $0.text, number: nil) }
        result.append(new)
      }
      var words: [Word] = []
      for word in block.words {
        let share = Self.isHit(word, targets) ? 10 : 1
        if numbers.percent(share) {
          words += Self.words(foreign, 1 + numbers.number(below: 3), &numbers)
        }
        words.append(word)
      }
      result.append(Block(kind: block.kind, headingLevel: block.headingLevel, words: words))
    }
    blocks = result
  }

  private mutating func delete(_ targets: [Range<Int>], _ numbers: inout SplitMix64) {
    blocks = blocks.compactMap { block in
      if numbers.percent(6) { return nil }
      var block = block
      block.words.removeAll { numbers.percent(Self.isHit($0, targets) ? 12 : 1) }
      return block
    }
  }

  private mutating func swap(
    _ targets: [Range<Int>], _ foreign: [Block], _ numbers: inout SplitMix64
  ) {
    for place in blocks.indices {
      for word in blocks[place].words.indices.dropLast() {
        let isHit = Self.isHit(blocks[place].words[word], targets)
        if numbers.percent(isHit ? 5 : 1) { blocks[place].words.swapAt(word, word + 1) }
        if numbers.percent(isHit ? 6 : 1),
          let other = Self.words(foreign, 1, &numbers).first
        {
          blocks[place].words[word] = other
        }
      }
    }
    for _ in 0..<max(1, blocks.count / 20) {
      let block = blocks.remove(at: numbers.number(below: blocks.count))
      blocks.insert(block, at: numbers.number(below: blocks.count + 1))
    }
  }

  /// Breaks long words, closes broken ones, and sets other quotation marks and ligatures.
  private mutating func hyphenate(_ numbers: inout SplitMix64) {
    for place in blocks.indices {
      var words: [Word] = []
      for word in blocks[place].words {
        let letters = Array(word.text)
        if letters.count >= 8, letters.allSatisfy(\.isLetter), numbers.percent(8) {
          let cut = 3 + numbers.number(below: letters.count - 5)
          let head = String(letters[..<cut]) + "-"
          let tail = String(letters[cut...])
          if numbers.percent(50) {
            words += [Word(text: head, number: word.number), Word(text: tail, number: word.number)]
          } else {
            words.append(Word(text: head + tail, number: word.number))
          }
          continue
        }
        var other = word
        for (plain, set) in [("'", "’"), ("\"", "”"), ("fi", "ﬁ"), (" - ", " – ")] {
          if numbers.percent(50) { other.text = other.text.replacing(plain, with: set) }
        }
        words.append(other)
      }
      blocks[place].words = words
    }
  }

  /// Other pages and running heads; paragraphs cut in two or put together.
  private mutating func paginate(_ numbers: inout SplitMix64) {
    pageLength = 1_200 + numbers.number(below: 4_000)
    runningHead = "Beleidsplan herzien"
    var result: [Block] = []
    for block in blocks {
      if let last = result.last, last.kind == .paragraph, block.kind == .paragraph,
        numbers.percent(10)
      {
        result[result.count - 1].words += block.words
      } else if block.kind == .paragraph, block.words.count > 20, numbers.percent(10) {
        let cut = 5 + numbers.number(below: block.words.count - 10)
        result.append(Block(kind: .paragraph, headingLevel: 0, words: Array(block.words[..<cut])))
        result.append(Block(kind: .paragraph, headingLevel: 0, words: Array(block.words[cut...])))
      } else {
        result.append(block)
      }
    }
    blocks = result
  }
}
