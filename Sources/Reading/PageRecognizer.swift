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
    else { return .failed }
    defer { cpoppler_free_picture(picture) }
    guard picture.pointee.ink > 0.000_2 else { return .blank }
    let dpi = picture.pointee.dpi
    let read = ctesseract_read(
      engine, picture.pointee.dots, picture.pointee.width, picture.pointee.height,
      picture.pointee.bytes_per_row, Int32(dpi.rounded()), Double(pageSeconds), &status)
    guard let read else { return status == Int32(CTESSERACT_TIME) ? .tooSlow : .failed }
    defer { ctesseract_free_page(read) }
    let found = RecognizedPage(
      page: page, width: Float(Double(picture.pointee.width) * 72 / dpi),
      height: Float(Double(picture.pointee.height) * 72 / dpi), dpi: Float(dpi), read.pointee)
    if found.hasSureWord { return .text(found) }
    return picture.pointee.ink < 0.005 ? .blank : .nothing
  }
}
