// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Glibc

/// A file that is written from its beginning to its end.
///
/// It is not flushed to the disk, as `Data.write` does for every file: whoever needs that does it once for many.
public final class OutputFile {
  private let descriptor: Int32
  private let path: String
  private var isOpen = true

  /// Makes the file, or empties the one that is there.
  ///
  /// - Throws: `CocoaError` in the words of the system.
  public init(path: String) throws {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      isOpen = false
      throw Self.failure(errno, path)
    }
  }

  deinit { if isOpen { Glibc.close(descriptor) } }

  /// - Throws: `CocoaError` in the words of the system.
  public func write(_ bytes: UnsafeRawBufferPointer) throws {
    var done = 0
    while done < bytes.count {
      let count = Glibc.write(
        descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Self.failure(errno, path) }
      done += count
    }
  }

  /// Ends the file; the last errors of some file systems come only now.
  ///
  /// - Throws: `CocoaError` in the words of the system.
  public func close() throws {
    guard isOpen else { return }
    isOpen = false
    guard Glibc.close(descriptor) == 0 || errno == EINTR else { throw Self.failure(errno, path) }
  }

  /// Writes a whole text.
  ///
  /// - Throws: `CocoaError` in the words of the system.
  public static func write(_ text: String, to path: String) throws {
    let file = try OutputFile(path: path)
    var text = text
    try text.withUTF8 { try file.write(UnsafeRawBufferPointer($0)) }
    try file.close()
  }

  private static func failure(_ code: Int32, _ path: String) -> CocoaError {
    let kind: CocoaError.Code =
      switch code {
      case ENOSPC, EDQUOT: .fileWriteOutOfSpace
      case EACCES, EPERM: .fileWriteNoPermission
      case EROFS: .fileWriteVolumeReadOnly
      default: .fileWriteUnknown
      }
    return CocoaError(
      kind,
      userInfo: [
        NSFilePathErrorKey: path,
        NSLocalizedDescriptionKey: "\(path): \(String(cString: strerror(code)))",
      ])
  }
}
