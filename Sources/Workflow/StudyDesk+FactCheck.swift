// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Exchange
import Foundation
import Intake
import Journaling
import Model

/// What came of a factual check that came back.
public struct FactCheckResult: Sendable {
  /// The factual check that it answers.
  public var check: FactCheckID
  /// How many reactions and papers are new.
  public var reactions = 0
  public var papers = 0
  /// How many came in before.
  public var known = 0
  /// A diagnostic per row that was refused, with its file, sheet and cell.
  public var diagnostics: [Diagnostic] = []
}

extension StudyDesk {
  /// Writes the answers of each region for its official to check, and records that they were put before one; what
  /// is the same as what was sent last is not recorded again.
  ///
  /// - Parameters:
  ///   - codes: the regions.
  ///   - folder: where the files come; nil for `sheets/` in the study folder.
  ///   - again: whether a spreadsheet that was filled in may be written over.
  /// - Returns: the spreadsheets, each with its factual check.
  /// - Throws: `WorkflowError`, `CorpusError`, `JournalError`, or the file system's error.
  public mutating func sendFactCheck(
    of codes: [String], to folder: URL?, actor: CoderID, again: Bool = false
  ) throws -> [(file: URL, check: FactCheckID)] {
    guard !codes.isEmpty else {
      throw WorkflowError(.badInput, "noem met --region voor welke regio de controle is")
    }
    let draft = try draft()
    guard let wave = study.openRound?.wave else {
      throw WorkflowError(.noWave, "er staat geen meting open")
    }
    let picture = draft.picture
    let table = FactCheckRows(picture)
    let regions = try Self.regions(codes, in: picture)
    if !again {
      // Before anything is recorded: a sheet that may not be written is not sent.
      for region in regions {
        let file = "\(Self.name(of: region.region.code)).xlsx"
        try refuseFilled(
          (folder ?? session.paths.sheets).appendingPathComponent(file), .factCheck)
      }
    }
    return try regions.map { region in
      let rows = table.rows(of: region)
      let code = region.region.code
      let fingerprint = ContentHash.of(FactCheckRows.table(rows).text(as: .csv))
      let check = try send(
        FactCheck(
          id: study.nextFactCheckID, region: code, shown: rows.map(\.shown),
          fingerprint: fingerprint), wave.id, actor)
      // The origin is the check and not the journal's end, so that the same check gives the same bytes.
      let origin = SheetOrigin(
        kind: SheetForm.factCheck.kind, wave: wave.id, region: code, event: 0, hash: fingerprint,
        check: check.rawValue)
      let verdicts = FactReaction.Verdict.allCases.map(\.rawValue)
      let workbook = SheetForm.factCheck.workbook(
        rows.map { SheetForm.Row(cell: $0.shown.cell, values: $0.values, choices: verdicts) },
        origin: origin,
        title: "\(picture.title): feitelijke controle \(region.region.name) (\(code)), "
          + wave.title)
      let file = try write(
        workbook, FactCheckRows.table(rows), name: Self.name(of: code), to: folder,
        form: .factCheck, again: true)
      return (file, check)
    }
  }

  /// What the sheet of a region is called, without `.xlsx`.
  private static func name(of region: UnitCode) -> String { "\(region)-feitelijke-controle" }

  /// Records a check, unless the last one of the region showed the same.
  private mutating func send(
    _ check: FactCheck, _ wave: WaveID, _ actor: CoderID
  ) throws -> FactCheckID {
    var id = check.id
    try session.journal.append(actor: actor.rawValue, to: &study) { study in
      let last = study.round(wave)?.factChecks.last { $0.check.region == check.region }?.check
      if let last, last.fingerprint == check.fingerprint {
        id = last.id
        return []
      }
      var check = check
      check.id = study.nextFactCheckID
      id = check.id
      return [.factCheckSent(wave: wave, check: check)]
    }
    return id
  }

  /// Records what came back from a factual check; no answer changes by it. What came in before is not recorded
  /// again.
  ///
  /// - Parameter function: of whom it comes, never a name.
  /// - Throws: `WorkflowError` where the file is no factual check of this study; `JournalError`.
  public mutating func adoptFactCheck(
    _ file: URL, from function: String, actor: CoderID
  ) throws -> FactCheckResult {
    let function = function.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !function.isEmpty, !PersonHint.stands(in: function) else {
      throw WorkflowError(
        .badInput,
        "‘\(function)’ is geen functie; noem met --from een functie zoals ‘beleidsadviseur jeugd’, en nooit een "
          + "naam: het logboek bewaart haar voorgoed")
    }
    let filled = try FilledForm(
      Self.bytes(of: file), file: file.lastPathComponent, form: .factCheck)
    let id = FactCheckID(filled.origin.check)
    guard let round = study.openRound, round.wave.id == filled.origin.wave else {
      throw WorkflowError(
        .noWave, "\(filled.file) is van meting \(filled.origin.wave), en die staat niet open")
    }
    guard let record = round.factChecks.first(where: { $0.check.id == id }),
      record.check.fingerprint == filled.origin.hash
    else {
      throw WorkflowError(
        .badInput,
        "\(filled.file) hoort bij feitelijke controle ‘\(id)’, en die is in dit onderzoek niet zo verstuurd"
      )
    }
    var result = FactCheckResult(check: id, diagnostics: filled.diagnostics)
    var reply = FactCheckReply(check: id, from: function)
    for row in filled.rows {
      do throws(SheetRefusal) {
        let reaction = try Self.reaction(row)
        if record.reaction(on: row.cell) == reaction {
          result.known += 1
        } else {
          reply.reactions.append(reaction)
        }
      } catch {
        result.diagnostics.append(
          filled.refusal(row, error.column, error.problem, remedy: error.remedy))
      }
    }
    take(filled, record, &reply, &result)
    result.reactions = reply.reactions.count
    result.papers = reply.papers.count
    guard !reply.reactions.isEmpty || !reply.papers.isEmpty else { return result }
    let wave = round.wave.id
    try session.journal.append(actor: actor.rawValue, to: &study) { _ in
      [.factCheckReceived(wave: wave, reply: reply)]
    }
    return result
  }

