// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

/// The texts with something filled in.
extension Dutch {
  static func number(_ count: Int) -> String { DutchNumber.text(count) }

  static func counted(_ count: Int, _ one: String, _ many: String) -> String {
    "\(number(count)) \(count == 1 ? one : many)"
  }

  static func capitalised(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }

  /// `a, b en c`
  private static func list(_ parts: [String], _ word: String = "en") -> String {
    guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
    return "\(parts.dropLast().joined(separator: ", ")) \(word) \(last)"
  }

  private static func sentence(_ text: String) -> String {
    text.hasSuffix(".") ? capitalised(text) : "\(capitalised(text))."
  }

  // MARK: Frame and overview

  static func edition(_ edition: Edition) -> String {
    switch edition {
    case .draft: "concept"
    case .working(let number): "werkuitgave \(number)"
    case .public(let number): "openbare uitgave \(number)"
    }
  }
  static func asOf(_ date: String) -> String { "stand \(date)" }
  static func referenceDate(_ date: String) -> String { "peildatum \(date)" }
  static func more(_ count: Int) -> String { "en \(number(count)) andere" }
  static func ofTotal(_ count: Int, _ total: Int) -> String {
    "\(number(count)) van \(number(total))"
  }

  static func coverage(_ tally: ReadingTally) -> String {
    var parts = ["Gelezen: \(number(tally.read)) van \(counted(tally.total, "stuk", "stukken"))"]
    if tally.partly > 0 { parts.append("\(number(tally.partly)) deels") }
    if tally.unreadable > 0 { parts.append("\(number(tally.unreadable)) niet leesbaar") }
    if tally.excluded > 0 { parts.append("\(number(tally.excluded)) uitgesloten") }
    return parts.joined(separator: " · ")
  }

  static func summary(_ tally: Tally) -> String {
    guard tally.total > 0 else { return "Er zijn nog geen vragen om te beantwoorden." }
    var text =
      "Van de \(counted(tally.total, "vraag", "vragen")) \(tally.answered == 1 ? "is" : "zijn") er "
      + "\(number(tally.answered)) beantwoord"
    var ways: [String] = []
    if tally.reader > 0 { ways.append("\(number(tally.reader)) door een lezer") }
    if tally.search > 0 { ways.append("\(number(tally.search)) door zoeken") }
    if tally.derived > 0 { ways.append("\(number(tally.derived)) uit een ander veld") }
    if !ways.isEmpty { text += ": \(list(ways))" }
    var rest: [String] = []
    if tally.open > 0 { rest.append("\(number(tally.open)) nog open") }
    if tally.unknown > 0 { rest.append("\(number(tally.unknown)) niet te bepalen") }
    if tally.notApplicable > 0 { rest.append("\(number(tally.notApplicable)) n.v.t.") }
    return rest.isEmpty ? "\(text)." : "\(text). \(sentence("verder \(list(rest))"))"
  }

  static func stepNoRoles(_ count: Int) -> String {
    "In \(counted(count, "regio", "regio’s")) heeft nog geen gemeente een rol. Vul de kolommen role "
      + "en ground in units.csv, of laat de gemeenten loten."
  }
  static func stepUnreadable(_ count: Int) -> String {
    "\(counted(count, "stuk is", "stukken zijn")) niet leesbaar."
  }
  static func stepUnassigned(_ count: Int) -> String {
    "\(counted(count, "stuk is", "stukken zijn")) niet toegewezen aan een regio of gemeente."
  }
  static func stepProposals(_ count: Int) -> String {
    "Bij \(counted(count, "stuk", "stukken")) stelt het programma voor het uit te sluiten. Beslis "
      + "zelf."
  }
  static func stepOpen(_ count: Int) -> String {
    "\(counted(count, "antwoord wacht", "antwoorden wachten")) op een lezer."
  }

  // MARK: Indicators

