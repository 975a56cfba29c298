// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Intake
import Model
import TestSupport
import Testing

struct RoleDrawTests {
  private static let units: [StudyUnit] =
    [
      StudyUnit(code: "R1", name: "Een", kind: "regio"),
      StudyUnit(code: "R2", name: "Twee", kind: "regio"),
    ]
    + (1...6).map {
      StudyUnit(
        code: UnitCode("G\($0)"), name: "g\($0)", kind: "gemeente",
        parents: [$0 == 6 ? "R2" : "R1"], isExamined: false)
    }

  @Test func drawsThePublishedNumbers() {
    // The first outputs for seed 1234567: https://rosettacode.org/wiki/Pseudo-random_numbers/Splitmix64
    var generator = SplitMix64(seed: 1_234_567)
    #expect(generator.next() == 6_457_827_717_110_365_317)
    #expect(generator.next() == 3_203_168_211_198_807_973)
    #expect(generator.next() == 9_817_491_932_198_370_423)
  }

  @Test func givesEachRegionOneCentralAndOneOther() {
    let drawn = RoleDraw.draw(units: Self.units, seed: 7, centralGrounds: ["G3": "reden"])
    let central = drawn.filter { $0.role == .central }
    #expect(central.map(\.code) == ["G3", "G6"])
    #expect(central.map(\.ground) == ["reden", "geloot (zaad 7)"])
    let other = drawn.filter { $0.role == .other }
    #expect(other.count == 1)
    #expect(other.first?.ground == "geloot (zaad 7)")
    #expect(drawn.filter { $0.kind == "gemeente" && $0.isExamined }.allSatisfy { $0.role != nil })
    #expect(drawn.filter { $0.role != nil }.allSatisfy { $0.isExamined })
  }

  @Test func drawsTheSameForTheSameSeedWhateverTheOrder() {
    let one = RoleDraw.draw(units: Self.units, seed: 42, centralGrounds: [:])
    let two = RoleDraw.draw(units: Self.units.reversed(), seed: 42, centralGrounds: [:])
    #expect(one == two.reversed())
    let seeds = Set(
      (0..<20 as Range<UInt64>).map { seed in
        RoleDraw.draw(units: Self.units, seed: seed, centralGrounds: [:]).map {
          $0.role?.rawValue ?? ""
        }
      })
    #expect(seeds.count > 3)
  }

  @Test func drawsAmongSeveralOnTheListAndSaysSo() throws {
    let grounds: [UnitCode: String] = ["G1": "reden", "G2": "reden"]
    let drawn = RoleDraw.draw(units: Self.units, seed: 3, centralGrounds: grounds)
    let central = try #require(drawn.first { $0.role == .central })
    #expect(["G1", "G2"].contains(central.code))
    #expect(central.ground == "reden; geloot (zaad 3)")
  }

  @Test func keepsRolesThatStandUnlessDrawnAgain() {
    var units = Self.units
    units[2].role = .other
    units[2].ground = "gekozen"
    units[2].isExamined = true
    let kept = RoleDraw.draw(units: units, seed: 5, centralGrounds: [:])
    #expect(kept[2] == units[2])
    #expect(kept.count { $0.role == .other } == 1)
    #expect(kept.count { $0.role == .central } == 2)
    let again = RoleDraw.draw(units: kept, seed: 5, centralGrounds: ["G1": "reden"], again: true)
    #expect(again[2].role == .central)
    #expect(again[2].ground == "reden")
    #expect(again == RoleDraw.draw(units: Self.units, seed: 5, centralGrounds: ["G1": "reden"]))
  }

  @Test func choosesEveryMunicipalityAboutEquallyOften() {
    var counts: [UnitCode: Int] = [:]
    for seed in 0..<1_000 as Range<UInt64> {
      let drawn = RoleDraw.draw(units: Self.units, seed: seed, centralGrounds: [:])
      for unit in drawn where unit.role == .central { counts[unit.code, default: 0] += 1 }
    }
    // 1,000 draws among 5: 200 each, standard deviation √(1000·0.2·0.8) = 12.6; 5 of those is 63.
    for code in ["G1", "G2", "G3", "G4", "G5"] as [UnitCode] {
      #expect((137...263).contains(counts[code] ?? 0))
    }
  }

  @Test func rewritesOnlyTheCellsOfTheRoles() throws {
    let text = "extra;code;name;kind;parents;role\nx;R1;Een;regio;;\n\"a;b\";g1 ;g1;gemeente;R1;\n"
    let (units, _) = UnitTable.read(text: text, file: "units.csv")
    let drawn = RoleDraw.draw(units: units, seed: 1, centralGrounds: ["G1": "reden"])
    let written = try #require(RoleDraw.rewrite(unitsText: text, units: drawn))
    #expect(
      written == "extra;code;name;kind;parents;role;ground;examined\nx;R1;Een;regio;;;;\n"
        + "\"a;b\";\"g1 \";g1;gemeente;R1;centrum;reden;ja\n")
    #expect(UnitTable.read(text: written, file: "units.csv").0 == drawn)
    #expect(RoleDraw.rewrite(unitsText: "name\nx\n", units: drawn) == nil)
  }

  /// The layout that ships: 2 regions of one municipality, 40 of more, so 42 central and 40 other
  /// (framework-2015.md, section 1: at most 82).
  /// R124: one central and one other municipality in each of the 42 regions.
  @Test func drawsTheCountryOf2015() throws {
    let layouts = SharedMaterial.packageRoot.appendingPathComponent("Resources/layouts")
    let text = try String(
      contentsOf: layouts.appendingPathComponent("jeugdregio-2015.csv"), encoding: .utf8)
    let (units, diagnostics) = UnitTable.read(text: text, file: "units.csv")
    #expect(diagnostics.map(\.text) == [])
    let list = try String(
      contentsOf: layouts.appendingPathComponent("centrumgemeenten-2015.csv"), encoding: .utf8)
    let (grounds, found) = RoleDraw.centralGrounds(text: list, file: "c.csv")
    #expect(found.isEmpty)
    #expect(grounds.count == 35)
    let drawn = RoleDraw.draw(units: units, seed: 1, centralGrounds: grounds)
    #expect(drawn.count { $0.role == .central } == 42)
    #expect(drawn.count { $0.role == .other } == 40)
    let written = try #require(RoleDraw.rewrite(unitsText: text, units: drawn))
    let (again, mistakes) = UnitTable.read(text: written, file: "units.csv")
    #expect(again == drawn)
    #expect(mistakes.map(\.text) == [])
  }
}
