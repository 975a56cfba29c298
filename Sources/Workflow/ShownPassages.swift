// SPDX-License-Identifier: EUPL-1.2
import Model
import Reporting

/// Cuts places out of a document with their surroundings, ready to show.
struct ShownPassages {
  /// The most characters shown on either side of a quote.
  static let contextLength = 240

  private let extraction: Extraction
  private let pages: [Int: [UInt8]]

  init(_ extraction: Extraction) {
    self.extraction = extraction
    pages = Dictionary(
      extraction.pages.map { ($0.number, Array($0.text.utf8)) },
      uniquingKeysWith: { first, _ in first })
  }

  func isHeading(_ passage: Int) -> Bool {
    extraction.passages.indices.contains(passage) && extraction.passages[passage].kind == .heading
  }

  /// A quote with what stands before and after it in its passage.
  ///
  /// - Parameter terms: the labels of the terms found there.
  func shown(_ stretches: [Stretch], source: SourceID, terms: [String]) -> ShownPassage? {
    guard let first = stretches.first, let last = stretches.last else { return nil }
    let place = passage(holding: first.page, first.utf8Range.lowerBound)
    let own = place.map { extraction.passages[$0] }
    let end = passage(holding: last.page, last.utf8Range.upperBound - 1)
      .map { extraction.passages[$0] }
    let lower = own?.stretches.first { $0.page == first.page }?.utf8Range.lowerBound
    let upper = end?.stretches.last { $0.page == last.page }?.utf8Range.upperBound
    let before = text(
      first.page, (lower ?? first.utf8Range.lowerBound)..<first.utf8Range.lowerBound)
    let after = text(last.page, last.utf8Range.upperBound..<(upper ?? last.utf8Range.upperBound))
    return ShownPassage(
      source: source, page: first.page, before: Self.tail(before),
      quote: stretches.map { text($0.page, $0.utf8Range) }.joined(separator: " "),
      after: Self.head(after), heading: place.map(heading) ?? "", terms: terms,
      confidence: extraction.recognized.confidence(ofPage: first.page))
  }

  private func passage(holding page: Int, _ offset: Int) -> Int? {
    extraction.passages.firstIndex { passage in
      passage.stretches.contains { $0.page == page && $0.utf8Range.contains(offset) }
    }
  }

  private func heading(above passage: Int) -> String {
    extraction.headingPath(of: passage).joined(separator: " › ")
  }

  private func text(_ page: Int, _ range: Range<Int>) -> String {
    guard let bytes = pages[page], range.upperBound <= bytes.count,
      range.lowerBound <= range.upperBound
    else { return "" }
    return String(decoding: bytes[range], as: UTF8.self)
  }

  private static func tail(_ text: String) -> String {
    guard text.count > contextLength else { return text }
    return "…" + text.suffix(contextLength).drop { !$0.isWhitespace }
  }

  private static func head(_ text: String) -> String {
    guard text.count > contextLength else { return text }
    let cut = text.prefix(contextLength)
    return (cut.lastIndex(where: \.isWhitespace).map { String(cut[..<$0]) } ?? String(cut)) + "…"
  }
}
