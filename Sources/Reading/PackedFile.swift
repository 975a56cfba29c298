// SPDX-License-Identifier: EUPL-1.2
import CArchive
import Foundation
import Model

/// A zip file in memory, read member by member with a limit on what comes out.
package struct PackedFile {
  let bytes: UnsafeRawBufferPointer
  let limits: ReadingLimits

  package init(bytes: UnsafeRawBufferPointer, limits: ReadingLimits) {
    self.bytes = bytes
    self.limits = limits
  }

  /// What came out of a zip file.
  package struct Parts {
    package var bytes: [String: [UInt8]] = [:]
    /// The parts of which only the beginning, or nothing, could be unpacked.
    var broken: Set<String> = []
    /// Whether the file ends, or is damaged, before all its parts were seen.
    var isCut = false

    subscript(name: String) -> [UInt8]? { bytes[name] }

    /// Whether every part came out whole, from a file that is whole.
    package var isWhole: Bool { broken.isEmpty && !isCut }
  }

  /// The names of the members, as far as the file is whole.
  ///
  /// - Throws: `ReadingFailure` when there is not a single one.
  package func names() throws -> Set<String> {
    var names: Set<String> = []
    try visit { name, _ in
      names.insert(name)
      return names.count < 10_000
    }
    return names
  }

  /// The members with the given names that are there, unpacked.
  ///
  /// - Throws: `ReadingFailure` when nothing can be unpacked, or more comes out than the limits allow.
  package func members(_ wanted: Set<String>) throws -> Parts {
    var parts = Parts()
    var total = 0
    let isWhole = try visit { name, archive in
      guard wanted.contains(name), parts.bytes[name] == nil else { return true }
      let (member, isBroken) = try unpack(archive, alreadyOut: total)
      total += member.count
      parts.bytes[name] = member
      if isBroken { parts.broken.insert(name) }
      return parts.bytes.count < wanted.count
    }
    parts.isCut = !isWhole || !hasDirectory
    return parts
  }

  /// Whether the record that ends a zip file stands near its end (APPNOTE.TXT 4.3.16).
  private var hasDirectory: Bool {
    let mark: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
    var place = bytes.count - 22
    let first = max(0, place - 65_535)
    while place >= first {
      if mark.indices.allSatisfy({ bytes[place + $0] == mark[$0] }) { return true }
      place -= 1
    }
    return false
  }

  private func unpack(
    _ archive: OpaquePointer, alreadyOut: Int
  ) throws -> (bytes: [UInt8], isBroken: Bool) {
    var member: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    let most = min(
      limits.expandedBytes - alreadyOut, max(16 << 20, bytes.count * limits.expansionRatio))
    while true {
      let count = archive_read_data(archive, &chunk, chunk.count)
      if count == 0 { return (member, false) }
      guard count > 0 else {
        if Self.isLocked(archive) { throw ReadingFailure.locked }
        return (member, true)
      }
      guard member.count + count <= most else {
        throw ReadingFailure.packedTooLarge(limitBytes: limits.expandedBytes)
      }
      member.append(contentsOf: chunk[..<count])
    }
  }

  /// Visits the members until the closure says no.
  ///
  /// - Returns: whether the file was whole as far as it was visited.
  @discardableResult
  private func visit(_ body: (String, OpaquePointer) throws -> Bool) throws -> Bool {
    guard let archive = archive_read_new() else { throw ReadingFailure.damaged("het opent niet") }
    defer { archive_read_free(archive) }
    archive_read_support_format_zip(archive)
    guard archive_read_open_memory(archive, bytes.baseAddress, bytes.count) == ARCHIVE_OK else {
      throw ReadingFailure.damaged("de verpakking (zip) opent niet")
    }
    var entry: OpaquePointer?
    var isFirst = true
    while true {
      let status = archive_read_next_header(archive, &entry)
      if status == ARCHIVE_EOF { return true }
      guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let entry else {
        if !isFirst { return false }
        throw ReadingFailure.damaged("de verpakking (zip) is afgebroken")
      }
      isFirst = false
      let name =
        (archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry))
        .map { String(cString: $0) } ?? ""
      if try !body(name, archive) { return true }
    }
  }

  private static func isLocked(_ archive: OpaquePointer) -> Bool {
    let reason = archive_error_string(archive).map { String(cString: $0).lowercased() } ?? ""
    return reason.contains("passphrase") || reason.contains("encrypt")
  }
}

extension Extraction {
  /// Says of parts of a packed file that they could be read in part only, or not at all.
  ///
  /// - Parameter names: each part with what it holds, in Dutch ("de voetnoten").
  mutating func report(_ parts: PackedFile.Parts, _ names: KeyValuePairs<String, String>) {
    for (name, what) in names where parts.broken.contains(name) { partIsBroken(what, name) }
    if parts.isCut {
      state = .partly
      diagnostics.append(
        Diagnostic(
          .warning, .reading,
          problem: "de verpakking (zip) breekt af; gelezen is wat ervoor staat",
          expected: "een heel bestand", remedy: "vraag het stuk opnieuw op"))
    }
  }

  /// Says that a part of the document is broken, so that what it holds is missing.
  mutating func partIsBroken(_ what: String, _ name: String) {
    state = .partly
    diagnostics.append(
      Diagnostic(
        .warning, .reading,
        problem: "\(what) (\(name)) zijn beschadigd en ontbreken geheel of deels",
        expected: "een heel bestand",
        remedy: "open het stuk in een tekstverwerker en sla het opnieuw op"))
  }
}
