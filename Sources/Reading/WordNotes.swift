// SPDX-License-Identifier: EUPL-1.2

/// The footnotes or endnotes of a Word document, by the number that the text refers to.
struct WordNotes {
  private var texts: [String: String] = [:]
  private var order: [String] = []
  private var used: Set<String> = []
  /// Whether the part with the notes broke off before its end.
  private(set) var isBroken = false
  /// How many notes the text refers to that are not there.
  private(set) var missing = 0

  /// - Parameters:
  ///   - xml: `word/footnotes.xml` or `word/endnotes.xml`.
  ///   - element: `w:footnote` or `w:endnote`.
  ///   - styles: which styles hide text.
  init(_ xml: [UInt8]?, element: String, styles: WordStyles) {
    guard let xml else { return }
    xml.withUnsafeBytes { bytes in
      guard let walk = MarkupWalk(xml: bytes, prefixes: WordPackage.prefixes) else {
        isBroken = true
        return
      }
      defer { isBroken = walk.isBroken }
      var id = ""
      var isSeparator = false
      var run = WordRun(styles)
      while let step = walk.next() {
        switch step {
        case .start(element):
          id = walk.attribute("w:id") ?? "\(order.count)"
          let kind = walk.attribute("w:type") ?? "normal"
          isSeparator = kind != "normal"
          if !isSeparator, texts[id] == nil { order.append(id) }
        case .start(let name): _ = run.start(name, walk)
        case .end("w:p"):
          let text = run.take()
          if !isSeparator, !id.isEmpty {
            let before = texts[id] ?? ""
            texts[id] = before.isEmpty ? text : before + " " + text
          }
        case .end(let name): run.end(name)
        case .text(let text): run.add(text)
        }
      }
    }
  }

  /// The text of a note that is referred to.
  mutating func take(_ id: String) -> String? {
    used.insert(id)
    if texts[id] == nil { missing += 1 }
    return texts[id]
  }

  /// Leaves out a note, since what refers to it was deleted or is hidden.
  mutating func drop(_ id: String) { used.insert(id) }

  /// The notes that nothing referred to, in their order.
  var rest: [String] { order.filter { !used.contains($0) }.compactMap { texts[$0] } }
}

/// The text of the runs of a paragraph: what is shown when all tracked changes are accepted.
struct WordRun {
  private let styles: WordStyles
  private(set) var text = ""
  private(set) var isBold = true
  private var hasLetters = false
  private var isText = false
  private var isRun = false
  /// Whether the run that is open is hidden.
  private(set) var isHidden = false
  private var isRunBold = false
  /// Whether the style of the paragraph is bold.
  var isStyleBold = false
  /// Whether the style of the paragraph hides its text.
  var isStyleHidden = false

  init(_ styles: WordStyles) { self.styles = styles }

  /// Takes the start of an element; returns whether it was one of a run.
  mutating func start(_ name: String, _ walk: MarkupWalk) -> Bool {
    switch name {
    case "w:t": isText = true
    case "w:r":
      isRun = true
      isHidden = isStyleHidden
      isRunBold = isStyleBold
    case "w:rStyle":
      if isRun { isHidden = styles.hides(walk.attribute("w:val") ?? "") ?? isHidden }
    case "w:vanish": if isRun { isHidden = WordStyles.isOn(walk.attribute("w:val")) }
    case "w:b": if isRun { isRunBold = WordStyles.isOn(walk.attribute("w:val")) }
    case "w:tab", "w:ptab": if isRun, !isHidden { text += " " }
    case "w:br", "w:cr": if isRun, !isHidden { text += PassageCollector.lineBreak }
    case "w:noBreakHyphen": if !isHidden { text += "-" }
    case "w:del", "w:moveFrom", "mc:Fallback", "w:instrText", "w:pPrChange", "w:rPrChange",
      "w:tblPrChange", "w:tcPrChange", "w:trPrChange", "w:sectPrChange", "w:delText",
      "w:delInstrText", "w:annotationRef":
      walk.skipElement()
    default: return false
    }
    return true
  }

  mutating func end(_ name: String) {
    if name == "w:t" { isText = false }
    if name == "w:r" { isRun = false }
  }

  mutating func add(_ part: String) {
    guard isText, !isHidden else { return }
    text += part
    if part.contains(where: { $0.isLetter }) {
      hasLetters = true
      if !isRunBold { isBold = false }
    }
  }

  /// The text so far, which is then empty again.
  mutating func take() -> String {
    defer { self = WordRun(styles) }
    return text
  }

  /// Whether there are letters, and all of them are bold.
  var isAllBold: Bool { hasLetters && isBold }
}
