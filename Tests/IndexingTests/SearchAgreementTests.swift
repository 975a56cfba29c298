// SPDX-License-Identifier: EUPL-1.2
import Indexing
import Model
import Testing

/// Random queries on random papers against an evaluation that looks at every passage by itself: what the
/// index leaves out is what does not answer.
struct SearchAgreementTests {
  /// A query as it was made, beside the text that the parser gets.
  indirect enum Made {
    case term(String)
    case year(ClosedRange<Int>)
    case not(Made)
    case all([Made])
    case any([Made])
  }

  /// A corpus of random papers with the passages of each, and a year per paper.
  struct Papers {
    var corpus: Corpus
    var extractions: [Extraction] = []
    var years: [Int] = []
  }

  static let words = [
    "regie", "casusregie", "regierol", "Veilig", "Thuis", "veilig", "thuis", "onveilig", "OM", "om",
    "GI's", "gemeente", "gemeenten", "geweld", "geweld12", "huisgeweld", "privacy", "afschalen",
    "opschalen", "koopt", "in", "de", "de", "de", "een", "informatie", "uitwisseling", "melden",
    "Meldcode", "jeugd", "kinderbescherming", "één", "jeugdzorg", "bescherming", "AMK's", "op",
    "te", "schalen", "wordt", "kan", "geschaald", "gekocht", "kopen", "gezinszorgplan",
    "beschermingsplan", "deelt", "gedeeld", "jeugd-en", "c.q.", "meldcode's",
  ]
  static let separators = [
    " ", " ", " ", " ", " ", ", ", ". ", "-", "- en ", " en -", " (", ") ", "/",
    " / ", "&", " & ", ".", ",", ":", "-/",
  ]
  static let terms = [
    "regie", "regie+", "casusregie", "veilig", "\"veilig thuis\"", "\"Veilig Thuis\"", "!OM", "om",
    "!Veilig", "gemeente", "geweld", "geweld+", "privacy", "opschalen", "opschal*",
    "jeugdbescherming",
    "(jeugd)bescherming", "koop* NEAR/4 in", "in NEAR/3 \"de gemeente\"", "(regie OF om) NEAR/5 de",
    "\"de gemeente\"", "\"in de\"", "informatie-uitwisseling", "meld*", "!GI's", "de", "onzin",
    "e+",
    "\"op- en afschalen\"", "\"uitwissel* van\"", "een", "inkopen", "!AMK", "jeugdplan",
    "de/een", "de.de", "de,in", "\"de/de\"", "de&in+", "op/te*", "!OM/om", "de/een-de",
    "in.de NEAR/4 de",
    "jeugdzorg+", "jeugdbescherming+", "delen", "delen NEAR/3 informatie",
    "meldcode",
  ]

  static func pick<Item>(_ items: [Item], _ random: inout SplitMix64) -> Item {
    items[Int(random.next() % UInt64(items.count))]
  }

