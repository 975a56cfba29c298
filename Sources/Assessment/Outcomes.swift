// SPDX-License-Identifier: EUPL-1.2
import Model

/// The outcomes of all cells: looked up by cell, and walked in the order of the cells, in which those of a unit
/// stand together.
public struct Outcomes: Sendable, Equatable {
  /// In the order of the cells.
  public let values: [Outcome]
  private let places: [Cell: Int]
  /// Where the outcomes of each unit stand.
  private let ranges: [UnitCode: Range<Int>]

  /// - Parameter outcomes: of different cells, in any order.
  public init(_ outcomes: [Outcome]) {
    var values = outcomes
    values.sort { $0.cell < $1.cell }
    var places: [Cell: Int] = [:]
    places.reserveCapacity(values.count)
    var ranges: [UnitCode: Range<Int>] = [:]
    var start = 0
    for (place, outcome) in values.enumerated() {
      places[outcome.cell] = place
      if outcome.cell.unit != values[start].cell.unit { start = place }
      ranges[outcome.cell.unit] = start..<place + 1
    }
    precondition(places.count == values.count, "a cell has one outcome")
    self.values = values
    self.places = places
    self.ranges = ranges
  }

  public var count: Int { values.count }

  public subscript(cell: Cell) -> Outcome? { places[cell].map { values[$0] } }

  /// The outcomes of a unit, in the order of their cells.
  public func of(_ unit: UnitCode) -> ArraySlice<Outcome> { values[ranges[unit] ?? 0..<0] }
}
