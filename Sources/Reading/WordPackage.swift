// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// The parts of a Word document, found by the relationships between them (ECMA-376, part 2).
///
/// Word names the parts as everybody expects; other programs may name them otherwise.
struct WordPackage {
  static let contentTypes = "[Content_Types].xml"

  /// The namespaces of Word's markup, transitional and strict, with the prefixes that Word gives them.
  static let prefixes = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
  ]

  private static let usualMain = "word/document.xml"

  private struct Relationship {
    var id: String
    /// The last part of the type, which transitional and strict documents share.
    var kind: Substring
    /// The part, or nil where it is outside the file.
    var part: String?
    var target: String
  }

  /// All parts that are read, and what of them is broken.
  private(set) var parts = PackedFile.Parts()
  let main: String
  let styles: String
  let footnotes: String
  let endnotes: String
  private let relationships: [Relationship]

  /// - Throws: `ReadingFailure`.
  init(_ file: PackedFile) throws {
    // The lists of the whole file and of the usual main part in one walk over the file.
    var lists = try file.members([Self.listPath(of: ""), Self.listPath(of: Self.usualMain)])
    let roots = Self.relationships(from: "", in: lists)
    let named = roots.first { $0.kind == "officeDocument" }?.part ?? Self.usualMain
    if named != Self.usualMain { lists = try file.members([Self.listPath(of: named)]) }
    let related = Self.relationships(from: named, in: lists)
    func part(_ kind: String) -> String {
      related.first { $0.kind == kind && $0.part != nil }?.part ?? "word/\(kind).xml"
    }
    (styles, footnotes, endnotes) = (part("styles"), part("footnotes"), part("endnotes"))
    let chunks = related.filter { $0.kind == "aFChunk" }.compactMap(\.part)
    parts = try file.members(
      Set([named, Self.usualMain, styles, footnotes, endnotes, "docProps/core.xml"] + chunks))
    main = parts[named] == nil ? Self.usualMain : named
    relationships = related
  }

  /// The part that a relationship of the main part leads to, or where it leads outside the file.
  func target(of relationship: String) -> String? {
    let found = relationships.first { $0.id == relationship }
    return found?.part ?? found?.target
  }

  /// Whether the list of content types names a main part of Word.
  static func isWord(_ file: PackedFile) throws -> Bool {
    let list = try file.members([contentTypes])[contentTypes] ?? []
    let text = String(decoding: list, as: UTF8.self).lowercased()
    return [
      "wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml",
      "ms-word.document.macroenabled.main+xml", "ms-word.template.macroenabledtemplate.main+xml",
    ].contains { text.contains($0) }
  }

  /// Where the relationships of a part are listed; those of the whole file for the empty name.
  private static func listPath(of part: String) -> String {
    let folder = folder(of: part)
    let name = part.split(separator: "/").last.map(String.init) ?? ""
    return (folder.isEmpty ? "" : folder + "/") + "_rels/\(name).rels"
  }

  private static func folder(of part: String) -> String {
    part.lastIndex(of: "/").map { String(part[..<$0]) } ?? ""
  }

  /// The relationships of a part, in their order.
  private static func relationships(
    from part: String, in lists: PackedFile.Parts
  ) -> [Relationship] {
    let folder = folder(of: part)
    guard let xml = lists[listPath(of: part)] else { return [] }
    var found: [Relationship] = []
    xml.withUnsafeBytes { bytes in
      guard let walk = MarkupWalk(xml: bytes) else { return }
      while let step = walk.next() {
        guard case .start(let element) = step, element.hasSuffix("Relationship"),
          let id = walk.attribute("Id"), let target = walk.attribute("Target")
        else { continue }
        let kind = walk.attribute("Type")?.split(separator: "/").last ?? ""
        let isOutside = walk.attribute("TargetMode") == "External"
        found.append(
          Relationship(
            id: id, kind: kind, part: isOutside ? nil : resolved(target, from: folder),
            target: target))
      }
    }
    return found
  }

  /// The name of a part that a target leads to, seen from a folder; a leading slash is the root.
  private static func resolved(_ target: String, from folder: String) -> String {
    let target = target.removingPercentEncoding ?? target
    let path = target.hasPrefix("/") ? target : folder + "/" + target
    var names: [Substring] = []
    for name in path.split(separator: "/") where name != "." {
      if name == ".." { _ = names.popLast() } else { names.append(name) }
    }
    return names.joined(separator: "/")
  }
}
