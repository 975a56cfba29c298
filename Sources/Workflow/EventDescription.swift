// SPDX-License-Identifier: EUPL-1.2
import Model

/// One line that tells a person what an event says.
enum EventDescription {
  /// - Parameter study: as it is now; what other readers may not see yet is left out.
  static func text(of event: Event, in study: Study) -> String {
    switch event {
    case .answerRecorded(let wave, let answer)
    where study.round(wave).map { !study.awaited(answer.cell, in: $0).isEmpty } == true:
      "\(answer.cell.unit) veld \(answer.cell.fieldLabel): verborgen tot alle lezers klaar zijn "
        + "(\(answer.coder))"
    case .passageCoded(let coding)
    where study.openRound.map { !study.awaited(coding.cell, in: $0).isEmpty } == true:
      "\(coding.id): \(coding.cell.unit) veld \(coding.cell.fieldLabel), verborgen"
    case .searchRecorded(let record)
    where study.openRound.map { !study.awaited(record.cell, in: $0).isEmpty } == true:
      "\(record.id): \(record.cell.unit) veld \(record.cell.fieldLabel), verborgen"
    case .waveOpened(let wave): "meting \(wave.id) geopend"
    case .waveFrozen(let wave): "meting \(wave) bevroren"
    case .waveDescribed(let wave): "meting \(wave.id): \(wave.title)"
    case .frameworkAdopted(_, let framework, _):
      "analysekader \(framework.id) \(framework.version) overgenomen"
    case .unitsAdopted(_, let units, _): "indeling met \(units.count) regels overgenomen"
    case .collectionAdopted(_, let entries, _):
      "verzamellog met \(entries.count) regels overgenomen"
    case .interviewsAdopted(_, let interviews):
      "gesprekken: \(interviews.count) regels overgenomen"
    case .attentionPointsAdopted(_, let points, _):
      "aandachtspunten: \(points.count) overgenomen"
    case .readersAdopted(_, let assignments, _):
      "leesverdeling met \(assignments.count) regels overgenomen"
    case .titleAdopted(let title): "titel: \(title)"
    case .sourceRegistered(let id, let path, _, _): "\(id) geregistreerd: \(path)"
    case .sourceDescribed(let id, let description):
      "\(id) beschreven: "
        + (description.units.isEmpty
          ? "zonder toewijzing" : description.units.map(\.rawValue).joined(separator: " "))
    case .sourceMoved(let id, let path): "\(id) verplaatst naar \(path)"
    case .versionFound(let id, let version): "\(id) nieuwe versie \(version.rawValue.prefix(12))"
    case .sourceMissing(let id): "\(id) ontbreekt"
    case .sourceExcluded(let id, let reason):
      reason.map { "\(id) uitgesloten: \($0)" } ?? "\(id) weer meegeteld"
    case .passageCoded(let coding):
      "\(coding.id): \(coding.cell.unit) veld \(coding.cell.fieldLabel), \(coding.source) p. "
        + "\(coding.locator.stretches.first?.page ?? 0)"
    case .codingWithdrawn(let id, let reason): "\(id) ingetrokken: \(reason)"
    case .codingPlaced(let id, let locator):
      "\(id): vindplaats p. \(locator.page) in versie \(locator.version.rawValue.prefix(12))"
    case .codingLost(let id, let version, _, let reason):
      "\(id): niet in versie \(version.rawValue.prefix(12)): \(reason)"
    case .placementWithdrawn(let id, let reason): "\(id): vindplaats ingetrokken: \(reason)"
    case .passageOpenCoded(let coding):
      "\(coding.id): open code ‘\(coding.code)’, \(coding.source) p. \(coding.locator.page)"
    case .openCodingWithdrawn(let id, let reason): "\(id) ingetrokken: \(reason)"
    case .openCodePromoted(let code, let field): "open code ‘\(code)’ wordt veld \(field)"
    case .searchRecorded(let record):
      "\(record.id): \(record.cell.unit) veld \(record.cell.fieldLabel), \(record.hitCount) treffers"
    case .hitsSetAside(let cell, let aside):
      "\(cell.unit) veld \(cell.fieldLabel): "
        + (aside.map { "treffers terzijde: \($0.reason)" } ?? "treffers weer in beeld")
    case .answerRecorded(_, let answer), .answerSettled(_, let answer, _):
      "\(answer.cell.unit) veld \(answer.cell.fieldLabel): \(text(of: answer.value)) "
        + "(\(answer.coder))"
    case .answerWithdrawn(_, let cell, let coder, let reason):
      "\(cell.unit) veld \(cell.fieldLabel), antwoord van \(coder) ingetrokken: \(reason)"
    case .settlementWithdrawn(_, let cell, let reason):
      "\(cell.unit) veld \(cell.fieldLabel), vaststelling ingetrokken: \(reason)"
    case .rowAdopted: "regel van answers.csv overgenomen"
    case .rowRefused(_, let cell, let coder):
      "\(cell.unit) veld \(cell.fieldLabel): regel van \(coder) in answers.csv geweigerd"
    case .reportPublished(let publication):
      "\(publication.kind == .public ? "openbare uitgave" : "uitgave") \(publication.number)"
    case .sheetRowAdopted(_, _, let cell, let coder):
      "\(cell.unit) veld \(cell.fieldLabel): rij van \(coder) uit een rekenblad overgenomen"
    case .factCheckSent(_, let check):
      "\(check.id): \(check.shown.count) antwoorden van \(check.region) voorgelegd"
    case .factCheckReceived(_, let reply):
      "\(reply.check): \(reply.reactions.count) reacties en \(reply.papers.count) stukken van "
        + reply.from
    case .factCheckClosed(_, let entry, let reason): "\(entry) afgesloten: \(reason)"
    }
  }

  private static func text(of value: AnswerValue) -> String {
    switch value {
    case .categories(let categories): categories.map(\.rawValue).joined(separator: "; ")
    case .undetermined(let reason): "niet te bepalen: \(reason)"
    case .notApplicable: "n.v.t."
    }
  }
}
