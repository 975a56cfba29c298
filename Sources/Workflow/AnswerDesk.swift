// SPDX-License-Identifier: EUPL-1.2
import Anchoring
import Assessment
import Indexing
import Model
import Reading

/// A quote that a person gives as evidence.
public struct QuoteRequest: Sendable, Equatable {
  public var text: String
  /// The source, by its path below `sources/` or its identifier; nil looks in every source in scope.
  public var file: String?
  /// The page on which it begins, from 1.
  public var page: Int?
  /// Which of several places, from 1.
  public var occurrence: Int?
  public init(text: String, file: String? = nil, page: Int? = nil, occurrence: Int? = nil) {
    self.text = text
    self.file = file
    self.page = page
    self.occurrence = occurrence
  }
}

/// What a coder wants to record for a cell.
public struct AnswerRequest: Sendable, Equatable {
  public var cell: Cell
  public var value: AnswerValue
  public var quotes: [QuoteRequest]
  public var coder: CoderID
  public var note: String
  /// Why the hits of the search are set aside, for an answer that rests on it.
  public var reason: String
  public var certainty: Certainty?
  /// Quotes that speak against the answer.
  public var against: [QuoteRequest]
  /// Codings that spoke against the coder's answer before, and still do.
  public var keptAgainst: [CodingID]
  /// Whether it rests on the collection log: papers were looked for, and there are none.
  public var restsOnCollection = false
  public init(
    cell: Cell, value: AnswerValue, quotes: [QuoteRequest] = [], coder: CoderID, note: String = "",
    reason: String = "", certainty: Certainty? = nil, against: [QuoteRequest] = [],
    keptAgainst: [CodingID] = []
  ) {
    self.certainty = certainty
    self.against = against
    self.keptAgainst = keptAgainst
    self.cell = cell
    self.value = value
    self.quotes = quotes
    self.coder = coder
    self.note = note
    self.reason = reason
  }
}

/// Turns what a coder wants into events: finds the one place of every quote, or records the search.
final class AnswerDesk {
  private let corpus: Corpus
  private var finders: [(version: VersionHash, finder: QuoteFinder)] = []
  private var view: CorpusView?

  init(corpus: Corpus) { self.corpus = corpus }

  /// The events that record an answer with its evidence.
  ///
  /// - Throws: `WorkflowError` where a quote has no single place, or nothing supports the answer.
  ///
  /// - Parameter ground: why a third settles a difference so; nil where a reader answers.
  func events(
    for request: AnswerRequest, in study: Study, settling ground: String? = nil
  ) throws -> [Event] {
    guard let round = study.openRound, let framework = round.framework else {
      throw WorkflowError(.noWave, "er staat geen meting open; draai monitor of wave open")
    }
    guard let field = framework.field(request.cell.field) else {
      throw WorkflowError(
        .unknownField, "veld \(request.cell.field) staat niet in het analysekader")
    }
    if request.restsOnCollection { try checkCollection(request, field, study, round) }
    var events: [Event] = []
    var evidence = Evidence.reason
    var codings: [Coding] = []
    for (place, quote) in (request.quotes + request.against).enumerated() {
      let found = try locate(quote, field: field, cell: request.cell, study: study, round: round)
      let id = CodingID(Study.identifier("c", study.codings.count + 1 + place))
      let coding = Coding(
        id: id, source: found.source, cell: request.cell, locator: found.locator,
        coder: request.coder)
      codings.append(coding)
      events.append(.passageCoded(coding))
    }
    let against =
      codings.dropFirst(request.quotes.count).map(\.id)
      + Self.kept(request.keptAgainst, beside: codings, in: study)
    if request.restsOnCollection {
      evidence = .collectionLog
    } else if !request.quotes.isEmpty {
      evidence = .codings(codings.prefix(request.quotes.count).map(\.id))
    } else if case .notApplicable = request.value {
      evidence = .reason
    } else {
      // Also what is not to be determined keeps what was searched: new papers reopen it.
      var record = try search(for: request, field: field, study: study, framework: framework)
      if record.setAside == nil, let aside = round.setAside[request.cell] {
        record.setAside = aside.reason
      }
      events.append(.searchRecorded(record))
      evidence = .search(record.id)
    }
    let answer = Answer(
      cell: request.cell, value: request.value, evidence: evidence, coder: request.coder,
      note: request.note, certainty: request.certainty,
      against: against.isEmpty ? nil : against)
    events.append(
      ground.map { .answerSettled(wave: round.wave.id, answer: answer, ground: $0) }
        ?? .answerRecorded(wave: round.wave.id, answer: answer))
    return events
  }

