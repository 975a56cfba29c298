// SPDX-License-Identifier: EUPL-1.2
import CPoppler
import Model
import Testing

@testable import Reading

/// Papers with colours by a profile, which are only converted for pictures that a person looks at.
struct ColourProfileTests {
  /// A page with a line of text on a grey ground of half the light, by a profile without a curve: 188 of 255 as a
  /// screen shows it, and 128 as the bare number says.
  ///
  /// - Parameters:
  ///   - changes: how often the colours are chosen anew.
  ///   - excess: bytes behind the profile.
  ///   - space: what the numbers of the colours mean.
  private func paper(
    changes: Int = 1, excess: Int = 0, space: String = "/ICCBased 6 0 R"
  ) -> [UInt8] {
    let stream =
      "/Cs cs 0.5 0.5 0.5 sc 0 0 595 842 re f 0 0 0 sc "
      + String(repeating: "/Cs cs 0 0 0 sc ", count: changes)
      + "BT /F1 12 Tf 70 700 Td (De gemeenten werken samen aan de meldcode.) Tj ET"
    let profile = Self.linearProfile + [UInt8](repeating: 1, count: excess)
    let head = "<</N 3/Alternate/DeviceRGB/Length \(profile.count)>>stream\n"
    return SmallPDF.file(
      of: [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>",
        "<</Type/Page/Parent 2 0 R/Contents 5 0 R/Resources<</Font<</F1 4 0 R>>"
          + "/ColorSpace<</Cs[\(space)]>>>>>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        "<</Length \(stream.utf8.count)>>stream\n\(stream)\nendstream",
      ].map { Array($0.utf8) } + [
        Array(head.utf8) + profile + Array("\nendstream".utf8)
      ])
  }

  /// The first dot of the page, drawn in colour or in greys, and the complaints of poppler.
  private func firstDot(
    _ paper: [UInt8], inColour: Bool
  ) throws -> (dot: UInt8, complaints: Int32) {
    try paper.withUnsafeBytes { bytes in
      var status: Int32 = 0
      let document = try #require(
        cpoppler_open(
          bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), "", &status))
      defer { cpoppler_close(document) }
      _ = cpoppler_take_complaints()
      let picture = try #require(
        cpoppler_draw_page(document, 0, 20, 35e6, inColour ? 1 : 0, &status))
      defer { cpoppler_free_picture(picture) }
      return (picture.pointee.dots[0], cpoppler_take_complaints())
    }
  }

  @Test func showsColoursAsTheirProfileSays() throws {
    let (dot, complaints) = try firstDot(paper(), inColour: true)
    #expect((186...190).contains(dot))
    #expect(complaints == 0)
  }

  /// Where this fails, the program's own function does not stand before that of Little CMS, and reading is slow.
  @Test func convertsNoColoursToRecogniseText() throws {
    let (dot, complaints) = try firstDot(paper(), inColour: false)
    #expect((126...130).contains(dot))
    #expect(complaints == 0)
  }

  /// Colours by their light (CalRGB) are shown alike without the library.
  @Test(arguments: [true, false])
  func showsColoursByTheirLight(inColour: Bool) throws {
    let space =
      "/CalRGB<</WhitePoint[0.9642 1 0.8249]/Gamma[1 1 1]"
      + "/Matrix[0.4361 0.2225 0.0139 0.3851 0.7169 0.0971 0.1431 0.0606 0.7141]>>"
    let (dot, complaints) = try firstDot(paper(space: space), inColour: inColour)
    #expect((185...191).contains(dot))
    #expect(complaints == 0)
  }

  @Test func readsTheTextWithoutAWarning() throws {
    let extraction = try Fixture.read(paper(), as: "kleur.pdf")
    #expect(extraction.state == .read)
    #expect(extraction.diagnostics == [])
    #expect(extraction.texts(.paragraph) == ["De gemeenten werken samen aan de meldcode."])
  }

  /// Poppler remembers a profile as long as it has a conversion; else it reads it again at each change.
  @Test func readsAProfileOfAPageOnce() throws {
    let clock = ContinuousClock()
    let one = try clock.measure { _ = try Fixture.read(paper(excess: 600_000), as: "kleur.pdf") }
    let many = try clock.measure {
      _ = try Fixture.read(paper(changes: 3000, excess: 600_000), as: "kleur.pdf")
    }
    #expect(many < one * 20 + .seconds(2))
  }

  /// A profile of the kind of ICC.1:2001 for a screen, with the colours of sRGB and light that grows evenly.
  private static let linearProfile: [UInt8] = {
    func big(_ value: UInt32) -> [UInt8] { withUnsafeBytes(of: value.bigEndian, Array.init) }
    func fixed(_ values: [Double]) -> [UInt8] {
      values.flatMap { big(UInt32(($0 * 65536).rounded())) }
    }
    let white = [0.9642, 1, 0.8249]
    let colours = [
      ("wtpt", white), ("rXYZ", [0.43607, 0.22249, 0.01392]),
      ("gXYZ", [0.38515, 0.71687, 0.09708]),
      ("bXYZ", [0.14307, 0.06061, 0.7141]),
    ]
    var tags = colours.map { (name: $0.0, data: Array("XYZ \0\0\0\0".utf8) + fixed($0.1)) }
    tags += ["rTRC", "gTRC", "bTRC"].map {
      (name: $0, data: Array("curv\0\0\0\0".utf8) + big(0))
    }
    var table = big(UInt32(tags.count))
    var data: [UInt8] = []
    for tag in tags {
      let place = 128 + 4 + 12 * tags.count + data.count
      table += Array(tag.name.utf8) + big(UInt32(place)) + big(UInt32(tag.data.count))
      data += tag.data
    }
    var head = big(UInt32(128 + table.count + data.count)) + big(0) + big(0x0210_0000)
    head += Array("mntrRGB XYZ ".utf8) + [UInt8](repeating: 0, count: 12) + Array("acsp".utf8)
    head += [UInt8](repeating: 0, count: 28) + fixed(white)
    head += [UInt8](repeating: 0, count: 128 - head.count)
    return head + table + data
  }()
}
