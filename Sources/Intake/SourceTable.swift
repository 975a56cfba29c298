// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model

/// A row of `sources.csv`: what a person says about one file.
public struct SourceRow: Sendable, Equatable {
  /// Counted from 1.
  public var line: Int
  /// Relative to `sources/`, in Unicode normal form C, with `/` between folders.
  public var path: String
  /// Empty where the row leaves it to the folders.
  public var units: [UnitCode]
  public var kind: String?
  public var level: String?
  /// A plain date; nil when empty or `onbekend`.
  public var date: String?
  /// Whether the row says that the date is unknown, so that nobody needs to look again.
  public var isDateUnknown: Bool
  public var validFrom: String?
  public var validUntil: String?
  public var status: String?
  public var usage: String?
  public var origin: String
  public var foundWith: String
  public var address: String
  public var note: String
  /// The reason why the source is excluded; nil when it counts.
  public var exclusion: String?
  /// Why it counts although the program proposes to exclude it; nil where nobody decided so.
  public var kept: String?

  public init(
    line: Int, path: String, units: [UnitCode] = [], kind: String? = nil, level: String? = nil,
    date: String? = nil, isDateUnknown: Bool = false, validFrom: String? = nil,
    validUntil: String? = nil, status: String? = nil, usage: String? = nil, origin: String = "",
    foundWith: String = "", address: String = "", note: String = "", exclusion: String? = nil,
    kept: String? = nil
  ) {
    self.kept = kept
    self.line = line
    self.path = path
    self.units = units
    self.kind = kind
    self.level = level
    self.date = date
    self.isDateUnknown = isDateUnknown
    self.validFrom = validFrom
    self.validUntil = validUntil
    self.status = status
    self.usage = usage
    self.origin = origin
    self.foundWith = foundWith
    self.address = address
    self.note = note
    self.exclusion = exclusion
  }
}

/// Reads `sources.csv`.
enum SourceTable {
  static let required = ["file"]
  static let optional = [
    "units", "kind", "level", "date", "valid_from", "valid_until", "status", "usage", "origin",
    "found_with", "address", "note", "exclude", "keep",
  ]

  /// Reads the rows, by path; a wrong cell is left empty, the rest of its row is kept.
  static func read(
    text: String, file: String, units: [StudyUnit], framework: Framework?,
    files present: SourcePaths
  ) -> ([String: SourceRow], [Diagnostic]) {
    let table = CSVTable(text: text, file: file, required: required, known: optional)
    var report = TableReport(file: file, diagnostics: table.diagnostics)
    let codes = Set(units.map(\.code))
    var rows: [String: SourceRow] = [:]
    for row in table.rows {
      guard let path = SourcePaths.normalized(row["file"]) else {
        report.add(
          .error, row.line, "‘\(row["file"])’ is geen pad in de map sources",
          expected: "een pad zoals JZ01/regiovisie.pdf", "Vul het pad vanaf de map sources in")
        continue
      }
      if let first = rows[path] {
        report.add(
          .error, row.line, "\(path) staat al op regel \(first.line)",
          expected: "elk bestand één keer", "Verwijder een van de twee regels")
        continue
      }
      if !present.contains(path) {
        report.add(
          .warning, row.line, "\(path) staat niet in de map sources",
          expected: "een bestand dat er is", present.remedy(for: path))
      }
      rows[path] = sourceRow(row, path, codes, framework, &report)
    }
    return (rows, report.diagnostics)
  }

