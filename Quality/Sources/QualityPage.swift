// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// `docs/quality.md`: a head, and one part per measure between marks, so that a run of some measures
/// leaves the parts of the others as they were.
struct QualityPage {
  /// By name of the measure.
  private(set) var parts: [String: String] = [:]

  /// Reads the parts of a page written before.
  init(_ earlier: String) {
    for match in earlier.matches(
      of: /<!-- measure: ([\w-]+) -->\n(.*?)\n<!-- end -->/.dotMatchesNewlines())
    {
      parts[String(match.1)] = String(match.2)
    }
  }

  /// Replaces the part of a measure.
  mutating func put(_ section: Section, for measure: Measure) {
    parts[measure.name] = Self.markdown(section, title: measure.title)
  }

  /// The page, with the measures in their order.
  func markdown(_ measures: [Measure]) -> String {
    let body = measures.compactMap { measure -> String? in
      guard let part = parts[measure.name] else { return nil }
      return "<!-- measure: \(measure.name) -->\n\(part)\n<!-- end -->"
    }
    return Self.head + "\n" + body.joined(separator: "\n\n") + "\n"
  }

  private static let head = """
    <!-- SPDX-License-Identifier: EUPL-1.2 -->
    <!-- Written by Scripts/quality.sh; do not edit. -->
    # Quality of reading and finding

    What is right and what is wrong in what the program reads and finds; each section says on what,
    and whether the program was made on it. Repeat with `Scripts/quality.sh`; `Scripts/quality.sh --only words` measures one
    section again. A limit is what was asked for before measuring; *does not hold* stays on the page
    until it does. A measure that misses its material is skipped by name, and its section stays.

    """

  private static func markdown(_ section: Section, title: String) -> String {
    var blocks = ["## \(title)", "*Source.* \(section.source)", "*Method.* \(section.method)"]
    if !section.figures.isEmpty {
      let rows = section.figures.map { figure in
        [
          figure.name, "**\(text(figure.value))**", detail(figure.value), limit(figure),
          verdict(figure),
        ]
      }
      blocks.append(
        table(MarkdownTable(head: ["figure", "value", "from", "limit", ""], rows: rows)))
    }
    blocks += section.tables.map(table)
    if !section.remarks.isEmpty {
      blocks.append(section.remarks.map { "- \($0)" }.joined(separator: "\n"))
    }
    return blocks.joined(separator: "\n\n")
  }

  private static func table(_ table: MarkdownTable) -> String {
    let lines = [table.head, table.head.map { _ in "---" }] + table.rows
    return lines.map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
  }

  static func text(_ value: Figure.Value) -> String {
    switch value {
    case .share, .f1: String(format: "%.2f %%", 100 * value.number)
    case .number(let number, let decimals): String(format: "%.\(decimals)f", number)
    }
  }

  private static func detail(_ value: Figure.Value) -> String {
    switch value {
    case .share(let part, let whole): "\(part) of \(whole)"
    case .f1(let found, let right, let wanted): "\(right) right; \(found) found, \(wanted) wanted"
    case .number: "–"
    }
  }

  private static func limit(_ figure: Figure) -> String {
    func text(_ limit: Double) -> String {
      if case .number(_, let decimals) = figure.value {
        return String(format: "%.\(decimals)f", limit)
      }
      return String(format: "%g %%", 100 * limit)
    }
    return switch figure.limit {
    case .atLeast(let limit): "at least \(text(limit))"
    case .atMost(let limit): "at most \(text(limit))"
    case nil: "–"
    }
  }

  private static func verdict(_ figure: Figure) -> String {
    switch figure.holds {
    case true?: "holds"
    case false?: "does not hold"
    case nil: ""
    }
  }
}
