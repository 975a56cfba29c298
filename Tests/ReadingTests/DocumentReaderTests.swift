// SPDX-License-Identifier: EUPL-1.2
import Model
import Testing

@testable import Reading

struct DocumentReaderTests {
  @Test func readsADocx() {
    let extraction = Fixture.read("nota.docx")
    #expect(extraction.format == "docx")
    #expect(extraction.texts(.heading) == ["Aanpak kindermishandeling", "Werkwijze"])
    #expect(extraction.passages.filter { $0.kind == .heading }.map(\.headingLevel) == [1, 2])
    #expect(extraction.texts(.paragraph) == ["De gemeente koopt jeugdhulp in bij aanbieders."])
    #expect(extraction.texts(.listItem) == ["eerste punt"])
    #expect(extraction.texts(.tableRow) == ["Partner\tRol", "Politie\tmelden"])
    #expect(extraction.texts(.note) == ["Zie de bijlage."])
    #expect(extraction.texts(in: .contents) == ["Inhoud 3"])
    #expect(extraction.title == "Nota jeugd")
    #expect(extraction.metadataDate == "2015-03-01")
  }

  @Test func readsAnOdt() {
    let extraction = Fixture.read("nota.odt")
    #expect(extraction.format == "odt")
    #expect(extraction.texts(.heading) == ["Toegang tot hulp"])
    #expect(extraction.texts(.paragraph) == ["De meldcode is verplicht."])
    #expect(extraction.texts(.note) == ["Sinds 2013."])
    #expect(extraction.texts(.listItem) == ["een punt"])
    #expect(extraction.texts(.tableRow) == ["A\tB"])
  }

  @Test func readsAWebPageWithoutScriptsAndMenus() throws {
    let page = """
      <!DOCTYPE html><html><head><title>Beleid jeugd</title><style>p {}</style></head><body>
      <nav><a href="/">Start</a></nav><h2>Toegang &amp; hulp</h2><p>Kinder&shy;mishandeling
      <b>komt</b> voor.</p><ul><li>één</li><li>twee</li></ul><p hidden>uitgeklapt</p>
      <table><tr><th>Jaar</th><td>2015</td></tr></table><script>var a = "<p>x</p>"</script></body></html>
      """
    let extraction = try Fixture.read(page, as: "beleid.html")
    #expect(extraction.title == "Beleid jeugd")
    #expect(extraction.texts(.heading) == ["Toegang & hulp"])
    #expect(extraction.texts(.paragraph) == ["Kindermishandeling komt voor.", "uitgeklapt"])
    #expect(extraction.texts(.listItem) == ["één", "twee"])
    #expect(extraction.texts(.tableRow) == ["Jaar\t2015"])
  }

