// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Indexing
import Intake
import Journaling
import Model
import Reading

/// What was put in a replicate.
public struct ReplicaReport: Sendable, Equatable {
  public var events = 0
  public var headHash = ""
  /// The hash of `replica.json`, which names every other file by its hash.
  public var packageHash = ""
  public var documents = 0
  /// Documents and working editions that are not in it.
  public var absent = 0
  public var editions = 0
  public var leftOut = 0
  /// Quotes in the journal from papers that are not public, those of open codes and withdrawn ones too: a
  /// journal forgets nothing.
  public var closedQuotes = 0
}

/// A folder with which anybody can run `verify`: the whole journal, with framework and search records, the
/// editions, and the documents that are public.
///
/// The journal holds every quote, note and name that was ever recorded, so that a replicate is for whoever may
/// see those. It is copied as a back-up is: by `StudyBackup`, with less in it.
public struct StudyReplica {
  let paths: StudyPaths
  let folder: URL
  /// Whether the documents that are not public go with it.
  let hasAllSources: Bool
  /// Whether whoever gets it may see what is not public.
  let isConfidential: Bool
  let progress: ProgressHandler

  static let frameworkName = "framework.yaml"
  private static let settingsName = "study.yaml"

  public init(
    paths: StudyPaths, folder: URL, hasAllSources: Bool, isConfidential: Bool,
    progress: @escaping ProgressHandler
  ) {
    self.paths = paths
    self.folder = folder.standardizedFileURL
    self.hasAllSources = hasAllSources
    self.isConfidential = isConfidential
    self.progress = progress
  }

  /// The versions that not everybody may have: every one that a source holds that is not public, unless
  /// nobody said anything of that source and another one with the same bytes is.
  static func closedVersions(
    of study: Study, _ round: Round, _ framework: Framework
  ) -> Set<VersionHash> {
    let closed = DisclosureCheck.secretSources(study, round, framework, .municipality)
    let open = Set(
      study.sources.values.filter { !closed.contains($0.id) }.flatMap(\.versions))
    var versions = Set<VersionHash>()
    for id in closed {
      guard let source = study.sources[id] else { continue }
      let isUnstated =
        UsageRight(usage: source.description.usage) == .unstated
        && !framework.isInterview(kind: source.description.kind)
      versions.formUnion(source.versions.filter { !isUnstated || !open.contains($0) })
    }
    return versions
  }

  /// Makes the replicate; one that stands there is replaced when the new one is whole.
  ///
  /// - Throws: `WorkflowError`, `JournalError`, `CorpusError`, or the file system's error.
  public func make() throws -> ReplicaReport {
    var report = ReplicaReport()
    var replica: Replica?
    let backup = StudyBackup(paths: paths, folder: folder, progress: progress)
    _ = try backup.make(
      as: .replica { study in
        let contents = try contents(of: study, &report)
        replica = contents.replica
        return contents.contents
      } finish: { fresh, files in
        guard var made = replica else { return }
        made.files = files
        report.packageHash = try made.write(in: fresh)
      })
    return report
  }

  private func contents(
    of study: Study, _ report: inout ReplicaReport
  ) throws -> (contents: StudyBackup.Contents, replica: Replica) {
    guard let round = study.rounds.last, let framework = round.framework else {
      throw WorkflowError(.noFramework, "er is nog niets om na te rekenen; draai eerst monitor")
    }
    let closed = Self.closedVersions(of: study, round, framework)
    let secret = DisclosureCheck.secretSources(study, round, framework, .municipality)
    report.closedQuotes =
      study.codings.values.count {
        secret.contains($0.source) || closed.contains($0.locator.version)
      }
      + study.openCodes.codings.values.count {
        secret.contains($0.source) || closed.contains($0.locator.version)
      }
    try requireConsent(report.closedQuotes, closed: closed.count)
    let absent = hasAllSources ? [] : closed.intersection(study.namedVersions)
    let working = study.publications.filter { $0.kind != .public }.map(\.number)
    let leftOut = isConfidential || closed.isEmpty ? [] : working
    let publications = study.publications.map(\.number).filter { !leftOut.contains($0) }
    report.events = study.headNumber
    report.headHash = study.headHash
    report.documents = study.namedVersions.count - absent.count
    report.absent = absent.count
    report.editions = publications.count
    report.leftOut = leftOut.count
    return (
      StudyBackup.Contents(
        versions: Set(study.namedVersions).subtracting(absent), publications: Set(publications),
        ownFiles: [Self.settingsName], texts: [Self.frameworkName: round.frameworkText]),
      Replica(
        programVersion: Program.version, events: study.headNumber, headHash: study.headHash,
        files: [:], absent: absent.sorted(), leftOut: leftOut,
        stated: absent.isEmpty ? [:] : try stated(absent, study))
    )
  }

  private func requireConsent(_ quotes: Int, closed: Int) throws {
    guard !isConfidential else { return }
    if quotes > 0 {
      throw WorkflowError(
        .badInput,
        "in het logboek \(quotes == 1 ? "staat 1 citaat" : "staan \(quotes) citaten") uit stukken die niet "
          + "openbaar zijn, en een pakket bevat het hele logboek. Geef --confidential als de ontvanger "
          + "die citaten mag zien; geef anders alleen een openbare uitgave (publish --edition public)"
      )
    }
    if hasAllSources, closed > 0 {
      throw WorkflowError(
        .badInput,
        "\(closed == 1 ? "1 stuk is" : "\(closed) stukken zijn") niet openbaar; geef bij --all-sources ook "
          + "--confidential als de ontvanger die mag hebben, of laat --all-sources weg")
    }
  }

  /// What is stated of the absent documents, for the public editions that were made with the terms that the
  /// corpus counts now, by these versions of program and reader, from documents read as the corpus holds them.
  private func stated(_ absent: Set<VersionHash>, _ study: Study) throws -> [Int: StatedFacts] {
    guard FileManager.default.fileExists(atPath: paths.corpus.path) else { return [:] }
    let corpus = try Corpus(lookingAt: paths.corpus.path)
    let journal = try Journal(url: paths.journal, isReadOnly: true)
    let terms = study.rounds.last?.framework?.documentTerms
    let (words, _) = StudySession.openWords(paths)
    let reading = try StudySession.readingPlan(
      StudyFolder.read(at: paths.folder).settings, words, corpus)
    let stored = try corpus.storedDocuments(
      readerVersion: DocumentReader.version, options: reading.documentOptions,
      reading.optionsElsewhere)
    var stated: [Int: StatedFacts] = [:]
    for publication in study.publications
    where publication.kind == .public && publication.programVersion == Program.version
      && publication.readerVersion == DocumentReader.version
    {
      var then = Study()
      try journal.replay(onto: &then, upTo: publication.eventNumber)
      guard let round = then.rounds.last, round.framework?.documentTerms == terms else { continue }
      var plan = reading
      try plan.noteLocks(corpus, of: then)
      let current = absent.intersection(then.sources.values.map(\.current))
      guard publication.readingOptions == plan.options, current.isSubset(of: stored) else {
        continue
      }
      let facts = try StatedFacts(current, study: then, round: round, corpus: corpus)
      if facts.documents.count == current.count { stated[publication.number] = facts }
    }
    return stated
  }
}
