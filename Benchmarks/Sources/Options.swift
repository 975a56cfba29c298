// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// What the command line asked for.
struct Options: Equatable {
  /// The built program.
  var program = ""
  /// The folder with the generated PDFs.
  var corpus = ""
  /// The folder with real PDFs; empty where it is left out.
  var real = ""
  var rounds = 5
  /// The folders of texts that are searched, one after another.
  var texts: [String] = []
  /// The script that runs the peers of the search.
  var peers = ""
  /// What is measured: `papers`, `search`, or both where empty.
  var only = ""
  /// Where the report is written; empty for standard output alone.
  var report = ""
  /// Where studies and texts are made.
  var work = FileManager.default.temporaryDirectory.path

  static let usage = """
    vindplaats-benchmarks --program FILE [--only papers|search] [--corpus DIR] [--real DIR]
      [--texts DIR]... [--peers FILE] [--rounds 5] [--report FILE] [--work DIR]
    """

  /// - Parameter words: the arguments without the program's own name.
  /// - Throws: `BenchmarkError` where an option is unknown or has no value.
  init(_ words: [String]) throws {
    var rest = words[...]
    while let name = rest.popFirst() {
      guard let value = rest.popFirst() else {
        throw BenchmarkError(.usage, "\(name) needs a value\n\(Self.usage)")
      }
      switch name {
      case "--program": program = value
      case "--corpus": corpus = value
      case "--real": real = value
      case "--report": report = value
      case "--work": work = value
      case "--texts": texts.append(value)
      case "--peers": peers = value
      case "--only":
        guard ["papers", "search"].contains(value) else {
          throw BenchmarkError(.usage, "--only takes papers or search, not \(value)")
        }
        only = value
      case "--rounds":
        guard let number = Int(value), number > 0 else {
          throw BenchmarkError(.usage, "--rounds needs a number above 0")
        }
        rounds = number
      default: throw BenchmarkError(.usage, "unknown option \(name)\n\(Self.usage)")
      }
    }
    guard !program.isEmpty, !measuresPapers || !corpus.isEmpty,
      only != "search" || !texts.isEmpty, texts.isEmpty || !peers.isEmpty
    else { throw BenchmarkError(.usage, Self.usage) }
  }

  var measuresPapers: Bool { only != "search" }
  var measuresSearch: Bool { only != "papers" }
}
