// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model
import Testing
import TestSupport

@testable import Reading

/// The documents are drawn line by line in `Fixtures/make_fixtures.py`; what is expected is read off there.
struct PDFReaderTests {
  @Test func joinsWordsBrokenAtALineEndAndKeepsRealHyphens() {
    let text = Fixture.read("layout.pdf").texts(.paragraph).first ?? ""
    #expect(text.contains("aanpak van kindermishandeling en"))
    #expect(text.contains("een advies- en meldpunt"))
    #expect(text.contains("de AMHK-regio"))
    #expect(text.contains("Het sociaal-culturele werk"))
    #expect(text.contains("in Noord-Holland volgen"))
  }

  @Test func tellsHeadingsListsAndTableRows() {
    let extraction = Fixture.read("layout.pdf")
    #expect(
      extraction.texts(.heading) == [
        "Regiovisie Noordland 2015-2018", "1. Inleiding", "2. Samenwerking",
      ])
    #expect(
      extraction.texts(.listItem) == [
        "• eerste punt van de lijst dat zo lang is dat het op een tweede regel verder gaat",
        "• tweede punt",
      ])
    #expect(extraction.texts(.tableHead) == ["Onderdeel\tToelichting\t2015"])
    #expect(
      extraction.texts(.tableRow) == [
        "Preventie\tvoorlichting op scholen\t120",
        "Opvang\tplaatsen in de regio\t45",
      ])
    #expect(extraction.texts(.note) == ["1 Bron: eigen telling van de gemeenten."])
  }

  @Test func tellsRunningHeadsPageNumbersAndContentsFromTheBody() {
    let extraction = Fixture.read("layout.pdf")
    let title = "Regiovisie Noordland 2015-2018"
    #expect(extraction.texts(in: .runningHead) == [title, title, title, title])
    #expect(
      extraction.texts(in: .pageNumber) == (1...4).map { "Pagina \($0) van 4" })
    #expect(extraction.texts(in: .contents).count == 5)
    #expect(extraction.texts(in: .contents).first == "Inhoud")
  }

  @Test func keepsAPhraseTogetherOverALineEnd() {
    let texts = Fixture.read("layout.pdf").texts(.paragraph)
    #expect(texts.contains { $0.contains("noemt Veilig Thuis over het einde") })
  }

  @Test func joinsPassagesOverAPageEnd() throws {
    let extraction = Fixture.read("layout.pdf")
    let crossing = extraction.passages.filter { $0.stretches.count == 2 }
    #expect(crossing.map(\.joinsWord) == [true, false])
    #expect(crossing.map { $0.stretches.map(\.page) } == [[2, 3], [3, 4]])
    let texts = crossing.map { extraction.text(of: $0) }
    #expect(texts[0].contains("naar de mishandeling van kinderen"))
    #expect(texts[1].hasSuffix("na overleg met de partners in de regio."))
  }

  @Test func readsColumnsOneAfterTheOther() {
    let texts = Fixture.read("columns.pdf").texts(.paragraph)
    #expect(texts.first?.contains("breekt in jeugdbescherming bovenaan rechts en daar") == true)
    #expect(texts.allSatisfy { !$0.contains("kolom links. Regel 0 van de kolom rechts") })
  }

  @Test(arguments: [
    "layout.pdf", "columns.pdf", "half-scanned.pdf", "nota.docx", "nota.odt", "corpus-00220.pdf",
    "corpus-00375.pdf", "corpus-00462.pdf",
  ])
  func givesSoundPlaces(name: String) {
    let extraction = Fixture.read(name)
    #expect(!extraction.passages.isEmpty)
    #expect(extraction.placeMistakes() == [])
  }

  /// The truth was counted by the generator in the text before it was laid out.
  @Test(arguments: ["corpus-00220.pdf", "corpus-00375.pdf", "corpus-00462.pdf"])
  func countsTheKeywordsThatTheAuthorWrote(name: String) throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: Fixture.path("corpus-truth.json")))
    let truth = try JSONDecoder().decode([String: [String: Int]].self, from: data)
    let bodies = Fixture.read(name).texts(.body)
    let patterns: [String: Regex<Substring>] = [
      "AMK": #/(?i)\bAMK\b/#, "Veilig Thuis": #/(?i)veilig\s+thuis/#,
      "mishandeling": #/(?i)mishandeling/#, "jeugdhulp": #/(?i)jeugdhulp/#,
      "kindermishandeling": #/(?i)kindermishandeling/#, "geweld": #/(?i)geweld/#,
      "veiligheid": #/(?i)veiligheid/#, "meldcode": #/(?i)meldcode/#, "privacy": #/(?i)privacy/#,
      "(jeugd)bescherming": #/(?i)(?:jeugd\)?)?bescherming/#,
    ]
    let counts = patterns.mapValues { pattern in
      bodies.reduce(0) { $0 + $1.matches(of: pattern).count }
    }
    #expect(counts == truth[name])
  }

  @Test func refusesALockedFileAndOpensItWithThePassword() {
    let locked = Fixture.read("locked.pdf")
    #expect(locked.state == .failed)
    #expect(locked.diagnostics.first?.problem.contains("wachtwoord") == true)
    let opened = Fixture.read("locked.pdf", passwords: ["fout", "geheim"])
    #expect(opened.state == .read)
    #expect(
      opened.texts(.paragraph) == ["Dit stuk is alleen met het wachtwoord te lezen."])
  }

  @Test func takesTitleAndDateFromTheMetadata() {
    let extraction = Fixture.read("layout.pdf")
    #expect(extraction.title == "Regiovisie Noordland")
    #expect(extraction.metadataDate == "2000-01-01")
    #expect(extraction.language == "nl")
  }

  @Test(arguments: [
    ("12", true), ("Pagina 12", true), ("- 12 -", true), ("12/30", true),
    ("Pagina 12 van 30", true),
    ("blz. 3", true), ("p. 4", true), ("2015", true), ("Artikel 12", false),
    ("12 gemeenten", false),
    ("12 13 14", false), ("Pagina", false),
  ])
  func knowsPageNumbers(line: String, isNumber: Bool) {
    var line = line
    #expect(line.withUTF8 { PDFZones.isPageNumber($0) } == isNumber)
  }
}

extension Extraction {
  fileprivate func texts(_ zone: Zone) -> [String] {
    passages.filter { $0.zone == zone }.map { text(of: $0) }
  }
}
