// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Journaling
import Model

/// What a replicate says of itself, in its file `replica.json`: its files with their hashes, and what it does
/// not hold.
struct Replica: Codable, Sendable, Equatable {
  static let fileName = "replica.json"
  static let currentForm = 1

  var form = 1
  var programVersion: String
  /// The number and hash of the journal's last event.
  var events: Int
  var headHash: String
  /// SHA-256 per file, by path; `replica.json` itself is not in it.
  var files: [String: String]
  /// The documents that are not there, because not everybody may have them; in order.
  var absent: [VersionHash]
  /// The working editions that are not there, because they show passages of such documents.
  var leftOut: [Int]
  /// What is stated of the absent documents, by the number of the edition that needs it.
  var stated: [Int: StatedFacts]

  /// - Returns: nil where the folder is no replicate.
  /// - Throws: `WorkflowError` where the file cannot be read.
  static func read(in folder: URL) throws -> Replica? {
    let url = folder.appendingPathComponent(fileName)
    guard FileManager.default.fileExists(atPath: url.path) else { return nil }
    let replica: Replica
    do {
      replica = try CanonicalJSON.decode(
        Replica.self, from: String(contentsOf: url, encoding: .utf8))
    } catch {
      throw WorkflowError(
        .badInput, "\(fileName) in \(folder.path) is niet te lezen; vraag het pakket opnieuw")
    }
    guard replica.form <= currentForm else {
      throw WorkflowError(
        .badInput,
        "het pakket in \(folder.path) is van een nieuwere versie (vorm \(replica.form)); werk vindplaats bij"
      )
    }
    return replica
  }

  /// - Returns: the hash of the file, by which the whole package can be told from any other.
  func write(in folder: URL) throws -> String {
    let text = try CanonicalJSON.encode(self) + "\n"
    try Data(text.utf8).write(to: folder.appendingPathComponent(Self.fileName))
    return ContentHash.of(text)
  }
}
