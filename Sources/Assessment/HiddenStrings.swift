// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// Strings that must not stand in a text, found whatever their case, accents and punctuation.
///
/// A string of at least five letters is found anywhere, also within a longer word (*Kraaienhage* in
/// *kraaienhagens*); a shorter one only as a word of its own, because *ede* stands in half of all words. Where a string is part of one that is allowed, that is no find: *Veilig Thuis
/// Kobaltstad* may be named where the municipality Kobaltstad may not.
///
/// ```swift
/// HiddenStrings(["Kraaienhage"], besides: []).first(in: "KRAAIËNHAGE")  // "kraaienhage"
/// ```
public struct HiddenStrings: Sendable {
  /// By their first two bytes.
  private var byStart: [UInt16: [[UInt8]]] = [:]
  private var allowed: [[UInt8]] = []

  /// - Parameter allowed: what may stand there although it holds one of the others; one that equals an allowed
  ///   string is not hidden.
  public init(_ hidden: some Sequence<String>, besides allowed: some Sequence<String>) {
    let open = Set(allowed.map(Self.fold)).filter { $0.count > 2 }
    self.allowed = open.map { Array($0.dropFirst().dropLast()) }.sorted {
      $0.lexicographicallyPrecedes($1)
    }
    for folded in Set(hidden.map(Self.fold)) where folded.count > 2 && !open.contains(folded) {
      let isLong = folded.count >= 7
      let wanted = isLong ? Array(folded.dropFirst().dropLast()) : folded
      byStart[Self.start(wanted, 0), default: []].append(wanted)
    }
  }

  public var isEmpty: Bool { byStart.isEmpty }

  /// The first of the strings that stands in a text, folded; nil where none does.
  ///
  /// - Complexity: O(letters), where few strings begin alike.
  public func first(in text: String) -> String? {
    isEmpty ? nil : first(inFolded: Self.fold(text))
  }

  /// The same for a text that is folded already.
  public func first(inFolded text: [UInt8]) -> String? {
    guard text.count > 1 else { return nil }
    for place in 0..<(text.count - 1) {
      guard let candidates = byStart[Self.start(text, place)] else { continue }
      for wanted in candidates
      where Self.stands(wanted, in: text, at: place) && !isAllowed(wanted, in: text, at: place) {
        return String(decoding: wanted, as: UTF8.self).trimmingCharacters(in: .whitespaces)
      }
    }
    return nil
  }

  private static func start(_ bytes: [UInt8], _ place: Int) -> UInt16 {
    UInt16(bytes[place]) << 8 | UInt16(bytes[place + 1])
  }

  private static func stands(_ wanted: [UInt8], in text: [UInt8], at place: Int) -> Bool {
    guard place >= 0, place + wanted.count <= text.count else { return false }
    for offset in wanted.indices where text[place + offset] != wanted[offset] { return false }
    return true
  }

  /// Whether what stands there is part of something that may stand there.
  private func isAllowed(_ wanted: [UInt8], in text: [UInt8], at place: Int) -> Bool {
    let isShort = wanted.first == 0x20
    let bare = isShort ? Array(wanted.dropFirst().dropLast()) : wanted
    let start = isShort ? place + 1 : place
    return allowed.contains { name in
      guard name.count >= bare.count else { return false }
      return (0...(name.count - bare.count)).contains { offset in
        Self.stands(bare, in: name, at: offset)
          && Self.stands(name, in: text, at: start - offset)
      }
    }
  }

  /// The words of a text in small letters without accents, one space between them and one at either end.
  public static func fold(_ text: String) -> [UInt8] {
    var folded: [UInt8] = [0x20]
    for scalar in text.decomposedStringWithCompatibilityMapping.unicodeScalars {
      let properties = scalar.properties
      if properties.isAlphabetic || properties.numericType != nil {
        folded.append(contentsOf: properties.lowercaseMapping.utf8)
      } else if properties.generalCategory == .nonspacingMark
        || properties.isDefaultIgnorableCodePoint
      {
        continue
      } else if folded.last != 0x20 {
        folded.append(0x20)
      }
    }
    if folded.last != 0x20 { folded.append(0x20) }
    return folded
  }
}
