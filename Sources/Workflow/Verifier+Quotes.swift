// SPDX-License-Identifier: EUPL-1.2
import Anchoring
import Indexing
import Model
import Reading

/// Finds every quote again, where it was coded and where persons placed it later.
extension Verifier {
  /// A place that the journal gives to a coding.
  private struct Named {
    var coding: Coding
    var locator: Locator
    /// Whether a person looked at the same version again, as a later reader read it.
    var isSuperseded: Bool
  }

  mutating func checkQuotes(_ study: Study, _ corpus: Corpus) throws {
    let named = Self.places(of: study)
    let byVersion = Dictionary(grouping: named, by: \.locator.version)
    var readOtherwise = 0
    for version in byVersion.keys.sorted() {
      let places = byVersion[version] ?? []
      if isAbsent(version) {
        report.unrepeatable.append(
          Finding(
            place:
              "\(places.count == 1 ? "1 citaat" : "\(places.count) citaten") uit kept/\(version)",
            problem: "niet teruggezocht: het stuk hoort niet bij het pakket"))
        continue
      }
      report.quotes += places.count
      guard let extraction = try corpus.extraction(of: version) else {
        for place in places { find("codering \(place.coding.id)", "het stuk is niet te lezen") }
        continue
      }
      let finder = QuoteFinder(
        version: version, readerVersion: DocumentReader.version, extraction: extraction)
      var placer: AnchorPlacer?
      for place in places {
        if finder.stands(place.locator) {
          try checkMarks(place.locator, of: place.coding, study, corpus)
          continue
        }
        // Another version of the reader wrote it, or the same one within other limits: the same words must
        // stand in the same bytes.
        let now =
          placer
          ?? AnchorPlacer(
            version: version, readerVersion: DocumentReader.version, extraction: extraction)
        placer = now
        let state = now.place(place.locator).state
        let isOther = place.locator.readerVersion != DocumentReader.version
        if state == .intact || (isOther && state == .moved) || place.isSuperseded {
          readOtherwise += 1
          continue
        }
        find(
          name(place.coding, place.locator, study),
          "het citaat staat niet op zijn plaats: ‘\(place.locator.quote.prefix(80))’")
      }
    }
    if readOtherwise > 0 {
      report.notes.append(
        "\(readOtherwise) citaten zijn vastgelegd toen het programma de stukken anders las; hun "
          + "woorden zijn teruggevonden of opnieuw aangewezen")
    }
    try noteWaiting(study, corpus)
  }

  private static func places(of study: Study) -> [Named] {
    study.codings.values.filter { !study.withdrawn.contains($0.id) }.sorted { $0.id < $1.id }
      .flatMap { coding -> [Named] in
        let placed = study.placements[coding.id] ?? []
        let locators = [coding.locator] + placed.compactMap(\.locator)
        return locators.map { locator in
          Named(
            coding: coding, locator: locator,
            isSuperseded: placed.contains {
              $0.version == locator.version && $0.readerVersion == DocumentReader.version
            })
        }
      }
      + study.openCodes.standing().map {
        Named(coding: $0.placed, locator: $0.locator, isSuperseded: false)
      }
  }

  /// The places on the page follow from the boxes of the words.
  private mutating func checkMarks(
    _ locator: Locator, of coding: Coding, _ study: Study, _ corpus: Corpus
  ) throws {
    guard let marks = locator.marks, locator.readerVersion == DocumentReader.version else { return }
    if try corpus.marked(locator).marks != marks {
      find(name(coding, locator, study), "de plaats van de regels op de bladzijde klopt niet")
    }
  }

  private func name(_ coding: Coding, _ locator: Locator, _ study: Study) -> String {
    "codering \(coding.id), \(study.sources[coding.source]?.path ?? ""), p. \(locator.page)"
  }

  /// What waits for a person is no difference, but worth knowing.
  private mutating func noteWaiting(_ study: Study, _ corpus: Corpus) throws {
    // Where documents are missing, every quote in them would seem lost.
    guard replica?.absent.isEmpty != false else { return }
    guard let round = study.openRound ?? study.rounds.last else { return }
    let placements = try AnchorReview(study: study, corpus: corpus).placements(of: round)
    let counts = Dictionary(grouping: placements.values, by: \.state).mapValues(\.count)
    let parts = AnchorState.allCases.compactMap { state in
      state == .intact ? nil : counts[state].map { "\($0) \(state.dutchName)" }
    }
    if !parts.isEmpty {
      report.notes.append(
        "citaten die niet meer op hun plaats staan: \(parts.joined(separator: ", ")); zie "
          + "vindplaats anchors")
    }
  }
}
