// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Intake
import Journaling
import Model

extension Monitor {
  /// What a monitor that stays tells.
  public enum Notice: Sendable {
    /// A whole run was done: the draft is that of the folder as it was then.
    case run(Result)
    /// These papers were taken in and can be searched; the draft follows when it is quiet.
    case took([PaperTaken])
    /// A run or a paper failed, for the reason given; it is tried again when something changes, and after a while.
    case failed(any Error)
  }

  /// For how long nothing may happen in the folder before the draft is made.
  public static let quietMilliseconds = 2_000

  /// Monitors, and stays: takes in each paper as soon as it stands in `sources/`, and makes the draft when it is quiet.
  ///
  /// A paper that comes in is kept, registered, read and indexed by itself (`PaperIntake`). Whatever else changes in the
  /// folder or in the journal leads to a whole run, and so does every paper once it is quiet, so that the study is
  /// what one run would have made of it. Ends when the task is cancelled.
  ///
  /// - Parameter tell: is called in the order in which things happen.
  /// - Throws: what a first run throws, and `CocoaError` where the system watches no more folders.
  public func watch(_ tell: (Notice) -> Void) async throws {
    try StudySession.check(paths, isMonitor: true)
    // Locked to the end, and watched before the first look, so that nothing falls between.
    let lock = try StudyLock(paths)
    let folder = try FolderWatch(paths.folder)
    var intake: PaperIntake?
    var head = 0
    func monitor() async throws {
      intake = nil
      try folder.renew()
      let pass = try await pass(lock)
      head = pass.study.headNumber
      tell(.run(pass.result))
      intake = PaperIntake(pass, progress: progress)
    }
    try await monitor()
    // Whether something happened that a whole run has not seen, and until when it waits after one that failed.
    var waiting = false
    var pause: ContinuousClock.Instant?
    while !Task.isCancelled {
      do {
        let changes = try await folder.changes(within: Self.quietMilliseconds)
        if !changes.isEmpty {
          waiting = true
          pause = nil
        }
        if !changes.written.isEmpty, let intake {
          let taken = try await intake.take(changes.written)
          head = intake.headNumber
          if !taken.isEmpty { tell(.took(taken)) }
        }
        guard changes.isEmpty, !folder.isBeingFilled, pause.map({ $0 < .now }) ?? true else {
          continue
        }
        guard waiting || lastEvent() ?? head != head else { continue }
        try await monitor()
        waiting = false
      } catch {
        tell(.failed(error))
        intake = nil
        waiting = true
        pause = .now + Self.pauseAfterFailure
      }
    }
  }

  /// How long a run that failed is not tried again, unless something changes in the folder.
  private static let pauseAfterFailure = Duration.seconds(60)

  /// The number of the last event, whoever appended it; nil where the journal cannot be asked just now.
  private func lastEvent() -> Int? {
    do {
      return try Journal(url: paths.journal, isReadOnly: true).head().number
    } catch {
      // Somebody may be writing it: it is asked again in a moment.
      return nil
    }
  }
}
