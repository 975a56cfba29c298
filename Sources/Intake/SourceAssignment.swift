// SPDX-License-Identifier: EUPL-1.2
import Model
import Synchronization

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
  private let kindNames: [(kind: String, name: [UInt8])]
  /// What was worked out for folders: thousands of documents may stand in one.
  private let memory = Memory()

  /// What a folder, by its path, says of the documents in it.
  private struct Folder: Sendable {
    var units: [UnitCode] = []
    var basis = AssignmentBasis.none
    /// The name that could be several units, and those units.
    var doubt: (name: String, units: [UnitCode])?
    var kind: String?
  }

  private final class Memory: Sendable {
    let folders = Mutex<[String: Folder]>([:])
  }

  /// Prepares the names of the units, once for many documents.
  public init(units: [StudyUnit], framework: Framework) {
    kinds = Dictionary(units.map { ($0.code, $0.kind) }, uniquingKeysWith: { first, _ in first })
    kindNames = framework.sourceKinds
      .flatMap { kind in kind.names.map { (kind.id, FoldedName($0).text) } }
      .filter { !$0.1.isEmpty }.sorted { $0.1.count > $1.1.count }
      // Short names would be found in half the words: those must stand on their own.
      .map { ($0.0, Array(($0.1.count < 5 ? " \($0.1) " : $0.1).utf8)) }
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
    let end = path.lastIndex(of: "/")
    let folder = folder(end.map { String(path[..<$0]) } ?? "")
    if let row, !row.units.isEmpty {
      description.units = row.units
      description.basis = .table
    } else {
      description.units = folder.units
      description.basis = folder.basis
      if let doubt = folder.doubt { diagnostics.append(note(on: doubt, path)) }
    }
    let name = end.map { String(path[path.index(after: $0)...]) } ?? path
    description.kind = row?.kind ?? kind(named: name) ?? folder.kind
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
    description.kept = row?.kept
    return (description, diagnostics)
  }

  private func folder(_ path: String) -> Folder {
    if let known = memory.folders.withLock({ $0[path] }) { return known }
    let folders = path.split(separator: "/").map(String.init).reversed()
    var folder = Folder()
    if let code = folders.lazy.compactMap(code).first {
      folder.units = [code]
      folder.basis = .folderCode
    } else {
      for name in folders {
        let found = names.units(named: name)
        if found.isEmpty { continue }
        if found.count == 1 {
          folder.units = found
          folder.basis = .folderName
        } else {
          folder.doubt = (name, found)
        }
        break
      }
    }
    folder.kind = folders.lazy.compactMap { kind(named: $0) }.first
    memory.folders.withLock { $0[path] = folder }
    return folder
  }

  private func note(on doubt: (name: String, units: [UnitCode]), _ path: String) -> Diagnostic {
    let choices = doubt.units.map { "\($0) (\(kinds[$0] ?? ""))" }.joined(separator: " of ")
    return Diagnostic(
      .note, .intake, file: "sources/" + path,
      problem: "de map ‘\(doubt.name)’ kan \(choices) zijn; het stuk is niet toegewezen",
      expected: "een map met een code, zoals ‘\(doubt.units[0]) \(doubt.name)’",
      remedy: "Zet de code voor de naam van de map, of vul units in sources.csv in")
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

  /// The kind whose name stands in the name of a file or folder; the longest wins.
  private func kind(named name: String) -> String? {
    let folded = Array((" " + FoldedName(name).text + " ").utf8)
    return kindNames.first { Self.holds(folded, $0.name) }?.kind
  }

  private static func holds(_ text: [UInt8], _ part: [UInt8]) -> Bool {
    guard let first = part.first, part.count <= text.count else { return false }
    return (0...text.count - part.count).contains { start in
      text[start] == first && text[start..<start + part.count].elementsEqual(part)
    }
  }
}
