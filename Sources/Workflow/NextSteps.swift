// SPDX-License-Identifier: EUPL-1.2

/// What a person can best do next, in the order in which it helps.
public enum NextSteps {
  /// At most six lines, in Dutch.
  public static func after(_ summary: MonitorSummary) -> [String] {
    var steps: [String] = []
    let documents = summary.states.values.reduce(0, +)
    if documents == 0 {
      steps.append("zet de stukken in de map sources/ en draai monitor opnieuw")
    }
    if summary.examinedMunicipalities == 0 {
      steps.append("wijs in units.csv rollen toe, of loot ze met: vindplaats draw")
    }
    if !summary.unassigned.isEmpty {
      steps.append(
        "wijs \(count(summary.unassigned.count, "stuk", "stukken")) toe aan een regio of gemeente in sources.csv, of "
          + "zet ze in een map met de code")
    }
    if summary.withoutKind > 0 {
      steps.append(
        "vul in sources.csv de soort van \(count(summary.withoutKind, "stuk", "stukken")) in; zonder kernstuk is "
          + "afwezigheid niet te bepalen")
    }
    if !summary.proposals.isEmpty {
      steps.append(
        "beoordeel \(count(summary.proposals.count, "voorstel", "voorstellen")) om stukken uit te sluiten (kolom exclude "
          + "of keep in sources.csv)")
    }
    if !summary.waitingAnchors.isEmpty {
      steps.append(
        "loop de citaten na die niet meer op hun plaats staan (\(summary.waitingAnchors)): "
          + "vindplaats anchors")
    }
    if let reopened = summary.reopened, reopened > 0 {
      steps.append(
        "kijk opnieuw naar \(count(reopened, "antwoord", "antwoorden")) waarbij een stuk of zoekterm is bijgekomen: "
          + "vindplaats reopened")
    }
    if let waiting = summary.waitingReactions, waiting > 0 {
      steps.append(
        "kijk naar \(count(waiting, "reactie", "reacties")) uit de feitelijke controle: vindplaats factcheck --list"
      )
    }
    if let differing = summary.differing, differing > 0 {
      steps.append(
        "stel vast wat geldt bij \(count(differing, "veld", "velden")) waar lezers verschillen: vindplaats differences"
      )
    }
    if let open = summary.standings["open"], open > 0 {
      steps.append(
        "beantwoord \(count(open, "open veld", "open velden")): de factsheets tonen de passages, de beste eerst"
      )
    }
    return Array(steps.prefix(6))
  }

  private static func count(_ number: Int, _ one: String, _ many: String) -> String {
    "\(number) \(number == 1 ? one : many)"
  }
}
