// SPDX-License-Identifier: EUPL-1.2
import Model

/// A row of `answers.csv` whose unit, field and answer are known.
///
/// The quote is as written: whether it stands in the document is for the one who takes the row up.
public struct AnswerRow: Sendable, Equatable {
  /// Counted from 1.
  public var line: Int
  /// Where the field is about a document, the unit is the source's identifier or its path.
  public var cell: Cell
  public var value: AnswerValue
  /// As written.
  public var quote: String
  /// Relative to `sources/`, in normal form C; nil where no file is named.
  public var file: String?
  /// Counted from 1.
  public var page: Int?
  /// Which of several places with the same quote, counted from 1.
  public var occurrence: Int?
  public var coder: CoderID
  public var note: String
  public var reason: String
  public var certainty: Certainty?
  /// Quotes that speak against the answer, as written; and where they stand, as for `quote`.
  public var against: String
  public var againstFile: String?
  public var againstPage: Int?
  /// SHA-256 over the cells: the same row has the same fingerprint, wherever it stands.
  public var fingerprint: String

  public init(
    line: Int, cell: Cell, value: AnswerValue, quote: String = "", file: String? = nil,
    page: Int? = nil, occurrence: Int? = nil, coder: CoderID = "lezer-1", note: String = "",
    reason: String = "", fingerprint: String, certainty: Certainty? = nil, against: String = "",
    againstFile: String? = nil, againstPage: Int? = nil
  ) {
    self.certainty = certainty
    self.against = against
    self.againstFile = againstFile
    self.againstPage = againstPage
    self.line = line
    self.cell = cell
    self.value = value
    self.quote = quote
    self.file = file
    self.page = page
    self.occurrence = occurrence
    self.coder = coder
    self.note = note
    self.reason = reason
    self.fingerprint = fingerprint
  }
}