  /// The collection log says that there is no policy of its own only for a municipality, where nothing was found and
  /// no paper came from elsewhere.
  private func checkCollection(
    _ request: AnswerRequest, _ field: Field, _ study: Study, _ round: Round
  ) throws {
    let unit = request.cell.unit
    guard request.quotes.isEmpty else {
      throw WorkflowError(
        .badAnswer, "een antwoord rust op een citaat of op het verzamellog; geef één van beide")
    }
    guard field.scope == .municipality else {
      throw WorkflowError(
        .badAnswer,
        "veld \(field.id) kan niet op het verzamellog rusten; dat kan alleen bij een veld dat de eigen "
          + "stukken van een gemeente beantwoorden")
    }
    guard round.collection.contains(where: { $0.unit == unit && $0.foundNothing }) else {
      throw WorkflowError(
        .badAnswer,
        "in collection.csv staat niet dat er bij \(unit) niets is gevonden; vul dat in en draai monitor"
      )
    }
    if let paper = study.sourcesInScope(of: field, unit: unit, in: round).first {
      throw WorkflowError(
        .badAnswer,
        "van \(unit) is er wel een stuk (\(paper.path)); geef een citaat, of laat het zoeken beslissen"
      )
    }
  }

  /// Of the codings that spoke against an answer before, those that are not given anew: a passage that carries the
  /// answer now no longer speaks against it.
  private static func kept(
    _ ids: [CodingID], beside codings: [Coding], in study: Study
  ) -> [CodingID] {
    ids.filter { id in
      guard let locator = study.codings[id]?.locator else { return false }
      return !codings.contains {
        $0.locator.version == locator.version && $0.locator.stretches == locator.stretches
      }
    }
  }

  private func search(
    for request: AnswerRequest, field: Field, study: Study, framework: Framework
  ) throws -> SearchRecord {
    guard let round = study.openRound else {
      throw WorkflowError(.noWave, "er staat geen meting open")
    }
    let known: CorpusView
    if let view {
      known = view
    } else {
      known = CorpusView(documents: try corpus.facts(), counts: try corpus.counts())
      view = known
    }
    let plan = SearchPlan(
      cell: request.cell, field: field, study: study, round: round, framework: framework)
    var record = plan.record(in: known, setAside: request.reason.isEmpty ? nil : request.reason)
    record.finder = Program.finder
    record.id = study.nextSearchID
    return record
  }

  private func locate(
    _ quote: QuoteRequest, field: Field, cell: Cell, study: Study, round: Round
  ) throws -> (source: SourceID, locator: Locator) {
    var sources = study.sourcesInScope(of: field, unit: cell.unit, in: round)
    guard !sources.isEmpty else {
      throw WorkflowError(
        .noPlace,
        "er is geen stuk dat veld \(field.id) van \(cell.unit) mag dragen; wijs stukken "
          + "toe in sources.csv")
    }
    var who = "de stukken die dit veld mogen dragen"
    if let file = quote.file {
      sources = try named(file, among: sources, study, cell)
      who = sources.first?.path ?? file
    }
    return try place(quote, in: sources, who: who)
  }

  /// The one place of a quote for an open code: in the paper that is named, else in any that counts.
  ///
  /// - Parameter units: whom it is about; a quote without a paper is looked for in theirs, where there are any.
  func locate(
    _ quote: QuoteRequest, about units: Set<UnitCode>, in study: Study
  ) throws -> (source: SourceID, locator: Locator) {
    var seen = Set<VersionHash>()
    var sources = study.sortedSources.filter { source in
      study.counts(source)
        && (units.isEmpty || quote.file != nil
          || source.description.units.contains(where: units.contains))
        && seen.insert(source.current).inserted
    }
    if let file = quote.file {
      let path = file.hasPrefix("sources/") ? String(file.dropFirst(8)) : file
      guard
        let source = study.sources.values.first(where: { $0.path == path || $0.id.rawValue == file }
        )
      else {
        throw WorkflowError(
          .unknownSource, "‘\(file)’ is geen geregistreerd stuk; kijk in out/coverage.csv")
      }
      sources = [source]
    }
    return try place(quote, in: sources, who: "de stukken")
  }

