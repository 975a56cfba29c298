// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Intake
import Journaling
import Model

/// What was put in a back-up, or taken out of one.
public struct BackupReport: Sendable, Equatable {
  /// The journal's events, and the hash of the last one.
  public var events = 0
  public var headHash = ""
  /// Kept documents, editions, the user's own files, and papers put back in `sources/`.
  public var documents = 0
  public var editions = 0
  public var ownFiles = 0
  public var sources = 0
  /// Files taken over from the back-up that stood there; the others were copied.
  public var reused = 0
}

/// A folder from which a study can be made again: journal, kept documents, editions, and the user's own
/// files.
///
/// The journal is copied first, as it is at one moment. Every document that it names was kept before the
/// event that names it, so that the copy is whole while others go on writing.
public struct StudyBackup {
  /// Where the study stands, or will stand.
  let paths: StudyPaths
  /// Where the back-up stands, or will stand.
  let folder: URL
  let progress: ProgressHandler
  private let files = FileManager.default

  public init(paths: StudyPaths, folder: URL, progress: @escaping ProgressHandler) {
    self.paths = paths
    self.folder = folder.standardizedFileURL
    self.progress = progress
  }

  /// Files of the study folder that are no part of a back-up because they are derived.
  static let leftOut: Set<String> = [
    "journal.db", "journal.db-journal", "corpus.db", "corpus.db-wal", "corpus.db-shm",
  ]

  // MARK: - Making

  /// What goes into the copy.
  struct Contents {
    var versions: Set<VersionHash>
    /// The numbers of the editions.
    var publications: Set<Int>
    /// The names of the user's own files, as far as they are there.
    var ownFiles: Set<String>
    /// Files that are written anew, by their names.
    var texts: [String: String] = [:]
  }

  /// What the copy is for.
  enum Purpose {
    /// A back-up, with everything in it.
    case backup
    /// A replicate: what goes in follows from the journal as copied, and its own file is written at the end,
    /// given the hash of every other.
    case replica(
      contents: (Study) throws -> Contents, finish: (URL, [String: String]) throws -> Void)

    /// The file by which such a folder is known.
    var fileName: String {
      switch self {
      case .backup: BackupManifest.fileName
      case .replica: Replica.fileName
      }
    }
  }

  /// Makes the back-up; one of the same study that stands there is replaced when the new one is whole.
  ///
  /// - Throws: `WorkflowError`, `JournalError`, or the file system's error.
  public func make() throws -> BackupReport { try make(as: .backup) }

  func make(as purpose: Purpose) throws -> BackupReport {
    guard files.fileExists(atPath: paths.journal.path) else {
      throw WorkflowError(
        .notAStudy,
        "in ‘\(paths.folder.path)’ staat geen journal.db: er is nog niets besloten om te bewaren")
    }
    let output = OutputFolder(url: folder)
    try output.takeBack()
    try requirePlace(of: purpose)
    return try output.replace { try fill($0, as: purpose) }
  }

  /// Refuses a place where something else stands, or that lies within the study.
  private func requirePlace(of purpose: Purpose) throws {
    let study = paths.folder.standardizedFileURL.resolvingSymlinksInPath().path
    let place = folder.resolvingSymlinksInPath().path
    guard place != study, !place.hasPrefix(study + "/") else {
      throw WorkflowError(
        .badInput,
        "\(folder.path) ligt in het onderzoek zelf; kies een map daarbuiten, liefst op een andere schijf"
      )
    }
    guard files.fileExists(atPath: folder.path) else { return }
    let names = try files.contentsOfDirectory(atPath: folder.path)
    guard names.isEmpty || names.contains(purpose.fileName) else {
      let kind = if case .backup = purpose { "back-up" } else { "pakket om na te rekenen" }
      throw WorkflowError(
        .badInput, "\(folder.path) bestaat en is geen \(kind); kies een nieuwe of een lege map")
    }
  }

