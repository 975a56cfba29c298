// SPDX-License-Identifier: EUPL-1.2
import Testing

@testable import Reporting

@Suite struct HTMLTests {
  @Test(arguments: [
    ("<script>", "&lt;script&gt;"), ("a & b", "a &amp; b"), ("\"x\"", "&quot;x&quot;"),
    ("d'Amours", "d&#39;Amours"), ("nul\u{0}teken", "nulteken"), ("é ĳ 😀", "é ĳ 😀"),
  ])
  func escapesWhatIsFilledIn(text: String, escaped: String) {
    let html: HTML = "<p title=\"\(text)\">\(text)</p>"
    #expect(html.markup == "<p title=\"\(escaped)\">\(escaped)</p>")
  }

  @Test func keepsMarkupThatIsMarkupAlready() {
    let inner: HTML = "<b>\("&")</b>"
    #expect(("<p>\(inner)</p>" as HTML).markup == "<p><b>&amp;</b></p>")
  }

  @Test func writesNumbersTheDutchWay() {
    #expect(("\(1_234_567)" as HTML).markup == "1.234.567")
    #expect(DutchNumber.tenths(1, of: 8) == "0,1")
    #expect(DutchNumber.tenths(12_345, of: 10) == "1.234,5")
    #expect(DutchNumber.date("2015-04-14") == "14 april 2015")
    #expect(DutchNumber.date("2015-04") == "april 2015")
    #expect(DutchNumber.date("voorjaar") == "voorjaar")
  }

  @Test func makesNamesSafeForFilesAndAnchors() {
    #expect(Place.safe("GM0363") == "GM0363")
    #expect(Place.safe("4.1") == "4.1")
    #expect(Place.safe("../a b") == "_2e._2fa_20b")
    #expect(Place.safe("") == "_")
  }
}
