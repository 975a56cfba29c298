// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model

/// The picture of a page in greys, and what a copier makes of it.
struct ScannedPage {
  var width: Int
  var height: Int
  /// One byte a dot, rows from the top.
  var dots: [UInt8]
  /// The dots to the inch.
  var dpi: Int

  /// Draws a page with `pdftoppm`.
  ///
  /// - Parameter page: counted from 1.
  /// - Throws: `MissingMaterial` where `pdftoppm` is not here or cannot draw the page.
  init(file: URL, page: Int, dpi: Int) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/pdftoppm")
    process.arguments = ["-r", "\(dpi)", "-gray", "-f", "\(page)", "-l", "\(page)", file.path]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch {
      throw MissingMaterial(what: "pdftoppm is not here; install poppler-utils")
    }
    let data = [UInt8](output.fileHandleForReading.readDataToEndOfFile())
    process.waitUntilExit()
    // "P5 width height 255", each with one white space after it.
    let parts = data.prefix(40).split(maxSplits: 4) { $0 == 0x0A || $0 == 0x20 }
      .prefix(4).map { String(decoding: $0, as: UTF8.self) }
    guard parts.count == 4, parts[0] == "P5", let width = Int(parts[1]), let height = Int(parts[2]),
      data.count >= width * height
    else {
      throw MissingMaterial(what: "page \(page) of \(file.lastPathComponent) cannot be drawn")
    }
    self.width = width
    self.height = height
    self.dpi = dpi
    dots = Array(data.suffix(width * height))
  }

  /// Turns the page a little, blurs it, adds grain and specks, and makes it black and white.
  ///
  /// - Parameter seed: the same seed gives the same dots.
  mutating func copy(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    turn(degrees: random.unit() * 1.6 - 0.8)
    blur()
    for place in dots.indices {
      let grain = Int(random.next() % 97) - 48
      dots[place] = Int(dots[place]) + grain < 150 ? 0 : 255
    }
    for _ in 0..<(dots.count / 12_000) {
      let place = Int(random.next() % UInt64(dots.count - width - 2))
      for dot in [place, place + 1, place + width, place + width + 1] { dots[dot] = 0 }
    }
  }

  private mutating func turn(degrees: Double) {
    let (sine, cosine) = (sin(degrees * .pi / 180), cos(degrees * .pi / 180))
    let (middleX, middleY) = (Double(width) / 2, Double(height) / 2)
    var turned = [UInt8](repeating: 255, count: dots.count)
    for y in 0..<height {
      for x in 0..<width {
        let (dx, dy) = (Double(x) - middleX, Double(y) - middleY)
        let (fromX, fromY) = (middleX + dx * cosine - dy * sine, middleY + dx * sine + dy * cosine)
        let (left, top) = (Int(fromX.rounded(.down)), Int(fromY.rounded(.down)))
        guard left >= 0, top >= 0, left + 1 < width, top + 1 < height else { continue }
        let (partX, partY) = (fromX - Double(left), fromY - Double(top))
        let place = top * width + left
        let upper = Double(dots[place]) * (1 - partX) + Double(dots[place + 1]) * partX
        let lower =
          Double(dots[place + width]) * (1 - partX) + Double(dots[place + width + 1]) * partX
        turned[y * width + x] = UInt8(upper * (1 - partY) + lower * partY)
      }
    }
    dots = turned
  }

  /// The mean of each dot with its neighbours, itself counted four times.
  private mutating func blur() {
    var blurred = dots
    for y in 1..<(height - 1) {
      for x in 1..<(width - 1) {
        let place = y * width + x
        let around =
          Int(dots[place - 1]) + Int(dots[place + 1]) + Int(dots[place - width])
          + Int(dots[place + width])
        blurred[place] = UInt8((Int(dots[place]) * 4 + around) / 8)
      }
    }
    dots = blurred
  }

  /// A PDF of one page with this picture and no text.
  func pdf() -> Data {
    let (wide, high) = (Double(width) * 72 / Double(dpi), Double(height) * 72 / Double(dpi))
    let content = "\(wide) 0 0 \(high) 0 0 cm /I Do"
    var data = Data("%PDF-1.4\n".utf8)
    var places: [Int] = []
    func add(_ text: String, _ stream: [UInt8]? = nil) {
      places.append(data.count)
      data.append(Data("\(places.count) 0 obj\n\(text)".utf8))
      if let stream {
        data.append(Data("stream\n".utf8))
        data.append(contentsOf: stream)
        data.append(Data("\nendstream".utf8))
      }
      data.append(Data("\nendobj\n".utf8))
    }
    add("<</Type/Catalog/Pages 2 0 R>>")
    add("<</Type/Pages/Kids[3 0 R]/Count 1>>")
    add(
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 \(wide) \(high)]/Resources<</XObject<</I 5 0 R>>>>"
        + "/Contents 4 0 R>>")
    add("<</Length \(content.utf8.count)>>", Array(content.utf8))
    add(
      "<</Type/XObject/Subtype/Image/Width \(width)/Height \(height)/ColorSpace/DeviceGray"
        + "/BitsPerComponent 8/Length \(dots.count)>>", dots)
    let start = data.count
    let rows = places.map { String(format: "%010d 00000 n \n", $0) }.joined()
    data.append(
      Data(
        ("xref\n0 \(places.count + 1)\n0000000000 65535 f \n\(rows)trailer\n"
          + "<</Size \(places.count + 1)/Root 1 0 R>>\nstartxref\n\(start)\n%%EOF\n").utf8))
    return data
  }
}

extension SplitMix64 {
  /// From 0 up to 1.
  fileprivate mutating func unit() -> Double { Double(next() >> 11) / Double(1 << 53) }
}
