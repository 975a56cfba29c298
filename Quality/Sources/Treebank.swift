// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// A text of Universal Dependencies, read from its CoNLL-U file.
struct Treebank {
  struct Word {
    /// As it stands in the text.
    var form: String
    /// Compounds and separable verbs have `_` between their parts: `basis_niveau`, `op_schalen`.
    var lemma: String
    /// The word class: `NOUN`, `VERB`, `PUNCT` …
    var kind: String
    var features: String
    /// The number of the word it depends on, from 1; 0 for the root.
    var head: Int
    var relation: String
    /// Where it stands in the text of its paragraph, in UTF-8.
    var utf8Range: Range<Int>
  }

  struct Sentence {
    var words: [Word]
  }

  /// Sentences that follow each other in one paragraph, one space between them.
  struct Paragraph {
    var text: String
    var sentences: [Sentence]
  }

  var name: String
  var paragraphs: [Paragraph]

  /// The two treebanks of the shared material: newspaper and encyclopedia.
  ///
  /// - Throws: `MissingMaterial`; what reading the files throws.
  static func all(_ material: Material) throws -> [Treebank] {
    try [
      ("Alpino", "UD_Dutch-Alpino/nl_alpino-ud-dev.conllu"),
      ("LassySmall", "UD_Dutch-LassySmall/nl_lassysmall-ud-dev.conllu"),
    ].map { name, path in
      Treebank(name: name, lines: try material.shared("data/ud-dutch/\(path)").lines())
    }
  }

  init(name: String, lines: [Substring]) {
    self.name = name
    paragraphs = []
    var paragraphOfSentence = ""
    var paragraph = ""
    var rows: [[Substring]] = []
    func finishSentence(_ paragraphs: inout [Paragraph]) {
      guard !rows.isEmpty else { return }
      if paragraphOfSentence != paragraph || paragraphs.isEmpty {
        paragraphs.append(Paragraph(text: "", sentences: []))
        paragraph = paragraphOfSentence
      }
      paragraphs[paragraphs.count - 1].add(rows)
      rows = []
    }
    for line in lines {
      if line.isEmpty {
        finishSentence(&paragraphs)
      } else if line.hasPrefix("# sent_id = ") {
        // …p.6.s.2: the second sentence of the sixth paragraph.
        let id = String(line.dropFirst("# sent_id = ".count))
        paragraphOfSentence = id.replacing(/\.s\.\d+$/, with: "")
      } else if !line.hasPrefix("#") {
        let row = line.split(separator: "\t", omittingEmptySubsequences: false)
        if row.count == 10, Int(row[0]) != nil { rows.append(row) }
      }
    }
    finishSentence(&paragraphs)
  }
}

extension Treebank.Paragraph {
  fileprivate mutating func add(_ rows: [[Substring]]) {
    if !text.isEmpty, text.last != " " { text += " " }
    let words = rows.map { row -> Treebank.Word in
      let start = text.utf8.count
      text += row[1]
      let end = text.utf8.count
      if !row[9].contains("SpaceAfter=No") { text += " " }
      return Treebank.Word(
        form: String(row[1]), lemma: String(row[2]), kind: String(row[3]),
        features: String(row[5]), head: Int(row[6]) ?? 0, relation: String(row[7]),
        utf8Range: start..<end)
    }
    sentences.append(Treebank.Sentence(words: words))
  }
}
