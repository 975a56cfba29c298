// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

/// What the pages with one document or one region rest on, as a key per page: a page whose key is the same
/// has the same bytes, so that it need not be drawn again.
///
/// The keys say nothing of what may show on every page (`Event.isGeneral`: framework, units, titles, interviews),
/// nor of the edition and the program itself: they may be compared only where all of that is the same.
public struct PageKeys: Sendable {
  /// By the path of the page.
  public private(set) var keys: [String: String] = [:]

  let site: SiteIndex
  private let suggestionKey: @Sendable (Cell) -> String
  private var rows: [SourceID: [UInt8]] = [:]

  /// - Parameters:
  ///   - picture: what the pages show.
  ///   - reading: tells one reading of a version from a later one, which may give other text.
  ///   - suggestionKey: tells which passages are shown for a cell, and how many there are in all.
  public init(
    picture: Picture, reading: (VersionHash) -> Int64,
    suggestionKey: @escaping @Sendable (Cell) -> String
  ) {
    site = SiteIndex(ReportMaterial(picture: picture))
    self.suggestionKey = suggestionKey
    for row in picture.coverage {
      var bytes = KeyBytes()
      bytes.add(row)
      for version in row.source.versions { bytes.add(Int(reading(version))) }
      rows[row.source.id] = bytes.digest
    }
    for sheet in site.sheets {
      keys[Place.factsheet(sheet.region.region.code.rawValue).path] = key(of: sheet)
    }
    for row in picture.coverage {
      keys[Place.source(row.source.id.rawValue).path] = key(of: row.source.id)
    }
    rows = [:]
  }

  /// The units whose outcomes stand on the pages that are drawn: those not among the paths.
  public func units(drawnBesides kept: Set<String>) -> Set<UnitCode> {
    var units = Set<UnitCode>()
    for sheet in site.sheets
    where !kept.contains(Place.factsheet(sheet.region.region.code.rawValue).path) {
      units.formUnion(sheet.units.map(\.code))
    }
    for row in site.picture.coverage {
      let id = row.source.id.rawValue
      if !kept.contains(Place.source(id).path) { units.insert(UnitCode(id)) }
    }
    return units
  }

  private func key(of sheet: Sheet) -> String {
    var bytes = KeyBytes()
    for unit in sheet.units { add(site.picture.outcomes.of(unit.code), to: &bytes) }
    bytes.add(sheet.papers.count)
    for row in sheet.papers { bytes.add(rows[row.source.id]) }
    return bytes.key
  }

  private func key(of source: SourceID) -> String {
    var bytes = KeyBytes()
    bytes.add(rows[source])
    add(site.picture.outcomes.of(UnitCode(source.rawValue)), to: &bytes)
    for coding in site.codingsBySource[source] ?? [] {
      add(coding, to: &bytes)
      // The cell may be that of another document, which is named.
      bytes.add(rows[SourceID(coding.cell.unit.rawValue)])
    }
    return bytes.key
  }

  /// A quote with the place where it stands now, and what waits for a person about that place.
  private func add(_ coding: Coding, to bytes: inout KeyBytes) {
    bytes.add(coding.id.rawValue)
    bytes.add("\(coding.locator)")
    bytes.add(site.picture.anchors[coding.id].map { "\($0)" })
  }

  private func add(_ outcomes: ArraySlice<Outcome>, to bytes: inout KeyBytes) {
    bytes.add(outcomes.count)
    for outcome in outcomes {
      bytes.add(outcome.cell.fieldLabel)
      add(outcome.standing, to: &bytes)
      bytes.add(suggestionKey(outcome.cell))
      bytes.add(outcome.search?.searched.count ?? -1)
      bytes.add(outcome.search?.setAside)
      bytes.add(outcome.reopening.map { "\($0)" })
      for searched in outcome.search?.searched ?? [] {
        bytes.add(rows[searched.source])
        bytes.add(searched.hits)
      }
    }
  }

  private func add(_ standing: Outcome.Standing, to bytes: inout KeyBytes) {
    switch standing {
    case .known(let categories, let basis):
      bytes.add(categories.map(\.rawValue).joined(separator: " "))
      switch basis {
      case .reader(let answer, let coders, let isSettled):
        bytes.add("reader \(isSettled) \(answer.cell) \(answer.coder) \(answer.value)")
        bytes.add(coders.map(\.rawValue).joined(separator: " "))
        bytes.add(answer.note)
        bytes.add("\(answer.evidence)")
        bytes.add(answer.certainty?.rawValue)
        var shown = answer.against ?? []
        bytes.add(shown.count)
        if case .codings(let ids) = answer.evidence { shown += ids }
        for id in shown {
          guard let coding = site.picture.codings[id] else { continue }
          add(coding, to: &bytes)
          bytes.add(rows[coding.source])
        }
      case .search: bytes.add("search")
      case .derived(let fields):
        bytes.add("derived " + fields.map(\.rawValue).joined(separator: " "))
      }
    case .open(let waiting): bytes.add("open \(waiting)")
    case .undetermined(let reason): bytes.add("undetermined \(reason)")
    case .notApplicable(let reason): bytes.add("not applicable \(reason)")
    }
  }
}

/// Collects what a key is made of, each part apart from the next.
struct KeyBytes {
  private var bytes: [UInt8] = []

  mutating func add(_ number: Int) {
    bytes.append(1)
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func add(_ text: String?) {
    guard let text else { return bytes.append(2) }
    bytes.append(3)
    add(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  /// Adds a digest, or that there is none.
  mutating func add(_ digest: [UInt8]?) {
    bytes.append(digest == nil ? 4 : 5)
    if let digest { bytes.append(contentsOf: digest) }
  }

  /// Everything that a page may show of a source: what is said of it and what was read.
  mutating func add(_ row: CoverageRow) {
    let source = row.source
    add(source.id.rawValue)
    add(source.path)
    add(source.versions.map(\.rawValue).joined(separator: " "))
    add(source.isMissing ? 1 : 0)
    add(source.exclusion)
    let said = source.description
    add((said.units.map(\.rawValue) + [said.basis.rawValue]).joined(separator: " "))
    for text in [said.kind, said.level, said.date, said.validFrom, said.validUntil] { add(text) }
    add(said.kept)
    for text in [said.status, said.usage, said.origin, said.foundWith, said.address, said.note] {
      add(text)
    }
    let facts = row.facts
    for text in [facts.state.rawValue, facts.format, facts.language, facts.title] { add(text) }
    add(facts.metadataDate)
    add(facts.lock?.rawValue)
    add(facts.pageCount)
    add(facts.passageCount)
    add(facts.pagesWithoutText.count)
    for page in facts.pagesWithoutText { add(page) }
    for page in facts.recognized { add("\(page.page) \(page.confidence)") }
    add(facts.isOpenToRecognition ? 1 : 0)
    for diagnostic in facts.diagnostics { add("\(diagnostic)") }
    add(row.suggestedUnits.map(\.rawValue).joined(separator: " "))
    for proposal in row.proposals { add(proposal.text) }
  }

  /// The first 16 bytes of the SHA-256, as 32 hexadecimal digits.
  var key: String { String(ContentHash.of(bytes).prefix(32)) }

  /// The same in a form that is quick to add to another key.
  var digest: [UInt8] { Array(key.utf8) }
}
