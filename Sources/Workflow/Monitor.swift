// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Foundation
import Indexing
import Intake
import Journaling
import Model
import Reading

/// The main job: takes in what is new or changed, reads it, finds the terms, takes over answers, and writes
/// the draft.
///
/// It can be run again at any time and goes on where an interrupted run was: what is decided stands in the
/// journal before anything is read, what is read stands in the corpus per document, and the draft replaces
/// the old one as a whole.
public struct Monitor: Sendable {
  /// What a run came to.
  public struct Result: Sendable {
    public var summary: MonitorSummary
    public var diagnostics: [Diagnostic]
  }

  let paths: StudyPaths
  let plan: ReadingPlan
  let progress: ProgressHandler

  /// - Parameter plan: the limits in `study.yaml` replace those of the plan.
  public init(paths: StudyPaths, plan: ReadingPlan, progress: @escaping ProgressHandler) {
    self.paths = paths
    self.plan = plan
    self.progress = progress
  }

  /// - Throws: `WorkflowError`, `JournalError`, `CorpusError` or `Violation` where the job cannot be done.
  public func run() async throws -> Result { try await pass().result }

  /// A run that is done, with what it holds open: nobody else can be monitoring the study while it lasts.
  struct Pass {
    var result: Result
    let session: StudySession
    /// As the run left it.
    var study: Study
    /// With all that the folder says of it.
    let plan: ReadingPlan
  }

  /// - Parameter lock: the lock of the study; taken for the run where nil.
  func pass(_ lock: StudyLock? = nil) async throws -> Pass {
    do {
      return try await attempt(lock)
    } catch let error as CorpusError {
      // The corpus is derived: one that turns out damaged half-way is made anew.
      guard error.helpsToRebuild else { throw error }
      try Corpus.remove(paths.corpus.path)
      return try await attempt(lock)
    }
  }

  private func attempt(_ lock: StudyLock?) async throws -> Pass {
    let session = try StudySession(paths: paths, for: .monitoring, lock: lock)
    var folder = session.folder
    // First of all: what an interrupted draft left behind may be what fills the disk.
    let draft = OutputFolder(url: paths.draft)
    try draft.takeBack()
    try draft.clear()
    var study = session.study
    let before = study.headNumber
    var diagnostics = folder.diagnostics
    if let problem = session.wordsProblem { diagnostics.append(problem) }
    guard folder.isUsable, !folder.hasErrors(in: "sources") else {
      throw WorkflowError(.badInput, Self.listing(diagnostics))
    }
    try Publisher(
      paths: paths, journal: session.journal, corpus: session.corpus, words: session.words
    )
    .finishInterrupted(study)
    var plan = plan
    plan.limits = plan.limits.bounded(by: folder.settings.limits)
    let isMissing: Bool
    (plan, isMissing) = try plan.choosing(folder.settings.recognition)
    plan.words = session.words
    let found: [Diagnostic]
    (plan, found) = try plan.unlocking(paths)
    diagnostics += found
    var summary = MonitorSummary()
    let isFrozen = study.openRound == nil && !study.rounds.isEmpty
    if isFrozen {
      diagnostics.append(
        Diagnostic(
          .note, .intake, file: "study.yaml",
          problem: "alle metingen zijn bevroren; er is niets overgenomen",
          remedy: "open een nieuwe meting met: vindplaats wave open"))
    } else {
      try adoptFolder(folder, session, &study, &diagnostics)
      try registerSources(folder, session, &study, &summary, &diagnostics)
    }
    session.forgetFiles()
    folder.files = []
    guard let framework = study.rounds.last?.framework else {
      throw WorkflowError(.noFramework, Self.listing(diagnostics))
    }
    let update = CorpusUpdate(
      corpus: session.corpus, kept: session.kept, plan: plan, progress: progress)
    diagnostics += plan.passwords.diagnostics(of: study, name: plan.passwordName)
    let versions = study.versionsInUse.sorted()
    summary.readNow = try await update.read(versions, of: study, framework: framework).count
    try plan.noteLocks(session.corpus, of: study)
    if isMissing { try mention(missingRecognizerIn: session.corpus, versions, &diagnostics) }
    if !isFrozen {
      summary.answersAdopted = try adoptAnswers(folder, session, &study, &diagnostics)
    }
    summary.eventsAppended = study.headNumber - before
    try writeDraft(study, session, plan, &summary)
    try SourceRoster.keep(study, in: session.corpus)
    return Pass(
      result: Result(summary: summary, diagnostics: diagnostics), session: session, study: study,
      plan: plan)
  }

