// SPDX-License-Identifier: EUPL-1.2
import DutchText

extension Measure {
  /// Whether the forms that a word gets are the forms that it has, by the lemmas of two treebanks.
  static let lemmas = Measure(name: "lemmas", title: "Forms of a word") { material in
    var figures: [Figure] = []
    var rows: [[String]] = []
    var wrong: [String] = []
    for bank in try Treebank.all(material) {
      let lexicon = Lexicon(bank)
      var total = Score()
      for (kind, name) in Lexicon.kinds {
        let (score, others) = lexicon.score(kind)
        total.found += score.found
        total.right += score.right
        total.wanted += score.wanted
        rows.append([
          bank.name, name, "\(score.wanted)", QualityPage.text(score.precision),
          QualityPage.text(score.recall),
        ])
        wrong += others
      }
      figures += [
        Figure("\(bank.name): precision", total.precision),
        Figure("\(bank.name): recall", total.recall),
      ]
    }
    return Section(
      source: "Universal Dependencies, Dutch: the development parts of Alpino and LassySmall.",
      method:
        "A pair is a lemma of the treebank and another word of it. It is right when the word stands there with that "
        + "lemma, as a noun, a verb or an adjective; wanted are all such pairs, found those that a term with the lemma at the level "
        + "*inflection* finds. The parts of a separable verb that stand apart count with their verb. Comparatives and "
        + "superlatives are wanted too, though the rules leave them out.",
      figures: figures,
      tables: [
        MarkdownTable(head: ["treebank", "kind", "pairs", "precision", "recall"], rows: rows)
      ],
      remarks: wrong.isEmpty
        ? []
        : [
          "Found for another word, among them: "
            + Set(wrong).sorted().prefix(40).joined(separator: ", ") + "."
        ])
  }
}

/// The words of a treebank by lemma.
private struct Lexicon {
  static let kinds = [("NOUN", "nouns"), ("VERB", "verbs"), ("ADJ", "adjectives")]

  /// The lemmas of each folded word, of any kind.
  private var lemmas: [String: Set<String>] = [:]
  /// By kind and lemma: the words.
  private var words: [String: [String: Set<String>]] = [:]

  init(_ bank: Treebank) {
    for word in bank.paragraphs.lazy.flatMap(\.sentences).flatMap(\.words) {
      let form = Folding.fold(word.form)
      let lemma = Folding.fold(word.lemma.replacing("_", with: ""))
      guard Self.isPlain(form), Self.isPlain(lemma) else { continue }
      lemmas[form, default: []].insert(lemma)
      if Self.kinds.contains(where: { $0.0 == word.kind }) {
        words[word.kind, default: [:]][lemma, default: []].insert(form)
      }
    }
  }

  private static func isPlain(_ word: String) -> Bool {
    word.utf8.count >= 3 && word.utf8.allSatisfy { (97...122).contains($0) || $0 == 39 }
  }

  /// - Returns: with the score, some pairs that are wrong.
  func score(_ kind: String) -> (Score, [String]) {
    var score = Score()
    var wrong: [String] = []
    for (lemma, forms) in words[kind] ?? [:] {
      let verb = VerbForms(infinitive: lemma)
      let made = Inflection.forms(of: lemma)
      let apart = verb.map { $0.particle.isEmpty ? [] : $0.finite.union([$0.rest]) } ?? []
      for form in forms where form != lemma {
        score.wanted += 1
        guard made.contains(form) || apart.contains(form) else { continue }
        score.found += 1
        score.right += 1
      }
      for form in made where form != lemma && !forms.contains(form) {
        guard let others = lemmas[form], !others.contains(lemma) else { continue }
        score.found += 1
        wrong.append("\(lemma) – \(form)")
      }
    }
    return (score, wrong)
  }
}
