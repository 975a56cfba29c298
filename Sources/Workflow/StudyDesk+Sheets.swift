// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Exchange
import Foundation
import Intake
import Journaling
import Model
import Sheets

/// What came of a factsheet that came back as a spreadsheet.
public struct SheetAdoption: Sendable {
  /// How many rows became an answer.
  public var adopted = 0
  /// How many rows are as they were exported.
  public var untouched = 0
  /// How many rows were taken up before.
  public var known = 0
  /// A diagnostic per row that was refused, with its file, sheet and cell.
  public var diagnostics: [Diagnostic] = []
}

extension StudyDesk {
  /// Writes the factsheet of each region as a spreadsheet to answer in, with its table as CSV beside it.
  ///
  /// - Parameters:
  ///   - codes: the regions; empty for all.
  ///   - folder: where the files come; nil for `sheets/` in the study folder.
  ///   - again: whether a spreadsheet that was filled in and not yet adopted may be written over.
  /// - Returns: the spreadsheets.
  /// - Throws: `WorkflowError`, `CorpusError`, or the file system's error.
  public func writeSheets(
    of codes: [String], to folder: URL?, again: Bool = false
  ) throws -> [URL] {
    let draft = try draft()
    let regions = try Self.regions(codes, in: draft.picture)
    let units = Set(regions.flatMap { draft.picture.factsheetUnits(of: $0) }.map(\.unit.code))
    let passages = try draft.show(try draft.ranking(known: SuggestionMemory()), of: units)
    let picture = draft.picture
    let sources = picture.sources
    let desk = AnswerDesk(corpus: session.corpus)
    var occurrences: [CodingID: Int] = [:]
    for coding in picture.codings.values where (coding.locator.repeats ?? 1) > 1 {
      occurrences[coding.id] = try desk.occurrence(of: coding.locator)
    }
    let table = FactsheetRows(
      picture,
      suggestions: { cell in
        (passages[cell]?.shown ?? []).prefix(3).map { passage in
          "- \(passage.before)\(passage.quote)\(passage.after) "
            + "(\(sources[passage.source]?.path ?? ""), p. \(passage.page))"
        }
      }, occurrence: { occurrences[$0.id] })
    return try regions.map { region in
      let rows = table.rows(of: region)
      let code = region.region.code
      let origin = SheetOrigin(
        kind: SheetForm.factsheet.kind, wave: draft.round.wave.id, region: code,
        event: study.headNumber, hash: study.headHash)
      let workbook = SheetForm.factsheet.workbook(
        rows.map {
          SheetForm.Row(
            cell: $0.cell, values: $0.values, choices: $0.isMultiple ? [] : $0.choices)
        }, origin: origin,
        title: "\(picture.title): factsheet \(region.region.name) (\(code)), "
          + draft.round.wave.title)
      return try write(
        workbook, FactsheetRows.table(rows), name: code.rawValue, to: folder,
        form: .factsheet, again: again)
    }
  }

  /// The regions of these codes, in their order; all where none is named.
  static func regions(_ codes: [String], in picture: Picture) throws -> [Picture.Region] {
    let all = picture.regions.sorted { $0.region.code < $1.region.code }
    guard !codes.isEmpty else { return all }
    return try codes.map { code in
      guard
        let found = all.first(where: { $0.region.code.rawValue.lowercased() == code.lowercased() })
      else {
        throw WorkflowError(
          .unknownUnit,
          "‘\(code)’ is geen onderzochte regio; er zijn: "
            + all.map(\.region.code.rawValue).joined(separator: ", "))
      }
      return found
    }
  }

  /// Writes a form and the table beside it; a form that somebody filled in stays, unless `again`.
  func write(
    _ workbook: Workbook, _ table: Table, name: String, to folder: URL?, form: SheetForm,
    again: Bool
  ) throws -> URL {
    let folder = folder ?? session.paths.sheets
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let place = folder.appendingPathComponent("\(name).xlsx")
    let bytes = workbook.bytes
    if !again { try refuseFilled(place, form, unless: bytes) }
    try AtomicFile.write(Data(bytes), to: place)
    try AtomicFile.write(
      table.text(as: .csv), to: folder.appendingPathComponent("\(name).csv"))
    return place
  }

  /// Refuses a place where a form stands in which somebody filled in what was not taken over.
  ///
  /// - Parameter bytes: what may stand there in any case.
  func refuseFilled(_ place: URL, _ form: SheetForm, unless bytes: [UInt8]? = nil) throws {
    guard FileManager.default.fileExists(atPath: place.path) else { return }
    let there = try Self.bytes(of: place)
    guard there != bytes else { return }
    let refusal = WorkflowError(
      .badInput,
      "in \(place.path) is iets ingevuld of veranderd dat nog niet is overgenomen; neem het eerst over, schrijf "
        + "met --to in een andere map, of overschrijf het met --again")
    let filled: FilledForm
    do {
      filled = try FilledForm(there, file: place.lastPathComponent, form: form)
    } catch is WorkflowError {
      throw refusal
    }
    let isTaken =
      form.kind == SheetForm.factCheck.kind ? isReceived(filled) : isAdopted(filled)
    guard isTaken, filled.diagnostics.isEmpty else { throw refusal }
  }

