// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Indexing
import Model

/// What the draft that stands in `out/` was made from, part by part, so that the next one makes only the parts
/// that differ. Derived: without it the whole draft is made again, to the same bytes.
struct DraftMemory: Equatable {
  /// The rows of one source in `hits.csv`.
  struct Part: Equatable {
    /// Tells what the rows were made from.
    var key: String
    /// The bytes of the file.
    var range: Range<Int>
  }

  /// A hash over what all pages have in common; where it differs, nothing can be kept.
  var ground: String
  /// The fingerprint of the folder when the draft was complete.
  var folder = ""
  /// The keys of pages, by path; see `PageKeys`.
  var pages: [String: String] = [:]
  /// By the path of the source.
  var hits: [String: Part] = [:]
  /// In how many passages of each document a term of each theme stands, by the number of its reading.
  var themes: [Int64: [String: Int]] = [:]

  /// What was suggested for the cells that nobody settled.
  var suggestions = SuggestionMemory()

  init(ground: String) { self.ground = ground }

  private static let setting = "draft"

  /// The memory of the draft, where nobody touched the draft since.
  ///
  /// - Parameter folder: the fingerprint of the folder as it is now.
  init?(from corpus: Corpus, folder: String) throws(CorpusError) {
    guard !folder.isEmpty, let text = try corpus.setting(Self.setting) else { return nil }
    self.init(text: text)
    guard self.folder == folder else { return nil }
  }

  func store(in corpus: Corpus) throws(CorpusError) { try corpus.set(Self.setting, text) }

  /// A line for each part, its columns apart by tabs; the path, which may hold anything but a line end that
  /// was escaped, comes last.
  var text: String {
    var lines = ["\(ground)\t\(folder)"]
    lines.reserveCapacity(pages.count + hits.count + 1)
    for (path, key) in pages { lines.append("p\t\(key)\t\(path)") }
    for (path, part) in hits where !path.utf8.contains(0x0A) {
      lines.append("h\t\(part.key)\t\(part.range.lowerBound)\t\(part.range.upperBound)\t\(path)")
    }
    for (reading, counts) in themes {
      let parts = counts.map { "\t\($0.value)\t\($0.key)" }
      lines.append("t\t\(reading)" + parts.joined())
    }
    for line in suggestions.lines { lines.append("s\t\(line)") }
    return lines.joined(separator: "\n")
  }

  /// Reads what `text` gave; lines of another form are passed over.
  init(text: String) {
    ground = ""
    var isFirst = true
    var text = text
    text.withUTF8 { bytes in
      for line in bytes.split(separator: 0x0A) {
        if !isFirst, line.first == UInt8(ascii: "t") {
          readThemes(line.split(separator: 0x09).map { String(decoding: $0, as: UTF8.self) })
          continue
        }
        if !isFirst, line.first == UInt8(ascii: "s") {
          suggestions.read(
            line.split(separator: 0x09).dropFirst().map { String(decoding: $0, as: UTF8.self) })
          continue
        }
        let isHit = line.first == UInt8(ascii: "h")
        let columns = line.split(
          separator: 0x09, maxSplits: isFirst ? 1 : isHit ? 4 : 2, omittingEmptySubsequences: false
        ).map { String(decoding: $0, as: UTF8.self) }
        if isFirst {
          (ground, folder) = (columns[0], columns.count == 2 ? columns[1] : "")
          isFirst = false
        } else if isHit, columns.count == 5, let start = Int(columns[2]), let end = Int(columns[3]),
          start <= end
        {
          hits[columns[4]] = Part(key: columns[1], range: start..<end)
        } else if !isHit, columns.count == 3 {
          pages[columns[2]] = columns[1]
        }
      }
    }
  }

  private mutating func readThemes(_ columns: [String]) {
    guard columns.count.isMultiple(of: 2), columns.count >= 2, let reading = Int64(columns[1])
    else { return }
    var counts: [String: Int] = [:]
    for place in stride(from: 2, to: columns.count, by: 2) {
      counts[columns[place + 1]] = Int(columns[place])
    }
    themes[reading] = counts
  }
}
