// SPDX-License-Identifier: EUPL-1.2
import DutchText
import Foundation
import Indexing
import Intake
import Journaling
import Model
import Reading
import Synchronization

/// A study that is open: its folder, its journal and its corpus.
final class StudySession {
  let paths: StudyPaths
  private(set) var folder: StudyFolder
  let journal: Journal
  let corpus: Corpus
  let kept: KeptDocuments
  let study: Study
  /// The word list that ships with the program; nil where it is not there, which `wordsProblem` then says.
  let words: WordList?
  let wordsProblem: Diagnostic?
  /// The limits that `study.yaml` sets, as far as they decide what is read, the word list, and how the last
  /// `monitor` recognised text and which documents stayed closed.
  ///
  /// - Throws: `WorkflowError`, `CorpusError`.
  func readingPlan() throws -> ReadingPlan {
    var plan = try Self.readingPlan(folder.settings, words, corpus)
    try plan.noteLocks(corpus, of: study)
    return plan
  }

  /// The same without the documents that stayed closed.
  static func readingPlan(
    _ settings: StudySettings, _ words: WordList?, _ corpus: Corpus
  ) throws -> ReadingPlan {
    var plan = ReadingPlan(
      executable: "", workers: 1, limits: ReadingLimits().bounded(by: settings.limits))
    plan.words = words
    let options = plan.options + (try corpus.setting(ReadingPlan.recognitionSetting) ?? "")
    return plan.with(options: options)?.plan ?? plan
  }
  private let lock: StudyLock?

  /// What a session is for.
  enum Purpose {
    /// Holds the study for one `monitor`.
    case monitoring
    /// Appends to the journal.
    case deciding
    /// Changes nothing and needs no right to write.
    case looking
  }

  /// - Parameter lock: the lock of the study, for monitoring; taken here where nil.
  /// - Throws: `WorkflowError`, `JournalError`, `CorpusError`.
  init(paths: StudyPaths, for purpose: Purpose, lock: StudyLock? = nil) throws {
    let isMonitor = purpose == .monitoring
    self.paths = paths
    try Self.check(paths, isMonitor: isMonitor)
    self.lock = isMonitor ? try lock ?? StudyLock(paths) : nil
    (words, wordsProblem) = Self.openWords(paths)
    // What a person wrote and what was decided have nothing to do with each other yet.
    let (read, opened) = try SharedWork.both(
      { StudyFolder.read(at: paths.folder) }, { try Self.open(paths, purpose) })
    folder = read
    (journal, corpus, study) = opened
    kept = KeptDocuments(folder: paths.kept)
    if isMonitor { try kept.clearInterruptedCopies() }
    if study.headNumber == 0 { try refuseLostJournal() }
  }

  private static func open(
    _ paths: StudyPaths, _ purpose: Purpose
  ) throws -> (Journal, Corpus, Study) {
    let (journal, corpus) =
      try (purpose == .looking ? look(paths) : nil) ?? openToWrite(paths, purpose)
    var study = Study()
    try journal.replay(onto: &study)
    return (journal, corpus, study)
  }

  private static func openToWrite(
    _ paths: StudyPaths, _ purpose: Purpose
  ) throws -> (Journal, Corpus) {
    (
      try Journal(url: paths.journal),
      try openCorpus(paths, mayRebuild: purpose == .monitoring)
    )
  }

  /// Journal and corpus for reading only; nil where that needs a repair that only a writer can make: a
  /// transaction that was cut off, in a folder that can be written.
  static func look(_ paths: StudyPaths) throws -> (Journal, Corpus)? {
    do {
      return (
        try Journal(url: paths.journal, isReadOnly: true),
        try Corpus(lookingAt: paths.corpus.path)
      )
    } catch let error as CorpusError where error.reason == .olderSchema {
      throw error
    } catch {
      guard FileManager.default.isWritableFile(atPath: paths.folder.path) else { throw error }
      return nil
    }
  }

