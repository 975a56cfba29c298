// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model

/// Collects the passages of a document without pages, and cuts pages of about 3,000 characters between them.
struct PassageCollector {
  /// The bytes of text after which a new page begins.
  private static let pageBytes = 3000

  let limits: ReadingLimits
  /// Whether pages are cut by length; not so where the document says where its pages end.
  let cutsPages: Bool
  private(set) var pages: [PageText] = []
  private(set) var passages: [Passage] = []
  private var page = ""
  private var pageByteCount = 0
  private var totalBytes = 0

  init(limits: ReadingLimits, cutsPages: Bool = true) {
    self.limits = limits
    self.cutsPages = cutsPages
  }

  /// Adds a passage; white space is squashed, tabs between the cells of a row are kept.
  ///
  /// - Throws: `ReadingFailure` when the text outgrows the limit.
  mutating func add(
    _ kind: PassageKind, _ text: String, headingLevel: Int = 0, zone: Zone = .body
  ) throws {
    let clean = Self.clean(text, keepingTabs: kind.isTableRow)
    guard !clean.isEmpty else { return }
    let count = clean.utf8.count
    totalBytes += count
    guard totalBytes <= limits.textBytes else {
      throw ReadingFailure.tooLarge("de tekst", limitBytes: limits.textBytes)
    }
    if cutsPages, pageByteCount > 0, pageByteCount + count > Self.pageBytes { endPage() }
    if pageByteCount > 0 {
      page += "\n"
      pageByteCount += 1
    }
    page += clean
    let range = pageByteCount..<(pageByteCount + count)
    passages.append(
      Passage(
        kind: kind, zone: zone, headingLevel: headingLevel,
        stretches: [Stretch(page: pages.count + 1, utf8Range: range)]))
    pageByteCount += count
  }

  mutating func endPage() {
    guard pageByteCount > 0 else { return }
    pages.append(PageText(number: pages.count + 1, text: page))
    page = ""
    pageByteCount = 0
  }

  /// The extraction of all that was added.
  mutating func extraction(format: DocumentFormat, title: String? = nil, date: String? = nil)
    -> Extraction
  {
    endPage()
    var extraction = Extraction(
      state: .read, format: format.rawValue, pages: pages, passages: passages,
      language: LanguageGuess.language(of: pages), metadataDate: date)
    let known = title.map { Self.clean($0, keepingTabs: false) } ?? ""
    extraction.title = known.isEmpty ? extraction.firstHeading : known
    return extraction
  }

  /// Runs of white space become one space; control characters and soft hyphens go; the rest is NFC.
  static func clean(_ text: String, keepingTabs: Bool) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count)
    var needsComposing = false
    var pending: UInt8 = 0
    var tabs = 0
    func isSpace(_ scalar: Unicode.Scalar) -> Bool {
      scalar == " " || scalar == "\u{A0}" || (scalar.value >= 0x09 && scalar.value <= 0x0D)
        || (scalar.value >= 0x2000 && scalar.properties.isWhitespace)
    }
    for scalar in text.unicodeScalars {
      if isSpace(scalar) {
        if scalar == "\t", keepingTabs {
          pending = 0x09
          tabs += 1
        } else if pending == 0 {
          pending = 0x20
        }
        continue
      }
      let value = scalar.value
      let isDropped =
        value < 0x20 || (value >= 0x7F && value < 0xA0) || value == 0xAD
        || (value >= 0x200B && value <= 0x200F) || value == 0xFEFF || value == 0x2060
      if isDropped { continue }
      if pending == 0x09 {
        // An empty cell stands between two tabs.
        for _ in 0..<tabs { result.append(0x09) }
      } else if pending != 0, !result.isEmpty {
        result.append(pending)
      }
      pending = 0
      tabs = 0
      if (0x300...0x36F).contains(value) { needsComposing = true }
      if (0xFB00...0xFB06).contains(value) {
        let parts = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"]
        result.append(contentsOf: parts[Int(value - 0xFB00)].utf8)
      } else {
        result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
    let clean = String(decoding: result, as: UTF8.self)
    return needsComposing ? clean.precomposedStringWithCanonicalMapping : clean
  }
}
