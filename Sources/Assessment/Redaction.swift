// SPDX-License-Identifier: EUPL-1.2
import Model

/// Makes of a picture the one that everybody may see: usage rights are applied per source, and units are named
/// as far as the rules say.
///
/// It stands before rendering and not in it: pages and tables of a public edition are made from what comes out
/// here, so that what must not be seen is not there to be written. The picture that comes out is put together
/// part by part; a part that is added to `Picture` later stays out until somebody lets it through here.
///
/// What is left out, and by which rule:
/// - A source is shown where its usage right is *openbaar* and no other source with the same bytes has a
///   stricter one; a report of an interview only where consent for quoting was recorded as well. Where units
///   are not named, a source that is about such a unit, or whose path, address or title names one, is not shown
///   either: whoever finds a public paper by its words knows whose it is. Of all others remain the kind, the
///   units under their new names, and how far they could be read.
/// - A quote is shown where its source is, and where it names no hidden unit. Where units are not named, what
///   stands around a quote is left out.
/// - Free text of researchers and readers (notes, reasons, where a paper came from) is left out, and so are
///   pseudonyms, suggestions, proposals, differences between readers, and places of quotes that wait.
/// - With naming `none` also what could be counted again in the papers to find them: numbers of hits, what was
///   searched, the collection log.
public struct Redaction: Sendable {
  public let rules: PublicRules
  /// Every unit as it is shown, by the code that it has in the study.
  let units: [UnitCode: StudyUnit]
  /// The identifier of every source in the edition.
  let sources: [SourceID: SourceID]
  let withheld: [SourceID: Withheld]
  let codings: [CodingID: CodingID]
  /// The names and codes of units that must not be seen.
  public let names: HiddenStrings
  private let kindLabels: [String: String]

  /// - Parameter picture: what the edition is about, in full.
  public init(_ picture: Picture, rules: PublicRules) {
    self.rules = rules
    let renaming = UnitRenaming(picture.units, rules: rules)
    units = renaming.units
    names = renaming.hidden
    withheld = SourceRights(picture, naming: rules.naming, names: renaming.hidden).withheld
    kindLabels = Dictionary(
      picture.framework.sourceKinds.map { ($0.id, $0.label) }, uniquingKeysWith: { one, _ in one })
    let sources = Self.renumber(picture, withheld, rules)
    self.sources = sources
    codings = Self.renumber(picture.codings, units: renaming.units, sources: sources)
  }

