// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model

/// What a study folder says at this moment, and everything that is wrong with it.
///
/// ```swift
/// let folder = StudyFolder.read(at: URL(fileURLWithPath: "STUDY"))
/// guard folder.isUsable else { print(folder.diagnostics.map(\.text)) ... }
/// ```
public struct StudyFolder: Sendable {
  public var root: URL
  public var settings = StudySettings()
  /// Nil where there is none or it has mistakes.
  public var framework: Framework?
  /// The full text of the framework's file.
  public var frameworkText = ""
  public var units: [StudyUnit] = []
  /// The full text of `units.csv`.
  public var unitsText = ""
  /// By path, relative to `sources/`.
  public var sourceRows: [String: SourceRow] = [:]
  public var collection: [CollectionEntry] = []
  /// The full text of `collection.csv`; empty where there is none.
  public var collectionText = ""
  /// The rows of `interviews.csv` that can be taken up, in the order of the file.
  public var interviews: [Interview] = []
  /// The attention points that can be taken up, in the order of the file, and the full text of `attention.csv`.
  public var attentionPoints: [AttentionPoint] = []
  public var attentionText = ""
  /// Who reads what, and the full text of `readers.csv`; empty where there is none.
  public var readers: [ReaderAssignment] = []
  public var readersText = ""
  /// The rows of `answers.csv` that can be taken up, in the order of the file.
  public var answerRows: [AnswerRow] = []
  /// The files below `sources/`, bytewise by path.
  public var files: [ScannedFile] = []
  public var diagnostics: [Diagnostic] = []

  /// Whether there is a wave, a framework and units to work with. Rows and files may still be wrong:
  /// those are left out, and a diagnostic says so.
  public var isUsable: Bool {
    settings.wave != nil && framework != nil && !units.isEmpty && !hasErrors(in: coreFiles)
  }

  /// Whether the folder has a file of this name.
  public func holds(_ file: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appendingPathComponent(file).path)
  }

  /// Whether one of the diagnostics says that a file has mistakes.
  public func hasErrors(in file: String) -> Bool { hasErrors(in: [file]) }

  private var coreFiles: Set<String> { ["study.yaml", settings.frameworkFile, "units.csv"] }

  private func hasErrors(in files: Set<String>) -> Bool {
    diagnostics.contains { $0.severity == .error && files.contains($0.file) }
  }

  /// The folder with the documents.
  public var sourcesFolder: URL { root.appendingPathComponent("sources") }

  /// Where a file of `sources/` stands.
  public func location(of file: ScannedFile) -> URL {
    sourcesFolder.appendingPathComponent(file.diskPath)
  }

  /// One file of `sources/` as it stands there now; nil where only a look at the whole folder can tell what to make of it.
  ///
  /// - Parameter diskPath: as the file system spells it.
  public func file(at diskPath: String) -> ScannedFile? {
    SourceScan.file(diskPath, in: sourcesFolder)
  }

  /// Reads everything there is; never stops at a mistake.
  ///
  /// - Complexity: O(bytes of the tables + files below `sources/`); no document is opened.
  public static func read(at root: URL) -> StudyFolder {
    var folder = StudyFolder(root: root)
    folder.readSettings()
    folder.readFramework()
    folder.readUnits()
    folder.readSources()
    folder.readTables()
    return folder
  }

  private init(root: URL) { self.root = root }

  private mutating func text(of file: String, _ what: String) -> String? {
    let before = diagnostics.count
    if let text = TextFile.read(file, in: root, &diagnostics) { return text }
    if diagnostics.count == before {
      diagnostics.append(
        Diagnostic(
          .error, .intake, file: file, problem: "\(what) ontbreekt",
          expected: "\(file) in de map van het onderzoek",
          remedy: "Maak een onderzoek met vindplaats init, of zet het bestand terug"))
    }
    return nil
  }

  private mutating func readSettings() {
    guard let text = text(of: "study.yaml", "de beschrijving van het onderzoek") else { return }
    let (settings, found) = StudySettings.parse(text: text, file: "study.yaml")
    self.settings = settings
    diagnostics += found
  }

  private mutating func readFramework() {
    let file = settings.frameworkFile
    guard let text = text(of: file, "het analysekader") else { return }
    frameworkText = text
    let (framework, found) = FrameworkParser.parse(text: text, file: file)
    self.framework = framework
    diagnostics += found
  }

  private mutating func readUnits() {
    guard let text = text(of: "units.csv", "de lijst van regio's en gemeenten") else { return }
    unitsText = text
    let (units, found) = UnitTable.read(
      text: text, file: "units.csv", unitKinds: framework?.unitKinds ?? [])
    self.units = units
    diagnostics += found
    if units.isEmpty, !found.contains(where: { $0.severity == .error }) {
      diagnostics.append(
        Diagnostic(
          .error, .intake, file: "units.csv", problem: "er staat geen regio of gemeente in",
          expected: "een regel per regio en gemeente", remedy: "Kopieer een indeling"))
    }
  }

  private mutating func readSources() {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: sourcesFolder.path, isDirectory: &isFolder),
      isFolder.boolValue
    else {
      diagnostics.append(
        Diagnostic(
          .error, .intake, file: "sources", problem: "de map met de stukken ontbreekt",
          expected: "een map sources", remedy: "Maak de map sources en zet de stukken erin"))
      return
    }
    let scan = SourceScan(folder: sourcesFolder)
    files = scan.files
    diagnostics += scan.diagnostics
  }

  /// Without units every row would be wrong for the same reason: that is said once.
  private mutating func readTables() {
    guard !units.isEmpty else { return }
    let present = SourcePaths(files)
    if let text = TextFile.read("sources.csv", in: root, &diagnostics) {
      let (rows, found) = SourceTable.read(
        text: text, file: "sources.csv", units: units, framework: framework, files: present)
      sourceRows = rows
      diagnostics += found
    }
    if let text = TextFile.read("collection.csv", in: root, &diagnostics) {
      collectionText = text
      let (entries, found) = CollectionTable.read(
        text: text, file: "collection.csv", units: units)
      collection = entries
      diagnostics += found
    }
    if let framework, let text = TextFile.read("interviews.csv", in: root, &diagnostics) {
      let (interviews, found) = InterviewTable.read(
        text: text, file: "interviews.csv", units: units, framework: framework, files: present)
      self.interviews = interviews
      diagnostics += found
    }
    if let framework, let text = TextFile.read("attention.csv", in: root, &diagnostics) {
      attentionText = text
      let (points, found) = AttentionTable.read(
        text: text, file: "attention.csv", framework: framework, interviews: interviews,
        files: present)
      attentionPoints = points
      diagnostics += found
    }
    if let framework, let text = TextFile.read("readers.csv", in: root, &diagnostics) {
      readersText = text
      let (assignments, found) = ReaderAssignmentTable.read(
        text: text, file: "readers.csv", units: units, framework: framework)
      readers = assignments
      diagnostics += found
    }
    if let framework, let text = TextFile.read("answers.csv", in: root, &diagnostics) {
      let table = AnswerTable(
        text: text, file: "answers.csv", framework: framework, units: units, files: present)
      answerRows = table.rows
      diagnostics += table.diagnostics
    }
  }
}
