// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// Tells what happens to the files of a study's folder, as the system says it (inotify(7)).
///
/// - Invariant: belongs to one task at a time.
public final class FolderWatch: @unchecked Sendable {
  /// What happened since the last question.
  public struct Changes: Sendable, Equatable {
    /// The files below `sources/` that were written and closed, or put there as a whole; paths relative to it, as the
    /// file system spells them, in the order in which that happened, each once.
    public var written: [String] = []
    /// Whether anything happened that a run of `monitor` may make something of.
    public var other = false
    public var isEmpty: Bool { written.isEmpty && !other }
  }

  private let sources: URL
  private let descriptor: Int32
  /// By the number of the watch: the folder below `sources/`, ending in `/` or empty; nil for that of the study.
  private var folders: [Int32: String?] = [:]
  /// The files below `sources/` that somebody is writing, with the time of the last that was seen of that.
  private var unfinished: [String: ContinuousClock.Instant] = [:]
  /// After so long without a sign, a file counts as written: not every system tells the end.
  private static let patience = Duration.seconds(60)

  /// Linux's `F_SETLEASE`, which its headers keep to themselves.
  private static let setLease: Int32 = 1024

  /// Begins to watch; changes from then on are told.
  ///
  /// - Parameter root: the folder of a study.
  /// - Throws: `CocoaError` where the system watches no more folders.
  public init(_ root: URL) throws {
    sources = root.appendingPathComponent("sources")
    descriptor = inotify_init1(O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.refusal(root) }
    // Whoever opens a file for writing while a lease on it is asked for gets it; the signal for that ends nothing.
    signal(SIGIO, SIG_IGN)
    guard try watch(root, as: nil) else { throw Self.refusal(root) }
    try renew()
  }

  /// Watches the folders that are not watched yet: those that could not be read, or whose making was missed.
  ///
  /// - Throws: `CocoaError` where the system watches no more folders.
  public func renew() throws { _ = try watchSources("") }

  /// Whether a file below `sources/` is being written now, so that a look at it would see half of it.
  public var isBeingFilled: Bool {
    let now = ContinuousClock.now
    unfinished = unfinished.filter { now - $0.value < Self.patience }
    return !unfinished.isEmpty
  }

  deinit { close(descriptor) }

  private static func refusal(_ folder: URL) -> CocoaError {
    let reason =
      [ENOSPC, EMFILE].contains(errno)
      ? "het systeem kan niet meer mappen in de gaten houden; verhoog fs.inotify.max_user_watches"
      : String(cString: strerror(errno))
    return CocoaError(
      .fileReadUnknown,
      userInfo: [
        NSFilePathErrorKey: folder.path, NSLocalizedDescriptionKey: "\(folder.path): \(reason)",
      ])
  }

  /// - Returns: false where there is no such folder.
  private func watch(_ folder: URL, as name: String?) throws -> Bool {
    var wanted =
      IN_CLOSE_WRITE | IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | Int32(IN_ONLYDIR)
    // In the folder of the study itself the program writes all the time.
    if let name {
      wanted |= IN_MODIFY | IN_ATTRIB
      // `sources` itself may be a link to another disk; what lies in it is never followed.
      if !name.isEmpty { wanted |= Int32(IN_DONT_FOLLOW) }
    }
    let number = inotify_add_watch(descriptor, folder.path, UInt32(bitPattern: wanted))
    if number < 0, [ENOENT, ENOTDIR, EACCES].contains(errno) { return false }
    guard number >= 0 else { throw Self.refusal(folder) }
    folders[number] = .some(name)
    return true
  }

  /// Watches a folder below `sources/` and those in it.
  ///
  /// - Returns: the files in them, which may have been put there before they were watched.
  private func watchSources(_ relative: String) throws -> [String] {
    var found: [String] = []
    var waiting = [relative]
    while let next = waiting.popLast() {
      let folder = next.isEmpty ? sources : sources.appendingPathComponent(next)
      guard try watch(folder, as: next), let names = SourceScan.names(in: folder.path) else {
        continue
      }
      for bytes in names {
        guard let name = String(validating: bytes, as: UTF8.self), !name.hasPrefix(".") else {
          continue
        }
        var status = stat()
        guard lstat(folder.path + "/" + name, &status) == 0 else { continue }
        if status.st_mode & S_IFMT == S_IFDIR {
          waiting.append(next + name + "/")
        } else {
          found.append(next + name)
        }
      }
    }
    return found.sorted()
  }

