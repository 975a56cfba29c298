// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Exchange
import Model

extension StudyDesk {
  /// Who was interviewed, and who still has to be asked.
  ///
  /// - Parameter toDoOnly: whether to show only what is still to do.
  public func interviews(toDoOnly: Bool) throws -> Table {
    InterviewRows.table(InterviewPlan(of: try lastRound()), toDoOnly: toDoOnly)
  }

  /// The form to fill in while talking to a unit: what no reader has answered yet.
  ///
  /// - Throws: `WorkflowError` where the unit is not known or not examined.
  public func interviewForm(for code: String) throws -> Table {
    let round = try lastRound()
    guard let framework = round.framework else {
      throw WorkflowError(.noFramework, "er is nog geen analysekader; draai eerst monitor")
    }
    guard
      let unit = round.units.first(where: { $0.code.rawValue.lowercased() == code.lowercased() })
    else { throw WorkflowError(.unknownUnit, "‘\(code)’ staat niet in units.csv") }
    guard unit.isExamined else {
      throw WorkflowError(
        .unknownUnit,
        "\(unit.code) (\(unit.name)) wordt niet onderzocht; zet examined op ja in units.csv")
    }
    return InterviewRows.form(
      for: unit, framework: framework,
      answered: Set(round.answers.filter { !$0.value.isEmpty }.keys))
  }

  private func lastRound() throws -> Round {
    guard let round = study.openRound ?? study.rounds.last else {
      throw WorkflowError(.noWave, "er is nog geen meting; draai eerst monitor")
    }
    return round
  }
}
