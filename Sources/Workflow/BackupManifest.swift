// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model

/// What a back-up holds, as its file `backup.json` says.
struct BackupManifest: Codable, Sendable, Equatable {
  static let fileName = "backup.json"

  /// The form of this file; a newer one is refused.
  var form = 1
  var programVersion: String
  /// The number and hash of the journal's last event.
  var events: Int
  var headHash: String
  /// SHA-256 per file, by path within the back-up; `backup.json` itself is not in it.
  var files: [String: String]

  static let currentForm = 1

  /// - Returns: nil where the folder holds no `backup.json`.
  /// - Throws: `WorkflowError` where it cannot be read.
  static func read(in folder: URL) throws -> BackupManifest? {
    let url = folder.appendingPathComponent(fileName)
    guard FileManager.default.fileExists(atPath: url.path) else { return nil }
    let manifest: BackupManifest
    do {
      manifest = try CanonicalJSON.decode(
        BackupManifest.self, from: String(contentsOf: url, encoding: .utf8))
    } catch {
      throw WorkflowError(
        .badInput,
        "\(fileName) in \(folder.path) is niet te lezen; neem een andere back-up")
    }
    guard manifest.form <= currentForm else {
      throw WorkflowError(
        .badInput,
        "de back-up in \(folder.path) is van een nieuwere versie (vorm \(manifest.form)); "
          + "werk vindplaats bij")
    }
    return manifest
  }

  func write(in folder: URL) throws {
    try Data((CanonicalJSON.encode(self) + "\n").utf8)
      .write(to: folder.appendingPathComponent(Self.fileName))
  }
}
