// SPDX-License-Identifier: EUPL-1.2

/// A zip file whose members are stored as they are, for documents that are made here.
///
/// ```swift
/// StoredZip.bytes([("word/document.xml", Array("<w:document/>".utf8))])
/// ```
enum StoredZip {
  /// - Parameter members: names and contents, in the order in which they stand in the file.
  static func bytes(_ members: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    for (name, bytes) in members {
      let common =
        number(20, 2) + number(0, 2) + number(0, 2) + number(0, 4) + number(Int(crc32(bytes)), 4)
        + number(bytes.count, 4) + number(bytes.count, 4) + number(name.utf8.count, 2)
        + number(0, 2)
      directory += [0x50, 0x4B, 0x01, 0x02] + number(20, 2) + common + number(0, 10)
      directory += number(file.count, 4) + Array(name.utf8)
      file += [0x50, 0x4B, 0x03, 0x04] + common + Array(name.utf8) + bytes
    }
    let start = file.count
    file += directory + [0x50, 0x4B, 0x05, 0x06] + number(0, 4) + number(members.count, 2)
    file += number(members.count, 2) + number(directory.count, 4) + number(start, 4) + number(0, 2)
    return file
  }

  private static func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> (8 * $0)) : 0 }
  }

  private static let table: [UInt32] = (0..<256).map { start in
    (0..<8).reduce(UInt32(start)) { value, _ in
      value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1
    }
  }

  /// The check sum of a member, as ISO 3309 defines it.
  static func crc32(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~UInt32(0)) { table[Int(($0 ^ UInt32($1)) & 0xFF)] ^ ($0 >> 8) }
  }
}
