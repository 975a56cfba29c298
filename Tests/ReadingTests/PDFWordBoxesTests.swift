// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model
import Testing

@testable import Reading

/// The documents are drawn in `Fixtures/make_fixtures.py`: lines of 10 points from x = 70.
struct PDFWordBoxesTests {
  private func words(_ extraction: Extraction, page: Int) throws -> [(text: String, box: WordBox)] {
    let bytes = Array(extraction.pages[page - 1].text.utf8)
    return try extraction.boxes[page - 1].words().map {
      (String(decoding: bytes[$0.utf8Range], as: UTF8.self), $0)
    }
  }

  @Test func givesAWordBrokenAtALineEndTwoBoxes() throws {
    let words = try words(Fixture.read("layout.pdf"), page: 2)
    let place = try #require(words.firstIndex { $0.text == "kinder" })
    let (first, second) = (words[place].box, words[place + 1].box)
    #expect(words[place + 1].text == "mishandeling")
    #expect(first.utf8Range.upperBound == second.utf8Range.lowerBound)
    #expect(second.rectangle.left == 70)
    #expect(first.rectangle.right > 300)
    // The next line stands 13.5 points lower.
    #expect(abs(second.rectangle.top - first.rectangle.top - 13.5) < 0.15)
    // Its baseline is drawn at 127.6.
    #expect(first.rectangle.top < 121 && (127.6..<131).contains(first.rectangle.bottom))
  }

  @Test(arguments: ["layout.pdf", "columns.pdf", "half-scanned.pdf", "corpus-00375.pdf"])
  func coversAllWordsOfAllPages(name: String) throws {
    let extraction = Fixture.read(name)
    #expect(extraction.boxes.map(\.page) == extraction.pages.map(\.number))
    for page in extraction.pages {
      let words = try words(extraction, page: page.number)
      let covered = words.map(\.text).joined()
      let text = page.text.filter { !" \n\t".contains($0) }
      #expect(covered.filter { $0 != " " } == text)
      #expect(try extraction.boxes[page.number - 1].size() == (595.3, 841.9))
    }
  }

  /// `pdftotext -bbox` goes over the same words by another way.
  @Test(arguments: ["layout.pdf", "corpus-00220.pdf", "corpus-00462.pdf"])
  func standsWherePdftotextSaysSo(name: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/pdftotext")
    process.arguments = ["-bbox", Fixture.path(name), "-"]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let html = String(
      decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let extraction = Fixture.read(name)
    let pages = html.components(separatedBy: "<page ").dropFirst()
    #expect(pages.count == extraction.pages.count)
    for (page, boxes) in zip(pages, extraction.boxes) {
      let sides = page.matches(
        of: #/xMin="([-0-9.]+)" yMin="([-0-9.]+)" xMax="([-0-9.]+)" yMax="([-0-9.]+)"/#
      ).map { [$0.1, $0.2, $0.3, $0.4].map { Double($0) ?? -1 } }
      let mine = try boxes.words().map(\.rectangle)
      #expect(mine.count == sides.count)
      for box in mine {
        let isThere = sides.contains { side in
          zip(side, [box.left, box.top, box.right, box.bottom]).allSatisfy { abs($0 - $1) < 0.11 }
        }
        #expect(isThere, "\(name), p. \(boxes.page): \(box)")
      }
    }
  }
}
