// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Testing

@testable import Model

@Suite struct OutputFileTests {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("schrijven-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  @Test func writesInPiecesAndReplacesWhatWasThere() throws {
    let path = folder.appendingPathComponent("a.txt").path
    try OutputFile.write("een lang begin dat weg moet", to: path)
    let file = try OutputFile(path: path)
    for piece in ["één ", "", "twee"] {
      try Array(piece.utf8).withUnsafeBytes { try file.write($0) }
    }
    try file.close()
    try file.close()
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "één twee")
    try FileManager.default.removeItem(at: folder)
  }

  /// The reason is that of the system, with the path, whether a folder is missing or a disk is full.
  @Test func saysWhyItCannotWrite() throws {
    let missing = folder.appendingPathComponent("weg/a.txt").path
    let error = #expect(throws: CocoaError.self) { try OutputFile.write("x", to: missing) }
    #expect(error?.localizedDescription.contains(missing) == true)
    let full = #expect(throws: CocoaError.self) { try OutputFile.write("x", to: "/dev/full") }
    #expect(full?.code == .fileWriteOutOfSpace)
    #expect(full?.localizedDescription.contains("No space left") == true)
    try FileManager.default.removeItem(at: folder)
  }
}
