// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Intake
import Model
import Testing

struct SourceScanTests {
  @Test func listsFilesBytewiseAndSkipsWhatProgramsLeaveBehind() throws {
    let study = try StudyFixture([
      "sources/b.txt": "b", "sources/B.txt": "B", "sources/é.txt": "é", "sources/a/z.txt": "",
      "sources/.DS_Store": "x", "sources/~$b.docx": "x", "sources/a/Thumbs.db": "x",
      "sources/half.pdf.crdownload": "x", "sources/half.pdf.part": "x",
    ])
    let folder = StudyFolder.read(at: study.root)
    #expect(
      folder.files.map(\.path) == ["B.txt", "JZ01/regiovisie.txt", "a/z.txt", "b.txt", "é.txt"])
    #expect(folder.files.allSatisfy { $0.inode != 0 && $0.modifiedNanoseconds > 0 })
    #expect(folder.diagnostics.map(\.severity) == [.note])
    #expect(folder.diagnostics.first?.problem.contains(".DS_Store") == true)
    #expect(folder.diagnostics.first?.problem.contains("a/Thumbs.db") == true)
    #expect(folder.diagnostics.first?.problem.contains("half.pdf.part") == true)
  }

  @Test func keepsTheSpellingOnDiskBesideTheComposedPath() throws {
    let study = try StudyFixture(["sources/cafe\u{301}.txt": "x"])
    let folder = StudyFolder.read(at: study.root)
    let file = try #require(folder.files.last)
    #expect(Array(file.path.utf8) == Array("caf\u{e9}.txt".utf8))
    #expect(Array(file.diskPath.utf8) == Array("cafe\u{301}.txt".utf8))
    #expect(try Data(contentsOf: folder.location(of: file)) == Data("x".utf8))
  }

  /// One file by itself is seen as the walk sees it, or not at all.
  @Test func seesOneFileAsTheWalkDoes() throws {
    let study = try StudyFixture([
      "sources/cafe\u{301}.txt": "x", "sources/a/b.txt": "b", "sources/a/c.pdf.part": "c",
      "sources/a/.d.txt": "d", "sources/passwords.txt": "geheim",
    ])
    let folder = StudyFolder.read(at: study.root)
    for file in folder.files { #expect(folder.file(at: file.diskPath) == file) }
    for path in ["a", "a/c.pdf.part", "a/.d.txt", "passwords.txt", "a//b.txt", "weg.txt", ""] {
      #expect(folder.file(at: path) == nil, "\(path)")
    }
    let link = study.root.appendingPathComponent("sources/link.txt")
    try FileManager.default.createSymbolicLink(
      at: link, withDestinationURL: study.root.appendingPathComponent("sources/a/b.txt"))
    #expect(folder.file(at: "link.txt") == nil)
  }

  @Test func refusesTwoSpellingsOfOneName() throws {
    let study = try StudyFixture(["sources/JZ02/x.txt": "x"])
    let place = study.root.appendingPathComponent("sources").path
    for name in ["cafe\u{301}.txt", "caf\u{e9}.txt"] {
      let made = fopen(place + "/" + name, "w")
      try #require(made != nil)
      if let made { fclose(made) }
    }
    let folder = StudyFolder.read(at: study.root)
    #expect(folder.files.count { $0.path == "caf\u{e9}.txt" } == 1)
    #expect(
      folder.diagnostics.contains { $0.severity == .error && $0.problem.contains("accenten") })
  }

  @Test func followsNoLinksAndTakesNoPipes() throws {
    let study = try StudyFixture()
    let sources = study.root.appendingPathComponent("sources")
    try FileManager.default.createSymbolicLink(
      at: sources.appendingPathComponent("loop"), withDestinationURL: sources)
    #expect(mkfifo(sources.appendingPathComponent("pipe").path, 0o600) == 0)
    let folder = StudyFolder.read(at: study.root)
    #expect(folder.files.map(\.path) == ["JZ01/regiovisie.txt"])
    #expect(folder.diagnostics.map(\.severity) == [.warning, .warning])
    #expect(folder.diagnostics.map(\.file) == ["sources/loop", "sources/pipe"])
  }

  @Test func namesAFileWhoseNameIsNoUTF8() throws {
    let study = try StudyFixture()
    let place = study.root.appendingPathComponent("sources").path
    let made = (Array((place + "/nota").utf8) + [0xE9, 0x2E, 0x70, 0x64, 0x66, 0]).withUnsafeBytes {
      bytes in bytes.baseAddress.flatMap { fopen($0.assumingMemoryBound(to: CChar.self), "w") }
    }
    try #require(made != nil)
    if let made { fclose(made) }
    let folder = StudyFolder.read(at: study.root)
    let found = try #require(folder.diagnostics.first)
    #expect(found.severity == .error)
    #expect(found.file == "sources/nota\\xe9.pdf")
    // FileManager cannot remove such a name: take it away by its bytes.
    _ = (Array((place + "/nota").utf8) + [0xE9, 0x2E, 0x70, 0x64, 0x66, 0]).withUnsafeBytes {
      bytes in
      bytes.baseAddress.map { unlink($0.assumingMemoryBound(to: CChar.self)) }
    }
  }

  @Test(.enabled(if: geteuid() != 0, "root may read everything"))
  func namesAFolderThatCannotBeRead() throws {
    let study = try StudyFixture(["sources/dicht/x.txt": "x"])
    let place = study.root.appendingPathComponent("sources/dicht").path
    chmod(place, 0)
    let folder = StudyFolder.read(at: study.root)
    chmod(place, 0o700)
    #expect(folder.diagnostics.map(\.file) == ["sources/dicht/"])
    #expect(folder.diagnostics.map(\.severity) == [.error])
  }

  @Test func saysThatTheFolderIsMissing() throws {
    let study = try StudyFixture(["sources/JZ01/regiovisie.txt": nil])
    let folder = StudyFolder.read(at: study.root)
    #expect(folder.diagnostics.map(\.file) == ["sources"])
  }
}