  /// - Parameter who: what the sources are called where the quote is in none of them.
  private func place(
    _ quote: QuoteRequest, in sources: [Source], who: String
  ) throws -> (source: SourceID, locator: Locator) {
    var places: [(source: Source, locator: Locator)] = []
    var candidates: [String] = []
    var nearest: (text: String, line: String)?
    for source in sources {
      guard let finder = try finder(source.current) else { continue }
      do throws(QuoteFinder.Failure) {
        let locator = try finder.locate(
          quote.text, page: quote.page, occurrence: quote.occurrence)
        places.append((source, locator))
        let page = locator.stretches.first?.page ?? 0
        candidates.append("  \(source.path), p. \(page): …\(locator.before)\(locator.quote)…")
      } catch {
        switch error {
        case .empty: throw WorkflowError(.noPlace, "het citaat is leeg")
        case .ambiguous(let found):
          candidates += found.enumerated().map {
            "  \(source.path), p. \($1.page) (--occurrence \($0 + 1)): \($1.context)"
          }
        case .tooLong:
          throw WorkflowError(
            .noPlace, "het citaat loopt over meer dan twee bladzijden; geef een korter citaat")
        case .tooFewOccurrences(let found) where found > 0:
          candidates.append("  \(source.path): het citaat staat er \(found) keer")
        case .tooFewOccurrences: break
        case .notFound(let beginning, let page):
          if beginning.count > (nearest?.text.count ?? 0), let page {
            nearest = (beginning, "  \(source.path), p. \(page): wel gevonden is ‘\(beginning)’")
          }
        }
      }
    }
    if places.count == 1, candidates.count == 1 {
      return (places[0].source.id, try corpus.marked(places[0].locator))
    }
    throw WorkflowError(
      .noPlace, Self.refusal(quote, candidates: candidates, nearest: nearest?.line, who: who))
  }

  private static func refusal(
    _ quote: QuoteRequest, candidates: [String], nearest: String?, who: String
  ) -> String {
    let shown = quote.text.count > 80 ? quote.text.prefix(80) + "…" : quote.text[...]
    if candidates.isEmpty {
      let place = quote.page.map { " op p. \($0)" } ?? ""
      let hint = nearest.map { "\n\($0)" } ?? ""
      return "het citaat ‘\(shown)’ staat\(place) niet in \(who); "
        + "neem het letterlijk over\(hint)"
    }
    let more = candidates.count > 12 ? "\n  … en nog \(candidates.count - 12)" : ""
    return "het citaat ‘\(shown)’ heeft niet één plaats; kies met bestand, bladzijde of "
      + "volgnummer (--source, --page, --occurrence):\n"
      + candidates.prefix(12).joined(separator: "\n") + more
  }

  private func named(
    _ file: String, among sources: [Source], _ study: Study, _ cell: Cell
  ) throws -> [Source] {
    let path = file.hasPrefix("sources/") ? String(file.dropFirst(8)) : file
    let found = study.sources.values.filter { $0.path == path || $0.id.rawValue == file }
    guard let source = found.first else {
      throw WorkflowError(
        .unknownSource, "‘\(file)’ is geen geregistreerd stuk; kijk in out/coverage.csv")
    }
    // Sources with the same bytes are one document: the one in scope speaks for all.
    let inScope = sources.filter { $0.current == source.current }
    guard !inScope.isEmpty else {
      throw WorkflowError(
        .noPlace,
        "\(source.path) mag veld \(cell.fieldLabel) van \(cell.unit) niet dragen: het "
          + "valt buiten het bereik of is uitgesloten; pas sources.csv aan of kies een ander stuk")
    }
    return inScope
  }

  /// Which of several places on its page a quote is, counted from 1; nil where it has but one there, or its
  /// document is read otherwise now.
  func occurrence(of locator: Locator) throws -> Int? {
    guard let finder = try finder(locator.version) else { return nil }
    var own: Int?
    var places = 0
    // One past the last place ends the walk.
    while places < 100, let found = place(places + 1, of: locator, finder) {
      places += 1
      if found.stretches == locator.stretches { own = places }
    }
    return places > 1 ? own : nil
  }

  private func place(_ occurrence: Int, of locator: Locator, _ finder: QuoteFinder) -> Locator? {
    do throws(QuoteFinder.Failure) {
      return try finder.locate(locator.quote, page: locator.page, occurrence: occurrence)
    } catch {
      return nil
    }
  }

  /// The finder of a version; the last few are kept.
  private func finder(_ version: VersionHash) throws -> QuoteFinder? {
    if let known = finders.first(where: { $0.version == version }) { return known.finder }
    guard let extraction = try corpus.extraction(of: version), extraction.state.isSearchable else {
      return nil
    }
    let finder = QuoteFinder(
      version: version, readerVersion: DocumentReader.version, extraction: extraction)
    finders.append((version, finder))
    if finders.count > 16 { finders.removeFirst() }
    return finder
  }
}