  @Test func readsTextByBlankLinesAndFormFeeds() throws {
    let text = "De aanpak van kinder-\nmishandeling en advies-\nen meldpunt.\n\nTwee\n\u{0C}Drie\n"
    let extraction = try Fixture.read(text, as: "a.txt")
    #expect(
      extraction.texts(.paragraph) == [
        "De aanpak van kindermishandeling en advies- en meldpunt.", "Twee", "Drie",
      ])
    #expect(extraction.pages.count == 2)
  }

  @Test func readsWindows1252AndSaysSo() throws {
    let extraction = try Fixture.read(
      Array("Financi".utf8) + [0xEB, 0x6E, 0x20, 0x80], as: "a.txt")
    #expect(extraction.texts(.paragraph) == ["Financiën €"])
    #expect(extraction.diagnostics.contains { $0.problem.contains("Windows-1252") })
  }

  @Test func readsUTF16() throws {
    let units = Array("Één".utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(try Fixture.read([0xFF, 0xFE] + units, as: "a.txt").texts(.paragraph) == ["Één"])
  }

  @Test func readsMarkdownWithoutItsMarks() throws {
    let text = """
      # Visie **jeugd**

      Zie [de nota](https://voorbeeld.nl) en `code` van
      *iedereen*.

      - een punt
      1. nog een

      | A | B |
      |---|---|
      | 1 | 2 |

      ```
      regel_een
      ```
      """
    let extraction = try Fixture.read(text, as: "visie.md")
    #expect(extraction.format == "md")
    #expect(extraction.texts(.heading) == ["Visie jeugd"])
    #expect(extraction.texts(.paragraph) == ["Zie de nota en code van iedereen.", "regel_een"])
    #expect(extraction.texts(.listItem) == ["een punt", "1. nog een"])
    #expect(extraction.texts(.tableRow) == ["A\tB", "1\t2"])
  }

  @Test func cutsPagesBetweenPassages() throws {
    let passage = String(repeating: "woord ", count: 100)
    let text = Array(repeating: passage, count: 12).joined(separator: "\n\n")
    let extraction = try Fixture.read(text, as: "lang.txt")
    #expect(extraction.pages.count == 3)
    #expect(extraction.placeMistakes() == [])
  }

  @Test(arguments: [
    ("leeg.pdf", [], "leeg"),
    ("oud.doc", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "oud Word-formaat"),
    (
      "beeld.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0], "kan niet worden gelezen"
    ),
    ("kapot.pdf", Array("%PDF-1.4 en verder niets".utf8), "beschadigd"),
    ("kapot.docx", [0x50, 0x4B, 0x03, 0x04, 0x14], "beschadigd"),
    ("nep.pdf", Array("kort".utf8), "geen pdf"),
  ])
  func failsWithAReasonAndAWayOut(name: String, bytes: [UInt8], problem: String) throws {
    let extraction = try Fixture.read(bytes, as: name)
    #expect(extraction.state == .failed)
    let diagnostic = try #require(extraction.diagnostics.first)
    #expect(diagnostic.problem.contains(problem))
    #expect(!diagnostic.remedy.isEmpty)
    #expect(diagnostic.file == name)
  }

  @Test func failsOnAMissingFile() {
    let extraction = DocumentReader.read(path: "/bestaat/niet.pdf", name: "niet.pdf")
    #expect(extraction.diagnostics.first?.problem == "het bestand is er niet")
  }

  @Test(arguments: ["locked.odt"]) func refusesLockedOfficeFiles(name: String) {
    #expect(Fixture.read(name).diagnostics.first?.problem.contains("wachtwoord") == true)
  }

  @Test func knowsALockedDocxInItsOldContainer() throws {
    let name: [UInt8] = "EncryptedPackage".utf8.flatMap { [$0, UInt8(0)] }
    let bytes = [0xD0, 0xCF, 0x11, 0xE0] + [UInt8](repeating: 1, count: 600) + name
    let extraction = try Fixture.read(bytes, as: "nota.docx")
    #expect(extraction.diagnostics.first?.problem.contains("wachtwoord") == true)
  }

  @Test func refusesAZipBomb() {
    let extraction = Fixture.read("bomb.docx")
    #expect(extraction.state == .failed)
    #expect(extraction.diagnostics.first?.problem.contains("uitgepakt") == true)
  }

  @Test func refusesATextOverTheLimit() throws {
    let limits = ReadingLimits(textBytes: 1000)
    let text = [UInt8](repeating: 0x61, count: 1001)
    let extraction = try Fixture.read(text, as: "groot.txt", limits: limits)
    #expect(extraction.diagnostics.first?.problem.contains("te groot") == true)
  }

  @Test func readsAMislabelledFileByItsBytesAndSaysSo() throws {
    let page = "<html><body><p>De pagina is hier te vinden.</p></body></html>"
    let extraction = try Fixture.read(page, as: "nota.pdf")
    #expect(extraction.format == "html")
    #expect(extraction.state == .read)
    #expect(extraction.diagnostics.contains { $0.problem.contains("de inhoud is html") })
  }

  @Test func neverExpandsEntities() throws {
    let page =
      "<!DOCTYPE html [<!ENTITY a SYSTEM \"/etc/passwd\">]><html><body><p>x&a;y</p></body></html>"
    let text = try Fixture.read(page, as: "a.html").texts(.paragraph).joined()
    #expect(!text.contains("root:"))
  }
}