  /// Says, once and only where it matters, that pages could not be read because a recogniser is not here.
  private func mention(
    missingRecognizerIn corpus: Corpus, _ versions: [VersionHash],
    _ diagnostics: inout [Diagnostic]
  ) throws {
    let facts = try corpus.facts()
    let waiting = versions.count { facts[$0].map { !$0.pagesWithoutText.isEmpty } ?? false }
    guard waiting > 0 else { return }
    diagnostics.append(
      Diagnostic(
        .warning, .reading, file: "sources",
        problem: "\(waiting) \(waiting == 1 ? "stuk heeft" : "stukken hebben") pagina's zonder "
          + "leesbare tekst, en het programma om tekst te herkennen (OCR) is er niet",
        remedy: "installeer \(Recognizer.packages) en draai monitor opnieuw, of zet ocr: off in "
          + "study.yaml"))
  }

  /// Title, wave, framework, units, collection log and interviews: one transaction.
  private func adoptFolder(
    _ folder: StudyFolder, _ session: StudySession, _ study: inout Study,
    _ diagnostics: inout [Diagnostic]
  ) throws {
    if let open = study.openRound?.wave, let wave = folder.settings.wave, wave.id != open.id {
      diagnostics.append(
        Diagnostic(
          .warning, .intake, file: "study.yaml",
          problem: "de meting heet er \(wave.id), maar open staat \(open.id)",
          remedy:
            "zet in study.yaml de id op \(open.id), of bevries die en open \(wave.id) met wave"))
    }
    try session.journal.append(actor: Self.actor, to: &study) { study in
      var events: [Event] = []
      let title = folder.settings.title
      if !title.isEmpty, title != study.title { events.append(.titleAdopted(title)) }
      let wave: WaveID
      if let open = study.openRound {
        wave = open.wave.id
        if let described = folder.settings.wave, described.id == wave, described != open.wave {
          events.append(.waveDescribed(described))
        }
      } else if let first = folder.settings.wave, study.round(first.id) == nil {
        events.append(.waveOpened(first))
        wave = first.id
      } else {
        throw WorkflowError(
          .noWave, "alle metingen zijn bevroren; open een nieuwe met wave open")
      }
      let round = study.openRound
      if let framework = folder.framework, framework != round?.framework {
        events.append(
          .frameworkAdopted(wave: wave, framework: framework, text: folder.frameworkText))
      }
      if !folder.hasErrors(in: "units.csv"), !folder.units.isEmpty, folder.units != round?.units {
        events.append(.unitsAdopted(wave: wave, units: folder.units, text: folder.unitsText))
      }
      if !folder.hasErrors(in: "collection.csv"), folder.collection != round?.collection ?? [] {
        events.append(
          .collectionAdopted(wave: wave, entries: folder.collection, text: folder.collectionText))
      }
      if folder.holds("interviews.csv"), !folder.hasErrors(in: "interviews.csv"),
        folder.interviews != round?.interviews ?? []
      {
        events.append(.interviewsAdopted(wave: wave, interviews: folder.interviews))
      }
      if folder.holds("attention.csv"), !folder.hasErrors(in: "attention.csv"),
        !folder.hasErrors(in: "interviews.csv"),
        folder.attentionPoints != round?.attentionPoints ?? []
      {
        events.append(
          .attentionPointsAdopted(
            wave: wave, points: folder.attentionPoints, text: folder.attentionText))
      }
      // Without the file the division stands: what is hidden must not appear because a file went missing.
      if folder.holds("readers.csv"), !folder.hasErrors(in: "readers.csv"),
        folder.readers != round?.readers ?? []
      {
        events.append(
          .readersAdopted(wave: wave, assignments: folder.readers, text: folder.readersText))
      }
      return events
    }
  }

