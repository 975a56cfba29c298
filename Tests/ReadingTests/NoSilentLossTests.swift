// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model
import TestSupport
import Testing

@testable import Reading
@testable import fuzz

/// What a document holds is read, or the document says that something is missing (R6, R28).
struct NoSilentLossTests {
  // MARK: Web pages

  @Test func readsAParagraphOfMoreThanTenMegabytes() throws {
    let words = String(repeating: "meldcode ", count: 1_300_000)
    let extraction = try Fixture.read("<html><body><p>\(words)slot</p></body></html>", as: "a.html")
    #expect(extraction.state == .read)
    let last = try #require(extraction.passages.last)
    let text = extraction.text(of: last)
    #expect(text.utf8.count == words.utf8.count + 4)
    #expect(text.hasSuffix("meldcode slot"))
  }

  @Test(arguments: [
    ("<div>", "</div>", 5000), ("<table><tr><td>", "</td></tr></table>", 2000),
    ("<ul><li>", "</li></ul>", 3000), ("<table>", "</table>", 2000),
  ])
  func readsWhatStandsDeepInAPage(open: String, close: String, count: Int) throws {
    let page =
      "<html><body>" + String(repeating: open, count: count) + "de meldcode"
      + String(repeating: close, count: count) + "<p>slot</p></body></html>"
    let extraction = try Fixture.read(page, as: "diep.html")
    let texts = extraction.passages.map { extraction.text(of: $0) }
    #expect(texts == ["de meldcode", "slot"])
    #expect(extraction.state == .read)
  }

