// SPDX-License-Identifier: EUPL-1.2
import Anchoring
import Exchange
import Foundation
import Model
import Reading

/// A quote that does not stand where it was coded, and where it may be.
public struct WaitingAnchor: Sendable, Equatable {
  public var coding: Coding
  /// The path of its document below `sources/`.
  public var path: String
  /// Where it was coded, or placed last.
  public var old: Locator
  public var placement: AnchorPlacement

  /// What changed, word by word; empty unless the words did.
  public var difference: [DifferencePart] {
    guard placement.state == .changed, let new = placement.locator else { return [] }
    return AnchorPlacer.difference(from: old.quote, to: new.quote)
  }
}

/// What a person does with quotes that do not stand where they were coded.
extension StudyDesk {
  /// The quotes under the answers of the last wave that do not stand where they were coded, by document and
  /// page.
  ///
  /// - Throws: `WorkflowError` where nothing was read yet, `CorpusError`.
  public func waitingAnchors() throws -> [WaitingAnchor] {
    try session.requireCurrentCorpus(study)
    return try waitingAnchors(in: study)
  }

  /// How many quotes the answers of the last wave rest on.
  public var quoteCount: Int {
    (study.openRound ?? study.rounds.last).map { study.codings(under: $0).count } ?? 0
  }

  private func waitingAnchors(in study: Study) throws -> [WaitingAnchor] {
    guard let round = study.openRound ?? study.rounds.last else {
      throw WorkflowError(.noWave, "er is nog geen meting; draai eerst monitor")
    }
    let placements = try AnchorReview(study: study, corpus: session.corpus).placements(of: round)
    return placements.compactMap { id, placed -> WaitingAnchor? in
      guard placed.state != .intact, let coding = study.codings[id],
        study.awaited(coding.cell, in: round).isEmpty
      else { return nil }
      return WaitingAnchor(
        coding: coding, path: study.sources[coding.source]?.path ?? "",
        old: study.lastLocator(of: coding), placement: placed)
    }.sorted { left, right in
      let order = (left.old.page, left.coding.id)
      if left.path != right.path {
        return left.path.utf8.lexicographicallyPrecedes(right.path.utf8)
      }
      return order < (right.old.page, right.coding.id)
    }
  }

  /// The quotes that wait, a row each; one that may be in several places has a row for each.
  public static func table(_ waiting: [WaitingAnchor]) -> Table {
    var table = Table(
      columns: [
        "coding", "file", "page", "state", "unit", "field", "old", "candidate", "new_page", "new",
        "difference",
      ])
    for anchor in waiting {
      let head = [
        anchor.coding.id.rawValue, anchor.path, String(anchor.old.page),
        anchor.placement.state.rawValue, anchor.coding.cell.unit.rawValue,
        anchor.coding.cell.fieldLabel, anchor.old.quote,
      ]
      let places = anchor.placement.locator.map { [$0] } ?? anchor.placement.candidates
      if places.isEmpty { table.rows.append(head + ["", "", "", ""]) }
      for (number, place) in places.enumerated() {
        let isOne = anchor.placement.locator != nil
        table.rows.append(
          head + [
            isOne ? "" : String(number + 1), String(place.page), place.quote,
            anchor.difference.line,
          ])
      }
    }
    return table
  }

  /// Confirms the places that were found.
  ///
  /// - Parameters:
  ///   - names: identifiers of codings, or `moved` for every quote that only moved.
  ///   - candidate: which of several places, from 1; needed where it is ambiguous.
  /// - Returns: one line for each quote.
  /// - Throws: `WorkflowError`; then nothing was confirmed.
  public mutating func confirmAnchors(
    _ names: [String], candidate: Int?, actor: CoderID
  ) throws -> [String] {
    try change(actor) { desk, study in
      let waiting = try desk.waitingAnchors(in: study)
      var chosen: [WaitingAnchor] = []
      for name in names {
        if name == AnchorState.moved.rawValue {
          chosen += waiting.filter { $0.placement.state == .moved }
          continue
        }
        chosen.append(try Self.anchor(name, in: waiting, study))
      }
      var seen: Set<CodingID> = []
      return try chosen.filter { seen.insert($0.coding.id).inserted }.map { anchor in
        let place = try Self.place(of: anchor, candidate)
        return .codingPlaced(id: anchor.coding.id, locator: try desk.session.corpus.marked(place))
      }
    }
  }

  private static func place(of anchor: WaitingAnchor, _ candidate: Int?) throws -> Locator {
    let id = anchor.coding.id
    if let found = anchor.placement.locator { return found }
    let candidates = anchor.placement.candidates
    guard !candidates.isEmpty else {
      throw WorkflowError(
        .noPlace,
        "citaat \(id) is niet gevonden; wijs het aan met --place \(id) --quote \"…\", of leg met "
          + "--lost \(id) vast dat het er niet meer staat")
    }
    guard let candidate, candidates.indices.contains(candidate - 1) else {
      throw WorkflowError(
        .noPlace,
        "citaat \(id) kan op \(candidates.count) plaatsen staan; kies er een met --candidate 1"
          + (candidates.count > 1 ? " tot en met \(candidates.count)" : ""))
    }
    return candidates[candidate - 1]
  }

