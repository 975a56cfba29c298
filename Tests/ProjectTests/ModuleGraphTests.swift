// SPDX-License-Identifier: EUPL-1.2
import Foundation
import TestSupport
import Testing

/// Compares the imports of every file in `Sources/` with the table in ARCHITECTURE.md: the package
/// manager lets an import compile once the module happens to be built.
struct ModuleGraphTests {
  /// A row of the table.
  private struct Row {
    var mayImport: Set<String>
    var systemLibraries: Set<String>
  }

  /// What comes with the toolchain is free to all.
  private static let free: Set = [
    "Foundation", "Glibc", "Synchronization", "Dispatch", "FoundationXML",
  ]

  private static func table() throws -> [String: Row] {
    let text = try #require(try Repository.text("ARCHITECTURE.md"))
    let parts = text.components(separatedBy: "<!-- module-graph -->")
    let inside = try #require(parts.count == 2 ? parts[1] : nil)
    let body = try #require(inside.components(separatedBy: "<!-- /module-graph -->").first)
    var rows: [String: Row] = [:]
    for line in body.split(separator: "\n").dropFirst(2) {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      try #require(cells.count == 3, "row of the module table: \(line)")
      let names = { (cell: String) in
        Set(cell.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) })
          .subtracting(["–"])
      }
      let name = cells[0].replacing("`", with: "")
      try #require(rows[name] == nil, "\(name) stands twice in the module table")
      rows[name] = Row(mayImport: names(cells[1]), systemLibraries: names(cells[2]))
    }
    return rows
  }

  /// The modules imported by the Swift files of each folder of `Sources/`, and of the programs beside them.
  private static func imports() throws -> [String: [(file: String, module: String)]] {
    let pattern =
      /^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|private|fileprivate)\s+)?import\s+(?:(?:struct|class|enum|func|protocol|typealias|var|let)\s+)?(\w+)/
      .anchorsMatchLineEndings()
    var found: [String: [(String, String)]] = [:]
    for file in Repository.files(ending: ".swift") {
      let parts = file.split(separator: "/")
      let isProgram = ["Quality", "Fuzz"].contains(parts[0]) && parts[1] == "Sources"
      guard isProgram || file.hasPrefix("Sources/") else { continue }
      let module = isProgram ? parts[0].lowercased() : String(parts[1])
      let text = try #require(try Repository.text(file))
      found[module, default: []] += text.matches(of: pattern).map { (file, String($0.1)) }
    }
    return found
  }

  @Test func everyImportIsAllowedByTheTable() throws {
    let rows = try Self.table()
    let imports = try Self.imports()
    #expect(imports.values.joined().count > 100, "the imports were not found")
    for (module, found) in imports {
      guard let row = rows[module] else {
        Issue.record("Sources/\(module) is missing from the table in ARCHITECTURE.md")
        continue
      }
      let allowed = row.mayImport.union(row.systemLibraries).union(Self.free)
      for (file, name) in found where !allowed.contains(name) {
        Issue.record("\(file) imports \(name), which the table in ARCHITECTURE.md does not allow")
      }
    }
  }

  @Test func everyModuleOfTheTableExists() throws {
    let modules = Set(try Self.imports().keys)
    for (name, row) in try Self.table() {
      #expect(
        modules.contains(name), "the table names \(name), and Sources/\(name) has no Swift files")
      for other in row.mayImport {
        #expect(modules.contains(other), "\(name) may import \(other), which does not exist")
      }
    }
  }

  /// The table says what may be; the libraries from outside it names must also be used, or it is stale.
  @Test func everySystemLibraryOfTheTableIsUsed() throws {
    let imports = try Self.imports()
    for (name, row) in try Self.table() {
      let used = Set((imports[name] ?? []).map(\.module))
      for library in row.systemLibraries {
        #expect(used.contains(library), "\(name) does not import \(library) any more")
      }
    }
  }

  @Test func theTableHasNoCycle() throws {
    var waiting = try Self.table().mapValues(\.mayImport)
    while let free = waiting.first(where: { $0.value.isEmpty })?.key {
      waiting[free] = nil
      for name in waiting.keys { waiting[name]?.remove(free) }
    }
    #expect(waiting.isEmpty, "these import each other: \(waiting.keys.sorted())")
  }

  /// What a target declares in Package.swift is what the table allows it.
  @Test func packageManifestAgreesWithTheTable() throws {
    let manifest = try #require(try Repository.text("Package.swift"))
    let rows = try Self.table()
    let target = /\.(?:executableT|t)arget\(\s*name: "(\w+)"(?:,\s*dependencies: \[(.*?)\])?[,)]/
      .dotMatchesNewlines()
    var seen = 0
    for match in manifest.matches(of: target) {
      guard let row = rows[String(match.1)] else { continue }
      seen += 1
      let list = match.2.map(String.init) ?? ""
      let products = Set(list.matches(of: /\.product\(name: "(\w+)"/).map { String($0.1) })
      let modules = Set(list.matches(of: /"(\w+)"/).map { String($0.1) })
      let declared = modules.intersection(rows.keys)
      #expect(
        declared.isSubset(of: row.mayImport), "Package.swift gives \(match.1) more than the table")
      #expect(
        products.subtracting(["Testing"]).isSubset(of: row.systemLibraries),
        "Package.swift gives \(match.1) a library that the table does not")
    }
    #expect(seen == rows.count, "not every module of the table is a target of Package.swift")
  }
}