  @Test func keepsTextOfATableOutsideItsCells() throws {
    let extraction = try Fixture.read(
      "<html><body><table>vooraf<tr>voor de cel<td>A</td>tussen<td>B</td></tr>na</table></body></html>",
      as: "tabel.html")
    let text = extraction.pages.map(\.text).joined()
    for word in ["vooraf", "voor de cel", "A\tB", "tussen", "na"] { #expect(text.contains(word)) }
  }

  @Test func keepsEveryCellOfAWideTable() throws {
    let cells = (1...450).map { "<td>cel\($0)</td>" }.joined()
    let extraction = try Fixture.read(
      "<html><body><table><tr>\(cells)</tr></table></body></html>", as: "breed.html")
    let row = try #require(extraction.texts(.tableRow).first)
    #expect(row.split(separator: "\t").map(String.init) == (1...450).map { "cel\($0)" })
  }

  @Test func doesNotGrowByCellsThatAskForManyColumns() throws {
    let cells = String(repeating: "<td colspan=900000 rowspan=900000>x</td>", count: 300)
    let extraction = try Fixture.read(
      "<html><body><table><tr>\(cells)</tr></table></body></html>", as: "breed.html")
    let row = try #require(extraction.texts(.tableRow).first)
    #expect(row.utf8.count < 2000)
    #expect(row.count { $0 == "x" } == 300)
  }

  @Test(arguments: [
    ("<html><body><p>een</p><p>twe", "einde"), ("<html><body><p>een</p><p cla", "tag"),
    ("<!doctype html><div><p>een</p>", "gesloten"), ("<html><p>een</p><!-- twee", "opmerking"),
    ("<html><p>een</p><script>var a", "script"), ("<html><p title=\"een</p><p>twee</p>", "tag"),
  ])
  func saysThatAWebPageIsCut(page: String, lack: String) throws {
    let extraction = try Fixture.read(page, as: "half.html")
    #expect(extraction.state == .partly || extraction.state == .noText)
    let diagnostic = try #require(extraction.diagnostics.first { $0.problem.contains("niet heel") })
    #expect(diagnostic.problem.contains(lack), "\(diagnostic.problem)")
    #expect(diagnostic.file == "half.html")
  }

  @Test(arguments: [
    "<!doctype html><title>T</title><h1>Kop</h1><p>een<p>twee < drie",
    "<html><body><p>een</body></html>\n", "<HTML><BODY><p>een <a href='x>y'>b</a></BODY>",
    "<!doctype html><ul><li>een<li>twee</ul><!-- c --><script>if (a < b) { '<div>' }</script>",
  ])
  func takesAWebPageThatLeavesOutItsEndTagsForWhole(page: String) throws {
    let extraction = try Fixture.read(page, as: "heel.html")
    #expect(extraction.state == .read)
    #expect(extraction.diagnostics == [])
  }

  @Test func readsAPageInTheEncodingThatItNames() throws {
    let head = Array("<html><head><meta charset=\"iso-8859-7\"></head><body><p>".utf8)
    let page = head + [0xE1, 0xE2] + Array("</p></body></html>".utf8)
    #expect(try Fixture.read(page, as: "grieks.html").texts(.paragraph) == ["αβ"])
  }

  // MARK: Office documents

  private func docx(_ body: String, _ others: [(name: String, bytes: [UInt8])] = []) -> [UInt8] {
    let open =
      "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
    let document = "<?xml version=\"1.0\"?>\(open)<w:body>\(body)</w:body></w:document>"
    return StoredZip.bytes([("word/document.xml", Array(document.utf8))] + others)
  }

  private let noted =
    "<w:p><w:r><w:t>De tekst.</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>"

  @Test func saysThatTheFootnotesAreBroken() throws {
    let notes = Array("<w:footnotes><w:footnote w:id=\"2\"><w:p><w:r><w:t>De no".utf8)
    let extraction = try Fixture.read(
      docx(noted, [("word/footnotes.xml", notes)]), as: "noten.docx")
    #expect(extraction.texts(.paragraph) == ["De tekst."])
    #expect(extraction.state == .partly)
    let diagnostic = try #require(extraction.diagnostics.first)
    #expect(diagnostic.problem.contains("voetnoten"))
    #expect(diagnostic.file == "noten.docx")
  }

  @Test func saysThatANoteIsNotThere() throws {
    let extraction = try Fixture.read(docx(noted), as: "noten.docx")
    #expect(extraction.state == .partly)
    #expect(extraction.diagnostics.first?.problem.contains("1 noot") == true)
  }

  @Test func namesTheFileWhoseContentBreaksOff() throws {
    let paragraph = "<w:p><w:r><w:t>De tekst.</w:t></w:r></w:p>"
    let body = String(repeating: paragraph, count: 100) + "<w:p"
    let extraction = try Fixture.read(docx(body), as: "half.docx")
    #expect(extraction.state == .partly)
    #expect(extraction.diagnostics.map(\.file) == ["half.docx"])
  }

  @Test func readsWhatStandsBeforeTheBreakOfAPackedFile() throws {
    let whole = docx("<w:p><w:r><w:t>De tekst.</w:t></w:r></w:p>", [("x", [UInt8](0...255))])
    let cut = Array(whole.prefix(whole.count - 300))
    let extraction = try Fixture.read(cut, as: "half.docx")
    #expect(extraction.texts(.paragraph) == ["De tekst."])
    #expect(extraction.state == .partly)
    #expect(extraction.diagnostics.first?.problem.contains("verpakking") == true)
  }

  @Test func readsAnOfficeTextOfMoreThanTenMegabytes() throws {
    let words = String(repeating: "meldcode ", count: 1_300_000)
    let extraction = try Fixture.read(
      docx("<w:p><w:r><w:t>\(words)slot</w:t></w:r></w:p>"), as: "lang.docx")
    #expect(extraction.state == .read)
    #expect(extraction.pages.last?.text.hasSuffix("slot") == true)
  }

  // MARK: Plain text and Markdown

  private static let cutTexts: [(bytes: [UInt8], text: String)] = [
    ([UInt8]("Financiën en caf".utf8) + [0xC3], "Financiën en caf"),
    ([UInt8]("de prijs in ".utf8) + [0xE2, 0x82], "de prijs in"),
    ([0xEF, 0xBB, 0xBF, 0x61, 0xC3], "a"), ([0xFF, 0xFE, 0x61, 0x00, 0x62], "a"),
    ([0xFF, 0xFE, 0x61, 0x00, 0x3D, 0xD8], "a"),
  ]

  @Test(arguments: cutTexts)
  func saysThatATextIsCutWithinACharacter(bytes: [UInt8], text: String) throws {
    for name in ["a.txt", "a.md"] {
      let extraction = try Fixture.read(bytes, as: name)
      #expect(extraction.pages.map(\.text) == [text])
      #expect(extraction.state == .partly)
      #expect(extraction.diagnostics.first?.problem.contains("breekt af") == true)
      #expect(extraction.diagnostics.count == 1)
    }
  }

  @Test func takesALoneAccentAtTheEndForWindows1252() throws {
    let extraction = try Fixture.read(Array("het caf".utf8) + [0xE9], as: "a.txt")
    #expect(extraction.texts(.paragraph) == ["het café"])
    #expect(extraction.state == .read)
  }

  @Test func staysWithUTF8WhereAFewBytesAreDamaged() throws {
    let text = Array("Financiën, coördinatie, één, ".utf8) + [0xFF] + Array(" en ruïne".utf8)
    let extraction = try Fixture.read(text, as: "a.txt")
    #expect(extraction.pages[0].text == "Financiën, coördinatie, één, \u{FFFD} en ruïne")
    #expect(extraction.state == .partly)
    #expect(extraction.diagnostics.first?.problem.contains("1 plaats") == true)
  }

  private static let repeated: [(name: String, part: String)] = [
    ("a.md", "["), ("a.md", "[a]("), ("a.md", "[a]( "), ("a.md", "*a "), ("a.md", "<a "),
    ("a.md", "_a*`[<"), ("a.txt", "kinder-\n"), ("a.txt", "\u{301}\n"), ("a.html", "<b>a"),
    ("a.html", "<table><tr><td>a"), ("a.html", "kinder-<br>"), ("a.md", "kinder-\n"),
  ]

  /// What is eight times as long takes about eight times the processor time, not sixty-four times.
  @Test(arguments: repeated)
  func takesTimeThatGrowsWithTheLengthOnly(name: String, part: String) throws {
    func seconds(_ count: Int) throws -> Double {
      let head = name == "a.html" ? "<html><body>" : "a"
      let text = head + String(repeating: part, count: count)
      let start = processorTime()
      _ = try Fixture.read(text, as: name)
      return Double(processorTime() - start) / 1e9
    }
    _ = try seconds(100)
    let short = try seconds(1500)
    let long = try seconds(12_000)
    #expect(long < max(0.5, short * 24), "\(short) s, then \(long) s")
  }

  /// The processor time of this thread, which other programs do not change.
  private func processorTime() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  // MARK: PDF

  @Test func aFileWithoutItsEndMarkIsWholeWhenItsTableIsThere() throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: Fixture.path("layout.pdf")))
    let mark = try #require(data.range(of: Data("%%EOF".utf8), options: .backwards))
    let extraction = try Fixture.read([UInt8](data[..<mark.lowerBound]), as: "zonder.pdf")
    #expect(extraction.state == .read)
    #expect(extraction.diagnostics == [])
  }

  @Test func aFileWhoseTableIsNotWhereItSaysIsPartly() throws {
    let bytes = SmallPDF.bytes(["text", "text"])
    let text = String(decoding: bytes, as: UTF8.self)
    let start = try #require(text.range(of: "startxref\n"))
    let moved = text[..<start.upperBound] + "7\n%%EOF\n"
    let extraction = try Fixture.read(Array(moved.utf8), as: "verplaatst.pdf")
    #expect(extraction.state == .partly)
  }

  @Test func aRepeatedLineIsTextWhenThereIsNothingElse() throws {
    let extraction = try Fixture.read(
      SmallPDF.bytes([String](repeating: "head", count: 600)), as: "kop.pdf")
    #expect(extraction.state == .read)
    #expect(extraction.texts(.paragraph).count + extraction.texts(.heading).count > 0)
    #expect(extraction.pages.allSatisfy { $0.text == "Regiovisie Amberkust" })
  }

  @Test func aRepeatedLineAboveScansIsNoText() throws {
    let extraction = try Fixture.read(
      SmallPDF.bytes([String](repeating: "stamped", count: 8)), as: "stempel.pdf")
    #expect(extraction.state == .noText)
    #expect(extraction.texts(in: .runningHead).count == 8)
  }
}
