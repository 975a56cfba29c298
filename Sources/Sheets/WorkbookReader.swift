// SPDX-License-Identifier: EUPL-1.2
import Reading

/// A workbook as a spreadsheet program saved it: the texts of its cells, whatever form they have in the file.
public struct ReadWorkbook: Sendable, Equatable {
  /// A cell that holds something.
  public struct Cell: Sendable, Equatable {
    /// What a person sees in it, as far as the file says so: shared and inline strings, numbers as they are kept,
    /// `WAAR` and `ONWAAR`, the name of an error, the last result of a formula.
    public var text: String
    public var isFormula: Bool
    public init(text: String, isFormula: Bool = false) {
      self.text = text
      self.isFormula = isFormula
    }
  }

  /// One sheet, in view or not.
  public struct Sheet: Sendable, Equatable {
    public var name: String
    /// By row and then by column, both counted from 0; empty cells are not there.
    public var rows: [Int: [Int: Cell]]
  }

  /// In the order of the workbook.
  public var sheets: [Sheet]

  /// The first sheet with this name, whatever the case.
  public func sheet(_ name: String) -> Sheet? {
    sheets.first { $0.name.lowercased() == name.lowercased() }
  }
}

extension ReadWorkbook {
  /// The largest file, and the most that comes out of it, in bytes; the most cells, empty ones too, and
  /// shared strings together; the most sheets.
  public static let fileLimitBytes = 32 << 20
  static let expandedLimitBytes = 128 << 20
  static let cellLimit = 1_000_000
  static let sheetLimit = 1_000
  /// Beyond these no spreadsheet program goes.
  private static let lastRow = 1_048_575
  private static let lastColumn = 16_383

  /// Reads an XLSX file as Excel, LibreOffice or this program wrote it; nothing in it is executed or followed.
  ///
  /// - Throws: `WorkbookError` where it is none, is damaged, or is larger than the limits.
  /// - Complexity: O(bytes that come out of the file).
  public init(_ bytes: [UInt8]) throws(WorkbookError) {
    guard bytes.count <= Self.fileLimitBytes else { throw Self.tooLarge }
    guard bytes.starts(with: [0x50, 0x4B]) else {
      throw WorkbookError(
        .notAWorkbook, "dit is geen xlsx-bestand",
        remedy: "sla het rekenblad in Excel of LibreOffice op als xlsx, zonder wachtwoord")
    }
    do {
      self = try bytes.withUnsafeBytes { try Self.read($0) }
    } catch let error as WorkbookError {
      throw error
    } catch let failure as ReadingFailure {
      throw WorkbookError(.damaged, failure.problem, remedy: Self.saveAgain)
    } catch {
      throw WorkbookError(.damaged, "het bestand is beschadigd", remedy: Self.saveAgain)
    }
  }

  private static let saveAgain = "open het in Excel of LibreOffice en sla het opnieuw op als xlsx"

  private static let tooLarge = WorkbookError(
    .tooLarge,
    "het rekenblad is te groot: hoogstens \(fileLimitBytes >> 20) MB, uitgepakt "
      + "\(expandedLimitBytes >> 20) MB, een miljoen cellen en teksten, en duizend bladen",
    remedy: "controleer de herkomst, en haal weg wat er niet in hoort")

