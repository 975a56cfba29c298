// SPDX-License-Identifier: EUPL-1.2
import CCrypto
import Foundation

/// SHA-256 (FIPS 180-4) by the system's libcrypto, over bytes that arrive in pieces.
public struct ContentHash: ~Copyable {
  private let context: OpaquePointer

  public init() {
    guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
      preconditionFailure("libcrypto offers no SHA-256")
    }
    self.context = context
  }

  deinit { EVP_MD_CTX_free(context) }

  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
  }

  /// The hash of everything so far, in 64 lower-case hexadecimal digits.
  public consuming func finish() -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    EVP_DigestFinal_ex(context, &digest, nil)
    return Self.hexadecimal(digest)
  }

  /// The hash of a text's UTF-8 bytes.
  public static func of(_ text: String) -> String { of(Array(text.utf8)) }

  /// The hash of bytes in memory.
  public static func of(_ bytes: some Sequence<UInt8>) -> String {
    var hash = ContentHash()
    Array(bytes).withUnsafeBytes { hash.update($0) }
    return hash.finish()
  }

  /// The hash of a file, read in pieces.
  ///
  /// - Throws: the file system's error where the file cannot be read.
  public static func of(file: URL) throws -> String {
    var hash = ContentHash()
    try FilePieces(file).read { hash.update($0) }
    return hash.finish()
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 2)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
