// SPDX-License-Identifier: EUPL-1.2
import CArchive

/// Writes pictures as PNG.
///
/// Source: [PNG, third edition](https://www.w3.org/TR/png-3/), with the filter "up" on every row.
enum PNGImage {
  /// - Parameter dots: red, green and blue of each dot, rows from the top without gaps.
  /// - Returns: nil where the picture cannot be packed.
  static func encode(width: Int, height: Int, dots: [UInt8], dpi: Double) -> [UInt8]? {
    guard width > 0, height > 0, dots.count == width * height * 3 else { return nil }
    let row = width * 3
    var filtered: [UInt8] = []
    filtered.reserveCapacity(dots.count + height)
    for y in 0..<height {
      filtered.append(2)
      for place in (y * row)..<((y + 1) * row) {
        filtered.append(y == 0 ? dots[place] : dots[place] &- dots[place - row])
      }
    }
    guard let packed = deflate(filtered) else { return nil }
    var png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    append("IHDR", big(width) + big(height) + [8, 2, 0, 0, 0], to: &png)
    let perMetre = Int((dpi / 0.0254).rounded())
    append("pHYs", big(perMetre) + big(perMetre) + [1], to: &png)
    append("IDAT", [0x78, 0x9C] + packed + big(Int(adler(filtered))), to: &png)
    append("IEND", [], to: &png)
    return png
  }

  private static func append(_ kind: String, _ data: [UInt8], to png: inout [UInt8]) {
    let body = Array(kind.utf8) + data
    png += big(data.count) + body + big(Int(crc(body)))
  }

  private static func big(_ value: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  /// What libarchive packs as gzip, without the head and the tail of that form.
  private static func deflate(_ bytes: [UInt8]) -> [UInt8]? {
    guard let archive = archive_write_new() else { return nil }
    defer { archive_write_free(archive) }
    var packed = [UInt8](repeating: 0, count: bytes.count + bytes.count / 100 + 65_536)
    var used = 0
    let isWritten = packed.withUnsafeMutableBytes { space -> Bool in
      archive_write_add_filter_gzip(archive)
      archive_write_set_format_raw(archive)
      archive_write_set_options(archive, "gzip:!timestamp")
      archive_write_set_bytes_in_last_block(archive, 1)
      let isOpen =
        archive_write_open_memory(archive, space.baseAddress, space.count, &used) == ARCHIVE_OK
      guard isOpen, let entry = archive_entry_new() else { return false }
      defer { archive_entry_free(entry) }
      archive_entry_set_filetype(entry, 0o100000)
      archive_entry_set_pathname(entry, "png")
      guard archive_write_header(archive, entry) == ARCHIVE_OK else { return false }
      let count = bytes.withUnsafeBytes { archive_write_data(archive, $0.baseAddress, $0.count) }
      return count == bytes.count && archive_write_close(archive) == ARCHIVE_OK
    }
    guard isWritten, used > 18, packed[0] == 0x1F, packed[1] == 0x8B, packed[3] == 0 else {
      return nil
    }
    return Array(packed[10..<(used - 8)])
  }

  private static func adler(_ bytes: [UInt8]) -> UInt32 {
    var (first, second): (UInt32, UInt32) = (1, 0)
    for byte in bytes {
      first = (first + UInt32(byte)) % 65_521
      second = (second + first) % 65_521
    }
    return second << 16 | first
  }

  private static let crcTable: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1
    }
  }

  private static func crc(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(0xFFFF_FFFF) { crcTable[Int(($0 ^ UInt32($1)) & 0xFF)] ^ ($0 >> 8) }
  }
}
