// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

/// Words about how sure an answer is, what speaks against it, and what opened it again.
extension Dutch {
  static let against = "Spreekt tegen"
  static let rule = "Regel bij meer stukken"

  static func certainty(_ certainty: Certainty) -> String {
    switch certainty {
    case .certain: "zeker"
    case .probable: "zekerheid: waarschijnlijk"
    case .doubtful: "zekerheid: twijfel"
    }
  }
  static func againstHead(_ count: Int) -> String {
    "\(against): \(counted(count, "passage", "passages"))"
  }
  static func conceptOnly(_ adopted: [String]) -> String {
    "Alleen uit een concept; van dezelfde soort is er ook een vastgesteld stuk: "
      + adopted.joined(separator: ", ")
  }
  static func earlierAnswer(_ text: String) -> String { "Eerder antwoord: \(text)." }
  static func cameIn(_ names: [String], terms: [String]) -> String {
    var parts: [String] = []
    if !names.isEmpty { parts.append("nieuw of veranderd: \(names.joined(separator: ", "))") }
    if !terms.isEmpty { parts.append("nu ook gezocht naar \(terms.joined(separator: ", "))") }
    return capitalised(parts.joined(separator: "; ")) + "."
  }
  static let nothingNew = "In wat erbij kwam, zijn de zoektermen niet gevonden."
  static let newPlaces = "De plaatsen hieronder staan in wat erbij kwam."
}

/// Words about papers that are kept.
extension Dutch {
  static let keptHead = "Telt mee ondanks een voorstel"
}