  static func label(_ label: String) -> String { "\(capitalised(label)): nog niet te tellen." }
  static func noAnswerYet(_ label: String) -> String {
    "\(capitalised(label)): hierover is nog niets te zeggen."
  }
  static func stated(_ value: String) -> String { "Het rapport van toen noemt: \(value)." }
  static func notComputed(_ reason: String) -> String {
    "is nog niet te tellen. \(sentence(reason))"
  }
  static func mapTitle(_ title: String) -> String { "Tegelkaart: \(title)" }
  static func several(_ count: Int) -> String { "\(count) ×" }
  static func tableCaption(_ title: String, _ kind: String) -> String {
    "\(title), per \(kind.lowercased() == "veilig thuis-regio" ? kind : kind.lowercased())"
  }
  static func withAnswer(_ many: String, _ field: Field) -> String {
    "\(many) met een antwoord op veld \(field.id), \(field.label)"
  }
  static func basis(_ basis: Indicator.Basis) -> String {
    switch basis {
    case .search: "zoeken alleen"
    case .searchOrReader: "zoeken waar niets is gevonden, anders een lezer"
    case .reader: "een lezer"
    case .metadata: "de gegevens van de stukken"
    }
  }
  static func how(_ outcome: Outcome) -> String {
    switch outcome.standing {
    case .known(_, .reader): byReader
    case .known(_, .search): bySearch
    case .known(_, .derived): derived
    case .open: "wacht op een lezer"
    case .undetermined(let reason), .notApplicable(let reason): reason
    }
  }
  static func nobody(_ groups: [String]) -> String { "Leeg zijn: \(list(groups))." }

  static func wordFits(
    _ word: String, bounds: String, count: Int, known: Int, percent: Int, undecided: Int
  ) -> String {
    let base =
      "‘\(capitalised(word))’ staat voor \(bounds). Het gaat om \(number(count)) van "
      + "\(number(known)), dat is \(percent) procent."
    return undecided == 0
      ? base
      : base + " Het woord blijft kloppen als \(notDecided(undecided)) wel of juist niet meetelt."
  }
  static func wordWouldChange(_ word: String, undecided: Int) -> String {
    "Er staat geen woord: ‘\(word)’ zou passen, maar niet meer als \(notDecided(undecided)) wel of "
      + "juist niet meetelt."
  }
  static func noWord(count: Int, known: Int, percent: Int) -> String {
    "Er staat geen woord: voor \(number(count)) van \(number(known)) (\(percent) procent) is er geen "
      + "in de tabel."
  }
  private static func notDecided(_ count: Int) -> String {
    "wat onbekend of open is (\(number(count)))"
  }

  /// `21 tot en met 29 procent`
  static func bounds(_ rule: WordingRule) -> String {
    if rule.isAll { return "alle" }
    if let count = rule.exactCount { return "precies \(number(count))" }
    var parts: [String] = []
    switch (rule.minCount, rule.maxCount) {
    case (let low?, let high?): parts.append("\(number(low)) tot en met \(number(high))")
    case (let low?, nil): parts.append("minstens \(number(low))")
    case (nil, let high?): parts.append("hoogstens \(number(high))")
    case (nil, nil): break
    }
    switch (rule.minPercent, rule.maxPercent) {
    case (let low?, let high?): parts.append("\(low) tot en met \(high) procent")
    case (let low?, nil): parts.append("minstens \(low) procent")
    case (nil, let high?): parts.append("hoogstens \(high) procent")
    case (nil, nil): break
    }
    return parts.joined(separator: " en ")
  }
  static func fromPercent(_ percent: Int) -> String { "vanaf \(percent) procent" }

  // MARK: Conditions

  static func field(_ id: String, _ label: String) -> String { "veld \(id) (\(label))" }
  static func isOneOf(_ field: String, _ labels: [String]) -> String {
    "\(field) is \(list(labels.map(quoted), "of"))"
  }
  static func isNot(_ field: String, _ label: String) -> String {
    "\(field) is niet \(quoted(label))"
  }
  static func below(_ field: String, _ label: String) -> String {
    "\(field) is lager dan \(quoted(label))"
  }
  static func atLeast(_ field: String, _ label: String) -> String {
    "\(field) is minstens \(quoted(label))"
  }
  static func itemsAtLeast(_ field: String, _ count: Int, except: [String]) -> String {
    let rest = except.isEmpty ? "" : ", \(list(except)) niet meegeteld"
    return
      "bij \(field) \(count == 1 ? "is" : "zijn") minstens \(number(count)) aangetroffen\(rest)"
  }
  static func noItems(_ field: String) -> String { "bij \(field) is niets aangetroffen" }
  static func sourceKind(_ labels: [String]) -> String {
    "er is een stuk van de soort \(list(labels.map(quoted), "of"))"
  }
  static func sourceLevel(_ labels: [String]) -> String {
    "het niveau van het stuk is \(list(labels.map(quoted), "of"))"
  }
  static func not(_ text: String) -> String { "niet: \(text)" }
  private static func quoted(_ text: String) -> String { "‘\(text)’" }

  // MARK: Factsheets

