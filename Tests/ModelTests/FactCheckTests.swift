// SPDX-License-Identifier: EUPL-1.2
import Model
import TestSupport
import Testing

/// The rules of the factual check, without a corpus.
struct FactCheckTests {
  private static let cell = Cell(unit: "R1", field: "4.1")

  private func checked() throws -> Study {
    var study = try SmallStudy.study()
    try study.apply(
      .factCheckSent(
        wave: "w1",
        check: FactCheck(
          id: "f0001", region: "R1", shown: [.init(cell: Self.cell, value: .categories(["geen"]))],
          fingerprint: "x")))
    return study
  }

  private func reply(
    _ verdict: FactReaction.Verdict, _ correction: String = "", cell: Cell = cell,
    check: FactCheckID = "f0001", from: String = "adviseur"
  ) -> Event {
    .factCheckReceived(
      wave: "w1",
      reply: FactCheckReply(
        check: check, from: from,
        reactions: [FactReaction(cell: cell, verdict: verdict, correction: correction)]))
  }

  @Test func whatDoesNotBelongIsRefused() throws {
    var study = try checked()
    let wrong = [
      reply(.disagreed), reply(.agreed, cell: Cell(unit: "R2", field: "4.1")),
      reply(.agreed, check: "f0002"), reply(.agreed, from: " "),
      .factCheckReceived(wave: "w1", reply: FactCheckReply(check: "f0001", from: "adviseur")),
      .factCheckReceived(
        wave: "w1",
        reply: FactCheckReply(
          check: "f0001", from: "adviseur", papers: [AnnouncedPaper(title: " ")])),
      .factCheckClosed(wave: "w1", entry: "f0001-1", reason: "onbekend"),
      .factCheckSent(
        wave: "w1", check: FactCheck(id: "f0001", region: "R1", shown: [], fingerprint: "")),
      .factCheckSent(
        wave: "w1", check: FactCheck(id: "f0002", region: "R1", shown: [], fingerprint: "")),
    ]
    for event in wrong {
      let before = study
      #expect(throws: Violation.self) { try study.apply(event) }
      #expect(study == before)
    }
  }

  @Test func theLastWordOfAnOfficialReplacesTheOneBefore() throws {
    var study = try checked()
    try study.apply(reply(.disagreed, "wel"))
    try study.apply(reply(.agreed))
    let record = try #require(study.openRound?.factChecks.first)
    #expect(record.entries.map(\.end) == [.replaced, .agreed])
    #expect(record.reaction(on: Self.cell)?.verdict == .agreed)
    // What is over is not closed again.
    #expect(throws: Violation.self) {
      try study.apply(.factCheckClosed(wave: "w1", entry: "f0001-1", reason: "x"))
    }
  }

  @Test func aLaterCheckReplacesOnlyWhatWaits() throws {
    let other = Cell(unit: "R1", field: "4.2")
    let shown = [Self.cell, other].map { FactCheck.Shown(cell: $0, value: .categories(["geen"])) }
    var study = try SmallStudy.study()
    for id: FactCheckID in ["f0001", "f0002"] {
      try study.apply(
        .factCheckSent(
          wave: "w1", check: FactCheck(id: id, region: "R1", shown: shown, fingerprint: "x")))
    }
    try study.apply(reply(.disagreed, "wel"))
    try study.apply(reply(.agreed, cell: other))
    try study.apply(reply(.remark, "bijna", check: "f0002"))
    try study.apply(reply(.disagreed, "anders", cell: other, check: "f0002"))
    let records = try #require(study.openRound?.factChecks)
    #expect(records.map { $0.entries.map(\.end) } == [[.replaced, .agreed], [nil, nil]])
  }

  @Test func aWithdrawnAnswerLetsTheObjectionWaitAgain() throws {
    var study = try checked()
    try study.apply(reply(.remark, "eerst"))
    try study.apply(reply(.disagreed, "wel"))
    for (coder, coding): (CoderID, CodingID) in [("lezer-1", "c0001"), ("lezer-2", "c0002")] {
      try study.apply(.passageCoded(SmallStudy.coding(coding, "s0001", Self.cell, coder: coder)))
      try study.apply(
        .answerRecorded(
          wave: "w1",
          answer: Answer(
            cell: Self.cell, value: .categories(["algemeen"]), evidence: .codings([coding]),
            coder: coder)))
    }
    func ends() -> [FactCheckEntry.End?] {
      study.openRound?.factChecks.first?.entries.map(\.end) ?? []
    }
    #expect(ends() == [.replaced, .answered])
    // The other reader's answer still stands.
    try study.apply(
      .answerWithdrawn(wave: "w1", cell: Self.cell, coder: "lezer-2", reason: "te vroeg"))
    #expect(ends() == [.replaced, .answered])
    try study.apply(
      .answerWithdrawn(wave: "w1", cell: Self.cell, coder: "lezer-1", reason: "te vroeg"))
    #expect(ends() == [.replaced, nil])
  }

  @Test func anEventOfThisKindIsOfTheThirdForm() throws {
    #expect(reply(.agreed).schema == 3)
    let event = reply(.remark, "“zo”")
    #expect(try CanonicalJSON.decode(Event.self, from: CanonicalJSON.encode(event)) == event)
    let row = Event.sheetRowAdopted(
      sheet: "s", fingerprint: "f", cell: Self.cell, coder: "lezer-1")
    #expect(try CanonicalJSON.decode(Event.self, from: CanonicalJSON.encode(row)) == row)
    #expect(row.schema == 3)
  }

  @Test(arguments: [
    ("https://www.noord.example/a.txt/", true), ("a.txt", true), ("map/A.TXT", true),
    ("aa.txt", false),
    ("txt", false), ("", false),
  ])
  func aPaperIsKnownByItsWholeAddressOrFile(_ address: String, _ isKnown: Bool) throws {
    let study = try checked()
    let found = study.source(for: AnnouncedPaper(title: "t", address: address))
    #expect((found?.path == "a.txt") == isKnown, "\(address)")
  }
}
