// SPDX-License-Identifier: EUPL-1.2
import Model
import Testing

struct PageBoxesTests {
  private static func box(
    _ range: Range<Int>, _ left: Double, _ top: Double, _ right: Double, _ bottom: Double
  ) -> WordBox {
    WordBox(
      utf8Range: range,
      rectangle: PageRectangle(left: left, top: top, right: right, bottom: bottom))
  }

  /// "de kinder|mishandeling in", with *mishandeling* on the second line.
  private static let words = [
    box(0..<2, 70, 100, 80.5, 110), box(3..<9, 83.3, 100, 120, 110),
    box(9..<21, 70, 113.5, 130, 123.5), box(22..<24, 133, 113.5, 141, 123.5),
  ]
  private let boxes = PageBoxes(page: 2, width: 595.3, height: 841.9, words: words)

  @Test func comesBackAsItWasPacked() throws {
    #expect(try boxes.words() == Self.words)
    #expect(try boxes.size() == (595.3, 841.9))
    #expect(boxes.packed.count < Self.words.count * 10)
  }

  @Test func packsWhatLiesAnywhereOnThePage() throws {
    let far = [
      Self.box(0..<300, 5000, 9000.1, 9999.9, 9000.2), Self.box(700..<701, -20, -10.5, -1, 0),
    ]
    let packed = PageBoxes(page: 1, width: 10_000, height: 10_000, words: far)
    #expect(try packed.words() == far)
    let wild = Self.box(0..<1, -.infinity, .nan, 1e30, 5)
    #expect(PageBoxes(page: 1, width: .nan, height: -3, words: [wild]).isSound(textBytes: 1))
  }

  @Test func givesOneRectanglePerLineOfAQuote() throws {
    let lines = try boxes.rectangles(of: 0..<24)
    #expect(
      lines == [
        PageRectangle(left: 70, top: 100, right: 120, bottom: 110),
        PageRectangle(left: 70, top: 113.5, right: 141, bottom: 123.5),
      ])
    #expect(try boxes.rectangles(of: 2..<3) == [])
  }

  @Test func marksThePartOfAWordThatIsCovered() throws {
    // Half of the twelve bytes of "mishandeling".
    let lines = try boxes.rectangles(of: 15..<21)
    #expect(lines == [PageRectangle(left: 100, top: 113.5, right: 130, bottom: 123.5)])
  }

  @Test func refusesWhatWasNeverPacked() {
    #expect(boxes.isSound(textBytes: 24))
    #expect(!boxes.isSound(textBytes: 23))
    var cut = boxes
    cut.packed.removeLast()
    #expect(throws: PageBoxes.Broken.self) { try cut.words() }
    #expect(!cut.isSound(textBytes: 24))
    let noise = PageBoxes(page: 1, packed: [UInt8](repeating: 0xFF, count: 40))
    #expect(throws: PageBoxes.Broken.self) { try noise.words() }
    // A word of no bytes.
    #expect(throws: PageBoxes.Broken.self) {
      try PageBoxes(page: 1, packed: [0, 0, 0, 0, 0]).words()
    }
  }
}
