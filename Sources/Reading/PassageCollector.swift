// SPDX-License-Identifier: EUPL-1.2
import DutchText
import Foundation
import Model

/// Collects the passages of a document without pages, and cuts pages of about 3,000 characters between them.
///
/// A word that was broken at the end of a line is joined. What decides are words of the whole document, so
/// that passages wait from the first one on that has such a line end.
struct PassageCollector {
  /// What readers put where a document itself ends a line within a passage; other line ends are space.
  static let lineBreak = "\u{2028}"
  /// The bytes of text after which a new page begins.
  private static let pageBytes = 3000

  private enum Waiting {
    case passage(PassageKind, String, headingLevel: Int, Zone)
    case pageEnd
  }

  let limits: ReadingLimits
  /// Whether pages are cut by length; not so where the document says where its pages end.
  let cutsPages: Bool
  private(set) var pages: [PageText] = []
  private(set) var passages: [Passage] = []
  private var page = ""
  private var pageByteCount = 0
  private var totalBytes = 0
  private var waiting: [Waiting] = []
  private var lineJoiner: LineJoiner

  init(limits: ReadingLimits, words: WordList? = nil, cutsPages: Bool = true) {
    self.limits = limits
    lineJoiner = LineJoiner(words: words)
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
    totalBytes += clean.utf8.count
    guard totalBytes <= limits.textBytes else {
      throw ReadingFailure.tooLarge("de tekst", limitBytes: limits.textBytes)
    }
    lineJoiner.collectForms(in: clean)
    if !waiting.isEmpty || LineJoiner.isNeeded(in: clean) {
      waiting.append(.passage(kind, clean, headingLevel: headingLevel, zone))
    } else {
      place(kind, clean, headingLevel, zone)
    }
  }

  private mutating func place(
    _ kind: PassageKind, _ clean: String, _ headingLevel: Int, _ zone: Zone
  ) {
    let count = clean.utf8.count
    if cutsPages, pageByteCount > 0, pageByteCount + count > Self.pageBytes { closePage() }
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
    if waiting.isEmpty { closePage() } else { waiting.append(.pageEnd) }
  }

  private mutating func placeWaiting() {
    for item in waiting {
      switch item {
      case .pageEnd: closePage()
      case .passage(let kind, let text, let headingLevel, let zone):
        place(kind, lineJoiner.joined(text), headingLevel, zone)
      }
    }
    waiting = []
  }

  private mutating func closePage() {
    guard pageByteCount > 0 else { return }
    pages.append(PageText(number: pages.count + 1, text: page))
    page = ""
    pageByteCount = 0
  }

  /// The extraction of all that was added.
  mutating func extraction(format: DocumentFormat, title: String? = nil, date: String? = nil)
    -> Extraction
  {
    placeWaiting()
    closePage()
    var extraction = Extraction(
      state: .read, format: format.rawValue, pages: pages, passages: passages,
      language: LanguageGuess.language(of: pages), metadataDate: date)
    let known = title.map { Self.clean($0, keepingTabs: false, keepingBreaks: false) } ?? ""
    extraction.title = known.isEmpty ? extraction.firstHeading : known
    return extraction
  }

  /// Runs of white space become one space; control characters and soft hyphens go; the rest is NFC.
  ///
  /// - Parameter keepingBreaks: whether a line break after a hyphen stays, for `LineJoiner`; one after a soft
  ///   hyphen then goes without leaving a space.
  static func clean(_ text: String, keepingTabs: Bool, keepingBreaks: Bool = true) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count)
    var needsComposing = false
    var pending: UInt8 = 0
    var tabs = 0
    var hasBreak = false
    var isAfterHyphen = false
    var isAfterSoftHyphen = false
    func isSpace(_ scalar: Unicode.Scalar) -> Bool {
      scalar == " " || scalar == "\u{A0}" || (scalar.value >= 0x09 && scalar.value <= 0x0D)
        || (scalar.value >= 0x2000 && scalar.properties.isWhitespace)
    }
    for scalar in text.unicodeScalars {
      if isSpace(scalar) {
        if scalar == "\u{2028}" { hasBreak = keepingBreaks }
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
      if isDropped {
        if pending == 0 { isAfterSoftHyphen = value == 0xAD }
        continue
      }
      if pending == 0x09 {
        // An empty cell stands between two tabs.
        for _ in 0..<tabs { result.append(0x09) }
      } else if hasBreak, isAfterHyphen {
        result.append(contentsOf: lineBreak.utf8)
      } else if pending != 0, !result.isEmpty, !(hasBreak && isAfterSoftHyphen) {
        result.append(pending)
      }
      pending = 0
      tabs = 0
      hasBreak = false
      isAfterSoftHyphen = false
      isAfterHyphen = LineJoiner.isHyphen(scalar)
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
