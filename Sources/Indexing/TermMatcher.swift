// SPDX-License-Identifier: EUPL-1.2
import DutchText
import Model

/// Finds the places where terms occur, with the level at which each matched.
///
/// Each distinct word is looked at once; an occurrence only looks up what its word satisfies. Phrases and
/// `NEAR` are then verified on the words around. One place counts once for a term: of overlapping finds
/// the leftmost, then the longest, wins.
///
/// ```swift
/// let matcher = TermMatcher(terms: framework.documentTerms)
/// let hits = matcher.match(extraction)
/// ```
///
/// - Invariant: a matcher belongs to one thread; make one for each.
public final class TermMatcher {
  let terms: CompiledTerms
  private let vocabulary = Vocabulary()
  private var memory: WordMemory
  private let buffer = TokenBuffer()
  private var text = PassageText()
  private var search: PassageSearch
  private var collector = DocumentWordCollector()

  /// The number of distinct words after which the matcher starts afresh, to bound its memory.
  static let vocabularyLimit = 400_000
  private let vocabularyLimit: Int

  /// Prepares the terms: about 1 ms for two hundred.
  ///
  /// - Precondition: no two terms have the same identifier.
  public convenience init(terms: [Term]) { self.init(CompiledTerms(terms)) }

  /// Another one for the same terms, which need not be prepared again; for another thread.
  public convenience init(like other: TermMatcher) { self.init(other.terms) }

  /// - Parameter vocabularyLimit: the number of distinct words after which it starts afresh.
  init(_ terms: CompiledTerms, vocabularyLimit: Int = vocabularyLimit) {
    self.vocabularyLimit = vocabularyLimit
    self.terms = terms
    memory = WordMemory(terms)
    search = PassageSearch(patternCount: terms.patterns.count)
  }

  /// The hits in all zones, in the order of passage, place and term.
  ///
  /// - Complexity: linear in the length of the text.
  public func match(_ extraction: Extraction) -> [Hit] {
    match(passages: extraction.passages, pages: extraction.pages)
  }

  /// The hits in all zones, with the words of the body for the index: the text is cut into words once for both.
  ///
  /// - Complexity: linear in the length of the text.
  public func read(_ extraction: Extraction) -> (hits: [Hit], words: DocumentWords) {
    collector.begin(extraction)
    var hits: [Hit] = []
    for (number, passage) in extraction.passages.enumerated() {
      match(passage, number, extraction.pages, &hits, collects: passage.zone == .body)
    }
    return (hits, collector.end())
  }

  /// The hits in some of the passages of a document.
  ///
  /// - Parameter only: numbers of passages, from 0; all where nil.
  func match(passages: [Passage], pages: [PageText], only: [Int]? = nil) -> [Hit] {
    var hits: [Hit] = []
    if let only {
      for number in only { match(passages[number], number, pages, &hits) }
    } else {
      for number in passages.indices { match(passages[number], number, pages, &hits) }
    }
    return hits
  }

  /// - Parameter collects: whether the words are wanted for the index.
  private func match(
    _ passage: Passage, _ number: Int, _ pages: [PageText], _ hits: inout [Hit],
    collects: Bool = false
  ) {
    if vocabulary.count > vocabularyLimit {
      vocabulary.removeAll()
      memory.removeAll()
      collector.forgetNumbers()
    }
    text.read(passage, pages: pages) { bytes in
      Tokenizer.read(bytes, into: buffer)
      search.begin(buffer, vocabulary, &memory)
      if collects { collector.add(buffer, bytes, search.words, passage: number) }
      guard !search.isIdle else { return }
      search.run(buffer: buffer, bytes: bytes, memory: &memory, vocabulary: vocabulary)
    }
    guard !search.finds.isEmpty else { return }
    for find in search.resolved(terms.entries) {
      let range =
        Int(buffer.tokens[find.start].start)..<Int(buffer.tokens[find.end].end)
      hits.append(
        Hit(
          term: terms.entries[find.term].id, level: find.level, passage: number,
          zone: passage.zone, stretches: text.stretches(of: range), matched: matched(find)))
    }
  }

  private func matched(_ find: Find) -> String {
    if let completed = find.completed { return completed }
    return (find.start...find.end)
      .filter { !find.skipped.contains($0) }
      .map(buffer.word).joined(separator: " ")
  }
}
