// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Intake
import Model
import Reading
import TestSupport
import Testing

@testable import Workflow

/// Protected papers and the list of passwords, from run to edition. R28.
@Suite(.serialized)
struct PasswordRunTests {
  private static let fixtures = SharedMaterial.packageRoot
    .appendingPathComponent("Tests/ReadingTests/Fixtures")

  /// A paper without protection, one that asks for `geheim`, and one in another format that is protected.
  private func study() throws -> FolderStudy {
    let study = try FolderStudy([
      "units.csv": "code,name,kind\nJZ01,Eerste,regio\n",
      "sources/JZ01/plan.txt": "Regiovisie\n\nDe partners spreken af hoe zij samenwerken.\n",
    ])
    for (fixture, name) in [("locked.pdf", "dicht.pdf"), ("locked.odt", "dicht.odt")] {
      try FileManager.default.copyItem(
        at: Self.fixtures.appendingPathComponent(fixture),
        to: study.paths.folder.appendingPathComponent("sources/JZ01/\(name)"))
    }
    return study
  }

  private func write(_ text: String, to study: FolderStudy) throws {
    try study.write(text, to: "passwords.txt")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o600], ofItemAtPath: study.paths.passwords.path)
  }

  private func row(_ file: String, _ study: FolderStudy) throws -> CSVTable.Row {
    try #require(try study.rows("coverage.csv").first { $0["file"] == "JZ01/\(file)" })
  }

  private func verify(_ study: FolderStudy, passwords: URL? = nil) async throws
    -> VerificationReport
  {
    var verifier = Verifier(
      paths: study.paths,
      reading: ReadingPlan(
        executable: ProgramUnderTest.path, workers: 1, passwordFile: passwords),
      progress: { _ in })
    return try await verifier.run()
  }

  private func text(_ report: VerificationReport) -> String {
    report.findings.map { "\($0.place): \($0.problem)\n" }.joined()
  }

  @Test func aPaperIsReadWhenItsPasswordIsInTheListAndOnlyThatPaper() async throws {
    let study = try study()
    defer { try? study.remove() }
    #expect(try await study.monitor().summary.readNow == 3)
    var closed = try row("dicht.pdf", study)
    #expect(closed["state"] == "failed" && closed["password"] == "ontbreekt")
    #expect(closed["reason"].contains("passwords.txt"))
    let office = try row("dicht.odt", study)
    #expect(office["reason"].contains("sla het op zonder wachtwoord") && office["password"].isEmpty)

    try write("# proef\nfout\n", to: study)
    #expect(try await study.monitor().summary.readNow == 1)
    closed = try row("dicht.pdf", study)
    #expect(closed["password"] == "ontbreekt")
    #expect(try await study.monitor().summary.readNow == 0)

    try write("fout\nJZ01/dicht.pdf: geheim\n", to: study)
    let opened = try await study.monitor()
    #expect(opened.summary.readNow == 1)
    #expect(opened.diagnostics.filter { $0.file == "passwords.txt" }.isEmpty)
    #expect(try row("dicht.pdf", study)["state"] == "read")
    #expect(try row("dicht.pdf", study)["password"] == "geopend")
    #expect(try await study.monitor().summary.readNow == 0)
  }

  /// No file that the program writes holds a password, and nothing that it says.
  @Test func aPasswordStandsNowhereElse() async throws {
    let study = try study()
    defer { try? study.remove() }
    try write(
      "wachtw00rd-dat-n3rgens-staat\ngeheim\nJZ01/weg.pdf: nog-1-dat-n3rgens-staat\n", to: study)
    let result = try await study.monitor()
    let said = result.diagnostics.filter { $0.file == "passwords.txt" }
    #expect(said.map(\.line) == [3])
    #expect(!said.contains { $0.text.contains("n3rgens") })
    var desk = try StudyDesk(paths: study.paths)
    _ = try desk.publish()
    let copy = study.paths.folder.deletingLastPathComponent()
      .appendingPathComponent("kopie-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: copy) }
    _ = try StudyBackup(paths: study.paths, folder: copy, progress: { _ in }).make()
    for folder in [study.paths.folder, copy] {
      for case let file as URL in FileManager.default.enumerator(
        at: folder, includingPropertiesForKeys: nil) ?? .init()
      where file.lastPathComponent != "passwords.txt" && !file.hasDirectoryPath {
        let bytes = try Data(contentsOf: file)
        #expect(bytes.range(of: Data("n3rgens".utf8)) == nil, "\(file.lastPathComponent)")
      }
    }
    #expect(
      !FileManager.default.fileExists(atPath: copy.appendingPathComponent("passwords.txt").path))
  }

  @Test func verifyNeedsTheListAndSaysSoWithoutIt() async throws {
    let study = try study()
    defer { try? study.remove() }
    try write("geheim\n", to: study)
    _ = try await study.monitor()
    #expect(text(try await verify(study)) == "")

    let inside = study.paths.folder.appendingPathComponent("elders.txt")
    try FileManager.default.copyItem(at: study.paths.passwords, to: inside)
    await #expect(throws: WorkflowError.self) { try await verify(study, passwords: inside) }
    try FileManager.default.removeItem(at: inside)
    let elsewhere = study.paths.folder.deletingLastPathComponent()
      .appendingPathComponent("elders-\(UUID().uuidString).txt")
    try FileManager.default.moveItem(at: study.paths.passwords, to: elsewhere)
    defer { try? FileManager.default.removeItem(at: elsewhere) }
    let without = try await verify(study)
    #expect(without.findings.first?.place.contains("(JZ01/dicht.pdf)") == true)
    #expect(without.findings.first?.problem.contains("passwords.txt") == true)
    #expect(text(try await verify(study, passwords: elsewhere)) == "")
    await #expect(throws: WorkflowError.self) {
      try await verify(study, passwords: URL(fileURLWithPath: "/bestaat/niet.txt"))
    }
  }

  /// An edition from before the list is computed as it was then, with the paper closed.
  @Test func anEditionRemembersWhichPapersStayedClosed() async throws {
    let study = try study()
    defer { try? study.remove() }
    _ = try await study.monitor()
    var desk = try StudyDesk(paths: study.paths)
    let first = try desk.publish()
    #expect(first.publication.readingOptions.contains(#/ closed=[0-9a-f]{12}$/#))
    try write("geheim\n", to: study)
    #expect(text(try await verify(study)) == "")
    _ = try await study.monitor()
    desk = try StudyDesk(paths: study.paths)
    #expect(try desk.publish().publication.readingOptions.hasSuffix(" closed=none"))
    let report = try await verify(study)
    #expect(text(report) == "")
    #expect(report.editions == 2)
  }

  /// A paper that came after an edition and never opened is no difference, with a draft and without one.
  @Test func aClosedPaperThatNothingRestsOnIsNoDifference() async throws {
    let study = try study()
    defer { try? study.remove() }
    let locked = study.paths.sources.appendingPathComponent("JZ01/dicht.pdf")
    let later = study.paths.folder.appendingPathComponent("later.pdf")
    try FileManager.default.moveItem(at: locked, to: later)
    _ = try await study.monitor()
    var desk = try StudyDesk(paths: study.paths)
    let first = try desk.publish()
    #expect(!first.publication.readingOptions.contains("closed="))
    try FileManager.default.moveItem(at: later, to: locked)
    _ = try await study.monitor()
    #expect(try row("dicht.pdf", study)["password"] == "ontbreekt")
    let report = try await verify(study)
    #expect(text(report) == "")
    #expect(report.notes.contains { $0.contains("opent alleen met een wachtwoord") })
    try FileManager.default.removeItem(at: study.paths.draft)
    #expect(text(try await verify(study)) == "")
  }

  /// A public edition does not tell which papers stayed closed; the journal does.
  @Test func aPublicEditionNamesNoClosedPaper() async throws {
    let study = try study()
    defer { try? study.remove() }
    _ = try await study.monitor()
    var desk = try StudyDesk(paths: study.paths)
    let issued = try desk.publish(rules: PublicRules(naming: .municipality, salt: "zout"))
    #expect(issued.publication.readingOptions.contains(" closed="))
    for name in ["stand.json", Publisher.sealName] {
      let file = study.paths.edition(1).appendingPathComponent(name)
      #expect(try !String(contentsOf: file, encoding: .utf8).contains("closed="), "\(name)")
    }
    #expect(text(try await verify(study)) == "")
  }

  @Test func aPaperIsTriedAgainWhereThePasswordOfAPathWaits() async throws {
    let study = try study()
    defer { try? study.remove() }
    try write("JZ01/verhuisd.pdf: geheim\n", to: study)
    _ = try await study.monitor()
    #expect(try row("dicht.pdf", study)["password"] == "ontbreekt")
    try FileManager.default.moveItem(
      at: study.paths.sources.appendingPathComponent("JZ01/dicht.pdf"),
      to: study.paths.sources.appendingPathComponent("JZ01/verhuisd.pdf"))
    #expect(try await study.monitor().summary.readNow == 1)
    #expect(try row("verhuisd.pdf", study)["password"] == "geopend")
    #expect(try await study.monitor().summary.readNow == 0)
  }

  @Test func thePictureOfAPageIsDrawnWithTheList() async throws {
    let study = try study()
    defer { try? study.remove() }
    try write("geheim\n", to: study)
    _ = try await study.monitor()
    let desk = try StudyDesk(lookingAt: study.paths)
    let picture = {
      try desk.picture(
        of: "JZ01/dicht.pdf", page: 1, dpi: 30, mark: .nothing, executable: ProgramUnderTest.path)
    }
    #expect(try !picture().isEmpty)
    try FileManager.default.removeItem(at: study.paths.passwords)
    #expect(throws: WorkflowError.self) { try picture() }
  }
}
