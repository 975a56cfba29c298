// SPDX-License-Identifier: EUPL-1.2
import Model

/// The names by which people call units, folded.
struct UnitNames: Sendable {
  private var exact: [String: [UnitCode]] = [:]
  /// Names that are only part of a unit's name: `Friesland` of `Friesland (Fryslân)`.
  private var variants: [String: [UnitCode]] = [:]
  private var kinds: [UnitCode: String] = [:]

  /// A word before a name that says which kind is meant.
  private static let prefixes = [
    ("gemeente ", "gemeente"), ("jeugdregio ", "regio"), ("regio ", "regio"),
    ("veilig thuis regio ", "vt"), ("veilig thuis ", "vt"),
  ]
  /// What everybody says instead of the official name.
  private static let everyday = [
    "s gravenhage": "den haag", "s hertogenbosch": "den bosch", "fryslan": "friesland",
  ]

  init(_ units: [StudyUnit]) {
    for unit in units {
      kinds[unit.code] = unit.kind
      let name = FoldedName(unit.name).text
      exact[name, default: []].append(unit.code)
      var others = Self.everyday[name].map { [$0] } ?? []
      let parts = unit.name.split(separator: "(", maxSplits: 1)
      if parts.count == 2 {
        others += [FoldedName(String(parts[0])).text, FoldedName(String(parts[1])).text]
      }
      for other in Set(others) where !other.isEmpty && other != name {
        variants[other, default: []].append(unit.code)
      }
    }
  }

  /// The units that a folder's name may mean, in the order of their codes.
  func units(named name: String) -> [UnitCode] {
    let folded = FoldedName(name).text
    if let found = exact[folded] ?? variants[folded] { return found.sorted() }
    for (prefix, kind) in Self.prefixes where folded.hasPrefix(prefix) {
      let rest = String(folded.dropFirst(prefix.count))
      for table in [exact, variants] {
        let found = (table[rest] ?? []).filter { kinds[$0] == kind }
        if !found.isEmpty { return found.sorted() }
      }
    }
    return []
  }

  /// The full and everyday names, folded, each with its units in the order of their codes.
  var all: [String: [UnitCode]] {
    exact.merging(variants) { first, _ in first }.mapValues { $0.sorted() }
  }
}
