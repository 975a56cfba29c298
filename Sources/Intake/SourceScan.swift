// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model

/// A file below `sources/`, as the file system knows it.
public struct ScannedFile: Sendable, Equatable {
  /// Relative to `sources/`, in Unicode normal form C, with `/` between folders.
  public var path: String
  /// The same path as the file system spells it; use this to open the file.
  public var diskPath: String
  /// In bytes.
  public var size: Int
  /// The time of the last change, in nanoseconds since 1970.
  public var modifiedNanoseconds: Int64
  public var inode: UInt64

  public init(
    path: String, diskPath: String, size: Int, modifiedNanoseconds: Int64, inode: UInt64
  ) {
    self.path = path
    self.diskPath = diskPath
    self.size = size
    self.modifiedNanoseconds = modifiedNanoseconds
    self.inode = inode
  }
}

/// Walks the folder with the documents; follows no links and opens no file.
///
/// It speaks to the file system in bytes: a name that is no UTF-8 is reported, not guessed.
struct SourceScan {
  private(set) var files: [ScannedFile] = []
  private(set) var diagnostics: [Diagnostic] = []
  private var skipped: [String] = []

  /// - Parameter folder: `sources/` of a study.
  init(folder: URL) {
    var open: [(place: String, relative: String)] = [(folder.path, "")]
    while let next = open.popLast() {
      open += walk(next.place, relative: next.relative)
    }
    files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    refuseTwins()
    diagnostics.sort { ($0.file, $0.problem) < ($1.file, $1.problem) }
    noteSkipped()
  }

  /// One file by itself, as the walk over its folder would give it; nil where the walk would say something of it, or
  /// pass it over.
  ///
  /// - Parameters:
  ///   - relative: the path below `sources/`, as the file system spells it.
  ///   - folder: `sources/` of a study.
  static func file(_ relative: String, in folder: URL) -> ScannedFile? {
    let names = relative.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard names.allSatisfy({ !$0.isEmpty && !isSkipped($0) && !PasswordList.isName($0) }) else {
      return nil
    }
    guard !hasTwin(relative, in: folder) else { return nil }
    var scan = SourceScan()
    let found = scan.take(folder.path + "/" + relative, relative: relative)
    return found == nil && scan.diagnostics.isEmpty ? scan.files.first : nil
  }

  private init() {}

  /// Whether a second name in the same folder differs from this one only in how its accents are stored.
  private static func hasTwin(_ relative: String, in folder: URL) -> Bool {
    guard !relative.utf8.allSatisfy({ $0 < 0x80 }) else { return false }
    let end = relative.lastIndex(of: "/")
    let parent = folder.path + "/" + (end.map { relative[..<$0] } ?? "")
    let name = composed(end.map { String(relative[relative.index(after: $0)...]) } ?? relative)
    let twins = names(in: parent)?.count {
      String(validating: $0, as: UTF8.self).map(composed) == name
    }
    return twins ?? 0 > 1
  }

