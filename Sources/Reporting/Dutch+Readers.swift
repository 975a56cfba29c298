// SPDX-License-Identifier: EUPL-1.2
import Model

/// Words about readers who differ.
extension Dutch {
  static let differences = "Verschillen tussen lezers"
  static let noDifferences =
    "Er zijn geen verschillen. Wat twee lezers los van elkaar moeten lezen, verdeelt u met "
    + "vindplaats assign; hun antwoorden blijven verborgen tot zij beiden klaar zijn."
  static let toSettle = "Nog vast te stellen"
  static let settledHead = "Vastgesteld"
  static let alikeByNow = "De lezers antwoorden intussen gelijk; hierboven staat wat elk eerst las."
  static let seeDifferences = "Bekijk de verschillen"

  static func differencesLead(open: Int, settled: Int) -> String {
    "\(counted(open, "verschil", "verschillen")) nog vast te stellen, \(number(settled)) vastgesteld. "
      + "Wat elke lezer eerst antwoordde, blijft staan."
  }
  static func differencesCount(_ count: Int) -> String {
    "Bij \(counted(count, "onderdeel", "onderdelen")) kwamen lezers los van elkaar tot een ander antwoord."
  }
  static func settledBy(_ coder: CoderID) -> String {
    coder == .consensus ? "Vastgesteld door de lezers, in overleg." : "Vastgesteld door \(coder)."
  }
}
