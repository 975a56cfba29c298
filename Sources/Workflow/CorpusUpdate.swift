// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Indexing
import Journaling
import Model
import Reading
import Synchronization

/// Reads the versions that the corpus does not hold yet, finds the terms in them, and stores both.
///
/// Whole documents are stored in small batches, so that an interrupted run loses little and goes on where
/// it was.
struct CorpusUpdate: Sendable {
  let corpus: Corpus
  let kept: KeptDocuments
  let plan: ReadingPlan
  let progress: ProgressHandler

  /// The most text that waits to be stored, in bytes.
  private static let batchBytes = 2 << 20
  private static let batchCount = 40

  /// Brings the corpus up to date for these versions.
  ///
  /// - Returns: the versions that were read now.
  /// - Throws: `CorpusError`.
  @discardableResult
  func read(
    _ versions: [VersionHash], of study: Study, framework: Framework
  ) async throws -> [VersionHash] {
    let terms = framework.documentTerms
    let fingerprint = TermsFingerprint(terms)
    let outdated = try corpus.versionsWithOtherTerms(fingerprint)
    if !outdated.isEmpty {
      progress(ProgressReport(.matching, done: 0, total: outdated.count))
      try corpus.rematch(terms: terms)
    }
    if let patience = try corpus.setting("patience"), patience != plan.patience {
      let failed = try corpus.facts().filter { $0.value.state == .failed }.keys
      try corpus.remove(failed.sorted())
    }
    try corpus.set("patience", plan.patience)
    let paths = VersionPaths(study)
    try retryClosed(paths)
    try corpus.set(ReadingPlan.recognitionSetting, plan.recognitionOptions)
    let stored = try corpus.storedDocuments(
      readerVersion: DocumentReader.version, options: plan.documentOptions,
      plan.optionsElsewhere)
    let wanted = versions.filter { !stored.contains($0) }
    guard !wanted.isEmpty else { return [] }
    // What taking in the folder needed is not needed while reading.
    ProcessMemory.giveBack()
    let pool = pool(for: wanted.count)
    try refuseChanged(wanted)
    try await read(wanted, at: paths, terms: terms, in: pool)
    ProcessMemory.giveBack()
    try noteClosed(wanted, paths)
    return wanted
  }

  /// Reads versions that are kept, and stores them with the places of the terms; none is looked up beforehand.
  ///
  /// - Parameters:
  ///   - paths: where each version stands; it is read under the first of its names.
  ///   - pool: what reads them; one of its own where nil.
  /// - Throws: `CorpusError`.
  func read(
    _ wanted: [VersionHash], at paths: VersionPaths, terms: [Term], in pool: WorkerPool? = nil
  ) async throws {
    let pool = pool ?? self.pool(for: wanted.count)
    let fingerprint = TermsFingerprint(terms)
    let state = Mutex(State())
    let first = SendableMatcher(TermMatcher(terms: terms))
    let matchers = Mutex([first])
    let store = Mutex(())
    let name = { @Sendable (place: Int) in paths[wanted[place]].first ?? wanted[place].rawValue }
    progress(ProgressReport(.reading, done: 0, total: wanted.count))
    await pool.read(
      wanted.count,
      request: { [kept, plan] place in
        ReadingRequest(
          path: kept.url(wanted[place]).path, name: name(place),
          passwords: plan.passwords(for: wanted[place], at: paths[wanted[place]]))
      },
      page: { place, page, pages in
        let done = state.withLock { $0.done }
        progress(
          ProgressReport(
            .reading, done: done, total: wanted.count, detail: name(place), page: (page, pages)))
      }
    ) { place, extraction in
      let matcher =
        matchers.withLock { $0.popLast() } ?? SendableMatcher(TermMatcher(like: first.value))
      let (hits, words) = matcher.value.read(extraction)
      matchers.withLock { $0.append(matcher) }
      let entry = CorpusEntry(
        version: wanted[place], extraction: extraction, hits: hits, words: words,
        options: plan.options(of: extraction))
      let batch = state.withLock { state in
        // Small ones at the end: the last is stored while nothing else is left to do.
        let count = min(Self.batchCount, max(8, (wanted.count - state.done) / 2))
        return state.add(entry, limit: (Self.batchBytes, count))
      }
      if let batch { store.withLock { _ in self.store(batch, fingerprint, state) } }
      let done = state.withLock { state in
        state.done += 1
        return state.done
      }
      progress(ProgressReport(.reading, done: done, total: wanted.count, detail: name(place)))
    }
    let rest = state.withLock { $0.takeAll() }
    store.withLock { _ in self.store(rest, fingerprint, state) }
    if let error = state.withLock({ $0.error }) { throw error }
  }

