// SPDX-License-Identifier: EUPL-1.2
import Model

/// A cell that readers answered differently when each read it alone.
public struct ReaderDifference: Sendable, Equatable {
  public var cell: Cell
  /// What each answered first-hand, in the order of the pseudonyms.
  public var answers: [Answer]
  /// What a third or the readers together settled; its note says on what ground.
  public var settlement: Answer?
  /// Whether they answer alike by now without a settlement: somebody changed the answer after seeing the other.
  public var isResolved: Bool

  /// Whether it still has to be settled.
  public var isOpen: Bool { settlement == nil && !isResolved }

  /// The differences of a wave, in the order of the cells; what readers may not see yet is not among them.
  public static func all(in round: Round, of study: Study) -> [ReaderDifference] {
    round.answers.keys.sorted().compactMap { cell in
      let first = study.firstHand(cell, in: round)
      guard Set(first.map(\.value)).count > 1, study.awaited(cell, in: round).isEmpty else {
        return nil
      }
      return ReaderDifference(
        cell: cell, answers: first.sorted { $0.coder < $1.coder },
        settlement: round.settlements[cell],
        isResolved: Set((round.answers[cell] ?? []).map(\.value)).count < 2)
    }
  }
}

/// What one reader has to do, and has done, in a wave.
public struct ReaderWork: Sendable, Equatable {
  public var coder: CoderID
  /// The cells that wait for this reader: first those from which the readers learn to read alike, then in order.
  public var waiting: [Cell]
  /// Those of the waiting cells from which the readers learn to read alike.
  public var calibration: Set<Cell> = []
  /// How many cells the reader answered, and how many of those others read too.
  public var answered: Int
  public var shared: Int
  /// How many of those differ and are not settled.
  public var differing: Int
}

extension Picture {
  /// The work of every reader whom cells are assigned to or who answered, in the order of the pseudonyms.
  ///
  /// A cell waits for a reader where search does not settle it and the reader has not answered it. Where the
  /// work is not divided, a cell waits for whoever comes first, and stands in nobody's list.
  ///
  /// - Parameter round: the wave of the study that this is the picture of.
  public func work(in round: Round, of study: Study) -> [ReaderWork] {
    let open = Set(differences.filter(\.isOpen).map(\.cell))
    var work: [CoderID: ReaderWork] = [:]
    func change(_ coder: CoderID, _ body: (inout ReaderWork) -> Void) {
      body(
        &work[
          coder,
          default: ReaderWork(coder: coder, waiting: [], answered: 0, shared: 0, differing: 0)])
    }
    for assignment in round.readers { change(assignment.coder) { _ in } }
    for (cell, answers) in round.answers {
      for answer in answers {
        change(answer.coder) {
          $0.answered += 1
          if answers.count > 1 { $0.shared += 1 }
        }
      }
      guard open.contains(cell) else { continue }
      for answer in answers { change(answer.coder) { $0.differing += 1 } }
    }
    for outcome in outcomes.values {
      let cell = outcome.cell
      guard case .open(let waiting) = outcome.standing else { continue }
      if case .dependsOn = waiting { continue }
      for coder in study.assigned(cell, in: round)
      where !(round.answers[cell] ?? []).contains(where: { $0.coder == coder }) {
        change(coder) { $0.waiting.append(cell) }
      }
    }
    return work.values.sorted { $0.coder < $1.coder }.map { one in
      var one = one
      one.calibration = Set(one.waiting.filter { study.isCalibration($0, in: round) })
      one.waiting.sort { left, right in
        let first = one.calibration.contains(left)
        return first == one.calibration.contains(right) ? left < right : first
      }
      return one
    }
  }
}