  /// The bytes of each name in a folder, in the order of the file system; nil where it cannot be read.
  static func names(in folder: String) -> [[UInt8]]? {
    guard let directory = opendir(folder) else { return nil }
    defer { closedir(directory) }
    var names: [[UInt8]] = []
    while let entry = readdir(directory) {
      names.append(
        withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) })
    }
    return names
  }

  /// Reads one folder; returns the folders in it.
  private mutating func walk(_ place: String, relative: String) -> [(String, String)] {
    guard let names = Self.names(in: place) else {
      report(
        .error, relative, "de map kan niet worden gelezen", "een map die u mag lezen",
        "Geef uzelf leesrechten op de map")
      return []
    }
    var folders: [(String, String)] = []
    for bytes in names {
      guard let name = String(validating: bytes, as: UTF8.self) else {
        report(
          .error, relative + Self.escaped(bytes), "de naam is geen UTF-8",
          "een naam in UTF-8", "Hernoem het bestand of de map")
        continue
      }
      if name == "." || name == ".." { continue }
      if PasswordList.isName(name) {
        // As a document it would be kept, and read into the index.
        report(
          .error, relative + name, "wachtwoorden horen niet tussen de stukken; het is niet gelezen",
          "\(PasswordList.fileName) naast study.yaml",
          "Zet het bestand in de map van het onderzoek zelf")
        continue
      }
      if Self.isSkipped(name) {
        skipped.append(relative + name)
        continue
      }
      if let folder = take(place + "/" + name, relative: relative + name) {
        folders.append(folder)
      }
    }
    return folders
  }

  /// Takes one entry up, or returns it where it is a folder.
  private mutating func take(_ place: String, relative: String) -> (String, String)? {
    var status = stat()
    guard lstat(place, &status) == 0 else {
      report(
        .error, relative, "het bestand kan niet worden bekeken", "een leesbaar bestand",
        "Kijk of het bestand er nog is en of het pad niet te lang is")
      return nil
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return (place, relative + "/")
    case S_IFREG:
      if access(place, R_OK) != 0 {
        report(
          .error, relative, "het bestand kan niet worden gelezen",
          "een bestand dat u mag lezen", "Geef uzelf leesrechten op het bestand")
      }
      files.append(
        ScannedFile(
          path: Self.composed(relative), diskPath: relative,
          size: Int(status.st_size), modifiedNanoseconds: Self.modified(status),
          inode: UInt64(status.st_ino)))
    case S_IFLNK:
      report(
        .warning, relative, "dit is een koppeling; die wordt niet gevolgd",
        "het bestand zelf", "Zet het bestand zelf in de map sources")
    default:
      report(
        .warning, relative, "dit is geen gewoon bestand; het is overgeslagen",
        "een gewoon bestand", "Verwijder het uit de map sources")
    }
    return nil
  }

  /// In Unicode normal form C, which plain letters are in already.
  private static func composed(_ path: String) -> String {
    path.utf8.allSatisfy { $0 < 0x80 } ? path : path.precomposedStringWithCanonicalMapping
  }

  private static func modified(_ status: stat) -> Int64 {
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  /// What office programs and desktops leave behind, and what a browser has not fetched to the end.
  private static func isSkipped(_ name: String) -> Bool {
    let lower = name.lowercased()
    return name.hasPrefix(".") || name.hasPrefix("~$")
      || ["thumbs.db", "desktop.ini"].contains(lower)
      || [".part", ".partial", ".crdownload"].contains { lower.hasSuffix($0) }
  }

  /// The bytes of a name, with `\xNN` for those that are no plain ASCII.
  private static func escaped(_ bytes: [UInt8]) -> String {
    bytes.map { byte in
      (0x20...0x7E).contains(byte)
        ? String(UnicodeScalar(byte)) : "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }

  /// Two names that differ only in how their accents are stored.
  private mutating func refuseTwins() {
    var unique: [ScannedFile] = []
    for file in files {
      if unique.last?.path == file.path {
        report(
          .error, file.path, "deze naam staat er twee keer, met anders opgeslagen accenten",
          "elke naam één keer", "Hernoem een van de twee bestanden")
      } else {
        unique.append(file)
      }
    }
    files = unique
  }

  private mutating func noteSkipped() {
    guard !skipped.isEmpty else { return }
    let names = skipped.sorted().prefix(5).joined(separator: ", ")
    let more = skipped.count > 5 ? " en nog \(skipped.count - 5)" : ""
    report(
      .note, "", "overgeslagen: \(names)\(more)", nil,
      "U hoeft niets te doen: dit zijn verborgen en tijdelijke bestanden")
  }

  private mutating func report(
    _ severity: Diagnostic.Severity, _ path: String, _ problem: String, _ expected: String?,
    _ remedy: String
  ) {
    diagnostics.append(
      Diagnostic(
        severity, .intake, file: "sources/" + path.precomposedStringWithCanonicalMapping,
        problem: problem, expected: expected, remedy: remedy))
  }
}
