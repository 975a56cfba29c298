// SPDX-License-Identifier: EUPL-1.2
import Intake
import Model
import Reading

extension ReadingLimits {
  /// These limits with what `study.yaml` says in their place.
  func bounded(by settings: Intake.DocumentLimits) -> Self {
    var limits = self
    limits.textBytes = settings.textMegabytes << 20
    limits.expandedBytes = settings.expandedMegabytes << 20
    limits.memoryBytes = settings.memoryMegabytes << 20
    limits.wallSeconds = settings.secondsPerFile
    limits.cpuSeconds = max(1, settings.secondsPerFile * 3 / 4)
    return limits
  }
}

extension AnswerRequest {
  /// What a row of `answers.csv` asks; several quotes stand between ` || `, and file, page and occurrence
  /// then hold for each.
  init(_ row: AnswerRow, study: Study) {
    var cell = row.cell
    // A document may be named by its path.
    if let id = study.sourceByPath[cell.unit.rawValue] { cell.unit = UnitCode(id.rawValue) }
    cell = study.standingFor(cell)
    let quotes = row.quote.split(separator: " || ").map { part in
      QuoteRequest(
        text: String(part), file: row.file, page: row.page, occurrence: row.occurrence)
    }
    self.init(
      cell: cell, value: row.value, quotes: quotes, coder: row.coder,
      note: row.note.isEmpty && row.value == .notApplicable ? row.reason : row.note,
      reason: row.reason, certainty: row.certainty,
      against: row.against.split(separator: " || ").map {
        QuoteRequest(text: String($0), file: row.againstFile, page: row.againstPage)
      })
  }
}
