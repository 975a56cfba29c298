// SPDX-License-Identifier: EUPL-1.2
import Model

/// Works out what follows for every cell of a wave: a pure function of study and corpus.
public final class Assessor {
  let study: Study
  let round: Round
  let framework: Framework
  let corpus: CorpusView
  let sourceIndex: SourceIndex
  private var outcomes: [Cell: Outcome] = [:]
  private var underway: Set<Cell> = []
  /// How many of the cells worked out so far were opened again.
  private(set) var reopenedCells = 0
  private var plans: [PlanKey: [ScopedSource]] = [:]
  private var fingerprints: [String: String] = [:]
  private var selections: [FieldID: [TermCounts.Selection]] = [:]
  private var fieldsByID: [FieldID: Field] = [:]

  private struct PlanKey: Hashable {
    var unit: UnitCode
    var scope: Scope
  }

  /// - Parameter round: a wave of the study with a framework.
  public init(study: Study, round: Round, framework: Framework, corpus: CorpusView) {
    self.study = study
    self.round = round
    self.framework = framework
    self.corpus = corpus
    sourceIndex = SourceIndex(study, round)
    for field in framework.fields { fieldsByID[field.id] = field }
  }

  /// The units that a field is about: examined units of its kind, or the counted documents.
  public func units(of field: Field) -> [UnitCode] {
    if field.scope == .document {
      return sourceIndex.documents.map { UnitCode($0.id.rawValue) }
    }
    return study.examinedUnits(kind: field.unitKind, in: round).map(\.code)
  }

  /// Every cell of a field for a unit: one, or one for each item.
  public func cells(of field: Field, unit: UnitCode) -> [Cell] {
    let items = framework.items(of: field)
    if items.isEmpty { return [Cell(unit: unit, field: field.id)] }
    return items.map { Cell(unit: unit, field: field.id, item: $0.id) }
  }

  /// What follows for a cell.
  public func outcome(_ cell: Cell) -> Outcome {
    if let known = outcomes[cell] { return known }
    guard let field = fieldsByID[cell.field] else {
      return Outcome(cell: cell, standing: .notApplicable(reason: "veld staat uit"))
    }
    guard underway.insert(cell).inserted else {
      return Outcome(
        cell: cell, standing: .undetermined(reason: "de velden hangen in een kring van elkaar af"))
    }
    defer { underway.remove(cell) }
    var outcome = work(out: cell, field)
    outcome.reopening = outcome.search.flatMap { reopening(cell, outcome.standing, $0) }
    if outcome.reopening != nil { reopenedCells += 1 }
    outcomes[cell] = outcome
    return outcome
  }

  private func work(out cell: Cell, _ field: Field) -> Outcome {
    var record = search(for: cell, field)
    let applies = field.applies.map { truth(of: $0, unit: cell.unit) } ?? .yes
    if let condition = field.applies, applies == .no {
      return Outcome(
        cell: cell, standing: .notApplicable(reason: reason(of: condition)), search: nil)
    }
    if let standing = answered(cell, field, record) {
      return Outcome(cell: cell, standing: standing, search: record)
    }
    if let condition = field.applies, applies == .open {
      return Outcome(
        cell: cell, standing: .open(.dependsOn(condition.fields)), search: record)
    }
    if let condition = field.applies, applies == .unknown {
      return Outcome(
        cell: cell, standing: .undetermined(reason: "hangt af van " + names(condition)),
        search: record)
    }
    for derived in field.derived where truth(of: derived.when, unit: cell.unit) == .yes {
      return Outcome(
        cell: cell, standing: .known([derived.category], .derived(derived.when.fields)),
        search: record)
    }
    if field.isInterview {
      return Outcome(cell: cell, standing: interviewed(cell.unit))
    }
    if let reason = reasonNotToSearch(record) {
      return Outcome(cell: cell, standing: .undetermined(reason: reason), search: record)
    }
    if let (aside, reopening) = setAside(cell, record), field.rule != .decides {
      if let reopening {
        return Outcome(cell: cell, standing: .open(.reopened(reopening)), search: record)
      }
      record.setAside = aside.reason
      return Outcome(
        cell: cell, standing: .known([field.absent ?? field.lowest], .search), search: record)
    }
    return Outcome(cell: cell, standing: searched(field, record), search: record)
  }

