// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model
import Testing

@testable import Reading

/// Pages with some text of their own, and more in a picture: neither may be missed, and none in silence. R129.
struct UnreadPictureTests {
  private static let stamp =
    "Ingekomen gemeente Almere 12 maart 2014, zaaknummer 2014-1234, afdeling Jeugd"

  private static func limits() -> ReadingLimits {
    ReadingLimits(
      recognition: TextRecognition(
        mode: .auto, edition: Recognizer.installed()?.edition ?? ""))
  }

  @Test func saysWhichPagesHoldAPictureOfTextThatIsNotRead() throws {
    let extraction = try Fixture.read(StampedScan.bytes([Self.stamp]), as: "scan.pdf")
    #expect(extraction.state == .partly)
    #expect(extraction.pagesWithoutText == [1])
    #expect(extraction.isOpenToRecognition)
    #expect(extraction.pages[0].text == Self.stamp)
    #expect(
      extraction.diagnostics.map(\.problem) == [
        "niet gelezen: tekst in beeld naast de andere tekst, op pagina 1 van 1"
      ])
  }

  @Test func leavesACoverWithAPhotographAsItIs() throws {
    let bytes = try StampedScan.bytes([Self.stamp], isPhotograph: true)
    let extraction = try Fixture.read(bytes, as: "omslag.pdf")
    #expect(extraction.state == .read)
    #expect(!extraction.isOpenToRecognition)
    #expect(try Fixture.read(bytes, as: "omslag.pdf", limits: Self.limits()) == extraction)
  }

  /// A page that may not be drawn any more could hold a picture of text: it is not called read.
  @Test func namesAPageThatIsNotLookedAt() throws {
    var effort = ReadingEffort()
    effort.lastRecognized = 0
    let bytes = try StampedScan.bytes([Self.stamp], isPhotograph: true)
    let extraction = try Fixture.withFile(bytes, "omslag.pdf") { [effort] in
      DocumentReader.read(path: $0, name: "omslag.pdf", effort: effort)
    }
    #expect(extraction.state == .partly)
    #expect(extraction.pagesWithoutText == [1])
    #expect(extraction.pages[0].text == Self.stamp)
  }

  @Test func drawsNothingWhereThereAreNoPictures() {
    func may(_ text: String, pages: Int = 1) -> Bool {
      Array(text.utf8).withUnsafeBytes { PDFReader.mayHoldUnreadText($0, pages: pages) }
    }
    #expect(!may("/ProcSet[/PDF/Text/ImageB/ImageC/ImageI]"))
    #expect(may("/ProcSet[/ImageB] /Subtype/Image/Width 3"))
    #expect(may("/Subtype /Image>>") && may("/Subtype/Image"))
    let large = String(repeating: "x", count: 90_000)
    #expect(may(large) && !may(large, pages: 20))
  }
}

@Suite(.enabled(if: Recognizer.installed() != nil, "needs tesseract-ocr and tesseract-ocr-nld"))
struct RecognizedPictureTests {
  private static let stamp =
    "Ingekomen gemeente Almere 12 maart 2014, zaaknummer 2014-1234, afdeling Jeugd"

  private func read(_ bytes: [UInt8], pageSeconds: Int = 60) throws -> Extraction {
    let limits = ReadingLimits(
      recognition: TextRecognition(
        mode: .auto, edition: Recognizer.installed()?.edition ?? "", pageSeconds: pageSeconds))
    return try Fixture.read(bytes, as: "scan.pdf", limits: limits)
  }

  @Test func readsAScanWithAStampAndKeepsTheStamp() throws {
    let extraction = try read(StampedScan.bytes([Self.stamp]))
    #expect(extraction.state == .ocr)
    #expect(extraction.pagesWithoutText == [])
    #expect(extraction.isOpenToRecognition)
    let text = extraction.pages[0].text
    #expect(text.hasPrefix(Self.stamp))
    #expect(text.components(separatedBy: "Ingekomen").count == 2)
    #expect(text.contains("huiselijk geweld en kindermishandeling"))
    #expect(extraction.recognized.map(\.words.count) == [try extraction.boxes[0].words().count])
    #expect(extraction.recognized.first?.words.first == 100)
    #expect(extraction.placeMistakes() == [])
  }

  @Test func readsAPictureOfTextBelowALetter() throws {
    let line = "Hierbij bieden wij u het convenant aan dat door alle partners is getekend."
    let bytes = try StampedScan.bytes(
      Array(repeating: line, count: 6), picture: (60, 60, 475, 640))
    let extraction = try read(bytes)
    #expect(extraction.state == .ocr)
    let text = extraction.pages[0].text
    #expect(text.components(separatedBy: "convenant aan dat").count == 7)
    #expect(text.contains("huiselijk geweld en kindermishandeling"))
  }

  @Test func keepsTheTextAndSaysSoWhereRecognitionFails() throws {
    let extraction = try read(StampedScan.bytes([Self.stamp]), pageSeconds: 0)
    #expect(extraction.state == .partly)
    #expect(extraction.pagesWithoutText == [1])
    #expect(extraction.pages[0].text == Self.stamp)
    #expect(extraction.diagnostics.contains { $0.problem.contains("duurde te lang") })
  }
}
