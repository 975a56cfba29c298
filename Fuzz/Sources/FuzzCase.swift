// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model
import Reading

/// A mutated document: which, how it was made, and whether it was cut in a way that can be told.
struct FuzzCase: Sendable {
  var round: Int
  var format: String
  /// The name of the document that it was made of.
  var origin: String
  /// The mutations, in order.
  var steps: [String] = []
  var bytes: [UInt8] = []
  /// Whether its only mutation took away its end, so that calling it read would be wrong.
  var isCut = false
  var file = URL(fileURLWithPath: "/")

  /// The name under which it is read.
  var name: String { "\(round).\(format)" }

  /// Makes the document of a round; the same seed, round and material make the same document.
  init(round: Int, seed: UInt64, seeds: SeedFiles) throws {
    var chance = SplitMix64(seed: seed &* 1_000_003 &+ UInt64(round))
    self.round = round
    format = seeds.formats[round % seeds.formats.count]
    let files = seeds[format]
    let file = files[chance.number(below: files.count)]
    origin = file.lastPathComponent
    bytes = [UInt8](try Data(contentsOf: file))
    if chance.number(below: 6) == 0 {
      cut(&chance)
      return
    }
    if format == "docx" || format == "odt", chance.number(below: 2) == 0 {
      try mutateParts(&chance)
      return
    }
    for _ in 0...chance.number(below: 4) {
      steps.append(Mutation.apply(to: &bytes, &chance, format))
    }
  }

  /// Takes the end away: at least a tenth, so that no page that is whole without it is called cut.
  private mutating func cut(_ chance: inout SplitMix64) {
    let isHTML = format == "html"
    let end = isHTML ? Mutation.place(of: "</body", in: bytes) : nil
    let wasWhole =
      switch format {
      case "pdf", "docx", "odt": true
      case "html": end != nil && Mutation.place(of: "<body", in: bytes) != nil
      default: false
      }
    let most = (end ?? bytes.count) * 9 / 10
    let start = isHTML ? (Mutation.place(of: "<body", in: bytes) ?? 0) + 6 : 1
    let kept = min(most, start) + chance.number(below: max(1, most - start))
    bytes.removeSubrange(max(1, kept)...)
    steps = ["cut to \(bytes.count) bytes"]
    isCut = wasWhole
  }

  /// Mutates the parts of a packed document and packs them again.
  private mutating func mutateParts(_ chance: inout SplitMix64) throws {
    let parts: PackedFile.Parts? = try? bytes.withUnsafeBytes { raw in
      let file = PackedFile(bytes: raw, limits: ReadingLimits())
      return try file.members(file.names())
    }
    guard let parts, !parts.bytes.isEmpty else {
      steps.append(Mutation.apply(to: &bytes, &chance, format))
      return
    }
    var members = parts.bytes.sorted { $0.key < $1.key }.map { (name: $0.key, bytes: $0.value) }
    let main = members.firstIndex { $0.name == "word/document.xml" || $0.name == "content.xml" }
    for _ in 0...chance.number(below: 3) {
      let place = chance.number(below: 2) == 0 ? main ?? 0 : chance.number(below: members.count)
      var part = members[place].bytes
      let step = Mutation.apply(to: &part, &chance, "xml")
      members[place].bytes = part
      steps.append("\(members[place].name): \(step)")
    }
    bytes = StoredZip.bytes(members)
  }
}
