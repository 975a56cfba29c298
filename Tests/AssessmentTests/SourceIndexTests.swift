// SPDX-License-Identifier: EUPL-1.2
import Model
import Testing
import TestSupport

@testable import Assessment

struct SourceIndexTests {
  /// Looking up must give what walking over all sources gives, for every unit and scope.
  @Test func givesTheSourcesThatAScopeNames() throws {
    var study = try SmallStudy.study()
    try study.apply(.sourceExcluded(id: "s0002", reason: "te oud"))
    // The same bytes as the first, for two units.
    try study.apply(
      .sourceRegistered(
        id: "s0009", path: "z.txt", version: SmallStudy.hash("s0001"),
        description: SourceDescription(units: ["R1", "R2", "R1"])))
    let round = try #require(study.rounds.last)
    let index = SourceIndex(study, round)
    var compared = 0
    for field in try #require(round.framework).fields where field.scope != .document {
      for unit in round.units {
        let expected = study.sourcesInScope(of: field, unit: unit.code, in: round)
        let units = study.unitsInScope(field.scope, unit: unit.code, in: round)
        #expect(index.sources(of: units) == expected, "\(field.id), \(unit.code)")
        compared += expected.count
      }
    }
    #expect(compared > 4)
    #expect(index.documents == study.documentUnits(in: round))
    #expect(index.sources(of: "R2").map(\.id).contains("s0009"))
  }
}
