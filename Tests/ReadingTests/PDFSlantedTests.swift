// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model
import Testing

@testable import Reading

/// Watermarks over a page, of which poppler makes a word of nearly each letter.
struct PDFSlantedTests {
  private let lines = (0..<40).map {
    "De gemeenten in de regio werken samen aan de aanpak en leggen verantwoording af, regel \($0)"
  }

  @Test(arguments: [45, 30, 55, -45, 12])
  func readsAPageUnderAWatermarkAsWithoutIt(degrees: Int) throws {
    let mark = slanted("CONCEPT", degrees: degrees, size: 80, x: 150, y: degrees < 0 ? 600 : 250)
    let plain = try Fixture.read(SmallPDF.bytes(contents: pages("")), as: "stuk.pdf")
    let marked = try Fixture.read(SmallPDF.bytes(contents: pages(mark)), as: "stuk.pdf")
    #expect(plain.texts(.heading) == ["1 Inleiding"])
    #expect(plain.texts(.paragraph).contains { $0.contains("kindermishandeling en voor") })
    #expect(marked.texts(.heading) == plain.texts(.heading))
    #expect(marked.texts(.paragraph) == plain.texts(.paragraph))
    #expect(marked.texts(in: .runningHead) == ["CONCEPT", "CONCEPT"])
    #expect(marked.placeMistakes() == [])
  }

  @Test func readsTheWordsOfAWatermarkOnASinglePage() throws {
    let mark = slanted("ZEER GEHEIM", degrees: 45, size: 60, x: 130, y: 250)
    let page = [pages("")[0] + mark]
    let extraction = try Fixture.read(SmallPDF.bytes(contents: page), as: "stuk.pdf")
    #expect(extraction.texts(in: .runningHead) == ["ZEER GEHEIM"])
    #expect(extraction.texts(.heading) == ["1 Inleiding"])
  }

  /// The labels of a graph are slanted and small; side heads are turned by a quarter.
  @Test func leavesSmallSlantedTextAndQuarterTurnsInTheBody() throws {
    let side = slanted("BIJLAGE", degrees: 90, size: 60, x: 580, y: 300)
    let labels = slanted("januari", degrees: 45, size: 9, x: 300, y: 108)
    let page = [pages("")[0] + side + labels]
    let extraction = try Fixture.read(SmallPDF.bytes(contents: page), as: "stuk.pdf")
    #expect(extraction.texts(in: .runningHead) == [])
    let body = extraction.texts(in: .body)
    #expect(body.contains("BIJLAGE"))
    #expect(body.joined().filter { $0.isLetter }.contains("januari"))
  }

  /// A slanted title on a cover has no lines of text under it.
  @Test func readsASlantedTitleOfACoverInTheBody() throws {
    let title = slanted("REGIOVISIE", degrees: 20, size: 60, x: 80, y: 300)
    let extraction = try Fixture.read(
      SmallPDF.bytes(contents: [title, pages("")[0]]), as: "stuk.pdf")
    #expect(extraction.texts(in: .runningHead) == [])
    #expect(extraction.texts(in: .body).first == "REGIOVISIE")
  }

  /// On slides and posters short words of consecutive lines can stand along a diagonal.
  @Test func leavesLargeUprightTextInTheBody() throws {
    let rows = ["AMK GGD GGZ CJG", "2012 2013 2014 2015", "hulp zorg wijk gem", "80% 70% 60% 50%"]
    let grid = rows.enumerated().map { row, line in
      line.split(separator: " ").enumerated().map {
        "BT /F1 34 Tf \(60 + 90 * $0) \(700 - 44 * row) Td (\($1)) Tj ET\n"
      }.joined()
    }.joined()
    let lines = [
      "vader, oma of opa er", "bij als dat kan en mag. Wij", "doen dat met de GGD, en een",
      "taak en een rol en een plek", "in de keten van zorg hebben.",
    ]
    let slide = lines.enumerated().map {
      "BT /F1 36 Tf 60 \(700 - 44 * $0) Td (\($1)) Tj ET\n"
    }.joined()
    let extraction = try Fixture.read(SmallPDF.bytes(contents: [grid, slide]), as: "dia.pdf")
    #expect(extraction.texts(in: .runningHead) == [])
    let letters = extraction.texts(in: .body).joined(separator: " ")
    for word in rows.joined(separator: " ").split(separator: " ") {
      #expect(letters.contains(word))
    }
    #expect(letters.contains("bij als dat kan en mag. Wij doen dat met de GGD"))
  }

  /// A damaged file puts words where no page reaches.
  @Test(arguments: ["1e200 0 0 1e200", "1e38 0 0 1e38", "1e7 0 0 1e7", "-1e30 0 0 1e30"])
  func readsAPageWithWordsAtInfinity(matrix: String) throws {
    let far = "BT /F1 11 Tf \(matrix) 60 400 Tm (ver) Tj 1e30 1e30 Td (verder) Tj ET\n"
    let page = [pages("")[0] + far]
    let extraction = try Fixture.read(SmallPDF.bytes(contents: page), as: "stuk.pdf")
    #expect(extraction.state != .failed)
    #expect(
      extraction.texts(.paragraph).joined().contains(
        "leggen verantwoording af, regel 39"))
    #expect(extraction.placeMistakes() == [])
  }

  /// Two pages, with a word that is broken over the end of the first.
  private func pages(_ mark: String) -> [String] {
    let first = ["en daarom is er in onze streek veel aandacht voor het stoppen van kinder-"]
    let second = [
      "mishandeling en voor Veilig Thuis in de hele regio waar dat nodig blijkt te zijn."
    ]
    let heading = "BT /F1 16 Tf 60 780 Td (1 Inleiding) Tj ET\n"
    return [mark + heading + set(lines + first), mark + set(second + lines)]
  }

  private func set(_ lines: [String]) -> String {
    lines.enumerated().map { "BT /F1 11 Tf 60 \(750 - 15 * $0) Td (\($1)) Tj ET\n" }.joined()
  }

  private func slanted(_ text: String, degrees: Int, size: Int, x: Int, y: Int) -> String {
    let angle = Double(degrees) * .pi / 180
    let turn = String(
      format: "%.5f %.5f %.5f %.5f", cos(angle), sin(angle), -sin(angle), cos(angle))
    return "q \(turn) \(x) \(y) cm BT /F1 \(size) Tf 0 0 Td (\(text)) Tj ET Q\n"
  }
}
