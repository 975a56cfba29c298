// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model
import Testing

@testable import Journaling

@Suite struct KeptDocumentsTests {
  @Test func keepsTheBytesUnderTheirHash() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("kept-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appendingPathComponent("stuk.txt")
    try Data("abc".utf8).write(to: file)
    let kept = KeptDocuments(folder: folder.appendingPathComponent("kept"))
    let version = try kept.keep(file)
    #expect(version.rawValue == ContentHash.of("abc"))
    #expect(kept.holds(version))
    #expect(try Data(contentsOf: kept.url(version)) == Data("abc".utf8))
    // The same bytes again, and the leftovers of an interrupted run, leave one file.
    try Data().write(to: kept.folder.appendingPathComponent(".new-x"))
    try Data().write(to: kept.folder.appendingPathComponent(".dat.nosync1"))
    _ = try kept.keep(file)
    try kept.clearInterruptedCopies()
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: kept.folder.path) == [version.rawValue])
  }

  /// Whether the paper cannot be read or the folder cannot be written is told apart.
  @Test func saysWhenTheFolderAndNotThePaperIsInTheWay() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("kept-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("stuk.txt")
    try Data("abc".utf8).write(to: file)
    let blocked = folder.appendingPathComponent("geen-map")
    try Data("x".utf8).write(to: blocked)
    #expect(throws: KeptDocuments.CannotKeep.self) {
      _ = try KeptDocuments(folder: blocked).keep(file)
    }
    let kept = KeptDocuments(folder: folder.appendingPathComponent("kept"))
    #expect(throws: CocoaError.self) {
      _ = try kept.keep(folder.appendingPathComponent("weg.txt"))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: kept.folder.path) == [])
  }
}