  private static func sourceRow(
    _ row: CSVTable.Row, _ path: String, _ codes: Set<UnitCode>, _ framework: Framework?,
    _ report: inout TableReport
  ) -> SourceRow {
    let units = TableReport.codes(row["units"])
    for code in units where !codes.contains(code) {
      report.add(
        .error, row.line, "de code \(code) komt niet voor in units.csv",
        expected: "een code uit de kolom code",
        Spelling.remedy(
          code.rawValue, among: codes.map(\.rawValue).sorted(), else: "Verbeter de code"))
    }
    let isUnknown = FoldedName(row["date"]).text == "onbekend"
    let from = report.date(row, "valid_from", isFull: false)
    let until = report.date(row, "valid_until", isFull: false)
    report.checkPeriod(from, until, line: row.line)
    var result = SourceRow(
      line: row.line, path: path, units: units.filter(codes.contains),
      date: isUnknown ? nil : report.date(row, "date", isFull: false), isDateUnknown: isUnknown,
      validFrom: from, validUntil: until, origin: row["origin"], foundWith: row["found_with"],
      address: row["address"], note: row["note"], exclusion: exclusion(row, &report),
      kept: kept(row, &report))
    if let framework {
      let kinds = framework.sourceKinds.map { Choice(id: $0.id, label: $0.label) }
      let levels = framework.sourceLevels.map { Choice(id: $0.id, label: $0.label) }
      result.kind = report.choice(row, "kind", kinds)
      result.level = report.choice(row, "level", levels)
      result.status = report.choice(row, "status", framework.sourceStatuses)
      result.usage = report.choice(row, "usage", framework.usageRights)
    }
    return result
  }

  private static func kept(_ row: CSVTable.Row, _ report: inout TableReport) -> String? {
    let text = row["keep"]
    switch text.lowercased() {
    case "", "nee": return nil
    case "ja", "x":
      report.add(
        .error, row.line, "\(row["file"]) wordt gehouden zonder reden",
        expected: "de reden, zoals: eigen besluit van de gemeente",
        "Schrijf de reden in de kolom keep")
      return nil
    default: break
    }
    if !row["exclude"].isEmpty {
      report.add(
        .warning, row.line, "\(row["file"]) wordt uitgesloten en gehouden",
        expected: "een van beide", "Maak exclude of keep leeg; nu telt het stuk niet mee")
    }
    return text
  }

  private static func exclusion(_ row: CSVTable.Row, _ report: inout TableReport) -> String? {
    let text = row["exclude"]
    switch text.lowercased() {
    case "", "nee": return nil
    case "ja", "x":
      report.add(
        .error, row.line, "\(row["file"]) is uitgesloten zonder reden",
        expected: "de reden, zoals: dubbel met JZ01/regiovisie.pdf",
        "Schrijf de reden in de kolom exclude")
      return nil
    default: return text
    }
  }
}

/// The paths of the files that are there, for telling what a wrong path was meant to be.
///
/// Looked through when a table first asks for one: most tables name none.
final class SourcePaths {
  private let files: [ScannedFile]
  private lazy var all = Set(files.map(\.path))
  private lazy var byName = Dictionary(grouping: files.map(\.path), by: Self.name(of:))

  init(_ files: [ScannedFile]) { self.files = files }

  func contains(_ path: String) -> Bool { all.contains(path) }

  func remedy(for path: String) -> String {
    let near = byName[Self.name(of: path)] ?? []
    return near.isEmpty
      ? "Zet het bestand in de map, of verbeter het pad"
      : "Bedoelde u \(near.prefix(3).joined(separator: " of "))?"
  }

  private static func name(of path: String) -> String {
    FoldedName(path.split(separator: "/").last.map(String.init) ?? path).text
  }

  /// Relative to `sources/`, in normal form C, with `/`; nil where it is empty or leads outside.
  static func normalized(_ path: String) -> String? {
    let plain = path.precomposedStringWithCanonicalMapping.replacing("\\", with: "/")
    guard !plain.hasPrefix("/") else { return nil }
    var parts = plain.split(separator: "/").filter { $0 != "." }
    if parts.first == "sources", parts.count > 1 { parts.removeFirst() }
    guard !parts.isEmpty, !parts.contains("..") else { return nil }
    return parts.joined(separator: "/")
  }
}
