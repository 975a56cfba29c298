// SPDX-License-Identifier: EUPL-1.2
import Model
import Testing

@testable import Reading
@testable import fuzz

/// Word files that other programs write, that take others in, and whose changes are read as accepted.
struct WordContentTests {
  private static let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
  private static let strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
  private static let relations =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  private func document(_ body: String) -> String {
    "<w:document xmlns:w=\"\(Self.word)\" xmlns:r=\"\(Self.relations)\"><w:body>\(body)</w:body></w:document>"
  }

  private func zip(_ parts: KeyValuePairs<String, String>) -> [UInt8] {
    StoredZip.bytes(parts.map { (name: $0.key, bytes: Array($0.value.utf8)) })
  }

  private func related(_ id: String, _ kind: String, _ target: String) -> String {
    """
    <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
    <Relationship Id="\(id)" Type="\(Self.relations)/\(kind)" Target="\(target)"/></Relationships>
    """
  }

  private func paragraph(_ text: String, _ properties: String = "") -> String {
    "<w:p><w:pPr>\(properties)</w:pPr><w:r><w:t xml:space=\"preserve\">\(text)</w:t></w:r></w:p>"
  }

  // MARK: Where the parts are, and what they are named

  private static let types = """
    <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override \
    PartName="/word/document2.xml" ContentType="application/vnd.openxmlformats-officedocument.\
    wordprocessingml.document.main+xml"/></Types>
    """

  @Test(arguments: ["word/document2.xml", "/word/document2.xml", "./word/x/../document2.xml"])
  func findsTheMainPartByItsRelationship(target: String) throws {
    let styles = """
      <w:styles xmlns:w="\(Self.word)"><w:style w:type="paragraph" w:styleId="X"><w:name w:val="heading 2"/>\
      </w:style></w:styles>
      """
    let bytes = zip([
      "[Content_Types].xml": Self.types, "_rels/.rels": related("r1", "officeDocument", target),
      "word/document2.xml": document(
        paragraph("Kop", "<w:pStyle w:val=\"X\"/>") + paragraph("Tekst.")),
      "word/_rels/document2.xml.rels": related("r2", "styles", "/word/opmaak.xml"),
      "word/opmaak.xml": styles,
    ])
    let extraction = try Fixture.read(bytes, as: "a.docx")
    #expect(extraction.bodyPassages == ["heading: Kop", "paragraph: Tekst."])
    #expect(extraction.passages.first?.headingLevel == 2)
    #expect(extraction.state == .read)
    #expect(extraction.diagnostics == [])
  }

  @Test func refusesAPackedFileWithoutAMainPartOfWord() throws {
    let bytes = zip(["[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"])
    #expect(try Fixture.read(bytes, as: "a.docx").state == .failed)
  }

  @Test(arguments: [
    ("ns0", word), ("w", strict), ("x", strict),
  ])
  func readsMarkupWithWhateverPrefix(prefix: String, space: String) throws {
    let p = prefix
    let body = """
      <\(p):document xmlns:\(p)="\(space)"><\(p):body><\(p):p><\(p):pPr><\(p):pStyle \(p):val="Kop2"/></\(p):pPr>\
      <\(p):r><\(p):t>Meldcode</\(p):t></\(p):r></\(p):p><\(p):p><\(p):del \(p):id="1"><\(p):r><\(p):t>oud</\(p):t>\
      </\(p):r></\(p):del><\(p):r><\(p):t>nieuw</\(p):t></\(p):r></\(p):p></\(p):body></\(p):document>
      """
    let extraction = try Fixture.read(zip(["word/document.xml": body]), as: "a.docx")
    #expect(extraction.bodyPassages == ["heading: Meldcode", "paragraph: nieuw"])
    #expect(extraction.passages.first?.headingLevel == 2)
  }

  @Test func readsMarkupInTheDefaultNamespace() throws {
    let body = """
      <document xmlns="\(Self.word)"><body><p><r><t>Meldcode</t></r></p></body></document>
      """
    let extraction = try Fixture.read(zip(["word/document.xml": body]), as: "a.docx")
    #expect(extraction.texts(.paragraph) == ["Meldcode"])
  }

  // MARK: Documents that are taken in

