// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model

/// A file that is written from beginning to end, from texts and from parts of an earlier file.
///
/// Parts that follow each other in the earlier file are copied in one go.
final class GrowingFile {
  private let file: OutputFile
  private let earlier: FilePieces?
  private var buffer: [UInt8] = []
  private var waiting: Range<Int> = 0..<0
  /// The bytes written and waiting.
  private(set) var count = 0

  private static let pieceBytes = 1 << 20

  /// - Parameter earlier: the file whose parts may be taken over; nil where there is none.
  init(_ url: URL, earlier: URL? = nil) throws {
    file = try OutputFile(path: url.path)
    self.earlier = try earlier.map { try FilePieces($0) }
  }

  func append(_ text: String) throws {
    try copyWaiting()
    buffer.append(contentsOf: text.utf8)
    count += text.utf8.count
    if buffer.count >= Self.pieceBytes { try writeBuffer() }
  }

  /// Takes over a part of the earlier file.
  func append(earlier range: Range<Int>) throws {
    guard !range.isEmpty else { return }
    if waiting.isEmpty || waiting.upperBound != range.lowerBound {
      try copyWaiting()
      waiting = range
    } else {
      waiting = waiting.lowerBound..<range.upperBound
    }
    count += range.count
  }

  /// Writes what waits and closes the file.
  func finish() throws {
    try copyWaiting()
    try writeBuffer()
    try file.close()
  }

  private func copyWaiting() throws {
    guard !waiting.isEmpty, let earlier else { return }
    try writeBuffer()
    let count = try earlier.read(from: waiting.lowerBound, count: waiting.count) { piece in
      try file.write(piece)
    }
    guard count == waiting.count else { throw CocoaError(.fileReadCorruptFile) }
    waiting = 0..<0
  }

  private func writeBuffer() throws {
    guard !buffer.isEmpty else { return }
    try buffer.withUnsafeBytes { try file.write($0) }
    buffer.removeAll(keepingCapacity: true)
  }
}