  private static func anchor(
    _ name: String, in waiting: [WaitingAnchor], _ study: Study
  ) throws -> WaitingAnchor {
    if let anchor = waiting.first(where: { $0.coding.id.rawValue == name }) { return anchor }
    guard study.codings[CodingID(name)] != nil else {
      throw WorkflowError(
        .notFound, "codering ‘\(name)’ bestaat niet; kijk in vindplaats anchors")
    }
    throw WorkflowError(
      .notFound,
      "citaat \(name) staat op zijn plaats of hoort niet bij een antwoord van deze meting; er is "
        + "niets te bevestigen")
  }

  /// Says where a coding stands now: a quote from its document as it is read now.
  ///
  /// - Parameter quote: without text the words of the coding itself are looked for.
  /// - Throws: `WorkflowError` where they do not stand in one place.
  public mutating func placeAnchor(
    _ name: String, at quote: QuoteRequest, actor: CoderID
  ) throws -> [String] {
    try change(actor) { desk, study in
      guard let coding = study.codings[CodingID(name)],
        let source = study.sources[coding.source]
      else {
        throw WorkflowError(
          .notFound, "codering ‘\(name)’ bestaat niet; kijk in vindplaats anchors")
      }
      guard let extraction = try desk.session.corpus.extraction(of: source.current) else {
        throw WorkflowError(.failed, "\(source.path) is niet te lezen")
      }
      let words = quote.text.isEmpty ? study.lastLocator(of: coding).quote : quote.text
      let finder = QuoteFinder(
        version: source.current, readerVersion: DocumentReader.version, extraction: extraction)
      let locator: Locator
      do throws(QuoteFinder.Failure) {
        locator = try finder.locate(words, page: quote.page, occurrence: quote.occurrence)
      } catch {
        throw WorkflowError(.noPlace, Self.refusal(error, words, source.path))
      }
      return [.codingPlaced(id: coding.id, locator: try desk.session.corpus.marked(locator))]
    }
  }

  private static func refusal(
    _ failure: QuoteFinder.Failure, _ words: String, _ path: String
  ) -> String {
    let shown = words.count > 80 ? words.prefix(80) + "…" : words[...]
    switch failure {
    case .empty: return "het citaat is leeg; noem met --quote de woorden zoals ze er nu staan"
    case .notFound(let beginning, let page):
      let near = page.map { "; wel gevonden op p. \($0) is ‘\(beginning)’" } ?? ""
      return "‘\(shown)’ staat niet in \(path); neem de woorden letterlijk over met --quote\(near)"
    case .ambiguous(let places):
      let list = places.enumerated().map {
        "  p. \($1.page) (--occurrence \($0 + 1)): \($1.context)"
      }
      return "‘\(shown)’ staat vaker in \(path); kies met --page of --occurrence:\n"
        + list.joined(separator: "\n")
    case .tooFewOccurrences(let found):
      return
        "‘\(shown)’ staat daar \(found) keer in \(path); kies een andere --page of --occurrence"
    case .tooLong:
      return "het citaat loopt over meer dan twee bladzijden; geef met --quote een korter citaat"
    }
  }

  /// Says that the words of a coding are no longer in its document.
  public mutating func loseAnchor(
    _ name: String, reason: String, actor: CoderID
  ) throws -> [String] {
    try change(actor) { _, study in
      let id = CodingID(name)
      guard let source = study.codings[id].flatMap({ study.sources[$0.source] }) else {
        throw WorkflowError(
          .notFound, "codering ‘\(name)’ bestaat niet; kijk in vindplaats anchors")
      }
      return [
        .codingLost(
          id: id, version: source.current, readerVersion: DocumentReader.version, reason: reason)
      ]
    }
  }

  /// Takes back what was said last of the place of a coding.
  public mutating func withdrawAnchor(
    _ name: String, reason: String, actor: CoderID
  ) throws -> [String] {
    try change(actor) { _, _ in [.placementWithdrawn(id: CodingID(name), reason: reason)] }
  }

  private mutating func change(
    _ actor: CoderID, _ decide: (StudyDesk, Study) throws -> [Event]
  ) throws -> [String] {
    try session.requireCurrentCorpus(study)
    let desk = self
    let events = try session.journal.append(actor: actor.rawValue, to: &study) {
      try decide(desk, $0)
    }
    return try events.map {
      "vastgelegd (gebeurtenis \($0.number)): \(EventDescription.text(of: try $0.event(), in: study))"
    }
  }
}
