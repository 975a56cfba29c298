// SPDX-License-Identifier: EUPL-1.2
import Anchoring
import Assessment
import Exchange
import Foundation
import Indexing
import Intake
import Journaling
import Model
import Reading

/// What a person does to a study between two runs of `monitor`, each as events in the journal.
public struct StudyDesk {
  let session: StudySession
  var study: Study

  /// - Throws: `WorkflowError` where nothing was monitored yet, `JournalError`, `CorpusError`.
  public init(paths: StudyPaths) throws {
    session = try StudySession(paths: paths, for: .deciding)
    study = session.study
  }

  /// Opens a study to look at it: nothing is written, and no right to write is needed.
  ///
  /// - Throws: `WorkflowError` where nothing was monitored yet, `JournalError`, `CorpusError`.
  public init(lookingAt paths: StudyPaths) throws {
    session = try StudySession(paths: paths, for: .looking)
    study = session.study
  }

  /// The cell that a person names: a unit's code or a document's path, and a field with its item.
  ///
  /// - Parameter field: `4.1`, or `2.1/politie`; an item may be left out where `wholeField` is true.
  public func cell(unit: String, field: String) throws -> Cell {
    let parts = field.split(separator: "/", maxSplits: 1).map(String.init)
    guard let name = parts.first else {
      throw WorkflowError(.unknownField, "noem een veld, bijvoorbeeld 4.1")
    }
    let framework = try framework()
    guard framework.field(FieldID(name)) != nil else {
      let known = framework.fields.map(\.id.rawValue).joined(separator: ", ")
      throw WorkflowError(
        .unknownField, "veld \(name) staat niet in het analysekader; er zijn: \(known)")
    }
    var code = UnitCode(unit)
    if let round = study.openRound ?? study.rounds.last, round.unit(code) == nil {
      if let upper = round.units.first(where: {
        $0.code.rawValue.lowercased() == unit.lowercased()
      }) {
        code = upper.code
      } else if let id = study.sourceByPath[unit] {
        code = UnitCode(id.rawValue)
      } else if study.sources[SourceID(unit)] == nil {
        throw WorkflowError(
          .unknownUnit,
          "‘\(unit)’ staat niet in units.csv en is geen stuk; kijk in units.csv of "
            + "out/coverage.csv")
      }
    }
    return study.standingFor(
      Cell(unit: code, field: FieldID(name), item: parts.count > 1 ? ItemID(parts[1]) : nil))
  }

  /// The answer that a person names, by identifiers or labels, several separated by `;`.
  public func value(_ text: String, field: FieldID, note: String) throws -> AnswerValue {
    guard let field = try framework().field(field) else {
      throw WorkflowError(.unknownField, "veld \(field) staat niet in het analysekader")
    }
    let plain = text.trimmingCharacters(in: .whitespaces).lowercased()
    if plain == "niet te bepalen" { return .undetermined(reason: note) }
    if plain == "n.v.t." || plain == "nvt" { return .notApplicable }
    let categories = try text.split(separator: ";").map { part -> CategoryID in
      let wanted = part.trimmingCharacters(in: .whitespaces).lowercased()
      guard
        let found = field.categories.first(where: {
          $0.id.rawValue == wanted || $0.label.lowercased() == wanted
        })
      else {
        let labels = field.categories.map { "‘\($0.label)’" }.joined(separator: ", ")
        throw WorkflowError(
          .badAnswer,
          "‘\(part)’ is geen antwoord van veld \(field.id); kies uit \(labels), "
            + "‘niet te bepalen’ (met --note) of ‘n.v.t.’")
      }
      return found.id
    }
    let order = field.categories.map(\.id)
    return .categories(order.filter(categories.contains))
  }