  static let actor = "vindplaats"

  private static func listing(_ diagnostics: [Diagnostic]) -> String {
    let errors = diagnostics.filter { $0.severity == .error }.map(\.text)
    return "het onderzoek kan niet worden gelezen:\n" + errors.joined(separator: "\n")
  }

  /// Hashes and keeps what is new, and appends what changed, before anything is read.
  private func registerSources(
    _ folder: StudyFolder, _ session: StudySession, _ study: inout Study,
    _ summary: inout MonitorSummary, _ diagnostics: inout [Diagnostic]
  ) throws {
    guard let round = study.openRound, let framework = round.framework else { return }
    let versions = try session.versions(of: folder.files, progress, &diagnostics)
    let assignment = SourceAssignment(units: round.units, framework: framework)
    let describe = { (path: String, version: VersionHash) -> (SourceRegister.Found, [Diagnostic]) in
      let row = folder.sourceRows[path]
      let (description, notes) = assignment.describe(path: path, row: row)
      return (
        SourceRegister.Found(
          path: path, version: version, description: description, exclusion: row?.exclusion,
          hasRow: row != nil), notes
      )
    }
    var found: [SourceRegister.Found] = []
    for file in folder.files {
      guard let version = versions[file.path] else { continue }
      let (source, notes) = describe(file.path, version)
      found.append(source)
      diagnostics += notes
    }
    let present = Set(found.map(\.path))
    var rows: [String: SourceRegister.Found] = [:]
    for path in folder.sourceRows.keys where !present.contains(path) {
      if let id = study.sourceByPath[path], let source = study.sources[id] {
        rows[path] = describe(path, source.current).0
      }
    }
    let gaps = SourceRegister.Gaps(
      table: folder.sourceTableIsUnknown,
      unreadable: diagnostics.filter { $0.severity == .error && $0.file.hasPrefix("sources/") }
        .map { String($0.file.dropFirst("sources/".count)) })
    var changes = SourceRegister.Changes()
    try session.journal.append(actor: Self.actor, to: &study) { study in
      changes = SourceRegister.compare(found, with: study, rows: rows, gaps: gaps)
      return changes.events
    }
    summary.new = changes.new.count
    summary.changed = changes.changed.count
    summary.moved = changes.moved.count
    summary.missing = changes.missing
    summary.unchanged = changes.unchanged
  }

  /// Takes up each new row of `answers.csv` once; a row that is refused stays and is named.
  private func adoptAnswers(
    _ folder: StudyFolder, _ session: StudySession, _ study: inout Study,
    _ diagnostics: inout [Diagnostic]
  ) throws -> Int {
    let waiting = Self.waiting(folder.answerRows, study)
    guard !waiting.isEmpty else { return 0 }
    let desk = AnswerDesk(corpus: session.corpus)
    var adopted = 0
    for (place, (row, request)) in waiting.enumerated() {
      progress(ProgressReport(.answers, done: place, total: waiting.count))
      guard !study.isOutdated(row: row.fingerprint) else {
        diagnostics.append(Self.outdated(row))
        continue
      }
      do {
        try session.journal.append(actor: row.coder.rawValue, to: &study) { study in
          try desk.events(for: request, in: study) + [
            .rowAdopted(fingerprint: row.fingerprint, cell: request.cell, coder: row.coder)
          ]
        }
        adopted += 1
      } catch let error as WorkflowError {
        diagnostics.append(Self.refused(row, error.text))
        try remember(row, request, session, &study)
      } catch let violation as Violation {
        diagnostics.append(Self.refused(row, violation.text))
        try remember(row, request, session, &study)
      }
    }
    return adopted
  }