  private func withChunk(_ name: String, _ chunk: [UInt8]?) throws -> Extraction {
    let body = paragraph("Voor.") + "<w:altChunk r:id=\"r9\"/>" + paragraph("Na.")
    var parts: [(name: String, bytes: [UInt8])] = [
      ("word/document.xml", Array(document(body).utf8)),
      ("word/_rels/document.xml.rels", Array(related("r9", "aFChunk", name).utf8)),
    ]
    if let chunk { parts.append(("word/\(name)", chunk)) }
    return try Fixture.read(StoredZip.bytes(parts), as: "a.docx")
  }

  @Test func readsADocumentThatIsTakenIn() throws {
    let inner = document(paragraph("De meldcode."))
    let chunks: [(name: String, bytes: [UInt8])] = [
      ("a.htm", Array("<html><body><p>De meldcode.</p></body></html>".utf8)),
      ("a.dat", Array("<p>De meld<b>code</b>.".utf8)), ("a.txt", Array("De meldcode.".utf8)),
      ("a.docx", zip(["word/document.xml": inner])),
    ]
    for chunk in chunks {
      let extraction = try withChunk(chunk.name, chunk.bytes)
      #expect(extraction.texts(.paragraph) == ["Voor.", "De meldcode.", "Na."], "\(chunk.name)")
      #expect(extraction.state == .read)
      #expect(extraction.diagnostics == [])
      #expect(extraction.placeMistakes() == [])
    }
  }

