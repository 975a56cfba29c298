// SPDX-License-Identifier: EUPL-1.2

/// How the place of a coding stands in the current version of its document, as it is read now.
public enum AnchorState: String, Codable, Sendable, CaseIterable {
  /// The same words on the same page, among the same words and under the same headings.
  case intact
  /// The same words in another place.
  case moved
  /// Nearly the same words.
  case changed
  /// Several places may be meant, or one that nothing but its words speaks for.
  case ambiguous
  /// Found nowhere.
  case lost
}

/// What came of placing a coding again.
public struct AnchorPlacement: Sendable, Equatable {
  public var state: AnchorState
  /// The place that was found; nil where it is ambiguous or lost.
  public var locator: Locator?
  /// The places that may be meant, likeliest first, at most ten; empty unless it is ambiguous.
  public var candidates: [Locator]

  public init(state: AnchorState, locator: Locator? = nil, candidates: [Locator] = []) {
    self.state = state
    self.locator = locator
    self.candidates = candidates
  }

  public static let lost = AnchorPlacement(state: .lost)
}

/// A part of the difference between two quotes, in words.
public struct DifferencePart: Sendable, Equatable {
  public enum Kind: Sendable, Equatable { case same, removed, added }
  public var kind: Kind
  /// The words, with one space between them.
  public var text: String

  public init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }
}

extension [DifferencePart] {
  /// In one line: `Partijen leggen [-vast-] {+schriftelijk vast+}`.
  public var line: String {
    map { part in
      switch part.kind {
      case .same: part.text
      case .removed: "[-\(part.text)-]"
      case .added: "{+\(part.text)+}"
      }
    }.joined(separator: " ")
  }
}
