// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Indexing
import Model

/// Terms and extractions in short form, for tests.
enum Samples {
  /// The levels of the ten terms of 2015.
  static let letters: Set<MatchLevel> = [.word, .inflection, .inside]

  /// A term with the levels that its notation asks for, unless others are given.
  static func term(
    _ find: String, _ levels: Set<MatchLevel>? = nil, except: [String] = [], id: String? = nil
  ) throws -> Term {
    let pattern = try TermNotation.parse(find)
    return Term(
      id: TermID(id ?? find), label: find, patterns: [pattern],
      levels: levels ?? Self.levels(pattern), exceptions: try except.map(TermNotation.parse))
  }

  static func levels(_ pattern: TermPattern) -> Set<MatchLevel> {
    switch pattern {
    case .word, .any: [.word, .inflection]
    case .inside: letters
    case .prefix: [.prefix]
    case .exact: [.word]
    case .phrase: [.phrase]
    case .near: [.near]
    }
  }

  /// One page with one passage for each text.
  static func extraction(_ texts: String...) -> Extraction { extraction(pages: [texts]) }

  static func extraction(pages texts: [[String]]) -> Extraction {
    var extraction = Extraction(state: .read, format: "txt", language: "nl")
    for (index, passages) in texts.enumerated() {
      var text = ""
      for passage in passages {
        if !text.isEmpty { text += "\n" }
        let start = text.utf8.count
        text += passage
        extraction.passages.append(
          Passage(
            kind: .paragraph,
            stretches: [Stretch(page: index + 1, utf8Range: start..<text.utf8.count)]))
      }
      extraction.pages.append(PageText(number: index + 1, text: text))
    }
    return extraction
  }

  /// One passage that runs from the first page to the second.
  static func crossing(_ first: String, _ second: String, joinsWord: Bool) -> Extraction {
    var extraction = extraction(pages: [[first], [second]])
    extraction.passages = [
      Passage(
        kind: .paragraph, stretches: extraction.passages.flatMap(\.stretches), joinsWord: joinsWord)
    ]
    return extraction
  }

  /// What stands on the pages at a hit, its stretches joined by a bar.
  static func quote(_ hit: Hit, in extraction: Extraction) -> String {
    hit.stretches.map { stretch in
      let bytes = Array(extraction.pages[stretch.page - 1].text.utf8)
      return String(decoding: bytes[stretch.utf8Range], as: UTF8.self)
    }.joined(separator: "|")
  }

  /// A version hash that is all one digit.
  static func version(_ number: Int) -> VersionHash {
    VersionHash(String(repeating: "0", count: 56) + String(format: "%08x", number))
  }

  /// A path for a corpus in a new folder of its own.
  static func corpusPath() throws -> String {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("indexing-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder.appendingPathComponent("corpus.db").path
  }
}
