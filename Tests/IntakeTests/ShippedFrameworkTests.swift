// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Intake
import Model
import TestSupport
import Testing

/// The framework and the layouts that ship with the product read without a single remark.
struct ShippedFrameworkTests {
  private static let place = SharedMaterial.packageRoot
    .appendingPathComponent("Resources/frameworks/kindermishandeling-2015.yaml")

  @Test func readsWithoutMistakes() throws {
    let text = try String(contentsOf: Self.place, encoding: .utf8)
    let (framework, diagnostics) = FrameworkParser.parse(text: text, file: "framework.yaml")
    #expect(diagnostics.map(\.text) == [])
    let read = try #require(framework)
    // framework-2015.md, section 2: ten terms of 2015; 42 regions are not in the framework.
    #expect(read.termLists.first { $0.id == "stukken-2015" }?.terms.count == 10)
    // The answers for the partners: 18 on the list of 2.1.
    #expect(read.field("2.1").map { read.items(of: $0).count } == 18)
    let terms = read.documentTerms
    #expect(Set(terms.map(\.id)).count == terms.count)
    #expect(terms.contains { $0.id == "2.1/politie/politie+" })
  }

  /// Regions per year: Resources/layouts; 42 in 2015 (framework-2015.md, section 1).
  @Test(arguments: ["jeugdregio-2015", "jeugdregio-2026"])
  func layoutsReadWithoutMistakes(name: String) throws {
    let place = SharedMaterial.packageRoot
      .appendingPathComponent("Resources/layouts/\(name).csv")
    let text = try String(contentsOf: place, encoding: .utf8)
    let (units, diagnostics) = UnitTable.read(text: text, file: "units.csv")
    #expect(diagnostics.map(\.text) == [])
    #expect(units.count { $0.kind == "regio" } == 42)
    #expect(units.count { $0.kind == "vt" } == 26)
  }
}
