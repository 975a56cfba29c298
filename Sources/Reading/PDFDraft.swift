// SPDX-License-Identifier: EUPL-1.2
import Model

/// A passage of a PDF before its text is put together: the lines it consists of, on one page.
struct PDFDraft {
  /// How a line goes on from the one before it.
  enum Link: UInt8 {
    /// The next line of the same text: a space, or a broken word joined.
    case line
    /// Another cell of the same row.
    case cell
  }

  struct Piece {
    /// The number of the line in `PDFText.lines`.
    var line: Int
    var link: Link
    /// How many empty cells stand before the line in its row.
    var emptyCells = 0
  }

  var kind: PassageKind
  var zone: Zone
  var headingLevel = 0
  /// The page, counted from 0.
  var page: Int
  var pieces: [Piece]
  /// Whether the text goes on in the next body draft, over the end of the page.
  var crosses = false
}
