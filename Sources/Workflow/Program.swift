// SPDX-License-Identifier: EUPL-1.2

/// The program itself.
public enum Program {
  /// Semantic version, as in CHANGELOG.md.
  public static let version = "0.1.0"
}
