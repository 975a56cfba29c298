// SPDX-License-Identifier: EUPL-1.2
import CPoppler
import Model

/// Pages with some text of their own that stands beside a picture of more: a scan with a stamp or a typed line on
/// it, a letter that was pasted below its heading.
extension PDFReader {
  /// A page with more words is not drawn to see what else is on it.
  private static let mostWords = 100
  /// Two lines over the width of a page; the labels of a graph or a logo come to less.
  private static let leastPieces: Int32 = 40

  /// A page of text whose letters are drawn as shapes takes some 50 kB, also when packed.
  private static let leastBytesOfShapes = 30_000

  /// Whether a document can hold more text than its text layer: it has pictures, or is large enough for shapes.
  static func mayHoldUnreadText(_ bytes: UnsafeRawBufferPointer, pages: Int) -> Bool {
    guard bytes.count < pages * leastBytesOfShapes, let start = bytes.baseAddress else {
      return true
    }
    return cpoppler_names_picture(start, bytes.count) != 0
  }

  /// The pages, counted from 1, on which more text is drawn than their text layer has.
  ///
  /// - Parameter known: the pages that are left out: without text, garbled, damaged or lost.
  func pagesWithUnreadText(
    _ document: OpaquePointer, _ text: PDFText, besides known: Set<Int>
  ) -> [Int] {
    var found: [Int] = []
    for (place, read) in text.pages.enumerated() where !known.contains(place + 1) {
      guard let read, (1..<Self.mostWords).contains(Int(read.pointee.word_count)) else { continue }
      if isUnreadable(document, read, place) { found.append(place + 1) }
    }
    _ = cpoppler_take_complaints()
    return found
  }

  /// Whether more is drawn on a page than its text; so too where it cannot be drawn any more, since the reader
  /// ended at it or at too many others, or its time is gone: a page that nobody looked at is not called read.
  private func isUnreadable(
    _ document: OpaquePointer, _ read: UnsafeMutablePointer<cpoppler_page>, _ place: Int
  ) -> Bool {
    let page = place + 1
    if effort.unrecognized.contains(where: { $0.page == page })
      || page > effort.lastRecognized ?? .max || effort.pageGuard?.isSpent == true
    {
      return true
    }
    // A reader that ends here loses the picture, and not the text that was read.
    effort.pageGuard?.beginRecognition(page: page, seconds: 0)
    let pieces = cpoppler_unread_text(document, Int32(place), read)
    if pieces == -2 { MemoryShortage.note() }
    return pieces == -2 || pieces >= Self.leastPieces
  }
}

extension RecognizedPage {
  /// The words that stand beside those of the text layer; nil where hardly one of them is sure.
  func words(beside layer: UnsafeMutablePointer<cpoppler_page>) -> RecognizedPage? {
    let read = UnsafeBufferPointer(
      start: layer.pointee.words, count: Int(layer.pointee.word_count))
    var result = self
    result.words = []
    var beginsLine = false
    for var word in words {
      beginsLine = beginsLine || word.beginsLine
      let box = shown(word)
      let (x, y) = ((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)
      let isRead = read.contains {
        x > $0.x0 - 2 && x < $0.x1 + 2 && y > $0.y0 - 2 && y < $0.y1 + 2
          && min($0.x1 - $0.x0, $0.y1 - $0.y0) <= max(Self.mostLarge, 2.5 * (box.y1 - box.y0))
      }
      guard !isRead else { continue }
      word.beginsLine = beginsLine
      beginsLine = false
      result.words.append(word)
    }
    let sure = result.words.count { $0.bytes.count >= 3 && $0.confidence >= 80 }
    return sure >= Self.leastSureWords ? result : nil
  }

  /// A word of the layer that is larger than this both ways, in points, and much larger than the one
  /// recognised, is a watermark over it, and not the same word.
  private static let mostLarge: Float = 24

  /// In the grain of a photograph a recogniser is now and then sure of a word.
  private static let leastSureWords = 5
}
