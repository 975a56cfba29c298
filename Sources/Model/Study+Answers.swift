// SPDX-License-Identifier: EUPL-1.2

/// The rules for codings, searches and answers: no answer without evidence.
extension Study {
  mutating func code(_ coding: Coding) throws(Violation) {
    try check(coding)
    codings[coding.id] = coding
  }

  private func check(_ coding: Coding) throws(Violation) {
    guard codings[coding.id] == nil else {
      throw Violation(.numberTaken, "codering \(coding.id) bestaat al")
    }
    guard let source = sources.index(forKey: coding.source) else {
      throw Violation(.unknownSource, "bron \(coding.source) is niet geregistreerd")
    }
    guard sources.values[source].versions.contains(coding.locator.version) else {
      throw Violation(
        .unknownVersion,
        "\(sources.values[source].path) heeft geen versie \(coding.locator.version)")
    }
    guard !coding.locator.quote.isEmpty, !coding.locator.stretches.isEmpty else {
      throw Violation(.emptyQuote, "een codering heeft een citaat nodig")
    }
    let place = try workingPlace()
    let field = try checkedField(of: coding.cell, in: rounds[place]).field
    guard
      isFirstInScope(
        sources.values[source], of: field, unit: coding.cell.unit, in: rounds[place])
    else {
      throw Violation(
        .outsideScope,
        "\(sources.values[source].path) mag veld \(field.id) van \(coding.cell.unit) niet dragen: het stuk valt "
          + "buiten het bereik van het veld; wijs het toe in sources.csv of kies een ander stuk")
    }
  }

  mutating func withdraw(_ id: CodingID) throws(Violation) {
    guard let coding = codings[id], !withdrawn.contains(id) else {
      throw Violation(.nothingToWithdraw, "codering \(id) bestaat niet of is al ingetrokken")
    }
    for round in rounds where round.isFrozen && rests(on: coding, in: round) {
      throw Violation(
        .waveFrozen,
        "op codering \(id) rust een antwoord van meting \(round.wave.id), die bevroren is")
    }
    withdrawn.insert(id)
  }

  /// Whether a coding stands under an answer or settlement of a wave, for it or against it, or under what a reader
  /// answered alone; it can only where both are of one field.
  private func rests(on coding: Coding, in round: Round) -> Bool {
    let field = round.framework?.field(coding.cell.field)
    let items = field.flatMap { round.framework?.items(of: $0) } ?? []
    return ([nil] + items.map(\.id)).contains { item in
      let cell = Cell(unit: coding.cell.unit, field: coding.cell.field, item: item)
      let answers =
        (round.answers[cell] ?? []) + (round.settlements[cell].map { [$0] } ?? [])
        + (round.originals[cell] ?? [])
      return answers.contains { answer in
        if answer.against?.contains(coding.id) == true { return true }
        if case .codings(let ids) = answer.evidence { return ids.contains(coding.id) }
        return false
      }
    }
  }

  mutating func keep(_ record: SearchRecord) throws(Violation) {
    guard searches[record.id] == nil else {
      throw Violation(.numberTaken, "zoekverantwoording \(record.id) bestaat al")
    }
    searches[record.id] = record
  }

  mutating func setAside(_ cell: Cell, _ aside: SetAside?) throws(Violation) {
    let wave = try checkSettingAside(cell, aside)
    try change(wave) { $0.setAside[cell] = aside }
  }

  /// Checks in a function of its own: a copy of the round that is held while the round is changed would make
  /// every change as long as the round is large.
  ///
  /// - Returns: the open wave.
  private func checkSettingAside(_ cell: Cell, _ aside: SetAside?) throws(Violation) -> WaveID {
    let place = try workingPlace()
    let field = try checkedField(of: cell, in: rounds[place], wholeField: true).field
    guard field.rule != .decides else {
      throw Violation(
        .hitsNotSetAside, "bij veld \(field.id) beslist de zoekactie; geef een antwoord met answer")
    }
    if let aside, aside.reason.allSatisfy(\.isWhitespace) {
      throw Violation(.emptyReason, "noem een reden om de treffers terzijde te leggen")
    }
    return rounds[place].wave.id
  }

  mutating func record(_ answer: Answer, in wave: WaveID) throws(Violation) {
    try check(answer, in: wave)
    guard answer.coder != .consensus else {
      throw Violation(
        .badIdentifier,
        "‘overleg’ staat voor de lezers samen; leg een eigen antwoord vast met --as, of stel een verschil "
          + "vast met settle --consensus")
    }
    try change(wave) {
      $0.answers[answer.cell, default: []].removeAll { $0.coder == answer.coder }
      $0.answers[answer.cell, default: []].append(answer)
      $0.settlements[answer.cell] = nil
    }
    // From here on the readers see each other's answers; what they saw alone is kept.
    if isLastOfSeveral(answer, in: wave) {
      try change(wave) { $0.originals[answer.cell] = $0.answers[answer.cell] }
    }
  }

