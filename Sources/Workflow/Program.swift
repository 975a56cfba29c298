// SPDX-License-Identifier: EUPL-1.2
import Indexing
import Reading

/// The program itself.
public enum Program {
  /// Semantic version, as in CHANGELOG.md.
  public static let version = "0.1.0"

  /// Which reader and matcher count hits: where either is another, the same terms may have other places.
  static let finder = "reader \(DocumentReader.version), matcher \(TermsFingerprint.matcherVersion)"
}
