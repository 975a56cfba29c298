// SPDX-License-Identifier: EUPL-1.2
import Indexing
import Model

extension Corpus {
  /// A locator with the places of its lines on the page; as it is where its format has no pages of its own.
  ///
  /// - Throws: `CorpusError`.
  func marked(_ locator: Locator) throws -> Locator {
    var locator = locator
    let marks = try marks(of: locator.stretches, in: locator.version).map(\.inTenths)
    locator.marks = marks.isEmpty ? nil : marks
    return locator
  }
}
