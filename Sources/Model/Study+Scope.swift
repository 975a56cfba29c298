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

  /// Whether `sourcesInScope` holds a source, told without a walk over all.
  func isFirstInScope(_ source: Source, of field: Field, unit: UnitCode, in round: Round) -> Bool {
    guard counts(source) else { return false }
    if field.scope == .document { return source.id.rawValue == unit.rawValue }
    guard isInScope(source, field.scope, unit, round) else { return false }
    // Of those with the same bytes only the first.
    let twins = sourcesByCurrent[source.current] ?? []
    return !twins.contains { id in
      guard id < source.id, let twin = sources[id] else { return false }
      return counts(twin) && isInScope(twin, field.scope, unit, round)
    }
  }

  /// Whether a source is of one of the units that `unitsInScope` gives.
  private func isInScope(
    _ source: Source, _ scope: Scope, _ unit: UnitCode, _ round: Round
  ) -> Bool {
    guard let own = round.unitPlace(unit) else { return false }
    return source.description.units.contains { code in
      if code == unit { return scope != .document }
      switch scope {
      case .document, .municipality: return false
      case .region:
        guard let other = round.unitPlace(code) else { return false }
        if round.units[other].kind == "vt" { return round.units[own].parents.contains(code) }
        return round.units[other].kind == "gemeente" && round.units[other].isExamined
          && round.units[other].parents.contains(unit)
      case .safeHome:
        guard let other = round.unitPlace(code) else { return false }
        return round.units[other].kind == "regio" && round.units[other].parents.contains(unit)
      }
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
    let twins = (sourcesByCurrent[source.current] ?? []).compactMap { sources[$0] }
    let first = twins.filter(counts).min { $0.id < $1.id } ?? source
    return Cell(unit: UnitCode(first.id.rawValue), field: cell.field, item: cell.item)
  }

  /// The units of a kind that are examined in the wave, in the order of their codes.
  public func examinedUnits(kind: String, in round: Round) -> [StudyUnit] {
    round.units.filter { $0.kind == kind && $0.isExamined }.sorted { $0.code < $1.code }
  }
}
