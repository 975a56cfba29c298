// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model
import Testing

@testable import Reading

struct WorkerAnswerTests {
  private func roundTrip(_ answer: WorkerAnswer) throws -> WorkerAnswer {
    try answer.line().withUnsafeBufferPointer { try WorkerAnswer(line: $0) }
  }

  @Test func comesBackAsItWasSent() throws {
    var extraction = Fixture.read("layout.pdf")
    extraction.pages[0].text += "\" \\ \n \t \u{1} é 😀"
    extraction.diagnostics = [
      Diagnostic(.note, .reading, file: "a.pdf", problem: "[{\"}", remedy: "niets")
    ]
    let answer = WorkerAnswer(id: 7, extraction: extraction)
    #expect(try roundTrip(answer) == answer)
  }

  /// A worker that answers with places outside the text is not believed.
  @Test func refusesBoxesThatDoNotBelongToTheText() throws {
    var extraction = Fixture.read("columns.pdf")
    extraction.pages[0].text = "kort"
    #expect(throws: WorkerAnswer.Malformed.self) {
      try roundTrip(WorkerAnswer(id: 1, extraction: extraction))
    }
    extraction = Fixture.read("layout.pdf")
    extraction.boxes.removeLast()
    #expect(throws: WorkerAnswer.Malformed.self) {
      try roundTrip(WorkerAnswer(id: 1, extraction: extraction))
    }
  }

  @Test func isJSONOnOneLine() throws {
    let line = try WorkerAnswer(id: 1, extraction: Fixture.read("nota.docx")).line()
    #expect(line.dropLast().allSatisfy { $0 >= 0x20 })
    #expect(try JSONSerialization.jsonObject(with: Data(line)) is [String: Any])
  }

  @Test func understandsTheJSONOfOthers() throws {
    let line = """
      { "extraction" : {"extra": [1, {"a": null}], "format":"txt", "state":"read",
      "pages":["\\u00e9\\ud83d\\ude00\\/x"], "passages":[ [1,0,0, 1,0,8] ]}, "id" : 3 }
      """
    let answer = try Array(line.utf8).withUnsafeBufferPointer { try WorkerAnswer(line: $0) }
    #expect(answer.id == 3)
    #expect(answer.extraction.pages.first?.text == "é😀/x")
    #expect(answer.extraction.passages.first?.stretches.first?.utf8Range == 0..<8)
  }

  @Test(arguments: ["", "{", "{\"id\":}", "{\"extraction\":{\"passages\":[[1,2]]}}", "[]", "\"x"])
  func refusesWhatIsNoAnswer(line: String) {
    #expect(throws: (any Error).self) {
      try Array(line.utf8).withUnsafeBufferPointer { try WorkerAnswer(line: $0) }
    }
  }
}
