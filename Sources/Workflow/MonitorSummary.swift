// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

extension DocumentState {
  /// The state as a person at the terminal reads it.
  public var dutchName: String {
    switch self {
    case .read: "gelezen"
    case .ocr: "gelezen met tekstherkenning"
    case .partly: "gedeeltelijk leesbaar"
    case .noText: "zonder tekst"
    case .failed: "niet te lezen"
    }
  }
}

/// What a run of `monitor` did and what now waits for a person.
public struct MonitorSummary: Codable, Sendable, Equatable {
  /// A document that could not be read, or not in full.
  public struct Problem: Codable, Sendable, Equatable {
    public var path: String
    public var state: String
    public var reason: String
  }

  public var wave = ""
  /// What happened to the sources in this run.
  public var new = 0
  public var changed = 0
  public var moved = 0
  public var missing: [String] = []
  public var unchanged = 0
  public var readNow = 0
  /// The state of the sources, by the state's raw value.
  public var states: [String: Int] = [:]
  public var problems: [Problem] = []
  public var unassigned: [String] = []
  public var withoutKind = 0
  public var proposals: [String] = []
  public var excluded = 0
  /// The places of the terms of the lists for documents, and in how many documents.
  public var places = 0
  public var documentsWithPlaces = 0
  /// The standing of the cells, by `Outcome.standingName`.
  public var standings: [String: Int] = [:]
  public var answersAdopted = 0
  public var isRendered = false
  public var eventsAppended = 0
  public var examinedMunicipalities = 0
  /// The quotes that do not stand where they were coded, by the raw value of their state; nil in a summary
  /// kept by an earlier version.
  public var anchors: [String: Int]?
  /// The open cells that had an answer, which a new paper or term opened again; nil as above.
  public var reopened: Int?
  /// Cells on which the readers differ, and reactions of officials that nobody looked at yet.
  public var differing: Int?
  public var waitingReactions: Int?

  public init() {}

  /// Takes over what a picture shows.
  mutating func take(_ picture: Picture, termPlaces: (places: Int, documents: Int)) {
    wave = picture.wave.title.isEmpty ? picture.wave.id.rawValue : picture.wave.title
    (places, documentsWithPlaces) = termPlaces
    examinedMunicipalities = picture.examined(kind: "gemeente").count
    anchors = [:]
    for placed in picture.anchors.values where placed.state != .intact {
      anchors?[placed.state.rawValue, default: 0] += 1
    }
    for row in picture.coverage where !row.source.isMissing {
      states[row.facts.state.rawValue, default: 0] += 1
      if row.source.exclusion != nil { excluded += 1 }
      if ![.read, .ocr].contains(row.facts.state) || !row.reason.isEmpty {
        problems.append(
          Problem(path: row.source.path, state: row.facts.state.rawValue, reason: row.reason))
      }
      if row.source.exclusion == nil {
        if row.source.description.units.isEmpty { unassigned.append(row.source.path) }
        if row.source.description.kind == nil { withoutKind += 1 }
        for proposal in row.proposals { proposals.append("\(row.source.path): \(proposal.text)") }
      }
    }
    reopened = picture.outcomes.values.count { $0.reopening != nil }
    differing = picture.outcomes.values.count { $0.standing == .open(.readersDiffer) }
    waitingReactions = picture.factChecks.reduce(0) { sum, record in
      sum
        + record.entries.count { entry in
          if case .reaction = entry.content { entry.end == nil } else { false }
        }
    }
    for outcome in picture.outcomes.values { standings[outcome.standingName, default: 0] += 1 }
  }
}