  /// Each part is read once, however often it is referred to.
  @Test func readsADocumentThatIsTakenInTwiceInBothPlaces() throws {
    let chunk = "<w:altChunk r:id=\"r9\"/>"
    let bytes = zip([
      "word/document.xml": document(chunk + paragraph("Tussen.") + chunk),
      "word/_rels/document.xml.rels": related("r9", "aFChunk", "a.txt"),
      "word/a.txt": "De meldcode.",
    ])
    #expect(
      try Fixture.read(bytes, as: "a.docx").texts(.paragraph)
        == ["De meldcode.", "Tussen.", "De meldcode."])
  }

  @Test func readsAnAttributeInTwoNamespacesAlwaysTheSame() throws {
    let style = "<p:pStyle p:val=\"Kop2\" xmlns:q=\"\(Self.strict)\" q:val=\"Kop3\"/>"
    let body = """
      <p:document xmlns:p="\(Self.word)"><p:body><p:p><p:pPr>\(style)</p:pPr><p:r><p:t>Meldcode</p:t></p:r></p:p>\
      </p:body></p:document>
      """
    let extraction = try Fixture.read(zip(["word/document.xml": body]), as: "a.docx")
    #expect(extraction.passages.first?.headingLevel == 3)
  }

  @Test func saysThatADocumentThatIsTakenInIsMissing() throws {
    let chunks: [(name: String, bytes: [UInt8]?)] = [
      ("a.rtf", Array("{\\rtf1 De meldcode.}".utf8)), ("weg.htm", nil),
      ("a.mht", Array("From: x\r\nMIME-Version: 1.0\r\n\r\nDe meldcode.".utf8)),
      ("a.xml", Array("<?xml version=\"1.0\"?><pkg:package>De meldcode.</pkg:package>".utf8)),
    ]
    for chunk in chunks {
      let extraction = try withChunk(chunk.name, chunk.bytes)
      #expect(extraction.texts(.paragraph) == ["Voor.", "Na."], "\(chunk.name)")
      #expect(extraction.state == .partly)
      #expect(extraction.diagnostics.count == 1)
      #expect(extraction.diagnostics.first?.problem.contains("word/\(chunk.name)") == true)
      #expect(extraction.diagnostics.first?.file == "a.docx")
    }
  }

  @Test func takesInNoDocumentWithinADocumentThatIsTakenIn() throws {
    let inner = document(paragraph("De meldcode.") + "<w:altChunk r:id=\"r9\"/>")
    let deep = StoredZip.bytes([
      ("word/document.xml", Array(inner.utf8)),
      ("word/_rels/document.xml.rels", Array(related("r9", "aFChunk", "b.docx").utf8)),
      ("word/b.docx", zip(["word/document.xml": document(paragraph("Te diep."))])),
    ])
    let extraction = try withChunk("a.docx", deep)
    #expect(extraction.texts(.paragraph) == ["Voor.", "De meldcode.", "Na."])
    #expect(extraction.state == .partly)
  }

  @Test func keepsApartWhatStandsAtTabs() throws {
    let tab = "<w:r><w:ptab w:relativeTo=\"margin\"/></w:r>"
    let body = "<w:p><w:r><w:t>een</w:t></w:r>\(tab)<w:r><w:t>twee</w:t></w:r></w:p>"
    let extraction = try Fixture.read(zip(["word/document.xml": document(body)]), as: "a.docx")
    #expect(extraction.texts(.paragraph) == ["een twee"])
  }

  // MARK: Changes and hidden text

  private func notes(_ texts: [String]) -> String {
    let notes = texts.enumerated().map {
      "<w:footnote w:id=\"\($0.offset + 1)\">\(paragraph($0.element))</w:footnote>"
    }
    return "<w:footnotes xmlns:w=\"\(Self.word)\">\(notes.joined())</w:footnotes>"
  }

  private func reference(_ id: Int, _ properties: String = "") -> String {
    "<w:r><w:rPr>\(properties)</w:rPr><w:footnoteReference w:id=\"\(id)\"/></w:r>"
  }

  @Test func leavesOutTheNotesOfWhatWasDeleted() throws {
    let row =
      "<w:tr><w:trPr><w:del w:id=\"8\"/></w:trPr><w:tc><w:p>\(reference(4))</w:p></w:tc></w:tr>"
    let body = """
      <w:p><w:r><w:t>Een</w:t></w:r><w:del w:id="9">\(reference(1))</w:del>\(reference(2))\
      \(reference(3, "<w:vanish/>"))</w:p><w:tbl>\(row)<w:tr><w:tc>\(paragraph("Cel"))</w:tc></w:tr></w:tbl>
      """
    let bytes = zip([
      "word/document.xml": document(body),
      "word/footnotes.xml": notes(["verwijderd", "blijft", "verborgen", "rij weg", "los"]),
    ])
    let extraction = try Fixture.read(bytes, as: "a.docx")
    #expect(
      extraction.bodyPassages == ["paragraph: Een", "note: blijft", "table-row: Cel", "note: los"])
    #expect(extraction.state == .read)
  }

  @Test func endsAParagraphBeforeATableWhateverBecameOfItsMark() throws {
    let deleted = "<w:rPr><w:del w:id=\"1\"/></w:rPr>"
    let cells =
      "<w:tc>\(paragraph("kinder", deleted))\(paragraph("mishandeling"))</w:tc>"
      + "<w:tc>\(paragraph("cel twee", deleted))</w:tc><w:tc>\(paragraph("cel drie"))</w:tc>"
    let body =
      paragraph("alinea a", deleted) + "<w:tbl><w:tr>\(cells)</w:tr></w:tbl>"
      + paragraph("na ", deleted) + paragraph("de tabel")
    let extraction = try Fixture.read(zip(["word/document.xml": document(body)]), as: "a.docx")
    #expect(
      extraction.bodyPassages == [
        "paragraph: alinea a", "table-row: kindermishandeling\tcel twee\tcel drie",
        "paragraph: na de tabel",
      ])
  }

  @Test func leavesOutTextThatAStyleHides() throws {
    let styles = """
      <w:styles xmlns:w="\(Self.word)"><w:style w:type="character" w:styleId="Hid"><w:rPr><w:vanish/></w:rPr></w:style>\
      <w:style w:type="character" w:styleId="Sub"><w:basedOn w:val="Hid"/></w:style>\
      <w:style w:type="character" w:styleId="Wel"><w:basedOn w:val="Hid"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>\
      <w:style w:type="paragraph" w:styleId="Weg"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>
      """
    func run(_ text: String, _ properties: String) -> String {
      "<w:r><w:rPr>\(properties)</w:rPr><w:t>\(text)</w:t></w:r>"
    }
    let body =
      "<w:p>" + run("a", "<w:rStyle w:val=\"Hid\"/>") + run("b", "<w:rStyle w:val=\"Sub\"/>")
      + run("c", "<w:rStyle w:val=\"Wel\"/>")
      + run("d", "<w:rStyle w:val=\"Hid\"/><w:vanish w:val=\"0\"/>")
      + run("e", "") + run("f", "<w:vanish/>") + "</w:p>"
      + paragraph("hele alinea", "<w:pStyle w:val=\"Weg\"/>")
    let bytes = zip(["word/document.xml": document(body), "word/styles.xml": styles])
    #expect(try Fixture.read(bytes, as: "a.docx").texts(.paragraph) == ["cde"])
  }
}