  private func fill(_ fresh: URL, as purpose: Purpose) throws -> BackupReport {
    let copy = fresh.appendingPathComponent("journal.db")
    try Journal(url: paths.journal).copy(to: copy)
    var study = Study()
    let journal = try Journal(url: copy)
    try journal.replay(onto: &study)
    let earlier = try BackupManifest.read(in: folder)
    if let earlier { try requireSameStudy(earlier, journal) }
    var report = BackupReport(events: study.headNumber, headHash: study.headHash)
    var hashes = ["journal.db": try ContentHash.of(file: copy)]
    var contents: Contents?
    if case .replica(let choose, _) = purpose { contents = try choose(study) }
    let versions = study.namedVersions.filter { contents?.versions.contains($0) != false }
    let kept = KeptDocuments(folder: paths.kept)
    let target = KeptDocuments(folder: fresh.appendingPathComponent("kept"))
    try files.createDirectory(at: target.folder, withIntermediateDirectories: true)
    for (place, version) in versions.enumerated() {
      progress(ProgressReport(.copying, done: place, total: versions.count, detail: "\(version)"))
      let path = "kept/\(version)"
      if try reuse(path, hash: version.rawValue, earlier, in: fresh) {
        report.reused += 1
      } else {
        guard kept.holds(version) else {
          throw WorkflowError(
            .failed,
            "kept/\(version) ontbreekt; zonder dat stuk is de back-up niet heel. Draai verify")
        }
        guard try target.keep(kept.url(version)) == version else {
          throw WorkflowError(
            .failed, "kept/\(version) is veranderd en hoort niet in een back-up; draai verify")
        }
      }
      hashes[path] = version.rawValue
    }
    report.documents = versions.count
    for publication in study.publications
    where contents?.publications.contains(publication.number) != false {
      try copyEdition(publication, earlier, to: fresh, &hashes, &report)
    }
    for name in try ownFiles() where contents?.ownFiles.contains(name) != false {
      try files.copyItem(
        at: paths.folder.appendingPathComponent(name), to: fresh.appendingPathComponent(name))
      hashes[name] = try ContentHash.of(file: fresh.appendingPathComponent(name))
      report.ownFiles += 1
    }
    for (name, text) in contents?.texts ?? [:] {
      try Data(text.utf8).write(to: fresh.appendingPathComponent(name))
      hashes[name] = ContentHash.of(text)
    }
    if case .replica(_, let finish) = purpose {
      try finish(fresh, hashes)
      target.synchronize()
      return report
    }
    try BackupManifest(
      programVersion: Program.version, events: study.headNumber, headHash: study.headHash,
      files: hashes
    ).write(in: fresh)
    target.synchronize()
    return report
  }

  /// A back-up is only replaced by a later one of the same journal.
  private func requireSameStudy(_ earlier: BackupManifest, _ journal: Journal) throws {
    let events = try journal.events(after: max(0, earlier.events - 1))
    guard earlier.events == 0 || events.first?.hash == earlier.headHash else {
      throw WorkflowError(
        .badInput,
        "\(folder.path) is een back-up van een ander onderzoek, of van een logboek waaruit sindsdien "
          + "gebeurtenissen zijn verdwenen; kies een andere map en draai verify")
    }
  }

  /// Links a file of the earlier back-up into the new one, where its bytes are still what they should be.
  private func reuse(
    _ path: String, hash: String, _ earlier: BackupManifest?, in fresh: URL
  ) throws -> Bool {
    let old = folder.appendingPathComponent(path)
    guard earlier?.files[path] == hash, files.fileExists(atPath: old.path),
      try ContentHash.of(file: old) == hash
    else { return false }
    let new = fresh.appendingPathComponent(path)
    return link(old.path, new.path) == 0
  }

  private func copyEdition(
    _ publication: Publication, _ earlier: BackupManifest?, to fresh: URL,
    _ hashes: inout [String: String], _ report: inout BackupReport
  ) throws {
    let edition = paths.edition(publication.number)
    guard files.fileExists(atPath: edition.path) else { return }
    report.editions += 1
    for path in try OutputFolder.files(below: edition) {
      let name = "published/\(publication.number)/\(path)"
      let target = fresh.appendingPathComponent(name)
      try files.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      if let hash = publication.files[path], try reuse(name, hash: hash, earlier, in: fresh) {
        report.reused += 1
        hashes[name] = hash
      } else {
        try files.copyItem(at: edition.appendingPathComponent(path), to: target)
        hashes[name] = try ContentHash.of(file: target)
      }
    }
  }

