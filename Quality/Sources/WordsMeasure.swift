// SPDX-License-Identifier: EUPL-1.2
import DutchText

extension Measure {
  /// Words and sentences as people marked them in two treebanks.
  static let words = Measure(name: "words", title: "Words and sentences") { material in
    var figures: [Figure] = []
    for bank in try Treebank.all(material) {
      let score = WordScore(bank)
      figures += [
        Figure("\(bank.name): words", score.words.f1, limit: .atLeast(0.99)),
        Figure("\(bank.name): words as the treebank cuts them", score.rawWords.f1),
        Figure(
          "\(bank.name): sentence ends within a paragraph", score.ends.f1, limit: .atLeast(0.95)),
      ]
    }
    return Section(
      source: "Universal Dependencies, Dutch: the development parts of Alpino (newspaper) and "
        + "LassySmall (encyclopedia).",
      method:
        "F1 of the byte ranges of words. A treebank's token without letter or digit is no word. "
        + "We cut at a hyphen, slash or stop within a word, so that each part is found, and the "
        + "treebank does not; for *words* its tokens are first cut at every character that is neither "
        + "letter, digit, mark nor inner apostrophe, for *as the treebank cuts them* they are not. "
        + "Sentences follow each other with one space, as in their paragraph; an end is the last word "
        + "before another sentence of the same paragraph.",
      figures: figures,
      remarks: [
        "The rules for sentence ends and their abbreviations were made on Alpino and on half of the paragraphs of "
          + "LassySmall, drawn by a hash; the sentences of the other half were not looked at.",
        "What is still missed in the half that was looked at are nearly all lists whose lines the treebank puts "
          + "after each other without a mark between them; in a document each line is a passage of its own.",
      ])
  }
}

/// How many were found, how many of those are right, and how many there are.
struct Score {
  var found = 0
  var right = 0
  var wanted = 0

  var f1: Figure.Value { .f1(found: found, right: right, wanted: wanted) }
  var precision: Figure.Value { .share(right, of: found) }
  var recall: Figure.Value { .share(right, of: wanted) }

  mutating func add<T: Hashable>(found these: Set<T>, wanted those: Set<T>) {
    found += these.count
    wanted += those.count
    right += these.intersection(those).count
  }
}

private struct WordScore {
  var words = Score()
  var rawWords = Score()
  var ends = Score()

  init(_ bank: Treebank) {
    let buffer = TokenBuffer()
    for paragraph in bank.paragraphs {
      buffer.read(paragraph.text)
      let found = Set((0..<buffer.count).map { buffer.tokens[$0].utf8Range })
      let whole = paragraph.sentences.map {
        $0.words.map(\.utf8Range).filter { paragraph.isWord($0) }
      }
      rawWords.add(found: found, wanted: Set(whole.joined()))
      words.add(
        found: found, wanted: Set(whole.joined().flatMap { paragraph.parts(of: $0) }))
      let wantedEnds = whole.dropLast().compactMap { $0.last?.upperBound }
      let foundEnds = (0..<max(0, buffer.count - 1))
        .filter { buffer.tokens[$0].gap.contains(.sentenceEnd) }
        .map { buffer.tokens[$0].utf8Range.upperBound }
      ends.add(found: Set(foundEnds), wanted: Set(wantedEnds.map { paragraph.wordEnd(before: $0) }))
    }
  }
}

extension Treebank.Paragraph {
  fileprivate func isWord(_ range: Range<Int>) -> Bool { !parts(of: range).isEmpty }

  /// The end of the last letter at or before a place.
  fileprivate func wordEnd(before end: Int) -> Int {
    var start = end
    let bytes = Array(text.utf8)
    while start > 0, bytes[start - 1] != 32 { start -= 1 }
    return parts(of: start..<end).last?.upperBound ?? end
  }

  /// A token cut at what is no part of a word as this program defines it.
  fileprivate func parts(of range: Range<Int>) -> [Range<Int>] {
    let utf8 = text.utf8
    let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
    let end = utf8.index(utf8.startIndex, offsetBy: range.upperBound)
    let scalars = Array(text.unicodeScalars[start..<end])
    var parts: [Range<Int>] = []
    var place = range.lowerBound
    var begun: Int?
    for (index, scalar) in scalars.enumerated() {
      let length = String(scalar).utf8.count
      let isInner =
        "'’".unicodeScalars.contains(scalar) && begun != nil && index + 1 < scalars.count
        && Self.isLetter(scalars[index + 1])
      if Self.isLetter(scalar) || isInner {
        if begun == nil { begun = place }
      } else if let first = begun {
        parts.append(first..<place)
        begun = nil
      }
      place += length
    }
    if let first = begun { parts.append(first..<place) }
    return parts
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .otherLetter, .modifierLetter,
      .decimalNumber, .nonspacingMark, .spacingMark:
      true
    default: false
    }
  }
}
