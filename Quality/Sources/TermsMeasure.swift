// SPDX-License-Identifier: EUPL-1.2
import DutchText
import Foundation
import Indexing
import Model
import Reading
import Synchronization

extension Measure {
  /// The ten terms of 2015 in the generated PDFs, whose text is known before it is laid out.
  static let terms = Measure(name: "terms", title: "Terms in laid-out documents") { material in
    let folder = try material.corpus()
    let list = try material.own("Resources/\(WordList.resourcePath)")
    let words = try WordList(path: list.path)
    let truth = try LaidOut.all(folder)
    let counts = Mutex([[String: Int]](repeating: [:], count: truth.count))
    let bracketed = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: truth.count) { place in
      let path = folder.appendingPathComponent(truth[place].name).path
      let extraction = DocumentReader.read(path: path, words: words)
      let all = TermMatcher(terms: Self.terms2015).match(extraction).filter { $0.zone == .body }
      // The truth counts letters that follow each other: "(jeugd)hulpaanbod" is no *jeugdhulp* to it.
      let hits = all.filter { !runsOverBracket($0, extraction) }
      bracketed.withLock { $0 += all.count - hits.count }
      let found = Dictionary(grouping: hits, by: \.term.rawValue).mapValues(\.count)
      counts.withLock { $0[place] = found }
    }
    let found = counts.withLock { $0 }
    var figures: [Figure] = []
    var rows: [[String]] = []
    for layout in LaidOut.Layout.allCases {
      var total = Score()
      for term in Self.terms2015 {
        var score = Score()
        for (place, document) in truth.enumerated() where document.layout == layout {
          let wanted = document.kw[term.label] ?? 0
          let here = found[place][term.id.rawValue] ?? 0
          score.wanted += wanted
          score.found += here
          score.right += min(wanted, here)
        }
        total.wanted += score.wanted
        total.found += score.found
        total.right += score.right
        if score.right < max(score.wanted, score.found) {
          rows.append([
            layout.rawValue, term.label, "\(score.wanted)", "\(score.found)",
            "\(score.wanted - score.right)",
            "\(score.found - score.right)",
          ])
        }
      }
      let count = truth.count { $0.layout == layout }
      figures += [
        Figure("\(layout.rawValue) (\(count)): recall", total.recall, limit: .atLeast(0.995)),
        Figure("\(layout.rawValue) (\(count)): precision", total.precision, limit: .atLeast(0.995)),
      ]
    }
    return Section(
      source:
        "\(truth.count) generated PDFs, plain, with words hyphenated at line ends, and in two columns; the truth "
        + "is counted by regular expressions in the text before it was laid out.",
      method:
        "The ten terms of 2015, letters inside words included (*AMK* as a word), counted in the body of what was "
        + "read. The truth says how often, not where: per document and term the smaller of the two counts is right, so that "
        + "a place missed and a place too much in one document would hide each other. Words with a part in brackets "
        + "(*(jeugd)hulpaanbod*) count as the words that they stand for, which the truth does not know: "
        + "\(bracketed.withLock { $0 }) finds of that kind are left out.",
      figures: figures,
      tables: rows.isEmpty
        ? []
        : [
          MarkdownTable(
            head: ["layout", "term", "in the text", "found", "missed", "too much"], rows: rows)
        ])
  }

  /// Whether the letters of a term are only there when a bracket between them is left out.
  private static func runsOverBracket(_ hit: Hit, _ extraction: Extraction) -> Bool {
    let text = hit.stretches.map { stretch in
      let page = extraction.pages[stretch.page - 1].text.utf8
      return String(
        decoding: page.dropFirst(stretch.utf8Range.lowerBound).prefix(stretch.utf8Range.count),
        as: UTF8.self)
    }.joined().lowercased()
    let letters = hit.term.rawValue.split(separator: ")").last ?? ""
    return text.contains(")") && !text.contains(letters.lowercased())
  }

  private static let terms2015: [Term] = {
    func term(_ label: String, _ patterns: [TermPattern], _ levels: Set<MatchLevel>) -> Term {
      Term(id: TermID(label), label: label, patterns: patterns, levels: levels)
    }
    let letters: Set<MatchLevel> = [.word, .inflection, .inside]
    let plain = [
      "mishandeling", "jeugdhulp", "kindermishandeling", "geweld", "veiligheid", "meldcode",
      "privacy",
    ].map { term($0, [.word($0)], letters) }
    return plain + [
      term("AMK", [.exact("AMK")], [.word]),
      term("Veilig Thuis", [.phrase([.word("Veilig"), .word("Thuis")])], letters),
      term(
        "(jeugd)bescherming", [.any([.word("jeugdbescherming"), .word("bescherming")])], letters),
    ]
  }()
}

/// A line of the truth beside the generated PDFs.
private struct LaidOut: Decodable {
  enum Layout: String, CaseIterable {
    case plain
    case hyphenated
    case columns = "two columns"
  }
  var file: String
  var kw: [String: Int]
  var cols: Int
  var hyph: Bool

  var name: String { String(file.split(separator: "/").last ?? "") }
  var layout: Layout { cols > 1 ? .columns : hyph ? .hyphenated : .plain }

  static func all(_ folder: URL) throws -> [LaidOut] {
    let truth = folder.appendingPathExtension("truth.jsonl")
    guard FileManager.default.fileExists(atPath: truth.path) else {
      throw MissingMaterial(what: "\(truth.lastPathComponent) is not beside the generated PDFs")
    }
    return try truth.lines().filter { !$0.isEmpty }.map {
      try JSONDecoder().decode(LaidOut.self, from: Data($0.utf8))
    }
  }
}
