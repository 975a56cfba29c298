// SPDX-License-Identifier: EUPL-1.2

/// What the styles of a Word document say of the paragraphs that carry them.
///
/// A style has what it does not say itself from the style that it is based on. Names are those of Word in
/// English and Dutch; the identifier counts where a document was made without names.
struct WordStyles {
  struct Style: Equatable {
    var headingLevel: Int?
    var isListItem: Bool?
    var isContents = false
    var isCaption = false
    var isBold: Bool?
    var isHidden: Bool?
    fileprivate var base: String?
  }

  private var styles: [String: Style] = [:]
  /// The styles of runs, which are only asked whether they hide text.
  private var runStyles: [String: Style] = [:]
  /// Whether the part with the styles broke off before its end.
  private(set) var isBroken = false

  /// - Parameter xml: `word/styles.xml`.
  init(_ xml: [UInt8] = []) {
    guard !xml.isEmpty else { return }
    xml.withUnsafeBytes { bytes in
      guard let walk = MarkupWalk(xml: bytes, prefixes: WordPackage.prefixes) else { return }
      defer { isBroken = walk.isBroken }
      var id = ""
      var kind = ""
      var style: Style?
      while let step = walk.next() {
        switch step {
        case .start("w:style"):
          id = walk.attribute("w:styleId") ?? ""
          kind = walk.attribute("w:type") ?? "paragraph"
          style = ["paragraph", "character"].contains(kind) ? Self.named(id) : nil
        case .end("w:style"):
          if let style {
            if kind == "paragraph" { styles[id] = style } else { runStyles[id] = style }
          }
          style = nil
        case .start(let name): Self.read(name, walk, into: &style)
        default: continue
        }
      }
    }
    for id in styles.keys { styles[id] = Self.resolved(id, in: styles) }
    for id in runStyles.keys { runStyles[id] = Self.resolved(id, in: runStyles) }
  }

  /// The style with an identifier; one that the document does not define counts by its identifier.
  subscript(id: String) -> Style { styles[id] ?? Self.named(id) }

  /// Whether a style of runs hides their text; nil where it does not say.
  func hides(_ runStyle: String) -> Bool? { runStyles[runStyle]?.isHidden }

  private static func read(_ name: String, _ walk: MarkupWalk, into style: inout Style?) {
    guard style != nil else { return }
    let value = walk.attribute("w:val")
    switch name {
    case "w:name":
      let named = named(value ?? "")
      if let level = named.headingLevel { style?.headingLevel = level }
      if named.isContents { style?.isContents = true }
      if named.isCaption { style?.isCaption = true }
      if named.isListItem == true { style?.isListItem = true }
    case "w:basedOn": style?.base = value
    case "w:outlineLvl":
      if let level = value.flatMap({ Int($0) }) { style?.headingLevel = level < 9 ? level + 1 : 0 }
    case "w:numId": style?.isListItem = value != "0"
    case "w:b": style?.isBold = isOn(value)
    case "w:vanish": style?.isHidden = isOn(value)
    default: break
    }
  }

  /// Whether a switch without a value, or with one, is on.
  static func isOn(_ value: String?) -> Bool { value != "0" && value != "false" && value != "off" }

  private static func resolved(_ id: String, in styles: [String: Style]) -> Style {
    var style = styles[id] ?? Style()
    var base = style.base
    var seen: Set<String> = [id]
    while let next = base, seen.insert(next).inserted, let parent = styles[next] {
      style.headingLevel = style.headingLevel ?? parent.headingLevel
      style.isListItem = style.isListItem ?? parent.isListItem
      style.isBold = style.isBold ?? parent.isBold
      style.isHidden = style.isHidden ?? parent.isHidden
      style.isContents = style.isContents || parent.isContents
      style.isCaption = style.isCaption || parent.isCaption
      base = parent.base
    }
    return style
  }

  /// What the name of a style says: "heading 2", "Kop2", "toc 1", "Bijschrift", "List Bullet".
  static func named(_ name: String) -> Style {
    let name = name.lowercased().replacing(" ", with: "")
    var style = Style()
    if name == "title" || name == "titel" { style.headingLevel = 1 }
    for prefix in ["heading", "kop", "überschrift", "titre"] where name.hasPrefix(prefix) {
      if let level = Int(name.dropFirst(prefix.count)), (1...9).contains(level) {
        style.headingLevel = level
      }
    }
    style.isContents =
      name.hasPrefix("toc") || name.hasPrefix("inhopg") || name == "kopvaninhoudsopgave"
    if style.isContents { style.headingLevel = nil }
    style.isCaption = name == "caption" || name == "bijschrift"
    if name.hasPrefix("list") || name.hasPrefix("lijst") { style.isListItem = true }
    return style
  }
}
