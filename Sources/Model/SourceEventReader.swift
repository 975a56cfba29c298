// SPDX-License-Identifier: EUPL-1.2

/// Reads the payloads of the events that a journal holds most of, one or more for every document, some ten
/// times as fast as the general decoder.
///
/// It knows the one way in which these are written (see `CanonicalJSON`), and gives nil for everything else:
/// another kind, an escaped character, a property of a later version. The general decoder reads those.
struct SourceEventReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var place = 0

  /// The event in a payload; nil where the general decoder must read it.
  static func read(_ payload: String, kind: String) -> Event? {
    guard kinds.contains(kind) else { return nil }
    var payload = payload
    return payload.withUTF8 { bytes in
      var reader = SourceEventReader(bytes: bytes)
      guard let event = reader.event(kind), reader.place == bytes.count else { return nil }
      return event
    }
  }

  private static let kinds: Set<String> = ["sourceRegistered", "sourceDescribed", "versionFound"]

  private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private mutating func event(_ kind: String) -> Event? {
    guard take("{"), string() == kind, take(":"), take("{") else { return nil }
    var id: String?
    var path: String?
    var version: String?
    var description: SourceDescription?
    repeat {
      guard let key = string(), take(":") else { return nil }
      switch key {
      case "id": id = string()
      case "path": path = string()
      case "version": version = string()
      case "description": description = sourceDescription()
      default: return nil
      }
    } while take(",")
    guard take("}"), take("}"), let id else { return nil }
    switch (kind, path, version, description) {
    case ("sourceRegistered", let path?, let version?, let description?):
      return .sourceRegistered(
        id: SourceID(id), path: path, version: VersionHash(version), description: description)
    case ("sourceDescribed", nil, nil, let description?):
      return .sourceDescribed(id: SourceID(id), description: description)
    case ("versionFound", nil, let version?, nil):
      return .versionFound(id: SourceID(id), version: VersionHash(version))
    default: return nil
    }
  }

  private mutating func sourceDescription() -> SourceDescription? {
    guard take("{") else { return nil }
    var description = SourceDescription()
    // Those that are always written.
    var required: Set<String> = ["address", "basis", "foundWith", "note", "origin", "units"]
    repeat {
      guard let key = string(), take(":") else { return nil }
      required.remove(key)
      if key == "units" {
        guard let units = strings() else { return nil }
        description.units = units.map { UnitCode($0) }
        continue
      }
      guard let value = string() else { return nil }
      switch key {
      case "basis":
        guard let basis = AssignmentBasis(rawValue: value) else { return nil }
        description.basis = basis
      case "kind": description.kind = value
      case "level": description.level = value
      case "date": description.date = value
      case "validFrom": description.validFrom = value
      case "validUntil": description.validUntil = value
      case "status": description.status = value
      case "usage": description.usage = value
      case "origin": description.origin = value
      case "foundWith": description.foundWith = value
      case "address": description.address = value
      case "note": description.note = value
      case "kept": description.kept = value
      default: return nil
      }
    } while take(",")
    return take("}") && required.isEmpty ? description : nil
  }

  private mutating func strings() -> [String]? {
    guard take("[") else { return nil }
    var strings: [String] = []
    if take("]") { return strings }
    repeat {
      guard let text = string() else { return nil }
      strings.append(text)
    } while take(",")
    return take("]") ? strings : nil
  }

  private mutating func take(_ mark: Unicode.Scalar) -> Bool {
    guard place < bytes.count, bytes[place] == UInt8(ascii: mark) else { return false }
    place += 1
    return true
  }

  /// A text without escaped characters.
  private mutating func string() -> String? {
    guard take("\"") else { return nil }
    let start = place
    while place < bytes.count, bytes[place] != 0x22 {
      guard bytes[place] != 0x5C else { return nil }
      place += 1
    }
    guard place < bytes.count else { return nil }
    defer { place += 1 }
    return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<place]), as: UTF8.self)
  }
}
