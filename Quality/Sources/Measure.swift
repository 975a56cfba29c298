// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// One thing that is measured, in a file of its own: a section of `docs/quality.md`.
///
/// ```swift
/// extension Measure {
///   static let tokens = Measure(name: "tokens", title: "Words") { material in
///     let folder = try material.shared("data/ud-dutch")
///     return Section(source: "…", method: "…", figures: [Figure("found", .share(9, of: 10))])
///   }
/// }
/// ```
///
/// A measure that misses what it needs throws `MissingMaterial`; it is then skipped by name, and what
/// the page said before stays.
struct Measure: Sendable {
  /// By which it is asked for: `--only tokens`.
  var name: String
  /// The heading of its section.
  var title: String
  /// Measures.
  var run: @Sendable (Material) throws -> Section

  /// All measures, in the order of the page.
  static let all: [Measure] = [
    .words, .lemmas, .compounds, .terms, .pages, .recognition, .anchors, .replay,
  ]
}

extension Measure {
  /// The processor time that this process has used: for what one thread does the time by the clock, without that
  /// of other work on the machine.
  static var processorSeconds: Double {
    var time = timespec()
    guard clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0 else { return 0 }
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// What a measure found, as a section of the page.
struct Section: Sendable {
  /// What was measured on, with its origin and size.
  var source: String
  /// How, so that another can do it again; and what makes a comparison fair.
  var method: String
  var figures: [Figure]
  /// Tables beside the figures, such as a peer's figures or what went wrong.
  var tables: [MarkdownTable] = []
  /// What the figures do not say: what was not found, and why.
  var remarks: [String] = []
  /// What went wrong, one by one; printed on demand, and not on the page.
  var examples: [String] = []

  /// Whether every figure keeps its limit.
  var holds: Bool { figures.allSatisfy { $0.holds != false } }
}

/// A figure with its limit, if it has one.
struct Figure: Sendable {
  enum Value: Sendable {
    /// So many of so many; none of none counts as all.
    case share(Int, of: Int)
    /// The harmonic mean of precision and recall.
    case f1(found: Int, right: Int, wanted: Int)
    /// A number of things, or of the unit that the name says.
    case number(Double, decimals: Int)

    var number: Double {
      switch self {
      case .share(let part, let whole): whole == 0 ? 1 : Double(part) / Double(whole)
      case .f1(let found, let right, let wanted):
        found + wanted == 0 ? 1 : 2 * Double(right) / Double(found + wanted)
      case .number(let number, _): number
      }
    }
  }

  enum Limit: Sendable {
    case atLeast(Double)
    case atMost(Double)
  }

  var name: String
  var value: Value
  /// Set before it was measured, and by whom the issue wants it; nil where the figure only informs.
  var limit: Limit?

  init(_ name: String, _ value: Value, limit: Limit? = nil) {
    self.name = name
    self.value = value
    self.limit = limit
  }

  /// Nil where there is no limit.
  var holds: Bool? {
    switch limit {
    case .atLeast(let limit): value.number >= limit
    case .atMost(let limit): value.number <= limit
    case nil: nil
    }
  }
}

/// A table as it stands on the page.
struct MarkdownTable: Sendable {
  var head: [String]
  var rows: [[String]]
}

/// Says that a measure cannot be made here, and what it misses.
struct MissingMaterial: Error {
  /// What is missing, and how to get it.
  var what: String
}
