// SPDX-License-Identifier: EUPL-1.2
import Synchronization

/// How often this process lacked the memory that a document asked for, where that did not end it.
///
/// A worker keeps the addresses of what it once needed, and these count for its limit: what is too much for it
/// may fit into a fresh one.
enum MemoryShortage {
  private static let noted = Atomic<Int>(0)

  static var count: Int { noted.load(ordering: .relaxed) }

  static func note() { noted.add(1, ordering: .relaxed) }
}

/// What a worker has before it: whether it read documents already, and what they left behind.
struct ReaderHistory {
  private(set) var isUsed = false

  /// Whether what was made of a document may be given as the answer.
  ///
  /// What the documents before left behind may be what was lacking, and what is read must not depend on them:
  /// without an answer, a fresh worker is asked.
  ///
  /// - Parameter shortages: how often memory was lacking while the document was read.
  mutating func mayAnswer(shortages: Int) -> Bool {
    defer { isUsed = true }
    return !isUsed || shortages == 0
  }

  /// Whether so much is held after a document that a fresh worker should take the place of this one.
  ///
  /// - Parameters:
  ///   - space: the bytes of addresses that are held; nil where unknown.
  static func isSpent(space: Int?, limit: Int) -> Bool { space.map { $0 > limit / 2 } ?? false }
}
