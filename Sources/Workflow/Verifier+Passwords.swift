// SPDX-License-Identifier: EUPL-1.2
import Indexing
import Model

extension Verifier {
  /// Says of which documents a password is missing, so that what rests on them cannot be derived again.
  mutating func checkPasswords(_ plan: ReadingPlan, _ study: Study, _ corpus: Corpus) throws {
    let closed = try corpus.locks().filter { $0.value == .closed && !plan.isClosed($0.key) }
    let used = study.versionsInUse
    for version in closed.keys.sorted() {
      let path = study.sortedSources.first { $0.versions.contains(version) }?.path ?? "?"
      let place = "kept/\(version) (\(path))"
      if used.contains(version) {
        guard !report.findings.contains(where: { $0.place == place }) else { continue }
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
}
