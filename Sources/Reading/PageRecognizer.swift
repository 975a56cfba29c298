// SPDX-License-Identifier: EUPL-1.2
import CPoppler
import CTesseract
import Model

/// Recognises the text of the pages of one PDF on their pictures.
final class PageRecognizer {
  enum Outcome {
    case text(RecognizedPage)
    /// Nothing stands on the page but, at most, the specks of a scan.
    case blank
    /// A picture without text that could be recognised.
    case nothing
    case tooSlow
    /// The page cannot be drawn, or the recogniser gave up.
    case failed
  }

  /// Scans are seldom finer; letters of eight points are some 25 dots high.
  private static let dpi = 300.0
  /// A page of A2 at 300 dots to the inch; a larger one is drawn with fewer, so that memory stays bounded.
  private static let mostDots = 35e6

  private let engine: OpaquePointer
  private let pageSeconds: Int

  /// Nil where the recogniser cannot start.
  init?(_ recognition: TextRecognition) {
    guard let recognizer = Recognizer.installed(),
      let engine = ctesseract_open(recognizer.folder, Recognizer.language)
    else { return nil }
    self.engine = engine
    pageSeconds = recognition.pageSeconds
  }

  deinit { ctesseract_close(engine) }

  /// - Parameter page: counted from 0.
  func recognize(_ page: Int, of document: OpaquePointer) -> Outcome {
    var status: Int32 = 0
    guard
      let picture = cpoppler_draw_page(
        document, Int32(page), Self.dpi, Self.mostDots, 0, &status)
    else {
      if status == Int32(CPOPPLER_NO_MEMORY) { MemoryShortage.note() }
      return .failed
    }
    defer { cpoppler_free_picture(picture) }
    guard picture.pointee.ink > 0.000_2 else { return .blank }
    let pixels = PagePixels(picture.pointee)
    let upright = read(page, pixels, turns: 0)
    guard case .text(let found) = upright else { return upright }
    // A page that was scanned on its side gives letters of which few are sure.
    guard found.isDoubtful, picture.pointee.ink > 0.005 else { return outcome(found, picture) }
    var best = found
    for turns in 1...3 {
      guard case .text(let other) = read(page, pixels, turns: turns) else {
        continue
      }
      if other.sureLetters > 2 * best.sureLetters { best = other }
    }
    return outcome(best, picture)
  }

  private func outcome(
    _ found: RecognizedPage, _ picture: UnsafeMutablePointer<cpoppler_picture>
  ) -> Outcome {
    if found.hasSureWord { return .text(found) }
    return picture.pointee.ink < 0.005 ? .blank : .nothing
  }

  /// - Parameter turns: quarter turns against the clock before the picture is read; a turned one gets less time.
  private func read(_ page: Int, _ pixels: PagePixels, turns: Int) -> Outcome {
    let turned = pixels.turned(turns)
    let seconds = turns == 0 ? Double(pageSeconds) : Double(pageSeconds) / 6
    var status: Int32 = 0
    let read = turned.dots.withUnsafeBufferPointer {
      ctesseract_read(
        engine, $0.baseAddress, Int32(turned.width), Int32(turned.height), Int32(turned.width),
        Int32(turned.dpi.rounded()), seconds, &status)
    }
    guard let read else {
      if status == Int32(CTESSERACT_NO_MEMORY) { MemoryShortage.note() }
      return status == Int32(CTESSERACT_TIME) ? .tooSlow : .failed
    }
    defer { ctesseract_free_page(read) }
    return .text(RecognizedPage(page: page, picture: turned, turns: turns, read.pointee))
  }
}

/// The dots of a picture in greys, in rows from the top without gaps.
struct PagePixels {
  var width: Int
  var height: Int
  var dpi: Double
  var dots: [UInt8]

  init(_ picture: cpoppler_picture) {
    width = Int(picture.width)
    height = Int(picture.height)
    dpi = picture.dpi
    dots = []
    dots.reserveCapacity(width * height)
    for y in 0..<height {
      dots += UnsafeBufferPointer(
        start: picture.dots + y * Int(picture.bytes_per_row), count: width)
    }
  }

  /// The picture after quarter turns against the clock.
  func turned(_ turns: Int) -> PagePixels {
    guard turns > 0 else { return self }
    var result = self
    if turns == 2 {
      result.dots.reverse()
      return result
    }
    (result.width, result.height) = (height, width)
    dots.withUnsafeBufferPointer { from in
      result.dots.withUnsafeMutableBufferPointer { to in
        for y in 0..<width {
          for x in 0..<height {
            to[y * height + x] =
              turns == 1 ? from[x * width + (width - 1 - y)] : from[(height - 1 - x) * width + y]
          }
        }
      }
    }
    return result
  }
}
