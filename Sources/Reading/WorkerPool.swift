// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model
import Synchronization

/// Reads documents in processes of their own, so that a hostile or broken file takes nothing down.
///
/// A file that ends a worker which read others before is tried once more in a fresh one, unless it took too
/// long. A page of a PDF that ends its worker is left out, so that the other pages are read. What is left is a
/// failed extraction that names the limit. The workers end with the pool and with this process, however it ends.
///
/// ```swift
/// let pool = WorkerPool(executable: CommandLine.arguments[0], arguments: ["worker"], workers: 2)
/// let extraction = await pool.read(ReadingRequest(path: "/data/a.pdf", name: "bronnen/a.pdf"))
/// ```
public final class WorkerPool: Sendable {
  private let queue = JobQueue()
  private let workers: Int

  /// - Parameters:
  ///   - executable: the path of a program that calls `ReadingWorker.run()`.
  ///   - workers: how many documents are read at once; the number of cores is a good choice.
  ///   - words: the path of the word list, if there is one.
  public init(
    executable: String, arguments: [String] = ["worker"], workers: Int,
    limits: ReadingLimits = ReadingLimits(), words: String? = nil
  ) {
    // Writing to a worker that has ended must give an error, not end this process.
    signal(SIGPIPE, SIG_IGN)
    self.workers = max(1, workers)
    for _ in 0..<max(1, workers) {
      let lane = WorkerLane(
        executable: executable, arguments: arguments, limits: limits, words: words, queue: queue)
      let thread = Thread { lane.run() }
      thread.stackSize = 4 << 20
      thread.start()
    }
  }

  deinit { queue.close() }

  /// Reads a document; waits until a worker is free.
  public func read(_ request: ReadingRequest) async -> Extraction {
    await withCheckedContinuation { continuation in
      queue.add(Job(request: request) { continuation.resume(returning: $0) })
    }
  }

  /// Reads documents in the order in which workers become free, and gives each as it is ready.
  ///
  /// - Parameters:
  ///   - page: gets the place of the request before a page of it is recognised on its picture, with the number
  ///     of the page and of the pages to recognise; called like `each`.
  ///   - each: gets the place of the request in the array and what was read; called on the threads
  ///     of the workers, at most one call per worker at a time.
  public func read(
    _ requests: [ReadingRequest],
    page: @escaping @Sendable (Int, Int, Int) -> Void = { _, _, _ in },
    each: @escaping @Sendable (Int, Extraction) -> Void
  ) async {
    await read(requests.count, request: { requests[$0] }, page: page, each: each)
  }

  /// The same for many documents: each request is made when its turn comes, so that memory does not grow with them.
  ///
  /// - Parameter request: gives the request at a place, from 0; called on any thread, once for each.
  public func read(
    _ count: Int, request: @escaping @Sendable (Int) -> ReadingRequest,
    page: @escaping @Sendable (Int, Int, Int) -> Void = { _, _, _ in },
    each: @escaping @Sendable (Int, Extraction) -> Void
  ) async {
    guard count > 0 else { return }
    let state = Mutex((next: 0, left: count))
    let queue = queue
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      @Sendable func add() {
        let place = state.withLock { state in
          defer { state.next += 1 }
          return state.next
        }
        guard place < count else { return }
        queue.add(
          Job(request: request(place), notice: { page(place, $0.page, $0.pages) }) { extraction in
            add()
            each(place, extraction)
            let isLast = state.withLock { state in
              state.left -= 1
              return state.left == 0
            }
            if isLast { continuation.resume() }
          })
      }
      // For each worker one that it reads, those whose result is looked at, and one that waits.
      for _ in 0..<(2 + UnfinishedResults.most) * workers { add() }
    }
  }
}

/// A document that waits for a worker.
struct Job: Sendable {
  var request: ReadingRequest
  /// Called before a page is recognised on its picture.
  var notice: @Sendable (RecognitionNotice) -> Void = { _ in }
  var finish: @Sendable (Extraction) -> Void
}

/// The documents that wait, in order; closing it ends the threads that take from it.
final class JobQueue: @unchecked Sendable {
  private let condition = NSCondition()
  /// Nil where a job was taken: what it holds on to is let go with it.
  private var jobs: [Job?] = []
  private var first = 0
  private var isClosed = false

  func add(_ job: Job) {
    condition.lock()
    jobs.append(job)
    condition.signal()
    condition.unlock()
  }

  /// Waits for the next job; nil when the queue is closed and empty.
  func next() -> Job? {
    condition.lock()
    defer { condition.unlock() }
    while first == jobs.count && !isClosed { condition.wait() }
    guard first < jobs.count else { return nil }
    let job = jobs[first]
    jobs[first] = nil
    first += 1
    if first > 1000 {
      jobs.removeFirst(first)
      first = 0
    }
    return job
  }

  func close() {
    condition.lock()
    isClosed = true
    condition.broadcast()
    condition.unlock()
  }
}

/// The results of one worker that were not given on yet: whole documents in memory, and so only as many as have little
/// text together. What takes them on may pause for a while, and the worker goes on meanwhile.
final class UnfinishedResults: @unchecked Sendable {
  /// How many may wait.
  static let most = 16
  /// How much text they may have together, in bytes, where they are more than one.
  private static let mostBytes = 4 << 20

  private let condition = NSCondition()
  private var count = 0
  private var bytes = 0

  /// Waits until there is room for one more with so much text.
  func add(_ more: Int) {
    condition.lock()
    while count > 0, count >= Self.most || bytes + more > Self.mostBytes { condition.wait() }
    count += 1
    bytes += more
    condition.unlock()
  }

