// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// A file that is read from some place on, in large pieces.
///
/// `FileHandle` asks the system for 4 KB at a time, which for a folder of papers is most of the time of reading it.
public final class FilePieces {
  private let handle: FileHandle
  private let path: String
  private let buffer: UnsafeMutableRawBufferPointer

  /// - Throws: the file system's error.
  public init(_ file: URL) throws {
    handle = try FileHandle(forReadingFrom: file)
    path = file.path
    buffer = .allocate(byteCount: 1 << 18, alignment: 16)
  }

  deinit {
    buffer.deallocate()
    handle.closeFile()
  }

  /// The bytes from a place on, in order; fewer than asked for where the file ends.
  ///
  /// - Parameters:
  ///   - offset: counted from the beginning of the file, in bytes.
  ///   - count: how many bytes at most.
  ///   - body: gets up to 256 KB at a time, which are there during the call only.
  /// - Returns: the number of bytes read.
  /// - Throws: `CocoaError` with the system's own error below it, or what `body` throws.
  @discardableResult
  public func read(
    from offset: Int = 0, count: Int = .max, _ body: (UnsafeRawBufferPointer) throws -> Void
  ) throws -> Int {
    var done = 0
    while done < count {
      let size = pread(
        handle.fileDescriptor, buffer.baseAddress, min(buffer.count, count - done),
        off_t(offset + done))
      if size < 0, errno == EINTR { continue }
      guard size >= 0 else {
        let code = errno
        throw CocoaError(
          .fileReadUnknown,
          userInfo: [
            NSFilePathErrorKey: path, NSLocalizedDescriptionKey: String(cString: strerror(code)),
            NSUnderlyingErrorKey: POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO),
          ])
      }
      if size == 0 { break }
      try body(UnsafeRawBufferPointer(rebasing: buffer[0..<size]))
      done += size
    }
    return done
  }
}
