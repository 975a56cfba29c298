// SPDX-License-Identifier: EUPL-1.2
import Model

/// Reads `units.csv`.
public enum UnitTable {
  static let required = ["code", "name", "kind"]
  static let optional = [
    "parents", "role", "ground", "examined", "valid_from", "valid_until", "short", "tile", "note",
  ]
  /// The kinds that every layout may hold, whatever the framework asks about.
  private static let kinds = ["regio", "gemeente", "vt", "veiligheidsregio"]

  /// Reads the table and checks each unit and the units against each other.
  ///
  /// - Parameter unitKinds: the framework's; none where it could not be read.
  public static func read(
    text: String, file: String, unitKinds: [UnitKind] = []
  ) -> ([StudyUnit], [Diagnostic]) {
    let table = CSVTable(text: text, file: file, required: required, known: optional)
    var report = TableReport(file: file, diagnostics: table.diagnostics)
    let kinds = Self.kinds + unitKinds.map(\.id).filter { !Self.kinds.contains($0) && $0 != "stuk" }
    var lines: [UnitCode: Int] = [:]
    var units: [StudyUnit] = []
    for row in table.rows {
      guard let unit = unit(row, kinds, &report) else { continue }
      if let first = lines[unit.code] {
        report.add(
          .error, row.line, "de code \(unit.code) staat al op regel \(first)",
          expected: "elke code één keer", "Verwijder een van de twee regels")
        continue
      }
      lines[unit.code] = row.line
      units.append(unit)
    }
    checkRelations(units, lines, &report)
    return (units, report.diagnostics)
  }

  private static func unit(
    _ row: CSVTable.Row, _ kinds: [String], _ report: inout TableReport
  ) -> StudyUnit? {
    let code = row["code"].uppercased()
    let isPlain = code.utf8.allSatisfy {
      (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x5F
    }
    guard !code.isEmpty, isPlain else {
      report.add(
        .error, row.line,
        code.isEmpty ? "de code ontbreekt" : "de code ‘\(code)’ is niet bruikbaar",
        expected: "letters en cijfers, zoals JZ07 of GM0363", "Vul een code in")
      return nil
    }
    if row["name"].isEmpty {
      report.add(.error, row.line, "\(code) heeft geen naam", expected: "een naam", "Vul name in")
    }
    let kind = row["kind"].lowercased()
    if !kinds.contains(kind) {
      report.add(
        .error, row.line, "de soort ‘\(row["kind"])’ bestaat niet",
        expected: "een van \(kinds.joined(separator: ", "))",
        Spelling.remedy(kind, among: kinds, else: "Kies een van deze"))
    }
    let from = report.date(row, "valid_from", isFull: true)
    let until = report.date(row, "valid_until", isFull: true)
    report.checkPeriod(from, until, line: row.line)
    return StudyUnit(
      code: UnitCode(code), name: row["name"], kind: kind,
      parents: TableReport.codes(row["parents"]), role: role(row, kind, &report),
      ground: row["ground"], isExamined: isExamined(row, kind, &report), validFrom: from ?? "",
      validUntil: until ?? "", short: row["short"], tile: tile(row, &report), note: row["note"])
  }

  private static func role(
    _ row: CSVTable.Row, _ kind: String, _ report: inout TableReport
  ) -> StudyUnit.Role? {
    let text = row["role"].lowercased()
    if text.isEmpty || ["n.v.t.", "nvt", "n.v.t"].contains(text) { return nil }
    guard let role = StudyUnit.Role(rawValue: text) else {
      report.add(
        .error, row.line, "de rol ‘\(row["role"])’ bestaat niet",
        expected: "centrum, regiogemeente, n.v.t. of niets",
        Spelling.remedy(text, among: ["centrum", "regiogemeente"], else: "Kies een van deze"))
      return nil
    }
    if kind != "gemeente" {
      report.add(
        .error, row.line, "\(row["code"]) is geen gemeente en heeft toch een rol",
        expected: "een rol alleen bij een gemeente", "Maak role leeg")
      return nil
    }
    if role == .central, row["ground"].isEmpty {
      report.add(
        .warning, row.line, "de rol van \(row["name"]) heeft geen grond",
        expected: "waarom zij die rol heeft, zoals centrumgemeente vrouwenopvang", "Vul ground in")
    }
    return role
  }

  private static func isExamined(
    _ row: CSVTable.Row, _ kind: String, _ report: inout TableReport
  ) -> Bool {
    switch row["examined"].lowercased() {
    case "": return kind != "gemeente"
    case "ja": return true
    case "nee": return false
    default:
      report.add(
        .error, row.line, "‘\(row["examined"])’ in de kolom examined bestaat niet",
        expected: "ja, nee of niets", "Kies ja of nee")
      return kind != "gemeente"
    }
  }

  private static func tile(_ row: CSVTable.Row, _ report: inout TableReport) -> StudyUnit.Tile? {
    let text = row["tile"]
    guard !text.isEmpty else { return nil }
    let numbers = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    if numbers.count == 2, let column = numbers[0], let place = numbers[1],
      (0...99).contains(column), (0...99).contains(place)
    {
      return StudyUnit.Tile(column: column, row: place)
    }
    report.add(
      .error, row.line, "de plaats ‘\(text)’ op de tegelkaart is niet te lezen",
      expected: "kolom:rij, geteld vanaf linksboven, zoals 5:0", "Verbeter tile")
    return nil
  }

  private static func checkRelations(
    _ units: [StudyUnit], _ lines: [UnitCode: Int], _ report: inout TableReport
  ) {
    let kinds = Dictionary(uniqueKeysWithValues: units.map { ($0.code, $0.kind) })
    let codes = units.map(\.code.rawValue)
    var centres: [UnitCode: StudyUnit] = [:]
    for unit in units {
      let line = lines[unit.code]
      for parent in unit.parents where kinds[parent] == nil || parent == unit.code {
        report.add(
          .error, line, "\(unit.code) hoort bij \(parent), en die code bestaat niet",
          expected: "een andere code uit de kolom code",
          Spelling.remedy(
            parent.rawValue, among: codes, else: "Verbeter parents of voeg \(parent) toe"))
      }
      guard unit.kind == "gemeente", unit.isExamined else { continue }
      let regions = unit.parents.filter { kinds[$0] == "regio" }
      if regions.isEmpty {
        report.add(
          .error, line, "\(unit.name) wordt onderzocht, maar hoort bij geen regio",
          expected: "de code van een regio in de kolom parents", "Vul parents aan")
      }
      guard unit.role == .central else { continue }
      for region in regions {
        if let other = centres[region] {
          report.add(
            .error, line, "in \(region) zijn \(other.name) en \(unit.name) allebei centrum",
            expected: "per regio hooguit één onderzochte gemeente met de rol centrum",
            "Geef een van de twee een andere rol, of zet examined op nee")
        } else {
          centres[region] = unit
        }
      }
    }
  }
}
