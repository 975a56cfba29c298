// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Indexing
import Intake
import Journaling
import Model
import Reading

/// Takes in papers one by one, in a study that was just monitored and is held open.
///
/// What a run looks up in the folder, the journal and the corpus is at hand, so that a paper costs what it costs by
/// itself, however many there are. What needs a look at the others (a paper that moved, that is gone, or whose name is
/// double) is left to the next run, which comes to the same events.
final class PaperIntake {
  private let session: StudySession
  private let update: CorpusUpdate
  private let framework: Framework
  private let assignment: SourceAssignment
  private let gaps: SourceRegister.Gaps
  private var study: Study
  /// Those that any source has or had.
  private var versions: Set<VersionHash>

  /// Nil where nothing can be taken in: all waves are frozen.
  init?(_ pass: Monitor.Pass, progress: @escaping ProgressHandler) {
    guard let round = pass.study.openRound, let framework = round.framework else { return nil }
    session = pass.session
    study = pass.study
    self.framework = framework
    update = CorpusUpdate(
      corpus: session.corpus, kept: session.kept, plan: pass.plan, progress: progress)
    assignment = SourceAssignment(units: round.units, framework: framework)
    gaps = SourceRegister.Gaps(table: session.folder.sourceTableIsUnknown)
    versions = Set(study.sources.values.flatMap(\.versions))
  }

  /// The number of the last event that this knows of.
  var headNumber: Int { study.headNumber }

  /// Keeps, registers, reads and indexes what is new or changed of some files.
  ///
  /// - Parameter paths: below `sources/`, as the file system spells them.
  /// - Returns: what was taken in, in the order of the paths; what was not is left to the next run.
  /// - Throws: `WorkflowError`, `JournalError`, `CorpusError` or `Violation`; what was registered by then is read in
  ///   the next run.
  func take(_ paths: [String]) async throws -> [PaperTaken] {
    var found: [SourceRegister.Found] = []
    var notes: [String: [Diagnostic]] = [:]
    for path in paths {
      // An empty one is but a place that is held for what comes.
      guard let file = session.folder.file(at: path), file.size > 0,
        let version = try session.keep(file)
      else { continue }
      let row = session.folder.sourceRows[file.path]
      let (description, diagnostics) = assignment.describe(path: file.path, row: row)
      notes[file.path] = diagnostics
      found.append(
        SourceRegister.Found(
          path: file.path, version: version, description: description, exclusion: row?.exclusion,
          hasRow: row != nil))
    }
    guard !found.isEmpty else { return [] }
    try session.flush(found.map(\.version))
    var taken: [PaperTaken] = []
    var fresh = Set<VersionHash>()
    // Where this fails, a whole run begins again with the journal.
    try session.journal.append(actor: Monitor.actor, to: &study, mayLose: true) { study in
      guard study.openRound?.framework == framework else { return [] }
      return found.flatMap { file -> [Event] in
        let change = SourceRegister.changes(
          of: file, with: study, gaps: gaps, before: taken.count { $0.isNew },
          isKnown: { versions.contains($0) || fresh.contains($0) })
        guard let change else { return [] }
        fresh.insert(file.version)
        taken.append(
          PaperTaken(path: file.path, version: file.version, isNew: !change.new.isEmpty))
        return change.events
      }
    }
    versions.formUnion(fresh)
    for place in taken.indices {
      taken[place].diagnostics = notes[taken[place].path] ?? []
    }
    try await read(&taken)
    return taken
  }

  private func read(_ taken: inout [PaperTaken]) async throws {
    var wanted: [VersionHash] = []
    var paths = VersionPaths()
    for paper in taken where try session.corpus.facts(of: paper.version) == nil {
      if paths[paper.version].isEmpty { wanted.append(paper.version) }
      paths.add(paper.path, to: paper.version)
    }
    if !wanted.isEmpty {
      try await update.read(wanted, at: paths, terms: framework.documentTerms)
      let isClosed = try wanted.contains { try session.corpus.facts(of: $0)?.lock == .closed }
      if isClosed { try update.noteClosed(wanted, paths) }
    }
    let listed = Set(framework.listedTerms.map(\.id))
    for place in taken.indices {
      let version = taken[place].version
      guard let facts = try session.corpus.facts(of: version) else { continue }
      taken[place].state = facts.state
      taken[place].pageCount = facts.pageCount
      taken[place].diagnostics += facts.diagnostics
      let places = try session.corpus.passageTerms(in: version)
      taken[place].places = listed.reduce(0) { sum, term in
        places[term].reduce(sum) { $0 + Int($1.count) }
      }
    }
  }
}

/// A paper that was taken in by itself: it is in the journal, and can be searched.
public struct PaperTaken: Sendable, Equatable {
  /// Relative to `sources/`.
  public var path: String
  public var version: VersionHash
  /// Whether it is a new source, and not another version of a known one.
  public var isNew: Bool
  public var state = DocumentState.failed
  public var pageCount = 0
  /// How many places of the terms for documents its body holds.
  public var places = 0
  public var diagnostics: [Diagnostic] = []

  init(path: String, version: VersionHash, isNew: Bool) {
    self.path = path
    self.version = version
    self.isNew = isNew
  }
}

extension StudyFolder {
  /// Whether `sources.csv` cannot say what it would say of a source.
  var sourceTableIsUnknown: Bool { hasErrors(in: "sources.csv") || !holds("sources.csv") }
}
