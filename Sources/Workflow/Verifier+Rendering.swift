// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Indexing
import Journaling
import Model
import Reading
import Reporting

/// Renders the draft and the editions again, and compares them with the files.
extension Verifier {
  /// What the draft says that it rests on; nil where there is none or it cannot be read.
  func draftValues() -> [String: String]? {
    let stand = paths.draft.appendingPathComponent("stand.json")
    do {
      let text = try String(contentsOf: stand, encoding: .utf8)
      return try CanonicalJSON.decode([String: String].self, from: text)
    } catch {
      return nil
    }
  }

  mutating func checkDraft(
    _ study: Study, _ journal: Journal, _ corpus: Corpus, _ temporary: URL, _ options: String
  ) throws {
    guard FileManager.default.fileExists(atPath: paths.draft.path) else {
      report.notes.append("er is geen concept (out/); draai monitor")
      return
    }
    guard let values = draftValues() else {
      return find("out/stand.json", "ontbreekt of is niet te lezen; draai monitor")
    }
    guard let event = values["event"].flatMap(Int.init), event >= 1, event <= study.headNumber
    else { return find("out/stand.json", "noemt een gebeurtenis die er niet is; draai monitor") }
    // A draft of another version cannot be compared; were it let through, changing this line would hide
    // every other change.
    if values["program"] != Program.version || values["reader"] != DocumentReader.version {
      return find("out/stand.json", "het concept is van een andere versie; draai monitor")
    }
    let newer = try journal.events(after: event).filter {
      $0.kind != "searchRecorded" && $0.kind != "reportPublished"
    }
    if !newer.isEmpty {
      report.notes.append(
        "het concept is \(newer.count) gebeurtenissen ouder dan het logboek; draai "
          + "monitor")
    }
    let files = try render(
      journal, corpus, event: event, edition: nil, options, to: temporary)
    report.draftFiles = files.count
    try compare(
      paths.draft, name: "out", with: temporary.appendingPathComponent("edition"), files)
  }

  mutating func checkEditions(
    _ study: Study, _ journal: Journal, _ corpus: Corpus, _ temporary: URL, _ options: String
  ) throws {
    for publication in study.publications where publication.readingOptions == options {
      report.editions += 1
      let name = "published/\(publication.number)"
      let folder = paths.edition(publication.number)
      guard FileManager.default.fileExists(atPath: folder.path) else {
        if isLeftOut(publication) {
          report.unrepeatable.append(
            Finding(place: name, problem: "de werkuitgave hoort niet bij het pakket"))
        } else {
          find(name, "de map van de uitgave ontbreekt")
        }
        continue
      }
      try compareHashes(folder, name, publication)
      try checkDisclosure(publication, journal, corpus)
      if publication.programVersion != Program.version
        || publication.readerVersion != DocumentReader.version
      {
        report.notes.append(
          "\(name) is gemaakt met versie \(publication.programVersion); de bestanden zijn met hun "
            + "controlegetal vergeleken, maar niet opnieuw berekend")
        continue
      }
      guard canRender(publication, name) else { continue }
      let files = try render(
        journal, corpus, event: publication.eventNumber, edition: publication, options,
        to: temporary)
      try compare(
        folder, name: name, with: temporary.appendingPathComponent("edition"), files,
        except: [Publisher.sealName])
    }
  }

  /// Renders the study as of an event into the folder `edition`.
  ///
  /// - Parameter edition: nil for the draft.
  func render(
    _ journal: Journal, _ corpus: Corpus, event: Int, edition: Publication?, _ options: String,
    to temporary: URL
  ) throws -> [String: String] {
    let folder = temporary.appendingPathComponent("edition")
    if FileManager.default.fileExists(atPath: folder.path) {
      try FileManager.default.removeItem(at: folder)
    }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var study = Study()
    try journal.replay(onto: &study, upTo: event)
    guard let round = study.rounds.last, let framework = round.framework else { return [:] }
    try corpus.rematch(terms: framework.documentTerms)
    let draft = try Draft(
      study: study, round: round, framework: framework, corpus: corpus, readingOptions: options,
      words: words, stated: edition.flatMap { replica?.stated[$0.number] })
    guard let edition else { return try draft.write(to: folder, edition: .draft) }
    return try draft.write(to: folder, number: edition.number, rules: edition.rules).files
  }

  /// Looks for what must not stand in a public edition, also where it cannot be made again.
  mutating func checkDisclosure(
    _ publication: Publication, _ journal: Journal, _ corpus: Corpus
  ) throws {
    guard let rules = publication.rules else { return }
    report.publicEditions += 1
    var study = Study()
    try journal.replay(onto: &study, upTo: publication.eventNumber)
    guard let round = study.rounds.last, let framework = round.framework else { return }
    let check = try DisclosureCheck(
      study: study, round: round, framework: framework, corpus: corpus, naming: rules.naming)
    for found in try check.findings(in: paths.edition(publication.number)) {
      find("published/\(publication.number)/\(found.path)", "openbare uitgave \(found.problem)")
    }
  }

  mutating func compareHashes(
    _ folder: URL, _ name: String, _ publication: Publication
  ) throws {
    let present = try OutputFolder.files(below: folder)
    for path in present where path != Publisher.sealName {
      guard let expected = publication.files[path] else {
        find("\(name)/\(path)", "hoort niet bij de uitgave")
        continue
      }
      if try ContentHash.of(file: folder.appendingPathComponent(path)) != expected {
        find("\(name)/\(path)", "is veranderd na de uitgave")
      }
    }
    for path in publication.files.keys.sorted() where !present.contains(path) {
      find("\(name)/\(path)", "ontbreekt")
    }
  }

  mutating func compare(
    _ folder: URL, name: String, with fresh: URL, _ files: [String: String], except: [String] = []
  ) throws {
    let present = Set(try OutputFolder.files(below: folder)).subtracting(except)
    for path in present.sorted() {
      guard let expected = files[path] else {
        find("\(name)/\(path)", "hoort hier niet; het volgt niet uit het logboek")
        continue
      }
      let file = folder.appendingPathComponent(path)
      if try ContentHash.of(file: file) != expected {
        let line = try Self.firstDifference(file, fresh.appendingPathComponent(path))
        find("\(name)/\(path), regel \(line)", "wijkt af van wat uit het logboek volgt")
      }
    }
    for path in files.keys.sorted() where !present.contains(path) {
      find("\(name)/\(path)", "ontbreekt")
    }
  }

  /// The first line, from 1, in which two files differ.
  static func firstDifference(_ left: URL, _ right: URL) throws -> Int {
    let lines = try [left, right].map {
      try Data(contentsOf: $0).split(separator: 10, omittingEmptySubsequences: false)
    }
    for (number, pair) in zip(lines[0], lines[1]).enumerated() where pair.0 != pair.1 {
      return number + 1
    }
    return min(lines[0].count, lines[1].count) + 1
  }
}