  /// Sources that are shown by path, then the others in an order that only the salt gives.
  private static func renumber(
    _ picture: Picture, _ withheld: [SourceID: Withheld], _ rules: PublicRules
  ) -> [SourceID: SourceID] {
    let shown = picture.sources.values.filter { withheld[$0.id] == nil }
      .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }.map(\.id)
    let rest = withheld.keys.map { ($0, rules.order(of: $0.rawValue)) }
      .sorted { $0.1 < $1.1 }.map(\.0)
    return Dictionary(
      uniqueKeysWithValues: (shown + rest).enumerated().map { place, id in
        (id, SourceID(Study.identifier("s", place + 1)))
      })
  }

  /// Codings by what they are about and where they stand, as the edition names both.
  private static func renumber(
    _ codings: [CodingID: Coding], units: [UnitCode: StudyUnit], sources: [SourceID: SourceID]
  ) -> [CodingID: CodingID] {
    let sorted = codings.values.map { coding in
      let unit =
        units[coding.cell.unit]?.code.rawValue
        ?? sources[SourceID(coding.cell.unit.rawValue)]?.rawValue ?? ""
      let key = [
        unit, coding.cell.fieldLabel, sources[coding.source]?.rawValue ?? "", coding.id.rawValue,
      ]
      return (key, coding.id)
    }.sorted { $0.0.lexicographicallyPrecedes($1.0) }
    return Dictionary(
      uniqueKeysWithValues: sorted.enumerated().map { place, entry in
        (entry.1, CodingID(Study.identifier("c", place + 1)))
      })
  }

  // MARK: Names

  /// The code under which a unit or a document stands in the edition.
  func code(_ code: UnitCode) -> UnitCode {
    if let unit = units[code] { return unit.code }
    return UnitCode((sources[SourceID(code.rawValue)] ?? "").rawValue)
  }

  func cell(_ cell: Cell) -> Cell {
    Cell(unit: code(cell.unit), field: cell.field, item: cell.item)
  }

  /// The identifier of a source in the edition.
  public func source(_ id: SourceID) -> SourceID { sources[id] ?? "" }

  public func coding(_ id: CodingID) -> CodingID { codings[id] ?? "" }

  public func isShown(_ source: SourceID) -> Bool {
    sources[source] != nil && withheld[source] == nil
  }

  /// Whether a quote may be shown: its source is, and it names nothing that is hidden.
  public func isShown(_ coding: Coding) -> Bool {
    isShown(coding.source) && names.first(in: coding.locator.quote) == nil
  }

  /// Whether what stands around a quote, and the page that it stands on, may be shown.
  public var showsContext: Bool { rules.naming == .municipality }

  /// A text, or nothing where it names what is hidden.
  public func clean(_ text: String) -> String { names.first(in: text) == nil ? text : "" }

  // MARK: Sources

  /// A source as it is shown: in full but for free text, or as a reference.
  public func redacted(_ source: Source) -> Source {
    let said = source.description
    guard let reason = withheld[source.id] else {
      return Source(
        id: self.source(source.id), path: source.path,
        description: SourceDescription(
          units: said.units.map(code), basis: said.basis, kind: said.kind, level: said.level,
          date: said.date, validFrom: said.validFrom, validUntil: said.validUntil,
          status: said.status, usage: said.usage, address: said.address),
        versions: source.versions, isMissing: source.isMissing,
        exclusion: source.exclusion.map { _ in Self.noText })
    }
    let isBackground = reason == .background
    return Source(
      id: self.source(source.id), path: reference(to: source, reason),
      description: SourceDescription(
        units: said.units.map(code), basis: said.units.isEmpty ? .none : .table,
        kind: isBackground ? nil : said.kind, level: isBackground ? nil : said.level,
        status: isBackground ? nil : said.status, usage: said.usage),
      versions: [], exclusion: source.exclusion.map { _ in Self.noText })
  }

  /// What stands where the path of a source stood: `convenant, vertrouwelijk (s0031)`.
  private func reference(to source: Source, _ reason: Withheld) -> String {
    let kind = reason == .background ? nil : source.description.kind.flatMap { kindLabels[$0] }
    let label = (kind ?? "stuk").replacing("/", with: "-")
    return "\(label), \(reason.label) (\(self.source(source.id)))"
  }

  func redacted(_ row: CoverageRow) -> CoverageRow {
    var facts = DocumentFacts(state: row.facts.state, format: "")
    if isShown(row.source.id) {
      facts = row.facts
      facts.title = facts.title.map(clean)
      facts.diagnostics.removeAll { names.first(in: $0.text) != nil }
    }
    return CoverageRow(
      source: redacted(row.source), facts: facts, suggestedUnits: [], proposals: [])
  }

  // MARK: Answers

  /// What stands where free text was.
  static let noText = "niet in deze uitgave"

  func redacted(_ coding: Coding) -> Coding {
    var locator = Locator(
      version: "", readerVersion: "", stretches: [], quote: "", before: "", after: "")
    if isShown(coding) {
      locator = coding.locator
      locator.headings = nil
      locator.marks = nil
      if !showsContext {
        locator.before = ""
        locator.after = ""
      }
    } else if isShown(coding.source) {
      locator.stretches = coding.locator.stretches
    }
    return Coding(
      id: self.coding(coding.id), source: source(coding.source), cell: cell(coding.cell),
      locator: locator, coder: Self.reader)
  }

  private static let reader: CoderID = "lezer"

  /// nil where what was searched would tell which papers they are.
  func redacted(_ record: SearchRecord?) -> SearchRecord? {
    guard let record, rules.naming != .none else { return nil }
    return SearchRecord(
      id: record.id, cell: cell(record.cell), terms: record.terms,
      termsFingerprint: record.termsFingerprint,
      searched: record.searched.map {
        SearchRecord.Searched(
          source: source($0.source), version: "", state: $0.state, hits: $0.hits,
          isCore: $0.isCore)
      }.sorted { $0.source < $1.source },
      setAside: record.setAside.map { _ in Self.noText }, finder: record.finder)
  }

  func redacted(_ outcome: Outcome, _ framework: Framework) -> Outcome {
    let standing: Outcome.Standing
    switch outcome.standing {
    case .known(let categories, .reader(let answer, let coders, let isSettled)):
      standing = .known(
        categories,
        .reader(
          redacted(answer),
          coders: [CoderID(coders.count == 1 ? "een lezer" : "\(coders.count) lezers")],
          isSettled: isSettled))
    case .known: standing = outcome.standing
    case .open(.forReader(let hits)):
      standing = .open(.forReader(hits: rules.naming == .none ? 0 : hits))
    case .open(.reopened):
      standing = .open(.reopened("er is iets veranderd waar het antwoord op rustte"))
    case .open: standing = outcome.standing
    case .undetermined(let reason):
      standing = .undetermined(
        reason: Assessor.isOwn(reason, framework) ? reason : "reden \(Self.noText)")
    case .notApplicable(let reason):
      standing = .notApplicable(
        reason: Assessor.isOwn(reason, framework) ? reason : "reden \(Self.noText)")
    }
    return Outcome(
      cell: cell(outcome.cell), standing: standing, search: redacted(outcome.search))
  }

  private func redacted(_ answer: Answer) -> Answer {
    var evidence = answer.evidence
    if case .codings(let ids) = evidence { evidence = .codings(ids.map(coding)) }
    return Answer(
      cell: cell(answer.cell), value: answer.value, evidence: evidence,
      coder: answer.coder == .consensus ? .consensus : Self.reader, certainty: answer.certainty,
      against: answer.against?.map(coding))
  }
}

extension PublicRules {
  /// A place in an order that nobody can work out without the salt.
  func order(of name: String) -> String { ContentHash.of("\(salt) \(name)") }
}

extension Assessor {
  /// Whether the program itself gives this reason: free text of a reader is none of its own, and neither is
  /// what became of an interview.
  static func isOwn(_ reason: String, _ framework: Framework) -> Bool {
    let fixed: Set = [
      "veld staat uit", "de velden hangen in een kring van elkaar af", "geen stukken",
      "geen leesbaar stuk", "geen doorzoekbaar kernstuk", "de voorwaarde geldt niet",
    ]
    if fixed.contains(reason) { return true }
    for start in ["volgt uit veld ", "hangt af van veld "] where reason.hasPrefix(start) {
      let fields = reason.dropFirst(start.count).split(separator: ",").map { part in
        FieldID(String(part.drop { $0 == " " }))
      }
      return fields.allSatisfy { framework.field($0) != nil }
    }
    return false
  }
}
