// SPDX-License-Identifier: EUPL-1.2
import CMarkup

/// A walk over the elements and texts of an XML or HTML document; entities in texts are never expanded.
package final class MarkupWalk {
  package enum Step {
    case start(String)
    case end(String)
    case text(String)
  }

  private let reader: OpaquePointer
  /// Whether the walk ended because the document is not well-formed.
  package private(set) var isBroken = false

  /// - Parameters:
  ///   - xml: the bytes, which must outlive the walk.
  ///   - isPlain: whether a document type, which may declare entities, breaks the walk off at once.
  package init?(xml: UnsafeRawBufferPointer, isPlain: Bool = false) {
    let bytes = xml.baseAddress?.assumingMemoryBound(to: CChar.self)
    guard
      let reader = isPlain
        ? cmarkup_open_plain_xml(bytes, xml.count) : cmarkup_open_xml(bytes, xml.count)
    else {
      Self.noteShortages()
      return nil
    }
    self.reader = reader
  }

  /// - Parameter html: a page in UTF-8, whatever it declares itself.
  init?(html: UnsafeRawBufferPointer) {
    guard
      let reader = cmarkup_open_html(
        html.baseAddress?.assumingMemoryBound(to: CChar.self), html.count)
    else {
      Self.noteShortages()
      return nil
    }
    self.reader = reader
    isBroken = cmarkup_stopped(reader) != 0
  }

  deinit {
    cmarkup_close(reader)
    Self.noteShortages()
  }

  private static func noteShortages() {
    if cmarkup_take_shortages() > 0 { MemoryShortage.note() }
  }

  /// The next step, or nil at the end.
  package func next() -> Step? {
    switch cmarkup_next(reader) {
    case Int32(CMARKUP_START_ELEMENT): return .start(name)
    case Int32(CMARKUP_END_ELEMENT): return .end(name)
    case Int32(CMARKUP_TEXT):
      return .text(cmarkup_text(reader).map { String(cString: $0) } ?? "")
    case Int32(CMARKUP_END): return nil
    default:
      isBroken = true
      return nil
    }
  }

  private var name: String { cmarkup_name(reader).map { String(cString: $0) } ?? "" }

  /// The value of an attribute of the element that just started.
  package func attribute(_ name: String) -> String? {
    cmarkup_attribute(reader, name).map { String(cString: $0) }
  }

  /// Goes on to the end of the element that just started, without looking inside.
  func skipElement() {
    var depth = 1
    while depth > 0 {
      switch next() {
      case .start: depth += 1
      case .end: depth -= 1
      case .text: continue
      case nil: return
      }
    }
  }
}
