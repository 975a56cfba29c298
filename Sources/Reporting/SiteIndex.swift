// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

/// A region's factsheet: the region and every examined municipality that it shows.
struct Sheet: Sendable {
  var region: Picture.Region
  /// The municipalities shown: central, other, and any further ones that are examined.
  var municipalities: [StudyUnit]
  /// The papers of the region, its Veilig Thuis areas and its municipalities, by path.
  var papers: [CoverageRow]

  var units: [StudyUnit] { [region.region] + municipalities + region.safeHomes }
}

/// The material, made ready for looking up: every list sorted, every unit with its place on the site.
struct SiteIndex: Sendable {
  var material: ReportMaterial
  let units: [UnitCode: StudyUnit]
  /// Where each field stands in the framework.
  private let ranks: [FieldID: Int]
  /// Every unit and field of which items have an outcome.
  private let answeredByItem: Set<Cell>
  let coverageBySource: [SourceID: CoverageRow]
  let codingsBySource: [SourceID: [Coding]]
  let sheets: [Sheet]
  /// The region whose factsheet shows the unit.
  let homes: [UnitCode: UnitCode]
  /// How all papers were read.
  let reading: ReadingTally

  var picture: Picture { material.picture }
  var framework: Framework { material.picture.framework }
  /// Whether it is for everybody: what is only for those who work on the study is left out.
  var isPublic: Bool { material.picture.redaction != nil }

