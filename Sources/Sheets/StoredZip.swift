// SPDX-License-Identifier: EUPL-1.2

/// A zip file whose members are stored as they are: the same members give the same bytes on every machine.
///
/// The form is that of APPNOTE.TXT 6.3 (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT), with the
/// earliest date that it knows, 1 January 1980.
struct StoredZip {
  private(set) var members: [(name: String, bytes: [UInt8])] = []

  mutating func add(_ name: String, _ text: String) {
    add(name, bytes: Array(text.utf8))
  }

  mutating func add(_ name: String, bytes: [UInt8]) {
    members.append((name, bytes))
  }

  /// The whole file.
  var bytes: [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    for (name, content) in members {
      let offset = file.count
      var common: [UInt8] = []
      // Version 2.0, names in UTF-8, stored, 00:00 on 1 January 1980.
      for number in [20, 0x0800, 0, 0, 0x0021] { common += Self.bytes(number, 2) }
      common += Self.bytes(Int(Self.checksum(content)), 4)
      common += Self.bytes(content.count, 4) + Self.bytes(content.count, 4)
      common += Self.bytes(name.utf8.count, 2) + Self.bytes(0, 2)
      file += Self.bytes(0x0403_4B50, 4) + common + Array(name.utf8) + content
      // In the directory: made by version 2.0, no comment, disk 0, no attributes, and the offset.
      directory += Self.bytes(0x0201_4B50, 4) + Self.bytes(20, 2) + common
      directory += Self.bytes(0, 2) + Self.bytes(0, 2) + Self.bytes(0, 2) + Self.bytes(0, 4)
      directory += Self.bytes(offset, 4) + Array(name.utf8)
    }
    let start = file.count
    file += directory
    file += Self.bytes(0x0605_4B50, 4) + Self.bytes(0, 2) + Self.bytes(0, 2)
    file += Self.bytes(members.count, 2) + Self.bytes(members.count, 2)
    file += Self.bytes(directory.count, 4) + Self.bytes(start, 4) + Self.bytes(0, 2)
    return file
  }

  private static func bytes(_ number: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }

  /// CRC-32 (ISO 3309) with the polynomial 0xEDB88320.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in bytes { sum = table[Int((sum ^ UInt32(byte)) & 0xFF)] ^ (sum >> 8) }
    return ~sum
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { sum, _ in
      sum & 1 == 1 ? 0xEDB8_8320 ^ (sum >> 1) : sum >> 1
    }
  }
}