  /// Whether every row of a factsheet that was filled in is an answer by now.
  private func isAdopted(_ filled: FilledForm) -> Bool {
    let adopted = Set(study.sheetRows.values.joined())
    return filled.papers.isEmpty && filled.rows.allSatisfy { adopted.contains($0.fingerprint) }
  }

  /// The bytes of a file that somebody names.
  static func bytes(of file: URL) throws -> [UInt8] {
    do {
      let size = try file.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0
      guard size <= ReadWorkbook.fileLimitBytes else {
        throw WorkflowError(
          .badInput,
          "\(file.lastPathComponent) is te groot: hoogstens \(ReadWorkbook.fileLimitBytes >> 20) MB"
        )
      }
      return [UInt8](try Data(contentsOf: file))
    } catch let error as WorkflowError {
      throw error
    } catch {
      throw WorkflowError(
        .notFound, "\(file.path) is niet te lezen; controleer de naam en de rechten")
    }
  }

  // MARK: - Back

  /// Takes over the rows of a factsheet that were changed since it was exported, each as an answer of this reader;
  /// a row that cannot be is named, and the others go on.
  ///
  /// - Throws: `WorkflowError` where the file is no factsheet of this study and wave; `JournalError`.
  public mutating func adopt(_ file: URL, as coder: CoderID) throws -> SheetAdoption {
    guard coder.isPseudonym else {
      throw WorkflowError(
        .badInput,
        "‘\(coder)’ kan geen lezer zijn; gebruik met --as een pseudoniem van letters, cijfers en streepjes"
      )
    }
    let filled = try FilledForm(
      Self.bytes(of: file), file: file.lastPathComponent, form: .factsheet)
    var result = SheetAdoption(untouched: filled.untouched, diagnostics: filled.diagnostics)
    let history = try history(of: filled)
    try session.requireCurrentCorpus(study)
    let desk = AnswerDesk(corpus: session.corpus)
    for row in filled.rows {
      let taken = study.sheetRows[Study.RowKey(cell: row.cell, coder: coder)] ?? []
      if taken.contains(row.fingerprint) {
        result.known += 1
        if taken.last != row.fingerprint {
          result.diagnostics.append(Self.takenBefore(row, filled))
        }
        continue
      }
      do {
        try take(row, of: filled, coder, desk, history)
        result.adopted += 1
      } catch let refusal as SheetRefusal {
        result.diagnostics.append(
          filled.refusal(row, refusal.column, refusal.problem, remedy: refusal.remedy))
      } catch let error as WorkflowError {
        result.diagnostics.append(
          filled.refusal(row, Self.column(of: error), error.text, remedy: Self.remedy))
      } catch let violation as Violation {
        result.diagnostics.append(
          filled.refusal(row, Self.column(of: violation), violation.text, remedy: Self.remedy))
      }
    }
    return result
  }

  private static let remedy =
    "Verbeter deze rij en neem het blad opnieuw over; de andere rijen zijn overgenomen"

  private static func takenBefore(_ row: FilledForm.Row, _ filled: FilledForm) -> Diagnostic {
    var told = filled.refusal(
      row, "answer", "deze rij is eerder overgenomen, en daarna door een andere rij vervangen",
      remedy: "Bedoelt u haar toch, verander er dan iets aan, zoals de toelichting")
    told.severity = .note
    return told
  }

  /// One row, in one transaction.
  private mutating func take(
    _ row: FilledForm.Row, of filled: FilledForm, _ coder: CoderID, _ desk: AnswerDesk,
    _ history: SheetHistory
  ) throws {
    let request = try request(row, coder)
    let before = study
    if let conflict = history.conflict(on: row.cell, with: coder, in: before) {
      throw refusal(of: conflict, row)
    }
    let sheet = filled.origin.id
    try session.journal.append(actor: coder.rawValue, to: &study) { study in
      // Another process may have answered since the history was read.
      guard study.openRound?.answers[row.cell] == before.openRound?.answers[row.cell],
        study.openRound?.settlements[row.cell] == before.openRound?.settlements[row.cell]
      else {
        throw WorkflowError(.failed, "er werd op hetzelfde moment een ander antwoord gegeven")
      }
      return try desk.events(for: request, in: study) + [
        .sheetRowAdopted(
          sheet: sheet, fingerprint: row.fingerprint, cell: row.cell, coder: coder)
      ]
    }
  }

