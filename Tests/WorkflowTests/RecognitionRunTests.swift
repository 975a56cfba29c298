// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Intake
import Model
import Reading
import Testing
import TestSupport

@testable import Workflow

/// The scan of the example study from run to edition. R129.
@Suite(
  .serialized,
  .enabled(if: Recognizer.installed() != nil, "needs tesseract-ocr and tesseract-ocr-nld"))
struct RecognitionRunTests {
  private static let example = SharedMaterial.packageRoot
    .appendingPathComponent("examples/kindermishandeling")

  /// The study with one scan and one paper with text.
  private static func folder() throws -> StudyPaths {
    let files = FileManager.default
    let folder = files.temporaryDirectory.appendingPathComponent("ocr-\(UUID().uuidString)")
    for name in ["study.yaml", "framework.yaml", "units.csv"] {
      try files.createDirectory(at: folder, withIntermediateDirectories: true)
      try files.copyItem(
        at: example.appendingPathComponent(name), to: folder.appendingPathComponent(name))
    }
    for name in ["VB05", "VB0302"] {
      try files.createDirectory(
        at: folder.appendingPathComponent("sources"), withIntermediateDirectories: true)
      try files.copyItem(
        at: example.appendingPathComponent("sources/\(name)"),
        to: folder.appendingPathComponent("sources/\(name)"))
    }
    return StudyPaths(folder)
  }

  private static func remove(_ paths: StudyPaths) {
    do { try FileManager.default.removeItem(at: paths.folder) } catch {
      print("left: \(paths.folder.path)")
    }
  }

  private static func monitor(
    _ paths: StudyPaths, _ mode: RecognitionMode?
  ) async throws -> MonitorSummary {
    let plan = ReadingPlan(executable: ProgramUnderTest.path, workers: 2, wish: mode)
    return try await Monitor(paths: paths, plan: plan, progress: { _ in }).run().summary
  }

  private static func scan(_ paths: StudyPaths) throws -> [String: String] {
    let text = try String(
      contentsOf: paths.draft.appendingPathComponent("coverage.csv"), encoding: .utf8)
    let table = CSVTable(text: text, file: "coverage.csv")
    let row = try #require(table.rows.first { $0["file"].hasPrefix("VB05/") })
    return Dictionary(uniqueKeysWithValues: table.columns.map { ($0, row[$0]) })
  }

  @Test func anEditionRemembersHowItsScansWereRead() async throws {
    let paths = try Self.folder()
    defer { Self.remove(paths) }
    // study.yaml says off.
    #expect(try await Self.monitor(paths, nil).readNow == 2)
    #expect(try Self.scan(paths)["state"] == "no-text")

    // Only the scan is read again.
    #expect(try await Self.monitor(paths, .auto).readNow == 1)
    let scan = try Self.scan(paths)
    #expect(scan["state"] == "ocr")
    #expect(scan["ocr_pages"] == "2")
    let confidence = try #require(Int(scan["ocr_confidence"] ?? ""))
    #expect(confidence >= 80)
    #expect(try await Self.monitor(paths, .auto).readNow == 0)
    let hits = try String(
      contentsOf: paths.draft.appendingPathComponent("hits.csv"), encoding: .utf8)
    #expect(hits.contains("VB05/uitvoeringsplan-amberkust.pdf,1,"))

    var desk = try StudyDesk(paths: paths)
    let publication = try desk.publish().publication
    #expect(publication.readingOptions.contains(" ocr=auto with=tesseract-"))

    // The draft goes back to off; the edition is still recomputed with what was recognised.
    #expect(try await Self.monitor(paths, nil).readNow == 1)
    #expect(try Self.scan(paths)["state"] == "no-text")
    var verifier = Verifier(
      paths: paths, reading: ReadingPlan(executable: ProgramUnderTest.path, workers: 2),
      progress: { _ in })
    let report = try await verifier.run()
    #expect(report.findings.map { "\($0.place): \($0.problem)" } == [])
    #expect(report.editions == 1)
  }

