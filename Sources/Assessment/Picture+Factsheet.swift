// SPDX-License-Identifier: EUPL-1.2
import Model

/// A unit on the factsheet of a region, with its part there.
public struct FactsheetUnit: Sendable, Equatable {
  public enum Part: Sendable, Equatable {
    case region, central, other
    /// A municipality that is examined besides those two.
    case further
    /// The Veilig Thuis area that the region is in.
    case area
  }
  public var unit: StudyUnit
  public var part: Part
}

extension Picture {
  /// The units on the factsheet of a region, in its order.
  public func factsheetUnits(of region: Region) -> [FactsheetUnit] {
    var units = [FactsheetUnit(unit: region.region, part: .region)]
    if let central = region.central { units.append(FactsheetUnit(unit: central, part: .central)) }
    if let other = region.other { units.append(FactsheetUnit(unit: other, part: .other)) }
    let known = Set(units.map(\.unit.code))
    units += examined(kind: "gemeente").filter {
      $0.parents.contains(region.region.code) && !known.contains($0.code)
    }.map { FactsheetUnit(unit: $0, part: .further) }
    return units + region.safeHomes.map { FactsheetUnit(unit: $0, part: .area) }
  }

  /// The cells on the factsheet of a region that have an outcome, in the order of the framework, each with its
  /// unit; a field's items in the order of their list.
  public func factsheetCells(
    of region: Region
  ) -> [(unit: FactsheetUnit, question: Question, field: Field, item: Item?, outcome: Outcome)] {
    let units = factsheetUnits(of: region)
    var cells: [(FactsheetUnit, Question, Field, Item?, Outcome)] = []
    for question in framework.themes.flatMap(\.questions) {
      for field in question.fields where field.isEnabled {
        let list = framework.items(of: field)
        let items: [Item?] = list.isEmpty ? [nil] : list.map { $0 }
        for unit in units where unit.unit.kind == field.unitKind {
          for item in items {
            let cell = Cell(unit: unit.unit.code, field: field.id, item: item?.id)
            if let outcome = outcomes[cell] { cells.append((unit, question, field, item, outcome)) }
          }
        }
      }
    }
    return cells
  }
}
