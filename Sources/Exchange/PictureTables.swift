// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

/// The tables that another program can read: coverage, indicators and answers.
public struct PictureTables: Sendable {
  let picture: Picture
  /// The facts of the sources with pages that were recognised on their pictures.
  private let recognized: [SourceID: (version: VersionHash, facts: DocumentFacts)]

  private let names: [UnitCode: String]

  public init(_ picture: Picture) {
    self.picture = picture
    names = Dictionary(
      picture.units.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
    recognized = Dictionary(
      picture.coverage.filter { !$0.facts.recognized.isEmpty }
        .map { ($0.source.id, ($0.source.current, $0.facts)) }, uniquingKeysWith: { one, _ in one })
  }

  /// `coverage.csv`: one row per source, given in parts of some size.
  public func coverage(_ take: (String) throws -> Void) rethrows {
    try Table.write(
      columns: [
        "file", "sha256", "source", "units", "assignment", "state", "reason", "excluded", "pages",
        "pages_without_text", "passages", "suggested_units", "proposals", "kind", "level", "date",
        "missing", "status", "usage", "origin", "ocr_pages", "ocr_confidence", "password",
        "kept",
      ],
      rows: picture.coverage.lazy.map { row in
        [
          row.source.path, row.source.current.rawValue, row.source.id.rawValue,
          joined(row.source.description.units), row.source.description.basis.rawValue,
          row.facts.state.rawValue, row.reason, row.source.exclusion ?? "",
          number(row, row.facts.pageCount), number(row, row.facts.pagesWithoutText.count),
          number(row, row.facts.passageCount), joined(row.suggestedUnits),
          row.proposals.map(\.text).joined(separator: "; "), row.source.description.kind ?? "",
          row.source.description.level ?? "", row.source.description.date ?? "",
          row.source.isMissing ? "ja" : "", row.source.description.status ?? "",
          row.source.description.usage ?? "", row.source.description.origin,
          number(row, row.facts.recognized.count), row.facts.meanConfidence.map(String.init) ?? "",
          row.facts.lock.map { $0 == .opened ? "geopend" : "ontbreekt" } ?? "",
          row.source.description.kept ?? "",
        ]
      }, take)
  }

  /// `indicators.csv`: one row per indicator.
  public var indicators: Table {
    Table(
      columns: [
        "id", "unit_kind", "by", "numerator", "denominator", "unknown", "open", "not_applicable",
        "wording", "label", "pending", "reopened",
      ],
      rows: picture.indicators.map { value in
        let isPending = value.indicator.pending != nil
        return [
          value.indicator.id, value.indicator.unitKind, Self.name(of: value.indicator.basis),
          isPending ? "" : String(value.numerator.count),
          isPending ? "" : String(value.denominatorCount),
          isPending ? "" : String(value.unknown.count), isPending ? "" : String(value.open.count),
          isPending ? "" : String(value.notApplicable.count),
          value.sentence == nil ? "" : value.wording.phrase, value.indicator.label,
          value.indicator.pending ?? "", isPending ? "" : String(value.reopened),
        ]
      })
  }

  private static func name(of basis: Indicator.Basis) -> String {
    switch basis {
    case .search: "search"
    case .searchOrReader: "search-or-reader"
    case .reader: "reader"
    case .metadata: "metadata"
    }
  }

  /// `answers.csv`: one row per cell, with what it rests on, given in parts of some size.
  public func answers(_ take: (String) throws -> Void) rethrows {
    try Table.write(
      columns: [
        "unit", "name", "field", "item", "standing", "answer", "labels", "coders", "file", "page",
        "quote", "search_terms", "searched", "searchable", "hits", "set_aside", "reason", "note",
        "according_to", "ocr", "anchors", "certainty", "against_file", "against_page",
        "against_quote", "reopened_by",
      ],
      rows: picture.outcomes.values.lazy.map(row), take)
  }

  private func row(_ outcome: Outcome) -> [String] {
    let field = picture.framework.field(outcome.cell.field)
    let categories = outcome.categories ?? []
    let labels = categories.map { field?.category($0)?.label ?? $0.rawValue }
    var coders = ""
    var note = ""
    var reason = ""
    var codings: [Coding] = []
    var against: [Coding] = []
    var certainty = ""
    switch outcome.standing {
    case .known(_, .reader(let answer, let by, _)):
      coders = by.map(\.rawValue).joined(separator: " ")
      note = answer.note
      certainty = answer.certainty?.rawValue ?? ""
      against = (answer.against ?? []).compactMap { picture.codings[$0] }
      if case .codings(let ids) = answer.evidence {
        codings = ids.compactMap { picture.codings[$0] }
      }
    case .known: break
    case .open(let waiting): reason = Self.text(of: waiting)
    case .undetermined(let text), .notApplicable(let text): reason = text
    }
    let searched = outcome.search?.searched ?? []
    return [
      outcome.cell.unit.rawValue, name(of: outcome.cell), outcome.cell.field.rawValue,
      outcome.cell.item?.rawValue ?? "", outcome.standingName,
      categories.map(\.rawValue).joined(separator: ";"), labels.joined(separator: "; "), coders,
      codings.map { picture.sources[$0.source]?.path ?? "" }.joined(separator: " || "),
      codings.map(page(of:)).joined(separator: " || "),
      codings.map(\.locator.quote).joined(separator: " || "),
      outcome.search?.terms.joined(separator: ", ") ?? "",
      count(outcome.search, searched.count),
      count(outcome.search, searched.filter { $0.state.isSearchable }.count),
      count(outcome.search, outcome.search?.hitCount ?? 0), outcome.search?.setAside ?? "", reason,
      note,
      Self.name(of: picture.basis(of: codings)), recognition(of: codings),
      codings.map(anchor(of:)).joined(separator: " || "),
      certainty, against.map { picture.sources[$0.source]?.path ?? "" }.joined(separator: " || "),
      against.map(page(of:)).joined(separator: " || "),
      against.map(\.locator.quote).joined(separator: " || "),
      (outcome.reopening?.sources ?? []).map { picture.sources[$0]?.path ?? "" }
        .joined(separator: " || "),
    ]
  }

  private static func name(of basis: Picture.Spoken?) -> String {
    switch basis {
    case .papers: "stukken"
    case .interview: "gesprek"
    case .both: "stukken en gesprek"
    case nil: ""
    }
  }

  /// How sure recognition is of the page of each quote; empty where none of them stands on such a page.
  private func recognition(of codings: [Coding]) -> String {
    let confidences = codings.map { coding -> Int? in
      guard let known = recognized[coding.source], known.version == coding.locator.version else {
        return nil
      }
      return known.facts.confidence(ofPage: coding.locator.stretches.first?.page ?? 0)
    }
    guard confidences.contains(where: { $0 != nil }) else { return "" }
    return confidences.map { $0.map(String.init) ?? "" }.joined(separator: " || ")
  }

  private func name(of cell: Cell) -> String {
    names[cell.unit] ?? picture.sources[SourceID(cell.unit.rawValue)]?.path ?? ""
  }

  /// Why a cell waits, in Dutch.
  public static func text(of waiting: Outcome.Waiting) -> String {
    switch waiting {
    case .forReader(let hits):
      hits == 0 ? "wacht op een lezer" : "wacht op een lezer: \(hits) treffers"
    case .awaitsReaders(let count):
      count == 1 ? "wacht op een tweede lezer" : "wacht op nog \(count) lezers"
    case .readersDiffer: "lezers verschillen; vaststelling nodig"
    case .reopened(let why): "heropend: \(why)"
    case .evidenceWithdrawn: "de onderbouwing is ingetrokken"
    case .dependsOn(let fields):
      "hangt af van veld \(fields.map(\.rawValue).joined(separator: ", "))"
    }
  }

  private func joined(_ codes: [UnitCode]) -> String {
    codes.map(\.rawValue).joined(separator: " ")
  }
}
