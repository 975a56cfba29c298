// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// A name as people mean it: without case, accents, apostrophes, hyphens and doubled spaces.
///
/// ```swift
/// FoldedName("'s-Hertogenbosch").text  // "s hertogenbosch"
/// ```
struct FoldedName: Hashable, Sendable {
  let text: String

  init(_ name: String) {
    if let plain = Self.folded(ascii: name) {
      text = plain
      return
    }
    var folded = ""
    var isGap = false
    for scalar in name.decomposedStringWithCanonicalMapping.lowercased().unicodeScalars {
      switch scalar {
      case "\u{133}":
        if isGap, !folded.isEmpty { folded += " " }
        folded += "ij"
        isGap = false
      case _ where scalar.properties.generalCategory == .nonspacingMark: continue
      case _ where scalar.properties.isAlphabetic || scalar.properties.numericType != nil:
        if isGap, !folded.isEmpty { folded += " " }
        folded.unicodeScalars.append(scalar)
        isGap = false
      default: isGap = true
      }
    }
    text = folded
  }

  /// The same for a name of plain letters, which most are; nil for others.
  private static func folded(ascii name: String) -> String? {
    var folded: [UInt8] = []
    var isGap = false
    for byte in name.utf8 {
      switch byte {
      case 0x80...: return nil
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        if isGap, !folded.isEmpty { folded.append(0x20) }
        folded.append(byte < 0x41 ? byte : byte | 0x20)
        isGap = false
      default: isGap = true
      }
    }
    return String(decoding: folded, as: UTF8.self)
  }

  /// The words between the spaces.
  var words: [Substring] { text.split(separator: " ") }
}
