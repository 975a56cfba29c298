// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// The material beside the repository (real documents, the corpus generator) that some tests need.
///
/// A test that needs it is skipped, by name, where it is absent:
/// `@Test(.enabled(if: SharedMaterial.isPresent, "needs ../shared"))`.
public enum SharedMaterial {
  /// The root of this package.
  public static let packageRoot = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static let folder = packageRoot.deletingLastPathComponent()
    .appendingPathComponent("shared")

  /// Whether the folder `shared` stands beside the repository.
  public static var isPresent: Bool {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent("data").path)
  }

  /// - Parameter path: below `shared`, for example `data/nl-texts`.
  public static func url(_ path: String) -> URL { folder.appendingPathComponent(path) }
}
