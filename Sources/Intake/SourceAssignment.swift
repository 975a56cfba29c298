// SPDX-License-Identifier: EUPL-1.2
import Model

/// Tells for which units a document counts and what it is: by its row, else by its folders and name.
/// The level is never guessed: a paper in a municipality's folder may well be the region's.
///
/// ```swift
/// let assignment = SourceAssignment(units: units, framework: framework)
/// assignment.describe(path: "JZ01 Groningen/regiovisie.pdf", row: nil).0.units  // ["JZ01"]
/// ```
public struct SourceAssignment: Sendable {
  private let kinds: [UnitCode: String]
  private let names: UnitNames
  /// The names that tell the kind of a source, folded, the longest first.
  private let kindNames: [(kind: String, name: String)]

  /// Prepares the names of the units, once for many documents.
  public init(units: [StudyUnit], framework: Framework) {
    kinds = Dictionary(units.map { ($0.code, $0.kind) }, uniquingKeysWith: { first, _ in first })
    kindNames = framework.sourceKinds
      .flatMap { kind in kind.names.map { (kind.id, FoldedName($0).text) } }
      .filter { !$0.1.isEmpty }.sorted { $0.1.count > $1.1.count }
    // What no field asks about (a safety region) must not make a name ambiguous.
    names = UnitNames(units.filter { unit in framework.unitKinds.contains { $0.id == unit.kind } })
  }

  /// Describes one document; for many, prepare a `SourceAssignment` once.
  public static func describe(
    path: String, row: SourceRow?, units: [StudyUnit], framework: Framework
  ) -> (SourceDescription, [Diagnostic]) {
    SourceAssignment(units: units, framework: framework).describe(path: path, row: row)
  }

  /// - Parameter path: relative to `sources/`.
  /// - Returns: the description, and a note where a folder's name could be several units.
  public func describe(path: String, row: SourceRow?) -> (SourceDescription, [Diagnostic]) {
    var description = SourceDescription()
    var diagnostics: [Diagnostic] = []
    let parts = path.split(separator: "/").map(String.init)
    if let row, !row.units.isEmpty {
      description.units = row.units
      description.basis = .table
    } else {
      assign(Array(parts.dropLast().reversed()), path: path, &description, &diagnostics)
    }
    description.kind = row?.kind ?? kind(parts.reversed())
    description.level = row?.level
    description.date = row?.date
    description.validFrom = row?.validFrom
    description.validUntil = row?.validUntil
    description.status = row?.status
    description.usage = row?.usage
    description.origin = row?.origin ?? ""
    description.foundWith = row?.foundWith ?? ""
    description.address = row?.address ?? ""
    description.note = row?.note ?? ""
    return (description, diagnostics)
  }

  /// - Parameter folders: from the file upwards.
  private func assign(
    _ folders: [String], path: String, _ description: inout SourceDescription,
    _ diagnostics: inout [Diagnostic]
  ) {
    if let code = folders.lazy.compactMap(code).first {
      description.units = [code]
      description.basis = .folderCode
      return
    }
    for folder in folders {
      let found = names.units(named: folder)
      if found.count == 1 {
        description.units = found
        description.basis = .folderName
        return
      }
      guard found.isEmpty else {
        let choices = found.map { "\($0) (\(kinds[$0] ?? ""))" }.joined(separator: " of ")
        diagnostics.append(
          Diagnostic(
            .note, .intake, file: "sources/" + path,
            problem: "de map ‘\(folder)’ kan \(choices) zijn; het stuk is niet toegewezen",
            expected: "een map met een code, zoals ‘\(found[0]) \(folder)’",
            remedy: "Zet de code voor de naam van de map, of vul units in sources.csv in"))
        return
      }
    }
  }

  /// The code that a folder is, or begins with.
  private func code(_ folder: String) -> UnitCode? {
    let name = folder.trimmed.uppercased()
    let whole = UnitCode(name)
    if kinds[whole] != nil { return whole }
    // A code may hold a hyphen itself: try every place where it may end.
    for place in name.indices where " -_".contains(name[place]) {
      let code = UnitCode(String(name[..<place]))
      if kinds[code] != nil { return code }
    }
    return nil
  }

  /// The kind whose name stands in the file's name, else in the nearest folder's; the longest wins.
  private func kind(_ parts: [String]) -> String? {
    for part in parts {
      let folded = " " + FoldedName(part).text + " "
      // Short names would be found in half the words: those must stand on their own.
      let found = kindNames.first { folded.contains($0.name.count < 5 ? " \($0.name) " : $0.name) }
      if let found { return found.kind }
    }
    return nil
  }
}
