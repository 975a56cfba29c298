// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model
import TestSupport

@testable import Reading

/// The documents made by `Fixtures/make_fixtures.py`, and files that a test writes itself.
enum Fixture {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Fixtures")

  static func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  /// Reads a source of the example study, named from its folder `sources`.
  static func readExample(_ name: String) -> Extraction {
    DocumentReader.read(path: examplePath(name), name: name)
  }

  static func examplePath(_ name: String) -> String {
    SharedMaterial.packageRoot.appendingPathComponent("examples/kindermishandeling/sources")
      .appendingPathComponent(name).path
  }

  static func read(_ name: String, passwords: [String] = []) -> Extraction {
    DocumentReader.read(path: path(name), name: name, passwords: passwords)
  }

  /// Reads bytes as a file of the given name, in a folder of its own that is removed again.
  static func read(
    _ bytes: [UInt8], as name: String, limits: ReadingLimits = ReadingLimits()
  ) throws -> Extraction {
    try withFile(bytes, name) { DocumentReader.read(path: $0, name: name, limits: limits) }
  }

  static func read(_ text: String, as name: String) throws -> Extraction {
    try read(Array(text.utf8), as: name)
  }

  static func withFile<Result>(
    _ bytes: [UInt8], _ name: String, _ body: (String) throws -> Result
  ) throws -> Result {
    let place = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    defer {
      do { try FileManager.default.removeItem(at: place) } catch { print("left: \(place.path)") }
    }
    let file = place.appendingPathComponent(name)
    try Data(bytes).write(to: file)
    return try body(file.path)
  }
}

extension Extraction {
  /// The texts of the passages of a kind and zone.
  func texts(_ kind: PassageKind, _ zone: Zone = .body) -> [String] {
    passages.filter { $0.kind == kind && $0.zone == zone }.map { text(of: $0) }
  }

  /// The passages that count, each as "kind: text".
  var bodyPassages: [String] {
    passages.filter { $0.zone == .body }.map { "\($0.kind.rawValue): \(text(of: $0))" }
  }

  func texts(in zone: Zone) -> [String] {
    passages.filter { $0.zone == zone }.map { text(of: $0) }
  }
}
