// SPDX-License-Identifier: EUPL-1.2
import Model
import Testing

@testable import Reading

/// `tabellen.pdf` is drawn by `Fixtures/make_fixtures.py`, its first table column by column (R6).
struct PDFTablesTests {
  private let extraction = Fixture.read("tabellen.pdf")

  @Test func putsATableThatIsDrawnByColumnInRows() {
    #expect(extraction.texts(.tableHead) == ["Partner\tWat de partner doet\tSinds"])
    #expect(
      extraction.texts(.tableRow).prefix(3) == [
        "Politie\tmeldt bij Veilig Thuis en doet zo nodig aangifte\t2013",
        "School\tziet signalen en bespreekt die in het team\t2014",
        "Huisarts\tverwijst naar hulp\t2015",
      ])
    let number = extraction.passages.firstIndex { extraction.text(of: $0).hasPrefix("School") }
    #expect(
      number.map { extraction.cells(of: $0).last }
        == TableCell(text: "2014", rowHead: "School", columnHead: "Sinds"))
  }

  @Test func keepsLongCellsWithoutLinesBesideTheirLabel() {
    #expect(
      extraction.texts(.tableRow).suffix(3) == [
        "Toegang\tDe wijkteams regelen de toegang tot de jeugdhulp en zij kijken daarbij naar het hele "
          + "gezin. Zij werken met een plan.",
        "Melden\tWie zich zorgen maakt, belt met Veilig Thuis, ook als nog niet zeker is wat er speelt. De "
          + "meldcode helpt daarbij.",
        "Herstel\tNa de crisis volgt een plan voor herstel van het kind met de ouders en de school.",
      ])
  }

  @Test func readsLabelsInAColumnOfTheirOwnAsAList() {
    #expect(
      extraction.texts(.listItem) == [
        "a. Een punt van de lijst dat zo lang is dat het verder gaat.", "b. Nog een punt.",
        "c. Het laatste punt.",
      ])
  }

  @Test func tellsCaptionsAndNotesApart() {
    #expect(extraction.texts(.caption) == ["Tabel 1: Taken van de partners"])
    #expect(
      extraction.texts(.note) == [
        "1 Bron: eigen telling van de gemeenten.", "2 Zonder de meldingen van scholen.",
      ])
    #expect(extraction.texts(.heading) == ["2 Samenwerking"])
    #expect(extraction.placeMistakes() == [])
  }

  @Test(arguments: [
    ("Tabel 3: Meldingen per wijk", true), ("Figuur 2", true), ("Tabel 3 laat zien dat het", false),
    ("Figuur 2.1 De keten", true), ("Kaart 4 – Regio's", true), ("Tabellen 3", false),
    ("tabel 3 en verder", false),
  ])
  func knowsACaptionByItsWords(text: String, expected: Bool) {
    var text = text
    #expect(text.withUTF8 { PDFLineShape.isCaption($0) } == expected)
  }
}