  private func search(for cell: Cell, _ field: Field) -> SearchRecord {
    let terms = SearchPlan.terms(of: cell, field: field, framework: framework)
    let scoped = scoped(PlanKey(unit: cell.unit, scope: field.scope))
    let fingerprint: String
    if let known = fingerprints[cell.fieldLabel] {
      fingerprint = known
    } else {
      fingerprint = SearchPlan.fingerprint(terms)
      fingerprints[cell.fieldLabel] = fingerprint
    }
    return SearchRecord(
      id: "", cell: cell, terms: terms.map(\.label), termsFingerprint: fingerprint,
      searched: ScopedSource.searched(scoped, terms, corpus), setAside: nil)
  }

  /// The sources that may carry the answers of a unit, looked up once for all fields of a scope.
  private func scoped(_ key: PlanKey) -> [ScopedSource] {
    if let known = plans[key] { return known }
    let found: [Source]
    if key.scope == .document {
      found = study.sources[SourceID(key.unit.rawValue)].map { study.counts($0) ? [$0] : [] } ?? []
    } else {
      found = sourceIndex.sources(of: study.unitsInScope(key.scope, unit: key.unit, in: round))
    }
    let scoped = ScopedSource.all(
      found, corpus, isDocument: key.scope == .document, framework: framework)
    // Each document is asked for once: keeping its plan would only take memory.
    if key.scope != .document { plans[key] = scoped }
    return scoped
  }

  /// The hits that were set aside for a cell, or for the whole field, and whether that still covers all.
  private func setAside(
    _ cell: Cell, _ record: SearchRecord
  ) -> (aside: SetAside, reopening: String?)? {
    let whole = Cell(unit: cell.unit, field: cell.field)
    guard let aside = round.setAside[cell] ?? round.setAside[whole] else { return nil }
    let asked = round.setAside[cell] != nil ? cell : whole
    let terms: [Term] =
      fieldsByID[cell.field].map {
        SearchPlan.terms(of: asked, field: $0, framework: framework)
      } ?? []
    if SearchPlan.fingerprint(terms) != aside.termsFingerprint {
      return (aside, "de zoektermen zijn veranderd")
    }
    return (aside, Self.newPapers(record, besides: Set(aside.versions)))
  }

  private static func newPapers(
    _ now: SearchRecord, besides before: Set<VersionHash>
  ) -> String? {
    let new = now.searched.filter { $0.state.isSearchable && !before.contains($0.version) }
    guard !new.isEmpty else { return nil }
    return new.count == 1
      ? "er is een stuk bijgekomen of veranderd"
      : "er zijn \(new.count) stukken bijgekomen of veranderd"
  }

  /// The standing that readers' answers give; nil where nobody answered.
  private func answered(_ cell: Cell, _ field: Field, _ now: SearchRecord) -> Outcome.Standing? {
    let answers = round.answers[cell] ?? []
    guard let first = answers.first else { return nil }
    let awaited = study.awaited(cell, in: round).count
    if awaited > 0 { return .open(.awaitsReaders(awaited)) }
    var answer: Answer
    let settled = round.settlements[cell]
    if let settled {
      answer = settled
    } else if answers.allSatisfy({ $0.value == first.value }) {
      answer = first
      // Who agree are as sure as the least sure of them; what speaks against one speaks against all.
      answer.certainty = Certainty.least(of: answers.compactMap(\.certainty))
      let against = Set(answers.flatMap { $0.against ?? [] })
      answer.against = against.isEmpty ? nil : against.sorted()
    } else {
      return .open(.readersDiffer)
    }
    switch answer.evidence {
    case .codings(let ids):
      let standing = ids.filter { !study.withdrawn.contains($0) }
      if standing.isEmpty { return .open(.evidenceWithdrawn) }
      let found = standing.filter { corpus.anchors[$0]?.state != .lost }
      if found.isEmpty {
        return .open(.reopened("het citaat staat niet in het stuk zoals het nu is"))
      }
      if !found.contains(where: { counts($0, now) }) {
        return .open(.reopened("het aangehaalde stuk telt niet meer mee"))
      }
    case .search(let id):
      if let record = study.searches[id], let reason = reopening(record, now) {
        return .open(.reopened(reason))
      }
    case .collectionLog:
      // It said that there was no paper.
      if let reason = Self.newPapers(now, besides: []) { return .open(.reopened(reason)) }
    case .reason: break
    }
    switch answer.value {
    case .categories(let categories):
      return .known(
        categories,
        .reader(answer, coders: answers.map(\.coder), isSettled: settled != nil))
    case .undetermined(let reason): return .undetermined(reason: reason)
    case .notApplicable: return .notApplicable(reason: answer.note)
    }
  }

