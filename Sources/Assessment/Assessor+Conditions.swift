// SPDX-License-Identifier: EUPL-1.2
import Model

/// Conditions on a unit, in three values: what is not known stays not known.
extension Assessor {
  /// Whether a condition holds for a unit.
  public func truth(of condition: Condition, unit: UnitCode) -> Truth {
    switch condition {
    case .isOneOf(let field, let categories):
      return test(field, unit) { $0.contains(where: categories.contains) }
    case .below(let field, let category):
      return compare(field, unit, category) { $0 < $1 }
    case .atLeast(let field, let category):
      return compare(field, unit, category) { $0 >= $1 }
    case .aboveLowest(let field):
      let lowest = framework.field(field)?.lowest
      return test(field, unit) { $0 != lowest.map { [$0] } }
    case .isLowest(let field):
      let lowest = framework.field(field)?.lowest
      return test(field, unit) { $0 == lowest.map { [$0] } }
    case .lacks(let field, let category):
      return test(field, unit) { !$0.contains(category) }
    case .itemsAtLeast(let field, let minimum, let except):
      return items(of: field, unit, atLeast: minimum, except: except)
    case .noItems(let field):
      return items(of: field, unit, atLeast: 1, except: []).negated
    case .sourceKind(let kinds):
      return sources(of: unit) { $0.kind.map(kinds.contains) }
    case .sourceLevel(let levels):
      return sources(of: unit) { $0.level.map(levels.contains) }
    case .all(let parts): return combine(parts.map { truth(of: $0, unit: unit) }, decisive: .no)
    case .any(let parts): return combine(parts.map { truth(of: $0, unit: unit) }, decisive: .yes)
    case .not(let part): return truth(of: part, unit: unit).negated
    }
  }

  private func test(
    _ field: FieldID, _ unit: UnitCode, _ holds: ([CategoryID]) -> Bool
  ) -> Truth {
    switch outcome(Cell(unit: unit, field: field)).standing {
    case .known(let categories, _): holds(categories) ? .yes : .no
    case .open: .open
    case .undetermined: .unknown
    case .notApplicable: .no
    }
  }

  private func compare(
    _ field: FieldID, _ unit: UnitCode, _ category: CategoryID, _ holds: (Int, Int) -> Bool
  ) -> Truth {
    guard let definition = framework.field(field), let mark = definition.rank(category) else {
      return .no
    }
    return test(field, unit) { categories in
      categories.contains { definition.rank($0).map { holds($0, mark) } ?? false }
    }
  }

  private func items(
    of field: FieldID, _ unit: UnitCode, atLeast minimum: Int, except: [ItemID]
  ) -> Truth {
    guard let definition = framework.field(field) else { return .no }
    var above = 0
    var open = 0
    var unknown = 0
    for item in framework.items(of: definition) where !except.contains(item.id) {
      switch outcome(Cell(unit: unit, field: field, item: item.id)).standing {
      case .known(let categories, _): if categories != [definition.lowest] { above += 1 }
      case .open: open += 1
      case .undetermined: unknown += 1
      case .notApplicable: break
      }
    }
    if above >= minimum { return .yes }
    if above + open + unknown < minimum { return .no }
    return open > 0 ? .open : .unknown
  }

  /// Whether a source of the unit, or the document that is the unit, meets a test; nil is not known.
  private func sources(of unit: UnitCode, _ meets: (SourceDescription) -> Bool?) -> Truth {
    if let document = study.sources[SourceID(unit.rawValue)] {
      return meets(document.description).map { $0 ? .yes : .no } ?? .unknown
    }
    return sourceIndex.sources(of: unit).contains { meets($0.description) == true } ? .yes : .no
  }

  private func combine(_ parts: [Truth], decisive: Truth) -> Truth {
    if parts.contains(decisive) { return decisive }
    if parts.contains(.open) { return .open }
    if parts.contains(.unknown) { return .unknown }
    return decisive.negated
  }
}
