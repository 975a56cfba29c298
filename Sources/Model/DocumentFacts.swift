// SPDX-License-Identifier: EUPL-1.2

/// What the corpus knows of one version of a document, without its text.
public struct DocumentFacts: Codable, Sendable, Equatable {
  public var state: DocumentState
  public var format: String
  /// The number of pages, and the pages without any text that can be read or with a picture of text that was not read.
  public var pageCount: Int
  public var pagesWithoutText: [Int]
  /// How well each page was recognised whose text comes from its picture, by page; without the words.
  public var recognized: [PageRecognition]
  /// Whether recognising text on pictures has changed what was read, or could have.
  public var isOpenToRecognition: Bool
  /// The number of passages in the body.
  public var passageCount: Int
  public var language: String?
  public var title: String?
  /// `yyyy-mm-dd`
  public var metadataDate: String?
  /// What a password did; nil where none is needed.
  public var lock: DocumentLock?
  public var diagnostics: [Diagnostic]

  public init(
    state: DocumentState, format: String, pageCount: Int = 0, pagesWithoutText: [Int] = [],
    recognized: [PageRecognition] = [], isOpenToRecognition: Bool = false, passageCount: Int = 0,
    language: String? = nil, title: String? = nil,
    metadataDate: String? = nil, lock: DocumentLock? = nil, diagnostics: [Diagnostic] = []
  ) {
    self.state = state
    self.format = format
    self.pageCount = pageCount
    self.pagesWithoutText = pagesWithoutText
    self.recognized = recognized
    self.isOpenToRecognition = isOpenToRecognition
    self.passageCount = passageCount
    self.language = language
    self.title = title
    self.metadataDate = metadataDate
    self.lock = lock
    self.diagnostics = diagnostics
  }
}

extension DocumentFacts {
  /// How sure the recogniser is of a page, 0 to 100; nil where the page was not recognised on its picture.
  public func confidence(ofPage page: Int) -> Int? {
    recognized.confidence(ofPage: page)
  }

  /// The mean over the pages that were recognised, 0 to 100; nil without any.
  public var meanConfidence: Int? {
    guard !recognized.isEmpty else { return nil }
    return recognized.reduce(0) { $0 + $1.confidence } / recognized.count
  }
}
