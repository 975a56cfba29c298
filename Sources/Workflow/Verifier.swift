// SPDX-License-Identifier: EUPL-1.2
import Anchoring
import Assessment
import DutchText
import Foundation
import Indexing
import Intake
import Journaling
import Model
import Reading
import Reporting

/// Something that does not agree, with the place where.
public struct Finding: Sendable, Equatable {
  /// A file, or `journal.db, gebeurtenis 12`.
  public var place: String
  public var problem: String
  public init(place: String, problem: String) {
    self.place = place
    self.problem = problem
  }
}

/// What a verification looked at and found.
public struct VerificationReport: Sendable, Equatable {
  public var events = 0
  public var documents = 0
  public var quotes = 0
  public var searches = 0
  public var draftFiles = 0
  public var editions = 0
  /// The editions in which was looked for what must not stand there.
  public var publicEditions = 0
  /// The hash of the journal's last event; empty where the journal cannot be read.
  public var headHash = ""
  public var findings: [Finding] = []
  /// What could not be checked because a replicate does not hold the documents for it.
  public var unrepeatable: [Finding] = []
  /// What could not be checked, or is worth knowing, but is no difference.
  public var notes: [String] = []
  public var isClean: Bool { findings.isEmpty }
}

/// Derives everything anew from the journal and the kept documents, and compares.
///
/// The corpus of the study is not looked at: the kept documents are read again into one of its own.
public struct Verifier {
  let paths: StudyPaths
  private let reading: ReadingPlan
  private let progress: ProgressHandler
  var report = VerificationReport()
  /// The word list that the corpus at hand was read with.
  var words: WordList?
  /// What the folder says of itself where it is a replicate.
  var replica: Replica?
  /// How many papers of a search record are not at hand.
  var absentSearches: [SearchID: Int] = [:]

  public init(paths: StudyPaths, reading: ReadingPlan, progress: @escaping ProgressHandler) {
    self.paths = paths
    self.reading = reading
    self.progress = progress
  }

