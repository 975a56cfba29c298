// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Foundation
import Indexing
import Model
import Reporting

/// Looks in the files of a public edition for what must not stand there.
///
/// It takes nothing from `Redaction`: what is hidden is worked out here from the study, so that a mistake there
/// shows here. Shared is only how texts are compared (`HiddenStrings`).
///
/// Looked for are, with case, accents, entities and marks between letters removed: names and codes of units
/// that are not named; paths, file names, addresses, titles and hashes of papers that are not shown; five
/// words on end of a quote from such a paper, and eight on end of its text; four on end of a note, a reason or
/// what came back from a factual check; pseudonyms. What also stands in the text of a paper that is shown, or on
/// the pages of the same framework without a study, gives nothing away; of a note neither does what stands in a
/// text that is written to be published, such as an attention point.
struct DisclosureCheck {
  private let names: HiddenStrings
  private let strings: HiddenStrings
  private let pseudonyms: [String]
  private let quotes: WordRuns
  private let notes: WordRuns
  private let texts: WordRuns

  /// - Parameter corpus: holds the text of every version that the study names and that is at hand.
  /// - Throws: `CorpusError`.
  init(study: Study, round: Round, framework: Framework, corpus: Corpus, naming: Naming) throws {
    let secret = Self.secretSources(study, round, framework, naming)
    let open = study.sortedSources.filter { !secret.contains($0.id) }
    let openVersions = Set(open.flatMap(\.versions))
    let closed = study.sortedSources.filter { secret.contains($0.id) }
    let site = try Self.emptySite(round, framework)
    var ground = [Self.withoutMarks(site, " "), try CanonicalJSON.encode(framework)]
    for version in openVersions.sorted() {
      ground += try corpus.pageTexts(of: version).map(\.text)
      ground.append(try corpus.facts(of: version)?.title ?? "")
    }
    let openStrings = open.flatMap { Self.strings(of: $0.path, $0.description.address) }
    let shownUnits = round.units.filter { Self.isNamed($0, naming) }
    let ownNames = round.units.filter { !Self.isNamed($0, naming) }.flatMap(Self.names(of:))
    let emptySite = HiddenStrings.fold(ground[0] + " " + ground[1])
    let areNames = shownUnits.flatMap { [$0.name, $0.code.rawValue] }
    names = HiddenStrings(
      ownNames.filter { HiddenStrings([$0], besides: [""]).first(inFolded: emptySite) == nil },
      besides: areNames)
    var exact: [String] = []
    for source in closed {
      exact += Self.strings(of: source.path, source.description.address)
      // Shortened, as the options of a reading name a document, a hash tells as much.
      exact += source.versions.filter { !openVersions.contains($0) }
        .map { String($0.rawValue.prefix(12)) }
    }
    strings = HiddenStrings(
      exact.filter { !site.contains($0.lowercased()) }, besides: openStrings)
    // A pseudonym that is a plain word cannot be told from that word.
    pseudonyms = Self.coders(study).sorted().map { $0.rawValue.lowercased() }
      .filter { $0.utf8.count > 3 && !$0.allSatisfy(\.isLetter) && !site.contains($0) }
    // What the collection log says of places and results is for everybody.
    ground += round.collection.flatMap { [$0.place, $0.terms, $0.result] }
    ground += Self.lists(of: framework)
    let ownGround = WordRuns.folded(ground)
    quotes = WordRuns(
      study.codings.values.filter { secret.contains($0.source) }.map(\.locator.quote), length: 5,
      besides: ownGround)
    let published = Self.published(study, round, open) + shownUnits.map(\.name)
    notes = WordRuns(
      Self.freeTexts(study, round), length: 4, besides: ownGround + WordRuns.folded(published))
    var closedTexts: [String] = []
    for version in Set(closed.flatMap(\.versions)).subtracting(openVersions).sorted() {
      closedTexts += try corpus.pageTexts(of: version).map(\.text)
      closedTexts.append(try corpus.facts(of: version)?.title ?? "")
    }
    texts = WordRuns(closedTexts, length: 8, besides: ownGround)
  }

  /// - Returns: the file and what stands in it, for each file once per kind of string.
  /// - Throws: the file system's error.
  func findings(in folder: URL) throws -> [(path: String, problem: String)] {
    var found: [(String, String)] = []
    for path in try OutputFolder.files(below: folder) {
      let raw = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
      for text in Set([path + "\n" + raw, Self.withoutMarks(raw, " "), Self.withoutMarks(raw, "")])
      {
        if let problem = problem(in: text, path) {
          found.append((path, problem))
          break
        }
      }
    }
    return found
  }

