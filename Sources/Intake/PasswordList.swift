// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model

/// The passwords of protected documents, from a file that a person keeps: one a line, or `path.pdf: password` for
/// one document.
///
/// They are told to nobody but the reader of a document that needs one: they stand in no journal, no output, no
/// message and no back-up, and printing a list gives its length only.
public struct PasswordList: Sendable {
  /// The name of the list in the folder of a study.
  public static let fileName = "passwords.txt"

  /// Whether a file of this name is taken for a list of passwords, or for a copy that an editor left of one.
  public static func isName(_ name: String) -> Bool { name.lowercased().hasPrefix("passwords.") }

  /// Each is tried on each document that needs one.
  static let mostPasswords = 1_000
  static let mostBytes = 1 << 20

  private struct Entry {
    /// Below `sources/`; nil for a password that may open any document.
    var path: String?
    var password: String
    var line: Int
  }

  private var entries: [Entry] = []
  /// The passwords that are tried on every document, in one array for all of them.
  private var general: [String] = []
  /// Tells one state of the file from another by its size and time, so that nothing that says anything of the
  /// passwords has to be remembered; empty without passwords.
  public private(set) var stamp = ""

  public init() {}

  public var isEmpty: Bool { entries.isEmpty }

  /// The passwords to try on a document: its own first, then those of all.
  ///
  /// - Parameter paths: the paths of the document below `sources/`.
  public func passwords(for paths: some Sequence<String>) -> [String] {
    guard general.count < entries.count else { return general }
    let paths = Set(paths)
    let own = entries.filter { entry in entry.path.map(paths.contains) ?? false }
    return own.isEmpty ? general : own.map(\.password) + general
  }

  /// The lines that name a document which is not there, counted from 1.
  ///
  /// - Parameter paths: those of all documents, below `sources/`.
  public func linesWithoutDocument(among paths: Set<String>) -> [Int] {
    entries.filter { entry in entry.path.map { !paths.contains($0) } ?? false }.map(\.line)
  }

  /// Reads a list; nil where there is no such file.
  ///
  /// - Parameters:
  ///   - file: where it stands.
  ///   - name: the name that the diagnostics carry. They never quote a line.
  public static func read(_ file: URL, name: String) -> (list: PasswordList, [Diagnostic])? {
    var status = stat()
    guard stat(file.path, &status) == 0 else { return nil }
    var list = PasswordList()
    let refusal = { (problem: String, remedy: String) in
      Diagnostic(
        .error, .intake, file: name, problem: problem,
        expected: "een tekstbestand met op elke regel een wachtwoord", remedy: remedy)
    }
    guard status.st_mode & S_IFMT == S_IFREG, status.st_size <= mostBytes else {
      return (
        list, [refusal("dit is geen bestand van hoogstens 1 MB", "Zet er alleen wachtwoorden in")]
      )
    }
    let bytes: [UInt8]
    do {
      bytes = Array(try Data(contentsOf: file))
    } catch {
      return (
        list,
        [refusal("het bestand kan niet worden gelezen", "Geef uzelf leesrechten op het bestand")]
      )
    }
    var diagnostics: [Diagnostic] = []
    // The encoding is guessed where it is not UTF-8, as for every file of the user.
    list.take(TextFile.decode(bytes, file: name).text, name, &diagnostics)
    if status.st_mode & S_IROTH != 0 {
      diagnostics.append(
        Diagnostic(
          .warning, .intake, file: name,
          problem: "elke gebruiker van deze computer kan de wachtwoorden lezen",
          expected: "een bestand dat alleen u kunt lezen",
          remedy: "Draai: chmod 600 \(name)"))
    }
    if !list.isEmpty {
      list.stamp =
        "\(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec) \(status.st_ino)"
    }
    return (list, diagnostics)
  }

  private mutating func take(_ text: String, _ name: String, _ diagnostics: inout [Diagnostic]) {
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    for (place, line) in lines.enumerated() {
      let line = line.trimmingCharacters(in: .whitespaces)
      guard !line.isEmpty, !line.hasPrefix("#") else { continue }
      guard entries.count < Self.mostPasswords else {
        diagnostics.append(
          Diagnostic(
            .warning, .intake, file: name, line: place + 1,
            problem: "vanaf deze regel worden de wachtwoorden niet geprobeerd",
            expected: "hoogstens \(Self.mostPasswords) wachtwoorden",
            remedy: "Haal weg wat niet meer nodig is"))
        return
      }
      let entry = Self.entry(line, at: place + 1)
      entries.append(entry)
      if entry.path == nil { general.append(entry.password) }
    }
  }

  /// A password may hold a colon; a line names a document only where one stands right after `.pdf`.
  private static func entry(_ line: String, at number: Int) -> Entry {
    guard let colon = line.firstRange(of: /\.pdf\s*:\s+/.ignoresCase()) else {
      return Entry(path: nil, password: line, line: number)
    }
    let end = line.index(colon.lowerBound, offsetBy: 4)
    var path = line[..<end].precomposedStringWithCanonicalMapping
    if path.hasPrefix("sources/") { path.removeFirst("sources/".count) }
    return Entry(path: path, password: String(line[colon.upperBound...]), line: number)
  }
}

extension PasswordList: CustomStringConvertible, CustomReflectable {
  public var description: String { "PasswordList(\(entries.count))" }
  public var customMirror: Mirror { Mirror(self, children: ["count": entries.count]) }
}
