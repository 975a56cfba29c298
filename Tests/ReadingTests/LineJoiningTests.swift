// SPDX-License-Identifier: EUPL-1.2
import DutchText
import Model
import TestSupport
import Testing

@testable import Reading
@testable import fuzz

/// A word that was broken at the end of a line is one word in every format.
struct LineJoiningTests {
  private static let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
  private static let office = "urn:oasis:names:tc:opendocument:xmlns:"

  /// Files in which the lines end as each format has a line end within a paragraph.
  private static func files(_ lines: [String]) -> [(name: String, bytes: [UInt8])] {
    let html = lines.joined(separator: "<br>\n")
    let docx = lines.map { "<w:r><w:t>\($0)</w:t></w:r>" }.joined(separator: "<w:r><w:br/></w:r>")
    let odt = lines.joined(separator: "<text:line-break/>")
    return [
      ("a.txt", Array(lines.joined(separator: "\n").utf8)),
      ("a.md", Array(lines.joined(separator: "\n").utf8)),
      ("a.html", Array("<html><body><p>\(html)</p></body></html>".utf8)),
      (
        "pre.html",
        Array("<html><body><pre>\(lines.joined(separator: "\n"))</pre></body></html>".utf8)
      ),
      (
        "a.docx",
        zip(
          "word/document.xml",
          "<w:document xmlns:w=\"\(word)\"><w:body><w:p>\(docx)</w:p></w:body></w:document>")
      ),
      (
        "a.odt",
        zip(
          "content.xml",
          """
          <office:document-content xmlns:office="\(office)office:1.0" xmlns:text="\(office)text:1.0">\
          <office:body><office:text><text:p>\(odt)</text:p></office:text></office:body>\
          </office:document-content>
          """)
      ),
    ]
  }

  private static func zip(_ name: String, _ xml: String) -> [UInt8] {
    StoredZip.bytes([(name, Array("<?xml version=\"1.0\"?>\(xml)".utf8))])
  }

  @Test(arguments: [
    (["De kinder-", "mishandeling stopt."], "De kindermishandeling stopt."),
    (["De kinder\u{2010}", "mishandeling stopt."], "De kindermishandeling stopt."),
    (["De kinder\u{AD}", "mishandeling stopt."], "De kindermishandeling stopt."),
    (["De jeugd-", "en kinderbescherming."], "De jeugd- en kinderbescherming."),
    (["De AMHK-", "regio en Noord-", "Holland."], "De AMHK-regio en Noord-Holland."),
    (["De sociaal-", "culturele instelling."], "De sociaal-culturele instelling."),
    (
      ["De aanpak van", "geweld - ook", "thuis -", "stopt."],
      "De aanpak van geweld - ook thuis - stopt."
    ),
  ])
  func joinsLinesInEachFormat(lines: [String], text: String) throws {
    let words = try ShippedWords.list()
    for (name, bytes) in Self.files(lines) {
      let extraction = try Fixture.withFile(bytes, name) {
        DocumentReader.read(path: $0, name: name, words: words)
      }
      #expect(extraction.pages.map(\.text) == [text], "\(name)")
      #expect(extraction.placeMistakes() == [])
    }
  }

  @Test func keepsAHyphenThatTheDocumentWritesFurtherOn() throws {
    let later = "<p>Het mede-overheden overleg.</p>"
    let extraction = try Fixture.read(
      "<html><body><h1>Kop</h1><p>De mede-<br>overheden.</p>\(later)</body></html>", as: "a.html")
    #expect(
      extraction.bodyPassages == [
        "heading: Kop", "paragraph: De mede-overheden.", "paragraph: Het mede-overheden overleg.",
      ])
  }

  @Test func joinsLinesInCellsAndNotes() throws {
    let extraction = try Fixture.read(
      """
      <html><body><table><tr><td>kinder-<br>mishandeling</td><td>jeugd-<br>en</td></tr></table>
      <div class="noot"><p>De meld-<br/>code.</p></div></body></html>
      """, as: "a.html")
    #expect(extraction.texts(.tableRow) == ["kindermishandeling\tjeugd- en"])
    #expect(extraction.texts(.note) == ["De meldcode."])
  }

  @Test func takesALineEndOfTheFileForASpaceWhereTheFormatDoes() throws {
    let extraction = try Fixture.read(
      "<html><body><p>jeugd-\nzorg en\nkinder&shy;\nmishandeling</p></body></html>", as: "a.html")
    #expect(extraction.texts(.paragraph) == ["jeugd- zorg en kinder mishandeling"])
  }

  @Test func keepsThePagesOfATextWhoseWordsWereBroken() throws {
    let extraction = try Fixture.read(
      "De kinder-\nmishandeling\n\u{0C}Twee\n\u{0C}Drie", as: "a.txt")
    #expect(extraction.pages.map(\.text) == ["De kindermishandeling", "Twee", "Drie"])
  }
}
