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
