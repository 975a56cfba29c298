// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

/// The way of papers from found to included.
extension PageWriter {
  static let flowAnchor = "van-gevonden-tot-meegeteld"

  /// The units that the collection log does not name, where there is one.
  var notLookedFor: HTML {
    guard !picture.collection.isEmpty else { return .none }
    let named = Set(picture.collection.map(\.unit))
    let missing = picture.units.filter {
      $0.isExamined && $0.kind != "veiligheidsregio" && !named.contains($0.code)
    }.map(\.code).sorted()
    guard !missing.isEmpty else { return .none }
    return "<p>\(Dutch.notLookedFor(missing.count)) \(names(missing, field: nil, limit: 20)).</p>\n"
  }

  var flow: HTML {
    let flow = picture.flow
    guard flow.found > 0 else { return .none }
    let rows = flow.steps.filter { $0.isMain || $0.count > 0 }.map { step -> HTML in
      let name = Dutch.step(step)
      return step.isMain
        ? "<tr><th scope=\"row\">\(name)</th><td class=\"num\"></td><td class=\"num\"><b>\(step.count)</b></td></tr>"
        : "<tr><th scope=\"row\" class=\"muted\">\(name)</th><td class=\"num\">− \(step.count)</td><td></td></tr>"
    }
    return """
      <h3 id="\(Self.flowAnchor)">\(Dutch.flowHead)</h3>
      <p>\(Dutch.flow(flow))</p>
      \(table(Dutch.flowCaption, head: [Dutch.step, Dutch.fallsOff, Dutch.remains], rows: rows))
      """
  }
}
