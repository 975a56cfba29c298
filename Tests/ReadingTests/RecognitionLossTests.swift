// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model
import TestSupport
import Testing

@testable import Reading

/// A page at which recognition ends a reader costs that page, and not the document. R28, R129.
@Suite(.serialized)
struct RecognitionLossTests {
  /// A reader in a script: it ends at the pages named, as one that crashes or is ended from outside, until it is
  /// asked to leave them, and then says which it was asked to leave.
  private func pool(
    crashingAt pages: [Int], saysLastWords: Bool
  ) throws -> (WorkerPool, URL) {
    let script = FileManager.default.temporaryDirectory
      .appendingPathComponent("lezer-\(UUID().uuidString).sh")
    let lines = pages.map { page in
      let last =
        saysLastWords ? #"echo '{"page":\#(page),"milliseconds":5,"recognizing":1}'"# : ":"
      return #"""
          case "$line" in
            *'"page":\#(page),'*|*'"page":\#(page)}'*) ;;
            *'"lastRecognized":'*) ;;
            *) echo '{"recognizing":\#(page),"of":9,"id":1}'; \#(last); kill -SEGV $$ ;;
          esac
        """#
    }
    let text = #"""
      #!/bin/bash
      read -r limits
      read -r line
      id=${line##*'"id":'}; id=${id%%[!0-9]*}
      \#(lines.joined(separator: "\n"))
      page=$(printf '%s' "$line" | tr -d '\\"{}')
      printf '{"id":%s,"extraction":{"state":"read","format":"pdf","pages":["%s"],"passages":[]}}\n' \
        "$id" "$page"
      """#
    try Data(text.utf8).write(to: script)
    let limits = ReadingLimits(recognition: TextRecognition(mode: .auto, edition: "proef"))
    return (
      WorkerPool(
        executable: "/bin/bash", arguments: [script.path], workers: 1, limits: limits), script
    )
  }

  @Test(arguments: [true, false])
  func asksAgainWithoutRecognisingThePage(saysLastWords: Bool) async throws {
    let (pool, script) = try pool(crashingAt: [2, 5], saysLastWords: saysLastWords)
    defer { try? FileManager.default.removeItem(at: script) }
    let extraction = await pool.read(ReadingRequest(path: "/x.pdf", name: "x.pdf"))
    let asked = try #require(extraction.pages.first?.text)
    #expect(extraction.state == .read)
    #expect(asked.contains("page:2") && asked.contains("page:5") && asked.contains("unrecognized"))
    #expect(!asked.contains("lost:") && !asked.contains("lastPage") && !asked.contains("lastRec"))
  }

  @Test func recognisesNothingMoreAfterTooMany() async throws {
    let (pool, script) = try pool(crashingAt: [1, 2, 3, 4, 5, 6], saysLastWords: true)
    defer { try? FileManager.default.removeItem(at: script) }
    let extraction = await pool.read(ReadingRequest(path: "/x.pdf", name: "x.pdf"))
    let asked = try #require(extraction.pages.first?.text)
    #expect(asked.contains("lastRecognized:3"))
  }
}

@Suite(.enabled(if: Recognizer.installed() != nil, "needs tesseract-ocr and tesseract-ocr-nld"))
struct UnrecognizedPageTests {
  private static let scan = "VB05/uitvoeringsplan-amberkust.pdf"
  private static let mixed = "VB0201/beleidsplan-jeugd-gouddrecht.pdf"

  private func read(
    _ name: String, _ mode: RecognitionMode, lost: [Int], last: Int? = nil
  ) -> Extraction {
    var effort = ReadingEffort()
    effort.limits.recognition = TextRecognition(
      mode: mode, edition: Recognizer.installed()?.edition ?? "")
    effort.unrecognized = lost.map { LostPage(page: $0, cause: .crash) }
    effort.lastRecognized = last
    return DocumentReader.read(path: Fixture.examplePath(name), name: name, effort: effort)
  }

  @Test func theOtherPagesAreRecognisedAndThePageIsNamed() {
    let extraction = read(Self.scan, .auto, lost: [1])
    #expect(extraction.state == .partly)
    #expect(extraction.recognized.map(\.page) == [2])
    #expect(extraction.pagesWithoutText == [1])
    #expect(
      extraction.diagnostics.contains {
        $0.problem
          == "het herkennen van tekst is mislukt op pagina 1: het lezen ervan brak af door schade"
      })
  }

  @Test func aPageKeepsTheTextThatItHad() {
    let extraction = read(Self.mixed, .force, lost: [1])
    let layer = Fixture.readExample(Self.mixed)
    #expect(extraction.recognized.map(\.page) == [2, 3])
    #expect(extraction.pages[0].text.contains(layer.pages[0].text.prefix(40)))
    let stopped = read(Self.mixed, .force, lost: [], last: 1)
    #expect(stopped.recognized.map(\.page) == [1])
    #expect(
      stopped.diagnostics.contains { $0.problem.hasPrefix("op 2 pagina's is geen tekst herkend") })
  }
}