  @Test func thePageOfAQuoteSaysThatItWasRecognised() async throws {
    let paths = try Self.folder()
    defer { Self.remove(paths) }
    _ = try await Self.monitor(paths, .auto)
    let pages = FileManager.default.enumerator(at: paths.draft, includingPropertiesForKeys: nil)
    var found = 0
    for case let page as URL in pages ?? .init() where page.pathExtension == "html" {
      let text = try String(contentsOf: page, encoding: .utf8)
      if text.contains("tekst door OCR herkend, zekerheid") { found += 1 }
    }
    #expect(found > 0)
  }

  /// Wherever words of a paper are shown, it is said that they were recognised. R129.
  @Test func whatIsSearchedCodedOrShownAsTextSaysThatItWasRecognised() async throws {
    let paths = try Self.folder()
    defer { Self.remove(paths) }
    _ = try await Self.monitor(paths, .auto)
    let scan = "VB05/uitvoeringsplan-amberkust.pdf"
    var desk = try StudyDesk(paths: paths)
    let found = try desk.search("kindermishandeling", unit: nil, limit: 100).table
    let column = try #require(found.columns.firstIndex(of: "ocr"))
    #expect(found.rows.contains { $0[0] == scan })
    #expect(found.rows.contains { $0[0] != scan })
    for row in found.rows {
      #expect((row[0] == scan) == (Int(row[column]).map { 75...100 ~= $0 } ?? false), "\(row)")
    }
    let passages = try desk.passages(of: scan)
    #expect(
      passages.columns.last == "ocr" && passages.rows.allSatisfy { Int($0.last ?? "") != nil })
    let quote = try #require(
      passages.rows.first { $0[2] == "body" && $0[1] == "paragraph" }?[5]
        .split(separator: " ").prefix(6).joined(separator: " "))
    _ = try desk.code(
      "Wachttijd", quote: QuoteRequest(text: quote, file: scan), units: [], coder: "lezer-1",
      note: "")
    let coded = try desk.passages(ofCode: "Wachttijd")
    #expect(Int(coded.rows.first?.last ?? "") != nil && coded.columns.last == "ocr")
  }

  @Test func aPageIsShownWithItsQuoteOrTermMarked() async throws {
    let paths = try Self.folder()
    defer { Self.remove(paths) }
    _ = try await Self.monitor(paths, .off)
    let desk = try StudyDesk(paths: paths)
    let file = "VB0302/uitvoeringsplan-brempolder.pdf"
    func draw(_ page: Int, _ mark: PageMark, of name: String? = nil) throws -> Data {
      try desk.picture(
        of: name ?? file, page: page, dpi: 40, mark: mark, executable: ProgramUnderTest.path)
    }
    let words = try desk.words(of: file, page: 1).rows.prefix(4).map { $0[2] }
    let plain = try draw(1, .nothing)
    let quoted = try draw(1, .quote(words.joined(separator: " "), occurrence: nil))
    #expect(plain != quoted)
    let hits = try String(
      contentsOf: paths.draft.appendingPathComponent("hits.csv"), encoding: .utf8)
    let row = try #require(
      CSVTable(text: hits, file: "hits.csv").rows.first {
        $0["file"] == file && $0["zone"] == "body"
      })
    let page = try #require(Int(row["page"]))
    #expect(try draw(page, .term(row["term"])) != draw(page, .nothing))
    for mark in [PageMark.quote("dit staat er niet in", occurrence: nil), .term("geen term")] {
      #expect(throws: WorkflowError.self) { try draw(1, mark) }
    }
    #expect(throws: WorkflowError.self) { try draw(99, .nothing) }
    #expect(throws: WorkflowError.self) { try draw(1, .nothing, of: "bestaat-niet.pdf") }
    // A scan that was not read has a page to look at.
    #expect(try !draw(1, .nothing, of: "VB05/uitvoeringsplan-amberkust.pdf").isEmpty)
  }
}
