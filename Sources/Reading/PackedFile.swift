// SPDX-License-Identifier: EUPL-1.2
import CArchive
import Foundation

/// A zip file in memory, read member by member with a limit on what comes out.
struct PackedFile {
  let bytes: UnsafeRawBufferPointer
  let limits: ReadingLimits

  /// The names of the members.
  ///
  /// - Throws: `ReadingFailure` when the file is damaged.
  func names() throws -> Set<String> {
    var names: Set<String> = []
    try visit { name, _ in
      names.insert(name)
      return names.count < 10_000
    }
    return names
  }

  /// The members with the given names that are there, unpacked.
  ///
  /// - Throws: `ReadingFailure` when the file is damaged or unpacks to more than the limits allow.
  func members(_ wanted: Set<String>) throws -> [String: [UInt8]] {
    var found: [String: [UInt8]] = [:]
    var total = 0
    try visit { name, archive in
      guard wanted.contains(name), found[name] == nil else { return true }
      let member = try unpack(archive, alreadyOut: total)
      total += member.count
      found[name] = member
      return found.count < wanted.count
    }
    return found
  }

  private func unpack(_ archive: OpaquePointer, alreadyOut: Int) throws -> [UInt8] {
    var member: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    let most = min(
      limits.expandedBytes - alreadyOut, max(16 << 20, bytes.count * limits.expansionRatio))
    while true {
      let count = archive_read_data(archive, &chunk, chunk.count)
      if count == 0 { return member }
      guard count > 0 else { throw Self.failure(archive) }
      guard member.count + count <= most else {
        throw ReadingFailure.packedTooLarge(limitBytes: limits.expandedBytes)
      }
      member.append(contentsOf: chunk[..<count])
    }
  }

  /// Visits the members until the closure says no.
  private func visit(_ body: (String, OpaquePointer) throws -> Bool) throws {
    guard let archive = archive_read_new() else { throw ReadingFailure.damaged("het opent niet") }
    defer { archive_read_free(archive) }
    archive_read_support_format_zip(archive)
    guard archive_read_open_memory(archive, bytes.baseAddress, bytes.count) == ARCHIVE_OK else {
      throw ReadingFailure.damaged("de verpakking (zip) opent niet")
    }
    var entry: OpaquePointer?
    while true {
      let status = archive_read_next_header(archive, &entry)
      if status == ARCHIVE_EOF { return }
      guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let entry else {
        throw ReadingFailure.damaged("de verpakking (zip) is afgebroken")
      }
      let name =
        (archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry))
        .map { String(cString: $0) } ?? ""
      if try !body(name, archive) { return }
    }
  }

  private static func failure(_ archive: OpaquePointer) -> ReadingFailure {
    let reason = archive_error_string(archive).map { String(cString: $0).lowercased() } ?? ""
    let isLocked = reason.contains("passphrase") || reason.contains("encrypt")
    return isLocked ? .locked : .damaged("een deel van de verpakking (zip) is niet te lezen")
  }
}
