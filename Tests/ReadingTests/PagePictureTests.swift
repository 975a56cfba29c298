// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model
import Testing

@testable import Reading

struct PagePictureTests {
  private func picture(_ name: String, _ request: PictureRequest) throws -> [UInt8] {
    try PagePicture.png(
      request, path: Fixture.path(name), name: name, passwords: [], limits: ReadingLimits())
  }

  /// The size and some dots of a PNG, as Python's zlib unpacks it.
  private func dots(_ png: [UInt8], _ places: [(x: Int, y: Int)]) throws -> [String] {
    let asked = places.map { "\($0.x),\($0.y)" }.joined(separator: " ")
    let script = """
      import struct, sys, zlib
      data = sys.stdin.buffer.read()
      assert data[:8] == b'\\x89PNG\\r\\n\\x1a\\n'
      at, packed, size = 8, b'', None
      while at < len(data):
          n, kind = struct.unpack('>I4s', data[at:at + 8])
          body = data[at + 8:at + 8 + n]
          assert zlib.crc32(kind + body) == struct.unpack('>I', data[at + 8 + n:at + 12 + n])[0]
          if kind == b'IHDR': size = struct.unpack('>II5B', body)
          if kind == b'IDAT': packed += body
          at += 12 + n
      w, h = size[:2]
      raw = zlib.decompress(packed)
      above, rows = bytes(w * 3), []
      for y in range(h):
          line = raw[y * (w * 3 + 1):(y + 1) * (w * 3 + 1)]
          assert line[0] == 2
          above = bytes((a + b) % 256 for a, b in zip(line[1:], above))
          rows.append(above)
      print(w, h)
      for place in sys.argv[1].split():
          x, y = map(int, place.split(','))
          print(*rows[y][x * 3:x * 3 + 3])
      """
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script, asked]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    input.fileHandleForWriting.write(Data(png))
    try input.fileHandleForWriting.close()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return text.split(separator: "\n").map(String.init)
  }

  @Test func packsDotsAsPNG() throws {
    let colours: [UInt8] = [255, 0, 0, 0, 255, 0, 10, 20, 30, 40, 50, 60]
    let png = try #require(PNGImage.encode(width: 2, height: 2, dots: colours, dpi: 72))
    let found = try dots(png, [(0, 0), (1, 0), (0, 1), (1, 1)])
    #expect(found == ["2 2", "255 0 0", "0 255 0", "10 20 30", "40 50 60"])
    #expect(PNGImage.encode(width: 2, height: 3, dots: colours, dpi: 72) == nil)
  }

  /// A4 at 72 dots to the inch has a dot per point.
  @Test func drawsAPageAndDyesWhatIsMarked() throws {
    let mark = PageRectangle(left: 100, top: 400, right: 160, bottom: 412)
    let plain = try picture("columns.pdf", PictureRequest(page: 1, dpi: 72))
    let marked = try picture("columns.pdf", PictureRequest(page: 1, dpi: 72, marks: [mark]))
    #expect(plain == (try picture("columns.pdf", PictureRequest(page: 1, dpi: 72))))
    let corner = [(x: 2, y: 2), (x: 99, y: 405)]
    let before = try dots(plain, corner)
    let after = try dots(marked, corner)
    #expect(before[0] == after[0])
    let size = try #require(before.first?.split(separator: " ").compactMap { Int($0) })
    #expect((594...597).contains(size[0]) && (841...843).contains(size[1]))
    #expect(before[1] == "255 255 255" && after[1] == "255 255 255")
    #expect(before[2] == "255 255 255")
    #expect(after[2] == "214 120 0")
  }

  @Test(arguments: [
    ("nota.docx", 1, "alleen van een pdf"), ("nota.odt", 1, "alleen van een pdf"),
    ("layout.pdf", 99, "er is geen pagina 99"), ("locked.pdf", 1, "wachtwoord"),
  ])
  func saysWhyAPageCannotBeShown(name: String, page: Int, problem: String) throws {
    let failure = #expect(throws: ReadingFailure.self) {
      try picture(name, PictureRequest(page: page))
    }
    #expect(failure?.problem.contains(problem) == true)
  }

  @Test(.enabled(if: WorkerProgram.path != nil, "needs the built program"))
  func aWorkerDrawsTheSame() throws {
    let program = try #require(WorkerProgram.path)
    let request = PictureRequest(page: 2, dpi: 50)
    let file = ReadingRequest(path: Fixture.path("layout.pdf"), name: "layout.pdf")
    let drawn = PagePicture.draw(request, of: file, executable: program)
    #expect(try drawn.get() == picture("layout.pdf", request))
    let other = ReadingRequest(path: Fixture.path("nota.docx"), name: "nota.docx")
    let text = { (drawn: Result<[UInt8], PictureFailure>) -> String in
      switch drawn {
      case .success: "drawn"
      case .failure(let failure): failure.text
      }
    }
    let office = PagePicture.draw(request, of: other, executable: program)
    #expect(text(office).contains("vindplaats text"))
    let ending = PagePicture.draw(request, of: file, executable: "/bin/false")
    #expect(text(ending) != "drawn")
  }
}
