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

  private let document: QuotedDocument

  public init(version: VersionHash, readerVersion: String, extraction: Extraction) {
    document = QuotedDocument(
      version: version, readerVersion: readerVersion, extraction: extraction)
  }

  private var text: QuotedText { document.text }

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
      places = text.occurrences(of: reading).map { ($0, reading.count) }
    }
    guard !places.isEmpty else { throw longestBeginning(of: first) }
    let repeats = places.count
    if let page { places = places.filter { text.origins[$0.start].page == page } }
    if let occurrence {
      guard occurrence >= 1, occurrence <= places.count else {
        throw .tooFewOccurrences(found: places.count)
      }
      return try locator(places[occurrence - 1], repeats: repeats)
    }
    guard places.count == 1 else {
      if places.isEmpty { throw .tooFewOccurrences(found: 0) }
      throw .ambiguous(places.prefix(10).map(candidate))
    }
    return try locator(places[0], repeats: repeats)
  }

  private func longestBeginning(of quote: [Unicode.Scalar]) -> Failure {
    var low = 0
    var high = quote.count
    var page: Int?
    while low < high {
      let middle = (low + high + 1) / 2
      if let place = text.occurrences(of: Array(quote.prefix(middle))).first {
        low = middle
        page = text.origins[place].page
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
    let to = min(text.scalars.count, place.start + place.length + 40)
    var view = String.UnicodeScalarView()
    view.append(contentsOf: text.scalars[from..<to])
    return Candidate(page: text.origins[place.start].page, context: "…\(String(view))…")
  }

  private func locator(
    _ place: (start: Int, length: Int), repeats: Int
  ) throws(Failure) -> Locator {
    guard
      let locator = document.locator(
        place.start..<(place.start + place.length), repeats: repeats)
    else { throw .tooLong }
    return locator
  }

  /// Whether the quote of a locator still reads the same at its place.
  public func stands(_ locator: Locator) -> Bool { document.stands(locator) }
}