  /// Whether the source of a coding, or another with the same bytes, still counts for the cell.
  private func counts(_ coding: CodingID, _ now: SearchRecord) -> Bool {
    guard let source = study.codings[coding].flatMap({ study.sources[$0.source] }) else {
      return false
    }
    return now.searched.contains { $0.source == source.id || $0.version == source.current }
  }

  /// Why an answer that rests on a search must be looked at again.
  private func reopening(_ then: SearchRecord, _ now: SearchRecord) -> String? {
    if then.termsFingerprint != now.termsFingerprint { return "de zoektermen zijn veranderd" }
    return Self.newPapers(
      now, besides: Set(then.searched.filter { $0.state.isSearchable }.map(\.version)))
      ?? (now.foundMore(than: then).isEmpty
        ? nil : "het programma vindt nu plaatsen die het toen niet vond")
  }

  private func reasonNotToSearch(_ record: SearchRecord) -> String? {
    if record.searched.isEmpty { return "geen stukken" }
    guard record.searched.contains(where: { $0.state.isSearchable }) else {
      return "geen leesbaar stuk"
    }
    let hasCore = record.searched.contains { $0.state.isSearchable && $0.isCore }
    return hasCore ? nil : "geen doorzoekbaar kernstuk"
  }

  private func searched(_ field: Field, _ record: SearchRecord) -> Outcome.Standing {
    let hits = record.hitCount
    let hasTerms = !record.terms.isEmpty
    switch field.rule {
    case .decides:
      if field.categories.contains(where: { !$0.terms.isEmpty }) {
        let rows = record.searched.filter(\.state.isSearchable).map {
          corpus.counts.row(of: $0.version)
        }
        let found = zip(field.categories, categorySelections(of: field)).filter { _, terms in
          rows.contains { corpus.counts.sum(of: terms, in: $0) > 0 }
        }.map(\.0)
        return .known(found.isEmpty ? [field.absent ?? field.lowest] : found.map(\.id), .search)
      }
      if hits == 0 { return .known([field.absent ?? field.lowest], .search) }
      if let present = field.present { return .known([present], .search) }
      return .open(.forReader(hits: hits))
    case .decidesAbsence:
      guard hasTerms else { return .open(.forReader(hits: hits)) }
      if hits == 0 {
        return .known([field.absent ?? field.lowest], .search)
      }
      return .open(.forReader(hits: hits))
    case .suggests:
      return .open(.forReader(hits: hits))
    }
  }

  /// The terms of each category, prepared for adding up.
  private func categorySelections(of field: Field) -> [TermCounts.Selection] {
    if let known = selections[field.id] { return known }
    let made = field.categories.map { corpus.counts.selection($0.terms.lazy.map(\.id)) }
    selections[field.id] = made
    return made
  }

  private func reason(of condition: Condition) -> String {
    condition.fields.isEmpty ? "de voorwaarde geldt niet" : "volgt uit " + names(condition)
  }

  private func names(_ condition: Condition) -> String {
    "veld " + condition.fields.map(\.rawValue).joined(separator: ", ")
  }
}
