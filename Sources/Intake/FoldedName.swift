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

  /// The words between the spaces.
  var words: [Substring] { text.split(separator: " ") }
}
