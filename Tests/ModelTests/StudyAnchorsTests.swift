// SPDX-License-Identifier: EUPL-1.2
import Model
import Testing
import TestSupport

/// A coding that is placed again stays as it was made, and every placing can be taken back (R11, R130).
@Suite struct StudyAnchorsTests {
  private let cell = Cell(unit: "R1", field: "4.1")
  private let new = VersionHash("nieuw")

  private func study() throws -> Study {
    var study = try SmallStudy.study()
    try study.apply(.passageCoded(SmallStudy.coding("c0001", "s0001", cell)))
    try study.apply(.versionFound(id: "s0001", version: new))
    return study
  }

  private func locator(_ version: VersionHash) -> Locator {
    Locator(
      version: version, readerVersion: "1", stretches: [Stretch(page: 2, utf8Range: 5..<9)],
      quote: "abcd", before: "", after: "", headings: ["1 Kop"], repeats: 1,
      marks: [
        MarkedStretch(
          page: 2, rectangles: [PageRectangle(left: 72.1, top: 8, right: 90.3, bottom: 20)])
      ])
  }

  @Test func placedLostAndTakenBack() throws {
    var study = try study()
    let coding = try #require(study.codings["c0001"])
    try study.apply(.codingPlaced(id: "c0001", locator: locator(new)))
    #expect(study.codings["c0001"] == coding)
    #expect(study.lastLocator(of: coding) == locator(new))
    try study.apply(
      .codingLost(id: "c0001", version: new, readerVersion: "1", reason: "geschrapt"))
    #expect(study.lastPlacement(of: "c0001")?.locator == nil)
    #expect(study.lastLocator(of: coding) == locator(new))
    for _ in 0..<2 { try study.apply(.placementWithdrawn(id: "c0001", reason: "vergissing")) }
    #expect(study.lastPlacement(of: "c0001") == nil)
    #expect(study.lastLocator(of: coding) == coding.locator)
    #expect(throws: Violation.self) {
      try study.apply(.placementWithdrawn(id: "c0001", reason: "nog eens"))
    }
  }

  @Test func refusesWhatNamesNothing() throws {
    let study = try study()
    let withdrawn = Event.codingWithdrawn(id: "c0001", reason: "verkeerd stuk")
    let refused: [([Event], Violation.Rule)] = [
      ([.codingPlaced(id: "c0002", locator: locator(new))], .unknownCoding),
      ([.codingPlaced(id: "c0001", locator: locator("anders"))], .unknownVersion),
      ([withdrawn, .codingPlaced(id: "c0001", locator: locator(new))], .unknownCoding),
      ([.codingLost(id: "c0001", version: new, readerVersion: "1", reason: " ")], .emptyReason),
      ([.placementWithdrawn(id: "c0001", reason: "")], .emptyReason),
      ([.waveFrozen("w1"), .codingPlaced(id: "c0001", locator: locator(new))], .noOpenWave),
    ]
    for (events, rule) in refused {
      #expect {
        var study = study
        for event in events { try study.apply(event) }
      } throws: { ($0 as? Violation)?.rule == rule }
    }
  }

  /// What an earlier version wrote is what this one writes: only what is there is written.
  @Test func locatorWithoutWhatCameLaterIsWrittenAsBefore() throws {
    let old = """
      {"after":"n","before":"v","quote":"abcd","readerVersion":"1",\
      "stretches":[{"page":1,"utf8Range":[0,4]}],"version":"x"}
      """
    let decoded = try CanonicalJSON.decode(Locator.self, from: old)
    #expect(decoded.headings == nil)
    #expect(decoded.marks == nil)
    #expect(try CanonicalJSON.encode(decoded) == old)
    let text = try CanonicalJSON.encode(locator(new))
    #expect(text.contains(#""rectangles":[{"bottom":20,"left":72.1,"right":90.3,"top":8}]"#))
    #expect(try CanonicalJSON.decode(Locator.self, from: text) == locator(new))
  }
}
