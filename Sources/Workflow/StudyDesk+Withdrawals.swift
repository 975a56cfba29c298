// SPDX-License-Identifier: EUPL-1.2
import Model

/// Taking back what was decided: always an event of its own, so that what was taken back stays on record.
extension StudyDesk {
  /// Withdraws one coding; an answer that rested on nothing else is open again.
  ///
  /// - Returns: what was recorded, in one line.
  /// - Throws: `Violation` where there is no such coding, or no reason.
  public mutating func withdraw(
    coding id: CodingID, reason: String, actor: CoderID
  ) throws -> String {
    try takeBack(.codingWithdrawn(id: id, reason: reason), reason, actor)
  }

  /// Withdraws the settlement of a difference between readers, who then differ again.
  ///
  /// - Returns: what was recorded, in one line.
  /// - Throws: `Violation` where nothing was settled, or no reason is given.
  public mutating func withdrawSettlement(
    _ cell: Cell, reason: String, actor: CoderID
  ) throws -> String {
    guard let wave = study.openRound?.wave.id else {
      throw WorkflowError(.noWave, "er staat geen meting open")
    }
    return try takeBack(
      .settlementWithdrawn(wave: wave, cell: cell, reason: reason), reason, actor)
  }

  private mutating func takeBack(
    _ event: Event, _ reason: String, _ actor: CoderID
  ) throws -> String {
    // A stored withdrawal of a coding may lack its reason; a new one may not.
    guard !reason.allSatisfy(\.isWhitespace) else {
      throw Violation(.emptyReason, "noem met --reason waarom u dit intrekt")
    }
    let events = try session.journal.append(actor: actor.rawValue, to: &study) { _ in [event] }
    let numbers = events.map { String($0.number) }.joined(separator: ", ")
    return "vastgelegd (gebeurtenis \(numbers)): \(EventDescription.text(of: event, in: study))"
  }
}
