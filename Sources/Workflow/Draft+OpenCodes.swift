// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Indexing
import Model
import Reading
import Reporting

extension Draft {
  /// The passages of open codes that became a field, by the cell that they may answer.
  func promotedPassages(of units: Set<UnitCode>?) throws -> [Cell: [ShownPassage]] {
    var shown: [Cell: [ShownPassage]] = [:]
    for (cell, codings) in study.promotedCodings(in: round)
    where units?.contains(cell.unit) ?? true {
      for coding in codings { shown[cell, default: []].append(try passage(of: coding)) }
    }
    return shown
  }

  private func passage(of coding: OpenCoding) throws -> ShownPassage {
    let place = coding.locator
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
