// SPDX-License-Identifier: EUPL-1.2
import Model
import Workflow

/// The closing summary of `monitor`, for a person.
enum SummaryText {
  static func lines(_ summary: MonitorSummary, study: String) -> [String] {
    var lines = ["", "\(summary.wave)"]
    lines.append("  " + sources(summary))
    let states = DocumentState.allCases.compactMap { state -> String? in
      guard let count = summary.states[state.rawValue], count > 0 else { return nil }
      return "\(count) \(state.dutchName)"
    }
    if !states.isEmpty { lines.append("  stand: " + states.joined(separator: ", ")) }
    if summary.excluded > 0 { lines.append("  uitgesloten door een persoon: \(summary.excluded)") }
    lines.append(
      "  zoektermen: \(summary.places) plaatsen in \(summary.documentsWithPlaces) stukken")
    lines.append("  " + cells(summary))
    if summary.answersAdopted > 0 {
      lines.append("  antwoorden overgenomen uit answers.csv: \(summary.answersAdopted)")
    }
    if !summary.waitingAnchors.isEmpty {
      lines.append("  citaten niet op hun plaats: \(summary.waitingAnchors)")
    }
    lines += problems(summary)
    let steps = NextSteps.after(summary)
    if !steps.isEmpty {
      lines.append("")
      lines.append("Nu te doen:")
      lines += steps.map { "  - \($0)" }
    }
    lines.append("")
    let folder = study.hasSuffix("/") ? String(study.dropLast()) : study
    lines.append(
      summary.isRendered
        ? "Concept geschreven: open \(folder)/out/index.html"
        : "Niets veranderd; het concept staat in \(folder)/out/index.html")
    return lines
  }

  /// A paper that was taken in by itself.
  static func line(_ paper: PaperTaken) -> String {
    let pages = paper.pageCount == 1 ? "1 pagina" : "\(paper.pageCount) pagina's"
    let places = paper.places == 1 ? "1 plaats" : "\(paper.places) plaatsen"
    return "\(paper.isNew ? "opgenomen" : "vernieuwd"): \(paper.path) "
      + "(\(paper.state.dutchName), \(pages), \(places) van zoektermen)"
  }

  /// What a later run of a monitor that stays came to; nil where nothing changed.
  static func update(_ summary: MonitorSummary) -> String? {
    guard summary.isRendered else { return nil }
    var line = "concept bijgewerkt; " + sources(summary)
    if summary.answersAdopted > 0 {
      line += "; antwoorden overgenomen uit answers.csv: \(summary.answersAdopted)"
    }
    return line
  }

  private static func sources(_ summary: MonitorSummary) -> String {
    var parts = ["\(summary.readNow) gelezen", "\(summary.unchanged) ongewijzigd"]
    if summary.new > 0 { parts.append("\(summary.new) nieuw") }
    if summary.changed > 0 { parts.append("\(summary.changed) veranderd") }
    if summary.moved > 0 { parts.append("\(summary.moved) verplaatst") }
    if !summary.missing.isEmpty { parts.append("\(summary.missing.count) verdwenen") }
    return "stukken: " + parts.joined(separator: ", ")
  }

  private static func cells(_ summary: MonitorSummary) -> String {
    let count = { (name: String) in summary.standings[name] ?? 0 }
    return "velden: \(count("answered")) door een lezer, \(count("search")) door zoeken, "
      + "\(count("derived")) afgeleid, \(count("open")) wachten op een lezer, "
      + "\(count("unknown")) niet te bepalen, \(count("notapplicable")) n.v.t."
  }

  private static func problems(_ summary: MonitorSummary) -> [String] {
    var lines: [String] = []
    if !summary.problems.isEmpty {
      lines.append("")
      lines.append("Let op bij deze stukken (niet of niet helemaal gelezen, of vreemd):")
      lines += listing(summary.problems.map { "\($0.path) (\($0.state)): \($0.reason)" })
    }
    if !summary.missing.isEmpty {
      lines.append("")
      lines.append("Verdwenen uit sources/ (de onderbouwing blijft staan):")
      lines += listing(summary.missing)
    }
    if !summary.proposals.isEmpty {
      lines.append("")
      lines.append("Voorstellen om uit te sluiten:")
      lines += listing(summary.proposals)
    }
    return lines
  }

  private static func listing(_ all: [String]) -> [String] {
    let shown = all.prefix(20).map { "  - \($0)" }
    return all.count > 20
      ? shown + ["  … en nog \(all.count - 20); zie out/coverage.csv"] : Array(shown)
  }
}
