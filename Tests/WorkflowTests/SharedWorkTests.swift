// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model
import Synchronization
import Testing

@testable import Workflow

@Suite struct SharedWorkTests {
  private struct Broken: Error, Equatable { var place: Int }

  @Test func doesEveryPieceOnce() throws {
    let done = Mutex([Int](repeating: 0, count: 1000))
    try SharedWork.run(1000) { place in done.withLock { $0[place] += 1 } }
    #expect(done.withLock { $0 } == [Int](repeating: 1, count: 1000))
    try SharedWork.run(0) { _ in Issue.record("there is no piece") }
  }

  @Test func endsWithTheErrorOfAPiece() {
    let done = Mutex(0)
    #expect(throws: Broken(place: 3)) {
      try SharedWork.run(20_000) { place in
        if place == 3 { throw Broken(place: 3) }
        // All of them would take a quarter of a second and more.
        usleep(50)
        done.withLock { $0 += 1 }
      }
    }
    #expect(done.withLock { $0 } < 19_999, "no further piece is begun")
  }

  @Test func givesBothResults() throws {
    let (one, other) = try SharedWork.both({ 1 }, { "a" })
    #expect(one == 1 && other == "a")
    #expect(throws: Broken.self) { try SharedWork.both({ 1 }, { throw Broken(place: 1) }) }
  }

  /// Files that are made at once have the hashes of what stands on disk, and take over parts of earlier ones.
  @Test func writesFilesThatAreWholeAndFilesThatGrow() throws {
    let root = FileManager.default.temporaryDirectory
      .appendingPathComponent("mappen-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    let (old, new) = (root.appendingPathComponent("oud"), root.appendingPathComponent("nieuw"))
    for folder in [old, new] {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
    try Data("een\ntwee\ndrie\n".utf8).write(to: old.appendingPathComponent("lijst.csv"))
    try Data("blad".utf8).write(to: old.appendingPathComponent("blad.html"))
    let pages = (0..<50).map { number in
      FileToMake(path: "map \(number % 3)/\(number).html") { "bladzijde \(number)" }
    }
    let list = FileToMake(
      path: "lijst.csv",
      content: .parts(after: old) { file in
        try file.append("nul\n")
        try file.append(earlier: 4..<9)
        try file.append("vier\n")
      })
    let writer = FolderWriter(new)
    let hashes = try writer.writeAndHash([list] + pages)
    try writer.take(["blad.html"], from: old)
    #expect(hashes.count == 51)
    for (path, hash) in hashes {
      #expect(try ContentHash.of(file: new.appendingPathComponent(path)) == hash, "\(path)")
    }
    let text = { (path: String) in
      try String(contentsOf: new.appendingPathComponent(path), encoding: .utf8)
    }
    #expect(try text("lijst.csv") == "nul\ntwee\nvier\n")
    #expect(try text("map 1/49.html") == "bladzijde 49")
    #expect(try text("blad.html") == "blad")
  }
}
