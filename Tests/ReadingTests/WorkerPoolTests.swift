// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model
import Synchronization
import Testing
import TestSupport

@testable import Reading

/// The program that reads as a worker: named by `VINDPLAATS_WORKER`, else beside this test bundle.
enum WorkerProgram {
  static let path: String? = {
    if let named = ProcessInfo.processInfo.environment["VINDPLAATS_WORKER"] { return named }
    let bundle = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
    let beside = bundle.deletingLastPathComponent().appendingPathComponent("vindplaats").path
    return FileManager.default.isExecutableFile(atPath: beside) ? beside : nil
  }()
}

@Suite(.enabled(if: WorkerProgram.path != nil, "needs the built program"), .serialized)
struct WorkerPoolTests {
  private func pool(_ limits: ReadingLimits = ReadingLimits(), workers: Int = 2) throws
    -> WorkerPool
  {
    WorkerPool(executable: try #require(WorkerProgram.path), workers: workers, limits: limits)
  }

  private func request(_ path: String) -> ReadingRequest {
    ReadingRequest(path: path, name: (path as NSString).lastPathComponent)
  }

  @Test func readsTheSameAsInProcess() async throws {
    let pool = try pool()
    for name in ["layout.pdf", "nota.docx", "nota.odt", "bomb.docx", "locked.pdf"] {
      let extraction = await pool.read(
        ReadingRequest(path: Fixture.path(name), name: name))
      #expect(extraction == Fixture.read(name))
    }
  }

  @Test func readsManyAtOnceAndGivesEachItsPlace() async throws {
    let names = (0..<40).map { ["layout.pdf", "nota.docx", "columns.pdf", "nota.odt"][$0 % 4] }
    let formats = Mutex([Int: Int]())
    await (try pool()).read(names.map { request(Fixture.path($0)) }) { index, extraction in
      formats.withLock { $0[index] = extraction.passages.count }
    }
    let counts = formats.withLock { $0 }
    #expect(counts.count == 40)
    for (index, name) in names.enumerated() {
      #expect(counts[index] == Fixture.read(name).passages.count)
    }
  }

  @Test func survivesAProgramThatDoesNotAnswer() async throws {
    let limits = ReadingLimits(wallSeconds: 1)
    let silent = WorkerPool(executable: "/bin/sleep", arguments: ["30"], workers: 1, limits: limits)
    let extraction = await silent.read(request(Fixture.path("layout.pdf")))
    #expect(extraction.state == .failed)
    #expect(extraction.diagnostics.first?.problem.contains("te lang") == true)
  }

  @Test func survivesAProgramThatEndsAtOnce() async throws {
    let broken = WorkerPool(executable: "/bin/false", workers: 1)
    let extraction = await broken.read(request(Fixture.path("layout.pdf")))
    #expect(extraction.state == .failed)
    let missing = WorkerPool(executable: "/bestaat/niet", workers: 1)
    let failure = await missing.read(request(Fixture.path("layout.pdf")))
    #expect(failure.diagnostics.first?.problem.contains("niet worden gestart") == true)
  }

  /// Where nothing keeps yet what fonts there are, fontconfig wants to write that down, which a worker may not;
  /// a page with a picture asks it for a font.
  @Test func isNotEndedByALibraryThatWantsToWriteAFile() async throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("letters-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let cache = folder.appendingPathComponent("cache")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let settings = folder.appendingPathComponent("fonts.conf")
    let text = """
      <?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
      <fontconfig><dir>/usr/share/fonts</dir><cachedir>\(cache.path)</cachedir></fontconfig>
      """
    try Data(text.utf8).write(to: settings)
    let pool = WorkerPool(
      executable: "/usr/bin/env",
      arguments: ["FONTCONFIG_FILE=\(settings.path)", try #require(WorkerProgram.path), "worker"],
      workers: 1)
    let scan = SharedMaterial.packageRoot.appendingPathComponent(
      "examples/kindermishandeling/sources/VB0201/beleidsplan-jeugd-gouddrecht.pdf")
    let extraction = await pool.read(request(scan.path))
    #expect(extraction.state == .partly)
    #expect(extraction.pages.count == 3)
    // It did try.
    #expect(FileManager.default.fileExists(atPath: cache.path))
  }

  /// A worker that holds half of its memory after a document makes room for a fresh one, and no document is lost.
  @Test func readsTheSameWithLittleMemory() async throws {
    let names = ["layout.pdf", "nota.docx", "half-scanned.pdf", "nota.odt", "layout.pdf"]
    let pool = try pool(ReadingLimits(memoryBytes: 600 << 20), workers: 1)
    for name in names {
      let extraction = await pool.read(ReadingRequest(path: Fixture.path(name), name: name))
      #expect(extraction == Fixture.read(name), "\(name)")
    }
  }

  @Test func goesOnAfterAWorkerDies() async throws {
    let pool = try pool(ReadingLimits(memoryBytes: 40 << 20), workers: 1)
    let starved = await pool.read(request(Fixture.path("corpus-00462.pdf")))
    #expect(starved.state == .failed || starved.state == .read)
    let other = await pool.read(request(Fixture.path("nota.odt")))
    #expect(other.state == .failed || other.state == .read)
  }

  /// A page gets a quarter of the document's time; two pages that need more are left out (R28).
  @Test func leavesOutThePagesThatTakeTooLong() async throws {
    let bytes = SmallPDF.bytes(["text", "slow", "text", "slow", "text"])
    let extraction = try await read(bytes, limits: ReadingLimits(cpuSeconds: 8))
    #expect(extraction.state == .partly)
    #expect(extraction.pages.map(\.text.isEmpty) == [false, true, false, true, false])
    #expect(
      extraction.diagnostics.map(\.problem) == [
        "niet gelezen: pagina's 2, 4 van 5; het lezen ervan duurde te lang"
      ])
  }

  @Test func keepsWhatStandsBeforeTooManySlowPages() async throws {
    let bytes = SmallPDF.bytes(["text", "slow", "slow", "slow", "text", "slow", "text"])
    let extraction = try await read(bytes, limits: ReadingLimits(cpuSeconds: 8))
    #expect(extraction.state == .partly)
    #expect(extraction.texts(.paragraph).count >= 1)
    #expect(extraction.diagnostics.contains { $0.problem.contains("tot en met 7") })
  }

  @Test func failsAtOnceWhenTheOnlyPageTakesTooLong() async throws {
    let clock = ContinuousClock()
    var extraction: Extraction?
    let time = try await clock.measure {
      extraction = try await read(SmallPDF.bytes(["slow"]), limits: ReadingLimits(cpuSeconds: 8))
    }
    #expect(extraction?.state == .failed)
    #expect(extraction?.diagnostics.first?.problem.contains("te lang") == true)
    #expect(time < .seconds(60))
  }

  private func read(_ bytes: [UInt8], limits: ReadingLimits) async throws -> Extraction {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(
      UUID().uuidString + ".pdf")
    try Data(bytes).write(to: file)
    let pool = try pool(limits, workers: 1)
    let extraction = await pool.read(request(file.path))
    try FileManager.default.removeItem(at: file)
    return extraction
  }

  /// All 127, of which PROVENANCE.md there marks 17 as image only.
  @Test(.enabled(if: SharedMaterial.isPresent, "needs ../shared"))
  func readsTheRealDocuments() async throws {
    let states = await states(of: "data/nl-gov-pdf", limits: ReadingLimits())
    #expect(states.values.reduce(0, +) == 127)
    #expect(states[.noText] == 17)
    #expect(states[.failed] == nil)
  }

  @Test(.enabled(if: SharedMaterial.isPresent, "needs ../shared"))
  func survivesHostileDocuments() async throws {
    let limits = ReadingLimits(memoryBytes: 1 << 30, cpuSeconds: 5, wallSeconds: 20)
    let states = await states(of: "data/hostile-pdf", limits: limits)
    #expect(states.values.reduce(0, +) >= 300)
    #expect((states[.read] ?? 0) > 150)
  }

  /// Reads every file with an ending of a document; each extraction must be sound.
  private func states(of folder: String, limits: ReadingLimits) async -> [DocumentState: Int] {
    let root = SharedMaterial.url(folder)
    let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)?
      .compactMap { ($0 as? URL)?.path }.filter { $0.hasSuffix(".pdf") }.sorted()
    let found = Mutex([DocumentState: Int]())
    guard let files, let path = WorkerProgram.path else { return [:] }
    let pool = WorkerPool(executable: path, workers: 2, limits: limits)
    await pool.read(files.map(request)) { index, extraction in
      found.withLock { $0[extraction.state, default: 0] += 1 }
      let mistakes = extraction.placeMistakes()
      #expect(mistakes == [], "\(files[index])")
      #expect(extraction.state == .read || !extraction.diagnostics.isEmpty, "\(files[index])")
    }
    return found.withLock { $0 }
  }
}
