// SPDX-License-Identifier: EUPL-1.2
import CPoppler
import Foundation
import Testing

@testable import Reading

/// The strings of poppler are decoded here and not by poppler-cpp, which opens a converter for every word.
struct PopplerStringTests {
  /// What the relocations of the library say is what happens, and the version of the reader says it.
  @Test func decodesEveryWordOfADocumentItself() {
    let before = cpoppler_words_decoded()
    let words = Fixture.read("layout.pdf").pages.reduce(0) {
      $0 + $1.text.split(separator: " ").count
    }
    let decoded = Int(cpoppler_words_decoded() - before)
    #expect(words > 100, "the document holds enough words to tell")
    if cpoppler_decodes_words() == 1 {
      #expect(decoded >= words)
      #expect(!DocumentReader.version.contains("poppler"))
    } else {
      #expect(decoded < words)
      #expect(DocumentReader.version.hasSuffix("-poppler"))
    }
  }

  /// Debian's library can be stood before, which makes reading faster; others may not.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/etc/debian_version")))
  func standsBeforeTheFunctionOfDebiansLibrary() throws {
    let release = try String(contentsOfFile: "/etc/os-release", encoding: .utf8)
    guard release.contains("\nID=debian\n") else { return }
    #expect(cpoppler_decodes_words() == 1)
  }

  /// The text of one word on a page, by the way that all words go.
  private func decoded(_ bytes: [UInt8]) -> String? {
    var word = cpoppler_found_word()
    word.end = UInt32(bytes.count)
    word.line_x1 = 10
    word.line_y1 = 10
    word.begins_line = 1
    guard let page = cpoppler_page_of_words(100, 100, &word, 1, bytes) else { return nil }
    defer { cpoppler_free_page(page) }
    let text = UnsafeBufferPointer(
      start: page.pointee.text, count: Int(page.pointee.byte_count))
    return String(validating: text, as: UTF8.self)
  }

  @Test(arguments: [
    "a", "gemeente", "coördinatie", "ČeskéŁódź", "日本語", "x😀y𝒜", "\u{7FF}\u{800}\u{FFFD}",
    "\u{10FFFD}\u{E000}\u{D7FF}",
  ])
  func givesBackWhatWasWritten(_ text: String) {
    #expect(decoded(Array(text.utf8)) == text)
  }

  /// Nothing behind a broken byte is lost.
  @Test(
    arguments: [
      ([0x61, 0xFF, 0x62], "a\u{FFFD}b"), ([0x61, 0xC3], "a\u{FFFD}"),
      ([0xC0, 0x80, 0x62], "\u{FFFD}\u{FFFD}b"), ([0xE2, 0x82, 0x62], "\u{FFFD}\u{FFFD}b"),
      ([0xF4, 0x90, 0x80, 0x80, 0x62], "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}b"),
      // Each half of a pair as three bytes, together and alone.
      ([0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80], "😀"), ([0xED, 0xA0, 0xBD, 0x62], "\u{FFFD}b"),
    ] as [([UInt8], String)])
  func keepsWhatFollowsABrokenByte(_ bytes: [UInt8], _ text: String) {
    #expect(decoded(bytes) == text)
  }
}
