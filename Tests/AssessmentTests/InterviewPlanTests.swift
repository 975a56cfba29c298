// SPDX-License-Identifier: EUPL-1.2
import Model
import Testing
import TestSupport

@testable import Assessment

/// R8 and R126: one interview per region, alternately with the central and the other municipality, with
/// exceptions that say why.
struct InterviewPlanTests {
  /// Four regions; R4 has no other municipality. Odd places have the central municipality's turn.
  private static let units: [StudyUnit] = (1...4).flatMap { number -> [StudyUnit] in
    let region = UnitCode("R\(number)")
    var units = [
      StudyUnit(code: region, name: "Regio \(number)", kind: "regio"),
      StudyUnit(
        code: UnitCode("C\(number)"), name: "Stad \(number)", kind: "gemeente", parents: [region],
        role: .central),
    ]
    if number != 4 {
      units.append(
        StudyUnit(
          code: UnitCode("D\(number)"), name: "Dorp \(number)", kind: "gemeente", parents: [region],
          role: .other))
    }
    return units
  }

  private func plan(_ interviews: [Interview]) throws -> InterviewPlan {
    var study = Study()
    try study.apply(.waveOpened(SmallStudy.wave))
    try study.apply(.unitsAdopted(wave: "w1", units: Self.units, text: ""))
    try study.apply(.interviewsAdopted(wave: "w1", interviews: interviews))
    return InterviewPlan(of: try #require(study.openRound))
  }

  private func summary(_ plan: InterviewPlan) -> [String] {
    plan.rows.map { row in
      let status = row.interview?.status.rawValue ?? "-"
      return
        "\(row.region?.code.rawValue ?? "") \(row.unit?.code.rawValue ?? "") \(status) \(row.ground)"
    }
  }

  @Test func asksAlternatelyAndSaysWhereThatCannotBe() throws {
    #expect(
      summary(try plan([])) == [
        "R1 C1 - alternation", "R2 D2 - alternation", "R3 C3 - alternation", "R4 C4 - onlyRole",
      ])
  }

  @Test func whatIsHeldCountsAndWhoRefusesIsReplaced() throws {
    let plan = try plan([
      Interview(id: "G1", unit: "D1", role: "adviseur", date: "2015-03-02", status: .held),
      Interview(id: "G2", unit: "D2", role: "adviseur", status: .refused),
      Interview(id: "G3", unit: "C4", role: "adviseur", status: .unreached),
      Interview(id: "G4", unit: nil, role: "projectleider", date: "2015-04-01", status: .held),
    ])
    #expect(
      summary(plan) == [
        "R1 D1 gehouden departs", "R2 D2 geweigerd alternation", "R2 C2 - afterRefusal",
        "R3 C3 - alternation", "R4 C4 geen-gehoor onlyRole", "R4  - nobody",
        "  gehouden keyInformant",
      ])
    #expect(plan.toAsk == 2)
    #expect(plan.rows.filter(\.isToDo).compactMap(\.unit?.code) == ["C2", "C3"])
  }

  @Test func refusesWhatTheJournalMustNotHold() throws {
    let held = Interview(id: "G1", unit: "C1", role: "adviseur", status: .held)
    let unknown = Interview(id: "G1", unit: "X1", role: "adviseur")
    let nameless = Interview(id: "G1", unit: "C1", role: " ")
    let double = Interview(id: "G1", unit: "C1", role: "adviseur")
    for wrong in [[held], [unknown], [nameless], [double, double]] {
      #expect(throws: Violation.self) { try plan(wrong) }
    }
  }

  /// A field that only an interview can answer waits for a reader once there was one.
  @Test(arguments: [
    (Interview.Status?.none, "geen gesprek vastgelegd"), (.planned, "nog niet gehouden"),
    (.refused, "wilde geen gesprek"), (.unreached, "geen gehoor"), (.held, ""),
  ])
  func aFieldOfTheInterviewFollowsTheInterview(status: Interview.Status?, reason: String) throws {
    var study = Study()
    try study.apply(.waveOpened(SmallStudy.wave))
    var framework = SmallStudy.framework
    var field = try #require(framework.field("1.5"))
    field.isInterview = true
    framework.themes[0].questions[0].fields = [field]
    try study.apply(.frameworkAdopted(wave: "w1", framework: framework, text: ""))
    try study.apply(.unitsAdopted(wave: "w1", units: SmallStudy.units, text: ""))
    if let status {
      let one = Interview(
        id: "G1", unit: "G1", role: "adviseur", date: "2015-03-02", status: status)
      try study.apply(.interviewsAdopted(wave: "w1", interviews: [one]))
    }
    let round = try #require(study.openRound)
    let picture = Assessor(study: study, round: round, framework: framework, corpus: CorpusView())
      .picture()
    let standing = picture.outcomes[Cell(unit: "G1", field: "1.5")]?.standing
    if case .undetermined(let found) = standing {
      #expect(!reason.isEmpty && found.contains(reason))
    } else {
      #expect(standing == .open(.forReader(hits: 0)))
      #expect(status == .held)
    }
  }
}
