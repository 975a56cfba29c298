// SPDX-License-Identifier: EUPL-1.2
import Model

extension AnchorState {
  /// The state as a person at the terminal reads it.
  public var dutchName: String {
    switch self {
    case .intact: "op zijn plaats"
    case .moved: "verplaatst"
    case .changed: "gewijzigd"
    case .ambiguous: "niet zeker"
    case .lost: "verdwenen"
    }
  }
}

extension MonitorSummary {
  /// How many quotes wait in which state: `3 verplaatst, 1 verdwenen`; empty where none do.
  public var waitingAnchors: String {
    AnchorState.allCases.compactMap { state in
      guard let count = anchors?[state.rawValue], count > 0 else { return nil }
      return "\(count) \(state.dutchName)"
    }.joined(separator: ", ")
  }
}
