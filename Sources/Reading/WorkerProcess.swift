// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model

/// One worker as its parent sees it: a process with a socket for lines in and out. Used by one thread.
final class WorkerProcess {
  /// Why a worker gave no answer.
  enum Ending: Equatable {
    case time, memory, crash, notStarted
  }

  private let process: pid_t
  private let channel: Int32
  private let limits: ReadingLimits
  private var buffer: [UInt8] = []
  private var hasEnded = false

  /// Starts a worker; nil when the program cannot be started.
  init?(executable: String, arguments: [String], limits: ReadingLimits) {
    // One socket both ways; made so that no other child inherits it.
    var ends: [Int32] = [-1, -1]
    let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, type, 0, &ends) == 0 else { return nil }
    let started = Self.start(executable, arguments, channel: ends[1])
    close(ends[1])
    guard let started else {
      close(ends[0])
      return nil
    }
    process = started
    channel = ends[0]
    self.limits = limits
  }

  deinit {
    close(channel)
    if !hasEnded { _ = end(with: SIGKILL) }
  }

  private static func start(
    _ executable: String, _ arguments: [String], channel: Int32
  ) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, channel, 0)
    posix_spawn_file_actions_adddup2(&actions, channel, 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    sigaddset(&signals, SIGXCPU)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    // The threads of dispatch block signals, SIGXCPU among them, and a child inherits that.
    var blocked = sigset_t()
    sigemptyset(&blocked)
    posix_spawnattr_setsigmask(&attributes, &blocked)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK))
    var words = ([executable] + arguments).map { strdup($0) }
    words.append(nil)
    defer { words.forEach { free($0) } }
    var process = pid_t()
    // The recogniser would use all cores for one page; there is a worker per core.
    var surroundings = ProcessInfo.processInfo.environment.filter { $0.key != "OMP_THREAD_LIMIT" }
      .map { strdup("\($0.key)=\($0.value)") }
    surroundings += [strdup("OMP_THREAD_LIMIT=1"), nil]
    defer { surroundings.forEach { free($0) } }
    let status = posix_spawn(&process, executable, &actions, &attributes, words, surroundings)
    return status == 0 ? process : nil
  }

  /// Sends one line; false when the worker is gone.
  func send(_ line: some Encodable) throws -> Bool {
    var bytes = [UInt8](try JSONEncoder().encode(line))
    bytes.append(0x0A)
    var start = 0
    while start < bytes.count {
      let count = bytes.withUnsafeBytes {
        write(channel, $0.baseAddress.map { $0 + start }, $0.count - start)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      start += count
    }
    return true
  }

  /// Waits for the next answer; without one the worker has ended, for the reason given.
  ///
  /// - Parameter notice: called before each page that is recognised on its picture; then the clock starts anew.
  func answer(
    notice: (RecognitionNotice) -> Void = { _ in }
  ) -> Result<WorkerAnswer, Stopped> {
    var start = ContinuousClock.now
    var wallSeconds = limits.wallSeconds
    var noticesLeft = limits.recognition?.pageLimit ?? 0
    let longest = max(limits.textBytes * 4, 64 << 20)
    var searched = 0
    buffer.removeAll(keepingCapacity: buffer.capacity < 16 << 20)
    while true {
      if let end = buffer.withUnsafeBufferPointer({ $0.place(of: 0x0A, from: searched) }) {
        guard noticesLeft > 0, let read = RecognitionNotice(line: buffer[..<end]) else {
          return decode(upTo: end)
        }
        notice(read)
        noticesLeft -= 1
        buffer.removeSubrange(...end)
        searched = 0
        // A core may be shared: the time on the clock is twice the processor time, beside the usual.
        wallSeconds = limits.wallSeconds + 2 * (limits.recognition?.pageSeconds ?? 0)
        start = ContinuousClock.now
        continue
      }
      searched = buffer.count
      let spent = ContinuousClock.now - start
      let left = Int64(wallSeconds) * 1000 - spent.components.seconds * 1000
      guard left > 0, searched < longest else {
        _ = end(with: SIGKILL)
        return .failure(Stopped(ending: left > 0 ? .memory : .time))
      }
      var waiting = pollfd(fd: channel, events: Int16(POLLIN), revents: 0)
      let status = poll(&waiting, 1, Int32(min(left, 1000)))
      if status == 0 || (status < 0 && errno == EINTR) { continue }
      if !receive() { return .failure(Stopped(ending: end(with: SIGKILL))) }
    }
  }

  struct Stopped: Error {
    var ending: Ending
    /// What the worker said as its last words.
    var last: WorkerLastLine?
  }

  private func decode(upTo end: Int) -> Result<WorkerAnswer, Stopped> {
    if buffer.starts(with: "{\"page\":".utf8) {
      let last = try? JSONDecoder().decode(WorkerLastLine.self, from: Data(buffer[..<end]))
      return .failure(Stopped(ending: self.end(with: SIGKILL), last: last))
    }
    do {
      return .success(
        try buffer.withUnsafeBufferPointer {
          try WorkerAnswer(line: UnsafeBufferPointer(rebasing: $0[..<end]))
        })
    } catch {
      _ = self.end(with: SIGKILL)
      return .failure(Stopped(ending: .crash))
    }
  }

  /// Takes in what the worker wrote; false at the end of its output.
  private func receive() -> Bool {
    let chunk = 1 << 18
    let before = buffer.count
    buffer.reserveCapacity(before + chunk)
    let bytes = [UInt8](unsafeUninitializedCapacity: chunk) { space, count in
      count = max(0, read(channel, space.baseAddress, chunk))
    }
    buffer.append(contentsOf: bytes)
    return !bytes.isEmpty
  }

  /// Ends the process if it still runs, and says why it ended.
  private func end(with signal: Int32) -> Ending {
    guard !hasEnded else { return .crash }
    hasEnded = true
    var status: Int32 = 0
    var usage = rusage()
    // A process that is ending by itself gets a moment, so that its own reason is seen.
    for _ in 0..<50 {
      if wait4(process, &status, WNOHANG, &usage) == process {
        return ending(status: status, usage: usage)
      }
      usleep(2_000)
    }
    kill(process, signal)
    while wait4(process, &status, 0, &usage) < 0 && errno == EINTR {}
    return ending(status: status, usage: usage)
  }

  private func ending(status: Int32, usage: rusage) -> Ending {
    let signal = status & 0x7F
    if signal == 0 && (status >> 8) & 0xFF == 127 { return .notStarted }
    if signal == SIGXCPU { return .time }
    // Resident memory is counted in kilobytes.
    if usage.ru_maxrss * 1024 > limits.memoryBytes / 2 { return .memory }
    return .crash
  }
}
