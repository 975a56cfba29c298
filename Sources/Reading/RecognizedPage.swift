// SPDX-License-Identifier: EUPL-1.2
import CPoppler
import CTesseract
import Model

/// What was recognised on the picture of one page. Places are in points from the top left of the picture as it was
/// read, which may be turned against the page as it is shown.
struct RecognizedPage {
  struct Word {
    /// The place of the word in the bytes of the page.
    var bytes: Range<Int>
    var x0, y0, x1, y1: Float
    var baseline: Float
    /// The size of the type of its line.
    var size: Float
    /// 0 to 100.
    var confidence: Float
    var beginsLine: Bool
  }

  /// Counted from 0.
  var page: Int
  /// The size of the page as it is shown.
  var width: Float
  var height: Float
  /// The quarter turns against the clock after which the page was read.
  var turns: Int
  var text: [UInt8]
  var words: [Word]

  /// - Parameter read: what the recogniser found on the picture.
  init(page: Int, picture: PagePixels, turns: Int, _ read: ctesseract_page) {
    self.page = page
    self.turns = turns
    let scale = Float(72 / picture.dpi)
    let isOnItsSide = turns % 2 == 1
    width = Float(isOnItsSide ? picture.height : picture.width) * scale
    height = Float(isOnItsSide ? picture.width : picture.height) * scale
    text = Array(UnsafeBufferPointer(start: read.text, count: Int(read.byte_count)))
    words = []
    var beginsLine = false
    for word in UnsafeBufferPointer(start: read.words, count: Int(read.word_count)) {
      beginsLine = beginsLine || word.begins_line == 1
      let bytes = Int(word.start)..<Int(word.end)
      guard Self.isWord(text[bytes], confidence: word.confidence) else { continue }
      let high = Float(word.y1 - word.y0) * scale
      words.append(
        Word(
          bytes: bytes, x0: Float(word.x0) * scale, y0: Float(word.y0) * scale,
          x1: Float(word.x1) * scale, y1: Float(word.y1) * scale, baseline: word.baseline * scale,
          size: word.size > 0 ? word.size : high, confidence: max(0, min(100, word.confidence)),
          beginsLine: beginsLine))
      beginsLine = false
    }
    restoreBullets()
  }

  /// The round bullet of a list is read as a small letter or a sign like it; no Dutch word is that letter.
  private mutating func restoreBullets() {
    let bullet = text.count..<(text.count + 3)
    var isUsed = false
    for place in words.indices where words[place].beginsLine {
      let next = place + 1
      guard next < words.count, !words[next].beginsLine,
        Self.bulletLookalikes.contains(Array(text[words[place].bytes])),
        words[next].x0 - words[place].x1 > words[place].size * 0.5
      else { continue }
      words[place].bytes = bullet
      isUsed = true
    }
    if isUsed { text += "•".utf8 }
  }

  private static let bulletLookalikes = Set(
    ["e", "o", "»", "«", "*", "®", "©", "¢", "+", "∙", "·"].map { Array($0.utf8) })

  /// Specks and rules are read as stray points and strokes; a sign counts where it was read surely.
  private static func isWord(_ bytes: ArraySlice<UInt8>, confidence: Float) -> Bool {
    let hasLetter = bytes.contains {
      $0 >= 0x80 || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20)
    }
    return hasLetter || confidence >= 70
  }

  /// The mean over the letters; 0 without any.
  var confidence: Int {
    let letters = words.reduce(0) { $0 + $1.bytes.count }
    guard letters > 0 else { return 0 }
    let sum = words.reduce(Float(0)) { $0 + $1.confidence * Float($1.bytes.count) }
    return Int((sum / Float(letters)).rounded())
  }

  /// Whether a word was read surely; in the grain of a photograph a recogniser sees letters, but none surely.
  var hasSureWord: Bool { words.contains { $0.bytes.count >= 3 && $0.confidence >= 60 } }

  /// Whether the picture may stand on its side or on its head.
  var isDoubtful: Bool { confidence < 60 || sureLetters * 3 < text.count }

  /// The letters of the words that were read surely.
  var sureLetters: Int {
    words.reduce(0) { $0 + ($1.bytes.count >= 3 && $1.confidence >= 80 ? $1.bytes.count : 0) }
  }

  /// Where a word stands on the page as it is shown.
  func shown(_ word: Word) -> (x0: Float, y0: Float, x1: Float, y1: Float) {
    switch turns {
    case 1: (width - word.y1, word.x0, width - word.y0, word.x1)
    case 2: (width - word.x1, height - word.y1, width - word.x0, height - word.y0)
    case 3: (word.y0, height - word.x1, word.y1, height - word.x0)
    default: (word.x0, word.y0, word.x1, word.y1)
    }
  }

  /// The size of most letters of pages.
  static func bodySize(of pages: [RecognizedPage]) -> Float? {
    var letters: [Int: Int] = [:]
    for word in pages.lazy.flatMap(\.words) {
      letters[Int((word.size * 2).rounded()), default: 0] += word.bytes.count
    }
    return letters.max { ($0.value, $1.key) < ($1.value, $0.key) }.map { Float($0.key) / 2 }
  }

  /// The page as poppler would give it. Sizes that were measured on a picture differ a little from line to
  /// line: those near the size of most letters are set to it, so that no line looks like a heading by chance.
  ///
  /// - Parameters:
  ///   - body: the size of most letters on the recognised pages.
  ///   - layer: the height of the lines of the text layer on other pages, which these are brought to.
  func asRead(
    body: Float, layer: Float?
  ) -> UnsafeMutablePointer<cpoppler_page>? {
    // A line of type is some 1.15 times as high as its letters are large.
    let scale = (layer ?? body * 1.15) / max(body, 1)
    var found = words.map { word in
      let size = abs(word.size - body) < body * 0.14 ? body : word.size
      let high = size * scale
      let box = shown(word)
      return cpoppler_found_word(
        start: UInt32(word.bytes.lowerBound), end: UInt32(word.bytes.upperBound), x0: box.x0,
        y0: box.y0, x1: box.x1, y1: box.y1, line_x0: word.x0,
        line_y0: word.baseline - high * 0.78, line_x1: word.x1,
        line_y1: word.baseline + high * 0.22, confidence: UInt8(word.confidence.rounded()),
        begins_line: word.beginsLine ? 1 : 0)
    }
    return cpoppler_page_of_words(width, height, &found, Int32(found.count), text)
  }
}
