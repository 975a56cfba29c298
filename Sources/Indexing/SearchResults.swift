// SPDX-License-Identifier: EUPL-1.2
import Model

/// What a search found: how many passages there are, and the best of them.
public struct SearchResults: Sendable, Equatable {
  /// A passage that answers the query, ready to show.
  public struct Found: Sendable, Equatable {
    /// The version in which the passage stands.
    public var document: VersionHash
    /// The number of the passage in `Extraction.passages`, from 0.
    public var passage: Int
    /// The places of the terms that are looked for, with their levels; a hit's term is as written.
    public var hits: [Hit]
    /// The place in the order: higher is better; has no meaning between searches.
    public var score: Double
    /// The page on which the passage begins, counted from 1.
    public var page: Int
    /// The words of the passage, joined over the end of a page.
    public var text: String
    /// Where the hits stand in `text`, in UTF-8 bytes; in order, none within another.
    public var marks: [Range<Int>]
    /// The headings that the passage stands under, from the chapter inwards.
    public var headings: [String]
  }

  /// Best first; equal ones in the order of document and passage.
  public var found: [Found]
  /// The number of passages in the body that answer the query.
  public var passageCount: Int
  /// Whether that is all of them; where false there are more.
  public var isComplete: Bool
  /// The documents searched, whatever was found in them.
  public var documentCount: Int
}
