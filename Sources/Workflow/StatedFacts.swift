// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Indexing
import Model

/// What whoever made a replicate states of the documents that it does not hold, so that a public edition can
/// be made again without them: how far they could be read, and how often each term stands in them.
///
/// A public edition shows nothing else of them. What is stated is taken over and not checked, and `verify`
/// says so.
struct StatedFacts: Codable, Sendable, Equatable {
  struct Document: Codable, Sendable, Equatable {
    var state: DocumentState
    /// The number of places in the body, by the identifier of the term.
    var counts: [String: Int]
  }

  /// By the hash of the version.
  var documents: [String: Document]
  /// The quotes in these documents that do not stand where they were coded, by the identifier of the coding.
  var anchors: [String: AnchorState]

  /// What is known of these versions now.
  ///
  /// - Throws: `CorpusError`.
  init(_ versions: Set<VersionHash>, study: Study, round: Round, corpus: Corpus) throws {
    let counts = try corpus.counts(of: versions)
    documents = [:]
    for version in versions {
      guard let facts = try corpus.facts(of: version) else { continue }
      documents[version.rawValue] = Document(
        state: facts.state,
        counts: Dictionary(
          uniqueKeysWithValues: (counts[version] ?? [:]).map { ($0.key.rawValue, $0.value) }))
    }
    let placed = try AnchorReview(study: study, corpus: corpus).placements(of: round)
    anchors = [:]
    for (id, placement) in placed where Self.isAbout(id, versions, study) {
      anchors[id.rawValue] = placement.state
    }
  }

  /// Whether a coding is placed in one of these versions.
  private static func isAbout(_ id: CodingID, _ versions: Set<VersionHash>, _ study: Study) -> Bool
  {
    study.codings[id].flatMap { study.sources[$0.source] }.map { versions.contains($0.current) }
      ?? false
  }

  /// Adds what is stated to what was found in the documents at hand.
  func complete(
    _ facts: inout [VersionHash: DocumentFacts], _ terms: inout TermCounts,
    _ places: inout [CodingID: AnchorPlacement], of study: Study
  ) {
    let versions = Set(documents.keys.map { VersionHash($0) })
    for (hash, document) in documents.sorted(by: { $0.key < $1.key }) {
      let version = VersionHash(hash)
      guard facts[version] == nil else { continue }
      facts[version] = DocumentFacts(state: document.state, format: "")
      terms[version] = Dictionary(
        uniqueKeysWithValues: document.counts.map { (TermID($0.key), $0.value) })
    }
    for id in study.codings.keys where Self.isAbout(id, versions, study) {
      places[id] = anchors[id.rawValue].map { AnchorPlacement(state: $0) }
    }
  }
}