  /// Waits until something happens, and tells it with what follows at once.
  ///
  /// - Parameter milliseconds: how long to wait at most.
  /// - Throws: `CocoaError` where the system watches no more folders.
  public func changes(within milliseconds: Int) async throws -> Changes {
    try await withCheckedThrowingContinuation { continuation in
      // A thread of its own waits, and none of those that the tasks share.
      DispatchQueue.global().async {
        continuation.resume(with: Result { try self.wait(milliseconds) })
      }
    }
  }

  private func wait(_ milliseconds: Int) throws -> Changes {
    let end = ContinuousClock.now + .milliseconds(milliseconds)
    var changes = Changes()
    // What the program itself writes in the folder of the study wakes this too, and is nothing.
    while changes.isEmpty {
      let left = max(0, Int32((end - ContinuousClock.now) / .milliseconds(1)))
      var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&request, 1, left) > 0 else { return changes }
      try readEvents(&changes)
    }
    return changes
  }

  private func readEvents(_ changes: inout Changes) throws {
    var known = Set<String>()
    let size = 1 << 16
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 8)
    defer { buffer.deallocate() }
    while true {
      let count = read(descriptor, buffer.baseAddress, size)
      guard count > 0 else { return }
      var place = 0
      while place < count {
        let event = buffer.load(fromByteOffset: place, as: inotify_event.self)
        let start = place + MemoryLayout<inotify_event>.size
        let name = buffer[start..<start + Int(event.len)].prefix { $0 != 0 }
        place = start + Int(event.len)
        try take(event, String(validating: name, as: UTF8.self), &changes, &known)
      }
    }
  }

  private func take(
    _ event: inotify_event, _ name: String?, _ changes: inout Changes, _ known: inout Set<String>
  ) throws {
    let mask = Int32(bitPattern: event.mask)
    guard let folder = folders[event.wd] else {
      // More happened than the system remembers: the end of what was being written may be among it.
      if mask & Int32(IN_Q_OVERFLOW) != 0 {
        unfinished = unfinished.filter { !isWhole($0.key) }
      }
      changes.other = true
      return
    }
    if mask & Int32(IN_IGNORED) != 0 {
      folders[event.wd] = nil
      return
    }
    guard let name, let folder else {
      changes.other = changes.other || name.map(isRead) ?? (folder != nil)
      if name == "sources", mask & (IN_CREATE | IN_MOVED_TO) != 0 { _ = try watchSources("") }
      return
    }
    if name.hasPrefix(".") { return }
    changes.other = true
    if mask & Int32(IN_ISDIR) != 0 {
      guard mask & (IN_CREATE | IN_MOVED_TO) != 0 else { return }
      let found = try watchSources(folder + name + "/")
      // What is still being written is told when it is closed.
      for path in found where isWhole(path) && known.insert(path).inserted {
        changes.written.append(path)
      }
      return
    }
    let path = folder + name
    if mask & IN_MODIFY != 0 || mask & IN_CREATE != 0 && !isWhole(path) {
      unfinished[path] = .now
      return
    }
    if mask & IN_ATTRIB == 0 { unfinished[path] = nil }
    // One that was made by a second name for a file is whole at once.
    if mask & (IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE) != 0, known.insert(path).inserted {
      changes.written.append(path)
    }
  }

  /// Whether nobody has a file below `sources/` open for writing, as far as the system tells: only then it grants a
  /// lease for reading (fcntl(2)).
  private func isWhole(_ path: String) -> Bool {
    let file = open(sources.path + "/" + path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
    guard file >= 0 else { return false }
    defer { close(file) }
    guard fcntl(file, Self.setLease, F_RDLCK) == 0 else { return false }
    _ = fcntl(file, Self.setLease, F_UNLCK)
    return true
  }

  /// Whether `monitor` reads a file of the study's own folder that a person writes.
  private func isRead(_ name: String) -> Bool {
    [".yaml", ".yml", ".csv"].contains { name.lowercased().hasSuffix($0) }
      || name == PasswordList.fileName || name == "sources"
  }
}
