// SPDX-License-Identifier: EUPL-1.2

/// What the corpus knows of one version of a document, without its text.
public struct DocumentFacts: Codable, Sendable, Equatable {
  public var state: DocumentState
  public var format: String
  /// The number of pages, and the pages without any text.
  public var pageCount: Int
  public var pagesWithoutText: [Int]
  /// The number of passages in the body.
  public var passageCount: Int
  public var language: String?
  public var title: String?
  /// `yyyy-mm-dd`
  public var metadataDate: String?
  public var diagnostics: [Diagnostic]

  public init(
    state: DocumentState, format: String, pageCount: Int = 0, pagesWithoutText: [Int] = [],
    passageCount: Int = 0, language: String? = nil, title: String? = nil,
    metadataDate: String? = nil, diagnostics: [Diagnostic] = []
  ) {
    self.state = state
    self.format = format
    self.pageCount = pageCount
    self.pagesWithoutText = pagesWithoutText
    self.passageCount = passageCount
    self.language = language
    self.title = title
    self.metadataDate = metadataDate
    self.diagnostics = diagnostics
  }
}
