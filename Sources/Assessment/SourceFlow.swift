// SPDX-License-Identifier: EUPL-1.2
import Model

/// The way of papers from found to included, in the manner of the flow diagram of PRISMA 2020
/// (https://doi.org/10.1136/bmj.n71): every source leaves once, or is included.
///
/// - Invariant: `found` = `missed` + `fetched`; `fetched` = `interviews` + `duplicates` + `unread` + `read`;
///   `read` = all in `excluded` + `national` + `unassigned` + `included`.
public struct SourceFlow: Sendable, Equatable {
  /// Papers that the collection log names as found and not obtained.
  public var missed = 0
  /// The searches in the collection log, and those that found nothing.
  public var searches = 0
  public var emptySearches = 0
  /// Registered sources with search terms or an address of where they were found; the others were sent.
  public var online = 0
  public var fetched = 0
  /// Reports of interviews: sources, but no papers.
  public var interviews = 0
  /// The same bytes as another source.
  public var duplicates = 0
  public var unread = 0
  /// Excluded by a person, by reason, the most frequent first.
  public var excluded: [Exclusion] = []
  /// Of a level that does not count.
  public var national = 0
  /// About nobody, as far as was said.
  public var unassigned = 0
  public var included = 0

  public var found: Int { missed + fetched }
  public var read: Int { fetched - interviews - duplicates - unread }
  public var excludedCount: Int { excluded.reduce(0) { $0 + $1.count } }

  /// How many were excluded for one reason.
  public struct Exclusion: Sendable, Equatable {
    public var reason: String
    public var count: Int
  }

  /// A number of the flow.
  public struct Step: Sendable, Equatable {
    public enum Kind: String, Sendable {
      case found, missed, fetched, interviews, duplicates, unreadable, read, excluded, national
      case unassigned, included
    }
    public var kind: Kind
    public var count: Int
    /// The reason, for what a person excluded.
    public var reason = ""

    /// Whether it is what remains, and not what left.
    public var isMain: Bool { [.found, .fetched, .read, .included].contains(kind) }
  }

  /// From found to included, with what left in between.
  public var steps: [Step] {
    var steps = [
      Step(kind: .found, count: found), Step(kind: .missed, count: missed),
      Step(kind: .fetched, count: fetched), Step(kind: .interviews, count: interviews),
      Step(kind: .duplicates, count: duplicates), Step(kind: .unreadable, count: unread),
      Step(kind: .read, count: read),
    ]
    steps += excluded.map { Step(kind: .excluded, count: $0.count, reason: $0.reason) }
    return steps + [
      Step(kind: .national, count: national), Step(kind: .unassigned, count: unassigned),
      Step(kind: .included, count: included),
    ]
  }
}

extension Assessor {
  /// The flow of the wave.
  public func flow() -> SourceFlow {
    var flow = SourceFlow()
    flow.searches = round.collection.count
    flow.emptySearches = round.collection.count { $0.foundNothing }
    // A journal of others may hold any number.
    flow.missed = round.collection.reduce(0) { $0 + min(max(0, $1.missed ?? 0), 1_000_000) }
    // Of sources with the same bytes the first that counts stands for all.
    let sources = study.sortedSources
    var standing: [VersionHash: SourceID] = [:]
    for source in sources where study.counts(source) && standing[source.current] == nil {
      standing[source.current] = source.id
    }
    for source in sources where standing[source.current] == nil {
      standing[source.current] = source.id
    }
    var reasons: [String: Int] = [:]
    for source in sources {
      let said = source.description
      flow.fetched += 1
      if !said.foundWith.isEmpty || !said.address.isEmpty { flow.online += 1 }
      if study.isInterview(source, in: round) {
        flow.interviews += 1
      } else if standing[source.current] != source.id {
        flow.duplicates += 1
      } else if !corpus.state(source.current).isSearchable {
        flow.unread += 1
      } else if let reason = source.exclusion {
        reasons[reason, default: 0] += 1
      } else if !framework.isCounted(level: said.level) {
        flow.national += 1
      } else if said.units.isEmpty {
        flow.unassigned += 1
      } else {
        flow.included += 1
      }
    }
    flow.excluded = reasons.map { SourceFlow.Exclusion(reason: $0.key, count: $0.value) }
      .sorted { ($1.count, $0.reason) < ($0.count, $1.reason) }
    return flow
  }
}

extension CollectionEntry {
  /// Whether the result says that nothing was found.
  public var foundNothing: Bool {
    let plain = result.lowercased()
    if ["niets", "geen"].contains(plain) { return true }
    return ["niets gevonden", "geen stukken", "niets aangetroffen"].contains { start in
      plain.hasPrefix(start)
        && (plain.dropFirst(start.count).first.map { !$0.isLetter } ?? true)
    }
  }
}
