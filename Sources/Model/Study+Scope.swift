// SPDX-License-Identifier: EUPL-1.2

/// Which sources may carry an answer for which unit.
extension Study {
  /// Whether a source takes part at all: present or kept, and not excluded by a person.
  public func counts(_ source: Source) -> Bool { source.exclusion == nil }

  /// The units whose papers may carry the answer of a field for this unit.
  public func unitsInScope(_ scope: Scope, unit: UnitCode, in round: Round) -> Set<UnitCode> {
    guard let own = round.unit(unit) else { return [] }
    switch scope {
    case .document: return []
    case .municipality: return [unit]
    case .region:
      var units: Set<UnitCode> = [unit]
      for parent in own.parents where round.unit(parent)?.kind == "vt" { units.insert(parent) }
      for municipality in round.units
      where municipality.kind == "gemeente" && municipality.isExamined
        && municipality.parents.contains(unit)
      {
        units.insert(municipality.code)
      }
      return units
    case .safeHome:
      var units: Set<UnitCode> = [unit]
      for region in round.units where region.kind == "regio" && region.parents.contains(unit) {
        units.insert(region.code)
      }
      return units
    }
  }

  /// The sources that may carry the answer of a field for a unit, in the order of their identifiers;
  /// of sources with the same bytes only the first.
  public func sourcesInScope(of field: Field, unit: UnitCode, in round: Round) -> [Source] {
    if field.scope == .document {
      return sources[SourceID(unit.rawValue)].map { counts($0) ? [$0] : [] } ?? []
    }
    let units = unitsInScope(field.scope, unit: unit, in: round)
    var seen = Set<VersionHash>()
    return sortedSources.filter { source in
      counts(source) && source.description.units.contains(where: units.contains)
        && seen.insert(source.current).inserted
    }
  }

  /// The documents that count as units of their own: not excluded, not national, no report of an
  /// interview, each bytes once.
  public func documentUnits(in round: Round) -> [Source] {
    var seen = Set<VersionHash>()
    return sortedSources.filter { source in
      counts(source) && round.framework?.isCounted(level: source.description.level) != false
        && !isInterview(source, in: round)
        && seen.insert(source.current).inserted
    }
  }

  /// How many papers of each kind count, by the kind's identifier; empty for those without one.
  public func paperCounts(in round: Round) -> [String: Int] {
    Dictionary(grouping: documentUnits(in: round)) { $0.description.kind ?? "" }
      .mapValues(\.count)
  }

  /// The cell that is counted: of sources with the same bytes the first stands for all.
  public func standingFor(_ cell: Cell) -> Cell {
    guard let source = sources[SourceID(cell.unit.rawValue)] else { return cell }
    let first = sortedSources.first { counts($0) && $0.current == source.current } ?? source
    return Cell(unit: UnitCode(first.id.rawValue), field: cell.field, item: cell.item)
  }

  /// The units of a kind that are examined in the wave, in the order of their codes.
  public func examinedUnits(kind: String, in round: Round) -> [StudyUnit] {
    round.units.filter { $0.kind == kind && $0.isExamined }.sorted { $0.code < $1.code }
  }
}