  private func refusal(of conflict: [Answer], _ row: FilledForm.Row) -> SheetRefusal {
    let field = study.openRound?.framework?.field(row.cell.field)
    let now = conflict.map { answer in
      "\(SheetHistory.text(of: answer.value, field)) (\(answer.coder))"
    }
    return SheetRefusal(
      column: "answer",
      problem: "het antwoord is in het onderzoek veranderd sinds dit blad is gemaakt; in het blad: "
        + "‘\(row["answer"])’, in het onderzoek nu: \(now.isEmpty ? "ingetrokken" : now.joined(separator: ", "))",
      remedy:
        "Maak met vindplaats sheets een nieuw blad, kijk welk antwoord het moet zijn, en vul het daar in"
    )
  }

  /// What a row asks, by the same rules as a row of `answers.csv`.
  private func request(_ row: FilledForm.Row, _ coder: CoderID) throws -> AnswerRequest {
    guard !row["answer"].isEmpty else {
      throw SheetRefusal(
        column: "answer", problem: "er is iets veranderd, maar er staat geen antwoord",
        remedy: "Kies een antwoord; een antwoord intrekken doet u met vindplaats withdraw")
    }
    let note = row["note"]
    let reason = row["reason"]
    let value = try value(
      row["answer"], field: row.cell.field, note: reason.isEmpty ? note : reason)
    let quotes = row["quote"].split(separator: "||").map { FilledForm.plain(String($0)) }
      .filter { !$0.isEmpty }
    let files = try row.listed("file", for: quotes.count)
    let pages = try row.listed("page", for: quotes.count)
    let occurrences = try row.listed("occurrence", for: quotes.count)
    let requests = try quotes.enumerated().map { place, quote in
      QuoteRequest(
        text: quote, file: files[place].isEmpty ? nil : files[place],
        page: try FilledForm.Row.number(pages[place], "page"),
        occurrence: try FilledForm.Row.number(occurrences[place], "occurrence"))
    }
    // The sheet has no columns for these, so that what the coder said of them before still holds.
    let standing =
      value.isKnown ? study.openRound?.answers[row.cell]?.last { $0.coder == coder } : nil
    return AnswerRequest(
      cell: row.cell, value: value, quotes: requests, coder: coder,
      note: note.isEmpty && value == .notApplicable ? reason : note, reason: reason,
      certainty: standing?.certainty,
      keptAgainst: (standing?.against ?? []).filter { !study.withdrawn.contains($0) })
  }

  /// The events since the export, after a check that the sheet is of this study and wave.
  private func history(of filled: FilledForm) throws -> SheetHistory {
    let origin = filled.origin
    guard let round = study.openRound, round.wave.id == origin.wave else {
      throw WorkflowError(
        .noWave, "\(filled.file) is van meting \(origin.wave), en die staat niet open")
    }
    let events = try session.journal.events(after: max(0, origin.event - 1))
    guard origin.event > 0, events.first?.number == origin.event, events.first?.hash == origin.hash
    else {
      throw WorkflowError(
        .badInput,
        "\(filled.file) is niet uit dit onderzoek gemaakt, of uit een stand van het logboek die er niet meer is; "
          + "maak een nieuw blad met vindplaats sheets")
    }
    return try SheetHistory(events.dropFirst(), sheet: origin.id, in: study)
  }

  /// The column that a refusal is about.
  private static func column(of error: WorkflowError) -> String {
    switch error.reason {
    case .noPlace: "quote"
    case .unknownSource: "file"
    default: "answer"
    }
  }

  private static func column(of violation: Violation) -> String {
    switch violation.rule {
    case .noEvidence, .emptyQuote: "quote"
    case .hitsNotSetAside: "reason"
    case .emptyReason: "note"
    case .outsideScope, .unknownSource: "file"
    default: "answer"
    }
  }
}

/// Why a row is refused, and in which column.
struct SheetRefusal: Error {
  var column: String
  var problem: String
  var remedy: String
}

extension FilledForm.Row {
  /// The values of a column for so many quotes: one holds for all.
  fileprivate func listed(_ column: String, for count: Int) throws -> [String] {
    let parts = self[column].split(separator: "||", omittingEmptySubsequences: false)
      .map { FilledForm.plain(String($0)) }
    if parts.count == 1 { return [String](repeating: parts[0], count: count) }
    guard parts.count == count else {
      throw SheetRefusal(
        column: column, problem: "er zijn \(count) citaten en \(parts.count) waarden in deze cel",
        remedy: "Geef er één die voor elk citaat geldt, of per citaat een, met || ertussen")
    }
    return parts
  }

  fileprivate static func number(_ text: String, _ column: String) throws -> Int? {
    guard !text.isEmpty else { return nil }
    guard let number = Int(text), number > 0 else {
      throw SheetRefusal(
        column: column, problem: "‘\(text)’ is geen nummer",
        remedy: "Vul een getal vanaf 1 in, of niets")
    }
    return number
  }
}
