// SPDX-License-Identifier: EUPL-1.2
import CPoppler
import Foundation
import Model

/// A page of a PDF to draw, and what to mark on it.
public struct PictureRequest: Codable, Sendable, Equatable {
  /// Counted from 1.
  public var page: Int
  /// Dots to the inch; a page that would get more than 35 million dots gets fewer.
  public var dpi: Double
  /// Marked as with a yellow pen.
  public var marks: [PageRectangle]

  public init(page: Int, dpi: Double = 110, marks: [PageRectangle] = []) {
    self.page = page
    self.dpi = dpi
    self.marks = marks
  }
}

/// Draws pages of PDFs, each in a worker of its own: a hostile page takes only that down.
public enum PagePicture {
  /// The picture as PNG; the same page and marks give the same bytes.
  ///
  /// - Parameter executable: the path of a program that calls `ReadingWorker.run()`.
  /// - Returns: else why the page cannot be drawn.
  public static func draw(
    _ picture: PictureRequest, of request: ReadingRequest, executable: String,
    arguments: [String] = ["worker"], limits: ReadingLimits = ReadingLimits()
  ) -> Result<[UInt8], PictureFailure> {
    signal(SIGPIPE, SIG_IGN)
    let failure = { (failure: ReadingFailure) -> Result<[UInt8], PictureFailure> in
      .failure(PictureFailure(failure.extraction(format: "", file: request.name)))
    }
    guard
      let worker = WorkerProcess(executable: executable, arguments: arguments, limits: limits)
    else { return failure(.workerNotStarted) }
    do {
      _ = try worker.send(WorkerLine(limits: limits))
      _ = try worker.send(
        WorkerLine(
          id: 1, path: request.path, name: request.name, passwords: request.passwords,
          picture: picture))
      switch worker.answer() {
      case .success(let answer):
        guard let png = answer.picture else {
          return .failure(PictureFailure(answer.extraction))
        }
        return .success(png)
      case .failure(let stopped): return failure(stopped.ending.failure)
      }
    } catch {
      return failure(.crash)
    }
  }

  /// Draws in this process; for the worker.
  ///
  /// - Throws: `ReadingFailure`.
  static func png(
    _ picture: PictureRequest, path: String, name: String, passwords: [String],
    limits: ReadingLimits
  ) throws -> [UInt8] {
    let file = try MappedFile(path: path)
    guard try DocumentFormat(bytes: file.bytes, fileName: name) == .pdf else {
      throw ReadingFailure.noPages
    }
    let (document, _) = try PDFReader(
      effort: ReadingEffort(passwords: passwords, limits: limits), file: name
    )
    .open(file.bytes)
    defer { cpoppler_close(document) }
    let count = Int(cpoppler_page_count(document))
    guard (1...max(1, count)).contains(picture.page), count > 0 else {
      throw ReadingFailure.noPage(picture.page, of: count)
    }
    var status: Int32 = 0
    let dpi = min(max(picture.dpi, 10), 1_200)
    guard
      let drawn = cpoppler_draw_page(document, Int32(picture.page - 1), dpi, 35e6, 1, &status)
    else {
      throw status == Int32(CPOPPLER_NO_MEMORY)
        ? ReadingFailure.memory : ReadingFailure.damaged("de pagina is niet te tekenen")
    }
    defer { cpoppler_free_picture(drawn) }
    var canvas = Canvas(drawn.pointee)
    for mark in picture.marks { canvas.mark(mark) }
    guard
      let png = PNGImage.encode(
        width: canvas.width, height: canvas.height, dots: canvas.dots, dpi: drawn.pointee.dpi)
    else { throw ReadingFailure.memory }
    return png
  }
}

/// Why a page cannot be drawn, in words for a person.
public struct PictureFailure: Error, Sendable {
  public var text: String

  init(_ extraction: Extraction) {
    text =
      extraction.diagnostics.first.map { "\($0.problem). \($0.remedy)" }
      ?? "de pagina is niet te tekenen"
  }
}

/// The dots of a page in colour.
private struct Canvas {
  let width: Int
  let height: Int
  let dotsPerPoint: Double
  var dots: [UInt8] = []

  init(_ picture: cpoppler_picture) {
    width = Int(picture.width)
    height = Int(picture.height)
    dotsPerPoint = picture.dpi / 72
    dots.reserveCapacity(width * height * 3)
    for y in 0..<height {
      let row = picture.dots + y * Int(picture.bytes_per_row)
      dots += UnsafeBufferPointer(start: row, count: width * 3)
    }
  }

  /// Dyes a rectangle yellow, under what is black, with a thin line around it.
  mutating func mark(_ box: PageRectangle) {
    func place(_ points: Double, _ end: Int) -> Int {
      Int(max(0, min(Double(end), (points * dotsPerPoint).rounded())))
    }
    let (left, right) = (place(box.left - 1, width), place(box.right + 1, width))
    let (top, bottom) = (place(box.top - 1, height), place(box.bottom + 1, height))
    guard left < right, top < bottom else { return }
    for y in top..<bottom {
      for x in left..<right {
        let isEdge = y == top || y == bottom - 1 || x == left || x == right - 1
        let dye: (Int, Int, Int) = isEdge ? (214, 120, 0) : (255, 232, 92)
        let dot = (y * width + x) * 3
        dots[dot] = UInt8(Int(dots[dot]) * dye.0 / 255)
        dots[dot + 1] = UInt8(Int(dots[dot + 1]) * dye.1 / 255)
        dots[dot + 2] = UInt8(Int(dots[dot + 2]) * dye.2 / 255)
      }
    }
  }
}

extension ReadingFailure {
  /// Pages of other formats exist only once a program lays them out.
  static let noPages = ReadingFailure(
    problem: "alleen van een pdf is een pagina te tonen; dit bestand heeft geen vaste pagina's",
    expected: "een pdf", remedy: "bekijk de tekst met: vindplaats text, of sla het stuk op als pdf")

  static func noPage(_ page: Int, of count: Int) -> ReadingFailure {
    ReadingFailure(
      problem: "er is geen pagina \(page); het zijn er \(count)", remedy: "kies een andere pagina")
  }
}

extension WorkerProcess.Ending {
  fileprivate var failure: ReadingFailure {
    switch self {
    case .time: .time
    case .memory: .memory
    case .crash: .crash
    case .notStarted: .workerNotStarted
    }
  }
}
