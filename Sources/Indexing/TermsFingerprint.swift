// SPDX-License-Identifier: EUPL-1.2
import Model

/// Tells whether two lists of terms find the same: changes with patterns, levels, exceptions and matcher.
public struct TermsFingerprint: Sendable, Hashable {
  /// SHA-256 in hexadecimal digits.
  public let text: String

  /// To be raised when the matcher finds other places for the same terms.
  public static let matcherVersion = 4

  /// Takes identifiers, patterns, levels and exceptions; labels and order do not matter.
  public init(_ terms: [Term]) {
    let lines = terms.sorted { $0.id < $1.id }.map { term in
      let levels = term.levels.map(\.rawValue).sorted().joined(separator: ",")
      return "\(term.id)|\(term.patterns)|\(levels)|\(term.exceptions)"
    }
    text = ContentHash.of("\(Self.matcherVersion)\n" + lines.joined(separator: "\n"))
  }
}
