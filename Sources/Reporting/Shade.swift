// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

/// The colour of an answer, as a class of the style sheet; never the only sign of it.
enum Shade: Sendable, Equatable {
  /// A step from sand (0) to deep teal (4).
  case ordinal(Int)
  /// One of the colours without an order; 0 is sand.
  case nominal(Int)
  case unknown
  case open
  case notApplicable

  /// The shade of a category: its rank spread over five steps, or its number.
  init(_ category: CategoryID, of field: Field) {
    let rank = field.rank(category) ?? 0
    if field.scale == .ordinal {
      let highest = max(1, field.categories.count - 1)
      self = .ordinal((rank * 8 + highest) / (2 * highest))
    } else {
      self = .nominal(field.isMultiple ? min(rank, 1) : min(rank, 6))
    }
  }

  var name: HTML {
    switch self {
    case .ordinal(0): "r0"
    case .ordinal(1): "r1"
    case .ordinal(2): "r2"
    case .ordinal(3): "r3"
    case .ordinal: "r4"
    case .nominal(0): "k0"
    case .nominal(1): "k1"
    case .nominal(2): "k2"
    case .nominal(3): "k3"
    case .nominal(4): "k4"
    case .nominal(5): "k5"
    case .nominal: "k6"
    case .unknown: "un"
    case .open: "op"
    case .notApplicable: "na"
    }
  }

  /// A rectangle of this shade; the hatching stands in the page itself.
  func rectangle(_ geometry: HTML) -> HTML {
    let fill: HTML = self == .unknown ? " fill=\"url(#hatch)\"" : .none
    return "<rect class=\"\(name)\" \(geometry)\(fill)/>"
  }

  /// The little square of a legend.
  var swatch: HTML {
    """
    <svg class="swatch" width="14" height="14" aria-hidden="true" focusable="false">\
    \(rectangle("x=\"0.5\" y=\"0.5\" width=\"13\" height=\"13\" rx=\"2\""))</svg>
    """
  }
}

/// An answer as one word with its shade.
struct Chip: Sendable, Equatable {
  var label: String
  /// For the tile map: at most seven letters.
  var short: String
  var shade: Shade

  var html: HTML { "<span class=\"chip \(shade.name)\">\(label)</span>" }

  /// What stands for an outcome: a chip per category, or one for the standing.
  static func chips(_ outcome: Outcome, field: Field) -> [Chip] {
    switch outcome.standing {
    case .known(let categories, _):
      return categories.map { id in
        let category = field.category(id)
        let label = category?.label ?? id.rawValue
        let short = category.map { $0.short.isEmpty ? $0.label : $0.short } ?? label
        return Chip(label: label, short: String(short.prefix(7)), shade: Shade(id, of: field))
      }
    case .open: return [Chip(label: Dutch.open, short: Dutch.openShort, shade: .open)]
    case .undetermined:
      return [Chip(label: Dutch.unknown, short: Dutch.unknownShort, shade: .unknown)]
    case .notApplicable:
      return [Chip(label: Dutch.notApplicable, short: Dutch.notApplicable, shade: .notApplicable)]
    }
  }
}

extension [Chip] {
  var html: HTML { map(\.html).joined(" ") }
  var label: String { map(\.label).joined(separator: ", ") }
}
