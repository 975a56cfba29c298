// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import Exchange
import Model
import Workflow

/// `vindplaats anchors STUDY`: the quotes that do not stand where they were coded, and what to do with them.
struct AnchorsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "anchors",
    abstract: "Toon welke citaten niet meer op hun plaats staan, en bevestig waar ze nu staan.",
    discussion: """
      Komt er een nieuwe versie van een stuk, of leest het programma een stuk anders, dan zoekt het elk \
      citaat opnieuw op: verplaatst, gewijzigd (met het verschil), niet zeker (met de plaatsen) of \
      verdwenen. Er verandert niets tot u het zegt. Draai daarna monitor om het concept bij te werken.
      """)

  @OptionGroup var study: StudyArgument
  @Option(
    help:
      "Bevestig de gevonden plaats van deze codering, of van alle die zijn verplaatst (moved); mag vaker."
  )
  var confirm: [String] = []
  @Option(help: "Welke van de gevonden plaatsen, als er meer zijn.")
  var candidate: Int?
  @Option(help: "Wijs zelf aan waar deze codering nu staat, met --quote, --page of --occurrence.")
  var place: String?
  @Option(help: "De woorden zoals ze er nu staan; standaard die van de codering.")
  var quote: String?
  @Option(help: "Bladzijde waarop het citaat nu begint.")
  var page: Int?
  @Option(help: "Het hoeveelste voorkomen, als de woorden vaker voorkomen.")
  var occurrence: Int?
  @Option(help: "Leg vast dat deze codering niet meer in het stuk staat (met --reason).")
  var lost: String?
  @Option(
    help: "Trek in wat het laatst over de plaats van deze codering is vastgelegd (met --reason).")
  var withdraw: String?
  @Option(help: "De reden.")
  var reason: String?
  @OptionGroup var coder: CoderOption
  @OptionGroup var format: FormatOption

  func validate() throws {
    let asked = [!confirm.isEmpty, place != nil, lost != nil, withdraw != nil].count { $0 }
    guard asked <= 1 else {
      throw ValidationError("Geef één van --confirm, --place, --lost en --withdraw.")
    }
    guard place != nil || (quote == nil && page == nil && occurrence == nil) else {
      throw ValidationError("--quote, --page en --occurrence horen bij --place ID.")
    }
    guard candidate == nil || confirm.count == 1 else {
      throw ValidationError("--candidate hoort bij één --confirm ID.")
    }
    guard (lost == nil && withdraw == nil) == (reason == nil) else {
      throw ValidationError("Geef --reason \"…\" bij --lost en --withdraw, en alleen daar.")
    }
  }

  func run() throws {
    let isLooking = confirm.isEmpty && place == nil && lost == nil && withdraw == nil
    var desk =
      try isLooking ? StudyDesk(lookingAt: study.paths) : StudyDesk(paths: study.paths)
    if !confirm.isEmpty {
      return show(try desk.confirmAnchors(confirm, candidate: candidate, actor: coder.id))
    }
    if let place {
      let request = QuoteRequest(text: quote ?? "", page: page, occurrence: occurrence)
      return show(try desk.placeAnchor(place, at: request, actor: coder.id))
    }
    if let lost {
      return show(try desk.loseAnchor(lost, reason: reason ?? "", actor: coder.id))
    }
    if let withdraw {
      return show(try desk.withdrawAnchor(withdraw, reason: reason ?? "", actor: coder.id))
    }
    let waiting = try desk.waitingAnchors()
    guard format.format == .text else { return format.show(StudyDesk.table(waiting)) }
    showList(waiting, of: desk.quoteCount)
  }

  private func show(_ lines: [String]) {
    for line in lines { print(line) }
    if lines.isEmpty { print("er is niets te bevestigen") }
  }

  private func showList(_ waiting: [WaitingAnchor], of count: Int) {
    for anchor in waiting {
      let placement = anchor.placement
      let target = placement.locator.map { " → p. \($0.page)" } ?? ""
      print(
        "\(anchor.coding.id)  \(placement.state.dutchName)  \(anchor.path), p. \(anchor.old.page)"
          + "\(target)  (\(anchor.coding.cell.unit), veld \(anchor.coding.cell.fieldLabel))")
      print(
        "    \(shortened(placement.state == .changed ? anchor.difference.line : anchor.old.quote))")
      for (number, place) in placement.candidates.enumerated() {
        print(
          "    \(number + 1): p. \(place.page): …\(place.before)[\(shortened(place.quote))]"
            + "\(place.after)…".replacing("\n", with: " "))
      }
    }
    guard !waiting.isEmpty else {
      return print(
        count == 0 ? "er zijn nog geen citaten" : "alle \(count) citaten staan op hun plaats")
    }
    print(
      """

      \(count - waiting.count) van de \(count) citaten staan op hun plaats, \(waiting.count) wachten op u.
        klopt de gevonden plaats: --confirm ID (alle verplaatste: --confirm moved; een van meer plaatsen: \
      --candidate N)
        staat het ergens anders: --place ID --quote "…" (of --page, --occurrence)
        staat het er niet meer:  --lost ID --reason "…"
      """)
  }

  private func shortened(_ text: String) -> String {
    let line = text.replacing("\n", with: " ")
    return line.count > 300 ? line.prefix(300) + "…" : line
  }
}
