// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Intake
import Testing
import TestSupport

@testable import Workflow

/// R8, R38, R123, R126: an interview from the table to the page, with an answer that rests on its report.
@Suite(.serialized) struct InterviewStudyTests {
  private static let files = [
    "study.yaml":
      "title: Proef\nframework: framework.yaml\nwave: {id: \"2015\", title: Meting 2015}\n",
    "units.csv": """
    code,name,kind,parents,role,ground,examined
    JZ01,Noord,regio,,,,
    JZ02,Zuid,regio,,,,
    GM01,Stad,gemeente,JZ01,centrum,loting,ja
    GM02,Dorp,gemeente,JZ02,regiogemeente,loting,ja

    """,
    "sources.csv": "file,units,kind\nGM01/verslag.txt,GM01,gespreksverslag\n",
    "interviews.csv": """
    id,unit,role,date,consent,about,documents,report
    G01,GM01,beleidsadviseur jeugd,2015-03-12,na-akkoord,Gesprek,ontvangen,GM01/verslag.txt

    """,
    "answers.csv": """
    unit,field,answer,quote,file,coder
    GM01,G.3,dit jaar,De gemeente verwacht de uitwerking voor de zomer.,GM01/verslag.txt,lezer-1

    """,
    "sources/GM01/verslag.txt":
      "Gesprek van 12 maart\n\nDe gemeente verwacht de uitwerking voor de zomer.\n",
  ]

  @Test func anAnswerFromAnInterviewSaysSo() async throws {
    let study = try FolderStudy(Self.files)
    let result = try await study.monitor()
    #expect(result.diagnostics.filter { $0.severity == .error }.map(\.text) == [])
    #expect(result.summary.answersAdopted == 1)
    let answers = try study.rows("answers.csv")
    let answer = answers.first { $0["unit"] == "GM01" && $0["field"] == "G.3" }
    #expect(answer?["according_to"] == "gesprek")
    // Spoken to, so what no reader has filled in waits; not spoken to, so not to be determined.
    let waiting = answers.first { $0["unit"] == "GM01" && $0["field"] == "G.2" }
    #expect(waiting?["standing"] == "open")
    let absent = answers.first { $0["unit"] == "GM02" && $0["field"] == "G.2" }
    #expect(absent?["standing"] == "unknown")
    #expect(absent?["reason"] == "geen gesprek vastgelegd")
    // The report of an interview is no paper: no document field asks about it.
    #expect(!answers.contains { $0["name"] == "GM01/verslag.txt" })
    let page = try study.draft("gesprekken.html")
    for part in ["Beleidsadviseur jeugd", "citeren na akkoord", "12 maart 2015", "nog te vragen"] {
      #expect(page.contains(part), "\(part)")
    }
    #expect(page.contains("factsheets/JZ01.html#v-G.3-GM01"))
    #expect(try study.draft("factsheets/JZ01.html").contains("volgens gesprek"))
    #expect(try study.draft("rapport.html").contains("één gesprek gehouden"))
    try study.remove()
  }

  @Test func theTableIsAdoptedOnceAndKeptWhenItGoes() async throws {
    let study = try FolderStudy(Self.files)
    _ = try await study.monitor()
    #expect(try await study.monitor().summary.eventsAppended == 0)
    let table = study.paths.folder.appendingPathComponent("interviews.csv")
    // A row with a name in it: nothing of the table is taken over, and it is not in the journal.
    let old = try String(contentsOf: table, encoding: .utf8)
    try Data((old + "G02,GM02,mevrouw Voorbeeldnaam,,,,,\n").utf8).write(to: table)
    let refused = try await study.monitor()
    #expect(refused.summary.eventsAppended == 0)
    #expect(refused.diagnostics.contains { $0.text.contains("lijkt een naam") })
    try FileManager.default.removeItem(at: table)
    #expect(try await study.monitor().summary.eventsAppended == 0)
    let desk = try StudyDesk(paths: study.paths)
    let rows = try desk.interviews(toDoOnly: false).rows
    #expect(rows.map { $0[2] } == ["GM01", "GM02"])
    #expect(rows.map { $0[8] } == ["gehouden", "te-vragen"])
    #expect(try desk.interviews(toDoOnly: true).rows.map { $0[2] } == ["GM02"])
    let form = try desk.interviewForm(for: "gm01")
    #expect(form.rows.contains { $0[1] == "G.2" })
    #expect(!form.rows.contains { $0[1] == "G.3" })
    #expect(throws: WorkflowError.self) { try desk.interviewForm(for: "GM99") }
    try study.remove()
  }
}