  private static func read(_ bytes: UnsafeRawBufferPointer) throws -> ReadWorkbook {
    let limits = ReadingLimits(expandedBytes: expandedLimitBytes)
    let file = PackedFile(bytes: bytes, limits: limits)
    let names = try file.names()
    guard names.contains("xl/workbook.xml") else {
      throw WorkbookError(
        .notAWorkbook, "in dit bestand zit geen rekenblad",
        remedy: "sla het rekenblad in Excel of LibreOffice op als xlsx")
    }
    let wanted = names.filter {
      $0.hasPrefix("xl/") && ($0.hasSuffix(".xml") || $0.hasSuffix(".rels"))
    }
    let parts: PackedFile.Parts
    do {
      parts = try file.members(wanted)
    } catch let failure as ReadingFailure
      where failure == .packedTooLarge(limitBytes: limits.expandedBytes)
    {
      throw tooLarge
    }
    guard parts.isWhole else {
      throw WorkbookError(.damaged, "het bestand is beschadigd of breekt af", remedy: saveAgain)
    }
    var count = 0
    var shared: [String] = []
    if let content = parts.bytes["xl/sharedStrings.xml"] {
      shared = try sharedStrings(content, &count)
    }
    let targets = try parts.bytes["xl/_rels/workbook.xml.rels"].map(relations) ?? [:]
    var sheets: [Sheet] = []
    // Several sheets may name one part: it is walked over once, and its cells count for each.
    var parsed: [String: (rows: [Int: [Int: Cell]], count: Int)] = [:]
    for (name, relation) in try entries(parts.bytes["xl/workbook.xml"] ?? []) {
      guard let target = targets[relation], let content = parts.bytes[target] else { continue }
      if let known = parsed[target] {
        count += known.count
        guard count <= cellLimit else { throw tooLarge }
        sheets.append(Sheet(name: name, rows: known.rows))
        continue
      }
      let before = count
      let rows = try cells(of: content, shared, &count)
      parsed[target] = (rows, count - before)
      sheets.append(Sheet(name: name, rows: rows))
    }
    guard !sheets.isEmpty else {
      throw WorkbookError(.noSheets, "in dit bestand staat geen blad", remedy: saveAgain)
    }
    return ReadWorkbook(sheets: sheets)
  }

  /// Walks over a part; a document type, which may declare entities, is refused, since no spreadsheet
  /// program writes any.
  private static func walk(
    _ content: [UInt8], _ visit: (MarkupWalk, MarkupWalk.Step) throws -> Void
  ) throws {
    try content.withUnsafeBytes { bytes in
      guard let walk = MarkupWalk(xml: bytes, isPlain: true) else {
        throw WorkbookError(.damaged, "het bestand is geen gewoon rekenblad", remedy: saveAgain)
      }
      while let step = walk.next() { try visit(walk, step) }
      guard !walk.isBroken else {
        throw WorkbookError(
          .damaged, "het bestand is beschadigd of geen gewoon rekenblad", remedy: saveAgain)
      }
    }
  }

  /// A name without its prefix: some programs write `x:row`.
  private static func local(_ name: String) -> Substring {
    name.lastIndex(of: ":").map { name[name.index(after: $0)...] } ?? name[...]
  }

  /// The names of the sheets with their relations, in order.
  private static func entries(_ content: [UInt8]) throws -> [(name: String, relation: String)] {
    var entries: [(String, String)] = []
    try walk(content) { walk, step in
      guard case .start(let name) = step, local(name) == "sheet",
        let title = walk.attribute("name"), let relation = walk.attribute("r:id")
      else { return }
      guard entries.count < sheetLimit else { throw tooLarge }
      entries.append((title, relation))
    }
    return entries
  }

  /// Where each relation of the workbook leads, as the name of a member.
  private static func relations(_ content: [UInt8]) throws -> [String: String] {
    var targets: [String: String] = [:]
    try walk(content) { walk, step in
      guard case .start(let name) = step, local(name) == "Relationship",
        let id = walk.attribute("Id"), let target = walk.attribute("Target")
      else { return }
      targets[id] = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
    }
    return targets
  }

  private static func sharedStrings(
    _ content: [UInt8], _ count: inout Int
  ) throws -> [String] {
    var strings: [String] = []
    var text = RichText()
    try walk(content) { _, step in
      switch step {
      case .start(let name) where local(name) == "si": text = RichText()
      case .end(let name) where local(name) == "si":
        guard count + strings.count < cellLimit else { throw tooLarge }
        strings.append(text.plain)
      case .start(let name): text.start(local(name))
      case .end(let name): text.end(local(name))
      case .text(let part): text.add(part)
      }
    }
    count += strings.count
    return strings
  }

  private static func cells(
    of content: [UInt8], _ shared: [String], _ count: inout Int
  ) throws -> [Int: [Int: Cell]] {
    var walker = CellWalk(shared: shared, count: count)
    try walk(content) { walk, step in try walker.take(step, walk) }
    count = walker.count
    return walker.rows
  }

