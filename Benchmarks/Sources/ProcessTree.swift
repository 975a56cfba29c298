// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Synchronization

/// A process with everything it started, seen through `/proc`.
struct ProcessTree {
  let root: pid_t

  /// The proportional set size of all processes of the tree at this moment, in bytes.
  ///
  /// Pages that processes share are counted once, divided among them; see
  /// <https://www.kernel.org/doc/html/latest/filesystems/proc.html>. A process that ended between two
  /// looks counts as nothing.
  var proportionalBytes: Int {
    Self.members(of: root, parents: Self.parents()).reduce(0) {
      $0 + Self.proportionalBytes(of: $1)
    }
  }

  /// The root and its descendants, given the parent of each process.
  static func members(of root: pid_t, parents: [pid_t: pid_t]) -> [pid_t] {
    let children = Dictionary(grouping: parents.keys) { parents[$0] ?? 0 }
    var members = [root]
    var next = 0
    while next < members.count {
      members += children[members[next], default: []]
      next += 1
    }
    return members
  }

  private static func parents() -> [pid_t: pid_t] {
    guard let folder = opendir("/proc") else { return [:] }
    defer { closedir(folder) }
    var parents: [pid_t: pid_t] = [:]
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard let process = pid_t(name), let line = contents("/proc/\(name)/stat") else { continue }
      parents[process] = parent(inStat: line)
    }
    return parents
  }

  /// The parent in a line of `/proc/PID/stat`, whose second column may hold spaces and brackets.
  static func parent(inStat line: String) -> pid_t? {
    guard let close = line.lastIndex(of: ")") else { return nil }
    let columns = line[line.index(after: close)...].split(separator: " ")
    return columns.count > 1 ? pid_t(columns[1]) : nil
  }

  private static func proportionalBytes(of process: pid_t) -> Int {
    contents("/proc/\(process)/smaps_rollup").flatMap(proportionalBytes(inRollup:)) ?? 0
  }

  /// The figure on the line `Pss:` of a `smaps_rollup`, in bytes.
  static func proportionalBytes(inRollup text: String) -> Int? {
    guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("Pss:") }) else {
      return nil
    }
    return line.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 * 1024 }
  }

  private static func contents(_ path: String) -> String? {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(descriptor, &bytes, bytes.count)
    return count > 0 ? String(decoding: bytes.prefix(count), as: UTF8.self) : nil
  }
}

/// Looks at process trees ten times a second and remembers the most memory they held together.
final class MemoryWatch: Sendable {
  /// What was seen.
  struct Sight {
    /// The most bytes seen at one moment; 0 for a process that ended before the first look.
    var mostBytes = 0
    /// The same, and the seconds that had passed, when a path that was waited for came to be; nil before.
    var first: Command.Cost?
    fileprivate var isWatching = true
  }

  private let sight = Mutex(Sight())

  /// - Parameter sign: a path that comes to be when the first part of the work is done.
  init(_ trees: [ProcessTree], sign: String? = nil) {
    let start = ContinuousClock.now
    Thread.detachNewThread { [self] in
      while sight.withLock({ $0.isWatching }) {
        let isSigned = sign.map { access($0, F_OK) == 0 } ?? false
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let bytes = trees.reduce(0) { $0 + $1.proportionalBytes }
        sight.withLock { sight in
          if isSigned, sight.first == nil {
            sight.first = Command.Cost(seconds: seconds, mostBytes: sight.mostBytes)
          }
          sight.mostBytes = max(sight.mostBytes, bytes)
        }
        usleep(100_000)
      }
    }
  }

  /// Stops looking.
  func stop() -> Sight {
    sight.withLock {
      $0.isWatching = false
      return $0
    }
  }
}
