// SPDX-License-Identifier: EUPL-1.2
import Model
import Testing

@testable import Reading

/// Lines of justified columns whose words stand far apart (Courier, of which a letter is 6 points wide).
struct PDFStretchedTests {
  private let text =
    "De gemeenten in de regio leggen elk jaar verantwoording af over de aanpak van kindermishandeling en "
    + "huiselijk geweld. In de regiovisie staan afspraken over informatie-uitwisseling tussen de wijkteams "
    + "en Veilig Thuis. Samenwerkingspartners verwachten dat privacybescherming onderwerp blijft van "
    + "gesprek in het bestuurlijk overleg. Een uitvoeringsprogramma beschrijft verantwoordelijkheden "
    + "van gemeenten en instellingen voor de jeugdgezondheidszorg. Zij spreken af wie er meldt bij "
    + "een vermoeden en wie er daarna met het gezin gaat praten over hulp."

  @Test func readsStretchedLinesOfTwoColumnsAsText() throws {
    let lines = Self.broken(text + " " + text, at: 30)
    let half = (lines.count + 1) / 2
    let content =
      Self.justified(lines[..<half], x: 60, width: 180)
      + Self.justified(lines[half...], x: 262, width: 180)
    let extraction = try Fixture.read(SmallPDF.bytes(contents: [content]), as: "kolommen.pdf")
    #expect(extraction.texts(.tableRow) == [])
    #expect(extraction.texts(.paragraph).joined(separator: " ") == text + " " + text)
    #expect(extraction.placeMistakes() == [])
  }

  @Test func keepsATableBelowJustifiedText() throws {
    let lines = Self.broken(text, at: 30)
    let rows = [
      ["Politie", "meldt", "2013"], ["School", "bespreekt", "2014"],
      ["Huisarts", "verwijst", "2015"],
    ]
    var content = Self.justified(lines[...], x: 60, width: 180)
    for (number, row) in rows.enumerated() {
      let y = 780 - 13 * (lines.count + number)
      for (x, cell) in zip([60, 130, 216], row) {
        content += "BT /F2 10 Tf \(x) \(y) Td (\(cell)) Tj ET\n"
      }
    }
    let extraction = try Fixture.read(SmallPDF.bytes(contents: [content]), as: "tabel.pdf")
    #expect(extraction.texts(.tableRow) == rows.map { $0.joined(separator: "\t") })
  }

  /// The lines that hold at most so many letters.
  private static func broken(_ text: String, at count: Int) -> [String] {
    var lines: [String] = [""]
    for word in text.split(separator: " ") {
      let last = lines[lines.count - 1]
      if last.isEmpty {
        lines[lines.count - 1] = String(word)
      } else if last.count + 1 + word.count <= count {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }

  private static func justified(_ lines: ArraySlice<String>, x: Int, width: Int) -> String {
    var content = ""
    for (number, line) in lines.enumerated() {
      let spaces = line.count { $0 == " " }
      let room = spaces == 0 ? 0 : Double(width - 6 * line.count) / Double(spaces)
      content += "BT /F2 10 Tf \(room) Tw \(x) \(780 - 13 * number) Td (\(line)) Tj ET\n"
    }
    return content
  }
}
