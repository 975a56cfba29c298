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

  /// R14 (three themes), R17 to R20, R69, R70 and R96 to R98 (nine questions with their fields), R125, R128
  /// and R129 (both term lists of 2015, apart from the terms of the fields), R26 (ordinal scales).
  @Test func holdsWhatTheReportOf2015Asked() throws {
    let text = try String(contentsOf: Self.place, encoding: .utf8)
    let framework = try #require(
      FrameworkParser.parse(text: text, file: "framework.yaml").0)
    let questions = framework.themes.filter { $0.id != "G" }.flatMap(\.questions)
    #expect(framework.themes.filter { $0.id != "G" }.map(\.id) == ["A", "B", "C"])
    #expect(questions.map(\.id) == (1...9).map(String.init))
    #expect(questions.allSatisfy { !$0.fields.isEmpty })
    // The ten terms and the five steekwoorden, as ../shared/reference/keywords.yaml gives them.
    #expect(
      framework.termLists.first { $0.id == "stukken-2015" }?.terms.map(\.label).sorted()
        == [
          "(Jeugd)bescherming", "AMK", "Geweld", "Jeugdhulp", "Kindermishandeling", "Meldcode",
          "Mishandeling", "Privacy", "Veilig Thuis", "Veiligheid",
        ])
    let web = framework.termLists.first { $0.id == "web-2015" }
    #expect(web?.use == .collection)
    #expect(web?.terms.count == 5)
    #expect(!framework.documentTerms.contains { $0.id.rawValue.hasPrefix("web-2015") })
    let agreements = framework.field("4.1")
    #expect(agreements?.scale == .ordinal)
    #expect(
      agreements?.categories.map(\.label)
        == ["niet aangetroffen", "algemeen", "concreet uitgewerkt"])
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
