// SPDX-License-Identifier: EUPL-1.2
import Model
import Testing

@testable import Exchange

@Suite struct HitRowsTests {
  private let term = Term(
    id: "lijst/Geweld", label: "Geweld", patterns: [.word("geweld")], levels: [.word])

  /// R129: hits with their place; offsets in Unicode scalars, counted by hand: "é" is one, "e\u{301}" two.
  @Test func countsUnicodeScalars() {
    let text = "één geweld, ge\u{301}én 🙂 geweld"
    let second = text.utf8.count - 6
    let source = Source(
      id: "s0001", path: "a,b.txt", description: SourceDescription(units: ["R1", "R2"]),
      versions: ["v"])
    let hit = { (start: Int) in
      Hit(
        term: self.term.id, level: .word, passage: 0, zone: .body,
        stretches: [Stretch(page: 1, utf8Range: start..<(start + 6))], matched: "geweld")
    }
    let csv = HitRows(terms: [term], why: { hit, quote in "\(hit.level), \(quote)" }).csv(
      for: source, hits: [hit(second), hit(6)], pages: [PageText(number: 1, text: text)])
    #expect(
      csv == """
        "a,b.txt",1,Geweld,word,geweld,4,10,geweld,body,R1 R2,,"word, geweld"
        "a,b.txt",1,Geweld,word,geweld,20,26,geweld,body,R1 R2,,"word, geweld"

        """)
  }

  @Test func saysHowSureRecognitionIsOfThePage() {
    let hit = Hit(
      term: term.id, level: .word, passage: 0, zone: .body,
      stretches: [Stretch(page: 2, utf8Range: 0..<6)], matched: "geweld")
    let source = Source(
      id: "s0001", path: "a", description: SourceDescription(units: ["R1"]), versions: ["v"])
    let csv = HitRows(terms: [term], why: { _, _ in "reden" }).csv(
      for: source, hits: [hit], pages: [PageText(number: 2, text: "geweld")],
      recognized: [PageRecognition(page: 2, confidence: 91)])
    #expect(csv == "a,2,Geweld,word,geweld,0,6,geweld,body,R1,91,reden\n")
  }

  /// R126: a place that names what must not be named stays a row, and nothing of its words is there; also
  /// where only the words between those found name it.
  @Test func showsNothingOfAPlaceThatNamesWhatIsHidden() {
    let text = "jeugdhulpkobaltstad; geweld in Kobaltstad tegen kinderen; geweld"
    let source = Source(
      id: "s0001", path: "a", description: SourceDescription(units: ["R1"]), versions: ["v"])
    let hit = { (level: MatchLevel, range: Range<Int>, matched: String) in
      Hit(
        term: self.term.id, level: level, passage: 0, zone: .body,
        stretches: [Stretch(page: 1, utf8Range: range)], matched: matched)
    }
    let rows = HitRows(
      terms: [term], isShown: { !$0.lowercased().contains("kobaltstad") },
      why: { hit, _ in "reden \(hit.matched)" })
    let csv = rows.csv(
      for: source,
      hits: [
        hit(.inside, 0..<19, "jeugdhulpkobaltstad"), hit(.near, 21..<56, "geweld kinderen"),
        hit(.word, 58..<64, "geweld"),
      ], pages: [PageText(number: 1, text: text)])
    #expect(
      csv == """
        a,1,Geweld,inside,,0,19,,body,R1,,
        a,1,Geweld,near,,21,56,,body,R1,,
        a,1,Geweld,word,geweld,58,64,geweld,body,R1,,reden geweld

        """)
  }

  @Test func leavesOutOtherTerms() {
    let hit = Hit(
      term: "4.1/privacy+", level: .word, passage: 0, zone: .body,
      stretches: [Stretch(page: 1, utf8Range: 0..<1)], matched: "x")
    let source = Source(
      id: "s0001", path: "a", description: SourceDescription(), versions: ["v"])
    #expect(
      HitRows(terms: [term], why: { _, _ in "" }).csv(
        for: source, hits: [hit], pages: [PageText(number: 1, text: "x")]) == "")
  }
}
