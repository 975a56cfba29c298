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