  /// The user's own files: those that stand in the study folder itself, and are no list of passwords.
  private func ownFiles() throws -> [String] {
    try files.contentsOfDirectory(atPath: paths.folder.path).sorted().filter { name in
      guard !name.hasPrefix("."), !Self.leftOut.contains(name), !PasswordList.isName(name),
        name != BackupManifest.fileName
      else { return false }
      let kind = try files.attributesOfItem(
        atPath: paths.folder.appendingPathComponent(name).path)[.type]
      return kind as? FileAttributeType == .typeRegular
    }
  }

  // MARK: - Restoring

  /// Makes a study from the back-up; everything is checked before the folder takes its name.
  ///
  /// - Throws: `WorkflowError`, `JournalError`, or the file system's error; no study stands there then.
  public func restore() throws -> BackupReport {
    guard let manifest = try BackupManifest.read(in: folder) else {
      throw WorkflowError(
        .badInput,
        "in \(folder.path) staat geen \(BackupManifest.fileName); geef een map die vindplaats backup "
          + "heeft gemaakt")
    }
    if files.fileExists(atPath: paths.folder.path) {
      guard try files.contentsOfDirectory(atPath: paths.folder.path).isEmpty else {
        throw WorkflowError(
          .badInput,
          "de map ‘\(paths.folder.path)’ is niet leeg; zet terug in een nieuwe map, of zet de oude opzij"
        )
      }
    }
    let output = OutputFolder(url: paths.folder.standardizedFileURL)
    return try output.replace { try refill(StudyPaths($0), manifest) }
  }

  private func refill(_ fresh: StudyPaths, _ manifest: BackupManifest) throws -> BackupReport {
    var report = BackupReport()
    for (number, file) in manifest.files.sorted(by: { $0.key < $1.key }).enumerated() {
      progress(
        ProgressReport(.copying, done: number, total: manifest.files.count, detail: file.key))
      let target = try place(file.key, below: fresh.folder)
      try files.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      let source = folder.appendingPathComponent(file.key)
      guard files.fileExists(atPath: source.path) else {
        throw damaged(file.key, "ontbreekt")
      }
      try files.copyItem(at: source, to: target)
      guard try ContentHash.of(file: target) == file.value else {
        throw damaged(file.key, "is veranderd")
      }
      if !file.key.contains("/"), file.key != "journal.db" { report.ownFiles += 1 }
    }
    var study = Study()
    try Journal(url: fresh.journal).replay(onto: &study)
    guard study.headNumber == manifest.events, study.headHash == manifest.headHash else {
      throw damaged("journal.db", "eindigt niet bij gebeurtenis \(manifest.events)")
    }
    report.events = study.headNumber
    report.headHash = study.headHash
    let kept = KeptDocuments(folder: fresh.kept)
    for version in study.namedVersions {
      guard manifest.files["kept/\(version)"] == version.rawValue else {
        throw damaged("kept/\(version)", "ontbreekt")
      }
      report.documents += 1
    }
    for publication in study.publications
    where files.fileExists(atPath: fresh.edition(publication.number).path) {
      report.editions += 1
      for (path, hash) in publication.files
      where manifest.files["published/\(publication.number)/\(path)"] != hash {
        throw damaged("published/\(publication.number)/\(path)", "ontbreekt of is veranderd")
      }
    }
    try files.createDirectory(at: fresh.sources, withIntermediateDirectories: true)
    for source in study.sortedSources where !source.isMissing {
      let target = try place(source.path, below: fresh.sources)
      try files.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try files.copyItem(at: kept.url(source.current), to: target)
      report.sources += 1
    }
    kept.synchronize()
    return report
  }

  /// A place below a folder; what would lead out of it is refused.
  private func place(_ path: String, below folder: URL) throws -> URL {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard !parts.contains(where: { $0 == ".." || $0 == "." || $0.isEmpty }) else {
      throw damaged(path, "leidt buiten de map")
    }
    return folder.appendingPathComponent(path)
  }

  private func damaged(_ path: String, _ problem: String) -> WorkflowError {
    WorkflowError(
      .failed,
      "\(path) in de back-up \(problem); er is niets teruggezet. Neem een andere back-up")
  }
}
