// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model
import Testing

@testable import Intake

/// R13, R15, R134: attention points from the table, each part with where it comes from.
struct AttentionTableTests {
  private func read(_ rows: String) throws -> ([AttentionPoint], [Diagnostic]) {
    let fixture = try StudyFixture([
      "interviews.csv": "id,unit,role\nG01,GM0014,beleidsadviseur\n",
      "attention.csv": "point,part,text,theme,addressee,basis\n" + rows,
    ])
    let folder = StudyFolder.read(at: fixture.root)
    return (folder.attentionPoints, folder.diagnostics.filter { $0.file == "attention.csv" })
  }

  private static let head = "A1,aandachtspunt,Gegevens delen,A,,\n"

  @Test func readsEveryKindOfPartAndOfBasis() throws {
    let (points, found) = try read(
      // The row of the point may stand last.
      "A1,bevinding,,,,i1\n"
        + "A1,Knelpunt,Delen duurt lang.,,,G01; onderzoekers\n"
        + "A1,oplossing,Een voorbeeld.,,gemeenten,JZ01/regiovisie.txt; terugkoppeling 16-04-2015\n"
        + Self.head)
    #expect(found.map(\.text) == [])
    #expect(
      points == [
        AttentionPoint(
          id: "A1", title: "Gegevens delen", theme: "A",
          parts: [
            .init(kind: .finding, text: "", basis: [.indicator("I1")]),
            .init(
              kind: .bottleneck, text: "Delen duurt lang.",
              basis: [.interview("G01"), .researchers]
            ),
            .init(
              kind: .solution, text: "Een voorbeeld.", addressee: "gemeenten",
              basis: [.paper("JZ01/regiovisie.txt"), .feedback(date: "2015-04-16")]),
          ])
      ])
  }

  @Test(arguments: [
    ("A1,oplossing,Tekst,,gemeenten,\n", "er staat niet waar dit vandaan komt"),
    ("A1,oplossing,Tekst,,,onderzoekers\n", "er staat niet voor wie"),
    ("A1,oplossing,Tekst,,mevrouw Janssen,onderzoekers\n", "lijkt een naam"),
    ("A1,knelpunt,,,,onderzoekers\n", "de tekst van dit deel ontbreekt"),
    ("A1,bevinding,,,,G01\n", "de tekst van dit deel ontbreekt"),
    ("A1,knelpunt,Tekst,,,I99\n", "geen indicator, gesprek of stuk"),
    ("A1,knelpunt,Tekst,,,G99\n", "geen indicator, gesprek of stuk"),
    ("A1,knelpunt,Tekst,,,JZ01/weg.txt\n", "staat niet in de map sources"),
    ("A1,knelpunt,Tekst,,,../weg.txt\n", "geen indicator, gesprek of stuk"),
    ("A1,knelpunt,Tekst,,,terugkoppeling\n", "staat geen datum"),
    ("A1,gedachte,Tekst,,,onderzoekers\n", "in de kolom part bestaat niet"),
    ("A1,,Tekst,,,onderzoekers\n", "wat voor deel"),
    ("A9,knelpunt,Tekst,,,onderzoekers\n", "het aandachtspunt ‘A9’"),
    ("A1,aandachtspunt,Nog een,A,,\n", "staat al op regel 2"),
    ("A2,aandachtspunt,,A,,\n", "heeft geen titel"),
    ("A2,aandachtspunt,Titel,,,\n", "staat geen thema"),
    ("A2,aandachtspunt,Titel,Z,,\n", "in de kolom theme bestaat niet"),
    ("A 2,aandachtspunt,Titel,A,,\n", "geen bruikbare point"),
  ])
  func saysWhatIsWrongAndKeepsTheRest(row: String, problem: String) throws {
    let (points, found) = try read(Self.head + row)
    #expect(found.count == 1)
    #expect(found.first?.line == 3)
    #expect(found.first?.text.contains(problem) == true, "\(found.map(\.text))")
    #expect(points == [AttentionPoint(id: "A1", title: "Gegevens delen", theme: "A")])
  }

  /// A point that is refused is one mistake, not one for each of its parts.
  @Test func saysOnceThatAPointIsRefused() throws {
    let (points, found) = try read(
      "A2,aandachtspunt,,A,,\nA2,knelpunt,Tekst,,,onderzoekers\nA2,bevinding,,,,I1\n")
    #expect(points == [])
    #expect(found.map(\.line) == [2])
  }
}
