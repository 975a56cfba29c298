// SPDX-License-Identifier: EUPL-1.2
import Foundation
import TestSupport
import Testing

/// What every file of the repository keeps to.
struct SourceFileTests {
  private static let sourceEndings = [".swift", ".c", ".cc", ".h", ".py", ".sh", ".yml", ".yaml"]

  @Test func everySourceFileNamesItsLicence() throws {
    let files = Repository.files.filter { file in
      Self.sourceEndings.contains { file.hasSuffix($0) }
        || ["vindplaats", "test", ".ci/run"].contains(file)
    }
    #expect(files.count > 100, "the files were not found")
    for file in files {
      let head = try #require(try Repository.text(file)).prefix(200)
      let isNamed = head.split(separator: "\n").prefix(2).contains {
        $0.contains("SPDX-License-Identifier: EUPL-1.2")
      }
      #expect(isNamed, "\(file) has no SPDX line in its first two lines")
    }
  }

  /// A longer file is allowed with a line near its top that begins `// Long because`.
  @Test func noSourceFileIsLongWithoutReason() throws {
    for file in Repository.files
    where file.hasPrefix("Sources/") && Self.sourceEndings.contains(where: { file.hasSuffix($0) }) {
      let lines = try #require(try Repository.text(file)).split(
        separator: "\n", omittingEmptySubsequences: false)
      let isExplained = lines.prefix(6).contains { $0.hasPrefix("// Long because") }
      #expect(lines.count <= 500 || isExplained, "\(file) has \(lines.count) lines and no reason")
    }
  }

  /// Paths of one machine work on no other. Pieces are joined so that this file does not hold them.
  @Test func noFileHoldsPathsOfAMachine() throws {
    let forbidden = [
      ["/wo", "rk/"], ["/ho", "me/"], ["/ro", "ot/"], ["/Us", "ers/"], ["/opt/", "swift"],
    ]
    .map { $0.joined() }
    let texts = [".md", ".txt", ".csv", ".json"] + Self.sourceEndings
    for file in Repository.files
    where texts.contains(where: { file.hasSuffix($0) }) || !file.contains(".") {
      guard let text = try Repository.text(file) else { continue }
      for path in forbidden {
        let isHeld = text.contains(path)
        #expect(!isHeld, "\(file) holds a path of one machine: \(path)")
      }
    }
  }

  @Test func licenceIsTheWholeOfficialText() throws {
    let licence = try #require(try Repository.text("LICENSE"))
    #expect(licence.contains("EUROPEAN UNION PUBLIC LICENCE v. 1.2"))
    // Articles 1 to 15, as in the text of 19 May 2016.
    for article in 1...15 {
      let isThere = licence.contains("\n\(article). ")
      #expect(isThere, "article \(article) is missing")
    }
    #expect(licence.contains("economic rights here above listed."))
    #expect(licence.hasSuffix("new\nEUPL version.\n"))
  }

  /// Leftovers of writing: each is either done or an issue.
  @Test func noFileHoldsAReminder() throws {
    let reminders = ["TO" + "DO", "FIX" + "ME", "fatal" + "Error(", "try" + "! ", " as" + "! "]
    for file in Repository.files(ending: ".swift") {
      let text = try #require(try Repository.text(file))
      for reminder in reminders {
        let isHeld = text.contains(reminder)
        #expect(!isHeld, "\(file) holds \(reminder)")
      }
    }
  }
}
