// SPDX-License-Identifier: EUPL-1.2
import CCrypto

/// The hashes of many events one after another, with one context and one buffer for all.
///
/// The hash of an event is SHA-256 over its other columns, each preceded by its length in bytes and a colon, with
/// a line feed between them.
public struct EventHasher: ~Copyable {
  private let context: OpaquePointer
  private let algorithm: OpaquePointer
  private var text: [UInt8] = []
  private var digest = [UInt8](repeating: 0, count: 32)

  public init() {
    // Fetched once: a hash that begins without it looks the algorithm up each time.
    guard let context = EVP_MD_CTX_new(), let algorithm = EVP_MD_fetch(nil, "SHA256", nil) else {
      preconditionFailure("libcrypto offers no SHA-256")
    }
    self.context = context
    self.algorithm = algorithm
  }

  deinit {
    EVP_MD_CTX_free(context)
    EVP_MD_free(algorithm)
  }

  /// What the hash of an event must be, in 64 lower-case hexadecimal digits.
  public mutating func hash(of event: RecordedEvent) -> String {
    digest(of: event)
    var digits: [UInt8] = []
    digits.reserveCapacity(64)
    for byte in digest {
      digits.append(Self.digit(byte >> 4))
      digits.append(Self.digit(byte & 15))
    }
    return String(decoding: digits, as: UTF8.self)
  }

  /// Whether an event carries the hash that it must have.
  public mutating func agrees(with event: RecordedEvent) -> Bool {
    digest(of: event)
    var place = 0
    for digit in event.hash.utf8 {
      guard place < 64 else { return false }
      let byte = digest[place / 2]
      guard digit == Self.digit(place % 2 == 0 ? byte >> 4 : byte & 15) else { return false }
      place += 1
    }
    return place == 64
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? 0x30 + value : 0x61 + value - 10
  }

  private mutating func digest(of event: RecordedEvent) {
    text.removeAll(keepingCapacity: true)
    add(String(event.number))
    add(event.at)
    add(event.actor)
    add(event.kind)
    add(String(event.schema))
    add(event.payload)
    add(event.previous)
    let isDone =
      EVP_DigestInit_ex(context, algorithm, nil) == 1
      && text.withUnsafeBytes { EVP_DigestUpdate(context, $0.baseAddress, $0.count) } == 1
      && EVP_DigestFinal_ex(context, &digest, nil) == 1
    precondition(isDone, "libcrypto cannot compute SHA-256")
  }

  private mutating func add(_ column: String) {
    if !text.isEmpty { text.append(UInt8(ascii: "\n")) }
    text.append(contentsOf: String(column.utf8.count).utf8)
    text.append(UInt8(ascii: ":"))
    text.append(contentsOf: column.utf8)
  }
}
