// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

/// The texts of the grid of papers.
extension Dutch {
  static let grid = "Raster van stukken"
  static let gridLead =
    "Per gebied, thema en soort stuk: in hoeveel passages staat een zoekterm van het thema? Zo is te "
    + "zien waar het beeld op veel rust, op weinig, of op niets."
  static let gridFound = "passages met een zoekterm van het thema; ‘in 2’ is in twee stukken"
  static let gridNothing = "wel een stuk, niets in gevonden"
  static let gridUnreadable = "wel een stuk, niet leesbaar"
  static let gridNoSource = "geen stuk van deze soort"
  static let gridNoGaps = "In elk gebied is bij dit thema iets gevonden."
  static let gridLink = "Per gebied, thema en soort: het raster van stukken"
  static let kindUnknown = "soort onbekend"
  static let unit = "Gebied"
  static let together = "Samen"

  static func gridCaption(_ theme: String) -> String {
    "Passages per gebied en soort stuk: \(theme)"
  }
  static func gridGaps(_ empty: Int, of total: Int) -> String {
    "Bij \(DutchNumber.text(empty)) van de \(DutchNumber.text(total)) gebieden is in de eigen "
      + "stukken bij dit thema niets gevonden."
  }
  static func inSources(_ count: Int) -> String { "in \(DutchNumber.text(count))" }
  static let papersSmall = "stukken"
  static func unitKind(_ unit: StudyUnit, _ framework: Framework) -> String {
    unit.role.map(roleName) ?? framework.unitKind(unit.kind).one
  }
  static func withoutTerms(_ themes: [String]) -> String {
    "Bij \(themes.map { "‘\($0)’" }.joined(separator: " en ")) horen geen zoektermen; dat vult een "
      + "lezer of een gesprek."
  }
}

/// The texts of how the papers compare with those of the wave before.
extension Dutch {
  static let kindsCaption = "Stukken die meetellen, naar soort en status"
  static let notStated = "niet vermeld"
  static let growthHead = "Meer of minder stukken dan eerder"

  /// `2,5 keer zoveel`, rounded to one decimal; the numbers always stand beside it.
  static func growth(now: Int, earlier: Int, in title: String) -> String {
    let name = title.isEmpty ? "de meting ervoor" : "‘\(title)’"
    let start =
      "In deze meting tellen \(DutchNumber.text(now)) stukken mee, tegen "
      + "\(DutchNumber.text(earlier)) in \(name)"
    guard earlier > 0, now != earlier else { return start + "." }
    return "\(start): \(DutchNumber.tenths(now, of: earlier)) keer zoveel."
  }

  static func growthExplained(_ explanation: String) -> String {
    explanation.isEmpty
      ? "Waardoor dat komt, is niet vermeld (wave.earlier.explanation in study.yaml)."
      : "Verklaring van de onderzoekers: \(explanation)"
  }

  static func origins(_ origins: [(name: String, count: Int)]) -> String {
    let parts = origins.map { origin in
      "\(origin.name.isEmpty ? notStated : origin.name) (\(DutchNumber.text(origin.count)))"
    }
    return "Herkomst: \(parts.joined(separator: ", "))."
  }
}
