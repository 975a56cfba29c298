// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// Where the material for the measures stands.
struct Material: Sendable {
  /// The root of this repository.
  var root: URL
  /// The folder beside the repository with real documents and data.
  var sharedFolder: URL
  /// The generated PDFs; the truth stands beside them, `pdf.truth.jsonl`.
  var corpusFolder: URL
  /// The seeds of what is made at random; empty for those of the page.
  var seeds: [UInt64] = []

  /// A file or folder of the shared material.
  ///
  /// - Throws: `MissingMaterial`.
  func shared(_ path: String) throws -> URL {
    try existing(sharedFolder.appendingPathComponent(path), "../shared/\(path) is not here")
  }

  /// The folder of generated PDFs.
  ///
  /// - Throws: `MissingMaterial`.
  func corpus() throws -> URL {
    try existing(
      corpusFolder, "the generated PDFs are not here; Benchmarks/run makes them, or give --corpus")
  }

  /// A file of this repository, such as `Quality/truth/compounds.tsv`.
  ///
  /// - Throws: `MissingMaterial`.
  func own(_ path: String) throws -> URL {
    try existing(root.appendingPathComponent(path), "\(path) is not here")
  }

  private func existing(_ url: URL, _ problem: String) throws -> URL {
    guard FileManager.default.fileExists(atPath: url.path) else {
      throw MissingMaterial(what: problem)
    }
    return url
  }
}

extension URL {
  /// The lines of a text file, without their ends.
  func lines() throws -> [Substring] {
    try String(contentsOf: self, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
  }
}
