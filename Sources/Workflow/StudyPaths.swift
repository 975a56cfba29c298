// SPDX-License-Identifier: EUPL-1.2
import DutchText
import Foundation

/// Where everything stands in a study folder.
public struct StudyPaths: Sendable {
  public let folder: URL
  /// The folder with what ships with the program, for its word list; nil to go without.
  public let resources: URL?

  public init(_ folder: URL, resources: URL? = nil) {
    self.folder = folder
    self.resources = resources
  }

  /// The word list; nil where no folder with one was given.
  ///
  /// - Throws: `WordListError` where it cannot be used.
  func words() throws(WordListError) -> WordList? {
    guard let resources else { return nil }
    return try WordList(path: resources.appendingPathComponent(WordList.resourcePath).path)
  }

  public var journal: URL { folder.appendingPathComponent("journal.db") }
  public var corpus: URL { folder.appendingPathComponent("corpus.db") }
  public var kept: URL { folder.appendingPathComponent("kept") }
  public var sources: URL { folder.appendingPathComponent("sources") }
  public var draft: URL { folder.appendingPathComponent("out") }
  /// Where factsheets come as spreadsheets, unless another place is named.
  public var sheets: URL { folder.appendingPathComponent("sheets") }
  public var published: URL { folder.appendingPathComponent("published") }
  public var lock: URL { folder.appendingPathComponent(".monitor.lock") }

  /// The folder of one edition.
  public func edition(_ number: Int) -> URL {
    published.appendingPathComponent(String(number))
  }
}