  /// Collects the cells of a sheet.
  private struct CellWalk {
    let shared: [String]
    var count: Int
    var rows: [Int: [Int: Cell]] = [:]
    private var row = -1
    private var column = -1
    private var type = ""
    private var isFormula = false
    private var value = ""
    private var inline = RichText()
    private var isInValue = false
    private var isInCell = false

    init(shared: [String], count: Int) {
      self.shared = shared
      self.count = count
    }

    mutating func take(_ step: MarkupWalk.Step, _ walk: MarkupWalk) throws {
      switch step {
      case .start(let name):
        switch local(name) {
        case "row": beginRow(walk)
        case "c": try beginCell(walk)
        case "f" where isInCell: isFormula = true
        case "v" where isInCell: isInValue = true
        case let other: if isInCell { inline.start(other) }
        }
      case .end(let name):
        switch local(name) {
        case "c": endCell()
        case "v": isInValue = false
        case let other: if isInCell { inline.end(other) }
        }
      case .text(let part):
        if isInValue { value += part } else if isInCell { inline.add(part) }
      }
    }

    private mutating func beginRow(_ walk: MarkupWalk) {
      let number = walk.attribute("r").flatMap { Int($0) }
      row =
        number.flatMap { (1...lastRow + 1).contains($0) ? $0 - 1 : nil }
        ?? min(row + 1, lastRow + 1)
      column = -1
    }

    private mutating func beginCell(_ walk: MarkupWalk) throws {
      count += 1
      guard count <= cellLimit else { throw tooLarge }
      if let place = walk.attribute("r").flatMap(ReadWorkbook.place) {
        (row, column) = place
      } else {
        column += 1
      }
      type = walk.attribute("t") ?? ""
      (isFormula, value, inline, isInValue, isInCell) = (false, "", RichText(), false, true)
    }

    private mutating func endCell() {
      isInCell = false
      guard let text, !text.isEmpty || isFormula, (0...lastRow).contains(row),
        (0...lastColumn).contains(column)
      else { return }
      rows[row, default: [:]][column] = Cell(text: text, isFormula: isFormula)
    }

    private var text: String? {
      switch type {
      case "s": Int(value).flatMap { shared.indices.contains($0) ? shared[$0] : nil }
      case "inlineStr": inline.plain
      case "str": ReadWorkbook.unescaped(value)
      case "b": value == "1" ? "WAAR" : "ONWAAR"
      case "e": value
      default: ReadWorkbook.number(value)
      }
    }
  }

  /// Row and column of `H12`, counted from 0.
  static func place(_ address: String) -> (row: Int, column: Int)? {
    var column = 0
    var row = 0
    for byte in address.utf8 {
      switch byte {
      case 0x41...0x5A where row == 0 && column < 100_000: column = column * 26 + Int(byte) - 64
      case 0x30...0x39 where column > 0 && row < 100_000_000: row = row * 10 + Int(byte) - 48
      default: return nil
      }
    }
    return row > 0 && column > 0 ? (row - 1, column - 1) : nil
  }

  /// A number as a person writes it: `12` where the file says `12.0` or `1.2E1`.
  static func number(_ value: String) -> String {
    guard let number = Double(value), number == number.rounded(), abs(number) < 1e15 else {
      return value
    }
    return String(Int(number))
  }

  /// Undoes `_x000D_`: a character that XML cannot hold, or must not change (22.9.2.19).
  static func unescaped(_ text: String) -> String {
    guard text.contains("_x") else { return text }
    return text.replacing(/_x([0-9A-Fa-f]{4})_/) { match in
      UInt32(match.1, radix: 16).flatMap(Unicode.Scalar.init).map { String($0) }
        ?? String(match.0)
    }
  }

  /// The text of a string that may have runs of several looks; readings beside it (`rPh`) are left out.
  private struct RichText {
    private var text = ""
    private var isInText = false
    private var asideDepth = 0

    mutating func start(_ name: Substring) {
      if name == "rPh" { asideDepth += 1 }
      if name == "t" { isInText = true }
    }

    mutating func end(_ name: Substring) {
      if name == "rPh" { asideDepth -= 1 }
      if name == "t" { isInText = false }
    }

    mutating func add(_ part: String) { if isInText, asideDepth == 0 { text += part } }

    var plain: String { ReadWorkbook.unescaped(text) }
  }
}