  /// Some papers of some passages; one in five passages is no body, and some papers are replaced.
  static func papers(_ random: inout SplitMix64, count: Int) throws -> Papers {
    var papers = Papers(corpus: try Corpus(path: Samples.corpusPath()))
    for _ in 0..<count {
      var pages: [[String]] = []
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        pages.append(
          (0..<Int.random(in: 1...6, using: &random)).map { _ in passage(&random) })
      }
      var extraction = Samples.extraction(pages: pages)
      for place in extraction.passages.indices {
        switch random.next() % 10 {
        case 0, 1: extraction.passages[place].zone = .runningHead
        case 2, 3:
          extraction.passages[place].kind = .heading
          extraction.passages[place].headingLevel = Int.random(in: 1...3, using: &random)
        default: break
        }
      }
      papers.extractions.append(extraction)
      papers.years.append(Int.random(in: 2010...2014, using: &random))
    }
    return papers
  }

  static func passage(_ random: inout SplitMix64) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 1...14, using: &random) {
      text += pick(words, &random) + pick(separators, &random)
    }
    return text
  }

  static func store(_ papers: Papers, _ numbers: some Sequence<Int>) throws {
    try papers.corpus.store(
      numbers.map { number in
        CorpusEntry(
          version: Samples.version(number), extraction: papers.extractions[number], hits: [])
      }, readerVersion: "1", options: "", terms: TermsFingerprint([]))
  }

  /// A query that has a term wherever it holds.
  static func query(_ random: inout SplitMix64, depth: Int) -> Made {
    switch random.next() % (depth > 0 ? 8 : 3) {
    case 0, 1, 2: return .term(pick(terms, &random))
    case 3, 4: return .any((0..<2).map { _ in query(&random, depth: depth - 1) })
    case 5: return .all([query(&random, depth: depth - 1), .not(query(&random, depth: depth - 1))])
    case 6:
      let first = Int.random(in: 2009...2014, using: &random)
      let years = Made.year(first...Int.random(in: first...2015, using: &random))
      return .all([
        Bool.random(using: &random) ? years : .not(years), query(&random, depth: depth - 1),
      ])
    default: return .all((0..<2).map { _ in query(&random, depth: depth - 1) })
    }
  }

  static func written(_ made: Made, _ random: inout SplitMix64) -> String {
    switch made {
    case .term(let text): return text.contains(" NEAR") ? "(\(text))" : text
    case .year(let years):
      let field = pick(["year:", "jaar:", "Jaar:"], &random)
      if years.count == 1 { return "\(field)\(years.lowerBound)" }
      return field + (years.lowerBound == 2009 ? "" : "\(years.lowerBound)")
        + "..\(years.upperBound)"
    case .not(let inner):
      return pick(["-", "NOT ", "NIET "], &random) + "(\(written(inner, &random)))"
    case .all(let parts):
      return parts.map { bracketed($0, &random) }
        .joined(separator: pick([" ", " AND ", " EN "], &random))
    case .any(let parts):
      return parts.map { bracketed($0, &random) }.joined(
        separator: pick([" OR ", " OF "], &random))
    }
  }

  private static func bracketed(_ made: Made, _ random: inout SplitMix64) -> String {
    switch made {
    case .term, .year: written(made, &random)
    case .not, .all, .any: "(\(written(made, &random)))"
    }
  }

  /// Looks at one passage by itself, term by term.
  static func holds(_ made: Made, _ passage: Int, _ paper: Extraction, year: Int) throws -> Bool {
    switch made {
    case .term(let text): return try occurs(text, passage, paper)
    case .year(let years): return years.contains(year)
    case .not(let inner): return try !holds(inner, passage, paper, year: year)
    case .all(let parts):
      return try parts.allSatisfy { try holds($0, passage, paper, year: year) }
    case .any(let parts):
      return try parts.contains { try holds($0, passage, paper, year: year) }
    }
  }

  private static func occurs(_ text: String, _ passage: Int, _ paper: Extraction) throws -> Bool {
    var alone = paper
    alone.passages = [paper.passages[passage]]
    // A pair of alternatives beside NEAR is not in the notation of terms: each is tried.
    let choices =
      text == "(regie OF om) NEAR/5 de" ? ["regie NEAR/5 de", "om NEAR/5 de"] : [text]
    return try choices.contains { choice in
      let term = try Samples.term(choice, choice.hasPrefix("(jeugd)") ? [.word, .inflection] : nil)
      return !TermMatcher(terms: [term]).match(alone).isEmpty
    }
  }

  struct Passage: Hashable, CustomStringConvertible {
    var document: VersionHash
    var number: Int
    var description: String { "\(document.rawValue.suffix(3)):\(number)" }
  }

  static func expected(_ made: Made, _ papers: Papers) throws -> Set<Passage> {
    var found = Set<Passage>()
    for (number, paper) in papers.extractions.enumerated() {
      for (place, passage) in paper.passages.enumerated()
      where passage.zone == .body {
        if try holds(made, place, paper, year: papers.years[number]) {
          found.insert(Passage(document: Samples.version(number), number: place))
        }
      }
    }
    return found
  }

  static func search(
    _ text: String, _ papers: Papers, limit: Int
  ) throws -> (query: SearchQuery, results: SearchResults) {
    let query = try SearchQuery(text)
    let fields = query.fields.map { field in
      Set(
        papers.years.indices.filter { field.years?.contains(papers.years[$0]) ?? false }
          .map(Samples.version))
    }
    return (query, try papers.corpus.search(query, limit: limit, fields: fields))
  }

  @Test(arguments: 0..<12)
  func findsWhatAnEvaluationOfEveryPassageFinds(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var papers = try Self.papers(&random, count: 30)
    // In one go, or one by one so that the index merges what it has.
    if seed.isMultiple(of: 2) {
      try Self.store(papers, 0..<30)
    } else {
      for number in 0..<30 { try Self.store(papers, [number]) }
    }
    // Some papers come again with other words, as after a new version of the reader.
    let others = try Self.papers(&random, count: 30)
    for number in 0..<8 { papers.extractions[number] = others.extractions[number] }
    try Self.store(papers, 0..<8)
    for _ in 0..<40 {
      let made = Self.query(&random, depth: 3)
      let text = Self.written(made, &random)
      let (_, results) = try Self.search(text, papers, limit: 10_000)
      let found = results.found.map { Passage(document: $0.document, number: $0.passage) }
      let expected = try Self.expected(made, papers)
      #expect(Set(found) == expected, "\(text)")
      #expect(found.count == Set(found).count && results.isComplete)
      #expect(results.passageCount == expected.count, "\(text)")
      #expect(results.found.allSatisfy { !$0.hits.isEmpty && $0.marks.count <= $0.hits.count })
      // The first ones are the first of the full order.
      let (_, first) = try Self.search(text, papers, limit: 5)
      #expect(first.found == Array(results.found.prefix(5)), "\(text)")
    }
  }
}
