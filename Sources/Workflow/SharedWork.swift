// SPDX-License-Identifier: EUPL-1.2
import Dispatch
import Synchronization

/// Work in pieces that the cores share: whoever is free takes the next one.
enum SharedWork {
  /// Does all pieces, in no particular order but begun in that of the list.
  ///
  /// - Throws: the first error of a piece; no further piece is begun then.
  static func run(_ count: Int, _ piece: @Sendable (Int) throws -> Void) throws {
    let failure = Mutex<(any Error)?>(nil)
    DispatchQueue.concurrentPerform(iterations: count) { place in
      guard failure.withLock({ $0 == nil }) else { return }
      do {
        try piece(place)
      } catch {
        failure.withLock { $0 = $0 ?? error }
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
  }

  /// Does two things at once.
  ///
  /// - Throws: the first error.
  static func both<One: Sendable, Other: Sendable>(
    _ one: @Sendable () throws -> One, _ other: @Sendable () throws -> Other
  ) throws -> (One, Other) {
    let results = Mutex<(one: One?, other: Other?)>((nil, nil))
    try run(2) { place in
      if place == 0 {
        let result = try one()
        results.withLock { $0.one = result }
      } else {
        let result = try other()
        results.withLock { $0.other = result }
      }
    }
    return results.withLock { found in
      guard let one = found.one, let other = found.other else {
        preconditionFailure("a piece ends with a result or an error")
      }
      return (one, other)
    }
  }
}
