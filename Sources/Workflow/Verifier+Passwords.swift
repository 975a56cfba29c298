// SPDX-License-Identifier: EUPL-1.2
import Indexing
import Journaling
import Model
import Reading

extension Verifier {
  /// Says of which documents a password is missing, so that what rests on them cannot be derived again.
  ///
  /// - Parameter used: the versions on which rests what is derived again with this plan.
  mutating func checkPasswords(
    _ plan: ReadingPlan, _ study: Study, _ corpus: Corpus, used: Set<VersionHash>
  ) throws {
    let closed = try corpus.locks().filter { $0.value == .closed && !plan.isClosed($0.key) }
    for version in closed.keys.sorted() {
      let path = study.sortedSources.first { $0.versions.contains(version) }?.path ?? "?"
      let place = "kept/\(version) (\(path))"
      guard !report.findings.contains(where: { $0.place == place }) else { continue }
      if used.contains(version) {
        find(
          place,
          "opent alleen met een wachtwoord, en dat is er niet; andere verschillen kunnen daardoor komen. "
            + "Zet het in passwords.txt in de map van het onderzoek, of noem een lijst met --passwords"
        )
      } else {
        let note = "\(place) opent alleen met een wachtwoord, en dat is er niet"
        if !report.notes.contains(note) { report.notes.append(note) }
      }
    }
  }

  /// The versions on which rests what was made with these options: those in use when the editions were made that
  /// are computed again, and, for the options of the draft, when the draft was.
  ///
  /// Without a draft nobody says which documents stayed closed. Then what the journal holds decides: what was
  /// coded, and what was searched.
  func versionsAtStake(
    _ options: String, isMain: Bool, _ study: Study, _ journal: Journal
  ) throws -> Set<VersionHash> {
    var used = Set<VersionHash>()
    for publication in study.publications
    where publication.readingOptions == options && publication.programVersion == Program.version
      && publication.readerVersion == DocumentReader.version
    {
      used.formUnion(try versionsInUse(journal, at: publication.eventNumber))
    }
    guard isMain else { return used }
    guard let values = draftValues(), values["options"] != nil else {
      used.formUnion(study.codedVersions)
      for record in study.searches.values {
        used.formUnion(record.searched.filter(\.state.isSearchable).map(\.version))
      }
      return used
    }
    if let event = values["event"].flatMap(Int.init), event >= 1, event < study.headNumber {
      used.formUnion(try versionsInUse(journal, at: event))
    } else {
      used.formUnion(study.versionsInUse)
    }
    return used
  }

  private func versionsInUse(_ journal: Journal, at event: Int) throws -> Set<VersionHash> {
    var study = Study()
    try journal.replay(onto: &study, upTo: event)
    return study.versionsInUse
  }
}
