// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

/// A place to look at or that was cited, with its surroundings, ready to show.
public struct ShownPassage: Sendable, Equatable {
  public var source: SourceID
  /// Counted from 1.
  public var page: Int
  public var before: String
  public var quote: String
  public var after: String
  /// The headings above the place, from the chapter inwards; empty where there are none.
  public var heading: String
  /// The labels of the terms that found the place; empty for a coding.
  public var terms: [String]
  /// How sure recognition is of the page, 0 to 100; nil where its text was not recognised on a picture.
  public var confidence: Int?
  /// Whether a public edition only says that it is there; there is no text then.
  public var isWithheld = false

  public init(
    source: SourceID, page: Int, before: String = "", quote: String, after: String = "",
    heading: String = "", terms: [String] = [], confidence: Int? = nil
  ) {
    self.source = source
    self.page = page
    self.before = before
    self.quote = quote
    self.after = after
    self.heading = heading
    self.terms = terms
    self.confidence = confidence
  }
}

/// Which issue of the report this is.
public enum Edition: Sendable, Equatable {
  case draft
  /// An issue for those who work on the study, counted from 1.
  case working(number: Int)
  /// An issue for everybody.
  case `public`(number: Int)
}

/// All that a site is made from.
public struct ReportMaterial: Sendable {
  public var picture: Picture
  /// The places to look at for an open cell, best first (at most 5), and how many there are in all.
  public var suggestions: [Cell: (shown: [ShownPassage], total: Int)]
  /// The codings of answers, with their surroundings.
  public var evidence: [CodingID: ShownPassage]
  /// The codings whose place counts in a text that the program now reads otherwise: only what was kept of them
  /// can be shown.
  public var readOtherwise: Set<CodingID>
  /// What changed in the quotes that changed since they were coded, word by word.
  public var differences: [CodingID: [DifferencePart]]
  /// The text of a page that a coding stands on, for showing the quote on its page.
  public var pageText: @Sendable (VersionHash, Int) -> String?
  /// Unit by theme by kind of source; nil where nobody counted it.
  public var grid: SourceGrid?
  public var edition: Edition

  public init(
    picture: Picture, suggestions: [Cell: (shown: [ShownPassage], total: Int)] = [:],
    evidence: [CodingID: ShownPassage] = [:],
    readOtherwise: Set<CodingID> = [], differences: [CodingID: [DifferencePart]] = [:],
    pageText: @escaping @Sendable (VersionHash, Int) -> String? = { _, _ in nil },
    grid: SourceGrid? = nil, edition: Edition = .draft
  ) {
    self.picture = picture
    self.suggestions = suggestions
    self.evidence = evidence
    self.readOtherwise = readOtherwise
    self.differences = differences
    self.pageText = pageText
    self.grid = grid
    self.edition = edition
  }
}
