// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// Where everything stands in a study folder.
public struct StudyPaths: Sendable {
  public let folder: URL

  public init(_ folder: URL) { self.folder = folder }

  public var journal: URL { folder.appendingPathComponent("journal.db") }
  public var corpus: URL { folder.appendingPathComponent("corpus.db") }
  public var kept: URL { folder.appendingPathComponent("kept") }
  public var sources: URL { folder.appendingPathComponent("sources") }
  public var draft: URL { folder.appendingPathComponent("out") }
  public var published: URL { folder.appendingPathComponent("published") }
  public var lock: URL { folder.appendingPathComponent(".monitor.lock") }

  /// The folder of one edition.
  public func edition(_ number: Int) -> URL {
    published.appendingPathComponent(String(number))
  }
}