  /// Records an answer with its evidence.
  ///
  /// - Parameter ground: why a third settles a difference so; nil where a reader answers.
  /// - Returns: what was recorded, in one line.
  public mutating func answer(
    _ request: AnswerRequest, settling ground: String? = nil
  ) throws -> String {
    try session.requireCurrentCorpus(study)
    if let ground, ground.allSatisfy(\.isWhitespace) {
      throw WorkflowError(.badAnswer, "noem met --ground waarop de vaststelling rust")
    }
    let desk = AnswerDesk(corpus: session.corpus)
    let events = try session.journal.append(actor: request.coder.rawValue, to: &study) {
      try desk.events(for: request, in: $0, settling: ground)
    }
    let numbers = events.map { String($0.number) }.joined(separator: ", ")
    let places = try events.compactMap { event -> String? in
      guard case .passageCoded(let coding) = try event.event() else { return nil }
      let page = coding.locator.stretches.first?.page ?? 0
      return "\(study.sources[coding.source]?.path ?? ""), p. \(page)"
    }
    let rest = request.value == .notApplicable ? "de toelichting" : "de zoekactie"
    let evidence = places.isEmpty ? rest : places.joined(separator: "; ")
    return "vastgelegd (gebeurtenis \(numbers)): \(request.cell.unit), veld "
      + "\(request.cell.fieldLabel); onderbouwing: \(evidence)"
  }

  /// Sets the hits of a cell aside with one reason, or takes that back where the reason is nil.
  public mutating func setAside(_ cell: Cell, reason: String?, actor: CoderID) throws {
    try session.requireCurrentCorpus(study)
    let framework = try framework()
    let view = CorpusView(
      documents: try session.corpus.facts(), counts: try session.corpus.counts())
    try session.journal.append(actor: actor.rawValue, to: &study) { study in
      guard let reason else { return [.hitsSetAside(cell: cell, setAside: nil)] }
      guard let round = study.openRound, let field = framework.field(cell.field) else {
        throw WorkflowError(.noWave, "er staat geen meting open")
      }
      let record = SearchPlan(
        cell: cell, field: field, study: study, round: round, framework: framework
      ).record(in: view, setAside: reason)
      return [
        .hitsSetAside(
          cell: cell,
          setAside: SetAside(
            reason: reason,
            versions: record.searched.filter { $0.state.isSearchable }.map(\.version),
            termsFingerprint: record.termsFingerprint))
      ]
    }
  }

  /// Withdraws a coder's answer; its codings stay, and stay visible in the journal.
  public mutating func withdraw(_ cell: Cell, coder: CoderID, reason: String) throws {
    try session.journal.append(actor: coder.rawValue, to: &study) { study in
      guard let wave = study.openRound?.wave.id else {
        throw WorkflowError(.noWave, "er staat geen meting open")
      }
      return [.answerWithdrawn(wave: wave, cell: cell, coder: coder, reason: reason)]
    }
  }

  public mutating func openWave(_ wave: Wave) throws {
    try session.journal.append(actor: Monitor.actor, to: &study) { study in
      var events: [Event] = [.waveOpened(wave)]
      if let last = study.rounds.last, let framework = last.framework {
        events.append(
          .frameworkAdopted(wave: wave.id, framework: framework, text: last.frameworkText))
        events.append(.unitsAdopted(wave: wave.id, units: last.units, text: last.unitsText))
      }
      return events
    }
  }

  /// Freezes the open wave.
  ///
  /// - Returns: the wave.
  public mutating func freezeWave() throws -> Wave {
    guard let wave = study.openRound?.wave else {
      throw WorkflowError(.noWave, "er staat geen meting open")
    }
    try session.requireCurrentCorpus(study)
    let publisher = publisher
    try session.journal.append(actor: Monitor.actor, to: &study) { study in
      // What search settled is recorded before the wave closes; afterwards it takes nothing.
      try publisher.searchRecords(study) + [.waveFrozen(wave.id)]
    }
    return wave
  }

  /// Issues an edition; one at a time.
  ///
  /// - Parameter rules: those of a public edition; nil for a working edition.
  public mutating func publish(rules: PublicRules? = nil) throws -> IssuedEdition {
    let lock = try StudyLock(session.paths)
    defer { withExtendedLifetime(lock) {} }
    try session.requireCurrentCorpus(study)
    return try publisher.publish(
      &study, actor: Monitor.actor, readingOptions: try session.readingPlan().options,
      rules: rules)
  }

  private var publisher: Publisher {
    Publisher(
      paths: session.paths, journal: session.journal, corpus: session.corpus,
      words: session.words)
  }

  /// The waves, in the order in which they were opened.
  public var waves: Table {
    Table(
      columns: ["meting", "titel", "niet_ouder_dan", "peildatum", "stand"],
      rows: study.rounds.map {
        [
          $0.wave.id.rawValue, $0.wave.title, $0.wave.notBefore, $0.wave.referenceDate,
          $0.isFrozen ? "bevroren" : "open",
        ]
      })
  }

