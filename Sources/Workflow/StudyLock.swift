// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// Holds a study for one `monitor` at a time; the system lets go when the process ends, however it ends.
public final class StudyLock: @unchecked Sendable {
  private let descriptor: Int32

  /// - Throws: `WorkflowError` where another process holds the study, or the folder cannot be written.
  public init(_ paths: StudyPaths) throws(WorkflowError) {
    descriptor = open(paths.lock.path, O_CREAT | O_RDWR | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw WorkflowError(
        .failed,
        "de map \(paths.folder.lastPathComponent) kan niet worden beschreven; "
          + "geef schrijfrechten op de map")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw WorkflowError(
        .locked,
        "er loopt al een monitor op dit onderzoek; wacht tot die klaar is, of stop hem met Ctrl-C als "
          + "hij blijft kijken (--watch)")
    }
  }

  deinit {
    // A process that is being started shares the descriptor until it is another program: closing alone would
    // leave the lock with it for that moment.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}
