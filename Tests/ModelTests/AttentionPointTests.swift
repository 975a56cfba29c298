// SPDX-License-Identifier: EUPL-1.2
import Testing
import TestSupport

@testable import Model

/// R134: no part of an attention point without where it comes from.
@Suite struct AttentionPointTests {
  private func rule(_ points: [AttentionPoint], wave: WaveID = "w1") throws -> Violation.Rule? {
    var study = try SmallStudy.study()
    do throws(Violation) {
      try study.apply(.attentionPointsAdopted(wave: wave, points: points, text: ""))
      #expect(study.openRound?.attentionPoints == points)
      return nil
    } catch {
      #expect(study.openRound?.attentionPoints == [])
      return error.rule
    }
  }

  private func point(_ parts: [AttentionPoint.Part], id: AttentionPointID = "A1") -> AttentionPoint
  {
    AttentionPoint(id: id, title: "Titel", theme: "A", parts: parts)
  }

  @Test func takesPointsThatSayWhereTheyComeFrom() throws {
    let indicator = try #require(SmallStudy.framework.indicators.first?.id)
    #expect(
      try rule([
        point([
          .init(kind: .finding, text: "", basis: [.indicator(indicator)]),
          .init(kind: .bottleneck, text: "Traag.", basis: [.researchers]),
          .init(
            kind: .solution, text: "Sneller.", addressee: "gemeenten",
            basis: [.feedback(date: "2015-04-16"), .paper("R1/visie.pdf")]),
        ])
      ]) == nil)
  }

  @Test func refusesWhatHasNoOriginNoTextOrNoAddressee() throws {
    #expect(try rule([point([.init(kind: .bottleneck, text: "Traag.", basis: [])])]) == .noEvidence)
    #expect(
      try rule([point([.init(kind: .finding, text: " ", basis: [.researchers])])]) == .emptyReason)
    #expect(
      try rule([point([.init(kind: .solution, text: "Sneller.", basis: [.researchers])])])
        == .emptyReason)
  }

  @Test func refusesWhatTheStudyDoesNotKnow() throws {
    let unknown: [(AttentionPoint.Basis, Violation.Rule)] = [
      (.indicator("I99"), .unknownField), (.interview("G99"), .noEvidence),
    ]
    for (basis, expected) in unknown {
      #expect(
        try rule([point([.init(kind: .bottleneck, text: "Traag.", basis: [basis])])]) == expected)
    }
    #expect(try rule([AttentionPoint(id: "A1", title: "T", theme: "Z")]) == .unknownField)
    #expect(try rule([AttentionPoint(id: "A1", title: " ", theme: "A")]) == .emptyReason)
    #expect(try rule([point([]), point([])]) == .badIdentifier)
    #expect(try rule([point([], id: "A 1")]) == .badIdentifier)
    #expect(try rule([point([])], wave: "w9") == .noOpenWave)
  }

  @Test func isWrittenAsANewerFormThanAnOlderProgramKnows() {
    let event = Event.attentionPointsAdopted(wave: "w1", points: [], text: "")
    #expect(event.schema == 3)
    #expect(RecordedEvent.currentSchema >= 3)
  }
}
