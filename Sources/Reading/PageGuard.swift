// SPDX-License-Identifier: EUPL-1.2
import CPoppler
import DutchText
import Foundation

/// Shares the processor time of a document out over its pages, in a process that reads for another.
///
/// A page gets at most a quarter of the document's time. A page that takes more ends the process, which says
/// with its last words which page it was, so that the others can be read without it. When three quarters of
/// the document's time are gone, no further page is begun, so that what was read is not lost.
final class PageGuard {
  private let seconds: Int
  private let pageSeconds: Int

  /// - Parameters:
  ///   - seconds: the processor time that is left for the document.
  ///   - limits: those of a document that was not tried before; a page may take a quarter of its time.
  init(seconds: Int, limits: ReadingLimits) {
    self.seconds = seconds
    // The system counts whole seconds.
    pageSeconds = max(1, limits.cpuSeconds / 4)
    cpageguard_begin_document()
    allow(seconds: seconds)
  }

  /// Has the process say, when it ends by a signal, which page it was reading.
  static func install() { cpageguard_install() }

  /// Whether so much time is gone that no further page is to be begun.
  var isSpent: Bool { cpageguard_milliseconds() >= Int64(seconds) * 750 }

  /// - Parameter page: counted from 1.
  func begin(page: Int) {
    cpageguard_begin_page(Int32(clamping: page))
    allow(seconds: pageSeconds)
  }

  /// Allows a page its own time to be recognised on its picture.
  func beginRecognition(page: Int, seconds: Int) {
    cpageguard_begin_recognition(Int32(clamping: page))
    allow(seconds: pageSeconds + seconds)
  }

  /// The pages are read; what is left is to put them together.
  func endPages() {
    cpageguard_begin_page(0)
    allow(seconds: max(pageSeconds, seconds - Int(cpageguard_milliseconds() / 1000)))
  }

  /// Allows so many seconds more than were used so far; the limit counts for the whole process.
  private func allow(seconds: Int) {
    var usage = rusage()
    getrusage(RUSAGE_SELF.rawValue, &usage)
    let used = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
    let resource = __rlimit_resource_t(RLIMIT_CPU.rawValue)
    var limit = rlimit()
    getrlimit(resource, &limit)
    // The soft limit only, so that the next document can have its own.
    limit.rlim_cur = min(rlim_t(used + 1 + seconds), limit.rlim_max)
    setrlimit(resource, &limit)
  }
}

/// A page at which reading or recognising a document ended before, and why.
struct LostPage: Codable, Sendable, Equatable {
  /// Counted from 1.
  var page: Int
  var cause: Cause

  enum Cause: String, Codable, Sendable {
    case time, memory, crash
  }
}

/// What is known of a document from trying it before, and the guard over its time.
struct ReadingEffort {
  var passwords: [String] = []
  var limits = ReadingLimits()
  /// Decides about hyphens at line ends.
  var words: WordList?
  /// The pages to leave out.
  var lost: [LostPage] = []
  /// The last page to read, counted from 1; nil for all.
  var lastPage: Int?
  /// The pages not to recognise on their pictures.
  var unrecognized: [LostPage] = []
  /// The last page to recognise, counted from 1; nil for all.
  var lastRecognized: Int?
  /// Told before each page that is recognised on its picture.
  var watch: RecognitionWatch?
  /// The guard in a process of its own; nil in the process of the user.
  var pageGuard: PageGuard?
}
