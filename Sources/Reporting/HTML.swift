// SPDX-License-Identifier: EUPL-1.2
import Model

/// Markup in which only what stands in our own source code is raw.
///
/// Every interpolated text is escaped, and a literal can only be written in the source (its type is
/// `StaticString`): nothing that came from a study can become markup.
///
/// ```swift
/// let name = "<script>"
/// let row: HTML = "<td>\(name)</td>"   // <td>&lt;script&gt;</td>
/// ```
struct HTML: ExpressibleByStringInterpolation, Sendable, Equatable {
  private(set) var markup: String

  init(stringLiteral value: StaticString) { markup = value.description }
  init(stringInterpolation: StringInterpolation) { markup = stringInterpolation.markup }
  init(escaping text: String) {
    markup = ""
    Self.escape(text, into: &markup)
  }
  private init(markup: String) { self.markup = markup }

  static let none: HTML = ""

  var isEmpty: Bool { markup.isEmpty }

  static func + (left: HTML, right: HTML) -> HTML { HTML(markup: left.markup + right.markup) }
  static func += (left: inout HTML, right: HTML) { left.markup += right.markup }

  struct StringInterpolation: StringInterpolationProtocol {
    typealias StringLiteralType = StaticString
    fileprivate var markup = ""

    init(literalCapacity: Int, interpolationCount: Int) {
      markup.reserveCapacity(literalCapacity + interpolationCount * 16)
    }
    mutating func appendLiteral(_ literal: StaticString) { markup += literal.description }
    mutating func appendInterpolation(_ text: String) { HTML.escape(text, into: &markup) }
    mutating func appendInterpolation(_ html: HTML) { markup += html.markup }
    mutating func appendInterpolation(_ parts: [HTML]) {
      for part in parts { markup += part.markup }
    }
    mutating func appendInterpolation(_ number: Int) { markup += DutchNumber.text(number) }
    /// A number as a machine reads it, for attributes.
    mutating func appendInterpolation(raw number: Int) { markup += String(number) }
    mutating func appendInterpolation<Subject>(_ identifier: Identifier<Subject>) {
      HTML.escape(identifier.rawValue, into: &markup)
    }
  }

  private static func escape(_ text: String, into markup: inout String) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + 16)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes += "&amp;".utf8
      case UInt8(ascii: "<"): bytes += "&lt;".utf8
      case UInt8(ascii: ">"): bytes += "&gt;".utf8
      case UInt8(ascii: "\""): bytes += "&quot;".utf8
      case UInt8(ascii: "'"): bytes += "&#39;".utf8
      case 0..<9, 11, 12, 14..<32, 127: break
      default: bytes.append(byte)
      }
    }
    markup += String(decoding: bytes, as: UTF8.self)
  }
}

extension [HTML] {
  /// All parts after each other.
  func joined(_ separator: HTML = "") -> HTML {
    var result = HTML.none
    for (place, part) in enumerated() {
      if place > 0 { result += separator }
      result += part
    }
    return result
  }
}
