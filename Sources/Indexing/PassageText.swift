// SPDX-License-Identifier: EUPL-1.2
import Model

/// The text of a passage in one piece, and the way back from it to the pages.
///
/// A passage that crosses a page is joined by a space, or by nothing where a word goes on.
struct PassageText {
  private struct Segment {
    var range: Range<Int>
    var page: Int
    /// The place in the page's text of the first byte.
    var offset: Int
  }
  private var segments: [Segment] = []
  /// The joined bytes of a passage with more than one stretch; a passage with one is read where it stands.
  private var joined: [UInt8] = []

  /// Calls the body with the text of a passage.
  mutating func read(
    _ passage: Passage, pages: [PageText], _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    segments.removeAll(keepingCapacity: true)
    if passage.stretches.count == 1 {
      let stretch = passage.stretches[0]
      Self.bytes(of: stretch, pages) { bytes, offset in
        segments.append(Segment(range: 0..<bytes.count, page: stretch.page, offset: offset))
        body(bytes)
      }
      return
    }
    joined.removeAll(keepingCapacity: true)
    for (number, stretch) in passage.stretches.enumerated() {
      let isLast = number == passage.stretches.count - 1
      Self.bytes(of: stretch, pages) { bytes, offset in
        var end = bytes.count
        while end > 0, bytes[end - 1] <= 32 { end -= 1 }
        if passage.joinsWord, !isLast { end -= Self.hyphenLength(at: end, in: bytes) }
        let start = joined.count
        joined.append(contentsOf: bytes[..<end])
        segments.append(Segment(range: start..<joined.count, page: stretch.page, offset: offset))
        if !passage.joinsWord, !isLast { joined.append(32) }
      }
    }
    joined.withUnsafeBufferPointer(body)
  }

  /// The places on the pages of a range of the text.
  func stretches(of range: Range<Int>) -> [Stretch] {
    segments.compactMap { segment in
      let part = range.clamped(to: segment.range)
      guard !part.isEmpty else { return nil }
      let shift = segment.offset - segment.range.lowerBound
      return Stretch(
        page: segment.page, utf8Range: part.lowerBound + shift..<part.upperBound + shift)
    }
  }

  /// The text of a passage as it is searched.
  mutating func string(_ passage: Passage, pages: [PageText]) -> String {
    var result = ""
    read(passage, pages: pages) { result = String(decoding: $0, as: UTF8.self) }
    return result
  }

  /// The range in the text that the stretches of a hit cover; nil where they are not of this passage.
  func range(of stretches: [Stretch]) -> Range<Int>? {
    guard let first = stretches.first.flatMap(range), let last = stretches.last.flatMap(range)
    else {
      return nil
    }
    return first.lowerBound..<max(first.upperBound, last.upperBound)
  }

  private func range(of stretch: Stretch) -> Range<Int>? {
    for segment in segments where segment.page == stretch.page {
      let shift = segment.range.lowerBound - segment.offset
      let start = stretch.utf8Range.lowerBound + shift
      let end = stretch.utf8Range.upperBound + shift
      if segment.range.lowerBound <= start, start < end, end <= segment.range.upperBound {
        return start..<end
      }
    }
    return nil
  }

  private static func bytes(
    of stretch: Stretch, _ pages: [PageText],
    _ body: (_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> Void
  ) {
    guard let page = pages.page(stretch.page) else { return }
    var text = page.text
    text.withUTF8 { bytes in
      let range = stretch.utf8Range.clamped(to: 0..<bytes.count)
      body(UnsafeBufferPointer(rebasing: bytes[range]), range.lowerBound)
    }
  }

  /// The length in bytes of the hyphen before a place; 0 where there is none.
  private static func hyphenLength(at end: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    if end >= 1, bytes[end - 1] == UInt8(ascii: "-") { return 1 }
    if end >= 2, bytes[end - 2] == 0xC2, bytes[end - 1] == 0xAD { return 2 }
    if end >= 3, bytes[end - 3] == 0xE2, bytes[end - 2] == 0x80,
      [0x90, 0x91].contains(bytes[end - 1])
    {
      return 3
    }
    return 0
  }
}

extension [PageText] {
  /// The page with a number.
  func page(_ number: Int) -> PageText? {
    if indices.contains(number - 1), self[number - 1].number == number { return self[number - 1] }
    return first { $0.number == number }
  }
}
