// SPDX-License-Identifier: EUPL-1.2
import Model
import Testing

@testable import Reading

/// The fixtures are made by `Fixtures/make_fixtures.py`; what they hold is written there (R6).
struct OfficeStructureTests {
  @Test func readsAWordDocumentAsWhenItsChangesAreAccepted() {
    let extraction = Fixture.read("structuur.docx")
    #expect(
      extraction.bodyPassages == [
        "heading: Aanpak", "heading: Partners",
        "paragraph: De politie meldt altijd aan Veilig Thuis.",
        "note: Sinds 2015.", "paragraph: De school meldt ook.", "note: Aan het eind.",
        "paragraph: In het kader: bel Veilig Thuis.", "paragraph: Deze zin staat nu hier.",
        "list-item: eerste punt", "list-item: punt daaronder", "list-item: tweede punt",
        "heading: Vet kopje", "paragraph: Zie paragraaf 2 en 4.", "caption: Tabel 1: Meldingen",
        "table-head: Wijk\tMeldingen\t\tNoot", "table-row: Ringvaart\t97\t11\ta",
        "table-row: \t98\t12\tb", "paragraph: Slot.",
      ])
    #expect(extraction.texts(in: .contents) == ["1 Aanpak 2", "1.1 Partners 3"])
    #expect(extraction.placeMistakes() == [])
  }

  @Test func takesTheLevelOfAStyleFromTheStyleBelowIt() {
    let extraction = Fixture.read("structuur.docx")
    let levels = extraction.passages.filter { $0.kind == .heading }.map(\.headingLevel)
    #expect(levels == [1, 2, 3])
    let number = extraction.passages.firstIndex { extraction.text(of: $0).hasPrefix("Zie") }
    #expect(number.map { extraction.headingPath(of: $0) } == ["Aanpak", "Partners", "Vet kopje"])
  }

  @Test func knowsTheHeadsOfACellInMergedRowsAndColumns() {
    for name in ["structuur.docx", "structuur.odt"] {
      let extraction = Fixture.read(name)
      let number = extraction.passages.firstIndex { extraction.text(of: $0).hasPrefix("\t98") }
      let cells = number.map { extraction.cells(of: $0) } ?? []
      #expect(
        cells.last == TableCell(text: "b", rowHead: "Ringvaart", columnHead: "Noot"), "\(name)")
    }
  }

  @Test func readsAnOpenDocumentInTheSameWay() {
    let extraction = Fixture.read("structuur.odt")
    #expect(
      extraction.bodyPassages == [
        "heading: Aanpak", "paragraph: De politie meldt altijd aan Veilig Thuis.",
        "note: Sinds 2015.", "list-item: eerste punt", "list-item: punt daaronder",
        "list-item: tweede punt", "heading: Vet kopje",
        "paragraph: Gewone tekst met een vet woord.",
        "caption: Tabel 1: Meldingen", "table-head: Wijk\tMeldingen\t\tNoot",
        "table-row: Ringvaart\t97\t11\ta", "note: Bij de tabel.", "table-row: \t98\t12\tb",
      ])
    #expect(extraction.texts(in: .contents) == ["1 Aanpak 2"])
  }

  @Test func readsAWebPageInTheSameWay() throws {
    let extraction = try Fixture.read(
      """
      <html><body><div id="inhoudsopgave"><p>1 Aanpak</p></div><h1>Aanpak</h1>
      <p>De politie meldt <del>nooit</del><ins>altijd</ins> aan Veilig Thuis.</p>
      <ul><li><p>eerste punt</p><ul><li>punt daaronder</li></ul></li><li>tweede punt</li></ul>
      <p><strong>Vet kopje</strong></p><p>Gewone tekst met een <b>vet woord</b>.</p>
      <table><caption>Tabel 1: Meldingen</caption>
      <tr><th>Wijk</th><th colspan="2">Meldingen</th><th>Noot</th></tr>
      <tr><th rowspan="2">Ringvaart</th><td>97</td><td>11</td><td>a</td></tr>
      <tr><td>98</td><td>12</td><td>b</td></tr></table>
      <figure><figcaption>Figuur 1: De keten</figcaption></figure>
      <h2>Een zin die als kop is opgemaakt, en die zo lang is dat niemand hem als kop zou lezen in een
      stuk.</h2><div class="noot"><p>1 Sinds 2015.</p></div></body></html>
      """, as: "pagina.html")
    #expect(
      extraction.bodyPassages == [
        "heading: Aanpak", "paragraph: De politie meldt altijd aan Veilig Thuis.",
        "list-item: eerste punt", "list-item: punt daaronder", "list-item: tweede punt",
        "heading: Vet kopje", "paragraph: Gewone tekst met een vet woord.",
        "caption: Tabel 1: Meldingen", "table-head: Wijk\tMeldingen\t\tNoot",
        "table-row: Ringvaart\t97\t11\ta", "table-row: \t98\t12\tb", "caption: Figuur 1: De keten",
        "paragraph: Een zin die als kop is opgemaakt, en die zo lang is dat niemand hem als kop zou "
          + "lezen in een stuk.", "note: 1 Sinds 2015.",
      ])
    #expect(extraction.texts(in: .contents) == ["1 Aanpak"])
  }

  @Test(arguments: [
    ("Kop2", 2), ("heading 3", 3), ("Titel", 1), ("Überschrift 1", 1), ("Normal", nil),
    ("TOC Heading", nil), ("Kop", nil),
  ])
  func readsTheLevelFromTheNameOfAStyle(name: String, level: Int?) {
    #expect(WordStyles.named(name).headingLevel == level)
  }
}