  static func openCount(_ count: Int) -> String { "\(number(count)) nog open" }
  static func openCountShort(_ count: Int) -> String { "\(number(count)) open" }
  static func ground(_ ground: String) -> String { "grond voor deze rol: \(ground)" }
  static func glance(_ theme: String) -> String { "In één oogopslag: \(theme)" }
  static func glanceArea(_ theme: String, _ area: String) -> String {
    "\(theme): Veilig Thuis-regio \(area), één keer geteld"
  }
  static func itemSummary(_ outcomes: [Outcome], lowest: CategoryID) -> String {
    let found = outcomes.count { $0.categories.map { $0 != [lowest] } ?? false }
    let tally = Tally(outcomes)
    if tally.unknown == outcomes.count { return unknown }
    if tally.notApplicable == outcomes.count { return notApplicable }
    let base = "\(ofTotal(found, outcomes.count)) aangetroffen"
    return tally.open > 0 ? "\(base), \(number(tally.open)) nog open" : base
  }
  static func forAllItems(_ count: Int) -> String { "voor alle \(number(count)) onderdelen" }
  static func matrixCaption(_ field: String, _ unit: String) -> String { "\(field), \(unit)" }
  static func itemsNotFound(_ count: Int) -> String {
    "Door zoeken niet aangetroffen: \(counted(count, "onderdeel", "onderdelen"))"
  }

  // MARK: Evidence

  static func readBy(_ coders: [String]) -> String {
    coders.count > 1 ? "\(list(coders)) lazen dit gelijk" : "gelezen door \(list(coders))"
  }
  static func settled(_ coders: [String], inConsensus: Bool) -> String {
    "\(inConsensus ? "in overleg " : "")vastgesteld nadat \(list(coders)) het anders lazen"
  }
  static func reason(_ reason: String) -> String {
    reason.isEmpty ? "Reden niet vermeld" : "Reden: \(reason)"
  }
  static func note(_ note: String) -> String { "Toelichting: \(note)" }
  static func waiting(_ waiting: Outcome.Waiting) -> String {
    switch waiting {
    case .forReader: "Wacht op een lezer."
    case .awaitsReaders(let count):
      "Dit wordt door meer lezers los van elkaar gelezen; wacht op nog "
        + "\(counted(count, "lezer", "lezers"))."
    case .readersDiffer: "Lezers verschillen; dit moet nog worden vastgesteld."
    case .reopened(let reason): "Opnieuw open: \(reason)."
    case .evidenceWithdrawn: "De onderbouwing is ingetrokken; er is een nieuwe nodig."
    case .dependsOn(let fields):
      "Of dit veld geldt, hangt af van veld \(fields.map(\.rawValue).joined(separator: ", "))."
    }
  }
  static func places(_ count: Int, papers: Int) -> String {
    let head = counted(count, "plaats", "plaatsen")
    return papers > 0 ? "\(head) in \(counted(papers, "stuk", "stukken"))." : "\(head)."
  }
  static func foundWith(_ terms: [String]) -> String { "gevonden met \(list(terms))" }
  static func page(_ page: Int) -> String { "p. \(page)" }
  static func pageWord(_ page: Int) -> String { "pagina \(page)" }
  static func pageOf(_ page: Int, _ file: String) -> String { "\(page) van \(file)" }
  static func hits(_ count: Int) -> String { counted(count, "treffer", "treffers") }
  static func inPapers(_ searchable: Int, of all: Int) -> String {
    "in \(number(searchable)) van \(counted(all, "stuk", "stukken"))"
  }
  static func papersReadable(_ searchable: Int, of all: Int) -> String {
    "\(number(searchable)) van \(counted(all, "stuk", "stukken")) leesbaar"
  }
  static func otherTerms(_ count: Int) -> String {
    "en \(counted(count, "andere term", "andere termen"))"
  }
  static func setAside(_ count: Int, _ reason: String) -> String {
    let why = reason.isEmpty ? "" : ": \(reason)"
    return "Terzijde gelegd: \(counted(count, "treffer", "treffers"))\(why)."
  }
  static func state(_ state: DocumentState) -> String {
    switch state {
    case .read: "gelezen"
    case .ocr: "gelezen met OCR"
    case .partly: "deels leesbaar"
    case .noText: "geen tekst"
    case .failed: "niet leesbaar"
    }
  }
  static func collected(_ entry: CollectionEntry) -> String {
    let parts = [DutchNumber.date(entry.date), entry.place, entry.terms, entry.result, entry.note]
    return parts.filter { !$0.isEmpty }.joined(separator: " · ")
  }

  // MARK: Papers

