// SPDX-License-Identifier: EUPL-1.2
import Testing
import TestSupport

@testable import Model

/// R44: which paper may carry which answer, told for one paper as for all of them.
struct StudyScopeTests {
  private static let units =
    SmallStudy.units + [
      StudyUnit(code: "V2", name: "Ander gebied", kind: "vt"),
      StudyUnit(code: "R3", name: "Derde", kind: "regio", parents: ["V2"]),
      StudyUnit(code: "G3", name: "Plaats", kind: "gemeente", parents: ["R3", "V2"]),
    ]

  /// Papers of all kinds of units, some with the same bytes, some excluded, some changed since.
  private static func study(_ seed: UInt64) throws -> Study {
    var numbers = SplitMix64(seed: seed)
    var study = Study()
    try study.apply(.waveOpened(SmallStudy.wave))
    try study.apply(.frameworkAdopted(wave: "w1", framework: SmallStudy.framework, text: ""))
    try study.apply(.unitsAdopted(wave: "w1", units: units, text: ""))
    for number in 1...30 {
      let codes = (0..<(1 + numbers.number(below: 2))).map { _ in
        units[numbers.number(below: units.count)].code
      }
      try study.apply(
        .sourceRegistered(
          id: SourceID(Study.identifier("s", number)), path: "\(number).txt",
          version: VersionHash("v\(numbers.number(below: 12))"),
          description: SourceDescription(units: codes, basis: .table)))
    }
    for number in 1...30 {
      let id = SourceID(Study.identifier("s", number))
      switch numbers.number(below: 5) {
      case 0: try study.apply(.sourceExcluded(id: id, reason: "te oud"))
      case 1:
        try study.apply(
          .versionFound(id: id, version: VersionHash("v\(numbers.number(below: 12))")))
      case 2:
        let unit = units[numbers.number(below: units.count)].code
        try study.apply(
          .sourceDescribed(
            id: id, description: SourceDescription(units: [unit], basis: .table)))
      default: break
      }
    }
    return study
  }

  @Test(arguments: 1...40)
  func oneSourceIsInScopeWhenItStandsAmongAll(seed: Int) throws {
    let study = try Self.study(UInt64(seed))
    let round = try #require(study.openRound)
    for scope in [Scope.region, .municipality, .safeHome, .document] {
      var field = try #require(SmallStudy.framework.field("4.1"))
      field.scope = scope
      let codes = Self.units.map(\.code) + ["X9", "s0001", "s0017"]
      for unit in codes {
        let all = Set(study.sourcesInScope(of: field, unit: unit, in: round).map(\.id))
        let single = study.sources.values.filter {
          study.isFirstInScope($0, of: field, unit: unit, in: round)
        }
        #expect(Set(single.map(\.id)) == all, "\(scope) \(unit)")
      }
    }
  }
}
