// SPDX-License-Identifier: EUPL-1.2
import Model

/// Chooses by lot which municipalities are examined, and says so in `units.csv`.
///
/// Per region, in the order of the codes, two numbers are drawn: one for the central municipality, one
/// for the other. A role that stands already uses up its number too, so that it changes no other.
public enum RoleDraw {
  /// The ground of a municipality that is on the list of central municipalities.
  public static let centralGround = "centrumgemeente vrouwenopvang"

  /// Gives the municipalities of each region their roles.
  ///
  /// - Parameters:
  ///   - centralGrounds: why a municipality is central, by code; see `centralGrounds(text:file:)`.
  ///   - again: whether roles that stand already are drawn anew.
  /// - Returns: the units in the order in which they came.
  public static func draw(
    units: [StudyUnit], seed: UInt64, centralGrounds: [UnitCode: String], again: Bool = false
  ) -> [StudyUnit] {
    var units = units
    if again {
      for place in units.indices where units[place].kind == "gemeente" {
        units[place].role = nil
        units[place].ground = ""
        units[place].isExamined = false
      }
    }
    var generator = SplitMix64(seed: seed)
    let regions = units.filter { $0.kind == "regio" }.map(\.code).sorted()
    for region in regions {
      let numbers = (generator.next(), generator.next())
      let members = units.indices
        .filter { units[$0].kind == "gemeente" && units[$0].parents.contains(region) }
        .sorted { units[$0].code < units[$1].code }
      if !members.contains(where: { units[$0].role == .central }) {
        let free = members.filter { units[$0].role == nil }
        let listed = free.filter { centralGrounds[units[$0].code] != nil }
        if let place = pick(from: listed.isEmpty ? free : listed, numbers.0) {
          let lot = "geloot (zaad \(seed))"
          let ground = centralGrounds[units[place].code]
          units[place].role = .central
          units[place].ground =
            ground.map { listed.count > 1 ? "\($0); \(lot)" : $0 } ?? lot
          units[place].isExamined = true
        }
      }
      if !members.contains(where: { units[$0].role == .other }),
        let place = pick(from: members.filter { units[$0].role == nil }, numbers.1)
      {
        units[place].role = .other
        units[place].ground = "geloot (zaad \(seed))"
        units[place].isExamined = true
      }
    }
    return units
  }

  /// The high half of number × count: every place is as likely, to within count / 2⁶⁴.
  private static func pick(from places: [Int], _ number: UInt64) -> Int? {
    guard !places.isEmpty else { return nil }
    return places[Int(number.multipliedFullWidth(by: UInt64(places.count)).high)]
  }

  /// Reads a list of central municipalities: code, name, regio.
  public static func centralGrounds(
    text: String, file: String
  ) -> ([UnitCode: String], [Diagnostic]) {
    let table = CSVTable(text: text, file: file, required: ["code"], known: ["name", "regio"])
    let pairs = table.rows.filter { !$0["code"].isEmpty }
      .map { (UnitCode($0["code"].uppercased()), centralGround) }
    return (Dictionary(pairs, uniquingKeysWith: { first, _ in first }), table.diagnostics)
  }

  /// Writes roles, grounds and what is examined into the text of `units.csv`; every other cell and
  /// column stays as it is.
  ///
  /// - Returns: nil where the text is no table of units.
  public static func rewrite(unitsText: String, units: [StudyUnit]) -> String? {
    let table = CSVTable(text: unitsText, file: "units.csv", required: ["code"])
    guard !table.columns.isEmpty, !table.diagnostics.contains(where: { $0.severity == .error })
    else { return nil }
    let byCode = Dictionary(units.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    var columns = table.columns
    columns += ["role", "ground", "examined"].filter { !table.columns.contains($0) }
    var writer = CSVWriter(columns: columns, separator: table.separator)
    for row in table.rows {
      var fields = Array(row.fields.prefix(table.columns.count))
      fields += Array(repeating: "", count: columns.count - fields.count)
      if let unit = byCode[UnitCode(row["code"].uppercased())], unit.kind == "gemeente" {
        for (column, name) in columns.enumerated() {
          switch name {
          case "role": fields[column] = unit.role?.rawValue ?? ""
          case "ground": fields[column] = unit.ground
          case "examined" where unit.isExamined != (row[name].lowercased() == "ja"):
            fields[column] = unit.isExamined ? "ja" : ""
          default: break
          }
        }
      }
      writer.append(fields)
    }
    return writer.text
  }
}
