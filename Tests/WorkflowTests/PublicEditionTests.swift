// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Indexing
import Intake
import Journaling
import Model
import TestSupport
import Testing

@testable import Workflow

/// The example with papers that are confidential, for background only and without a usage right, and an
/// interview without consent, published for everybody: an attacker finds nothing that is hidden.
///
/// R8, R123, R126, R130.
@Suite(.serialized) struct PublicEditionTests {
  private static let example = SharedMaterial.packageRoot
    .appendingPathComponent("examples/kindermishandeling")
  private static let resources = SharedMaterial.packageRoot.appendingPathComponent("Resources")
  private static let plan = ReadingPlan(executable: ProgramUnderTest.path, workers: 2)

  /// Papers of which the test says something else than the example does.
  private static let rights = [
    "VB07/regiovisie-rietmark.pdf": "vertrouwelijk",
    "VB09/regiovisie-lariksoord.html": "achtergrond", "VB10/regiovisie-bergschor.odt": "",
  ]

  /// The study, monitored once, in a folder that the test removes.
  private static func monitored() async throws -> StudyPaths {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("openbaar-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in [
      "study.yaml", "framework.yaml", "units.csv", "collection.csv", "interviews.csv",
      "attention.csv", "sources",
    ] {
      try FileManager.default.copyItem(
        at: example.appendingPathComponent(name), to: folder.appendingPathComponent(name))
    }
    // Pseudonyms that stand nowhere by chance.
    let answers = try String(
      contentsOf: example.appendingPathComponent("answers.csv"), encoding: .utf8)
    try Data(answers.replacing("lezer-", with: "klaproos-").utf8)
      .write(to: folder.appendingPathComponent("answers.csv"))
    let table = try String(
      contentsOf: example.appendingPathComponent("sources.csv"), encoding: .utf8)
    let lines = table.split(separator: "\n").map { line -> String in
      var cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      if let right = rights[cells[0]] { cells[8] = right }
      return cells.joined(separator: ",")
    }
    try Data((lines.joined(separator: "\n") + "\n").utf8)
      .write(to: folder.appendingPathComponent("sources.csv"))
    let paths = StudyPaths(folder, resources: resources)
    _ = try await Monitor(paths: paths, plan: plan, progress: { _ in }).run()
    return paths
  }

  private func remove(_ paths: StudyPaths) {
    do { try FileManager.default.removeItem(at: paths.folder) } catch { Issue.record(error) }
  }

  /// What must not be in an edition, worked out from the study and the texts of its papers.
  private struct Secrets {
    var study = Study()
    var names: [String] = []
    var allowed: [String] = []
    var strings: [String] = []
    var passages: [String] = []
    /// What is public anyway.
    var open: [String] = []

    init(_ paths: StudyPaths, _ naming: Naming) throws {
      try Journal(url: paths.journal).replay(onto: &study)
      let round = try #require(study.rounds.last)
      let isNamed = { (unit: StudyUnit) in
        naming == .municipality || naming == .region && unit.kind != "gemeente"
      }
      for unit in round.units {
        if isNamed(unit) {
          allowed += [unit.name]
        } else {
          names += [unit.name, unit.code.rawValue]
        }
      }
      let corpus = try Corpus(lookingAt: paths.corpus.path)
      let isHidden = { (source: Source) in
        source.description.usage != "openbaar" || source.description.kind == "gespreksverslag"
          || source.description.units.contains { code in
            round.unit(code).map { !isNamed($0) } ?? true
          }
      }
      let hidden = study.sortedSources.filter(isHidden)
      let shown = study.sortedSources.filter { !isHidden($0) }
      let versions = Set(shown.map(\.current))
      let shownNames = Set(shown.flatMap { [$0.path, Self.name(of: $0)] })
      for source in hidden {
        strings += [source.path, Self.name(of: source)].filter { !shownNames.contains($0) }
        if !source.description.address.isEmpty { strings.append(source.description.address) }
        guard !versions.contains(source.current) else { continue }
        strings.append(source.current.rawValue)
        passages += try corpus.pageTexts(of: source.current).map(\.text)
      }
      for source in shown {
        open += try corpus.pageTexts(of: source.current).map(\.text)
      }
      let framework = try #require(round.framework)
      for source in shown { open.append(try corpus.facts(of: source.current)?.title ?? "") }
      open.append(round.frameworkText)
      open += DisclosureCheck.lists(of: framework)
      open.append(
        DisclosureCheck.withoutMarks(try DisclosureCheck.emptySite(round, framework), " "))
    }

