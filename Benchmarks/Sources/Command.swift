// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// A program with its arguments, run as a user would run it, with its output thrown away or kept.
struct Command {
  /// A name that is looked up in `PATH`, or a path.
  let program: String
  let arguments: [String]
  /// Where standard output goes.
  var output = "/dev/null"
  /// Statuses that are no failure; ripgrep gives 1 where it finds nothing.
  var accepted: Set<Int32> = [0]

  init(_ program: String, _ arguments: [String]) {
    self.program = program
    self.arguments = arguments
  }

  func writing(to path: String) -> Command {
    var command = self
    command.output = path
    return command
  }

  func accepting(_ statuses: Set<Int32>) -> Command {
    var command = self
    command.accepted = statuses
    return command
  }

  /// What a run took.
  struct Cost: Equatable {
    var seconds: Double
    /// The most proportional memory of all its processes together at one moment.
    var mostBytes: Int
  }

  /// Runs commands at the same time and waits for all of them.
  ///
  /// - Throws: `BenchmarkError` where one cannot be started or fails.
  @discardableResult
  static func run(_ commands: [Command]) throws -> Cost { try run(commands, sign: nil).whole }

  /// Runs this command in two parts, of which the first ends when a path comes to be.
  ///
  /// - Returns: what the first part took, and the whole; the same where the path never came.
  /// - Throws: as `run`.
  func run(until sign: URL) throws -> (first: Cost, whole: Cost) {
    let costs = try Self.run([self], sign: sign.path)
    return (costs.first ?? costs.whole, costs.whole)
  }

  private static func run(
    _ commands: [Command], sign: String?
  ) throws -> (first: Cost?, whole: Cost) {
    let start = ContinuousClock.now
    let processes = try commands.map { try $0.start() }
    let watch = MemoryWatch(processes.map(ProcessTree.init), sign: sign)
    let statuses = processes.map(wait)
    let duration = ContinuousClock.now - start
    let sight = watch.stop()
    let cost = Cost(seconds: duration / .seconds(1), mostBytes: sight.mostBytes)
    for (command, status) in zip(commands, statuses) where !command.accepted.contains(status) {
      throw BenchmarkError(
        .failed,
        "\(command.program) \(command.arguments.prefix(3).joined(separator: " ")) "
          + "ended with status \(status)")
    }
    return (sight.first, cost)
  }

  @discardableResult
  func run() throws -> Cost { try Self.run([self]) }

  /// Runs commands one after another.
  static func runInTurn(_ commands: [Command]) throws -> Cost {
    try commands.reduce(into: Cost(seconds: 0, mostBytes: 0)) { total, command in
      let cost = try command.run()
      total.seconds += cost.seconds
      total.mostBytes = max(total.mostBytes, cost.mostBytes)
    }
  }

  /// Runs and gives what was written to standard output.
  func text() throws -> String {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("benchmark-\(UUID().uuidString)")
    defer { unlink(file.path) }
    try writing(to: file.path).run()
    return try String(contentsOf: file, encoding: .utf8)
  }

  private func start() throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var words = ([program] + arguments).map { strdup($0) }
    words.append(nil)
    defer { words.forEach { free($0) } }
    var process: pid_t = 0
    let failure = posix_spawnp(&process, program, &actions, nil, words, environ)
    guard failure == 0 else {
      throw BenchmarkError(
        .couldNotStart,
        "\(program) cannot be started (\(String(cString: strerror(failure)))); "
          + "install it or name it with an option")
    }
    return process
  }

  /// Waits for a process; a signal gives 128 and its number, as a shell does.
  private static func wait(_ process: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }
}
