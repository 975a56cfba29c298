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
    let paths = Self.paths(of: study)
    try retryClosed(paths)
    try corpus.set(ReadingPlan.recognitionSetting, plan.recognitionOptions)
    let stored = try corpus.storedDocuments(
      readerVersion: DocumentReader.version, options: plan.documentOptions,
      plan.optionsElsewhere)
    let wanted = versions.filter { !stored.contains($0) }
    guard !wanted.isEmpty else { return [] }
    try refuseChanged(wanted)
    let state = Mutex(State())
    let matchers = Mutex([SendableMatcher]())
    let store = Mutex(())
    let pool = WorkerPool(
      executable: plan.executable, workers: plan.workers, limits: plan.limits,
      words: plan.words?.path)
    let requests = wanted.map { version in
      let known = paths[version] ?? []
      return ReadingRequest(
        path: kept.url(version).path, name: known.first ?? version.rawValue,
        passwords: plan.passwords(for: version, at: known))
    }
    progress(ProgressReport(.reading, done: 0, total: wanted.count))
    // What taking in the folder needed is not needed while reading.
    ProcessMemory.giveBack()
    await pool.read(
      requests,
      page: { place, page, pages in
        let done = state.withLock { $0.done }
        progress(
          ProgressReport(
            .reading, done: done, total: wanted.count, detail: requests[place].name,
            page: (page, pages)))
      }
    ) { place, extraction in
      let matcher = matchers.withLock { $0.popLast() } ?? SendableMatcher(TermMatcher(terms: terms))
      let hits = matcher.value.match(extraction)
      matchers.withLock { $0.append(matcher) }
      let entry = CorpusEntry(
        version: wanted[place], extraction: extraction, hits: hits,
        options: plan.options(of: extraction))
      let batch = state.withLock { $0.add(entry, limit: (Self.batchBytes, Self.batchCount)) }
      if let batch { store.withLock { _ in self.store(batch, fingerprint, state) } }
      let done = state.withLock { state in
        state.done += 1
        return state.done
      }
      progress(
        ProgressReport(.reading, done: done, total: wanted.count, detail: requests[place].name))
    }
    let rest = state.withLock { $0.takeAll() }
    store.withLock { _ in self.store(rest, fingerprint, state) }
    ProcessMemory.giveBack()
    if let error = state.withLock({ $0.error }) { throw error }
    try noteClosed(wanted, paths)
    return wanted
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

  /// The paths of each version, in the order in which the sources came; it is read under the name of the first.
  private static func paths(of study: Study) -> [VersionHash: [String]] {
    var paths: [VersionHash: [String]] = [:]
    for source in study.sortedSources {
      for version in source.versions { paths[version, default: []].append(source.path) }
    }
    return paths
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
  private func retryClosed(_ paths: [VersionHash: [String]]) throws {
    guard !plan.passwords.stamp.isEmpty else { return }
    let tried = try triedPasswords()
    let again = try closedVersions().filter { tried[$0.rawValue] != trial(paths[$0] ?? []) }
    if !again.isEmpty { try corpus.remove(again) }
  }

  /// Keeps what was tried on those of the versions that stayed closed.
  private func noteClosed(_ read: [VersionHash], _ paths: [VersionHash: [String]]) throws {
    let closed = try closedVersions()
    let known = try triedPasswords()
    let fresh = Set(read)
    var tried: [String: String] = [:]
    for version in closed {
      tried[version.rawValue] =
        fresh.contains(version) ? trial(paths[version] ?? []) : known[version.rawValue]
    }
    try corpus.set(Self.passwordsSetting, tried.isEmpty ? nil : CanonicalJSON.encode(tried))
  }

  private func closedVersions() throws -> [VersionHash] {
    try corpus.locks().filter { $0.value == .closed }.keys.sorted()
  }
}