  private func pool(for count: Int) -> WorkerPool {
    WorkerPool(
      executable: plan.executable, workers: min(plan.workers, count), limits: plan.limits,
      words: plan.words?.path)
  }

  /// What is read must be what the journal names.
  private func refuseChanged(_ versions: [VersionHash]) throws {
    try SharedWork.run(versions.count) { place in
      let version = versions[place]
      guard kept.holds(version),
        try ContentHash.of(file: kept.url(version)) == version.rawValue
      else {
        throw WorkflowError(
          .failed, "kept/\(version) ontbreekt of is veranderd; zet de reservekopie van kept/ terug")
      }
    }
  }

  /// A matcher belongs to one thread at a time; the list of free ones sees to that.
  private struct SendableMatcher: @unchecked Sendable {
    let value: TermMatcher
    init(_ value: TermMatcher) { self.value = value }
  }

  private struct State {
    var batch: [CorpusEntry] = []
    var bytes = 0
    var done = 0
    var error: CorpusError?

    mutating func add(_ entry: CorpusEntry, limit: (bytes: Int, count: Int)) -> [CorpusEntry]? {
      batch.append(entry)
      bytes += entry.extraction.pages.reduce(0) { $0 + $1.text.utf8.count }
      return bytes >= limit.bytes || batch.count >= limit.count ? takeAll() : nil
    }

    mutating func takeAll() -> [CorpusEntry] {
      defer {
        batch = []
        bytes = 0
      }
      return batch
    }
  }

  private func store(
    _ batch: [CorpusEntry], _ fingerprint: TermsFingerprint, _ state: borrowing Mutex<State>
  ) {
    guard !batch.isEmpty, state.withLock({ $0.error == nil }) else { return }
    do throws(CorpusError) {
      try corpus.store(
        batch, readerVersion: DocumentReader.version, options: plan.documentOptions,
        terms: fingerprint)
    } catch {
      state.withLock { $0.error = error }
    }
  }

  private static let passwordsSetting = "passwords"

  /// What was tried on the documents that stayed closed, by the hash of the version; empty where that is not known.
  private func triedPasswords() throws -> [String: String] {
    guard let text = try corpus.setting(Self.passwordsSetting) else { return [:] }
    do {
      return try CanonicalJSON.decode([String: String].self, from: text)
    } catch {
      // An earlier version kept something else here.
      return [:]
    }
  }

  /// Tells what is tried on a document: which list, and, as a password may be of one path, where it stands.
  private func trial(_ paths: [String]) -> String {
    ContentHash.of(([plan.passwords.stamp] + paths.sorted()).joined(separator: "\n"))
  }

  /// Has the documents that stayed closed tried again where the list of passwords is another one, or their paths
  /// are. What was opened stays as it was read.
  private func retryClosed(_ paths: VersionPaths) throws {
    guard !plan.passwords.stamp.isEmpty else { return }
    let tried = try triedPasswords()
    let again = try closedVersions().filter { tried[$0.rawValue] != trial(paths[$0]) }
    if !again.isEmpty { try corpus.remove(again) }
  }

  /// Keeps what was tried on those of the versions that stayed closed.
  func noteClosed(_ read: [VersionHash], _ paths: VersionPaths) throws {
    let closed = try closedVersions()
    let known = try triedPasswords()
    let fresh = Set(read)
    var tried: [String: String] = [:]
    for version in closed {
      tried[version.rawValue] =
        fresh.contains(version) ? trial(paths[version]) : known[version.rawValue]
    }
    try corpus.set(Self.passwordsSetting, tried.isEmpty ? nil : CanonicalJSON.encode(tried))
  }

  private func closedVersions() throws -> [VersionHash] {
    try corpus.locks().filter { $0.value == .closed }.keys.sorted()
  }
}

/// The paths of each version, in the order in which the sources came; a version is read under the name of the first.
struct VersionPaths: Sendable {
  private var first: [VersionHash: String] = [:]
  /// Of the versions that stand in several places, which are few.
  private var others: [VersionHash: [String]] = [:]

  init(_ study: Study) {
    first.reserveCapacity(study.sources.count)
    for source in study.sortedSources {
      for version in source.versions { add(source.path, to: version) }
    }
  }

  init() {}

  mutating func add(_ path: String, to version: VersionHash) {
    if first[version] == nil {
      first[version] = path
    } else {
      others[version, default: []].append(path)
    }
  }

  subscript(version: VersionHash) -> [String] {
    first[version].map { [$0] + (others[version] ?? []) } ?? []
  }
}
