// SPDX-License-Identifier: EUPL-1.2
import Model

extension Extraction {
  /// The words of the first heading or, without headings, nil.
  var firstHeading: String? {
    passages.first { $0.kind == .heading && $0.zone == .body }.map { text(of: $0) }
  }

  /// What is wrong with the places of the passages; empty in a sound extraction.
  ///
  /// Each stretch is not empty and cuts no character; the stretches of a page, one line feed apart, are its
  /// whole text; passages stand in the order in which they begin.
  package func placeMistakes() -> [String] {
    var mistakes: [String] = []
    var ranges = [[Range<Int>]](repeating: [], count: pages.count)
    var last = Stretch(page: 0, utf8Range: 0..<0)
    for (number, passage) in passages.enumerated() {
      if !(1...2).contains(passage.stretches.count) {
        mistakes.append("passage \(number) has \(passage.stretches.count) stretches")
      }
      for stretch in passage.stretches {
        guard pages.indices.contains(stretch.page - 1) else {
          mistakes.append("passage \(number) is on page \(stretch.page)")
          continue
        }
        ranges[stretch.page - 1].append(stretch.utf8Range)
      }
      guard let first = passage.stretches.first else { continue }
      let place = (first.page, first.utf8Range.lowerBound)
      if place < (last.page, last.utf8Range.upperBound) {
        mistakes.append("passage \(number) stands before passage \(number - 1)")
      }
      last = first
    }
    for (index, page) in pages.enumerated() {
      if page.number != index + 1 { mistakes.append("page \(index + 1) is number \(page.number)") }
      mistakes += Self.rangeMistakes(ranges[index], in: page)
    }
    return mistakes
  }

  private static func rangeMistakes(_ ranges: [Range<Int>], in page: PageText) -> [String] {
    var mistakes: [String] = []
    let bytes = Array(page.text.utf8)
    var end = -1
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      let isInside = !range.isEmpty && range.upperBound <= bytes.count
      if !isInside || isCut(bytes, at: range.lowerBound) || isCut(bytes, at: range.upperBound) {
        mistakes.append("page \(page.number): bad range \(range)")
      }
      if range.lowerBound != end + 1 {
        mistakes.append("page \(page.number): \(range) does not follow \(end)")
      }
      end = range.upperBound
    }
    if max(end, 0) != bytes.count { mistakes.append("page \(page.number): text without passage") }
    return mistakes
  }

  private static func isCut(_ bytes: [UInt8], at place: Int) -> Bool {
    place < bytes.count && bytes[place] & 0xC0 == 0x80
  }
}
