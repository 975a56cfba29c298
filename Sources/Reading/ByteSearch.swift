// SPDX-License-Identifier: EUPL-1.2
import Foundation

extension UnsafeBufferPointer<UInt8> {
  /// Where a byte stands at or after a place, by the C library's own search; nil where it does not.
  func place(of byte: UInt8, from start: Int) -> Int? {
    guard let base = baseAddress, start < count,
      let found = memchr(base + start, Int32(byte), count - start)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }
}
