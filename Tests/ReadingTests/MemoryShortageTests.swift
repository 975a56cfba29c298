// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model
import Testing

@testable import Reading

/// What a document becomes does not depend on those that its reader had before. R129.
@Suite struct MemoryShortageTests {
  @Test func countsWhatIsNoted() {
    let before = MemoryShortage.count
    MemoryShortage.note()
    #expect(MemoryShortage.count > before)
  }

  /// The first document may use all memory there is; after others, what was lacking may be theirs.
  @Test func answersForADocumentThatLackedMemoryOnlyAsTheFirst() {
    var history = ReaderHistory()
    let answers = [1, 0, 1].map { history.mayAnswer(shortages: $0) }
    #expect(answers == [true, true, false])
    #expect(ReaderHistory.isSpent(space: 600, limit: 1000))
    #expect(!ReaderHistory.isSpent(space: 400, limit: 1000))
    #expect(!ReaderHistory.isSpent(space: nil, limit: 1000))
  }

  /// A page that cannot be drawn for want of memory is not called blank: poppler gives one white dot for it.
  @Test(.enabled(if: Recognizer.installed() != nil && WorkerProgram.path != nil, "needs tesseract"))
  func neverTakesAPageThatCannotBeDrawnForABlankOne() async throws {
    let name = "half-scanned.pdf"
    let edition = Recognizer.installed()?.edition ?? ""
    var states = Set<DocumentState>()
    for megabytes in stride(from: 120, through: 480, by: 24) {
      let limits = ReadingLimits(
        memoryBytes: megabytes << 20, recognition: TextRecognition(mode: .auto, edition: edition))
      let pool = WorkerPool(
        executable: try #require(WorkerProgram.path), workers: 1, limits: limits)
      let extraction = await pool.read(ReadingRequest(path: Fixture.path(name), name: name))
      states.insert(extraction.state)
      #expect(
        extraction.state == .failed || extraction.pagesWithoutText.contains(2)
          || extraction.diagnostics.contains { $0.problem.contains("2") },
        "\(megabytes) MB: \(extraction.state) \(extraction.diagnostics)")
    }
    #expect(states.contains(.partly), "with enough memory the page is seen to have no text")
  }

  /// A used reader that lacks memory ends without an answer, with status 3; each document is then read by a fresh
  /// one, as first and only.
  @Test func asksAFreshReaderWhereAUsedOneGivesNoAnswer() async throws {
    let script = FileManager.default.temporaryDirectory
      .appendingPathComponent("krap-\(UUID().uuidString).sh")
    defer { try? FileManager.default.removeItem(at: script) }
    let text = #"""
      #!/bin/bash
      read -r limits
      read -r line
      id=${line##*'"id":'}; id=${id%%[!0-9]*}
      name=${line##*'"name":"'}; name=${name%%'"'*}
      printf '{"id":%s,"extraction":{"state":"read","format":"pdf","pages":["%s %s"],"passages":[]}}\n' \
        "$id" "$name" "$$"
      read -r line
      exit 3
      """#
    try Data(text.utf8).write(to: script)
    let pool = WorkerPool(
      executable: "/bin/bash", arguments: [script.path], workers: 1, limits: ReadingLimits())
    var readers = Set<Substring>()
    for name in ["een.pdf", "twee.pdf", "drie.pdf"] {
      let extraction = await pool.read(ReadingRequest(path: "/\(name)", name: name))
      #expect(extraction.state == .read)
      let words = try #require(extraction.pages.first?.text.split(separator: " "))
      #expect(words.first == Substring(name))
      if let last = words.last { readers.insert(last) }
    }
    #expect(readers.count == 3)
  }
}
