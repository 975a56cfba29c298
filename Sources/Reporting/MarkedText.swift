// SPDX-License-Identifier: EUPL-1.2
import Model

/// The text of a page with the quotes of its codings marked in place.
struct MarkedText {
  /// A quote to mark: where it stands, and the anchor that its first piece gets.
  struct Quote: Equatable {
    var utf8Range: Range<Int>
    var anchor: String
  }

  let text: String
  let quotes: [Quote]

  /// Takes only quotes that stand within the text and cut no character; the others come back.
  init(_ text: String, quotes: [Quote]) {
    self.text = text
    let bytes = Array(text.utf8)
    func isBoundary(_ offset: Int) -> Bool {
      offset == bytes.count || bytes[offset] & 0xC0 != 0x80
    }
    self.quotes = quotes.filter { quote in
      let range = quote.utf8Range
      return range.lowerBound >= 0 && range.upperBound <= bytes.count && !range.isEmpty
        && isBoundary(range.lowerBound) && isBoundary(range.upperBound)
    }.sorted { left, right in
      (left.utf8Range.lowerBound, left.utf8Range.upperBound, left.anchor)
        < (right.utf8Range.lowerBound, right.utf8Range.upperBound, right.anchor)
    }
  }

  /// A paragraph per line, each quote as `<mark>`.
  ///
  /// Where quotes overlap they share one mark; every quote keeps an anchor of its own.
  var html: HTML {
    let bytes = Array(text.utf8)
    var html = HTML.none
    var start = 0
    while start <= bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      if start < end { html += "<p>\(paragraph(bytes, start..<end))</p>\n" }
      start = end + 1
    }
    return html
  }

  private func paragraph(_ bytes: [UInt8], _ line: Range<Int>) -> HTML {
    func piece(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    var html = HTML.none
    var position = line.lowerBound
    var rest = quotes.filter { $0.utf8Range.overlaps(line) }
    while let first = rest.first {
      let from = max(first.utf8Range.lowerBound, line.lowerBound)
      var until = min(first.utf8Range.upperBound, line.upperBound)
      var group = [rest.removeFirst()]
      while let next = rest.first, next.utf8Range.lowerBound < until {
        until = max(until, min(next.utf8Range.upperBound, line.upperBound))
        group.append(rest.removeFirst())
      }
      html += "\(piece(position..<from))\(mark(group, from..<until, line, piece))"
      position = until
    }
    return html + HTML(escaping: piece(position..<line.upperBound))
  }

  private func mark(
    _ group: [Quote], _ range: Range<Int>, _ line: Range<Int>, _ piece: (Range<Int>) -> String
  ) -> HTML {
    /// Only the line in which a quote begins carries its anchor.
    func begins(_ quote: Quote) -> Bool { line.contains(quote.utf8Range.lowerBound) }
    let identifier: HTML = begins(group[0]) ? " id=\"\(group[0].anchor)\"" : .none
    var inner = HTML.none
    var position = range.lowerBound
    for quote in group.dropFirst() where begins(quote) {
      let from = quote.utf8Range.lowerBound
      inner += "\(piece(position..<from))<span id=\"\(quote.anchor)\"></span>"
      position = from
    }
    inner += HTML(escaping: piece(position..<range.upperBound))
    return "<mark\(identifier)>\(inner)</mark>"
  }
}
