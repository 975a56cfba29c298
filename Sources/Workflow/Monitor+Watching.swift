// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Intake
import Model

extension Monitor {
  /// What a monitor that stays tells.
  public enum Notice: Sendable {
    /// A whole run was done: the draft is that of the folder as it was then.
    case run(Result)
    /// These papers were taken in and can be searched; the draft follows when it is quiet.
    case took([PaperTaken])
    /// A run or a paper failed, for the reason given; it is tried again when something changes.
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
    // Watched before the first look, so that nothing falls between.
    let folder = try FolderWatch(paths.folder)
    var intake: PaperIntake?
    func monitor() async throws {
      // The study is let go first: a run opens it anew.
      intake = nil
      let pass = try await pass()
      tell(.run(pass.result))
      intake = PaperIntake(pass, progress: progress)
    }
    try await monitor()
    var waiting = false
    while !Task.isCancelled {
      let changes = try await folder.changes(within: Self.quietMilliseconds)
      waiting = waiting || !changes.isEmpty
      do {
        if !changes.written.isEmpty, let intake {
          let taken = try await intake.take(changes.written)
          if !taken.isEmpty { tell(.took(taken)) }
        }
        guard changes.isEmpty else { continue }
        let isBehind = try intake?.isBehind() ?? false
        guard waiting || isBehind else { continue }
        waiting = false
        try await monitor()
      } catch {
        tell(.failed(error))
        intake = nil
      }
    }
  }
}
