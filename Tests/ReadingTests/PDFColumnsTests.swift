// SPDX-License-Identifier: EUPL-1.2
import CPoppler
import Foundation
import Model
import TestSupport
import Testing

@testable import Reading

/// The expected texts are those of `examples/kindermishandeling/teksten`, from which the PDFs were set.
struct PDFColumnsTests {
  @Test func readsNarrowColumnsOneAfterTheOther() {
    let extraction = Fixture.readExample("VB01/privacyprotocol-waterwolde.pdf")
    #expect(
      extraction.texts(.heading) == [
        "Privacyprotocol wijkteams en Veilig Thuis Waterwolde", "Artikel 1. Doel",
        "Artikel 2. Uitgangspunten", "Artikel 3. Wie geeft welke gegevens, en wanneer",
        "Artikel 4. Vastleggen", "Artikel 5. Rechten van ouders en kinderen",
        "Artikel 6. Toezicht en evaluatie",
      ])
    #expect(extraction.texts(.tableRow) == [])
    let texts = extraction.texts(.paragraph)
    #expect(
      texts.contains {
        $0.contains("naam, adres, gezinssamenstelling en de feitelijke waarnemingen door")
      })
    #expect(
      texts.contains { $0.contains("de wijkteams, Veilig Thuis en de jeugdgezondheidszorg.") })
    #expect(extraction.placeMistakes() == [])
  }

  @Test func keepsATableWithinAColumnInRows() {
    let extraction = Fixture.readExample("VB0401/uitvoeringsplan-kobaltstad.pdf")
    #expect(extraction.texts(.tableHead) == ["Wijk\tMeldingen 2014\tOpnieuw gemeld"])
    #expect(
      extraction.texts(.tableRow) == [
        "Ringvaart\t97\t11", "Staalhof\t88\t12", "Overige wijken\t217\t15",
      ])
    #expect(
      extraction.texts(.paragraph).contains {
        $0.contains("partner in het overleg over kindermishandeling van het wijkteam")
      })
    #expect(extraction.texts(in: .pageNumber) == ["1", "2"])
  }

  @Test func goesOnFromTheFootOfAColumnToTheTopOfTheNext() {
    let left = (0..<6).map { Row(70, $0, "een regel van de linkerkolom nummer \($0)") }
    let right = (0..<6).map { Row(310, $0, "verder in de rechterkolom met regel \($0)") }
    let mixed = zip(left, right).flatMap { [$0, $1] }
    #expect(Page(mixed).ordered() == (left + right).map(\.text))
  }

  @Test func splitsALineThatRunsOverTheGutter() {
    let left = (0..<6).map { Row(70, $0, "een regel van de linkerkolom nummer \($0)") }
    let right = (0..<6).map { Row(310, $0, "verder in de rechterkolom met regel \($0)") }
    var mixed = zip(left.dropLast(), right.dropLast()).flatMap { [$0, $1] }
    mixed.append(Row(70, 5, left[5].text, rightText: right[5].text))
    #expect(Page(mixed).ordered() == (left + right).map(\.text))
  }

  @Test func aLineOverTheFullWidthEndsABand() {
    func columns(_ from: Int, _ name: String) -> (left: [Row], right: [Row]) {
      (
        (from..<from + 5).map { Row(70, $0, "de linkerkolom \(name) loopt hier door \($0)") },
        (from..<from + 5).map { Row(310, $0, "de rechterkolom \(name) loopt hier door \($0)") }
      )
    }
    let above = columns(0, "boven")
    let below = columns(6, "onder")
    let title = Row(70, 5, String(repeating: "een kop over de volle breedte ", count: 3))
    let mixed =
      zip(above.left, above.right).flatMap { [$0, $1] } + [title]
      + zip(below.left, below.right).flatMap { [$0, $1] }
    let expected = above.left + above.right + [title] + below.left + below.right
    #expect(Page(mixed).ordered() == expected.map(\.text))
  }

  /// Three lines side by side are cells only where they do not go on below.
  @Test func readsThreeColumnsOneAfterTheOther() {
    let columns = [40, 230, 420].map { x in
      (0..<10).map { Row(Float(x), $0, "gaat het verhaal van \(x) door \($0)") }
    }
    let mixed = (0..<10).flatMap { line in columns.map { $0[line] } }
    #expect(Page(mixed).ordered() == columns.joined().map(\.text))
  }

  @Test func leavesATableOfThreeLongCellsInRows() {
    // Each cell has three lines, of which the last is short.
    let texts = ["Het begin van een cel", "met daarna nog een regel", "en slot"]
    var rows: [Row] = []
    for line in 0..<12 {
      for x in [40, 230, 420] { rows.append(Row(Float(x), line, "\(texts[line % 3]) \(x)")) }
    }
    #expect(Page(rows).ordered() == rows.map(\.text))
  }

  @Test func leavesATableOfShortCellsInRows() {
    let cells = (0..<8).flatMap {
      [Row(70, $0, "Gemeente nummer \($0)"), Row(310, $0, "\($0) meldingen in het jaar 2014")]
    }
    #expect(Page(cells).ordered() == cells.map(\.text))
  }

  /// Rows of several lines begin side by side, however long their cells are.
  @Test func leavesATableOfLongCellsInRows() {
    let cells = (0..<4).flatMap { row in
      (0..<3).flatMap { line in
        [
          Row(70, row * 5 + line, "de taak die in deze regel staat, deel \(line)"),
          Row(310, row * 5 + line, "wie de taak uitvoert en wanneer, deel \(line)"),
        ]
      }
    }
    #expect(Page(cells).ordered() == cells.map(\.text))
  }
}

/// A line of a made-up page: letters 5 points wide, lines 15 points apart.
private struct Row {
  var x: Float
  var line: Int
  var text: String
  /// What poppler put on the same line although it stands in the next column, at 310 points.
  var rightText: String?

  init(_ x: Float, _ line: Int, _ text: String, rightText: String? = nil) {
    self.x = x
    self.line = line
    self.text = text
    self.rightText = rightText
  }
}

private struct Page {
  var bytes: [UInt8] = []
  var lines: [cpoppler_line] = []

  init(_ rows: [Row]) {
    for row in rows {
      var line = cpoppler_line()
      line.start = UInt32(bytes.count)
      bytes += Array(row.text.utf8)
      line.x0 = row.x
      line.x1 = row.x + 5 * Float(row.text.utf8.count)
      if let right = row.rightText {
        line.gap_start = UInt32(bytes.count)
        line.gap_end = line.gap_start + 1
        line.gap_x0 = line.x1
        line.gap_x1 = 310
        bytes += Array((" " + right).utf8)
        line.x1 = 310 + 5 * Float(right.utf8.count)
      }
      line.end = UInt32(bytes.count)
      line.y0 = 100 + 15 * Float(row.line)
      line.y1 = line.y0 + 10
      line.height = 10
      lines.append(line)
    }
  }

  /// The texts of the lines in reading order.
  func ordered() -> [String] {
    bytes.withUnsafeBufferPointer { bytes in
      lines.withUnsafeBufferPointer { lines in
        PDFColumns(bytes: bytes).ordered(lines).map {
          String(decoding: bytes[Int($0.start)..<Int($0.end)], as: UTF8.self)
        }
      }
    }
  }
}
