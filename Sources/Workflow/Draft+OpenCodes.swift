// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Indexing
import Model
import Reading
import Reporting

extension Draft {
  /// The passages of open codes that became a field, by the cell that they may answer.
  func promotedPassages(of units: Set<UnitCode>?) throws -> [Cell: [ShownPassage]] {
    let promoted = study.promotedCodings(in: round).filter {
      units?.contains($0.key.unit) ?? true
    }
    guard !promoted.isEmpty else { return [:] }
    let placements = try AnchorReview(study: study, corpus: corpus).placements(
      of: Set(promoted.values.joined().map(\.id)).compactMap {
        study.openCodes.codings[$0]?.placed
      })
    return try promoted.mapValues { codings in
      try codings.map { try passage(of: $0, placements[$0.id]) }
    }
  }

  /// Where the words stand now, where that is sure; else where they were coded.
  private func passage(
    of coding: OpenCoding, _ placed: AnchorPlacement?
  ) throws -> ShownPassage {
    let isFound = placed?.state == .intact || placed?.state == .moved
    let place = (isFound ? placed?.locator : nil) ?? coding.locator
    let label = ["open code ‘\(coding.code)’"]
    if place.readerVersion == DocumentReader.version,
      let extraction = try corpus.extraction(of: place.version),
      let passage = ShownPassages(extraction).shown(
        place.stretches, source: coding.source, terms: label)
    {
      return passage
    }
    return ShownPassage(
      source: coding.source, page: place.page, before: place.before, quote: place.quote,
      after: place.after, heading: (place.headings ?? []).joined(separator: " › "), terms: label)
  }
}
