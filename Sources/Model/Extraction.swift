// SPDX-License-Identifier: EUPL-1.2

/// How far a document could be read.
public enum DocumentState: String, Codable, Sendable, CaseIterable {
  case read
  case ocr
  case partly
  case noText = "no-text"
  case failed

  /// Whether a search through the document means anything.
  public var isSearchable: Bool { self == .read || self == .ocr || self == .partly }
}

/// Which part of a page a passage belongs to; only `body` is counted, the rest is kept and shown.
public enum Zone: String, Codable, Sendable, CaseIterable {
  case body
  case runningHead = "running-head"
  case contents
  case pageNumber = "page-number"
}

/// What kind of passage a stretch of text is.
public enum PassageKind: String, Codable, Sendable, CaseIterable {
  case heading, paragraph, listItem = "list-item", tableRow = "table-row", note
  /// The words under or above a figure or a table: "Figuur 2: De keten".
  case caption
  /// The row of a table that says what its columns hold.
  case tableHead = "table-head"

  /// Whether the passage is a row of a table, its cells separated by a tab.
  public var isTableRow: Bool { self == .tableRow || self == .tableHead }
}

/// A stretch of one page's text, in UTF-8 bytes from the start of that page's text.
public struct Stretch: Codable, Sendable, Hashable {
  /// The page, counted from 1.
  public var page: Int
  /// The bytes of the page's text; never empty, cuts no character.
  public var utf8Range: Range<Int>

  public init(page: Int, utf8Range: Range<Int>) {
    self.page = page
    self.utf8Range = utf8Range
  }
}

/// The text of one page as read: passages in reading order, separated by one line feed each.
///
/// Words broken at a line end are joined; a word broken at the page's end keeps its hyphen here and is
/// joined by the passage that crosses the page (`Passage.joinsWord`).
public struct PageText: Codable, Sendable, Equatable {
  /// Counted from 1. Formats without pages have one page per about 3,000 characters, cut between passages.
  public var number: Int
  public var text: String

  public init(number: Int, text: String) {
    self.number = number
    self.text = text
  }
}

/// A heading, paragraph, list item, table row or note, and where it stands.
public struct Passage: Codable, Sendable, Equatable {
  public var kind: PassageKind
  public var zone: Zone
  /// The level of a heading, from 1; 0 for everything else.
  public var headingLevel: Int
  /// One stretch, or two where the passage runs over the end of a page (in page order).
  public var stretches: [Stretch]
  /// Whether the second stretch goes on with the word that the first breaks off with a hyphen.
  public var joinsWord: Bool

  public init(
    kind: PassageKind, zone: Zone = .body, headingLevel: Int = 0, stretches: [Stretch],
    joinsWord: Bool = false
  ) {
    self.kind = kind
    self.zone = zone
    self.headingLevel = headingLevel
    self.stretches = stretches
    self.joinsWord = joinsWord
  }
}

/// What was read from one version of a document by one version of the reader.
public struct Extraction: Codable, Sendable, Equatable {
  public var state: DocumentState
  /// The format found in the bytes, whatever the file name says: `pdf`, `docx`, `odt`, `html`, `txt`, `md`.
  public var format: String
  public var pages: [PageText]
  /// In reading order.
  public var passages: [Passage]
  /// Where the words of each page stand, in page order; empty for formats without pages of their own.
  public var boxes: [PageBoxes]
  /// Pages without any text that can be read, or with a picture of text that was not read, counted from 1.
  public var pagesWithoutText: [Int]
  /// The pages whose text was recognised on their picture, in page order.
  public var recognized: [PageRecognition]
  /// Whether recognising text on pictures has changed what was read, or could have.
  public var isOpenToRecognition: Bool
  /// ISO 639-1 code of the language that most of the text is in; nil when there is too little text to tell.
  public var language: String?
  public var title: String?
  /// The date in the document's own metadata, `yyyy-mm-dd`, if it has one.
  public var metadataDate: String?
  /// What a password did; nil where none is needed, and where the format's cannot be used.
  public var lock: DocumentLock?
  /// What is wrong with the document, in words for a person. Never empty when the state is not `read`.
  public var diagnostics: [Diagnostic]

  public init(
    state: DocumentState, format: String, pages: [PageText] = [], passages: [Passage] = [],
    boxes: [PageBoxes] = [], pagesWithoutText: [Int] = [], recognized: [PageRecognition] = [],
    isOpenToRecognition: Bool = false, language: String? = nil, title: String? = nil,
    metadataDate: String? = nil, lock: DocumentLock? = nil, diagnostics: [Diagnostic] = []
  ) {
    self.state = state
    self.format = format
    self.pages = pages
    self.passages = passages
    self.boxes = boxes
    self.pagesWithoutText = pagesWithoutText
    self.recognized = recognized
    self.isOpenToRecognition = isOpenToRecognition
    self.language = language
    self.title = title
    self.metadataDate = metadataDate
    self.lock = lock
    self.diagnostics = diagnostics
  }
}