  /// Whether with this answer all readers of a cell have answered for the first time, and there are several.
  private func isLastOfSeveral(_ answer: Answer, in wave: WaveID) -> Bool {
    guard let place = place(of: wave), !rounds[place].readers.isEmpty,
      rounds[place].originals[answer.cell] == nil
    else { return false }
    let round = rounds[place]
    return assigned(answer.cell, in: round).count > 1 && awaited(answer.cell, in: round).isEmpty
  }

  mutating func withdrawAnswer(
    _ cell: Cell, _ coder: CoderID, _ reason: String, in wave: WaveID
  ) throws(Violation) {
    guard !reason.allSatisfy(\.isWhitespace) else {
      throw Violation(.emptyReason, "noem de reden waarom het antwoord wordt ingetrokken")
    }
    guard round(wave)?.answers[cell]?.contains(where: { $0.coder == coder }) == true else {
      throw Violation(
        .nothingToWithdraw,
        "\(coder) heeft bij \(cell.unit) geen antwoord op veld \(cell.fieldLabel)")
    }
    try change(wave) {
      $0.answers[cell]?.removeAll { $0.coder == coder }
      $0.settlements[cell] = nil
    }
  }

  mutating func settle(_ answer: Answer, in wave: WaveID) throws(Violation) {
    let answers = round(wave)?.answers[answer.cell] ?? []
    guard Set(answers.map(\.value)).count > 1 else {
      throw Violation(.noDifference, "er is geen verschil om vast te stellen")
    }
    if let round = round(wave), let coder = awaited(answer.cell, in: round).first {
      throw Violation(
        .noDifference,
        "\(coder) heeft veld \(answer.cell.fieldLabel) van \(answer.cell.unit) nog niet beantwoord; "
          + "vaststellen kan als alle lezers klaar zijn")
    }
    guard !answers.contains(where: { $0.coder == answer.coder }) else {
      throw Violation(.thirdIsCoder, "wie vaststelt is niet een van de lezers die verschilden")
    }
    try check(answer, in: wave)
    try change(wave) { $0.settlements[answer.cell] = answer }
  }

  mutating func withdrawSettlement(
    _ cell: Cell, _ reason: String, in wave: WaveID
  ) throws(Violation) {
    guard !reason.allSatisfy(\.isWhitespace) else {
      throw Violation(.emptyReason, "noem de reden waarom de vaststelling wordt ingetrokken")
    }
    guard round(wave)?.settlements[cell] != nil else {
      throw Violation(
        .nothingToWithdraw,
        "bij \(cell.unit) is over veld \(cell.fieldLabel) niets vastgesteld, of een lezer antwoordde daarna"
      )
    }
    try change(wave) { $0.settlements[cell] = nil }
  }

  private func check(_ answer: Answer, in wave: WaveID) throws(Violation) {
    guard let place = place(of: wave) else {
      throw Violation(.noOpenWave, "er is geen meting \(wave)")
    }
    guard rounds[place].framework != nil else {
      throw Violation(.noFramework, "er is nog geen analysekader; draai eerst monitor")
    }
    let field = try checkedField(of: answer.cell, in: rounds[place]).field
    guard Self.isPlain(answer.coder.rawValue) else {
      throw Violation(
        .badIdentifier,
        "‘\(answer.coder)’ is geen pseudoniem; gebruik letters, cijfers en streepjes, "
          + "zoals lezer-1, en nooit een naam")
    }
    try checkAgainst(answer)
    if answer.certainty != nil || answer.against != nil, !answer.value.isKnown {
      throw Violation(
        .noEvidence,
        "bij niet te bepalen en n.v.t. horen geen zekerheid en geen tegenspraak; zet die in de toelichting"
      )
    }
    switch answer.value {
    case .undetermined(let reason):
      guard !reason.allSatisfy(\.isWhitespace) else {
        throw Violation(.emptyReason, "noem bij niet te bepalen de reden")
      }
    case .notApplicable:
      guard !answer.note.allSatisfy(\.isWhitespace) else {
        throw Violation(.emptyReason, "noem bij n.v.t. waarom het niet van toepassing is")
      }
    case .categories(let categories):
      try check(categories, of: field)
      try check(answer.evidence, for: answer, field: field, categories: categories)
    }
  }

  private func check(_ categories: [CategoryID], of field: Field) throws(Violation) {
    let known = field.categories.map(\.id)
    for category in categories where !known.contains(category) {
      let labels = field.categories.map(\.label).joined(separator: ", ")
      throw Violation(
        .unknownCategory, "‘\(category)’ is geen antwoord van veld \(field.id); kies uit: \(labels)"
      )
    }
    guard !categories.isEmpty else {
      throw Violation(.noEvidence, "het antwoord op veld \(field.id) is leeg")
    }
    if !field.isMultiple, categories.count > 1 {
      throw Violation(.singleCategory, "veld \(field.id) heeft precies één antwoord")
    }
    if categories.count > 1,
      let alone = field.categories.first(where: { $0.isExclusive && categories.contains($0.id) })
    {
      throw Violation(
        .exclusiveCategory, "‘\(alone.label)’ kan niet samengaan met een ander antwoord")
    }
  }

