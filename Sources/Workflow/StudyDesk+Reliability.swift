// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Intake
import Model

extension StudyDesk {
  /// How far the readers of a wave agree.
  ///
  /// - Parameters:
  ///   - wave: the wave; the last one where nil.
  ///   - part: which of the cells that several readers answered.
  ///   - pairs: whether fields and themes have a row for each pair of readers too.
  ///   - seed: what the draws of the bootstrap follow from; the same seed gives the same intervals.
  /// - Throws: `WorkflowError` where the wave is unknown or has no framework yet.
  public func comparison(
    wave: String?, part: ReaderComparison.Part = .all, pairs: Bool = false, seed: UInt64
  ) throws -> ReaderComparison {
    let round = wave.map { study.round(WaveID($0)) } ?? study.rounds.last
    guard let round, let framework = round.framework else {
      let known = study.rounds.map(\.wave.id.rawValue).joined(separator: ", ")
      throw WorkflowError(
        .noWave,
        wave.map { "er is geen meting ‘\($0)’; er zijn: \(known)" }
          ?? "er is nog geen meting; draai eerst monitor")
    }
    var generator = SplitMix64(seed: seed)
    return ReaderComparison(
      of: round, study: study, framework: framework, part: part, pairs: pairs, using: &generator)
  }
}