    private static func name(of source: Source) -> String {
      source.path.split(separator: "/").last.map(String.init) ?? source.path
    }

    /// The texts of readers and researchers, and their pseudonyms.
    var notes: [String] {
      guard let round = study.rounds.last else { return [] }
      var texts: [String] = []
      for answers in round.answers.values { texts += answers.map(\.note) }
      texts += study.sources.values.map(\.description.note)
      texts += round.interviews.map(\.note)
      texts += round.interviews.map(\.role)
      // Two notes are also words of the framework or of every page.
      let common: Set = ["telt niet mee", "citeren na akkoord"]
      // The role of who was interviewed may be named in a public paper, and is not known from there.
      let read = open.joined(separator: "\n").lowercased()
      texts.removeAll { note in
        note.count < 9 || common.contains(note) || read.contains(note.lowercased())
      }
      return texts + ["klaproos-1", "klaproos-2"]
    }
  }

  @Test(arguments: Naming.allCases)
  func attackerFindsNothingThatIsHidden(naming: Naming) async throws {
    let paths = try await Self.monitored()
    defer { remove(paths) }
    var desk = try StudyDesk(paths: paths)
    let issued = try desk.publish(rules: PublicRules(naming: naming, salt: "zout"))
    let secrets = try Secrets(paths, naming)
    let folder = paths.edition(issued.publication.number)
    let attacker = try Attacker(folder: folder, allowed: secrets.allowed)
    for name in secrets.names { #expect(attacker.finds(name) == nil, "\(name)") }
    #expect(secrets.strings.count > 20)
    for string in secrets.strings { #expect(attacker.finds(string) == nil, "\(string)") }
    for note in secrets.notes { #expect(attacker.finds(note) == nil, "\(note)") }
    #expect(attacker.finds("zout") == nil)
    #expect(secrets.passages.count >= 8)
    let found = attacker.findsWords(of: secrets.passages, length: 5, unlessIn: secrets.open)
    #expect(found.sorted().prefix(5) == [])
    // The numbers are those of the whole study, whoever reads them.
    let draft = try String(
      contentsOf: paths.draft.appendingPathComponent("indicators.csv"), encoding: .utf8)
    let table = try String(
      contentsOf: folder.appendingPathComponent("indicators.csv"), encoding: .utf8)
    #expect(table == draft)
    try Self.expectShown(folder, naming)
    #expect(issued.notice?.count(.unstated) == 6)
    #expect(issued.notice?.count(.background) == 2)
    #expect(issued.notice?.count(.interview) == 1)
    var verifier = Verifier(paths: paths, reading: Self.plan, progress: { _ in })
    let report = try await verifier.run()
    #expect(report.findings == [])
    #expect(report.publicEditions == 1)
  }

  /// What may be seen is there: hiding everything is no answer.
  private static func expectShown(_ folder: URL, _ naming: Naming) throws {
    let answers = try String(
      contentsOf: folder.appendingPathComponent("answers.csv"), encoding: .utf8)
    let quote = "De centrumgemeente Zilverwoude voert de regie op de aanpak."
    let regional = "De partners delen"
    #expect(answers.contains(quote) == (naming == .municipality))
    #expect(answers.contains(regional) == (naming != .none) || !answers.contains(regional))
    #expect(answers.contains("gesprek"))
    let pages = try OutputFolder.files(below: folder)
    #expect(pages.contains("factsheets/VB01.html") == (naming != .none))
    #expect(pages.contains("factsheets/regio-01.html") == (naming == .none))
    for name in [
      "raster.html", "gesprekken.html", "verschillen.html", "interviews.csv", "grid.csv",
    ] {
      #expect(!pages.contains(name))
    }
  }

  /// An attacker who finds nothing anywhere would prove nothing.
  @Test func attackerFindsEverythingInAWorkingEdition() async throws {
    let paths = try await Self.monitored()
    defer { remove(paths) }
    var desk = try StudyDesk(paths: paths)
    let issued = try desk.publish()
    let secrets = try Secrets(paths, .none)
    let attacker = try Attacker(folder: paths.edition(issued.publication.number))
    for name in ["Kraaienhage", "VB0102", "klaproos-1", "VB07/regiovisie-rietmark.pdf"] {
      #expect(attacker.finds(name) != nil, "\(name)")
    }
    #expect(attacker.finds("KRAAIËNHAGE") != nil)
    let found = attacker.findsWords(of: secrets.passages, length: 5, unlessIn: [])
    #expect(found.count > 100)
  }

  /// `verify` looks for itself, and does not only make the edition again.
  @Test func verifyNamesWhatWasLeakedIntoAPublicEdition() async throws {
    let paths = try await Self.monitored()
    defer { remove(paths) }
    var desk = try StudyDesk(paths: paths)
    let issued = try desk.publish(rules: PublicRules(naming: .region, salt: "zout"))
    let page = paths.edition(issued.publication.number).appendingPathComponent("over.html")
    let whole = try String(contentsOf: page, encoding: .utf8)
    let secrets = try Secrets(paths, .region)
    let hash = try #require(secrets.strings.first { $0.count == 64 })
    // The definition of the law stands in public papers too, and is no secret.
    let flat = { (text: String) in text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    let open = flat(secrets.open.joined(separator: " "))
    let coding = try #require(
      secrets.study.codings.values.sorted { $0.id < $1.id }.first { coding in
        secrets.study.sources[coding.source]?.path == "VB07/regiovisie-rietmark.pdf"
          && !open.contains(flat(coding.locator.quote))
      })
    for leak in ["Kraaïen<b>hage</b>", hash, coding.locator.quote, "klaproos-1"] {
      try Data(whole.replacing("</main>", with: "<p>\(leak)</p></main>").utf8).write(to: page)
      var verifier = Verifier(paths: paths, reading: Self.plan, progress: { _ in })
      let findings = try await verifier.run().findings.map(\.problem)
      #expect(findings.contains { $0.hasPrefix("openbare uitgave ") }, "\(leak)")
    }
  }

  // MARK: Small studies

  /// A region with a municipality, a public and a confidential paper of the region, and a quote from each.
  ///
  /// - Parameter note: that of the answer that rests on the public paper.
  private static func small(note: String = "", _ more: [String: String] = [:]) throws -> FolderStudy
  {
    let answers = [
      "unit,field,answer,quote,file,page,occurrence,coder,note,reason",
      "JZ07,1.1,expliciet benoemd,De centrumgemeente voert de regie op de aanpak,JZ07/visie.txt,1,,"
        + "klaproos-1,\(note),",
      "JZ07,4.1,algemeen,Partijen delen gegevens volgens het geheime draaiboek,JZ07/convenant.txt,1,,"
        + "klaproos-1,,",
    ]
    let files: [String: String] = [
      "units.csv":
        "code,name,kind,parents,role,ground\nJZ07,Waterland,regio,,,\n"
        + "JZ0701,Kobaltstad,gemeente,JZ07,centrum,grootste gemeente\n",
      "sources.csv":
        "file,units,kind,usage\nJZ07/visie.txt,JZ07,regiovisie,openbaar\n"
        + "JZ07/convenant.txt,JZ07,convenant,vertrouwelijk\n",
      "sources/JZ07/visie.txt":
        "Regiovisie\n\nDe centrumgemeente voert de regie op de aanpak. Ga voor jeugdhulp naar "
        + "www.jeugdhulpkobaltstad.nl of bel.\n",
      "sources/JZ07/convenant.txt":
        "Convenant\n\nPartijen delen gegevens volgens het geheime draaiboek van de keten.\n",
      "answers.csv": answers.joined(separator: "\n") + "\n",
    ]
    return try FolderStudy(files.merging(more, uniquingKeysWith: { _, new in new }))
  }

  private static func attention(_ text: String) -> String {
    "point,part,text,theme,addressee,basis\nA1,aandachtspunt,Gegevens delen,A,,\n"
      + "A1,knelpunt,\(text),,,onderzoekers\n"
  }

  private static func monitor(_ study: FolderStudy) async throws {
    let result = try await study.monitor()
    #expect(result.diagnostics.filter { $0.severity == .error }.map(\.text) == [])
  }

  private static func replayed(_ paths: StudyPaths) throws -> Study {
    var study = Study()
    try Journal(url: paths.journal).replay(onto: &study)
    return study
  }

  /// A public paper of a region may hold the name of a municipality that the edition does not name.
  @Test func hitsNameNoHiddenMunicipality() async throws {
    let study = try Self.small()
    defer { remove(study.paths) }
    try await Self.monitor(study)
    let draft = try study.rows("hits.csv").filter { $0["file"] == "JZ07/visie.txt" }
    #expect(draft.contains { $0["quote"].contains("jeugdhulpkobaltstad") })
    var desk = try StudyDesk(paths: study.paths)
    let issued = try desk.publish(rules: PublicRules(naming: .region, salt: "zout"))
    let hits = try String(
      contentsOf: paths(of: issued, in: study).appendingPathComponent("hits.csv"),
      encoding: .utf8)
    #expect(!hits.lowercased().contains("kobaltstad"))
    let rows = CSVTable(text: hits, file: "hits.csv").rows
    #expect(rows.count == draft.count)
    #expect(rows.contains { $0["quote"] == "jeugdhulp" && !$0["why"].isEmpty })
    let blank = rows.filter { $0["quote"].isEmpty }
    #expect(!blank.isEmpty && blank.allSatisfy { $0["match"].isEmpty && $0["why"].isEmpty })
    var verifier = Verifier(paths: study.paths, reading: Self.plan, progress: { _ in })
    let report = try await verifier.run()
    #expect(report.findings == [])
  }

  private func paths(of issued: IssuedEdition, in study: FolderStudy) -> URL {
    study.paths.edition(issued.publication.number)
  }

  /// A text that is written to be published may copy what must not be seen: then there is no edition.
  @Test func editionThatWouldTellIsNotIssued() async throws {
    let study = try Self.small([
      "attention.csv": Self.attention("Men deelt gegevens volgens het geheime draaiboek.")
    ])
    defer { remove(study.paths) }
    try await Self.monitor(study)
    let before = try Self.replayed(study.paths)
    let rules = PublicRules(naming: .region, salt: "zout")
    var desk = try StudyDesk(paths: study.paths)
    let message: String
    do {
      _ = try desk.publish(rules: rules)
      message = ""
    } catch let error as WorkflowError {
      message = error.text
    }
    #expect(message.contains("attention.csv bevat woorden uit een citaat"))
    #expect(message.contains("volgens het geheime draaiboek"))
    #expect(message.contains("sources.csv") && message.contains("opnieuw publish"))
    #expect(try OutputFolder.files(below: study.paths.published) == [])
    let after = try Self.replayed(study.paths)
    #expect(after.headHash == before.headHash && after.publications.isEmpty)
    // A working edition is for those who may see it, and the public one comes when the text is another.
    _ = try desk.publish()
    try study.write(Self.attention("Men deelt gegevens zoals afgesproken."), to: "attention.csv")
    try await Self.monitor(study)
    desk = try StudyDesk(paths: study.paths)
    let issued = try desk.publish(rules: rules)
    #expect(issued.publication.number == 2)
  }

  /// What is published on purpose is no find where a note says it in the same words.
  @Test func attentionPointMaySayWhatANoteSays() async throws {
    let text = "Zonder afspraak wacht een hulpverlener te lang met delen"
    let study = try Self.small(note: text, ["attention.csv": Self.attention(text)])
    defer { remove(study.paths) }
    try await Self.monitor(study)
    var desk = try StudyDesk(paths: study.paths)
    let issued = try desk.publish(rules: PublicRules(naming: .municipality, salt: "zout"))
    let table = try String(
      contentsOf: paths(of: issued, in: study).appendingPathComponent("attention.csv"),
      encoding: .utf8)
    #expect(table.contains(text))
    var verifier = Verifier(paths: study.paths, reading: Self.plan, progress: { _ in })
    let report = try await verifier.run()
    #expect(report.findings == [])
  }

  /// Everybody who took part, everything that came back, and every name of a unit is looked for.
  @Test func checkLooksForWhoeverAndWhateverMustNotBeThere() async throws {
    let small = try Self.small(
      note: "dit staat er met zoveel woorden bij",
      [
        "units.csv":
          "code,name,kind,parents,role,ground\nJZ07,Waterland (Oost),regio,VT91,,\n"
          + "VT91,Veilig Thuis Driestromen,vt,,,\n",
        "readers.csv": "coder,units\nklaver-7,\n",
      ])
    defer { remove(small.paths) }
    try await Self.monitor(small)
    var desk = try StudyDesk(paths: small.paths)
    _ = try desk.code(
      "bellen", quote: QuoteRequest(text: "of bel", file: "JZ07/visie.txt"), units: [],
      coder: "distel-3", note: "")
    var study = try Self.replayed(small.paths)
    let cell = Cell(unit: "JZ07", field: "1.1")
    try study.apply(
      .factCheckSent(
        wave: "2015",
        check: FactCheck(
          id: "f0001", region: "JZ07",
          shown: [FactCheck.Shown(cell: cell, value: .notApplicable)], fingerprint: "x")))
    try study.apply(
      .factCheckReceived(
        wave: "2015",
        reply: FactCheckReply(
          check: "f0001", from: "senior adviseur zorg en wonen",
          papers: [
            AnnouncedPaper(
              title: "Spoorboekje wachtlijsten voor de wethouder",
              address: "https://intranet.waterplas.example/map/stuk")
          ])))
    try study.apply(
      .factCheckClosed(
        wave: "2015", entry: "f0001-1", reason: "ligt bij een andere afdeling"))
    let round = try #require(study.rounds.last)
    let check = try DisclosureCheck(
      study: study, round: round, framework: try #require(round.framework),
      corpus: Corpus(lookingAt: small.paths.corpus.path), naming: .none)
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("gezocht-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let page = folder.appendingPathComponent("pagina.html")
    for leak in [
      "klaver-7", "distel-3", "klaproos-1", "Driestromen", "Waterland", "adviseur zorg en wonen",
      "wachtlijsten voor de wethouder", "intranet.waterplas.example/map",
      "ligt bij een andere afdeling", "staat er met zoveel woorden",
    ] {
      try Data("<p>Hier staat: \(leak).</p>\n".utf8).write(to: page)
      #expect(try check.findings(in: folder).map(\.path) == ["pagina.html"], "\(leak)")
    }
    // The readers together are no reader, and three words of a note are nobody's.
    for text in ["overleg", "met zoveel woorden", "Veilig Thuis"] {
      try Data("<p>Hier staat: \(text).</p>\n".utf8).write(to: page)
      #expect(try check.findings(in: folder).map(\.problem) == [], "\(text)")
    }
    try FileManager.default.removeItem(at: folder)
  }

  /// The salt, by which the new codes could be found back, stands in the journal only.
  @Test func sealTellsAllButTheSalt() throws {
    let publication = Publication(
      number: 1, wave: "w", eventNumber: 1, headHash: "", programVersion: "1", readerVersion: "1",
      readingOptions: "text=1 closed=0123456789ab words=x", files: [:],
      rules: PublicRules(naming: .none, salt: "zout"))
    #expect(try !Publisher.seal(publication).contains("zout"))
    #expect(try Publisher.seal(publication).contains("\"text=1 words=x\""))
    #expect(try !Publisher.fullSeal(publication).contains("zout"))
    #expect(try Publisher.seal(publication).contains("\"naming\":\"none\""))
    #expect(try CanonicalJSON.encode(publication).contains("zout"))
    #expect(Event.reportPublished(publication).schema == 3)
  }

  /// A working edition is written as it was before there were public ones.
  @Test func workingEditionKeepsItsForm() throws {
    let publication = Publication(
      number: 1, wave: "w", eventNumber: 1, headHash: "", programVersion: "1", readerVersion: "1",
      readingOptions: "", files: [:])
    let text = try CanonicalJSON.encode(publication)
    #expect(!text.contains("kind") && !text.contains("naming") && !text.contains("salt"))
    #expect(try CanonicalJSON.decode(Publication.self, from: text) == publication)
    #expect(Event.reportPublished(publication).schema == 1)
  }
}