  private func problem(in text: String, _ path: String) -> String? {
    let folded = HiddenStrings.fold(text)
    if let name = names.first(inFolded: folded) { return "noemt ‘\(name)’" }
    if let string = strings.first(inFolded: folded) { return "bevat ‘\(string)’" }
    let lowered = text.lowercased()
    if let pseudonym = pseudonyms.first(where: { Self.stands($0, in: lowered) }) {
      return "bevat het pseudoniem ‘\(pseudonym)’"
    }
    for (runs, what) in [
      (quotes, "woorden uit een citaat dat er niet in mag"),
      (notes, "woorden uit een toelichting"), (texts, "woorden uit een stuk dat er niet in mag"),
    ] {
      if let run = runs.first(in: folded) { return "bevat \(what): ‘\(run)’" }
    }
    return nil
  }

  /// Whether a string stands somewhere and is not a part of a longer word or number there.
  private static func stands(_ string: String, in text: String) -> Bool {
    var rest = text.startIndex..<text.endIndex
    while let found = text.range(of: string, options: .literal, range: rest) {
      let before = text[..<found.lowerBound].last ?? " "
      let after = text[found.upperBound...].first ?? " "
      if ![before, after].contains(where: { $0.isLetter || $0.isNumber }) { return true }
      rest = found.upperBound..<text.endIndex
    }
    return false
  }

  // MARK: What is hidden

  private static func isNamed(_ unit: StudyUnit, _ naming: Naming) -> Bool {
    switch naming {
    case .municipality: true
    case .region: unit.kind != "gemeente"
    case .none: false
    }
  }

  /// The sources of which nothing but their kind may be seen.
  static func secretSources(
    _ study: Study, _ round: Round, _ framework: Framework, _ naming: Naming
  ) -> Set<SourceID> {
    Set(
      study.sources.values.filter { source in
        let said = source.description
        if said.usage != UsageRight.open.rawValue { return true }
        let interviews = round.interviews.filter { $0.report == source.path }
        if framework.isInterview(kind: said.kind) || !interviews.isEmpty {
          guard !interviews.isEmpty, interviews.allSatisfy({ $0.consent == .quote }) else {
            return true
          }
        }
        return naming != .municipality
          && said.units.contains { code in round.unit(code).map { !isNamed($0, naming) } ?? true }
      }.map(\.id))
  }

  /// A path of its own words, its file's name, and where it came from.
  private static func strings(of path: String, _ address: String) -> [String] {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return [path, name, address].filter { $0.utf8.count >= 8 }
  }

  private static func freeTexts(_ study: Study, _ round: Round) -> [String] {
    var texts = round.setAside.values.map(\.reason)
    for answer in round.answers.values.flatMap(\.self) + round.settlements.values {
      texts.append(answer.note)
      if case .undetermined(let reason) = answer.value { texts.append(reason) }
    }
    texts += study.sources.values.flatMap {
      [
        $0.description.note, $0.description.origin, $0.exclusion ?? "", $0.description.kept ?? "",
      ]
    }
    texts += study.openCodes.codings.values.map(\.note)
    for record in round.factChecks { texts += record.entries.flatMap(Self.texts(of:)) }
    texts += round.interviews.flatMap { [$0.note, $0.role] }
    texts += round.collection.map(\.note) + round.units.map(\.note)
    return texts
  }

  /// What an official said, and why nobody has to look at it any more.
  private static func texts(of entry: FactCheckEntry) -> [String] {
    var texts = [entry.from]
    switch entry.content {
    case .reaction(let reaction): texts += [reaction.correction, reaction.note]
    case .paper(let paper): texts += [paper.title, paper.address]
    }
    if case .closed(let reason)? = entry.end { texts.append(reason) }
    return texts
  }

  /// Everything by which a unit is known: its name, also without what tells it from a namesake, and its code.
  private static func names(of unit: StudyUnit) -> [String] {
    var names = [unit.name, unit.code.rawValue]
    if let bracket = unit.name.firstIndex(of: "(") { names.append(String(unit.name[..<bracket])) }
    let start = "Veilig Thuis "
    if unit.kind == "vt", unit.name.hasPrefix(start) {
      names.append(String(unit.name.dropFirst(start.count)))
    }
    return names
  }

