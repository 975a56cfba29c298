// SPDX-License-Identifier: EUPL-1.2
import Model

/// The texts of the factual check.
extension Dutch {
  static let factCheck = "Feitelijke controle"

  /// - Parameter shown: the answer that was put before the official.
  static func factVerdict(_ verdict: FactReaction.Verdict, shown: String) -> String {
    switch verdict {
    case .agreed: "‘\(shown)’ klopt."
    case .disagreed: "‘\(shown)’ klopt niet."
    case .remark: "opmerking bij ‘\(shown)’."
    }
  }
  static func factCorrection(_ text: String) -> String { "Correctie: \(closed(text))" }
  static func factRemark(_ text: String) -> String { "Toelichting: \(closed(text))" }

  /// What became of it; nil where the official agreed.
  static func factState(_ end: FactCheckEntry.End?) -> String? {
    switch end {
    case nil: "Een lezer kijkt hier nog naar."
    case .agreed, .replaced: nil
    case .answered: "Een lezer heeft daarna opnieuw geantwoord."
    case .closed(let reason): "Afgesloten: \(closed(reason))"
    }
  }

  private static func closed(_ text: String) -> String {
    text.last.map { ".!?…".contains($0) } == true ? text : text + "."
  }
}
