// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model
import Testing

@testable import Intake

/// R8, R123, R126: interviews by function and unit, never by name.
struct InterviewTableTests {
  private func read(_ rows: String) throws -> ([Interview], [Diagnostic]) {
    let fixture = try StudyFixture([
      "interviews.csv": "id,unit,role,date,status,consent,about,documents,report,note\n" + rows
    ])
    let folder = StudyFolder.read(at: fixture.root)
    return (folder.interviews, folder.diagnostics)
  }

  @Test func readsARowWithEverything() throws {
    let (interviews, found) = try read(
      "G01,gm0014,beleidsadviseur jeugd,12-03-2015,,na-akkoord,,ontvangen,JZ01/regiovisie.txt,duurde een uur\n"
        + "G02,,projectleider van de vereniging,,,,,,,\n")
    #expect(found.map(\.text) == [])
    #expect(
      interviews.first
        == Interview(
          id: "G01", unit: "GM0014", role: "beleidsadviseur jeugd", date: "2015-03-12",
          status: .held, consent: .afterApproval, request: .received,
          report: "JZ01/regiovisie.txt", note: "duurde een uur"))
    #expect(interviews.last?.unit == nil)
    #expect(interviews.last?.status == .planned)
  }

  @Test(arguments: [
    ("G01,GM0014,mevrouw Jansen,,,,,,,", "lijkt een naam"),
    ("G01,GM0014,adviseur,,,,,,,bel 06-12345678", "lijkt een naam"),
    ("G01,GM0014,adviseur,,,,,,,schrijf naar iemand@gemeente.example", "lijkt een naam"),
    ("G01,GM9999,adviseur,,,,,,,", "de code GM9999"),
    ("G01,GM0014,,,,,,,,", "er staat niet met wie"),
    (",GM0014,adviseur,,,,,,,", "de kolom id is leeg"),
    ("G 1,GM0014,adviseur,,,,,,,", "geen bruikbare id"),
    ("G01,GM0014,adviseur,,gehouden,citeren,,,,", "niet wanneer"),
    ("G01,GM0014,adviseur,2015-03-12,geweest,,,,,", "in de kolom status"),
    ("G01,GM0014,adviseur,2015-03-12,,mag,,,,", "in de kolom consent"),
    ("G01,GM0014,adviseur,2015-03-12,,citeren,Z,,,", "geen thema"),
    ("G01,GM0014,adviseur,2015-03-12,,citeren,,,../x,", "geen pad"),
    ("G01,GM0014,adviseur,2015-03-12,,citeren,,,gesprekken/G01.odt,", "staat niet in de map"),
    ("G01,GM0014,adviseur,2015-03-12,,,,,,", "wat u ermee mag"),
    ("G01,GM0014,a,,,,,,,\nG01,GM0014,b,,,,,,,", "staat al op regel 2"),
  ])
  func saysWhatIsWrong(row: String, problem: String) throws {
    let (_, found) = try read(row + "\n")
    let texts = found.filter { $0.file == "interviews.csv" && $0.line != nil }.map(\.text)
    #expect(texts.contains { $0.contains(problem) }, "\(texts)")
  }

  @Test func aDateInANoteIsNoTelephoneNumber() throws {
    let (interviews, found) = try read(
      "G01,GM0014,adviseur,,,,,,,gebeld op 2015-03-02 en 2015-03-05 (twee keer)\n")
    #expect(found.map(\.text) == [])
    #expect(interviews.count == 1)
  }
}
