// SPDX-License-Identifier: EUPL-1.2
import Model

/// The units of a wave under the names that an edition gives them, and the names that it must not give.
struct UnitRenaming {
  /// By the code that the unit has in the study.
  private(set) var units: [UnitCode: StudyUnit] = [:]
  let hidden: HiddenStrings

  private static let areaKinds = [
    "vt": "Veilig Thuis-regio", "veiligheidsregio": "veiligheidsregio",
  ]

  init(_ all: [StudyUnit], rules: PublicRules) {
    let isNamed = { (unit: StudyUnit) in
      rules.naming == .municipality || rules.naming == .region && unit.kind != "gemeente"
    }
    let shown = all.filter(isNamed)
    let secret = all.filter { !isNamed($0) }
    hidden = HiddenStrings(
      secret.flatMap(Self.names), besides: shown.flatMap { [$0.name, $0.code.rawValue] })
    for unit in shown {
      var unit = unit
      unit.note = ""
      units[unit.code] = unit
    }
    let sorted = secret.map { ($0, rules.order(of: $0.code.rawValue)) }.sorted { $0.1 < $1.1 }
      .map(\.0)
    for kind in Set(secret.map(\.kind)).subtracting(["gemeente"]).sorted() {
      rename(sorted.filter { $0.kind == kind }, kind: kind)
    }
    renameMunicipalities(sorted.filter { $0.kind == "gemeente" })
    // What a unit belongs to would tell how many regions an area has, which often tells the area.
    guard rules.naming != .municipality else { return }
    let renamed = units
    units = renamed.mapValues { unit in
      var unit = unit
      unit.parents = unit.parents.compactMap { parent in
        guard let above = renamed[parent] else { return nil }
        return rules.naming == .none && above.kind != "regio" ? nil : above.code
      }
      return unit
    }
  }

  /// Everything by which a unit is known: its name, also without what tells it from a namesake, and its code.
  private static func names(of unit: StudyUnit) -> [String] {
    var names = [unit.name, unit.code.rawValue]
    if let bracket = unit.name.firstIndex(of: "(") { names.append(String(unit.name[..<bracket])) }
    if unit.kind == "vt", unit.name.hasPrefix("Veilig Thuis ") {
      names.append(String(unit.name.dropFirst("Veilig Thuis ".count)))
    }
    return names
  }

  private mutating func rename(_ sorted: [StudyUnit], kind: String) {
    let width = String(sorted.count).count
    let word = Self.areaKinds[kind] ?? kind
    let stem = word.lowercased().map { $0 == " " ? "-" : String($0) }.joined()
    for (place, unit) in sorted.enumerated() {
      let number = String(place + 1)
      let zeros = String(repeating: "0", count: width - number.count)
      units[unit.code] = Self.stub(unit, "\(stem)-\(zeros)\(number)", "\(word) \(number)")
    }
  }

  /// Central, another, and then by number within their region.
  private mutating func renameMunicipalities(_ sorted: [StudyUnit]) {
    var counts: [String: Int] = [:]
    let areas = units
    for unit in sorted {
      let region = unit.parents.compactMap { areas[$0] }.first { $0.kind == "regio" }
      let role: (code: String, name: String) =
        switch unit.role {
        case .central: ("centrum", "centrumgemeente")
        case .other: ("ander", "andere gemeente")
        case nil: ("gemeente", "gemeente")
        }
      let stem = region.map { "\($0.code)-\(role.code)" } ?? role.code
      let count = (counts[stem] ?? 0) + 1
      counts[stem] = count
      let isOne = count == 1 && unit.role != nil
      let name = isOne ? role.name : "\(role.name) \(count)"
      units[unit.code] = Self.stub(
        unit, isOne ? stem : "\(stem)-\(count)", region.map { "\(name) van \($0.name)" } ?? name)
    }
  }

  private static func stub(_ unit: StudyUnit, _ code: String, _ name: String) -> StudyUnit {
    StudyUnit(
      code: UnitCode(code), name: name, kind: unit.kind, parents: unit.parents, role: unit.role,
      isExamined: unit.isExamined)
  }
}