  /// Whether all that was filled in on the sheet of a factual check came in by now.
  func isReceived(_ filled: FilledForm) -> Bool {
    guard !filled.rows.isEmpty || !filled.papers.isEmpty else { return true }
    let id = FactCheckID(filled.origin.check)
    let sent = study.rounds.flatMap(\.factChecks).filter {
      $0.check.id == id && $0.check.fingerprint == filled.origin.hash
    }
    guard let record = sent.first else { return false }
    let papers = Set(record.papers)
    guard filled.papers.allSatisfy({ papers.contains($0.paper) }) else { return false }
    return filled.rows.allSatisfy { row in
      do throws(SheetRefusal) {
        let reaction = try Self.reaction(row)
        return record.reaction(on: row.cell) == reaction
      } catch {
        return false
      }
    }
  }

  private func take(
    _ filled: FilledForm, _ record: FactCheckRecord, _ reply: inout FactCheckReply,
    _ result: inout FactCheckResult
  ) {
    var seen = Set(record.papers)
    for (paper, row) in filled.papers {
      let place = "\(filled.file), blad ‘\(SheetForm.papersSheet)’, rij \(row)"
      guard !(paper.title + paper.address).isEmpty else {
        result.diagnostics.append(
          Diagnostic(
            .error, .intake, file: place, problem: "van dit stuk staan er geen titel en geen adres",
            remedy: "Vul de titel in, en het adres of de naam van het bestand"))
        continue
      }
      guard !PersonHint.stands(in: paper.title), !PersonHint.stands(in: paper.date),
        !Self.namesPerson(address: paper.address)
      else {
        result.diagnostics.append(
          Diagnostic(
            .error, .intake, file: place, problem: Self.personProblem, remedy: Self.personRemedy))
        continue
      }
      if seen.insert(paper).inserted {
        reply.papers.append(paper)
      } else {
        result.known += 1
      }
    }
  }

  /// Whether the address or the file name of a paper seems to name a person; a web address has long numbers of its
  /// own, so that in it only a mail address counts.
  private static func namesPerson(address: String) -> Bool {
    let plain = address.lowercased()
    let isWeb =
      plain.wholeMatch(of: #/(?:https?://|www\.|(?:[a-z0-9-]+\.)+[a-z]{2,}/)\S*/#) != nil
    return isWeb ? plain.contains("@") || plain.contains("%40") : PersonHint.stands(in: address)
  }

  private static let personProblem =
    "er lijkt een naam, nummer of mailadres te staan; het logboek bewaart wat hier staat voorgoed"
  private static let personRemedy = "Haal dat weg en neem het blad opnieuw over"

  private static func reaction(
    _ row: FilledForm.Row
  ) throws(SheetRefusal) -> FactReaction {
    for column in ["correction", "note"] where PersonHint.stands(in: row[column]) {
      throw SheetRefusal(column: column, problem: personProblem, remedy: personRemedy)
    }
    let word = row["agreed"].lowercased()
    // Whoever corrects and forgets to choose does not agree.
    let written = word.isEmpty && !row["correction"].isEmpty ? "nee" : word
    guard let verdict = FactReaction.Verdict(rawValue: written) else {
      throw SheetRefusal(
        column: "agreed",
        problem: word.isEmpty ? "er staat niet of het klopt" : "‘\(row["agreed"])’ is geen keuze",
        remedy: "Kies ja, nee of opmerking")
    }
    if verdict == .agreed, !row["correction"].isEmpty {
      throw SheetRefusal(
        column: "agreed", problem: "er staat ‘ja’ en ook een correctie",
        remedy: "Kies nee, of zet wat u wilt zeggen bij toelichting")
    }
    if verdict != .agreed, (row["correction"] + row["note"]).isEmpty {
      throw SheetRefusal(
        column: "correction", problem: "bij ‘\(verdict.rawValue)’ staat niet wat er anders is",
        remedy: "Vul correctie of toelichting in")
    }
    return FactReaction(
      cell: row.cell, verdict: verdict, correction: row["correction"], note: row["note"])
  }

  /// Every factual check of the wave with what came back, and where each thing stands.
  public func factChecks() throws -> Table {
    let picture = try draft().picture
    return FactCheckRows.list(picture, source: study.source(for:))
  }

  /// Says why something that came back needs no answer, or no paper.
  ///
  /// - Parameter entry: as the list names it: `f0001-3`.
  public mutating func closeFactCheck(
    _ entry: FactEntryID, reason: String, actor: CoderID
  ) throws {
    try session.journal.append(actor: actor.rawValue, to: &study) { study in
      guard let wave = study.openRound?.wave.id else {
        throw WorkflowError(.noWave, "er staat geen meting open")
      }
      return [.factCheckClosed(wave: wave, entry: entry, reason: reason)]
    }
  }
}
