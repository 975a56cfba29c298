// SPDX-License-Identifier: EUPL-1.2
import Assessment
import DutchText
import Exchange
import Foundation
import Indexing
import Intake
import Model
import Reading
import Reporting

/// Everything that a study says now, written as pages and tables: a pure function of journal and corpus.
struct Draft {
  let study: Study
  let round: Round
  let framework: Framework
  let corpus: Corpus
  let picture: Picture
  /// The limits within which the corpus was read, as far as they decide what is read.
  let readingOptions: String
  /// Explains hits; its edition is one of the reading options.
  let words: WordList?
  let counts: [VersionHash: [TermID: Int]]

  /// - Parameter corpus: holds every version that the study names.
  init(
    study: Study, round: Round, framework: Framework, corpus: Corpus, readingOptions: String,
    words: WordList?
  ) throws {
    self.words = words
    self.readingOptions = readingOptions
    self.study = study
    self.round = round
    self.framework = framework
    self.corpus = corpus
    let current = Set(study.sources.values.map(\.current))
    // The corpus may hold versions that the study no longer, or not yet, names.
    counts = try corpus.counts().filter { current.contains($0.key) }
    var view = CorpusView(documents: try corpus.facts(), counts: counts)
    view.anchors = try AnchorReview(study: study, corpus: corpus).placements(of: round)
    view.suggestedUnits = try Self.suggestions(study, round, corpus, view)
    picture = Assessor(study: study, round: round, framework: framework, corpus: view).picture()
  }

  private static func suggestions(
    _ study: Study, _ round: Round, _ corpus: Corpus, _ view: CorpusView
  ) throws -> [VersionHash: [UnitCode]] {
    var suggestions: [VersionHash: [UnitCode]] = [:]
    for source in study.sortedSources where source.description.units.isEmpty {
      guard view.documents[source.current]?.state.isSearchable == true else { continue }
      let text = try corpus.pageTexts(of: source.current).prefix(2).map(\.text)
        .joined(separator: "\n")
      let units = UnitSuggestion.suggest(text, units: round.units)
      if !units.isEmpty { suggestions[source.current] = units }
    }
    return suggestions
  }

  /// Writes all files below a folder that is empty or does not exist.
  ///
  /// - Returns: SHA-256 per path.
  func write(to folder: URL, edition: Edition) throws -> [String: String] {
    var files: [String: String] = [:]
    let emit = { (path: String, content: String) throws in
      let target = folder.appendingPathComponent(path)
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(content.utf8).write(to: target)
      files[path] = ContentHash.of(content)
    }
    let (ranking, passages) = try lookThrough()
    let grid = SourceGrid(picture, passages: passages)
    try SiteRenderer(try material(edition, ranking, grid)).render(emit)
    let tables = PictureTables(picture)
    try emit("coverage.csv", tables.coverage.text(as: .csv))
    try emit("indicators.csv", tables.indicators.text(as: .csv))
    try emit("answers.csv", tables.answers.text(as: .csv))
    try emit("grid.csv", GridRows.table(grid).text(as: .csv))
    try emit("interviews.csv", InterviewRows.table(picture.interviews).text(as: .csv))
    try emit("stand.json", try stand())
    files["hits.csv"] = try writeHits(to: folder.appendingPathComponent("hits.csv"))
    return files
  }

  /// What the draft rests on; no clock and no hash that a clock enters.
  private func stand() throws -> String {
    try CanonicalJSON.encode([
      "event": String(study.headNumber), "program": Program.version,
      "reader": DocumentReader.version, "wave": round.wave.id.rawValue,
      "options": readingOptions,
    ]) + "\n"
  }

  private func writeHits(to url: URL) throws -> String {
    try Data().write(to: url)
    let handle = try FileHandle(forWritingTo: url)
    defer { handle.closeFile() }
    var hash = ContentHash()
    let terms = framework.termLists.filter { $0.use == .documents }.flatMap(\.terms)
    let explainer = HitExplainer(terms: terms, words: words)
    let rows = HitRows(terms: terms) { explainer.why($0, quote: $1) }
    var buffer = Table.csvLine(HitRows.columns)
    let flush = { (buffer: inout String, hash: inout ContentHash) throws in
      let data = Data(buffer.utf8)
      data.withUnsafeBytes { hash.update($0) }
      try handle.write(contentsOf: data)
      buffer.removeAll(keepingCapacity: true)
    }
    let sorted = study.sources.values.sorted {
      $0.path.utf8.lexicographicallyPrecedes($1.path.utf8)
    }
    let facts = try corpus.facts()
    for source in sorted where counts[source.current] != nil {
      let hits = try corpus.hits(in: source.current, terms: terms.map(\.id))
      guard !hits.isEmpty else { continue }
      buffer += rows.csv(
        for: source, hits: hits, pages: try corpus.pageTexts(of: source.current),
        recognized: facts[source.current]?.recognized ?? [])
      if buffer.utf8.count > 1 << 20 { try flush(&buffer, &hash) }
    }
    try flush(&buffer, &hash)
    return hash.finish()
  }

