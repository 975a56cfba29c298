// SPDX-License-Identifier: EUPL-1.2
import Model

/// One version of a document as one version of the reader reads it, for finding quotes in it.
final class QuotedDocument: Sendable {
  /// The characters kept before and after a quote.
  static let contextLength = 32

  let version: VersionHash
  let readerVersion: String
  let text: QuotedText
  private let pages: [Int: [UInt8]]
  private let extraction: Extraction

  init(version: VersionHash, readerVersion: String, extraction: Extraction) {
    self.version = version
    self.readerVersion = readerVersion
    self.extraction = extraction
    pages = Dictionary(
      extraction.pages.map { ($0.number, Array($0.text.utf8)) },
      uniquingKeysWith: { first, _ in first })
    text = QuotedText(extraction)
  }

  /// Whether the pages are those of the document, and not cut by the reader.
  var hasOwnPages: Bool { extraction.format == "pdf" }

  /// The locator of a range of folded characters.
  ///
  /// - Parameter isCut: whether what runs over more than two pages is cut after the second.
  /// - Returns: nil where it holds nothing, or runs over more than two pages.
  func locator(_ range: Range<Int>, repeats: Int?, isCut: Bool = false) -> Locator? {
    var stretches: [Stretch] = []
    var end = range.lowerBound
    for place in range {
      let origin = text.origins[place]
      guard origin.end > origin.start else { continue }
      if let last = stretches.last, last.page == origin.page {
        guard origin.end >= last.utf8Range.upperBound else { continue }
        stretches[stretches.count - 1].utf8Range = last.utf8Range.lowerBound..<origin.end
      } else {
        if stretches.count == 2 {
          guard isCut else { return nil }
          break
        }
        stretches.append(Stretch(page: origin.page, utf8Range: origin.start..<origin.end))
      }
      end = place + 1
    }
    guard !stretches.isEmpty else { return nil }
    return Locator(
      version: version, readerVersion: readerVersion, stretches: stretches,
      quote: quote(stretches),
      before: String(
        raw(max(0, range.lowerBound - 4 * Self.contextLength)..<range.lowerBound)
          .suffix(Self.contextLength)),
      after: String(
        raw(end..<min(text.scalars.count, end + 4 * Self.contextLength))
          .prefix(Self.contextLength)),
      headings: headings(at: range.lowerBound), repeats: repeats)
  }

  /// Whether the quote of a locator reads the same at its place.
  func stands(_ locator: Locator) -> Bool {
    locator.version == version && !locator.quote.isEmpty
      && quote(locator.stretches) == locator.quote
  }

  /// The headings that a folded character stands under, from the chapter inwards.
  func headings(at place: Int) -> [String] {
    guard let passage = passage(at: place) else { return [] }
    return extraction.headingPath(of: passage)
  }

  /// The number of the passage that a folded character stands in.
  func passage(at place: Int) -> Int? {
    var low = 0
    var high = text.passages.count
    while low < high {
      let middle = (low + high) / 2
      if text.passages[middle].place <= place { low = middle + 1 } else { high = middle }
    }
    // The space before a passage is counted as its own.
    return low == 0 ? text.passages.first?.passage : text.passages[low - 1].passage
  }

  private func quote(_ stretches: [Stretch]) -> String {
    stretches.map { stretch in
      guard let bytes = pages[stretch.page], stretch.utf8Range.upperBound <= bytes.count else {
        return ""
      }
      return String(decoding: bytes[stretch.utf8Range], as: UTF8.self)
    }.joined(separator: " ")
  }

  /// A range as it stands on the pages, but for white space.
  private func raw(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    var last = (page: -1, start: -1)
    for place in range {
      let origin = text.origins[place]
      if text.scalars[place] == " " {
        view.append(" ")
        continue
      }
      if (origin.page, origin.start) != last, let bytes = pages[origin.page],
        let scalar = String(decoding: bytes[origin.start..<origin.end], as: UTF8.self)
          .unicodeScalars.first
      {
        view.append(scalar)
      }
      last = (origin.page, origin.start)
    }
    return String(view)
  }
}
