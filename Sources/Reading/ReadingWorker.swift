// SPDX-License-Identifier: EUPL-1.2
import DutchText
import Foundation
import Model

/// The process that reads documents for another: lines of JSON in, one line of JSON out per document.
///
/// Any program can drive it that waits for each answer before it asks again; the lines are described at
/// `WorkerLine` and `WorkerAnswer`. It limits itself (memory, processor time per document, no files written, no
/// core dump), so that a hostile document ends this process only. It ends when its standard input closes or its
/// parent is gone; with status 0 after an answer where much memory is in use by then; and with status 3, without
/// an answer, where a document lacked memory that the ones before may hold: then a new process is to be asked.
public enum ReadingWorker {
  /// Reads documents until the standard input closes or a fresh process had better go on, and then ends the process.
  public static func run() -> Never {
    endWithParent()
    PageGuard.install()
    var limits = ReadingLimits()
    var words: WordList?
    var history = ReaderHistory()
    limitProcess(limits)
    let decoder = JSONDecoder()
    while let line = readLine(strippingNewline: true) {
      guard !line.isEmpty else { continue }
      guard let request = request(line, decoder) else { continue }
      if let path = request.words { words = open(words: path) }
      if let given = request.limits {
        limits = given
        limitProcess(limits)
      }
      guard let id = request.id, let path = request.path else { continue }
      let pageGuard = PageGuard(seconds: request.cpuSeconds ?? limits.cpuSeconds, limits: limits)
      if let picture = request.picture {
        answer(draw(picture, request, path, id: id, limits))
        continue
      }
      let effort = ReadingEffort(
        passwords: request.passwords ?? [], limits: limits, words: words,
        lost: request.lost ?? [],
        lastPage: request.lastPage, unrecognized: request.unrecognized ?? [],
        lastRecognized: request.lastRecognized,
        watch: { page, pages in
          send(RecognitionNotice(page: page, pages: pages, id: id).line)
          pageGuard.beginRecognition(page: page, seconds: limits.recognition?.pageSeconds ?? 0)
        }, pageGuard: pageGuard)
      let shortages = MemoryShortage.count
      let extraction = DocumentReader.read(path: path, name: request.name, effort: effort)
      guard history.mayAnswer(shortages: MemoryShortage.count - shortages) else { exit(3) }
      answer(WorkerAnswer(id: id, extraction: extraction))
      if ReaderHistory.isSpent(space: ProcessMemory.addressSpace, limit: limits.memoryBytes) {
        exit(0)
      }
    }
    exit(0)
  }

  private static func draw(
    _ picture: PictureRequest, _ request: WorkerLine, _ path: String, id: Int,
    _ limits: ReadingLimits
  ) -> WorkerAnswer {
    let name = request.name ?? path
    do {
      let png = try PagePicture.png(
        picture, path: path, name: name, passwords: request.passwords ?? [], limits: limits)
      return WorkerAnswer(
        id: id, extraction: Extraction(state: .read, format: "pdf"), picture: png)
    } catch {
      let failure = error as? ReadingFailure ?? .damaged("het is niet te lezen")
      return WorkerAnswer(id: id, extraction: failure.extraction(format: "", file: name))
    }
  }

  /// Reading on without the list would give other text than its edition promises, so the worker ends.
  private static func open(words path: String) -> WordList {
    do throws(WordListError) {
      return try WordList(path: path)
    } catch {
      complain("\(error)")
      exit(1)
    }
  }

  private static func request(_ line: String, _ decoder: JSONDecoder) -> WorkerLine? {
    do {
      return try decoder.decode(WorkerLine.self, from: Data(line.utf8))
    } catch {
      // The line may hold passwords.
      complain("een regel van \(line.utf8.count) bytes is geen opdracht")
      return nil
    }
  }

  private static func answer(_ answer: WorkerAnswer) {
    do {
      send(try answer.line())
    } catch {
      complain("het antwoord kan niet worden geschreven")
      exit(1)
    }
  }

  private static func send(_ line: [UInt8]) {
    var start = 0
    while start < line.count {
      let count = line.withUnsafeBytes {
        write(1, $0.baseAddress.map { $0 + start }, $0.count - start)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else {
        // A parent that is gone wants no answer; anything else must be seen.
        guard count < 0, errno != EPIPE else { exit(0) }
        complain("het antwoord kan niet worden geschreven: \(String(cString: strerror(errno)))")
        exit(1)
      }
      start += count
    }
  }

  private static func complain(_ text: String) {
    FileHandle.standardError.write(Data("vindplaats worker: \(text)\n".utf8))
  }

  /// Ends the process within a second after its parent did, also in the middle of a document.
  private static func endWithParent() {
    let parent = getppid()
    Thread.detachNewThread {
      while getppid() == parent { usleep(500_000) }
      _exit(0)
    }
  }

  private static func limitProcess(_ limits: ReadingLimits) {
    // A library that wants to write a file is told that it may not, and does not end the worker: fontconfig
    // does that to keep what it knows of fonts, wherever nobody did before.
    signal(SIGXFSZ, SIG_IGN)
    set(__rlimit_resource_t(RLIMIT_AS.rawValue), limits.memoryBytes)
    set(__rlimit_resource_t(RLIMIT_CORE.rawValue), 0)
    set(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), 0)
  }

  /// Sets the soft limit; the hard one stays, so that the next document can have its own.
  private static func set(_ resource: __rlimit_resource_t, _ value: Int) {
    var limit = rlimit()
    getrlimit(resource, &limit)
    limit.rlim_cur = min(rlim_t(value), limit.rlim_max)
    setrlimit(resource, &limit)
  }
}
