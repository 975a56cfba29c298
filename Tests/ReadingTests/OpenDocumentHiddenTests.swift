// SPDX-License-Identifier: EUPL-1.2
import Testing

@testable import Reading
@testable import fuzz

/// What an ODT hides is not on paper, and is left out.
struct OpenDocumentHiddenTests {
  private static let office = "urn:oasis:names:tc:opendocument:xmlns:"

  private func read(_ body: String) throws -> [String] {
    let content = """
      <office:document-content xmlns:office="\(Self.office)office:1.0" xmlns:text="\(Self.office)text:1.0" \
      xmlns:style="\(Self.office)style:1.0"><office:automatic-styles>\
      <style:style style:name="weg" style:family="text"><style:text-properties text:display="none"/></style:style>\
      </office:automatic-styles><office:body><office:text>\(body)</office:text></office:body>\
      </office:document-content>
      """
    let bytes = StoredZip.bytes([("content.xml", Array(content.utf8))])
    return try Fixture.read(bytes, as: "a.odt").texts(.paragraph)
  }

  @Test func leavesOutWhatIsHidden() throws {
    let texts = try read(
      """
      <text:section text:display="none"><text:p>sectie</text:p></text:section>\
      <text:section text:display="condition" text:is-hidden="true"><text:p>sectie</text:p></text:section>\
      <text:section text:display="true"><text:p>getoonde sectie</text:p></text:section>\
      <text:p>een <text:hidden-text text:is-hidden="true">veld</text:hidden-text>\
      <text:hidden-text text:is-hidden="false">getoond</text:hidden-text></text:p>\
      <text:p>alinea<text:hidden-paragraph text:is-hidden="true"/></text:p>\
      <text:p>twee <text:span text:style-name="weg">teken<text:span>s</text:span></text:span>drie</text:p>
      """)
    #expect(texts == ["getoonde sectie", "een getoond", "twee drie"])
  }
}