  /// The last events, newest last.
  public func log(limit: Int) throws -> Table {
    let events = try session.journal.events(after: max(0, study.headNumber - limit))
    return Table(
      columns: ["nummer", "tijd", "wie", "gebeurtenis", "inhoud"],
      rows: try events.map { event in
        [
          String(event.number), event.at, event.actor, event.kind,
          EventDescription.text(of: try event.event(), in: study),
        ]
      })
  }

  private func framework() throws -> Framework {
    guard let framework = (study.openRound ?? study.rounds.last)?.framework else {
      throw WorkflowError(.noFramework, "er is nog geen analysekader; draai eerst monitor")
    }
    return framework
  }

  /// Everything that follows for the open wave, or the last one, as `monitor` would write it now.
  ///
  /// - Throws: `WorkflowError` where nothing was read yet or the corpus lags behind, `CorpusError`.
  func draft() throws -> Draft {
    try session.requireCurrentCorpus(study)
    guard let round = study.openRound ?? study.rounds.last, let framework = round.framework else {
      throw WorkflowError(.noFramework, "er is nog niets gelezen; draai eerst monitor")
    }
    return try Draft(
      study: study, round: round, framework: framework, corpus: session.corpus,
      readingOptions: try session.readingPlan().options, words: session.words)
  }

  /// How the study stands: documents by state and cells by standing.
  public func status() throws -> (table: Table, next: [String]) {
    let draft = try draft()
    let round = draft.round
    var summary = MonitorSummary()
    summary.take(draft.picture, termPlaces: draft.termPlaces)
    var rows = [["meting", summary.wave, round.isFrozen ? "bevroren" : "open"]]
    for state in DocumentState.allCases {
      rows.append(["stukken", state.dutchName, String(summary.states[state.rawValue] ?? 0)])
    }
    rows.append(["stukken", "uitgesloten", String(summary.excluded)])
    rows.append(["stukken", "zonder toewijzing", String(summary.unassigned.count)])
    rows.append(["zoektermen", "plaatsen", String(summary.places)])
    let standings = [
      ("answered", "beantwoord door een lezer"), ("search", "beslist door zoeken"),
      ("derived", "volgt uit een ander veld"), ("open", "nog open"),
      ("unknown", "niet te bepalen"), ("notapplicable", "n.v.t."),
    ]
    for (standing, name) in standings {
      rows.append(["velden", name, String(summary.standings[standing] ?? 0)])
    }
    rows.append(["velden", "waarvan opnieuw open", String(summary.reopened ?? 0)])
    for state in AnchorState.allCases where state != .intact {
      rows.append(["citaten", state.dutchName, String(summary.anchors?[state.rawValue] ?? 0)])
    }
    rows.append(["logboek", "gebeurtenissen", String(study.headNumber)])
    rows.append(["uitgaven", "gepubliceerd", String(study.publications.count)])
    return (
      Table(columns: ["onderwerp", "wat", "waarde"], rows: rows),
      NextSteps.after(summary)
    )
  }

  /// The text of a document as read.
  ///
  /// - Parameter file: its path below `sources/`, or its identifier.
  public func pages(of file: String) throws -> [PageText] {
    try session.corpus.pageTexts(of: readSource(file).current)
  }

  /// A source that was read, by its path below `sources/` or its identifier.
  func readSource(_ file: String) throws -> Source {
    let path = file.hasPrefix("sources/") ? String(file.dropFirst(8)) : file
    let id = study.sourceByPath[path.precomposedStringWithCanonicalMapping] ?? SourceID(file)
    guard let source = study.sources[id] else {
      throw WorkflowError(
        .unknownSource, "‘\(file)’ is geen geregistreerd stuk; kijk in out/coverage.csv")
    }
    guard let facts = try session.corpus.facts(of: source.current) else {
      throw WorkflowError(.failed, "\(source.path) is nog niet gelezen; draai monitor")
    }
    guard facts.state != .failed else {
      let why = facts.diagnostics.first.map { "\($0.problem). \($0.remedy)" } ?? ""
      throw WorkflowError(.notFound, "\(source.path) kon niet worden gelezen: \(why)")
    }
    return source
  }
}
