// SPDX-License-Identifier: EUPL-1.2
import Exchange
import Model

extension StudyDesk {
  /// Codes a passage with an open code.
  ///
  /// - Parameters:
  ///   - units: whom it is about; those of the paper where empty.
  ///   - note: what the coder adds.
  /// - Returns: what was recorded, in one line.
  /// - Throws: `WorkflowError` where the quote has no single place, `Violation`.
  public mutating func code(
    _ name: String, quote: QuoteRequest, units: [UnitCode], coder: CoderID, note: String
  ) throws -> String {
    try session.requireCurrentCorpus(study)
    let desk = AnswerDesk(corpus: session.corpus)
    let name = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    var path = ""
    let events = try session.journal.append(actor: coder.rawValue, to: &study) { study in
      let found = try desk.locate(quote, about: Set(units), in: study)
      let source = study.sources[found.source]
      path = "\(source?.path ?? ""), p. \(found.locator.page)"
      return [
        .passageOpenCoded(
          OpenCoding(
            id: study.openCodes.nextID, code: study.openCodes.code(name)?.name ?? name,
            source: found.source, units: units.isEmpty ? source?.description.units ?? [] : units,
            locator: found.locator, coder: coder, note: note))
      ]
    }
    let numbers = events.map { String($0.number) }.joined(separator: ", ")
    return "vastgelegd (gebeurtenis \(numbers)): open code ‘\(name)’; \(path)"
  }

  /// The open codes: one row each.
  public func openCodes() -> Table {
    Table(
      columns: ["code", "passages", "units", "coders", "field", "again"],
      rows: study.openCodes.codes.map { code in
        let codings = study.openCodes.standing(code.name)
        return [
          code.name, String(codings.count), String(Set(codings.flatMap(\.units)).count),
          Set(codings.map(\.coder.rawValue)).sorted().joined(separator: ";"),
          code.field?.rawValue ?? "", String(study.openCodes.again(code.name).count),
        ]
      })
  }

  /// The passages of one open code: one row each, with how each stands in the paper as it is now.
  ///
  /// - Throws: `WorkflowError` where there is no such code.
  public func passages(ofCode name: String) throws -> Table {
    try requireCode(name)
    let placements = try AnchorReview(study: study, corpus: session.corpus).placements(
      of: study.openCodes.standing(name).map(\.placed))
    return Table(
      columns: ["id", "units", "file", "page", "quote", "coder", "note", "state", "ocr"],
      rows: try study.openCodes.standing(name).map { coding in
        let facts = try session.corpus.facts(of: coding.locator.version)
        return [
          coding.id.rawValue, coding.units.map(\.rawValue).joined(separator: " "),
          study.sources[coding.source]?.path ?? "", String(coding.locator.page),
          coding.locator.quote, coding.coder.rawValue, coding.note,
          (placements[coding.id]?.state ?? .intact).rawValue,
          facts?.confidence(ofPage: coding.locator.page).map(String.init) ?? "",
        ]
      })
  }

  /// The units that were read before a code came up, and that nobody coded with it since.
  ///
  /// - Throws: `WorkflowError` where there is no such code.
  public func unitsToReadAgain(forCode name: String) throws -> Table {
    try requireCode(name)
    let round = study.openRound ?? study.rounds.last
    return Table(
      columns: ["unit", "name", "papers"],
      rows: study.openCodes.again(name).map { code in
        let papers = study.sources.values.count {
          $0.description.units.contains(code) && study.counts($0)
        }
        return [code.rawValue, round?.unit(code)?.name ?? "", String(papers)]
      })
  }

  /// Makes an open code a field of the framework: its passages become suggestions for that field.
  ///
  /// - Returns: how many open cells got suggestions.
  /// - Throws: `Violation` where the code or the field is not there.
  public mutating func promote(code name: String, to field: FieldID, actor: CoderID) throws -> Int {
    try session.journal.append(actor: actor.rawValue, to: &study) { _ in
      [.openCodePromoted(code: name, field: field)]
    }
    guard let round = study.openRound else { return 0 }
    return study.promotedCodings(in: round).keys.count { $0.field == field }
  }

  /// Withdraws an open coding; it stays in the journal.
  ///
  /// - Throws: `Violation` where there is none, or no reason.
  public mutating func withdraw(openCoding id: CodingID, reason: String, actor: CoderID) throws {
    try session.journal.append(actor: actor.rawValue, to: &study) { _ in
      [.openCodingWithdrawn(id: id, reason: reason)]
    }
  }

  private func requireCode(_ name: String) throws {
    guard study.openCodes.code(name) == nil else { return }
    let known = study.openCodes.codes.map(\.name).joined(separator: ", ")
    throw WorkflowError(
      .notFound,
      "er is geen open code ‘\(name)’"
        + (known.isEmpty ? "; maak er een met vindplaats code" : "; er zijn: \(known)"))
  }
}
