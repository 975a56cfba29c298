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
import Synchronization

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
  let counts: TermCounts
  /// Tells one reading of a version from a later one.
  let readings: [VersionHash: Int64]

  /// - Parameters:
  ///   - corpus: holds every version that the study names.
  ///   - stated: what is taken over of documents that are not at hand; see `Replica`.
  init(
    study: Study, round: Round, framework: Framework, corpus: Corpus, readingOptions: String,
    words: WordList?, stated: StatedFacts? = nil
  ) throws {
    self.words = words
    self.readingOptions = readingOptions
    self.study = study
    self.round = round
    self.framework = framework
    self.corpus = corpus
    let current = Set(study.sources.values.map(\.current))
    // The corpus may hold versions that the study no longer, or not yet, names.
    let known = try SharedWork.both(
      { (counts: try corpus.counts(of: current), readings: try corpus.readings()) },
      {
        var order = Set<VersionHash>()
        let counted = study.sortedSources.filter(study.counts).map(\.current)
          .filter { order.insert($0).inserted }
        return (facts: try corpus.facts(), copies: try corpus.nearCopies(of: counted))
      })
    var (counts, documents) = (known.0.counts, known.1.facts)
    var anchors = try AnchorReview(study: study, corpus: corpus).placements(of: round)
    stated?.complete(&documents, &counts, &anchors, of: study)
    self.counts = counts
    readings = known.0.readings
    var view = CorpusView(documents: documents, counts: counts)
    view.anchors = anchors
    view.nearCopies = known.1.copies
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
    let ranking = try ranking(known: SuggestionMemory())
    let grid = SourceGrid(picture, passages: try passagesPerTheme(known: [:]))
    let renderer = SiteRenderer(try material(ranking, grid, edition, of: nil))
    return try FolderWriter(folder).writeAndHash(
      [hits()] + tables(grid) + renderer.files().map(FileToMake.init))
  }

  /// Writes the draft below a folder that is empty, and takes over from an earlier one what is the same.
  ///
  /// Pages that rest on the same are linked and not drawn; the rows of `hits.csv` of a source that is the same
  /// are copied. The files have the same bytes as `write` would give them.
  ///
  /// - Parameters:
  ///   - earlier: the folder of the earlier draft, which nobody touched.
  ///   - memory: what that draft was made from.
  /// - Returns: what this one was made from; its fingerprint is still empty.
  func write(to folder: URL, after earlier: URL, memory: DraftMemory?) throws -> DraftMemory {
    var fresh = DraftMemory(ground: ground)
    let memory = memory?.ground == fresh.ground ? memory : nil
    let writer = FolderWriter(folder)
    let ranking = try ranking(known: memory?.suggestions ?? SuggestionMemory())
    let passages = try passagesPerTheme(known: memory?.themes ?? [:])
    fresh.suggestions = ranking.memory
    for (version, counts) in passages {
      if let reading = readings[version] { fresh.themes[reading] = counts }
    }
    let (grid, keys) = try SharedWork.both(
      { SourceGrid(picture, passages: passages) },
      {
        PageKeys(
          picture: picture, reading: { readings[$0] ?? 0 }, suggestionKey: { ranking.key(of: $0) })
      })
    fresh.pages = keys.keys
    let kept = Set(keys.keys.filter { memory?.pages[$0.key] == $0.value }.map { $0.key })
    try writer.take(Array(kept), from: earlier)
    let material = try material(ranking, grid, .draft, of: keys.units(drawnBesides: kept))
    let renderer = SiteRenderer(material, sharing: keys)
    let parts = Mutex<[String: DraftMemory.Part]>([:])
    let hits = FileToMake(
      path: "hits.csv",
      content: .parts(after: memory == nil ? nil : earlier) { file in
        let made = try writeHits(file, known: memory?.hits ?? [:])
        parts.withLock { $0 = made }
      })
    try writer.write(
      [hits] + tables(grid) + renderer.files(besides: kept).map(FileToMake.init))
    fresh.hits = parts.withLock { $0 }
    return fresh
  }

  /// `hits.csv`, made as a whole.
  ///
  /// - Parameter redaction: that of a public edition.
  func hits(of redaction: Redaction? = nil) -> FileToMake {
    FileToMake(
      path: "hits.csv",
      content: .parts(after: nil) { file in
        try writeHits(of: redaction) { _, _, text in try file.append(try text()) }
      })
  }

  /// Writes `hits.csv`, the rows of sources that are the same taken over from an earlier one.
  ///
  /// - Returns: where the rows of each source stand.
  private func writeHits(
    _ file: GrowingFile, known: [String: DraftMemory.Part]
  ) throws -> [String: DraftMemory.Part] {
    var parts: [String: DraftMemory.Part] = [:]
    try writeHits { path, key, text in
      let start = file.count
      if let part = known[path], part.key == key {
        try file.append(earlier: part.range)
      } else {
        try file.append(try text())
      }
      if !key.isEmpty { parts[path] = DraftMemory.Part(key: key, range: start..<file.count) }
    }
    return parts
  }

  /// What every page rests on, besides what it shows of documents and units.
  private var ground: String {
    ContentHash.of(
      [
        Program.version, DocumentReader.version, readingOptions, round.wave.id.rawValue,
        study.generalHash,
      ].joined(separator: "\n"))
  }

  private func tables(_ grid: SourceGrid) -> [FileToMake] {
    Self.tables(of: picture) + [
      FileToMake(path: "grid.csv") { GridRows.table(grid).text(as: .csv) },
      FileToMake(path: "interviews.csv") {
        InterviewRows.table(picture.interviews).text(as: .csv)
      },
      FileToMake(path: "stand.json") { try stand() },
    ]
  }

  /// The tables that everybody may see, of what is shown to them.
  static func tables(of picture: Picture) -> [FileToMake] {
    let tables = PictureTables(picture)
    return [
      FileToMake(
        path: "answers.csv", content: .parts(after: nil) { try tables.answers($0.append) }),
      FileToMake(
        path: "coverage.csv", content: .parts(after: nil) { try tables.coverage($0.append) }),
      FileToMake(path: "indicators.csv") { tables.indicators.text(as: .csv) },
      FileToMake(path: "attention.csv") { AttentionRows.table(picture).text(as: .csv) },
      FileToMake(path: "flow.csv") { FlowRows.table(picture.flow).text(as: .csv) },
    ]
  }

  /// What the draft rests on; no clock and no hash that a clock enters.
  ///
  /// - Parameter isPublic: whether it is for everybody, and so names no documents that stayed closed.
  func stand(isPublic: Bool = false) throws -> String {
    try CanonicalJSON.encode([
      "event": String(study.headNumber), "program": Program.version,
      "reader": DocumentReader.version, "wave": round.wave.id.rawValue,
      "options": isPublic ? ReadingPlan.withoutClosed(readingOptions) : readingOptions,
    ]) + "\n"
  }

  /// Gives the parts of `hits.csv` in order: the head, and the rows of each source.
  ///
  /// - Parameter take: gets the source's path, what tells whether its rows are the same (empty for the head),
  ///   and the rows, which are only made when asked for.
  /// - Parameter redaction: which sources a public edition shows, and how; all as they are where nil.
  private func writeHits(
    of redaction: Redaction? = nil,
    _ take: (_ path: String, _ key: String, _ text: () throws -> String) throws -> Void
  ) throws {
    let terms = framework.listedTerms
    let explainer = HitExplainer(terms: terms, words: words)
    let names = redaction?.names
    let rows = HitRows(
      terms: terms, isShown: { names?.first(in: $0) == nil },
      why: { explainer.why($0, quote: $1) })
    try take("", "") { Table.csvLine(HitRows.columns) }
    for source in picture.coverage.lazy.map(\.source)
    where counts.row(of: source.current) != nil && redaction?.isShown(source.id) != false {
      let source = redaction?.redacted(source) ?? source
      let units = source.description.units.map(\.rawValue).joined(separator: " ")
      try take(source.path, "\(readings[source.current] ?? 0) \(units)") {
        let hits = try corpus.hits(in: source.current, terms: terms.map(\.id))
        guard !hits.isEmpty else { return "" }
        return rows.csv(
          for: source, hits: hits, pages: try corpus.pageTexts(of: source.current),
          recognized: try corpus.facts(of: source.current)?.recognized ?? [])
      }
    }
  }

  /// In how many passages of each document a term of each theme stands.
  ///
  /// - Parameter known: what was found earlier with the same framework, which need not be looked up.
  private func passagesPerTheme(
    known: [Int64: [String: Int]]
  ) throws -> [VersionHash: [String: Int]] {
    let themes = SourceGrid.terms(of: framework)
    var found: [VersionHash: [String: Int]] = [:]
    var rest: [VersionHash] = []
    for version in counts.versions {
      if let known = readings[version].flatMap({ known[$0] }) {
        found[version] = known
      } else {
        rest.append(version)
      }
    }
    let counted = Mutex<[VersionHash: [String: Int]]>([:])
    try SharedWork.run(rest.count) { [rest] place in
      let places = try corpus.passageTerms(in: rest[place])
      var own: [String: Int] = [:]
      for (theme, terms) in themes {
        let passages = Set(terms.lazy.flatMap { places[$0].lazy.map(\.passage) })
        if !passages.isEmpty { own[theme] = passages.count }
      }
      counted.withLock { [own] in $0[rest[place]] = own }
    }
    found.merge(counted.withLock { $0 }) { one, _ in one }
    return found
  }

  func ranking(known: SuggestionMemory) throws -> SuggestionRanking {
    var ranking = SuggestionRanking(picture: picture, counts: counts, readings: readings)
    let corpus = corpus
    try ranking.rank(known: known) { try corpus.passageTerms(in: $0) }
    return ranking
  }

  /// - Parameter units: those whose cells are shown with passages; all where nil.
  func material(
    _ ranking: SuggestionRanking, _ grid: SourceGrid?, _ edition: Edition, of units: Set<UnitCode>?
  ) throws -> ReportMaterial {
    let corpus = corpus
    return ReportMaterial(
      picture: picture, suggestions: try show(ranking, of: units), evidence: try showEvidence(),
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

  /// The passages of a ranking with their text.
  func show(
    _ ranking: SuggestionRanking, of units: Set<UnitCode>?
  ) throws -> [Cell: (shown: [ShownPassage], total: Int)] {
    let labels = Dictionary(
      framework.documentTerms.map { ($0.id, $0.label) }, uniquingKeysWith: { first, _ in first })
    var wanted: [VersionHash: [(cell: Cell, rank: Int, candidate: SuggestionRanking.Candidate)]] =
      [:]
    for (cell, candidates) in ranking.best where units?.contains(cell.unit) ?? true {
      for (rank, candidate) in candidates.enumerated() {
        wanted[candidate.version, default: []].append((cell, rank, candidate))
      }
    }
    let found = Mutex<[Cell: [(rank: Int, passage: ShownPassage)]]>([:])
    let versions = wanted.keys.sorted()
    try SharedWork.run(versions.count) { [wanted] place in
      let version = versions[place]
      guard let extraction = try corpus.extraction(of: version) else { return }
      let passages = ShownPassages(extraction)
      let own = wanted[version] ?? []
      let hits = Dictionary(
        grouping: try corpus.hits(in: version, passages: Set(own.map(\.candidate.passage))),
        by: \.passage)
      for (cell, rank, candidate) in own {
        let first = hits[candidate.passage]?.first {
          candidate.terms.contains($0.term) && $0.zone == .body
        }
        guard let first else { continue }
        let terms = Set(candidate.terms.compactMap { labels[$0] }).sorted()
        if let shown = passages.shown(first.stretches, source: candidate.source, terms: terms) {
          found.withLock { $0[cell, default: []].append((rank, shown)) }
        }
      }
    }
    var result: [Cell: (shown: [ShownPassage], total: Int)] = [:]
    for (cell, passages) in found.withLock({ $0 }) {
      result[cell] = (
        passages.sorted { $0.rank < $1.rank }.map(\.passage), ranking.totals[cell] ?? 0
      )
    }
    // What a person marked goes before what a search found.
    for (cell, marked) in try promotedPassages(of: units) {
      // Of what was opened again only what is new.
      let reopening = picture.outcomes[cell]?.reopening
      let passages = marked.filter {
        reopening?.isFocused != true || reopening?.sources.contains($0.source) == true
      }
      guard !passages.isEmpty else { continue }
      let found = result[cell] ?? ([], 0)
      result[cell] = (passages + found.shown, passages.count + found.total)
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
    let terms = framework.listedTerms.map(\.id)
    let selection = counts.selection(terms)
    var places = 0
    var documents = 0
    for source in picture.documents {
      let count = counts.sum(of: selection, in: counts.row(of: source.current))
      places += count
      if count > 0 { documents += 1 }
    }
    return (places, documents)
  }
}
