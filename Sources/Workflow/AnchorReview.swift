// SPDX-License-Identifier: EUPL-1.2
import Anchoring
import Assessment
import Indexing
import Model
import Reading

/// Places the codings of a wave in the current versions of their documents, as they are read now.
///
/// Derived, and never an event: what a person makes of it is.
struct AnchorReview {
  let study: Study
  let corpus: Corpus

  /// The codings under the answers of a wave that do not stand where they were made or placed last; all
  /// others are as they were.
  ///
  /// - Throws: `CorpusError`.
  func placements(of round: Round) throws -> [CodingID: AnchorPlacement] {
    try placements(of: study.codings(under: round))
  }

  /// The same for codings of which nobody said where they stand now.
  func placements(of codings: [Coding]) throws -> [CodingID: AnchorPlacement] {
    var result: [CodingID: AnchorPlacement] = [:]
    var waiting: [VersionHash: [Coding]] = [:]
    var texts: (version: VersionHash, pages: [Int: String])?
    for coding in codings.sorted(by: Self.byDocument) {
      guard let current = study.sources[coding.source]?.current else { continue }
      if let last = study.lastPlacement(of: coding.id), last.locator == nil,
        last.version == current, last.readerVersion == DocumentReader.version
      {
        result[coding.id] = .lost
        continue
      }
      let locator = study.lastLocator(of: coding)
      let isRead = locator.version == current && locator.readerVersion == DocumentReader.version
      // Also the same reader reads otherwise within other limits, or with recognition of text.
      if try !isRead || !stands(locator, &texts) { waiting[current, default: []].append(coding) }
    }
    for version in waiting.keys.sorted() {
      let codings = waiting[version] ?? []
      try place(codings, in: version, &result)
    }
    return result
  }

  private static func byDocument(_ left: Coding, _ right: Coding) -> Bool {
    (left.source, left.id) < (right.source, right.id)
  }

  /// Whether the quote of a locator reads the same in the corpus.
  ///
  /// - Parameter texts: the pages that were looked at last; the codings of a document follow each other.
  private func stands(
    _ locator: Locator, _ texts: inout (version: VersionHash, pages: [Int: String])?
  ) throws -> Bool {
    if texts?.version != locator.version {
      let pages = try corpus.pageTexts(of: locator.version)
      texts = (
        locator.version,
        Dictionary(pages.map { ($0.number, $0.text) }, uniquingKeysWith: { first, _ in first })
      )
    }
    let parts = locator.stretches.map { stretch -> String in
      let utf8 = (texts?.pages[stretch.page] ?? "").utf8
      let range = stretch.utf8Range
      return range.upperBound > utf8.count
        ? "" : String(decoding: utf8.dropFirst(range.lowerBound).prefix(range.count), as: UTF8.self)
    }
    return parts.joined(separator: " ") == locator.quote
  }

  private func place(
    _ codings: [Coding], in version: VersionHash, _ result: inout [CodingID: AnchorPlacement]
  ) throws {
    // A document that cannot be read now says nothing of where its words went.
    guard let new = try placer(version) else {
      for coding in codings { result[coding.id] = .lost }
      return
    }
    let byOld = Dictionary(grouping: codings) { study.lastLocator(of: $0).version }
    for old in byOld.keys.sorted() {
      let before = old == version ? nil : try placer(old)
      for coding in byOld[old] ?? [] {
        result[coding.id] = Self.place(study.lastLocator(of: coding), from: before, in: new)
      }
    }
  }

  /// Over the reader that changed first, and then over the bytes that did.
  private static func place(
    _ locator: Locator, from old: AnchorPlacer?, in new: AnchorPlacer
  ) -> AnchorPlacement {
    guard let old, locator.readerVersion != DocumentReader.version else {
      return new.place(locator, from: old)
    }
    let again = old.place(locator)
    guard let bridge = again.locator, again.state == .intact || again.state == .moved else {
      return new.place(locator)
    }
    return new.place(bridge, from: old)
  }

  private func placer(_ version: VersionHash) throws -> AnchorPlacer? {
    guard let extraction = try corpus.extraction(of: version), extraction.state.isSearchable else {
      return nil
    }
    return AnchorPlacer(
      version: version, readerVersion: DocumentReader.version, extraction: extraction)
  }

  /// What changed in the quotes that changed, word by word.
  static func differences(of picture: Picture) -> [CodingID: [DifferencePart]] {
    var differences: [CodingID: [DifferencePart]] = [:]
    for (id, placed) in picture.anchors where placed.state == .changed {
      guard let old = picture.codings[id]?.locator.quote, let new = placed.locator?.quote else {
        continue
      }
      differences[id] = AnchorPlacer.difference(from: old, to: new)
    }
    return differences
  }
}