  /// Reading goes on without the list: fewer hyphens at line ends are kept, and hits are explained less.
  static func openWords(_ paths: StudyPaths) -> (WordList?, Diagnostic?) {
    do throws(WordListError) {
      return (try paths.words(), nil)
    } catch {
      return (
        nil,
        Diagnostic(
          .warning, .reading, file: error.path,
          problem: "de woordenlijst is er niet of is niet te lezen; zonder haar verdwijnen meer "
            + "koppeltekens aan een regeleinde, en zegt hits.csv niet of een treffer deel van een samenstelling is",
          expected: "het bestand \(WordList.resourcePath) van deze versie",
          remedy:
            "zet VINDPLAATS_RESOURCES op de map Resources van het programma en draai monitor opnieuw"
        )
      )
    }
  }

  /// An empty journal beside documents that an earlier one named means that the journal was lost.
  private func refuseLostJournal() throws {
    for folder in [paths.kept, paths.published]
    where FileManager.default.fileExists(atPath: folder.path) {
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      guard names.contains(where: { !$0.hasPrefix(".") }) else { continue }
      throw WorkflowError(
        .failed,
        "journal.db is leeg of ontbreekt, maar \(folder.lastPathComponent)/ hoort bij een "
          + "eerder logboek. Zet de reservekopie van journal.db terug; wilt u echt opnieuw beginnen, "
          + "verplaats dan kept/ en published/")
    }
  }

  /// Refuses to decide anything on a corpus that lags behind: after an interrupted run, or with an old file
  /// put back.
  func requireCurrentCorpus(_ study: Study) throws {
    let versions = Set(study.sources.values.map(\.current))
    let plan = try readingPlan()
    let stored = try corpus.storedDocuments(
      readerVersion: DocumentReader.version, options: plan.documentOptions,
      plan.optionsElsewhere)
    let terms = (study.openRound ?? study.rounds.last)?.framework?.documentTerms ?? []
    let outdated = Set(try corpus.versionsWithOtherTerms(TermsFingerprint(terms)))
    guard versions.isSubset(of: stored), outdated.isDisjoint(with: versions) else {
      throw WorkflowError(
        .failed, "de index loopt achter op het logboek; draai eerst: vindplaats monitor")
    }
  }

