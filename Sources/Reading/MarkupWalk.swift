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
  /// The prefix that names are given with, by namespace; empty where they are given as written.
  private var prefixes: [String: String] = [:]
  /// The same in a fixed order, so that an attribute that is written in two namespaces always reads the same.
  private lazy var namespaces = prefixes.sorted(by: <)
  private var lastNamespace: UnsafePointer<CChar>?
  private var lastPrefix: String?
  /// Whether an element was written with another prefix than it is given with.
  private var hasOtherPrefixes = false
  /// Whether the walk ended because the document is not well-formed.
  package private(set) var isBroken = false

  /// - Parameters:
  ///   - xml: the bytes, which must outlive the walk.
  ///   - prefixes: for each namespace the prefix that its names are given with, whatever prefix is written.
  ///   - isPlain: whether a document type, which may declare entities, breaks the walk off at once.
  package init?(
    xml: UnsafeRawBufferPointer, prefixes: [String: String] = [:], isPlain: Bool = false
  ) {
    let bytes = xml.baseAddress?.assumingMemoryBound(to: CChar.self)
    guard
      let reader = isPlain
        ? cmarkup_open_plain_xml(bytes, xml.count) : cmarkup_open_xml(bytes, xml.count)
    else {
      Self.noteShortages()
      return nil
    }
    self.reader = reader
    self.prefixes = prefixes
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

  private var name: String {
    let written = cmarkup_name(reader).map { String(cString: $0) } ?? ""
    guard !prefixes.isEmpty, let prefix = knownPrefix() else { return written }
    if written.utf8.starts(with: prefix.utf8),
      written.utf8.dropFirst(prefix.utf8.count).first == 0x3A
    {
      return written
    }
    hasOtherPrefixes = true
    return prefix + ":" + (cmarkup_local_name(reader).map { String(cString: $0) } ?? "")
  }

  private func knownPrefix() -> String? {
    let space = cmarkup_namespace(reader)
    if space != lastNamespace {
      lastNamespace = space
      lastPrefix = space.flatMap { prefixes[String(cString: $0)] }
    }
    return lastPrefix
  }

  /// The value of an attribute of the element that just started.
  package func attribute(_ name: String) -> String? {
    if let value = cmarkup_attribute(reader, name) { return String(cString: value) }
    return hasOtherPrefixes ? attributeOfNamespace(name) : nil
  }

  private func attributeOfNamespace(_ name: String) -> String? {
    let parts = name.split(separator: ":", maxSplits: 1)
    guard parts.count == 2 else { return nil }
    for (space, prefix) in namespaces where prefix == parts[0] {
      if let value = cmarkup_attribute_in(reader, space, String(parts[1])) {
        return String(cString: value)
      }
    }
    return nil
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
