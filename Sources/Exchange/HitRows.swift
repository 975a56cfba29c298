// SPDX-License-Identifier: EUPL-1.2
import Model

/// The rows of `hits.csv`: every place of every term of the lists for documents.
///
/// | column | meaning |
/// |---|---|
/// | file | path of the source below `sources/` |
/// | page | page on which the place begins, from 1 |
/// | term | the term's label in its list |
/// | level | `word`, `inflection`, `inside`, `prefix`, `phrase`, `near` |
/// | match | the words found, folded and joined |
/// | start, end | Unicode scalars within the page's text; a place that runs over the page end stops at it |
/// | quote | the text of the page from start to end |
/// | zone | `body`, `running-head`, `contents`, `page-number` |
/// | units | codes of the units that the source counts for, separated by spaces |
/// | ocr | how sure recognition is of the page, in percents; empty where its text was not recognised on a picture |
/// | why | why the place matched, in words |
///
/// In a public edition `match`, `quote` and `why` are empty where one of them names what must not be named.
public struct HitRows {
  public static let columns = [
    "file", "page", "term", "level", "match", "start", "end", "quote", "zone", "units", "ocr",
    "why",
  ]

  private let labels: [TermID: String]
  private let isShown: (String) -> Bool
  private let why: (Hit, String) -> String

  /// - Parameters:
  ///   - terms: the terms whose hits become rows.
  ///   - isShown: whether a text may be seen; what was found stays empty in a row where one may not.
  ///   - why: says why a hit matched, given the text that it covers.
  public init(
    terms: [Term], isShown: @escaping (String) -> Bool = { _ in true },
    why: @escaping (Hit, String) -> String
  ) {
    self.isShown = isShown
    self.why = why
    labels = Dictionary(terms.map { ($0.id, $0.label) }, uniquingKeysWith: { first, _ in first })
  }

  /// The rows of one source, sorted by page, start and term, as CSV.
  ///
  /// - Parameters:
  ///   - hits: all hits in the source's version.
  ///   - pages: the texts of the version's pages.
  ///   - recognized: the pages that were recognised on their pictures.
  public func csv(
    for source: Source, hits: [Hit], pages: [PageText], recognized: [PageRecognition] = []
  ) -> String {
    let wanted = hits.compactMap { hit in labels[hit.term].map { (hit, $0) } }
    guard !wanted.isEmpty else { return "" }
    let byPage = Dictionary(grouping: wanted) { $0.0.stretches.first?.page ?? 0 }
    let units = source.description.units.map(\.rawValue).joined(separator: " ")
    let confidences = Dictionary(
      recognized.map { ($0.page, String($0.confidence)) }, uniquingKeysWith: { one, _ in one })
    var text = ""
    for page in pages {
      guard let onPage = byPage[page.number] else { continue }
      let sorted = onPage.sorted { left, right in
        let starts = (Self.start(left.0), Self.start(right.0))
        return starts.0 == starts.1
          ? left.1.utf8.lexicographicallyPrecedes(right.1.utf8) : starts.0 < starts.1
      }
      var ruler = ScalarRuler(page.text)
      for (hit, label) in sorted {
        guard let stretch = hit.stretches.first else { continue }
        let start = ruler.scalars(before: stretch.utf8Range.lowerBound)
        let quote = ruler.text(stretch.utf8Range)
        let end = start + quote.unicodeScalars.count
        var found = [hit.matched, quote, why(hit, quote)]
        if !found.allSatisfy(isShown) { found = ["", "", ""] }
        Table.appendCSV(
          [
            source.path, String(page.number), label, hit.level.rawValue, found[0],
            String(start), String(end), found[1], hit.zone.rawValue, units,
            confidences[page.number] ?? "", found[2],
          ], to: &text)
      }
    }
    return text
  }

  private static func start(_ hit: Hit) -> Int { hit.stretches.first?.utf8Range.lowerBound ?? 0 }
}

/// Converts UTF-8 offsets in a text into counts of Unicode scalars, for offsets that do not go back.
public struct ScalarRuler {
  private let bytes: [UInt8]
  private var offset = 0
  private var scalars = 0

  public init(_ text: String) { bytes = Array(text.utf8) }

  /// The number of Unicode scalars before a byte; offsets may only grow from call to call.
  public mutating func scalars(before byte: Int) -> Int {
    let end = min(byte, bytes.count)
    while offset < end {
      if bytes[offset] & 0xC0 != 0x80 { scalars += 1 }
      offset += 1
    }
    return scalars
  }

  /// The text of a range of bytes.
  public func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: bytes.indices)], as: UTF8.self)
  }
}
