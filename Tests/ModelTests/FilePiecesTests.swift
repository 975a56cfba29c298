// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model
import Testing

@Suite struct FilePiecesTests {
  private let file = FileManager.default.temporaryDirectory
    .appendingPathComponent("stukjes-\(UUID().uuidString)")

  private func bytes(_ offset: Int, _ count: Int = .max) throws -> [UInt8] {
    var bytes: [UInt8] = []
    let pieces = try FilePieces(file)
    let done = try pieces.read(from: offset, count: count) { bytes.append(contentsOf: $0) }
    #expect(done == bytes.count)
    return bytes
  }

  /// Longer than one piece, and not a whole number of them.
  @Test func givesTheBytesFromAPlaceOnInOrder() throws {
    let content = (0..<700_001).map { UInt8(truncatingIfNeeded: $0 / 251 ^ $0) }
    try Data(content).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    #expect(try bytes(0) == content)
    #expect(try bytes(300_000) == Array(content[300_000...]))
    #expect(try bytes(262_143, 262_146) == Array(content[262_143..<524_289]))
    #expect(try bytes(700_000, 50) == [content[700_000]], "no more than there is")
    #expect(try bytes(700_001) == [] && bytes(5, 0) == [])
    #expect(try ContentHash.of(file: file) == ContentHash.of(content))
  }

  @Test func saysThatAFileIsNotThereOrIsNoFile() {
    #expect(throws: (any Error).self) { try FilePieces(file) }
    #expect(throws: (any Error).self) {
      try FilePieces(FileManager.default.temporaryDirectory).read { _ in }
    }
  }
}
