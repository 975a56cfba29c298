// SPDX-License-Identifier: EUPL-1.2
import CPoppler
import Foundation

/// A PDF of one page: a picture of a page of text, and lines of text that are no picture.
enum StampedScan {
  /// - Parameters:
  ///   - picture: the place of the picture in points, as in the PDF: left, bottom, width and height.
  ///   - isPhotograph: whether the picture is grain, and no text.
  static func bytes(
    _ lines: [String], picture: (Int, Int, Int, Int) = (0, 0, 595, 800), isPhotograph: Bool = false
  ) throws -> [UInt8] {
    let (width, height, dots) = isPhotograph ? grain() : try text()
    let typed = lines.enumerated().map { "1 0 0 1 50 \(820 - 14 * $0) Tm (\($1)) Tj" }
    let stream =
      "q \(picture.2) 0 0 \(picture.3) \(picture.0) \(picture.1) cm /Im1 Do Q "
      + "BT /F1 9 Tf \(typed.joined(separator: " ")) ET"
    let objects: [[UInt8]] =
      [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>",
        "<</Type/Page/Parent 2 0 R/Resources<</Font<</F1 4 0 R>>/XObject<</Im1 6 0 R>>>>/Contents 5 0 R>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        "<</Length \(stream.utf8.count)>>stream\n\(stream)\nendstream",
      ].map { Array($0.utf8) } + [
        Array(
          "<</Type/XObject/Subtype/Image/Width \(width)/Height \(height)/ColorSpace/DeviceGray".utf8
        )
          + Array("/BitsPerComponent 8/Length \(dots.count)>>stream\n".utf8) + dots
          + Array("\nendstream".utf8)
      ]
    return SmallPDF.file(of: objects)
  }

  struct NotDrawn: Error {}

  /// A page of the example study, as a scanner would give it.
  private static func text() throws -> (Int, Int, [UInt8]) {
    let path = Fixture.examplePath("VB05/uitvoeringsplan-amberkust.pdf")
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    return try data.withUnsafeBytes { bytes in
      var status: Int32 = 0
      guard
        let document = cpoppler_open(
          bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), "", &status)
      else { throw NotDrawn() }
      defer { cpoppler_close(document) }
      guard let picture = cpoppler_draw_page(document, 0, 200, 35e6, 0, &status) else {
        throw NotDrawn()
      }
      defer { cpoppler_free_picture(picture) }
      let (width, height) = (Int(picture.pointee.width), Int(picture.pointee.height))
      let rows = (0..<height).flatMap {
        UnsafeBufferPointer(
          start: picture.pointee.dots + $0 * Int(picture.pointee.bytes_per_row), count: width)
      }
      return (width, height, rows)
    }
  }

  /// Clouds with a fine grain, the same at each call.
  private static func grain() -> (Int, Int, [UInt8]) {
    var state: UInt32 = 1
    let dots = (0..<(300 * 400)).map { place -> UInt8 in
      state = state &* 1_664_525 &+ 1_013_904_223
      let (x, y) = (Double(place % 300), Double(place / 300))
      return UInt8(130 + 70 * sin(x / 23) * cos(y / 31) + Double(state >> 27))
    }
    return (300, 400, dots)
  }
}
