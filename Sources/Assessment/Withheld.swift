// SPDX-License-Identifier: EUPL-1.2
import Model

/// Why a source stands in a public edition as a reference only: its kind, and for whom it counts.
public enum Withheld: String, Sendable, CaseIterable {
  /// It may be quoted after consent only.
  case confidential
  /// It may be used as background only.
  case background
  /// Nobody said what may be done with it.
  case unstated
  /// It is the report of an interview, and nobody recorded that it may be quoted.
  case interview
  /// It is public, and whoever finds it learns which unit is meant.
  case naming

  /// In a few Dutch words, behind the kind of the source.
  public var label: String {
    switch self {
    case .confidential: "vertrouwelijk"
    case .background: "alleen als achtergrond"
    case .unstated: "gebruik niet vastgelegd"
    case .interview: "niet om te citeren"
    case .naming: "niet met name genoemd"
    }
  }
}

/// What was left out of a picture, for saying so beside it.
public struct RedactionNotice: Sendable, Equatable {
  public var naming: Naming
  /// Why a source is shown as a reference only, by its identifier in the edition.
  public var withheld: [SourceID: Withheld]
  /// The quotes that are not shown although their source is, because they name a unit that is not named.
  public var namingQuotes: Int

  public func count(_ reason: Withheld) -> Int { withheld.values.count { $0 == reason } }
}