  init(_ material: ReportMaterial) {
    self.material = material
    let picture = material.picture
    units = Dictionary(picture.units.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    ranks = Dictionary(
      picture.framework.fields.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { one, _ in one }
    )
    answeredByItem = Set(
      picture.outcomes.values.filter { $0.cell.item != nil }
        .map { Cell(unit: $0.cell.unit, field: $0.cell.field) })
    coverageBySource = Dictionary(
      picture.coverage.map { ($0.source.id, $0) }, uniquingKeysWith: { first, _ in first })
    codingsBySource = Dictionary(
      grouping: picture.codings.values.sorted { $0.id < $1.id }, by: \.source)
    let rows = Self.rowsByUnit(picture)
    sheets = picture.regions.sorted { $0.region.code < $1.region.code }
      .map { Self.sheet(of: $0, in: picture, rows) }
    var homes: [UnitCode: UnitCode] = [:]
    for sheet in sheets {
      for unit in sheet.units where homes[unit.code] == nil {
        homes[unit.code] = sheet.region.region.code
      }
    }
    self.homes = homes
    reading = ReadingTally(picture.coverage)
  }

  /// The places of the rows of the coverage that are about each unit: no region walks over all papers.
  private static func rowsByUnit(_ picture: Picture) -> [UnitCode: [Int]] {
    var rows: [UnitCode: [Int]] = [:]
    for place in picture.coverage.indices {
      for unit in picture.coverage[place].source.description.units {
        rows[unit, default: []].append(place)
      }
    }
    return rows
  }

  private static func sheet(
    of region: Picture.Region, in picture: Picture, _ rows: [UnitCode: [Int]]
  ) -> Sheet {
    let columns = [region.central, region.other].compactMap(\.self)
    let further = picture.examined(kind: "gemeente").filter { unit in
      unit.parents.contains(region.region.code) && !columns.contains { $0.code == unit.code }
    }
    let codes = Set(
      ([region.region] + columns + further + region.safeHomes).map(\.code))
    return Sheet(
      region: region, municipalities: columns + further,
      papers: Set(codes.flatMap { rows[$0] ?? [] }).sorted().map { picture.coverage[$0] })
  }

  /// The items of a field; empty for a field that is answered as a whole.
  func items(of field: Field) -> [Item] { framework.items(of: field) }

  func outcome(_ unit: UnitCode, _ field: Field, _ item: ItemID? = nil) -> Outcome? {
    picture.outcomes[Cell(unit: unit, field: field.id, item: item)]
  }

  /// The name of a unit, or the file and folder of the document that is a unit.
  func name(of unit: UnitCode) -> String {
    if let known = units[unit] { return known.name }
    guard let source = picture.sources[SourceID(unit.rawValue)] else { return unit.rawValue }
    let path = source.path.utf8
    let slash = UInt8(ascii: "/")
    guard let last = path.lastIndex(of: slash), let before = path[..<last].lastIndex(of: slash)
    else { return source.path }
    return String(source.path[path.index(after: before)...])
  }

  static func fileName(_ source: Source) -> String {
    source.path.split(separator: "/").last.map(String.init) ?? source.path
  }

  func fileName(_ source: SourceID) -> String {
    picture.sources[source].map(Self.fileName) ?? source.rawValue
  }

  /// Where a cell is shown; nil where no page shows its unit.
  func place(of cell: Cell) -> Place? {
    let whole = Cell(unit: cell.unit, field: cell.field)
    let isShown = picture.outcomes[whole] != nil || answeredByItem.contains(whole)
    let anchor = isShown ? self.anchor(of: cell) : nil
    if coverageBySource[SourceID(cell.unit.rawValue)] != nil, units[cell.unit] == nil {
      return .source(cell.unit.rawValue, anchor: anchor)
    }
    guard let home = homes[cell.unit] else { return nil }
    var place = Place.factsheet(home.rawValue)
    place.anchor = anchor
    return place
  }

  /// `v-4.1` for a region or a document, `v-1.5-GM0363` for other units; then the item, if any.
  func anchor(of cell: Cell) -> String {
    var anchor = "v-\(Place.safe(cell.field.rawValue))"
    if let unit = units[cell.unit], unit.kind != "regio" {
      anchor += "-\(Place.safe(unit.code.rawValue))"
    }
    if let item = cell.item { anchor += "-\(Place.safe(item.rawValue))" }
    return anchor
  }

  /// The page of a unit itself.
  func place(of unit: UnitCode) -> Place? {
    if let home = homes[unit] { return .factsheet(home.rawValue) }
    return coverageBySource[SourceID(unit.rawValue)] == nil ? nil : .source(unit.rawValue)
  }

  /// All outcomes of these units, in the order of the framework.
  func outcomes(of codes: Set<UnitCode>) -> [Outcome] {
    codes.flatMap { picture.outcomes.of($0) }
      .map { (rank: ranks[$0.cell.field] ?? .max, outcome: $0) }
      .sorted { ($0.rank, $0.outcome.cell) < ($1.rank, $1.outcome.cell) }
      .map(\.outcome)
  }
}

/// How many cells stand how.
struct Tally: Sendable, Equatable {
  var reader = 0
  var search = 0
  var derived = 0
  var open = 0
  var unknown = 0
  var notApplicable = 0

  init(_ outcomes: some Sequence<Outcome>) {
    for outcome in outcomes {
      switch outcome.standing {
      case .known(_, .reader): reader += 1
      case .known(_, .search): search += 1
      case .known(_, .derived): derived += 1
      case .open: open += 1
      case .undetermined: unknown += 1
      case .notApplicable: notApplicable += 1
      }
    }
  }

  var answered: Int { reader + search + derived }
  var total: Int { answered + open + unknown + notApplicable }
}

/// How many documents were read, and how.
struct ReadingTally: Sendable, Equatable {
  var counts: [DocumentState: Int] = [:]
  var total = 0
  var excluded = 0
  var unassigned = 0
  var proposals = 0

  init(_ rows: some Sequence<CoverageRow>) {
    for row in rows {
      total += 1
      if row.source.exclusion != nil {
        excluded += 1
        continue
      }
      counts[row.facts.state, default: 0] += 1
      if row.source.description.units.isEmpty { unassigned += 1 }
      if !row.proposals.isEmpty { proposals += 1 }
    }
  }

  var read: Int { (counts[.read] ?? 0) + (counts[.ocr] ?? 0) }
  var partly: Int { counts[.partly] ?? 0 }
  var unreadable: Int { (counts[.noText] ?? 0) + (counts[.failed] ?? 0) }
}
