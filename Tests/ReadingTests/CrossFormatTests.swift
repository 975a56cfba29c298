// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model
import TestSupport
import Testing

@testable import Reading

/// Two papers of the Tweede Kamer are there as PDF, ODT and HTML: their passages must be the same (R6).
///
/// Three things differ by right, and are left out of the comparison: the title block above the paper ("Tweede
/// Kamer der Staten-Generaal", year, number) and the imprint, which only PDF and ODT have; the typographic
/// marks (’ and ', – and -), which differ between the editions; and the level of headings, which only HTML
/// gives. Running heads and page numbers exist only in the PDF, and do not count as body.
@Suite(.enabled(if: SharedMaterial.isPresent, "needs ../shared"))
struct CrossFormatTests {
  private func read(_ path: String) -> Extraction {
    DocumentReader.read(path: SharedMaterial.url(path).path, name: path)
  }

  @Test(arguments: ["kst-32545-143", "ah-tk-20202021-3235"])
  func readsTheSamePassagesFromEachFormat(paper: String) throws {
    let office = "data/nl-gov-office/officiele-publicaties/\(paper)"
    let html = passages(read("\(office).html"))
    #expect(html.count > 10)
    let others = [
      read("\(office).odt"), read("data/nl-gov-pdf/officiele-publicaties/\(paper).pdf"),
    ]
    for other in others {
      let all = passages(other)
      let start = try #require(all.firstIndex(of: html[0]), "\(other.format): \(html[0])")
      #expect(Array(all[start...]) == html, "\(other.format)")
      #expect(start <= 7, "\(other.format): \(all.prefix(start))")
    }
  }

  @Test func leavesTheFootOfAPageOutOfTheText() {
    let pdf = read("data/nl-gov-pdf/officiele-publicaties/kst-32545-143.pdf")
    #expect(pdf.texts(in: .runningHead).contains { $0.hasPrefix("ISSN") })
    #expect(
      pdf.texts(in: .runningHead).contains { $0.hasPrefix("Tweede Kamer, vergaderjaar") })
  }

  /// Kind and words of each passage of the body.
  private func passages(_ extraction: Extraction) -> [String] {
    extraction.bodyPassages.map {
      $0.replacing("’", with: "'").replacing("‘", with: "'").replacing("–", with: "-")
    }
  }
}
