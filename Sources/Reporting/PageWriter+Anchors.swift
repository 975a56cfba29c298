// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

/// What is said of a quote that does not stand where it was coded.
extension PageWriter {
  /// Where the words of a coding are now, until a person has said so; nothing where they are in their place.
  func anchorNote(_ id: CodingID) -> HTML {
    guard let placed = picture.anchors[id], placed.state != .intact else { return .none }
    var text = HTML(escaping: Dutch.anchor(placed))
    if let parts = site.material.differences[id] {
      text += ": <q>\(Array(parts.map(difference)).joined(" "))</q>"
    }
    return "<p class=\"why\">\(text). \(Dutch.anchorWaits(id))</p>\n"
  }

  private func difference(_ part: DifferencePart) -> HTML {
    switch part.kind {
    case .same: "\(part.text)"
    case .removed: "<del>\(part.text)</del>"
    case .added: "<ins>\(part.text)</ins>"
    }
  }

  /// The quotes of an answer that was opened again because they are gone.
  func lostQuotes(of cell: Cell) -> HTML {
    let lost = picture.anchors.filter { $0.value.state == .lost }.keys.sorted()
    let own = lost.filter { picture.codings[$0]?.cell == cell }
    return own.reduce(into: HTML.none) { html, id in
      if let passage = site.material.evidence[id] { html += quotation(passage, coding: id) }
    }
  }
}
