// SPDX-License-Identifier: EUPL-1.2
import Model

/// Finds the one place where a quote stands in a document, or says why there is not one.
///
/// ```swift
/// let finder = QuoteFinder(version: hash, readerVersion: "1", extraction: extraction)
/// let place = try finder.locate("partijen leggen vast", page: 12)
/// ```
public struct QuoteFinder: Sendable {
  /// Why a quote has no single place.
  public enum Failure: Error, Equatable, Sendable {
    case empty
    /// It does not stand in the text; the longest beginning that does, with its page, if any.
    case notFound(longestBeginning: String, page: Int?)
    /// It stands in several places: these.
    case ambiguous([Candidate])
    /// It stands in fewer places than the occurrence asked for.
    case tooFewOccurrences(found: Int)
    /// It runs over more than two pages, or over text that is not body.
    case tooLong
  }

  /// A place where the quote stands, with its surroundings.
  public struct Candidate: Equatable, Sendable {
    public var page: Int
    public var context: String
  }

  private let version: VersionHash
  private let readerVersion: String
  private let pages: [Int: [UInt8]]
  private let text: [Unicode.Scalar]
  private let quoted: QuotedTextBox

  /// Holds the folded text, so that copies of the finder share it.
  private final class QuotedTextBox: Sendable {
    let value: QuotedText
    init(_ value: QuotedText) { self.value = value }
  }

  public init(version: VersionHash, readerVersion: String, extraction: Extraction) {
    self.version = version
    self.readerVersion = readerVersion
    pages = Dictionary(
      extraction.pages.map { ($0.number, Array($0.text.utf8)) },
      uniquingKeysWith: { first, _ in first })
    let value = QuotedText(extraction)
    text = value.scalars
    quoted = QuotedTextBox(value)
  }

  /// - Parameters:
  ///   - page: only places that begin on this page, counted from 1.
  ///   - occurrence: which of several places, counted from 1 within the page or the document.
  /// - Throws: `Failure`.
  public func locate(
    _ quote: String, page: Int? = nil, occurrence: Int? = nil
  ) throws(Failure) -> Locator {
    let readings = QuotedText.readings(of: quote)
    guard let first = readings.first, !first.isEmpty else { throw .empty }
    var places: [(start: Int, length: Int)] = []
    for reading in readings where places.isEmpty {
      places = quoted.value.occurrences(of: reading).map { ($0, reading.count) }
    }
    guard !places.isEmpty else { throw longestBeginning(of: first) }
    if let page { places = places.filter { quoted.value.origins[$0.start].page == page } }
    if let occurrence {
      guard occurrence >= 1, occurrence <= places.count else {
        throw .tooFewOccurrences(found: places.count)
      }
      return try locator(places[occurrence - 1])
    }
    guard places.count == 1 else {
      if places.isEmpty { throw .tooFewOccurrences(found: 0) }
      throw .ambiguous(places.prefix(10).map(candidate))
    }
    return try locator(places[0])
  }

  private func longestBeginning(of quote: [Unicode.Scalar]) -> Failure {
    var low = 0
    var high = quote.count
    var page: Int?
    while low < high {
      let middle = (low + high + 1) / 2
      if let place = quoted.value.occurrences(of: Array(quote.prefix(middle))).first {
        low = middle
        page = quoted.value.origins[place].page
      } else {
        high = middle - 1
      }
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: quote.prefix(low))
    return .notFound(longestBeginning: low < 8 ? "" : String(view), page: low < 8 ? nil : page)
  }

  private func candidate(_ place: (start: Int, length: Int)) -> Candidate {
    let from = max(0, place.start - 40)
    let to = min(text.count, place.start + place.length + 40)
    var view = String.UnicodeScalarView()
    view.append(contentsOf: text[from..<to])
    return Candidate(
      page: quoted.value.origins[place.start].page, context: "…\(String(view))…")
  }

  private func locator(_ place: (start: Int, length: Int)) throws(Failure) -> Locator {
    var stretches: [Stretch] = []
    for origin in quoted.value.origins[place.start..<(place.start + place.length)] {
      guard origin.end > origin.start else { continue }
      if let last = stretches.last, last.page == origin.page {
        guard origin.end >= last.utf8Range.upperBound else { continue }
        stretches[stretches.count - 1].utf8Range = last.utf8Range.lowerBound..<origin.end
      } else {
        stretches.append(Stretch(page: origin.page, utf8Range: origin.start..<origin.end))
      }
    }
    guard let first = stretches.first, let last = stretches.last, stretches.count <= 2 else {
      throw .tooLong
    }
    return Locator(
      version: version, readerVersion: readerVersion, stretches: stretches,
      quote: Self.text(of: stretches, in: pages),
      before: context(first.page, upTo: first.utf8Range.lowerBound),
      after: context(last.page, from: last.utf8Range.upperBound))
  }

  private static func text(of stretches: [Stretch], in pages: [Int: [UInt8]]) -> String {
    stretches.map { stretch in
      guard let bytes = pages[stretch.page], stretch.utf8Range.upperBound <= bytes.count else {
        return ""
      }
      return String(decoding: bytes[stretch.utf8Range], as: UTF8.self)
    }.joined(separator: " ")
  }

  private func context(_ page: Int, upTo end: Int) -> String {
    String(String(decoding: (pages[page] ?? []).prefix(end), as: UTF8.self).suffix(32))
  }

  private func context(_ page: Int, from start: Int) -> String {
    String(String(decoding: (pages[page] ?? []).dropFirst(start), as: UTF8.self).prefix(32))
  }

  /// Whether the quote of a locator still reads the same at its place.
  public func stands(_ locator: Locator) -> Bool {
    locator.version == version && !locator.quote.isEmpty
      && Self.text(of: locator.stretches, in: pages) == locator.quote
  }
}
