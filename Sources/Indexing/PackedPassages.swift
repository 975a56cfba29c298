// SPDX-License-Identifier: EUPL-1.2
import Model

/// The passages of one document in one blob.
enum PackedPassages {
  static func pack(_ passages: [Passage]) -> [UInt8] {
    var writer = PackedWriter()
    writer.number(passages.count)
    for passage in passages {
      writer.number(kinds.firstIndex(of: passage.kind) ?? 0)
      writer.number(zones.firstIndex(of: passage.zone) ?? 0)
      writer.number(passage.headingLevel)
      writer.number(passage.joinsWord ? 1 : 0)
      writer.stretches(passage.stretches)
    }
    return writer.bytes
  }

  /// - Throws: `PackedReader.Broken`.
  static func unpack(_ bytes: [UInt8]) throws -> [Passage] {
    var reader = PackedReader(bytes)
    let count = try reader.count()
    var passages: [Passage] = []
    passages.reserveCapacity(count)
    for _ in 0..<count {
      let kind = try reader.oneOf(kinds)
      let zone = try reader.oneOf(zones)
      let level = try reader.number()
      let joinsWord = try reader.number() == 1
      passages.append(
        Passage(
          kind: kind, zone: zone, headingLevel: level, stretches: try reader.stretches(),
          joinsWord: joinsWord))
    }
    return passages
  }

  // The order is part of the stored form: only add at the end.
  private static let kinds: [PassageKind] = [
    .heading, .paragraph, .listItem, .tableRow, .note, .caption, .tableHead,
  ]
  static let zones: [Zone] = [.body, .runningHead, .contents, .pageNumber]
}
