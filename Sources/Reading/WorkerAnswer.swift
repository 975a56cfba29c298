// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model

/// The answer of a worker: one line of JSON per document.
///
/// ```json
/// {"id":7,"extraction":{"state":"read","format":"pdf","pages":["…","…"],
///   "passages":[[0,0,1,1,0,23],[1,0,0,1,24,310,2,0,88,1]],"boxes":["vi7eQQ8A…","vi7eQQ0A…"],"pagesWithoutText":[],
///   "language":"nl","title":"…","metadataDate":"2015-06-01","diagnostics":[]}}
/// ```
///
/// Pages are numbered from 1 in the order given. A passage is an array of numbers:
/// kind (0 heading, 1 paragraph, 2 list item, 3 row of a table, 4 note, 5 caption,
/// 6 row with the heads of columns), zone (0 body, 1 running head,
/// 2 contents, 3 page number), level of the heading, then page, first and last byte (exclusive) of its
/// stretch in the page's UTF-8; a passage over a page end adds the three numbers of its second stretch and
/// 1 or 0 for whether that goes on with a broken word. `boxes` has, where the format has pages of its own, for
/// each page the places of its words in the form of `PageBoxes`, as base64. `recognized` has, for each page whose
/// text was recognised on its picture, its number, how sure that is in percents, and the same per box, a byte each
/// as base64; `openToRecognition` is 1 where recognition mattered or could have. Diagnostics are as `Model.Diagnostic` encodes them.
/// `language`, `title` and `metadataDate` are absent where unknown; `lock` is `opened` or `closed` where a PDF
/// needs a password. Where a picture of a page was asked, `picture`
/// beside `id` is a PNG as base64.
struct WorkerAnswer: Equatable {
  var id: Int
  var extraction: Extraction
  /// The picture of a page, as PNG.
  var picture: [UInt8]?

  /// Why a line is no answer.
  struct Malformed: Error {
    /// The byte at which reading stopped.
    var offset: Int
  }

  /// The answer as one line with its line feed.
  func line() throws -> [UInt8] {
    var writer = AnswerWriter()
    try writer.write(self)
    return writer.bytes
  }

  /// - Throws: `Malformed` or a decoding error of the diagnostics.
  init(line: UnsafeBufferPointer<UInt8>) throws {
    var reader = AnswerReader(line)
    self = try reader.answer()
  }

  init(id: Int, extraction: Extraction, picture: [UInt8]? = nil) {
    self.id = id
    self.extraction = extraction
    self.picture = picture
  }

  static let kinds = PassageKind.allCases
  static let zones = Zone.allCases
}

/// Writes answers byte by byte; the text of thousands of pages goes through here.
struct AnswerWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ answer: WorkerAnswer) throws {
    let extraction = answer.extraction
    let text = extraction.pages.reduce(4096) { $0 + $1.text.utf8.count * 9 / 8 }
    bytes.reserveCapacity(extraction.boxes.reduce(text) { $0 + $1.packed.count * 4 / 3 + 8 })
    raw("{\"id\":\(answer.id),")
    if let picture = answer.picture {
      raw("\"picture\":\"")
      Base64.append(picture, to: &bytes)
      raw("\",")
    }
    raw(
      "\"extraction\":{\"state\":\"\(extraction.state.rawValue)\",\"format\":")
    string(extraction.format)
    raw(",\"pages\":[")
    for (index, page) in extraction.pages.enumerated() {
      if index > 0 { raw(",") }
      string(page.text)
    }
    raw("],\"passages\":[")
    for (index, passage) in extraction.passages.enumerated() {
      if index > 0 { raw(",") }
      write(passage)
    }
    if !extraction.boxes.isEmpty {
      raw("],\"boxes\":[")
      for (index, page) in extraction.boxes.enumerated() {
        raw(index > 0 ? ",\"" : "\"")
        Base64.append(page.packed, to: &bytes)
        raw("\"")
      }
    }
    raw("],\"pagesWithoutText\":[")
    for (index, page) in extraction.pagesWithoutText.enumerated() {
      if index > 0 { raw(",") }
      number(page)
    }
    raw("]")
    recognition(extraction)
    optional("language", extraction.language)
    optional("title", extraction.title)
    optional("metadataDate", extraction.metadataDate)
    optional("lock", extraction.lock?.rawValue)
    raw(",\"diagnostics\":")
    if extraction.diagnostics.isEmpty {
      raw("[]")
    } else {
      bytes.append(contentsOf: try JSONEncoder().encode(extraction.diagnostics))
    }
    raw("}}\n")
  }

  private mutating func recognition(_ extraction: Extraction) {
    if !extraction.recognized.isEmpty {
      raw(",\"recognized\":[")
      for (index, page) in extraction.recognized.enumerated() {
        raw(index > 0 ? ",[" : "[")
        number(page.page)
        raw(",")
        number(page.confidence)
        raw(",\"")
        Base64.append(page.words, to: &bytes)
        raw("\"]")
      }
      raw("]")
    }
    if extraction.isOpenToRecognition { raw(",\"openToRecognition\":1") }
  }

  private mutating func write(_ passage: Passage) {
    raw("[")
    number(WorkerAnswer.kinds.firstIndex(of: passage.kind) ?? 1)
    raw(",")
    number(WorkerAnswer.zones.firstIndex(of: passage.zone) ?? 0)
    raw(",")
    number(passage.headingLevel)
    for stretch in passage.stretches {
      raw(",")
      number(stretch.page)
      raw(",")
      number(stretch.utf8Range.lowerBound)
      raw(",")
      number(stretch.utf8Range.upperBound)
    }
    if passage.stretches.count > 1 { raw(passage.joinsWord ? ",1" : ",0") }
    raw("]")
  }

  private mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func number(_ value: Int) {
    if value < 0 { return raw("\(value)") }
    var rest = value
    let start = bytes.count
    repeat {
      bytes.append(UInt8(0x30 + rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }

  private mutating func optional(_ key: String, _ value: String?) {
    guard let value else { return }
    raw(",\"\(key)\":")
    string(value)
  }

  private mutating func string(_ text: String) {
    var text = text
    bytes.append(0x22)
    text.withUTF8 { all in
      var start = 0
      for index in all.indices {
        let byte = all[index]
        guard byte < 0x20 || byte == 0x22 || byte == 0x5C else { continue }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: all[start..<index]))
        start = index + 1
        switch byte {
        case 0x0A: bytes.append(contentsOf: [0x5C, 0x6E])
        case 0x09: bytes.append(contentsOf: [0x5C, 0x74])
        case 0x22, 0x5C: bytes.append(contentsOf: [0x5C, byte])
        default:
          let digits = Array("0123456789abcdef".utf8)
          bytes.append(contentsOf: "\\u00".utf8)
          bytes.append(contentsOf: [digits[Int(byte >> 4)], digits[Int(byte & 15)]])
        }
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: all[start...]))
    }
    bytes.append(0x22)
  }
}
