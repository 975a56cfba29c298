// SPDX-License-Identifier: EUPL-1.2
import Model

/// The texts about quotes that do not stand where they were coded.
extension Dutch {
  static func anchor(_ placed: AnchorPlacement) -> String {
    let page = placed.locator.map { Dutch.page($0.page) } ?? ""
    switch placed.state {
    case .intact: return ""
    case .moved:
      return "In het stuk zoals het nu is, staan deze woorden op een andere plaats: \(page)"
    case .changed: return "In het stuk zoals het nu is, staan hier andere woorden (\(page))"
    case .ambiguous:
      let pages = placed.candidates.map { Dutch.page($0.page) }.joined(separator: ", ")
      return "In het stuk zoals het nu is, is de plaats niet zeker; misschien \(pages)"
    case .lost: return "In het stuk zoals het nu is, staan deze woorden niet meer"
    }
  }

  static func anchorWaits(_ id: CodingID) -> String {
    "Dit wacht op een lezer (\(id), vindplaats anchors)."
  }
}
