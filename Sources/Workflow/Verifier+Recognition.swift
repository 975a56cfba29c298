// SPDX-License-Identifier: EUPL-1.2
import Indexing
import Model
import Reading

extension Verifier {
  /// Finds quotes again and repeats searches. One that was made on what was read with other options than the
  /// draft's, such as a quote from a recognised page, holds where it holds on the reading of an edition.
  ///
  /// - Parameter unrepeated: what held on no reading so far; nil before the first.
  mutating func checkEvidence(
    _ history: History, _ corpus: Corpus, unrepeated: inout [Finding]?
  ) throws {
    let before = report
    try checkQuotes(history.study, corpus)
    try checkSearches(history, corpus)
    let found = Array(report.findings.dropFirst(before.findings.count))
    report.findings = before.findings
    guard let others = unrepeated else { return unrepeated = found }
    report.quotes = before.quotes
    report.searches = before.searches
    let places = Set(found.map(\.place))
    unrepeated = others.filter { places.contains($0.place) }
  }

  /// Says when text was recognised with a recogniser that is not the one here: then it may read otherwise, and
  /// what follows may be different for that reason alone.
  mutating func compareRecognizers(
    _ plan: ReadingPlan, _ corpus: Corpus, _ place: String
  ) throws {
    guard let meant = plan.limits.recognition?.edition else { return }
    let here = Recognizer.installed()?.edition
    guard here != meant, try corpus.facts().values.contains(where: \.isOpenToRecognition) else {
      return
    }
    find(
      place,
      "de tekst van pagina's is herkend met \(meant); hier is \(here ?? "geen tekstherkenning"). "
        + "Andere verschillen kunnen daardoor komen: installeer diezelfde tekstherkenning, of draai "
        + "monitor opnieuw")
  }
}