  /// Whoever read or coded something in any wave, or was to do so.
  private static func coders(_ study: Study) -> Set<CoderID> {
    var coders = Set(study.codings.values.map(\.coder))
    coders.formUnion(study.openCodes.codings.values.map(\.coder))
    for round in study.rounds {
      for answers in round.answers.values { coders.formUnion(answers.map(\.coder)) }
      for answers in round.originals.values { coders.formUnion(answers.map(\.coder)) }
      coders.formUnion(round.settlements.values.map(\.coder))
      coders.formUnion(round.readers.map(\.coder))
    }
    return coders.subtracting([.consensus])
  }

  /// The texts that are written to be published, and where the papers that are shown stand.
  private static func published(_ study: Study, _ round: Round, _ open: [Source]) -> [String] {
    var texts = [study.title]
    for wave in study.rounds.map(\.wave) {
      texts.append(wave.title)
      if let earlier = wave.earlier { texts += [earlier.title, earlier.explanation] }
    }
    for point in round.attentionPoints {
      texts.append(point.title)
      for part in point.parts { texts += [part.text, part.addressee] }
    }
    for source in open { texts += [source.path, source.description.address] }
    return texts
  }

  // MARK: Texts

  /// Up to four answers of a field beside each other, as a multiple answer shows them.
  static func lists(of framework: Framework) -> [String] {
    let fields = framework.fields.map(\.categories)
    let names = fields.map { $0.map(\.label) } + fields.map { $0.map(\.id.rawValue) }
    return names.flatMap { labels -> [String] in
      var lists: [(text: String, last: Int)] = labels.enumerated().map { ($1, $0) }
      var longest = lists
      for _ in 1..<4 where lists.count < 2_000 {
        longest = longest.flatMap { list in
          labels.indices.filter { $0 > list.last }.map { ("\(list.text); \(labels[$0])", $0) }
        }
        lists += longest
      }
      return lists.map(\.text)
    }
  }

  /// The pages of a study with this framework and nothing in it, with their paths, in small letters.
  static func emptySite(_ round: Round, _ framework: Framework) throws -> String {
    var wave = Round(wave: Wave(id: round.wave.id, title: ""))
    wave.framework = framework
    let picture = Assessor(
      study: Study(), round: wave, framework: framework, corpus: CorpusView()
    ).picture()
    var text = ""
    SiteRenderer(ReportMaterial(picture: picture)).render { path, content in
      text += path + "\n" + content + "\n"
    }
    return text.lowercased()
  }

  /// A page without its marks and with its entities decoded.
  static func withoutMarks(_ page: String, _ between: String) -> String {
    let text = page.replacing(/<[^<>]*>/, with: between)
    return [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
      .reduce(text) { $0.replacing($1.0, with: $1.1) }
  }
}

/// So many words on end of some texts, folded; for telling whether one of them stands in another text.
struct WordRuns {
  private let length: Int
  private var runs: Set<[UInt8]> = []

  /// - Parameter ground: folded texts; what stands in them is no find.
  init(_ texts: some Sequence<String>, length: Int, besides ground: [[UInt8]]) {
    self.length = length
    for text in texts { Self.each(HiddenStrings.fold(text), length) { runs.insert(Array($0)) } }
    guard !runs.isEmpty else { return }
    for text in ground { Self.each(text, length) { runs.remove(Array($0)) } }
  }

  static func folded(_ texts: [String]) -> [[UInt8]] { texts.map(HiddenStrings.fold) }

  /// The first run that stands in a folded text.
  func first(in folded: [UInt8]) -> String? {
    guard !runs.isEmpty else { return nil }
    var found: String?
    Self.each(folded, length) { run in
      if found == nil, runs.contains(Array(run)) {
        found = String(decoding: run, as: UTF8.self).trimmingCharacters(in: .whitespaces)
      }
    }
    return found
  }

  /// Every stretch of so many words, with a space at either end.
  private static func each(_ folded: [UInt8], _ length: Int, _ body: (ArraySlice<UInt8>) -> Void) {
    let spaces = folded.indices.filter { folded[$0] == 0x20 }
    guard spaces.count > length else { return }
    for place in 0..<(spaces.count - length) {
      body(folded[spaces[place]...spaces[place + length]])
    }
  }
}