  private func check(
    _ evidence: Evidence, for answer: Answer, field: Field, categories: [CategoryID]
  ) throws(Violation) {
    let cell = answer.cell
    switch evidence {
    case .codings(let ids):
      guard !ids.isEmpty else {
        throw Violation(.noEvidence, "een antwoord heeft een passage of een zoekactie nodig")
      }
      for id in ids {
        guard let coding = codings[id], !withdrawn.contains(id) else {
          throw Violation(.unknownCoding, "codering \(id) bestaat niet of is ingetrokken")
        }
        guard coding.cell.unit == cell.unit, coding.cell.field == cell.field else {
          throw Violation(
            .foreignEvidence, "codering \(id) hoort bij een ander veld of een andere regio")
        }
      }
    case .search(let id):
      guard let record = searches[id], record.cell == cell else {
        throw Violation(.unknownSearch, "zoekverantwoording \(id) hoort niet bij dit veld")
      }
      let isPresence =
        field.rule == .decides && record.hitCount > 0
        && categories == field.present.map { [$0] }
      guard categories == [field.lowest] || isPresence else {
        throw Violation(
          .noEvidence,
          "alleen ‘\(field.categories.first?.label ?? "")’ kan op een zoekactie rusten; "
            + "geef voor een ander antwoord een citaat")
      }
      guard !record.terms.isEmpty else {
        throw Violation(
          .noEvidence, "bij dit veld hoort geen zoekterm; geef een citaat, of ‘niet te bepalen’")
      }
      guard record.searched.contains(where: { $0.state.isSearchable && $0.isCore }) else {
        throw Violation(
          .noEvidence, "er is geen leesbaar kernstuk doorzocht; dan is het niet te bepalen")
      }
      if record.hitCount > 0, record.setAside == nil, !isPresence {
        throw Violation(
          .hitsNotSetAside,
          "er zijn \(record.hitCount) treffers; leg ze met een reden terzijde "
            + "(--reason) of geef een citaat")
      }
    case .collectionLog:
      guard
        round(openRound?.wave.id ?? "")?.collection.contains(where: { $0.unit == cell.unit })
          == true, categories == [field.lowest]
      else {
        throw Violation(.noEvidence, "het verzamellog noemt \(cell.unit) niet")
      }
    case .reason:
      throw Violation(
        .noEvidence, "een antwoord heeft een passage of een zoekactie nodig; geef een citaat")
    }
  }

  /// The field of a cell, when unit, field and item exist and belong together.
  ///
  /// - Parameter round: one with a framework.
  func checkedField(
    of cell: Cell, in round: Round, wholeField: Bool = false
  ) throws(Violation) -> FieldIndex.Entry {
    guard let entry = round.fields[cell.field] else {
      throw Violation(.unknownField, "veld \(cell.field) staat niet in het analysekader")
    }
    guard entry.field.isEnabled else {
      throw Violation(
        .fieldOff, "veld \(cell.field) staat uit; zet enabled op true in het analysekader")
    }
    if entry.field.scope == .document {
      guard sources.index(forKey: SourceID(cell.unit.rawValue)) != nil else {
        throw Violation(.unknownUnit, "stuk \(cell.unit) is niet geregistreerd")
      }
    } else {
      try check(cell.unit, for: entry.field, in: round)
    }
    if let item = cell.item {
      guard entry.itemIDs.contains(item) else {
        throw Violation(.unknownItem, "veld \(cell.field) heeft geen onderdeel ‘\(item)’")
      }
    } else if !entry.items.isEmpty, !wholeField {
      throw Violation(
        .unknownItem,
        "noem bij veld \(cell.field) het onderdeel, bijvoorbeeld "
          + "\(cell.field)/\(entry.items.first?.id.rawValue ?? "")")
    }
    return entry
  }

  private func check(_ code: UnitCode, for field: Field, in round: Round) throws(Violation) {
    guard let place = round.unitPlace(code) else {
      throw Violation(.unknownUnit, "\(code) staat niet in units.csv")
    }
    guard round.units[place].isExamined else {
      throw Violation(
        .notExamined,
        "\(code) (\(round.units[place].name)) wordt niet onderzocht; zet examined op ja in "
          + "units.csv")
    }
    guard round.units[place].kind == field.unitKind else {
      let kinds = [field.unitKind, round.units[place].kind].map {
        round.framework?.unitKind($0).one ?? $0
      }
      throw Violation(
        .unknownUnit,
        "veld \(field.id) gaat over een \(kinds[0]); \(code) (\(round.units[place].name)) is een \(kinds[1])"
      )
    }
  }
}