  /// The rows that were never taken up, and those that a person put back after another answer.
  private static func waiting(
    _ rows: [AnswerRow], _ study: Study
  ) -> [(row: AnswerRow, request: AnswerRequest)] {
    let all = rows.map { (row: $0, request: AnswerRequest($0, study: study)) }
    let perCell = Dictionary(grouping: all) {
      Study.RowKey(cell: $0.request.cell, coder: $0.row.coder)
    }
    return all.filter { row, request in
      if !study.adoptedRows.contains(row.fingerprint) { return true }
      let key = Study.RowKey(cell: request.cell, coder: row.coder)
      return perCell[key]?.count == 1 && study.lastRow[key] != row.fingerprint
    }
  }

  /// Records a refusal once, so that an answer given later is known to be newer than the row.
  private func remember(
    _ row: AnswerRow, _ request: AnswerRequest, _ session: StudySession, _ study: inout Study
  ) throws {
    let key = Study.RowKey(cell: request.cell, coder: row.coder)
    guard !study.wasRefused(row: row.fingerprint, key) else { return }
    try session.journal.append(actor: Self.actor, to: &study) { study in
      guard study.openRound != nil else { return [] }
      return [
        .rowRefused(fingerprint: row.fingerprint, cell: request.cell, coder: row.coder)
      ]
    }
  }

  private static func outdated(_ row: AnswerRow) -> Diagnostic {
    Diagnostic(
      .warning, .anchoring, file: "answers.csv", line: row.line,
      problem:
        "de regel is eerder geweigerd, en \(row.coder) heeft daarna een nieuwer antwoord gegeven; "
        + "dat blijft staan",
      remedy: "verwijder de regel; geldt hij toch, verander er dan iets aan, zoals de toelichting")
  }

  private static func refused(_ row: AnswerRow, _ text: String) -> Diagnostic {
    Diagnostic(
      .error, .anchoring, file: "answers.csv", line: row.line, problem: text,
      remedy: "verbeter de regel; de andere regels zijn overgenomen")
  }

  /// Renders, unless the draft that is there was made from the same journal by the same program.
  private func writeDraft(
    _ study: Study, _ session: StudySession, _ plan: ReadingPlan, _ summary: inout MonitorSummary
  ) throws {
    let output = OutputFolder(url: paths.draft)
    let key = "\(study.headHash) \(Program.version) \(DocumentReader.version) \(plan.options)"
    let before = try output.fingerprint()
    let rendered = try session.corpus.setting("rendered")
    if rendered == "\(key)\n\(before)",
      let text = try session.corpus.setting("summary")
    {
      let known = try CanonicalJSON.decode(MonitorSummary.self, from: text)
      summary = known.with(run: summary)
      return
    }
    guard let round = study.openRound ?? study.rounds.last, let framework = round.framework else {
      return
    }
    progress(ProgressReport(.writing, done: 0, total: 1))
    let corpus = session.corpus
    try output.replace { folder in
      let (draft, earlier) = try SharedWork.both(
        {
          try Draft(
            study: study, round: round, framework: framework, corpus: corpus,
            readingOptions: plan.options, words: plan.words)
        },
        {
          try corpus.settle()
          return try DraftMemory(from: corpus, folder: before)
        })
      summary.take(draft.picture, termPlaces: draft.termPlaces)
      return (
        memory: try draft.write(to: folder, after: output.url, memory: earlier),
        summary: try CanonicalJSON.encode(summary)
      )
    } finish: { made in
      var memory = made.memory
      memory.folder = try output.fingerprint()
      try memory.store(in: corpus)
      try corpus.set("summary", made.summary)
      try corpus.set("rendered", "\(key)\n\(memory.folder)")
    }
    summary.isRendered = true
    progress(ProgressReport(.writing, done: 1, total: 1))
  }
}

extension MonitorSummary {
  /// What the draft shows, with what happened in a later run that changed nothing.
  func with(run: MonitorSummary) -> MonitorSummary {
    var merged = self
    merged.new = run.new
    merged.changed = run.changed
    merged.moved = run.moved
    merged.missing = run.missing
    merged.unchanged = run.unchanged
    merged.readNow = run.readNow
    merged.answersAdopted = run.answersAdopted
    merged.eventsAppended = run.eventsAppended
    merged.isRendered = false
    return merged
  }
}
