// SPDX-License-Identifier: EUPL-1.2
import Model
import Reading

/// What the reader promises of every document, whatever is in it.
enum Promises {
  /// The promises that an extraction breaks, in words; empty when it keeps them all.
  static func broken(by extraction: Extraction, of made: FuzzCase) -> [String] {
    var mistakes: [String] = extraction.placeMistakes().prefix(3).map { "bad place: \($0)" }
    if extraction.state != .read, extraction.diagnostics.isEmpty {
      mistakes.append("\(extraction.state.rawValue) without a diagnostic")
    }
    if extraction.state.isSearchable, extraction.passages.isEmpty {
      mistakes.append("\(extraction.state.rawValue) without a passage")
    }
    for diagnostic in extraction.diagnostics {
      if diagnostic.file != made.name { mistakes.append("names no file: \(diagnostic.problem)") }
      if diagnostic.remedy.isEmpty { mistakes.append("says not what to do: \(diagnostic.problem)") }
      if diagnostic.problem.contains("niet worden gestart") { mistakes.append("no worker") }
    }
    if made.isCut, extraction.state == .read { mistakes.append("cut, but called read") }
    return mistakes
  }
}
