// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model
import Testing
import TestSupport

@testable import Reading

/// Two papers of the Tweede Kamer are there as PDF, ODT and HTML: what they say must agree.
@Suite(.enabled(if: SharedMaterial.isPresent, "needs ../shared"))
struct CrossFormatTests {
  private func read(_ path: String) -> Extraction {
    DocumentReader.read(path: SharedMaterial.url(path).path, name: path)
  }

  @Test(arguments: ["kst-32545-143", "ah-tk-20202021-3235"])
  func readsTheSameWordsFromEachFormat(paper: String) throws {
    let office = "data/nl-gov-office/officiele-publicaties/\(paper)"
    let html = read("\(office).html")
    let others = [
      read("\(office).odt"), read("data/nl-gov-pdf/officiele-publicaties/\(paper).pdf"),
    ]
    #expect(html.language == "nl")
    let sentences = html.texts(.paragraph).filter { $0.count > 60 }
    #expect(sentences.count >= 4)
    for other in others {
      let text = letters(other.passages.map { other.text(of: $0) }.joined(separator: " "))
      let missing = sentences.filter { !text.contains(letters($0)) }
      // Notes and page ends may stand within a sentence of the PDF.
      #expect(missing.count * 5 <= sentences.count, "\(other.format): \(missing)")
    }
  }

  private func letters(_ text: String) -> String {
    String(text.lowercased().filter { $0.isLetter })
  }
}
