// SPDX-License-Identifier: EUPL-1.2
import Assessment
import DutchText
import Foundation
import Indexing
import Journaling
import Model
import Reading
import Reporting

/// An edition as it was issued.
public struct IssuedEdition: Sendable, Equatable {
  public var publication: Publication
  /// What was left out; nil for a working edition.
  public var notice: RedactionNotice?
}

/// Issues an edition: the search records it rests on, its files with their hashes, and the head hash.
struct Publisher {
  let paths: StudyPaths
  let journal: Journal
  let corpus: Corpus
  let words: WordList?

  /// The name of the file that ties an edition to the journal.
  static let sealName = "edition.json"

  /// Freezes the study as it is now.
  ///
  /// A public edition is looked through before anything is recorded: one in which something stands that must not
  /// stand there is not issued, and leaves no event behind.
  ///
  /// - Parameter rules: those of a public edition; nil for a working edition.
  /// - Returns: the edition, and what a public one leaves out.
  /// - Throws: `WorkflowError`, `JournalError`, `Violation`, or the file system's error.
  func publish(
    _ study: inout Study, actor: String, readingOptions: String, rules: PublicRules? = nil
  ) throws -> IssuedEdition {
    try finishInterrupted(study)
    // Brings the study up to date.
    try journal.append(actor: actor, to: &study) { _ in [] }
    let before = study.headNumber
    let records = try searchRecords(study)
    var next = study
    for record in records { try next.apply(record) }
    next.headNumber += records.count
    guard let round = next.rounds.last, let framework = round.framework else {
      throw WorkflowError(.noFramework, "er is nog niets om uit te geven; draai eerst monitor")
    }
    let number = study.publications.count + 1
    let fresh = paths.published.appendingPathComponent(".new-\(number)")
    guard !FileManager.default.fileExists(atPath: paths.edition(number).path) else {
      throw WorkflowError(
        .failed,
        "published/\(number) bestaat al, maar het logboek kent die uitgave niet; draai "
          + "verify en zet de map opzij")
    }
    if FileManager.default.fileExists(atPath: fresh.path) {
      try FileManager.default.removeItem(at: fresh)
    }
    try FileManager.default.createDirectory(at: fresh, withIntermediateDirectories: true)
    let draft = try Draft(
      study: next, round: round, framework: framework, corpus: corpus,
      readingOptions: readingOptions, words: words)
    let (files, notice) = try draft.write(to: fresh, number: number, rules: rules)
    if let rules {
      let check = try DisclosureCheck(
        study: next, round: round, framework: framework, corpus: corpus, naming: rules.naming)
      try requireDiscretion(check.findings(in: fresh), in: fresh)
    }
    try journal.append(actor: actor, to: &study) { now in
      try requireUnchanged(now, since: before)
      return records
    }
    let publication = Publication(
      number: number, wave: round.wave.id, eventNumber: study.headNumber, headHash: study.headHash,
      programVersion: Program.version, readerVersion: DocumentReader.version,
      readingOptions: readingOptions, files: files, rules: rules)
    try Data(Self.seal(publication).utf8)
      .write(to: fresh.appendingPathComponent(Self.sealName))
    // The event names the files by their hashes: they are on the disk before it.
    sync()
    let rested = study.headNumber
    try journal.append(actor: actor, to: &study) { now in
      try requireUnchanged(now, since: rested)
      return [.reportPublished(publication)]
    }
    try finishInterrupted(study)
    return IssuedEdition(publication: publication, notice: notice)
  }

  private func requireUnchanged(_ study: Study, since number: Int) throws {
    guard study.headNumber == number else {
      throw WorkflowError(
        .failed, "intussen is er iets aan het logboek toegevoegd; geef opnieuw uit met publish")
    }
  }

  /// Refuses a public edition in which something stands that must not stand there, and removes its files.
  private func requireDiscretion(
    _ findings: [(path: String, problem: String)], in folder: URL
  ) throws {
    guard !findings.isEmpty else { return }
    try FileManager.default.removeItem(at: folder)
    var lines = findings.prefix(5).map { "  \($0.path) \($0.problem)" }
    if findings.count > 5 { lines.append("  en nog \(findings.count - 5) bestanden") }
    throw WorkflowError(
      .badInput,
      "de openbare uitgave is niet gemaakt, want er zou in staan wat er niet in mag:\n"
        + lines.joined(separator: "\n")
        + "\nVerander de tekst waar dit uit komt (zoals attention.csv, study.yaml of een toelichting), of "
        + "usage van het stuk in sources.csv als het openbaar is; draai daarna monitor en opnieuw publish"
    )
  }

  /// What the edition tells of itself: all that the journal holds of it but the salt, and where it is public but
  /// the documents that stayed closed.
  static func seal(_ publication: Publication) throws -> String {
    var told = publication
    if publication.kind == .public {
      told.readingOptions = ReadingPlan.withoutClosed(publication.readingOptions)
    }
    return try fullSeal(told)
  }

  /// The seal with everything in it that the journal holds but the salt.
  static func fullSeal(_ publication: Publication) throws -> String {
    try CanonicalJSON.encode(publication.withoutSalt) + "\n"
  }

  /// Puts the folder of an edition in its place when a run ended between event and folder.
  func finishInterrupted(_ study: Study) throws {
    for publication in study.publications {
      let fresh = paths.published.appendingPathComponent(".new-\(publication.number)")
      let target = paths.edition(publication.number)
      if !FileManager.default.fileExists(atPath: target.path),
        FileManager.default.fileExists(atPath: fresh.path)
      {
        try FileManager.default.moveItem(at: fresh, to: target)
      }
    }
  }

  /// The searches that settle cells now and are not recorded yet.
  func searchRecords(_ study: Study) throws -> [Event] {
    guard let round = study.rounds.last, let framework = round.framework, !round.isFrozen else {
      return []
    }
    let view = CorpusView(documents: try corpus.facts(), counts: try corpus.counts())
    let picture = Assessor(study: study, round: round, framework: framework, corpus: view).picture()
    let known = Dictionary(grouping: study.searches.values, by: \.cell)
    var count = study.searches.count
    var events: [Event] = []
    for outcome in picture.outcomes.values {
      guard case .known(_, .search) = outcome.standing, var record = outcome.search else {
        continue
      }
      let isRecorded = (known[record.cell] ?? []).contains { old in
        (record.id, record.finder) = (old.id, old.finder)
        return old == record
      }
      if isRecorded { continue }
      count += 1
      record.finder = Program.finder
      record.id = SearchID(Study.identifier("z", count))
      events.append(.searchRecorded(record))
    }
    return events
  }
}
