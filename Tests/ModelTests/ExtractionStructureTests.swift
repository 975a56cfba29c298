// SPDX-License-Identifier: EUPL-1.2
import Model
import Testing

/// Where a passage stands in its document: below which headings, in which row and column.
struct ExtractionStructureTests {
  private static func extraction(_ parts: [(PassageKind, Int, String)]) -> Extraction {
    var text = ""
    var passages: [Passage] = []
    for (kind, level, words) in parts {
      if !text.isEmpty { text += "\n" }
      let start = text.utf8.count
      text += words
      passages.append(
        Passage(
          kind: kind, headingLevel: level,
          stretches: [Stretch(page: 1, utf8Range: start..<text.utf8.count)]))
    }
    return Extraction(
      state: .read, format: "pdf", pages: [PageText(number: 1, text: text)], passages: passages)
  }

  @Test func aHeadingEndsThoseOfItsLevelAndDeeper() {
    var extraction = Self.extraction([
      (.heading, 1, "1 Inleiding"), (.heading, 2, "1.1 Doel"), (.paragraph, 0, "a"),
      (.heading, 1, "2 Aanpak"), (.paragraph, 0, "b"), (.heading, 3, "Los kopje"),
      (.heading, 2, "2.1 Partners"), (.listItem, 0, "c"),
    ])
    #expect(extraction.headingPaths() == [[], [0], [0, 1], [], [3], [3], [3], [3, 6]])
    for number in extraction.passages.indices {
      let path = extraction.headingPaths()[number].map {
        extraction.text(of: extraction.passages[$0])
      }
      #expect(extraction.headingPath(of: number) == path)
    }
    extraction.passages[4].zone = .runningHead
    #expect(extraction.headingPath(of: 4) == [])
  }

  @Test func aCellHasTheHeadsOfItsRowAndColumn() {
    let extraction = Self.extraction([
      (.tableHead, 0, "Wijk\tJaar\tMeldingen"), (.tableRow, 0, "Ringvaart\t2014\t97"),
      (.tableRow, 0, "\t2015\t98"), (.paragraph, 0, "tekst"), (.tableRow, 0, "Los\t1"),
    ])
    #expect(
      extraction.cells(of: 2) == [
        TableCell(text: "", rowHead: "", columnHead: "Wijk"),
        TableCell(text: "2015", rowHead: "Ringvaart", columnHead: "Jaar"),
        TableCell(text: "98", rowHead: "Ringvaart", columnHead: "Meldingen"),
      ])
    #expect(extraction.cells(of: 4).last == TableCell(text: "1", rowHead: "Los", columnHead: ""))
    #expect(extraction.cells(of: 3) == [])
  }
}
