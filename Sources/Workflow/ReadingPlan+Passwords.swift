// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Indexing
import Intake
import Model

/// Passwords, as a part of the plan.
///
/// What is read from a protected document follows from its bytes and from whether a password opened it, and not
/// from which one did. So the options name the documents that stayed closed; read again with a list that opens
/// the others, and never those, a study gives the same again.
extension ReadingPlan {
  /// The plan with the passwords of the study: those of the file that the user names, or else of `passwords.txt`.
  ///
  /// - Throws: `WorkflowError` where the user names a file that is not there, or one in the folder of the study
  ///   that a back-up could take in.
  func unlocking(_ paths: StudyPaths) throws -> (plan: ReadingPlan, diagnostics: [Diagnostic]) {
    var plan = self
    let file = passwordFile ?? paths.passwords
    guard let (list, diagnostics) = PasswordList.read(file, name: passwordName) else {
      guard passwordFile == nil else {
        throw WorkflowError(
          .badInput,
          "het bestand met wachtwoorden ‘\(passwordName)’ bestaat niet; controleer --passwords")
      }
      return (plan, [])
    }
    if passwordFile != nil { try requirePlace(of: file, paths) }
    plan.passwords = list
    return (plan, diagnostics)
  }

  private func requirePlace(of file: URL, _ paths: StudyPaths) throws {
    let study = paths.folder.standardizedFileURL.resolvingSymlinksInPath().path
    let place = file.standardizedFileURL.resolvingSymlinksInPath().path
    guard place.hasPrefix(study + "/"), place != study + "/" + PasswordList.fileName else { return }
    throw WorkflowError(
      .badInput,
      "het bestand met wachtwoorden ‘\(passwordName)’ ligt in de map van het onderzoek en kan in een "
        + "back-up komen; noem het \(PasswordList.fileName), naast study.yaml, of zet het buiten die map"
    )
  }

  /// What the user calls the list of passwords.
  var passwordName: String { passwordFile?.relativePath ?? PasswordList.fileName }

  /// The part of the options about documents that need a password; empty where none does.
  var closedOptions: String {
    guard let closed else { return "" }
    return " closed=" + (closed.isEmpty ? "none" : closed.joined(separator: "+"))
  }

  /// Options without the part about documents that need a password, as a public edition tells them: the
  /// beginning of a hash tells which paper it is.
  static func withoutClosed(_ options: String) -> String {
    options.split(separator: " ").filter { !$0.hasPrefix("closed=") }.joined(separator: " ")
  }

  /// Takes over what `closedOptions` gave.
  mutating func close(_ value: Substring) {
    closed = value == "none" ? [] : value.split(separator: "+").map(String.init)
  }

  /// Notes which of the documents in use are read with a password and which stay closed.
  mutating func noteLocks(_ corpus: Corpus, of study: Study) throws(CorpusError) {
    let used = study.versionsInUse
    let locks = try corpus.locks().filter { used.contains($0.key) }
    closed =
      locks.isEmpty
      ? nil : locks.filter { $0.value == .closed }.map { Self.short($0.key) }.sorted()
  }

  /// The passwords to try on a version.
  func passwords(for version: VersionHash, at paths: [String]) -> [String] {
    isClosed(version) ? [] : passwords.passwords(for: paths)
  }

  /// Whether the options say that the version was not opened.
  func isClosed(_ version: VersionHash) -> Bool {
    closed?.contains(Self.short(version)) ?? false
  }

  private static func short(_ version: VersionHash) -> String {
    String(version.rawValue.prefix(12))
  }
}

extension Study {
  /// The versions that a draft can rest on: those that the sources have now, and those in which something was coded.
  var versionsInUse: Set<VersionHash> { Set(sources.values.map(\.current)).union(codedVersions) }
}

extension PasswordList {
  /// Says which lines name a document that is not there.
  func diagnostics(of study: Study, name: String) -> [Diagnostic] {
    linesWithoutDocument(among: Set(study.sourceByPath.keys)).map { line in
      Diagnostic(
        .warning, .intake, file: name, line: line,
        problem: "het pad voor de dubbele punt is van geen stuk",
        expected: "het pad van een pdf vanaf sources/, een dubbele punt en het wachtwoord",
        remedy: "Verbeter het pad; een wachtwoord zonder pad wordt op elk stuk geprobeerd")
    }
  }
}