  static func check(_ paths: StudyPaths, isMonitor: Bool) throws {
    let name = paths.folder.path
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: name, isDirectory: &isFolder), isFolder.boolValue
    else {
      throw WorkflowError(
        .notAStudy, "de map ‘\(name)’ bestaat niet; maak een onderzoek met: vindplaats init \(name)"
      )
    }
    let file = paths.folder.appendingPathComponent("study.yaml").path
    guard FileManager.default.fileExists(atPath: file) else {
      throw WorkflowError(
        .notAStudy, "in ‘\(name)’ staat geen study.yaml; maak een onderzoek met: vindplaats init")
    }
    if !isMonitor, !FileManager.default.fileExists(atPath: paths.journal.path) {
      throw WorkflowError(
        .notAStudy, "in dit onderzoek is nog niets gelezen; draai eerst: vindplaats monitor \(name)"
      )
    }
  }

  /// Opens the corpus; `monitor`, which reads everything again, makes one anew that is of an older form or cannot
  /// be opened, since it is derived.
  private static func openCorpus(_ paths: StudyPaths, mayRebuild: Bool) throws -> Corpus {
    do throws(CorpusError) {
      return try Corpus(path: paths.corpus.path, mayRebuild: mayRebuild)
    } catch {
      guard mayRebuild, error.helpsToRebuild else { throw error }
      try Corpus.remove(paths.corpus.path)
      return try Corpus(path: paths.corpus.path)
    }
  }

  /// The hash of every file, kept where it was not; a file that did not change is not hashed again.
  ///
  /// - Returns: the hashes by path; a file that cannot be read is left out and named.
  /// - Throws: `WorkflowError` where a file cannot be kept, `CorpusError`.
  func versions(
    of files: [ScannedFile], _ progress: ProgressHandler, _ diagnostics: inout [Diagnostic]
  ) throws -> [String: VersionHash] {
    let known = try corpus.rememberedFiles()
    var versions: [String: VersionHash] = [:]
    versions.reserveCapacity(files.count)
    var new: [(file: ScannedFile, stamp: FileStamp)] = []
    let isFirst = kept.isEmpty
    for file in files {
      let stamp = FileStamp(
        path: file.path, size: Int64(file.size), modifiedNanoseconds: file.modifiedNanoseconds,
        inode: file.inode)
      if let version = known[stamp], kept.holds(version) {
        versions[file.path] = version
      } else {
        new.append((file, stamp))
      }
    }
    let found = Mutex([Result<VersionHash, any Error>?](repeating: nil, count: new.count))
    let counts = Mutex(files.count - new.count)
    let now = Date().timeIntervalSince1970
    try SharedWork.run(new.count) { [folder, kept, new] place in
      let file = new[place].file
      let done = counts.withLock { done in
        done += 1
        return done - 1
      }
      progress(ProgressReport(.looking, done: done, total: files.count, detail: file.path))
      let url = folder.location(of: file)
      // One that cannot be read leaves the others; it is named below, in the order of the files.
      let result = Result<VersionHash, any Error> {
        // Where documents are kept already, this may be one of them, and then it is not copied.
        let version = isFirst ? nil : VersionHash(try ContentHash.of(file: url))
        if let version, kept.holds(version) { return version }
        return try kept.keep(url)
      }
      found.withLock { $0[place] = result }
    }
    var fresh: [(file: FileStamp, version: VersionHash)] = []
    for ((file, stamp), result) in zip(new, found.withLock { $0 }) {
      switch result {
      case .success(let version):
        versions[file.path] = version
        // A file that was written a moment ago may be written again within the clock's grain.
        if now - Double(file.modifiedNanoseconds) / 1e9 > 2 { fresh.append((stamp, version)) }
      case .failure(let error as KeptDocuments.CannotKeep):
        // What cannot be kept must not be named by the journal, and what fails once fails for others too.
        throw Self.refusal(of: file, error)
      case .failure(let error):
        diagnostics.append(
          Diagnostic(
            .error, .intake, file: "sources/\(file.path)",
            problem: "het bestand is niet te lezen (\(error.localizedDescription))",
            expected: "een bestand waarop u leesrecht hebt",
            remedy: "controleer de rechten en draai monitor opnieuw"))
      case nil: preconditionFailure("every file was looked at")
      }
    }
    // Also what an interrupted run had kept, and did not come to flush.
    if !new.isEmpty { kept.synchronize() }
    if !fresh.isEmpty { try corpus.remember(fresh) }
    return versions
  }

  /// Lets go of the list of files, which nothing asks for once they are registered.
  func forgetFiles() { folder.files = [] }

  /// Keeps one file.
  ///
  /// - Returns: nil where it cannot be read, or is gone by now.
  /// - Throws: `WorkflowError` where it cannot be kept.
  func keep(_ file: ScannedFile) throws -> VersionHash? {
    do {
      return try kept.keep(folder.location(of: file))
    } catch let error as KeptDocuments.CannotKeep {
      throw Self.refusal(of: file, error)
    } catch {
      // The next run looks at it again, and says why.
      return nil
    }
  }

  /// Makes durable what was kept.
  ///
  /// - Throws: `WorkflowError`.
  func flush(_ versions: [VersionHash]) throws {
    do {
      try kept.synchronize(versions)
    } catch {
      throw WorkflowError(
        .failed,
        "wat in kept/ staat, kan niet naar de schijf (\(error.reason)); controleer de schijf")
    }
  }

  private static func refusal(
    of file: ScannedFile, _ error: KeptDocuments.CannotKeep
  ) -> WorkflowError {
    WorkflowError(
      .failed,
      "sources/\(file.path) kan niet worden bewaard in kept/ (\(error.reason)); maak ruimte of geef "
        + "schrijfrecht op de map, en draai monitor opnieuw")
  }
}
