// SPDX-License-Identifier: EUPL-1.2

/// What the styles of an ODT say of paragraphs and spans.
///
/// A style has what it does not say itself from its parent.
struct OpenStyles {
  struct Style: Equatable {
    var headingLevel: Int?
    var isBold: Bool?
    var isHidden: Bool?
    var isCaption = false
    fileprivate var parent: String?
  }

  private static let captionNames: Set<String> = [
    "caption", "bijschrift", "illustration", "illustratie", "afbeelding", "figure", "drawing",
  ]

  private var styles: [String: Style] = [:]
  /// Whether one of the parts broke off before what it says of styles was read.
  private(set) var isBroken = false

  /// - Parameter parts: `styles.xml` and `content.xml`; what is said later counts.
  init(_ parts: [[UInt8]]) {
    for part in parts where !part.isEmpty { read(part) }
    for name in styles.keys { styles[name] = resolved(name) }
  }

  subscript(name: String) -> Style { styles[name] ?? Style() }

  private mutating func read(_ xml: [UInt8]) {
    xml.withUnsafeBytes { bytes in
      guard let walk = MarkupWalk(xml: bytes) else { return }
      defer { isBroken = isBroken || walk.isBroken }
      var name: String?
      while let step = walk.next() {
        switch step {
        case .start("style:style"):
          let family = walk.attribute("style:family")
          guard family == "paragraph" || family == "text",
            let own = walk.attribute("style:name")
          else { continue }
          name = own
          var style = Style(parent: walk.attribute("style:parent-style-name"))
          style.headingLevel = walk.attribute("style:default-outline-level").flatMap { Int($0) }
          style.isCaption = Self.captionNames.contains(own.lowercased())
          styles[own] = style
        case .start("style:text-properties"):
          guard let name else { continue }
          if let weight = walk.attribute("fo:font-weight") {
            styles[name]?.isBold = weight == "bold" || (Int(weight) ?? 0) >= 600
          }
          if let display = walk.attribute("text:display") {
            styles[name]?.isHidden = display == "none"
          }
        case .end("style:style"): name = nil
        case .start("office:text"): return
        default: continue
        }
      }
    }
  }

  private func resolved(_ name: String) -> Style {
    var style = styles[name] ?? Style()
    var seen: Set<String> = [name]
    var parent = style.parent
    while let next = parent, seen.insert(next).inserted, let above = styles[next] {
      style.headingLevel = style.headingLevel ?? above.headingLevel
      style.isBold = style.isBold ?? above.isBold
      style.isHidden = style.isHidden ?? above.isHidden
      style.isCaption = style.isCaption || above.isCaption
      parent = above.parent
    }
    return style
  }
}
