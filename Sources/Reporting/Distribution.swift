// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

/// How the units of a group of indicators are spread, as parts of one bar or as a bar per category.
struct Distribution: Sendable {
  struct Part: Sendable {
    var label: String
    var shade: Shade
    var units: [UnitCode]
  }

  var parts: [Part]
  /// The number of units.
  var total: Int
  /// Whether every unit is in one part only.
  var isWhole: Bool

  /// Spreads the units that an indicator is about: over the categories of its field, or, where it has
  /// no field or a field per item, over counting and not counting.
  init(_ value: IndicatorValue, field: Field?, site: SiteIndex) {
    var parts: [Part] = []
    if let field, field.itemList == nil {
      let units = value.numerator + value.others
      isWhole = !field.isMultiple
      for category in field.categories {
        let own = units.filter {
          site.outcome($0, field)?.categories?.contains(category.id) == true
        }
        parts.append(
          Part(label: category.label, shade: Shade(category.id, of: field), units: own.sorted()))
      }
    } else {
      isWhole = true
      parts.append(Part(label: Dutch.counts, shade: .ordinal(4), units: value.numerator))
      parts.append(Part(label: Dutch.countsNot, shade: .ordinal(0), units: value.others))
    }
    let rest: [(String, Shade, [UnitCode])] = [
      (Dutch.unknown, .unknown, value.unknown), (Dutch.open, .open, value.open),
      (Dutch.notApplicable, .notApplicable, value.notApplicable),
    ]
    for (label, shade, units) in rest where !units.isEmpty {
      parts.append(Part(label: label, shade: shade, units: units))
    }
    self.parts = parts
    total =
      value.denominatorCount + value.unknown.count + value.open.count + value.notApplicable.count
  }

  /// The distribution in words.
  var text: String {
    parts.map { "\(DutchNumber.text($0.units.count)) \($0.label)" }.joined(separator: ", ")
  }

  /// One bar of all parts, with the number in each; nothing where a unit may be in several.
  var bar: HTML {
    guard isWhole, total > 0 else { return .none }
    var left = 0
    var html = HTML.none
    for part in parts where !part.units.isEmpty {
      let count = part.units.count
      let x = Self.share(left, of: total)
      let width = Self.share(count, of: total)
      html += part.shade.rectangle("x=\"\(x)\" y=\"1\" width=\"\(width)\" height=\"34\"")
      if count * 100 >= total * 4 {
        let middle = Self.share(2 * left + count, of: 2 * total)
        html += "<text class=\"on-\(part.shade.name)\" x=\"\(middle)\" y=\"23\">\(count)</text>"
      }
      left += count
    }
    return """
      <svg class="bar" width="100%" height="36" role="img" aria-label="\(text)">\(html)</svg>

      """
  }

  /// A part of the whole as a percentage that SVG understands: `37.50%`.
  static func share(_ count: Int, of total: Int) -> String {
    let hundredths = total > 0 ? count * 10_000 / total : 0
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)%"
  }
}

extension PageWriter {
  /// The parts by name, with their number and who is in them.
  func key(_ distribution: Distribution, field: Field?, limit: Int, rest: Place?) -> HTML {
    let rows = distribution.parts.map { part -> HTML in
      let who: HTML =
        part.units.isEmpty
        ? .none
        : "<span class=\"who\">\(names(part.units, field: field?.id, limit: limit, rest: rest))</span>"
      let sign = distribution.isWhole ? part.shade.swatch : meter(part, of: distribution.total)
      return """
        <li>\(sign)<span class="what"><b>\(part.units.count)</b> \(part.label)</span>\(who)</li>

        """
    }
    let kind: HTML = distribution.isWhole ? "key" : "key meters"
    return "<ul class=\"\(kind)\">\n\(rows)</ul>\n"
  }

  /// The parts by name and number only.
  func legend(_ distribution: Distribution) -> HTML {
    let items = distribution.parts.map { part -> HTML in
      "<li>\(part.shade.swatch)<span class=\"what\"><b>\(part.units.count)</b> \(part.label)</span></li>"
    }
    return "<ul class=\"key inline\">\(items)</ul>\n"
  }

  private func meter(_ part: Distribution.Part, of total: Int) -> HTML {
    let width = Distribution.share(part.units.count, of: total)
    return """
      <svg class="meter" width="100%" height="14" aria-hidden="true" focusable="false">\
      <rect class="track" width="100%" height="14"/>\
      \(part.shade.rectangle("width=\"\(width)\" height=\"14\""))</svg>
      """
  }
}
