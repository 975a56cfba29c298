// SPDX-License-Identifier: EUPL-1.2

/// When the text of a page is recognised on its picture (OCR).
public enum RecognitionMode: String, Codable, Sendable, CaseIterable {
  /// Where a page has no text, or a text layer that cannot be read.
  case auto
  /// Never.
  case off
  /// On every page of every PDF, also where it has text.
  case force
}

/// How well the text of one page was recognised on its picture.
public struct PageRecognition: Codable, Sendable, Equatable {
  /// Below this a page is said to be badly recognised, in percents.
  public static let doubtful = 75

  /// The page, counted from 1.
  public var page: Int
  /// How sure the recogniser is, 0 to 100: the mean over the letters of the page.
  public var confidence: Int
  /// How sure it is of each word, 0 to 100, in the order of the page's boxes (`PageBoxes.words()`).
  public var words: [UInt8]

  public init(page: Int, confidence: Int, words: [UInt8] = []) {
    self.page = page
    self.confidence = confidence
    self.words = words
  }

  /// What is said of a quote on such a page.
  ///
  /// - Parameter confidence: 0 to 100.
  public static func notice(_ confidence: Int) -> String {
    "tekst door OCR herkend, zekerheid \(confidence)%"
  }
}

extension Sequence where Element == PageRecognition {
  /// How sure the recogniser is of a page, 0 to 100; nil where the page was not recognised on its picture.
  public func confidence(ofPage page: Int) -> Int? { first { $0.page == page }?.confidence }
}
