// SPDX-License-Identifier: EUPL-1.2
import DutchText
import Foundation

/// The word list that ships with the program.
public enum ShippedWords {
  public static let url = SharedMaterial.packageRoot.appendingPathComponent("Resources")
    .appendingPathComponent(WordList.resourcePath)

  /// - Throws: `WordListError`.
  public static func list() throws -> WordList { try WordList(path: url.path) }
}