  /// Goes through the hits of every document once: for the passages to look at, and for the number of
  /// passages that hold a term of each theme.
  private func lookThrough() throws -> (SuggestionRanking, [VersionHash: [String: Int]]) {
    var ranking = SuggestionRanking(picture: picture, counts: counts)
    let open = Set(ranking.versions)
    var themes: [TermID: [String]] = [:]
    for (theme, terms) in SourceGrid.terms(of: framework) {
      for term in terms { themes[term, default: []].append(theme) }
    }
    var found: [VersionHash: [String: Int]] = [:]
    for version in open.union(counts.keys).sorted() {
      let hits = try corpus.hits(in: version, terms: nil)
      guard !hits.isEmpty else { continue }
      var places: [String: Set<Int>] = [:]
      for hit in hits where hit.zone == .body {
        for theme in themes[hit.term] ?? [] { places[theme, default: []].insert(hit.passage) }
      }
      found[version] = places.mapValues(\.count)
      guard open.contains(version) else { continue }
      let passages = try corpus.passages(of: version)
      ranking.consider(version, hits: hits) {
        passages.indices.contains($0) && passages[$0].kind == .heading
      }
    }
    return (ranking, found)
  }

  private func material(
    _ edition: Edition, _ ranking: SuggestionRanking, _ grid: SourceGrid
  ) throws -> ReportMaterial {
    let shown = try show(ranking)
    let corpus = corpus
    return ReportMaterial(
      picture: picture, suggestions: shown, evidence: try showEvidence(),
      readOtherwise: Set(picture.codings.values.filter(isReadOtherwise).map(\.id)),
      differences: AnchorReview.differences(of: picture),
      pageText: { version, page in
        do {
          return try corpus.pageTexts(of: version).first { $0.number == page }?.text
        } catch {
          return nil
        }
      }, grid: grid, edition: edition)
  }

  private func show(
    _ ranking: SuggestionRanking
  ) throws -> [Cell: (shown: [ShownPassage], total: Int)] {
    let labels = Dictionary(
      framework.documentTerms.map { ($0.id, $0.label) }, uniquingKeysWith: { first, _ in first })
    var wanted: [VersionHash: [(cell: Cell, rank: Int, candidate: SuggestionRanking.Candidate)]] =
      [:]
    for (cell, candidates) in ranking.best {
      for (rank, candidate) in candidates.enumerated() {
        wanted[candidate.version, default: []].append((cell, rank, candidate))
      }
    }
    var found: [Cell: [(rank: Int, passage: ShownPassage)]] = [:]
    for version in wanted.keys.sorted() {
      guard let extraction = try corpus.extraction(of: version) else { continue }
      let passages = ShownPassages(extraction)
      for (cell, rank, candidate) in wanted[version] ?? [] {
        guard let first = candidate.hits.first else { continue }
        let terms = Set(candidate.hits.compactMap { labels[$0.term] }).sorted()
        if let shown = passages.shown(first.stretches, source: candidate.source, terms: terms) {
          found[cell, default: []].append((rank, shown))
        }
      }
    }
    var result: [Cell: (shown: [ShownPassage], total: Int)] = [:]
    for (cell, passages) in found {
      result[cell] = (
        passages.sorted { $0.rank < $1.rank }.map(\.passage), ranking.totals[cell] ?? 0
      )
    }
    return result
  }

  /// Whether the place of a coding counts in a text that is read otherwise now.
  private func isReadOtherwise(_ coding: Coding) -> Bool {
    if coding.locator.readerVersion != DocumentReader.version { return true }
    guard let placed = picture.anchors[coding.id], placed.state != .intact else { return false }
    return coding.locator.version == study.sources[coding.source]?.current
  }

  private func showEvidence() throws -> [CodingID: ShownPassage] {
    var evidence: [CodingID: ShownPassage] = [:]
    let byVersion = Dictionary(grouping: picture.codings.values, by: \.locator.version)
    for version in byVersion.keys.sorted() {
      guard let extraction = try corpus.extraction(of: version) else { continue }
      let passages = ShownPassages(extraction)
      for coding in byVersion[version] ?? [] {
        if isReadOtherwise(coding) {
          let kept = coding.locator
          evidence[coding.id] = ShownPassage(
            source: coding.source, page: kept.page, before: kept.before, quote: kept.quote,
            after: kept.after, heading: (kept.headings ?? []).joined(separator: " › "))
          continue
        }
        evidence[coding.id] = passages.shown(
          coding.locator.stretches, source: coding.source, terms: [])
      }
    }
    return evidence
  }
}

extension Draft {
  /// How many places of the terms of the lists for documents the body of the counted documents holds, and
  /// how many documents hold one.
  var termPlaces: (places: Int, documents: Int) {
    let terms = framework.termLists.filter { $0.use == .documents }.flatMap(\.terms).map(\.id)
    var places = 0
    var documents = 0
    for source in study.documentUnits(in: round) {
      let count = terms.reduce(0) { $0 + (counts[source.current]?[$1] ?? 0) }
      places += count
      if count > 0 { documents += 1 }
    }
    return (places, documents)
  }
}
