// SPDX-License-Identifier: EUPL-1.2
import Model

/// What a search found: how many passages and places there are, and the best of the passages.
public struct SearchResults: Sendable, Equatable {
  /// A passage that answers the query, with every place in it.
  public struct Found: Sendable, Equatable {
    /// The version in which the passage stands.
    public var document: VersionHash
    /// The number of the passage in `Extraction.passages`, from 0.
    public var passage: Int
    /// The places with their levels; the term of a hit is the term as written in the query.
    public var hits: [Hit]
    /// The place in the order: higher is better; has no meaning between searches.
    public var score: Double
  }

  /// Best first; equal ones in the order of document and passage.
  public var found: [Found]
  /// The number of passages in the body that answer the query.
  public var passageCount: Int
  /// The number of places in those passages.
  public var placeCount: Int
  /// The documents searched, whatever was found in them.
  public var documentCount: Int
  /// Whether everything was counted; false where so much may match that only a part was looked at.
  public var isComplete: Bool
}
