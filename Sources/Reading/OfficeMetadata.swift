// SPDX-License-Identifier: EUPL-1.2
import Model

/// The title and the date that an office document gives of itself.
enum OfficeMetadata {
  /// - Parameter xml: `docProps/core.xml` or `meta.xml`.
  static func read(_ xml: [UInt8]) -> (title: String?, date: String?) {
    var title = ""
    var dates: [String: String] = [:]
    xml.withUnsafeBytes { bytes in
      guard let walk = MarkupWalk(xml: bytes) else { return }
      var name = ""
      while let step = walk.next() {
        switch step {
        case .start(let element): name = element
        case .end: name = ""
        case .text(let text):
          if name == "dc:title" { title += text } else { dates[name] = text }
        }
      }
    }
    let stamp =
      dates["dcterms:created"] ?? dates["meta:creation-date"] ?? dates["dcterms:modified"]
      ?? dates["dc:date"]
    let day = stamp.map { String($0.prefix(10)) }
    let isDay = day.map { $0.utf8.count == 10 && $0.utf8.filter { $0 == 0x2D }.count == 2 } ?? false
    return (title.isEmpty ? nil : title, isDay ? day : nil)
  }
}

extension Extraction {
  /// Says that the document broke off before its end.
  ///
  /// - Throws: `ReadingFailure` when nothing was read before that.
  mutating func endedEarly() throws {
    guard !passages.isEmpty else {
      throw ReadingFailure.damaged("de inhoud is geen geldige XML")
    }
    state = .partly
    diagnostics.append(
      Diagnostic(
        .warning, .reading, problem: "de inhoud breekt af; gelezen is wat ervoor staat",
        remedy: "vraag het stuk opnieuw op of sla het opnieuw op"))
  }

  /// Says that the styles broke off, so that headings may read as paragraphs; no text is lost.
  mutating func stylesAreBroken() {
    diagnostics.append(
      Diagnostic(
        .warning, .reading, problem: "de opmaak is beschadigd; koppen kunnen alinea's lijken",
        expected: "een heel bestand",
        remedy: "open het stuk in een tekstverwerker en sla het opnieuw op"))
  }
}
