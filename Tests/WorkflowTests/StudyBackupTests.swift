// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Journaling
import Model
import Testing
import TestSupport

@testable import Workflow

/// A back-up is whole while others write, and a restore is checked before it stands there.
@Suite struct StudyBackupTests {
  private let folder: URL
  private let study: StudyPaths
  private let backup: URL
  private let restored: StudyPaths

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("backup-\(UUID().uuidString)")
    study = StudyPaths(folder.appendingPathComponent("onderzoek"))
    backup = folder.appendingPathComponent("kopie")
    restored = StudyPaths(folder.appendingPathComponent("terug"))
    try FileManager.default.createDirectory(
      at: study.sources.appendingPathComponent("R1"), withIntermediateDirectories: true)
    try write("title: Klein\n", "study.yaml")
    for name in ["passwords.txt", "passwords.txt~", "Passwords.oud"] {
      try write("geheim\n", name)
    }
    try write("afgeleid", "corpus.db")
  }

  private func write(_ text: String, _ name: String) throws {
    try Data(text.utf8).write(to: study.folder.appendingPathComponent(name))
  }

  /// Registers a paper as `monitor` does: kept first, then the event.
  private func register(_ text: String, as name: String) throws {
    let file = study.sources.appendingPathComponent(name)
    try Data(text.utf8).write(to: file)
    let version = try KeptDocuments(folder: study.kept).keep(file)
    var now = Study()
    let journal = try Journal(url: study.journal)
    try journal.append(actor: "vindplaats", to: &now) { study in
      [
        .sourceRegistered(
          id: study.nextSourceID, path: name, version: version, description: SourceDescription())
      ]
    }
  }

  private func make() throws -> BackupReport {
    try StudyBackup(paths: study, folder: backup, progress: { _ in }).make()
  }

  private func restore() throws -> BackupReport {
    try StudyBackup(paths: restored, folder: backup, progress: { _ in }).restore()
  }

  private static func replayed(_ paths: StudyPaths) throws -> Study {
    var study = Study()
    try Journal(url: paths.journal).replay(onto: &study)
    return study
  }

  private static func message(_ body: () throws -> BackupReport) -> String {
    do {
      _ = try body()
      return ""
    } catch {
      return (error as? WorkflowError)?.text ?? "\(error)"
    }
  }

  @Test func restoredStudyIsTheStudy() throws {
    try register("Regiovisie", as: "R1/visie.txt")
    let made = try make()
    #expect(made.events == 1)
    #expect(made.documents == 1)
    #expect(made.ownFiles == 1)
    let report = try restore()
    #expect(report.sources == 1)
    #expect(try Self.replayed(restored) == Self.replayed(study))
    let paper = restored.sources.appendingPathComponent("R1/visie.txt")
    #expect(try String(contentsOf: paper, encoding: .utf8) == "Regiovisie")
    let names = try FileManager.default.contentsOfDirectory(atPath: restored.folder.path).sorted()
    #expect(names == ["journal.db", "kept", "sources", "study.yaml"])
  }

  @Test func laterBackupTakesOverWhatTheEarlierHolds() throws {
    try register("Een", as: "R1/een.txt")
    _ = try make()
    try register("Twee", as: "R1/twee.txt")
    let later = try make()
    #expect(later.reused == 1)
    #expect(later.documents == 2)
    #expect(try restore().events == 2)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == [
        "kopie", "onderzoek", "terug",
      ])
  }

  /// Bytes that rotted in the earlier back-up are not taken over.
  @Test func damagedFileOfTheEarlierBackupIsCopiedAnew() throws {
    try register("Een", as: "R1/een.txt")
    _ = try make()
    let version = try #require(Self.replayed(study).namedVersions.first)
    try Data("rot".utf8).write(to: backup.appendingPathComponent("kept/\(version)"))
    #expect(try make().reused == 0)
    #expect(try restore().documents == 1)
  }

  @Test func backupOfAnotherStudyStays() throws {
    try register("Een", as: "R1/een.txt")
    _ = try make()
    try FileManager.default.removeItem(at: study.journal)
    try register("Ander", as: "R1/ander.txt")
    #expect(Self.message(make).contains("ander onderzoek"))
    #expect(try restore().documents == 1)
  }

  @Test func refusesAFolderThatIsNoBackup() throws {
    try register("Een", as: "R1/een.txt")
    try FileManager.default.createDirectory(at: backup, withIntermediateDirectories: true)
    try Data("van mij".utf8).write(to: backup.appendingPathComponent("brief.txt"))
    #expect(Self.message(make).contains("is geen back-up"))
    let inside = StudyBackup(
      paths: study, folder: study.folder.appendingPathComponent("kopie"), progress: { _ in })
    #expect(Self.message(inside.make).contains("ligt in het onderzoek zelf"))
  }

  @Test(arguments: ["kept", "journal.db", "study.yaml"])
  func damagedBackupPutsNothingBack(part: String) throws {
    try register("Een", as: "R1/een.txt")
    _ = try make()
    let version = try #require(Self.replayed(study).namedVersions.first)
    let name = part == "kept" ? "kept/\(version)" : part
    try Data("rot".utf8).write(to: backup.appendingPathComponent(name))
    #expect(Self.message(restore).contains("\(name) in de back-up is veranderd"))
    #expect(!FileManager.default.fileExists(atPath: restored.folder.path))
    try FileManager.default.removeItem(at: backup.appendingPathComponent(name))
    #expect(Self.message(restore).contains("\(name) in de back-up ontbreekt"))
  }

  @Test func refusesToPutBackOverAStudy() throws {
    try register("Een", as: "R1/een.txt")
    _ = try make()
    let onto = StudyBackup(paths: study, folder: backup, progress: { _ in })
    #expect(Self.message(onto.restore).contains("is niet leeg"))
  }

  /// While one process registers papers, every back-up taken is a study that existed.
  @Test func backupsAreWholeWhileAnotherWrites() async throws {
    try register("0", as: "R1/0.txt")
    let count = 40
    async let writing: Void = Task.detached {
      for number in 1...count { try register(String(number), as: "R1/\(number).txt") }
    }.value
    var heads: [Int] = []
    for number in 0..<6 {
      let made = try make()
      let target = StudyPaths(folder.appendingPathComponent("terug-\(number)"))
      let report = try StudyBackup(paths: target, folder: backup, progress: { _ in }).restore()
      #expect(report.documents == made.events)
      heads.append(made.events)
    }
    try await writing
    #expect(heads == heads.sorted())
    #expect(try make().events == count + 1)
  }
}
