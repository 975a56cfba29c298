// SPDX-License-Identifier: EUPL-1.2
import Model
import Testing

@testable import Reading

/// Which text of a web page is read, and which words stay apart.
struct WebPageContentTests {
  private func read(_ body: String) throws -> Extraction {
    try Fixture.read("<html><body>\(body)</body></html>", as: "a.html")
  }

  @Test(arguments: [
    "center", "details", "summary", "dialog", "legend", "menu", "hgroup", "search", "dir", "option",
    "optgroup", "listing", "address", "article", "aside", "dd", "dt", "fieldset", "figcaption",
    "form", "main",
  ])
  func takesAnElementOfTheStandardForABlock(name: String) throws {
    let extraction = try read(
      "vooraf<\(name)>Kindermishandeling</\(name)><\(name)>Veilig Thuis</\(name)>staart")
    let texts = extraction.passages.map { extraction.text(of: $0) }
    #expect(texts == ["vooraf", "Kindermishandeling", "Veilig Thuis", "staart"])
  }

  @Test(arguments: [
    ("<label>Naam</label><label>Adres</label>", "Naam Adres"),
    ("Naam<input>Adres<textarea>regel\ntwee</textarea>slot", "Naam Adres regel twee slot"),
    ("Kies<select><option>Almere</option></select>gemeente", "Kies gemeente"),
    ("kinder<onbekend>mishan</onbekend><b>deling</b>", "kindermishandeling"),
    ("kinder<font color=\"red\">mishan</font>deling<img src=\"a.png\">", "kindermishandeling"),
  ])
  func keepsApartWhatABrowserShowsApart(body: String, text: String) throws {
    #expect(try read("<p>\(body)</p>").texts(.paragraph) == [text])
  }

  @Test func readsWhatAnAccordionHolds() throws {
    let extraction = try read(
      """
      <h3><button aria-expanded="false">Meldcode</button></h3>
      <div hidden><p>Over privacy.</p></div>
      <h3><button>Toezicht</button></h3><div style="DISPLAY : none">Over toezicht.</div>
      <button aria-expanded="false">Scholing</button><div aria-hidden="true">Over scholing.</div>
      <details><summary>Samenwerking</summary>Over samenwerking.</details>
      """)
    #expect(
      extraction.bodyPassages == [
        "heading: Meldcode", "paragraph: Over privacy.", "heading: Toezicht",
        "paragraph: Over toezicht.", "paragraph: Scholing", "paragraph: Over scholing.",
        "paragraph: Samenwerking", "paragraph: Over samenwerking.",
      ])
    #expect(extraction.state == .read)
  }

  @Test(arguments: [
    "<button>Zoeken</button>", "<h2>Kop<i aria-hidden=\"true\">expand_more</i></h2>",
    "<h2>Kop<span class=\"Material-Icons\" aria-hidden=\"true\">share</span></h2>",
    "<div id=\"cookie-wall\" hidden>Wij plaatsen cookies.</div>",
    "<div class=\"CookieBar\" style=\"display: none\">Wij plaatsen cookies.</div>",
    "<dialog class=\"cookies\">Wij plaatsen cookies.</dialog>",
    "<div role=\"navigation\" hidden>Start</div>", "<nav>Start</nav>", "<del>oud</del>",
    "<template>sjabloon</template>", "<script>var a</script>", "<style>p {}</style>",
  ])
  func leavesOutWhatIsNoTextOfThePage(part: String) throws {
    let extraction = try read("<p>De tekst.</p>\(part)<p>Slot.</p>")
    let texts = extraction.passages.map { extraction.text(of: $0) }
    #expect(texts.filter { $0 != "Kop" } == ["De tekst.", "Slot."])
  }

  @Test func readsVisibleTextThatAScreenReaderSkips() throws {
    #expect(
      try read("<p>De <span aria-hidden=\"true\">meldcode</span> geldt.</p>").texts(.paragraph)
        == ["De meldcode geldt."])
  }

  @Test(arguments: [
    ("<nav>Start</nav>", ["voor", "na"]), ("<template>sjabloon</template>", ["voorna"]),
    ("<dialog class=\"cookies\">Koekjes.</dialog>", ["voor na"]),
    ("<div id=\"cookie-wall\" hidden>Wij plaatsen cookies.</div>", ["voor na"]),
  ])
  func keepsApartWhatStandsAroundWhatIsLeftOut(part: String, texts: [String]) throws {
    #expect(try read("<div>voor\(part)na</div>").texts(.paragraph) == texts)
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func joinsABrokenWordInPreformattedText(lineEnd: String) throws {
    let extraction = try read("<pre>de aanpak van kindermis-\(lineEnd)handeling in de regio</pre>")
    #expect(extraction.texts(.paragraph) == ["de aanpak van kindermishandeling in de regio"])
  }

  @Test(arguments: [
    ("lexicon", true), ("iconisch begrip", true), ("fancy", true), ("icon-home", false),
    ("fa fa-user", false), ("glyphicon glyphicon-search", false), ("home-icon", false),
    ("Material-Icons", false), ("iconfont", false), ("ui-icon-home", false),
    ("MuiIcon-root", false),
  ])
  func tellsAnIconByItsClass(name: String, isRead: Bool) throws {
    let text = "<p>De <span class=\"\(name)\" aria-hidden=\"true\">meldcode</span> geldt.</p>"
    #expect(try read(text).texts(.paragraph) == [isRead ? "De meldcode geldt." : "De geldt."])
  }
}
