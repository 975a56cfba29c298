// SPDX-License-Identifier: EUPL-1.2
import Model

/// What was read of one source, how, and what was not.
public struct CoverageRow: Sendable, Equatable {
  /// Why the program proposes that a person excludes the source.
  public enum Proposal: Sendable, Equatable {
    /// By its described date, or by the date that the file itself carries, which is weaker.
    case tooOld(date: String, isFromFile: Bool)
    case duplicate(of: SourceID)
    /// Nearly the same words in other bytes, such as one vision on the sites of several municipalities.
    case nearCopy(of: SourceID, path: String, percent: Int)
    case otherLanguage(String)

    public var text: String {
      switch self {
      case .tooOld(let date, let isFromFile):
        isFromFile ? "te oud (\(date) volgens het bestand zelf)" : "te oud (\(date))"
      case .duplicate(let id): "zelfde bestand als \(id)"
      case .nearCopy(_, let path, let percent): "vrijwel gelijk aan \(path) (\(percent)%)"
      case .otherLanguage(let code): "andere taal (\(code))"
      }
    }
  }

  public var source: Source
  @Shared public var facts: DocumentFacts
  public var suggestedUnits: [UnitCode]
  public var proposals: [Proposal]

  /// Why the document could not be read in full, or what is odd about it; empty where there is nothing to say.
  public var reason: String {
    facts.diagnostics.filter { $0.severity != .note }.map { "\($0.problem). \($0.remedy)" }
      .joined(separator: " ")
  }
}

extension Assessor {
  /// One row per source, in the order of the paths.
  public func coverage() -> [CoverageRow] {
    let originals = Dictionary(
      corpus.nearCopies.isEmpty ? [] : sourceIndex.counted.map { ($0.current, $0) },
      uniquingKeysWith: { first, _ in first })
    var first: [VersionHash: SourceID] = [:]
    for source in study.sortedSources where first[source.current] == nil {
      first[source.current] = source.id
    }
    return study.sources.values.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
      .map { source in
        let facts =
          corpus.documents[source.current]
          ?? DocumentFacts(
            state: .failed, format: "",
            diagnostics: [
              Diagnostic(
                .error, .reading, file: source.path, problem: "nog niet gelezen",
                remedy: "draai monitor")
            ])
        return CoverageRow(
          source: source, facts: facts,
          suggestedUnits: source.description.units.isEmpty
            ? corpus.suggestedUnits[source.current] ?? [] : [],
          proposals: proposals(source, facts, first[source.current], originals))
      }
  }

  private func proposals(
    _ source: Source, _ facts: DocumentFacts, _ first: SourceID?,
    _ originals: [VersionHash: Source]
  ) -> [CoverageRow.Proposal] {
    // What a person decided to keep is not proposed again.
    guard source.exclusion == nil, source.description.kept == nil else { return [] }
    var proposals: [CoverageRow.Proposal] = []
    let date = source.description.date ?? facts.metadataDate
    if let date, !round.wave.notBefore.isEmpty, isBefore(date, round.wave.notBefore) {
      proposals.append(.tooOld(date: date, isFromFile: source.description.date == nil))
    }
    if let first, first != source.id {
      proposals.append(.duplicate(of: first))
    } else if let copy = corpus.nearCopies[source.current],
      let original = originals[copy.of]
    {
      proposals.append(
        .nearCopy(of: original.id, path: original.path, percent: copy.percent))
    }
    if let language = facts.language, language != "nl" {
      proposals.append(.otherLanguage(language))
    }
    return proposals
  }

  /// Whether a date, known to the year, month or day, lies wholly before another.
  private func isBefore(_ date: String, _ limit: String) -> Bool {
    let length = min(date.utf8.count, limit.utf8.count)
    return date.prefix(length) < limit.prefix(length)
  }
}