  func remove(_ less: Int) {
    condition.lock()
    count -= 1
    bytes -= less
    condition.signal()
    condition.unlock()
  }
}

/// One thread of the parent with the worker that it drives.
final class WorkerLane: @unchecked Sendable {
  private let executable: String
  private let arguments: [String]
  private let limits: ReadingLimits
  private let words: String?
  private let queue: JobQueue
  private var worker: WorkerProcess?
  /// Whether the worker was asked for a document already.
  private var isUsed = false
  private var lastID = 0
  /// Gives results on, one after the other, while the worker reads the next documents.
  private let finisher = DispatchQueue(label: "vindplaats.reading")
  private let unfinished = UnfinishedResults()

  init(
    executable: String, arguments: [String], limits: ReadingLimits, words: String?, queue: JobQueue
  ) {
    self.words = words
    self.executable = executable
    self.arguments = arguments
    self.limits = limits
    self.queue = queue
  }

  /// Reads what waits until the queue is closed.
  func run() {
    // It takes its time to start, and may as well do so before the first document is there.
    start()
    while let job = queue.next() {
      let extraction = read(job)
      let bytes = extraction.pages.reduce(0) { $0 + $1.text.utf8.count }
      unfinished.add(bytes)
      finisher.async { [unfinished] in
        job.finish(extraction)
        unfinished.remove(bytes)
      }
    }
    worker = nil
  }

  private func start() {
    worker = WorkerProcess(executable: executable, arguments: arguments, limits: limits)
    isUsed = false
  }

  /// The most pages of a document that may each end a worker, before the rest is left unread.
  private static let mostLostPages = 3

  private func read(_ job: Job) -> Extraction {
    let request = job.request
    var line = WorkerLine(
      path: request.path, name: request.name, cpuSeconds: limits.cpuSeconds)
    while true {
      let isFresh = worker == nil || !isUsed
      switch attempt(line, job) {
      case .success(let extraction):
        let isTold = line.passwords != nil
        let needsPassword = !isTold && extraction.lock == .closed && !request.passwords.isEmpty
        // A worker that is told passwords read nothing before that, and reads nothing after.
        if isTold || needsPassword { worker = nil }
        guard needsPassword else { return extraction }
        line.passwords = request.passwords
      case .failure(let stopped):
        if !isFresh, stopped.ending != .time { continue }
        guard let last = stopped.last, leaveOut(last, stopped.ending, of: &line) else {
          return failure(stopped.ending, request)
        }
      }
    }
  }

  /// Leaves out the page that ended a worker; false when nothing is left to try.
  private func leaveOut(
    _ last: WorkerLastLine, _ ending: WorkerProcess.Ending, of line: inout WorkerLine
  ) -> Bool {
    if last.recognizing == 1 { return leaveUnrecognized(last.page, ending, of: &line) }
    guard last.page > 0, line.lastPage == nil else { return false }
    var lost = line.lost ?? []
    guard !lost.contains(where: { $0.page == last.page }) else { return false }
    if lost.count < Self.mostLostPages {
      lost.append(LostPage(page: last.page, cause: ending.cause))
      line.lost = lost
    } else {
      line.lastPage = last.page - 1
    }
    let left = (line.cpuSeconds ?? limits.cpuSeconds) - last.milliseconds / 1000
    line.cpuSeconds = max(left, limits.cpuSeconds / 4, 1)
    return line.lastPage != 0
  }

  /// Leaves a page as its text layer has it, where recognising it ended a worker; the other pages keep theirs.
  private func leaveUnrecognized(
    _ page: Int, _ ending: WorkerProcess.Ending, of line: inout WorkerLine
  ) -> Bool {
    var left = line.unrecognized ?? []
    guard page > 0, line.lastRecognized == nil, !left.contains(where: { $0.page == page }) else {
      return false
    }
    left.append(LostPage(page: page, cause: ending.cause))
    line.unrecognized = left
    if left.count > Self.mostLostPages { line.lastRecognized = page - 1 }
    return true
  }

  private func attempt(
    _ line: WorkerLine, _ job: Job
  ) -> Result<Extraction, WorkerProcess.Stopped> {
    var recognizing: Int?
    do {
      if worker == nil { start() }
      guard let worker else { return .failure(.init(ending: .notStarted)) }
      if !isUsed { _ = try worker.send(WorkerLine(limits: limits, words: words)) }
      isUsed = true
      lastID += 1
      var line = line
      line.id = lastID
      _ = try worker.send(line)
      let answer = try worker.answer { notice in
        recognizing = notice.page
        job.notice(notice)
      }.get()
      guard answer.id == lastID else { throw WorkerProcess.Stopped(ending: .crash) }
      return .success(answer.extraction)
    } catch var stopped as WorkerProcess.Stopped {
      worker = nil
      // One that was ended from outside has no last words, but it said which page it was at.
      if stopped.last == nil, let recognizing {
        stopped.last = WorkerLastLine(page: recognizing, milliseconds: 0, recognizing: 1)
      }
      return .failure(stopped)
    } catch {
      worker = nil
      return .failure(.init(ending: .crash))
    }
  }

  private func failure(_ ending: WorkerProcess.Ending, _ request: ReadingRequest) -> Extraction {
    let reason: ReadingFailure =
      switch ending {
      case .time: .time
      case .memory: .memory
      case .crash: .crash
      case .notStarted: .workerNotStarted
      }
    return reason.extraction(format: "", file: request.name)
  }
}

extension WorkerProcess.Ending {
  /// What is said of the page at which a worker ended so.
  fileprivate var cause: LostPage.Cause {
    switch self {
    case .time: .time
    case .memory: .memory
    case .crash, .notStarted: .crash
    }
  }
}
