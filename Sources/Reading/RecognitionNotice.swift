// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// A line that a worker writes before it recognises a page on its picture, which takes seconds: its parent shows
/// it, and starts its clock anew.
///
/// ```json
/// {"recognizing":3,"of":12,"id":7}
/// ```
struct RecognitionNotice: Equatable {
  /// The page, counted from 1.
  var page: Int
  /// The number of pages to recognise.
  var pages: Int
  /// The document.
  var id: Int

  private static let start = Array("{\"recognizing\":".utf8)

  var line: [UInt8] { Array("{\"recognizing\":\(page),\"of\":\(pages),\"id\":\(id)}\n".utf8) }

  init(page: Int, pages: Int, id: Int) {
    self.page = page
    self.pages = pages
    self.id = id
  }

  /// Nil where the line is something else.
  init?(line: some Collection<UInt8>) {
    guard line.count < 120, line.starts(with: Self.start) else { return nil }
    let numbers = line.split { $0 < 0x30 || $0 > 0x39 }
      .compactMap { Int(String(decoding: $0, as: UTF8.self)) }
    guard numbers.count == 3 else { return nil }
    self.init(page: numbers[0], pages: numbers[1], id: numbers[2])
  }
}
