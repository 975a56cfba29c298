// SPDX-License-Identifier: EUPL-1.2
import Assessment

/// Words about the way of papers from found to included.
extension Dutch {
  static let flowHead = "Van gevonden tot meegeteld"
  static let flowCaption = "Wat er met de gevonden stukken gebeurde"
  static let step = "Stap"
  static let fallsOff = "Valt af"
  static let remains = "Blijft over"

  static func notLookedFor(_ count: Int) -> String {
    "Van \(counted(count, "gebied", "gebieden")) noemt het verzamellog geen zoekactie:"
  }

  static func step(_ step: SourceFlow.Step) -> String {
    switch step.kind {
    case .found: "Gevonden"
    case .missed: "niet verkregen"
    case .fetched: "Opgehaald of ontvangen"
    case .interviews: "gespreksverslag; telt als bron, niet als stuk"
    case .duplicates: "zelfde bestand als een ander stuk"
    case .unreadable: "niet te lezen"
    case .read: "Gelezen"
    case .excluded: "uitgesloten: \(step.reason)"
    case .national: "landelijk; telt nergens mee"
    case .unassigned: "nergens aan toegewezen"
    case .included: "Telt mee voor een regio of gemeente"
    }
  }

  static func flow(_ flow: SourceFlow) -> String {
    let log =
      flow.searches == 0
      ? "Er is geen verzamellog bijgehouden."
      : "Het verzamellog noemt \(counted(flow.searches, "zoekactie", "zoekacties")); "
        + "bij \(number(flow.emptySearches)) is niets gevonden."
    return log
      + " Van de \(counted(flow.found, "gevonden stuk", "gevonden stukken")) "
      + "\(flow.fetched == 1 ? "is" : "zijn") er \(number(flow.fetched)) opgehaald of ontvangen "
      + "(\(number(flow.online)) via een website of zoekactie), \(number(flow.read)) gelezen, en "
      + "\(flow.included == 1 ? "telt" : "tellen") er \(number(flow.included)) mee voor een regio of gemeente."
  }
}
