// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model
import TestSupport
import Testing

@testable import Reading

/// What is missing from a PDF, and where a page ends.
struct PDFStateTests {
  @Test func aPageWithAPictureOnlyIsNamedAndMakesTheDocumentPartly() {
    let extraction = Fixture.read("half-scanned.pdf")
    #expect(extraction.state == .partly)
    #expect(extraction.pagesWithoutText == [2])
    #expect(extraction.diagnostics.first?.problem.contains("pagina 2 van 3") == true)
  }

  /// The third page of this source is a scanned appendix with a printed page number under it.
  @Test func aPageNumberIsNoTextOfThePage() {
    let extraction = Fixture.readExample("VB0201/beleidsplan-jeugd-gouddrecht.pdf")
    #expect(extraction.state == .partly)
    #expect(extraction.pagesWithoutText == [3])
    #expect(extraction.diagnostics.first?.problem.contains("pagina 3 van 3") == true)
  }

  @Test func aBlankPageIsNoLoss() throws {
    let extraction = try Fixture.read(SmallPDF.bytes(["text", "blank", "text"]), as: "wit.pdf")
    #expect(extraction.state == .read)
    #expect(extraction.pagesWithoutText == [])
    #expect(extraction.diagnostics == [])
    #expect(extraction.pages.count == 3)
  }

  @Test func blankAndDrawnPagesAreToldApart() throws {
    let extraction = try Fixture.read(
      SmallPDF.bytes(["text", "blank", "drawn", "text"]), as: "beeld.pdf")
    #expect(extraction.state == .partly)
    #expect(extraction.pagesWithoutText == [3])
  }

  @Test func pagesWithoutAnyTextGiveNoText() throws {
    let drawn = try Fixture.read(SmallPDF.bytes(["drawn", "drawn"]), as: "scan.pdf")
    #expect(drawn.state == .noText)
    #expect(drawn.pagesWithoutText == [1, 2])
    let blank = try Fixture.read(SmallPDF.bytes(["blank"]), as: "leeg.pdf")
    #expect(blank.state == .noText)
    #expect(blank.pagesWithoutText == [])
    #expect(blank.diagnostics.first?.problem == "er staat niets op de pagina")
    #expect(Fixture.readExample("VB05/uitvoeringsplan-amberkust.pdf").state == .noText)
  }

  /// The description of the material tells these as a scan and as a page with a scan before it.
  @Test(
    .enabled(if: SharedMaterial.isPresent, "needs ../shared"),
    arguments: [
      ("toezeggingen_commissie_bme.pdf", DocumentState.noText),
      ("ic_no_ocr.pdf", DocumentState.partly), ("besluitenlijst.pdf", DocumentState.read),
    ])
  func tellsTheStateOfRealDocuments(name: String, state: DocumentState) {
    let file = SharedMaterial.url("data/nl-gov-pdf/raad-en-kamer/\(name)")
    #expect(DocumentReader.read(path: file.path, name: name).state == state)
  }

  /// Where the head stands on the second page only, the word "kinder-|mishandeling" goes on below it.
  @Test func joinsAWordOverThePageEndOfAShortDocument() throws {
    let extraction = Fixture.readExample("VB03/regiovisie-purperhei.pdf")
    let crossing = try #require(extraction.passages.first { $0.stretches.count == 2 })
    #expect(crossing.joinsWord)
    #expect(crossing.stretches.map(\.page) == [1, 2])
    #expect(extraction.text(of: crossing).contains("vermoeden van kindermishandeling. Wij willen"))
    #expect(extraction.texts(in: .runningHead) == ["Regiovisie Purperhei"])
    #expect(extraction.texts(in: .pageNumber) == ["1", "2"])
  }

  @Test(arguments: [30, 60, 90, 99])
  func neverCallsACutFileRead(percent: Int) throws {
    let paths = [
      Fixture.path("corpus-00462.pdf"), Fixture.path("layout.pdf"),
      Fixture.examplePath("VB01/regiovisie-waterwolde.pdf"),
      Fixture.examplePath("VB05/uitvoeringsplan-amberkust.pdf"),
    ]
    for path in paths {
      let data = try Data(contentsOf: URL(fileURLWithPath: path))
      let kept = data.prefix(data.count * percent / 100)
      let extraction = try Fixture.read([UInt8](kept), as: "afgekapt.pdf")
      #expect(extraction.state == .partly || extraction.state == .failed, "\(path)")
      #expect(!extraction.diagnostics.isEmpty)
    }
  }

  @Test func opensAnEncryptedFileThatAsksForNoPassword() {
    let extraction = Fixture.read("owner-only.pdf")
    #expect(extraction.state == .read)
    #expect(
      extraction.texts(.paragraph) == [
        "Dit stuk is versleuteld, maar vraagt niet om een wachtwoord."
      ])
  }
}