  /// - Returns: what was looked at, and every difference found.
  /// - Throws: only where the check itself cannot be done.
  public mutating func run() async throws -> VerificationReport {
    report = VerificationReport()
    guard FileManager.default.fileExists(atPath: paths.journal.path) else {
      throw WorkflowError(
        .notAStudy,
        "in ‘\(paths.folder.path)’ staat geen journal.db; geef de map van een onderzoek, "
          + "of draai eerst monitor")
    }
    let journal: Journal
    let events: [RecordedEvent]
    do throws(JournalError) {
      journal = try Journal(url: paths.journal)
      events = try journal.events()
    } catch {
      find("journal.db", error.text)
      return report
    }
    report.events = events.count
    report.headHash = events.last?.hash ?? ""
    try checkReplica(events)
    guard let history = walk(events) else {
      checkSeals(against: events)
      return report
    }
    checkSeals(against: events)
    let study = history.study
    try checkAbsences(study)
    let temporary = FileManager.default.temporaryDirectory
      .appendingPathComponent("vindplaats-verify-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
    defer { removeQuietly(temporary) }
    let before = report.findings.count
    checkKept(study)
    guard report.findings.count == before else {
      // Without the documents as they were, nothing can be derived anew.
      try checkPublishedHashes(study)
      return report
    }
    try await deriveAnew(history, journal, temporary)
    return report
  }

  /// Reads the kept documents again, once for each set of limits that the draft and the editions were made
  /// with, and compares everything that follows.
  private mutating func deriveAnew(
    _ history: History, _ journal: Journal, _ temporary: URL
  ) async throws {
    let study = history.study
    var own = reading
    let settings = StudyFolder.read(at: paths.folder).settings
    own.limits = own.limits.bounded(by: settings.limits)
    own.words = openWords()
    (own, _) = try own.unlocking(paths)
    let main = try draftValues()?["options"] ?? own.choosing(settings.recognition).plan.options
    var unrepeated: [Finding]?
    for options in [main]
      + Set(study.publications.map(\.readingOptions)).subtracting([main]).sorted()
    {
      guard let (plan, otherWords) = own.with(options: options) else {
        find("out/stand.json", "noemt grenzen die niet te lezen zijn; draai monitor")
        continue
      }
      words = plan.words
      if let otherWords { noteOtherWords(otherWords, options == main) }
      let name = "corpus-\(ContentHash.of(options)).db"
      let corpus = try Corpus(path: temporary.appendingPathComponent(name).path)
      try await reread(study, into: corpus, plan)
      try checkPasswords(
        plan, study, corpus,
        used: versionsAtStake(options, isMain: options == main, study, journal))
      try compareRecognizers(plan, corpus, options == main ? "out" : "published")
      try checkEvidence(history, corpus, unrepeated: &unrepeated)
      if options == main {
        try checkDraft(study, journal, corpus, temporary, options)
      }
      try checkEditions(study, journal, corpus, temporary, options)
    }
    report.findings += unrepeated ?? []
    if !absentSearches.isEmpty {
      report.unrepeatable.append(
        Finding(
          place: absentSearches.count == 1 ? "1 zoekactie" : "\(absentSearches.count) zoekacties",
          problem: "niet herhaald in de stukken die niet bij het pakket horen, wel in de andere"))
    }
  }

  private mutating func openWords() -> WordList? {
    do throws(WordListError) {
      return try paths.words()
    } catch {
      report.notes.append("\(error)")
      return nil
    }
  }

  /// Says why text and explanations may differ, beside the differences themselves.
  private mutating func noteOtherWords(_ edition: String, _ isDraft: Bool) {
    let what = isDraft ? "het concept is" : "een uitgave is"
    report.notes.append(
      "\(what) gemaakt met woordenlijst \(edition), en hier staat \(words?.edition ?? "er geen"); verschillen in koppeltekens aan een regeleinde en in "
        + "de kolom why van hits.csv kunnen daarvan komen")
  }

  private mutating func checkPublishedHashes(_ study: Study) throws {
    for publication in study.publications {
      let folder = paths.edition(publication.number)
      guard FileManager.default.fileExists(atPath: folder.path) else { continue }
      try compareHashes(folder, "published/\(publication.number)", publication)
    }
  }

  mutating func find(_ place: String, _ problem: String) {
    report.findings.append(Finding(place: place, problem: problem))
  }

  /// A temporary folder that stays behind harms nothing but the disk.
  private func removeQuietly(_ folder: URL) {
    do { try FileManager.default.removeItem(at: folder) } catch {
      progress(
        ProgressReport(.checking, done: 1, total: 1, detail: "\(folder.path) is niet opgeruimd"))
    }
  }

  /// The study at the end, and the framework that was in force at every search record.
  struct History {
    var study: Study
    var frameworkAt: [SearchID: Framework]
  }

  private mutating func walk(_ events: [RecordedEvent]) -> History? {
    var history = History(study: Study(), frameworkAt: [:])
    var previous = RecordedEvent.origin
    var isWhole = true
    for (place, event) in events.enumerated() {
      let name = "journal.db, gebeurtenis \(event.number)"
      if event.number != place + 1 {
        find(name, "het nummer hoort \(place + 1) te zijn: er is een gebeurtenis verwijderd")
        isWhole = false
        break
      }
      if event.hash != event.expectedHash {
        find(name, "de inhoud klopt niet met het controlegetal: de gebeurtenis is veranderd")
        isWhole = false
      }
      if event.previous != previous {
        find(name, "sluit niet aan op de gebeurtenis ervoor")
        isWhole = false
      }
      previous = event.hash
      guard isWhole else { continue }
      do {
        let decoded = try event.event()
        if decoded.kind != event.kind {
          find(name, "de soort ‘\(event.kind)’ klopt niet met de inhoud")
          isWhole = false
          continue
        }
        try history.study.apply(decoded)
        history.study.headNumber = event.number
        history.study.headHash = event.hash
        if case .searchRecorded(let record) = decoded {
          history.frameworkAt[record.id] = history.study.rounds.last?.framework
          checkWhole(record, history.study)
        }
      } catch let violation as Violation {
        find(name, violation.text)
        isWhole = false
      } catch {
        find(name, "de inhoud is niet te lezen")
        isWhole = false
      }
    }
    return isWhole ? history : nil
  }

  /// A search record names every paper within the field's scope, and no other.
  private mutating func checkWhole(_ record: SearchRecord, _ study: Study) {
    guard let round = study.openRound ?? study.rounds.last, let framework = round.framework,
      let field = framework.field(record.cell.field)
    else { return }
    let plan = SearchPlan(
      cell: record.cell, field: field, study: study, round: round, framework: framework)
    if plan.sources.map(\.id) != record.searched.map(\.source)
      || plan.sources.map(\.current) != record.searched.map(\.version)
    {
      find(
        "zoekverantwoording \(record.id) (\(record.cell.unit), veld \(record.cell.fieldLabel))",
        "noemt andere stukken dan er toen doorzocht moesten worden")
    }
  }

  /// Compares the seal of every published folder with the journal: this finds a cut tail.
  private mutating func checkSeals(against events: [RecordedEvent]) {
    let folders: [String]
    do {
      guard FileManager.default.fileExists(atPath: paths.published.path) else { return }
      folders = try FileManager.default.contentsOfDirectory(atPath: paths.published.path).sorted()
    } catch {
      return find("published", "de map is niet te lezen")
    }
    var published: [Int: Publication] = [:]
    for event in events where event.kind == "reportPublished" {
      do {
        if case .reportPublished(let publication) = try event.event() {
          published[publication.number] = publication
        }
      } catch {
        // Walking the chain names an event that cannot be read.
        continue
      }
    }
    for folder in folders {
      let name = "published/\(folder)"
      guard let number = Int(folder), String(number) == folder else {
        find(name, "deze map hoort niet bij een uitgave")
        continue
      }
      guard let publication = published[number] else {
        find(name, "het logboek kent uitgave \(number) niet: er zijn gebeurtenissen verwijderd")
        continue
      }
      let seal = paths.edition(number).appendingPathComponent(Publisher.sealName)
      do {
        let text = try String(contentsOf: seal, encoding: .utf8)
        // One from before the documents that stayed closed were left out may still name them.
        if try text != Publisher.seal(publication), try text != Publisher.fullSeal(publication) {
          find("\(name)/\(Publisher.sealName)", "wijkt af van het logboek")
        }
      } catch {
        find("\(name)/\(Publisher.sealName)", "ontbreekt of is niet te lezen")
      }
    }
    for publication in published.values.sorted(by: { $0.number < $1.number }) {
      let place = "journal.db, gebeurtenis \(publication.eventNumber)"
      guard events.indices.contains(publication.eventNumber - 1) else {
        find(place, "ontbreekt, maar uitgave \(publication.number) rust erop")
        continue
      }
      if events[publication.eventNumber - 1].hash != publication.headHash {
        find(place, "wijkt af van wat uitgave \(publication.number) vastlegde")
      }
    }
  }

  private mutating func checkKept(_ study: Study) {
    let kept = KeptDocuments(folder: paths.kept)
    let versions = study.namedVersions
    let paths = Dictionary(
      study.sortedSources.flatMap { source in source.versions.map { ($0, source.path) } },
      uniquingKeysWith: { first, _ in first })
    report.documents = versions.count
    for version in versions {
      let name = "kept/\(version) (\(paths[version] ?? "?"))"
      guard kept.holds(version) else {
        if isAbsent(version) {
          report.documents -= 1
          report.unrepeatable.append(
            Finding(place: name, problem: "het stuk hoort niet bij het pakket"))
        } else {
          find(name, "het bewaarde stuk ontbreekt")
        }
        continue
      }
      do {
        if try ContentHash.of(file: kept.url(version)) != version.rawValue {
          find(name, "het bewaarde stuk is veranderd")
        }
      } catch {
        find(name, "het bewaarde stuk is niet te lezen")
      }
    }
  }

  private mutating func reread(
    _ study: Study, into corpus: Corpus, _ plan: ReadingPlan
  ) async throws {
    guard let framework = study.rounds.last?.framework else { return }
    let kept = KeptDocuments(folder: paths.kept)
    let update = CorpusUpdate(
      corpus: corpus, kept: kept, plan: plan, progress: progress)
    try await update.read(
      study.namedVersions.filter { kept.holds($0) }, of: study, framework: framework)
  }

  mutating func checkSearches(_ history: History, _ corpus: Corpus) throws {
    let records = history.study.searches.values.sorted { $0.id < $1.id }
    let current = history.study.rounds.last?.framework
    let groups = Dictionary(grouping: records) { history.frameworkAt[$0.id]?.documentTerms ?? [] }
    for (terms, group) in groups where !terms.isEmpty {
      try corpus.rematch(terms: terms)
      let view = CorpusView(documents: try corpus.facts(), counts: try corpus.counts())
      for record in group {
        report.searches += 1
        guard let framework = history.frameworkAt[record.id] else { continue }
        check(record, framework, view)
      }
    }
    if let current { try corpus.rematch(terms: current.documentTerms) }
  }

  private mutating func check(
    _ record: SearchRecord, _ framework: Framework, _ view: CorpusView
  ) {
    let name =
      "zoekverantwoording \(record.id) (\(record.cell.unit), veld \(record.cell.fieldLabel))"
    guard let field = framework.field(record.cell.field) else {
      return find(name, "het veld staat niet in het analysekader")
    }
    let terms = SearchPlan.terms(of: record.cell, field: field, framework: framework)
    if SearchPlan.fingerprint(terms) != record.termsFingerprint {
      return find(name, "de termen wijken af van het analysekader van toen")
    }
    for searched in record.searched {
      if isAbsent(searched.version) {
        absentSearches[record.id, default: 0] += 1
        continue
      }
      let state = view.state(searched.version)
      let hits = state.isSearchable ? view.hits(searched.version, terms) : 0
      let lock = view.documents[searched.version]?.lock
      // What a password opened later was rightly said to be closed then.
      if searched.state == .failed, lock == .opened { continue }
      if lock == .closed, searched.state.isSearchable {
        find(
          name,
          "stuk \(searched.source) opent alleen met een wachtwoord, en dat is er niet: "
            + "zet het in passwords.txt")
      } else if state != searched.state {
        differ(
          record, name,
          "stuk \(searched.source) was \(searched.state.rawValue), nu \(state.rawValue)")
      } else if hits != searched.hits {
        differ(record, name, "stuk \(searched.source) had \(searched.hits) treffers, nu \(hits)")
      }
    }
  }

  /// What another version of the program found otherwise is no difference: it is said, and where more is found now
  /// the answer is open again.
  private mutating func differ(_ record: SearchRecord, _ name: String, _ problem: String) {
    guard record.finder != Program.finder else { return find(name, problem) }
    let by = record.finder ?? "een eerdere versie van het programma"
    report.notes.append("\(name): \(problem); toen gezocht met \(by), nu met \(Program.finder)")
  }
}
