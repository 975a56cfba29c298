// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

/// What an answer rests on, as text for a cell of a spreadsheet.
struct EvidenceText {
  /// What may be told of a source.
  enum Telling: Equatable {
    case whole
    /// Neither its words nor its name: only this.
    case only(String)
  }

  /// The most quotes in one cell, and the most characters of a quote.
  static let mostQuotes = 6
  static let longestQuote = 600

  let picture: Picture
  let telling: (Source) -> Telling
  /// Whether an official reads it, for whom no reader wrote and who has no commands.
  let isForOfficial: Bool
  private let recognized: [SourceID: CoverageRow]

  init(
    picture: Picture, isForOfficial: Bool = false,
    telling: @escaping (Source) -> Telling = { _ in .whole }
  ) {
    self.picture = picture
    self.isForOfficial = isForOfficial
    self.telling = telling
    recognized = Dictionary(
      picture.coverage.filter { !$0.facts.recognized.isEmpty }.map { ($0.source.id, $0) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The evidence of an outcome; empty where it waits or has none.
  func text(of outcome: Outcome) -> String {
    switch outcome.standing {
    case .known(_, .reader(let answer, _, _)): text(of: answer.evidence, outcome)
    case .known(_, .search): outcome.search.map(text) ?? ""
    case .known(_, .derived(let fields)):
      "volgt uit veld \(fields.map(\.rawValue).joined(separator: ", "))"
    case .undetermined: outcome.search.map(text) ?? ""
    case .open, .notApplicable: ""
    }
  }

  private func text(of evidence: Evidence, _ outcome: Outcome) -> String {
    switch evidence {
    case .codings(let ids):
      let codings = ids.compactMap { picture.codings[$0] }
      var lines = codings.prefix(Self.mostQuotes).map(quote)
      if codings.count > Self.mostQuotes {
        lines.append("… en nog \(codings.count - Self.mostQuotes)")
      }
      return lines.joined(separator: "\n")
    case .search(let id): return (picture.searches[id] ?? outcome.search).map(text) ?? ""
    case .collectionLog: return "volgens het verzamellog zijn er geen stukken gevonden"
    case .reason: return ""
    }
  }

  /// A quote with its paper and page.
  func quote(_ coding: Coding) -> String {
    guard let source = picture.sources[coding.source] else { return "" }
    if case .only(let reference) = telling(source) { return reference }
    let words = coding.locator.quote
    let shown =
      words.count > Self.longestQuote ? words.prefix(Self.longestQuote) + "…" : words[...]
    var place = "\(source.path), p. \(coding.locator.page)"
    if let row = recognized[source.id], row.source.current == coding.locator.version,
      let confidence = row.facts.confidence(ofPage: coding.locator.page)
    {
      place += ", " + PageRecognition.notice(confidence)
    }
    if picture.basis(of: [coding]) == .interview { place += ", volgens gesprek" }
    if let placed = picture.anchors[coding.id], placed.state != .intact {
      place += "; let op: het stuk is veranderd"
      if !isForOfficial { place += ", kijk met vindplaats anchors" }
    }
    return "“\(shown)” (\(place))"
  }

  /// A search that was done.
  func text(of record: SearchRecord) -> String {
    guard !record.searched.isEmpty else { return "er is geen stuk om in te zoeken" }
    let searchable = record.searched.count { $0.state.isSearchable }
    let terms = record.terms.joined(separator: ", ")
    var text =
      record.terms.isEmpty
      ? ""
      : "gezocht naar \(terms): \(Self.hits(record.hitCount)) in \(searchable) van de "
        + "\(record.searched.count) stukken"
    if let aside = record.setAside, record.hitCount > 0 {
      text += isForOfficial ? "; terzijde gelegd" : "; terzijde gelegd: \(aside)"
    }
    let missed = record.searched.filter { !$0.state.isSearchable }
      .compactMap { picture.sources[$0.source] }
    let named = missed.filter { telling($0) == .whole }.map(\.path)
    if !missed.isEmpty {
      var names = named.prefix(5).joined(separator: ", ")
      let rest = missed.count - min(5, named.count)
      if rest > 0 { names += names.isEmpty ? "\(rest)" : " en nog \(rest)" }
      text += (text.isEmpty ? "" : "; ") + "niet doorzocht: \(names)"
    }
    return text
  }

  private static func hits(_ count: Int) -> String {
    count == 1 ? "1 treffer" : "\(count) treffers"
  }
}

extension EvidenceText {
  /// What a fact check of a region may tell: its own papers; of papers that are confidential only those that are
  /// of nobody else; of an interview, by its kind or because `interviews.csv` names it, only what may be quoted.
  static func telling(in picture: Picture, to units: Set<UnitCode>) -> (Source) -> Telling {
    let consent = Dictionary(
      picture.interviews.rows.compactMap(\.interview).filter { !$0.report.isEmpty }.map {
        ($0.report.lowercased(), $0.consent == .quote && $0.unit.map(units.contains) == true)
      }, uniquingKeysWith: { $0 && $1 })
    return { source in
      let consented = consent[source.path.lowercased()]
      let isInterview =
        consented != nil || picture.framework.isInterview(kind: source.description.kind)
      guard !isInterview || consented == true else {
        return .only("(een gesprek; de woorden blijven bij de onderzoekers)")
      }
      let own = source.description.units.filter(units.contains)
      guard !own.isEmpty else { return .only("(een stuk van een andere regio of gemeente)") }
      switch source.description.usage {
      case nil, "openbaar": return .whole
      case "vertrouwelijk" where own.count == source.description.units.count: return .whole
      default: return .only("(een stuk dat hier niet mag worden aangehaald)")
      }
    }
  }
}
