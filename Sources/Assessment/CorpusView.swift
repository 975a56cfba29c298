// SPDX-License-Identifier: EUPL-1.2
import Model

/// The facts about documents that the assessment looks up: what was read, and how often each term occurs.
public struct CorpusView: Sendable {
  public var documents: [VersionHash: DocumentFacts]
  /// The number of hits per term in the body of each document.
  public var counts: TermCounts
  /// The units that the first pages of a document name, for documents that nothing else assigns.
  public var suggestedUnits: [VersionHash: [UnitCode]]

  /// Where the codings stand now that do not stand where they were made or placed last; all others do.
  public var anchors: [CodingID: AnchorPlacement] = [:]

  /// The documents that say nearly the same as one with an earlier identifier.
  public var nearCopies: [VersionHash: NearCopy] = [:]

  public init(
    documents: [VersionHash: DocumentFacts] = [:], counts: TermCounts = TermCounts(),
    suggestedUnits: [VersionHash: [UnitCode]] = [:]
  ) {
    self.documents = documents
    self.counts = counts
    self.suggestedUnits = suggestedUnits
  }

  /// The state of a version; `failed` where it has not been read.
  public func state(_ version: VersionHash) -> DocumentState {
    documents[version]?.state ?? .failed
  }

  /// How often these terms occur in the body of a version, together.
  public func hits(_ version: VersionHash, _ terms: [Term]) -> Int {
    counts.sum(of: counts.selection(terms.lazy.map(\.id)), in: counts.row(of: version))
  }
}