  /// Why a document could not be read in full, and what to do; empty when it was.
  static func reading(_ row: CoverageRow) -> String {
    row.facts.diagnostics.filter { $0.severity != .note }
      .map { "\(sentence($0.problem)) \(sentence($0.remedy))" }.joined(separator: " ")
  }
  /// Said of a page and of every quote on it.
  static func recognized(_ confidence: Int) -> String { PageRecognition.notice(confidence) }
  static func excludedBecause(_ reason: String) -> String { "Uitgesloten: \(sentence(reason))" }
  static func excludedCount(_ count: Int) -> String {
    "\(capitalised(counted(count, "stuk is", "stukken zijn"))) uitgesloten door een mens; zie het"
  }
  static func proposed(_ text: String) -> String { "Voorstel tot uitsluiten: \(text)." }
  static func unassigned(suggested: [String]) -> String {
    suggested.isEmpty
      ? "niet toegewezen; vul de kolom units in sources.csv"
      : "niet toegewezen; de eerste pagina’s noemen \(list(suggested)). Vul de kolom units in "
        + "sources.csv"
  }
  static func assigned(_ basis: AssignmentBasis) -> String {
    switch basis {
    case .table: "volgens sources.csv"
    case .folderCode: "volgens de code van de map"
    case .folderName: "volgens de naam van de map"
    case .none: "niet vastgelegd hoe"
    }
  }
  static func size(_ facts: DocumentFacts) -> String {
    var parts = [counted(facts.pageCount, "pagina", "pagina’s")]
    if !facts.pagesWithoutText.isEmpty {
      let pages = facts.pagesWithoutText.prefix(12).map(String.init).joined(separator: ", ")
      parts.append(
        "niet of niet geheel te lezen: \(pages)\(facts.pagesWithoutText.count > 12 ? " …" : "")")
    }
    if !facts.recognized.isEmpty {
      let pages = counted(facts.recognized.count, "pagina", "pagina’s")
      parts.append("\(pages) door OCR herkend, zekerheid \(facts.meanConfidence ?? 0)%")
    }
    parts.append(counted(facts.passageCount, "passage", "passages"))
    if !facts.format.isEmpty { parts.append(facts.format) }
    if let language = facts.language, language != "nl" { parts.append("taal: \(language)") }
    return parts.joined(separator: " · ")
  }
  static func coverageCaption(_ title: String) -> String { "Stukken: \(title.lowercased())" }

  // MARK: Report

  static func reportOf(_ wave: String) -> String { "Rapport · \(wave)" }
  static func intro(themes: Int, questions: Int, fields: Int) -> String {
    "Dit rapport beantwoordt \(counted(questions, "onderzoeksvraag", "onderzoeksvragen")) in "
      + "\(counted(themes, "thema", "thema’s")), aan de hand van \(counted(fields, "veld", "velden")). "
      + "Elk antwoord rust op een passage of op een zoekverantwoording, en is op te zoeken in de "
      + "factsheets. Alle aantallen zijn geteld, niet geschat."
  }
  static func introPapers(_ tally: ReadingTally, kinds: [String], documents: Int) -> String {
    let who = kinds.isEmpty ? "" : " Zij gaan over \(list(kinds))."
    return "Er \(tally.total == 1 ? "is" : "zijn") \(counted(tally.total, "stuk", "stukken")) "
      + "verzameld; \(number(documents)) \(documents == 1 ? "telt" : "tellen") mee als eigen stuk.\(who) "
      + "\(coverage(tally))."
  }
  static func introAnswers(_ tally: Tally) -> String { summary(tally) }
  static func statedIn(_ waves: String) -> String { "Genoemd in het rapport van \(waves)" }
  static func comparisonCaption(_ theme: String) -> String { "Toen genoemd en nu geteld: \(theme)" }
  static func openMattersText(_ tally: Tally) -> String {
    "Bij dit thema \(tally.open == 1 ? "wacht" : "wachten") \(counted(tally.open, "antwoord", "antwoorden")) "
      + "op een lezer en \(tally.unknown == 1 ? "is" : "zijn") \(counted(tally.unknown, "antwoord", "antwoorden")) "
      + "niet te bepalen."
  }
  static func impressionText(indicators: Int, spoken: Int, words: Int) -> String {
    "Van de \(counted(indicators, "indicator", "indicatoren")) \(spoken == 1 ? "geeft" : "geven") "
      + "\(number(spoken)) een zin. In \(number(words)) daarvan past een woord uit de tabel; in de "
      + "andere staan de getallen."
  }
  static func frameworkText(_ title: String, _ version: String) -> String {
    "Gebruikt is het analysekader ‘\(title)’, versie \(version)."
  }
  static func sourceOf(_ source: String) -> String { "Herkomst: \(source)." }
}
