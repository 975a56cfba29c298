// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Testing

@testable import Workflow

/// A folder that is replaced as a whole is the old one or the new one, whatever happens meanwhile.
@Suite struct OutputFolderTests {
  private struct Broken: Error {}
  private let parent = FileManager.default.temporaryDirectory
    .appendingPathComponent("uitvoer-\(UUID().uuidString)")
  private var folder: URL { parent.appendingPathComponent("out") }

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data("oud".utf8).write(to: folder.appendingPathComponent("index.html"))
  }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: parent.path).sorted()
  }

  private func text() throws -> String {
    String(
      decoding: try Data(contentsOf: folder.appendingPathComponent("index.html")), as: UTF8.self)
  }

  @Test func takesThePlaceOfTheOldOne() throws {
    try OutputFolder(url: folder).replace { fresh in
      try Data("nieuw".utf8).write(to: fresh.appendingPathComponent("index.html"))
    }
    #expect(try text() == "nieuw")
    #expect(try names() == ["out"])
    try FileManager.default.removeItem(at: parent)
  }

  @Test func leavesTheOldOneAndNothingElseWhereWritingFails() throws {
    #expect(throws: Broken.self) {
      try OutputFolder(url: folder).replace { fresh in
        try Data("half".utf8).write(to: fresh.appendingPathComponent("index.html"))
        throw Broken()
      }
    }
    #expect(try text() == "oud")
    #expect(try names() == ["out"])
    try FileManager.default.removeItem(at: parent)
  }

  /// Killed between the two renames: the old one is put back, and not made again.
  @Test func putsBackWhatWasSetAside() throws {
    let old = parent.appendingPathComponent(".out-old")
    try FileManager.default.moveItem(at: folder, to: old)
    let output = OutputFolder(url: folder)
    #expect(try output.fingerprint() == "")
    try output.takeBack()
    #expect(try text() == "oud")
    // With one in its place, what was set aside is done with.
    try FileManager.default.createDirectory(at: old, withIntermediateDirectories: true)
    try output.takeBack()
    try output.clear()
    #expect(try text() == "oud")
    #expect(try names() == ["out"])
    try FileManager.default.removeItem(at: parent)
  }
}
